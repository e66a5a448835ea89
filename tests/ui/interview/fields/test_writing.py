"""The editor: what is written comes back as it was, however it is cut into blocks; too long a text is attached."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ojm_desktop.domain.answer import LONGEST_TYPED
from ojm_desktop.ui.interview.fields.words import WordsField
from ojm_desktop.ui.interview.fields.writing import BLOCK, Writing
from tests.ui.interview.carded import Shown

LINE = "a warm room and " * 400
TEXTS = ("", "one", "one\n\ntwo\n", LINE, f"first\n{LINE}\nlast", "x" * 5_500)


def pasted(text: str) -> QMimeData:
    source = QMimeData()
    source.setText(text)
    return source


def longest(writing: Writing) -> int:
    document = writing.document()
    return max(document.findBlockByNumber(number).length() - 1 for number in range(document.blockCount()))


@pytest.fixture
def writing(qtbot: QtBot, qapp: QApplication) -> Writing:
    found = Writing(short=False, lines=4, most=10)
    qtbot.addWidget(found)
    found.show()
    return found


@pytest.mark.parametrize("text", TEXTS)
def test_that_i10_a_text_comes_back_as_it_was_from_blocks_of_a_thousand(writing: Writing, text: str) -> None:
    writing.set_text(text)
    assert (writing.text(), writing.length) == (text, len(text))
    assert longest(writing) <= 1_000
    writing.set_text("")
    writing.insertFromMimeData(pasted(text))
    assert (writing.text(), writing.length) == (text, len(text))
    assert longest(writing) <= 1_000


def test_that_white_space_alone_is_never_given_and_words_of_nothing_but_it_take_an_answer_away(
    qtbot: QtBot, qapp: QApplication
) -> None:
    for name in ("short", "comment"):
        shown = Shown(qtbot, qapp, name)
        field = shown.card.field
        assert isinstance(field, WordsField)
        QTest.keyClicks(field.writing, "  ")
        QTest.keyClick(field.writing, Qt.Key.Key_Return)
        assert (shown.card.half_done(), shown.card.is_typing()) == ("", False)
        shown.card.commit()
        assert (shown.given, field.writing.text()) == ([], "")
        QTest.keyClicks(field.writing, " a")
        shown.card.commit()
        field.writing.selectAll()
        QTest.keyClicks(field.writing, "  ")
        shown.card.commit()
        assert shown.given == [" a", ""]


def test_that_enter_adds_nothing_to_words_that_are_only_read(writing: Writing) -> None:
    writing.set_text("one")
    writing.setReadOnly(True)
    QTest.keyClick(writing, Qt.Key.Key_Return)
    assert writing.text() == "one"


def test_that_typing_deleting_and_undo_at_a_cut_change_the_text_alone(writing: Writing) -> None:
    writing.set_text("x" * BLOCK)
    writing.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(writing, "yz")
    assert writing.text() == "x" * BLOCK + "yz"
    assert longest(writing) <= 1_000
    for _ in range(3):
        QTest.keyClick(writing, Qt.Key.Key_Backspace)
    assert (writing.text(), writing.length) == ("x" * (BLOCK - 1), BLOCK - 1)
    while writing.document().isUndoAvailable():
        writing.undo()
    assert (writing.text(), writing.length) == ("x" * BLOCK, BLOCK)


def test_that_enter_and_delete_at_a_cut_are_a_line_end_and_a_character(writing: Writing) -> None:
    writing.set_text("x" * BLOCK + "yz")
    cursor = writing.textCursor()
    cursor.setPosition(BLOCK)
    writing.setTextCursor(cursor)
    QTest.keyClick(writing, Qt.Key.Key_Delete)
    assert writing.text() == "x" * BLOCK + "z"
    QTest.keyClick(writing, Qt.Key.Key_Return)
    assert writing.text() == "x" * BLOCK + "\nz"
    QTest.keyClick(writing, Qt.Key.Key_Backspace)
    assert writing.text() == "x" * BLOCK + "z"


def test_that_what_is_copied_has_no_line_end_at_a_cut(writing: Writing) -> None:
    text = "x" * BLOCK + "yz\nlast"
    writing.set_text(text)
    writing.selectAll()
    assert writing.createMimeDataFromSelection().text() == text


def test_that_a_full_editor_takes_no_more_and_says_so(writing: Writing, qtbot: QtBot) -> None:
    writing.set_text("x" * LONGEST_TYPED)
    with qtbot.waitSignal(writing.is_full):
        QTest.keyClicks(writing, "y")
    assert writing.length == LONGEST_TYPED
    QTest.keyClick(writing, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(writing, "y")
    assert (writing.text(), writing.length) == ("y", 1)


def test_that_i10_five_megabytes_become_an_attached_text_of_which_the_beginning_is_shown(
    qtbot: QtBot, qapp: QApplication
) -> None:
    shown = Shown(qtbot, qapp, "comment")
    field = shown.card.field
    assert isinstance(field, WordsField)
    QTest.keyClicks(field.writing, "They said: ")
    field.writing.insertFromMimeData(pasted("wort " * 1_000_000))
    assert shown.given == ["They said: " + "wort " * 1_000_000]
    assert field.attached.isVisible()
    assert not field.writing.isVisible()
    assert len(shown.heard()) < 2_000
    assert shown.card.half_done() == ""
    field.attached.removed.click()
    assert shown.value == ""
    assert field.writing.isVisible()


def test_that_typed_words_are_given_on_leaving_and_kept_half_done_until_then(qtbot: QtBot, qapp: QApplication) -> None:
    shown = Shown(qtbot, qapp, "comment")
    field = shown.card.field
    assert isinstance(field, WordsField)
    QTest.keyClicks(field.writing, "A warm room.")
    shown.card.refresh()
    assert (shown.given, shown.card.half_done()) == ([], "A warm room.")
    shown.card.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    shown.card.setFocus()
    assert (shown.given, shown.card.half_done()) == (["A warm room."], "")
    shown.card.commit()
    assert len(shown.given) == 1
    shown.card.take_up("A warm room, and")
    shown.card.commit()
    assert shown.given[-1] == "A warm room, and"
