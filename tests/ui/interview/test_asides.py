"""What opens beside a question by one key: no answer, note, disclosure."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ojm_desktop.domain.answer import CommentKind, NonAnswer
from ojm_desktop.domain.disclosure import Category
from ojm_desktop.ui.interview.aside import Aside
from ojm_desktop.ui.interview.disclosure import DisclosureWriting
from ojm_desktop.ui.interview.no_answer import NoAnswer
from ojm_desktop.ui.interview.note import NoteWriting
from ojm_desktop.ui.interview.writing import LONGEST
from tests.ui.interview import holding
from tests.ui.interview.holding import Held
from tests.ui.windows import dressed


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> None:
    dressed(qapp)


def shown(aside: Aside, qtbot: QtBot) -> None:
    qtbot.addWidget(aside)
    aside.resize(600, 400)
    aside.show()
    with qtbot.waitActive(aside):
        aside.activateWindow()
    aside.first_focus().setFocus()


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def seen(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_that_each_of_six_digits_is_a_reason_why_there_is_no_answer(qtbot: QtBot) -> None:
    found: list[object] = []
    aside = NoAnswer()
    aside.chosen.connect(found.append)
    shown(aside, qtbot)
    for digit in "123456":
        QTest.keyClicks(focused(), digit)
    assert found == list(NonAnswer)


def test_that_no_reason_is_the_easy_default_and_the_kept_one_is_marked(qtbot: QtBot) -> None:
    found: list[object] = []
    aside = NoAnswer()
    aside.chosen.connect(found.append)
    aside.show_kept(None)
    shown(aside, qtbot)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    QTest.keyClick(focused(), Qt.Key.Key_7)
    assert found == []
    QTest.keyClick(focused(), Qt.Key.Key_Down)
    QTest.keyClick(focused(), Qt.Key.Key_Down)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert found == [NonAnswer.REFUSED]
    aside.show_kept(NonAnswer.NOT_ASKED_TIME)
    assert aside.first_focus() is aside.list.rows[3]


def test_that_escape_leaves_each_with_nothing_done(qtbot: QtBot) -> None:
    for aside in (NoAnswer(), NoteWriting(), DisclosureWriting()):
        shown(aside, qtbot)
        with qtbot.waitSignal(aside.closed, timeout=500):
            QTest.keyClick(focused(), Qt.Key.Key_Escape)


def test_that_a_note_is_kept_as_the_kind_it_is_with_its_words(qtbot: QtBot) -> None:
    found: list[tuple[object, str]] = []
    aside = NoteWriting()
    aside.written.connect(lambda kind, words: found.append((kind, words)))
    shown(aside, qtbot)
    assert not aside.keep.isEnabled()
    QTest.keyClick(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert found == []
    QTest.keyClicks(focused(), "my own key")
    aside.next_kind()
    assert "query" in seen(aside), "what the key comes to next"
    QTest.keyClick(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert found == [(CommentKind.QUOTE, "my own key")]


def test_that_a_note_begins_as_the_researchers_remark_and_never_as_what_the_person_said(qtbot: QtBot) -> None:
    found: list[tuple[object, str]] = []
    aside = NoteWriting()
    aside.written.connect(lambda kind, words: found.append((kind, words)))
    shown(aside, qtbot)
    aside.begin()
    assert "your words" in aside.words.accessibleName()
    assert "F7 once more: quote" in seen(aside)
    QTest.keyClicks(focused(), "looked away")
    QTest.keyClick(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert found == [(CommentKind.CONTEXT, "looked away")]


def test_that_a_note_that_was_half_typed_goes_on(qtbot: QtBot) -> None:
    first, second = NoteWriting(), NoteWriting()
    for aside in (first, second):
        qtbot.addWidget(aside)
    assert first.half_done() == ""
    first.begin(CommentKind.QUERY)
    first.words.setPlainText("which hostel\nand since when ")
    second.take_up(first.half_done())
    assert (second.chosen_kind, second.words.words) == (CommentKind.QUERY, "which hostel\nand since when")


def test_that_a_paste_too_long_for_a_note_is_left_out_and_said(qtbot: QtBot) -> None:
    aside = NoteWriting()
    shown(aside, qtbot)
    pasted = QMimeData()
    pasted.setText("x" * (LONGEST + 1))
    aside.words.insertFromMimeData(pasted)
    assert aside.words.toPlainText() == ""
    assert f"{LONGEST:,}" in seen(aside)
    aside.words.setPlainText("x" * LONGEST)
    QTest.keyClicks(aside.words, "y")
    assert len(aside.words.toPlainText()) == LONGEST


def test_that_a_disclosure_is_recorded_with_its_category_and_words(qtbot: QtBot) -> None:
    found: list[tuple[object, str]] = []
    aside = DisclosureWriting()
    aside.recorded.connect(lambda category, words: found.append((category, words)))
    shown(aside, qtbot)
    QTest.keyClicks(focused(), "3")
    QTest.keyClick(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert found == []
    QTest.keyClicks(focused(), "somebody else will be hurt")
    QTest.keyClick(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert found == [(Category.HARM_TO_OTHERS, "somebody else will be hurt")]


def test_that_the_category_of_a_disclosure_is_out_of_sight_before_a_word_is_typed(qtbot: QtBot) -> None:
    aside = DisclosureWriting()
    shown(aside, qtbot)
    QTest.keyClicks(focused(), "4")
    assert "4" in seen(aside)
    assert "hild" not in seen(aside)
    assert not aside.about.isVisible()
    aside.words.setPlainText("at home")
    again = DisclosureWriting()
    qtbot.addWidget(again)
    again.take_up(aside.half_done())
    assert again.half_done() == aside.half_done()
    again.begin()
    assert again.half_done() == ""


def test_that_words_to_be_kept_apart_can_come_before_what_they_are_about(qtbot: QtBot) -> None:
    found: list[tuple[object, str]] = []
    ctrl = Qt.KeyboardModifier.ControlModifier
    aside, again = DisclosureWriting(), DisclosureWriting()
    aside.recorded.connect(lambda category, words: found.append((category, words)))
    shown(aside, qtbot)
    QTest.keyClick(focused(), Qt.Key.Key_Return, ctrl)
    assert aside.about.isVisible()
    for letter in "Has 2 knives":
        QTest.keyClicks(focused(), letter)
    assert aside.words.words == "Has 2 knives"
    qtbot.addWidget(again)
    again.take_up(aside.half_done())
    assert again.half_done() == aside.half_done() != ""
    QTest.keyClick(focused(), Qt.Key.Key_Return, ctrl)
    assert (found, aside.about.isVisible()) == ([], True)
    assert aside.half_done() == again.half_done(), "kept while what it is about is asked"
    QTest.keyClicks(focused(), "3")
    assert found == []
    QTest.keyClick(focused(), Qt.Key.Key_Return, ctrl)
    assert found == [(Category.HARM_TO_OTHERS, "Has 2 knives")]


def test_that_a_paste_where_it_is_asked_what_it_is_about_goes_on_to_the_words(qtbot: QtBot) -> None:
    aside = DisclosureWriting()
    shown(aside, qtbot)
    QApplication.clipboard().setText("said on the phone")
    ctrl, was = Qt.KeyboardModifier.ControlModifier, focused()
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
        event = QKeyEvent(kind, Qt.Key.Key_V, ctrl, "\x16")  # as a keyboard sends it; QTest's would be a letter
        QApplication.sendEvent(was, event)
        assert event.isAccepted()
    assert (aside.words.words, aside.about.isVisible()) == ("said on the phone", False)


def test_that_letters_among_the_reasons_are_no_keys_of_the_page(held: Held) -> None:
    held.go(holding.RATING)
    held.press(Qt.Key.Key_F6)
    for letter in "HG":
        held.type(letter)
        assert (held.talk.room.aside, held.here) == (held.talk.asides.reasons, holding.RATING)
        assert held.page.strip.sentence == ""


def test_that_a_note_leaves_a_sign_on_its_question_and_its_words_are_shown_on_demand(held: Held) -> None:
    held.go(holding.RATING)
    card = held.talk.room.cards.cards[holding.RATING]
    assert not card.noted.isVisible()
    for kind, words in ((CommentKind.QUERY, "Which street?"), (CommentKind.QUOTE, "It was noisy.")):
        held.talk.asides.write_note()
        held.talk.asides.note.words.setPlainText(words)
        held.talk.asides.note.kind.set_value(kind.value)
        held.talk.asides.note.keep.click()
    card = held.talk.room.cards.cards[holding.RATING]
    assert (card.noted.accessibleName(), card.noted.focusPolicy() & Qt.FocusPolicy.TabFocus) == (
        "1 quote, 1 query",
        Qt.FocusPolicy.TabFocus,
    )
    shown = [label for label in card.findChildren(QLabel) if "noisy" in label.text()]
    assert [label.isVisible() for label in shown] == [False]
    card.noted.setFocus()
    held.press(Qt.Key.Key_Space)
    assert shown[0].isVisible()
    held.press(Qt.Key.Key_Space)
    assert not shown[0].isVisible()
