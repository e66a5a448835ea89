"""One window a study: a second one asks the first to come forward and leaves (R11).

The lock file decides who may write; this only finds the window that has it, by a local socket named from a hash of the
study's id, so that the name tells nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_ASK = b"come forward\n"
_ANSWER = b"here\n"


def server_name(study_id: str) -> str:
    """The socket's name for a study."""
    return "ojm-" + hashlib.sha256(b"ojm window " + study_id.encode()).hexdigest()[:32]


def study_id_of(folder: Path) -> str:
    """The id of the study in a folder, from its key file: readable without a passphrase. Raises OjmError."""
    from ojm_desktop.service.studies import study_folder
    from ojm_desktop.vault import keyfile

    return keyfile.study_of(study_folder(folder).keys.read_bytes())


def ask_first(study_id: str, wait_ms: int = 1500) -> bool:
    """Ask the window that has the study to come forward; whether one answered."""
    socket = QLocalSocket()
    socket.connectToServer(server_name(study_id))
    if not socket.waitForConnected(wait_ms):
        return False
    socket.write(_ASK)
    socket.flush()
    while not socket.canReadLine():
        if not socket.waitForReadyRead(wait_ms):
            return False
    return bytes(socket.readLine().data()) == _ANSWER


class FirstWindow(QObject):
    """Listens for second windows of a study and calls ``come_forward`` for each. Needs a parent to live."""

    def __init__(self, study_id: str, come_forward: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._come_forward = come_forward
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._welcome)
        name = server_name(study_id)
        if not self._server.listen(name):
            QLocalServer.removeServer(
                name
            )  # left by a killed window: the study's lock is ours, so nobody listens there
            self._server.listen(name)

    def close(self) -> None:
        """Stop listening, before the process is replaced."""
        self._server.close()

    def _welcome(self) -> None:
        socket = self._server.nextPendingConnection()
        socket.readyRead.connect(lambda: self._answer(socket))
        socket.disconnected.connect(socket.deleteLater)

    def _answer(self, socket: QLocalSocket) -> None:
        if socket.canReadLine() and bytes(socket.readLine().data()) == _ASK:
            socket.write(_ANSWER)
            socket.flush()
            self._come_forward()
