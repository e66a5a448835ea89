"""What the program puts on the clipboard, and how soon it takes it away again (C8).

The one way to it: a text is marked so that clipboard histories that keep to the common hints leave it out, stands there
for 30 seconds, and goes at once when the study locks or the program quits. What another program put there meanwhile
stays. Copying by hand in a text field goes through here too: `Clipboard` sees every copy that this program owns.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

KEPT: Final = 30_000
"""Milliseconds."""
HINTS: Final = {
    "x-kde-passwordManagerHint": b"secret",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"\0\0\0\0",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': b"\0\0\0\0",
    'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': b"\0\0\0\0",
    "org.nspasteboard.ConcealedType": b"secret",
}
"""By which Klipper and KeePassXC's followers, Windows and macOS know what no history is to keep."""


class Clipboard(QObject):
    """Watches the clipboard of the application; one is made with the window and lives as long."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._board = QGuiApplication.clipboard()
        self._until = QTimer(self)
        self._until.setSingleShot(True)
        self._until.setInterval(KEPT)
        self._until.timeout.connect(self.clear)
        self._board.dataChanged.connect(self._look)

    def clear(self) -> None:
        """Take away what this program put there; what is somebody else's stays."""
        self._until.stop()
        for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
            if _is_ours(self._board, mode):
                self._board.clear(mode)

    def _look(self) -> None:
        """Something was copied: by a text field of this program without the hints, which it then gets."""
        if not _is_ours(self._board, QClipboard.Mode.Clipboard) or not self._board.text():
            return
        if not is_secret(self._board.mimeData()):
            put(self._board.text())
            return
        self._until.start()


def put(text: str) -> None:
    """Put a text on the clipboard, marked as secret."""
    marked = QMimeData()
    marked.setText(text)
    for hint, value in HINTS.items():
        marked.setData(hint, value)
    QGuiApplication.clipboard().setMimeData(marked)


def is_secret(content: QMimeData) -> bool:
    """Whether it bears every hint."""
    return all(content.hasFormat(hint) for hint in HINTS)


def _is_ours(board: QClipboard, mode: QClipboard.Mode) -> bool:
    if QGuiApplication.platformName() == "offscreen":
        return True  # it has no other programs, and does not say whose anything is
    if mode is QClipboard.Mode.Selection:
        return board.supportsSelection() and board.ownsSelection()
    return board.ownsClipboard()
