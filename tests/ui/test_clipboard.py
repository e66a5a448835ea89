"""The clipboard keeps nothing of a study for long, says that it is secret, and is empty after lock and quit (C8)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from ojm_desktop.ui import clipboard
from ojm_desktop.ui.clipboard import HINTS, Clipboard
from tests.architecture.sources import PACKAGE
from tests.ui import made_up
from tests.ui.windows import window_of

QUOTE = "“They gave me a room.”"


@pytest.fixture
def board(qapp: QApplication) -> Iterator[QClipboard]:
    found = QGuiApplication.clipboard()
    found.clear()
    yield found
    found.clear()


def test_that_c8_a_quote_copied_by_hand_is_marked_secret_and_gone_within_30_seconds(
    qtbot: QtBot, board: QClipboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert clipboard.KEPT <= 30_000
    monkeypatch.setattr(clipboard, "KEPT", 60)
    owner = QObject()
    watch = Clipboard(owner)
    for editor in (QLineEdit(QUOTE), QPlainTextEdit(QUOTE)):
        qtbot.addWidget(editor)
        editor.selectAll()
        editor.copy()
        assert board.text() == QUOTE
        assert all(board.mimeData().hasFormat(hint) for hint in HINTS)
        assert not board.mimeData().hasHtml()
        qtbot.waitUntil(lambda: board.text() == "", timeout=2000)
    clipboard.put(QUOTE)
    assert bytes(board.mimeData().data("x-kde-passwordManagerHint").data()) == b"secret"
    watch.clear()
    assert board.text() == ""


def test_that_c8_it_is_empty_after_lock_and_after_quit(qtbot: QtBot, board: QClipboard, qapp: QApplication) -> None:
    window = window_of(made_up.session(), qtbot, qapp)
    clipboard.put(QUOTE)
    window.lock()
    assert board.text() == ""
    other = window_of(made_up.session(), qtbot, qapp)
    clipboard.put(QUOTE)
    other.close()
    assert board.text() == ""


def test_that_what_another_program_copied_stays(board: QClipboard, monkeypatch: pytest.MonkeyPatch) -> None:
    owner = QObject()
    watch = Clipboard(owner)
    foreign = QMimeData()
    foreign.setText("a shopping list")
    board.setMimeData(foreign)
    monkeypatch.setattr(clipboard, "_is_ours", lambda board, mode: False)
    watch.clear()
    assert board.text() == "a shopping list"


def test_that_c8_one_module_alone_reaches_the_clipboard() -> None:
    reaching = {
        path.name
        for path in (PACKAGE / "ui").rglob("*.py")
        if re.search(r"QClipboard|\.clipboard\(\)", path.read_text(encoding="utf-8"))
    }
    assert reaching == {"clipboard.py"}
