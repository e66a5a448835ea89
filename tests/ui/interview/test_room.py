"""The room of an interview: languages, layouts, how much is built, what folds, and how it takes a finger."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from ojm_desktop.domain.paradata import What
from ojm_desktop.domain.visit import Layout, VisitState
from ojm_desktop.service.session import Session
from ojm_desktop.ui.interview.fields.cells import Cells
from ojm_desktop.ui.interview.fields.scale import ScaleField
from ojm_desktop.ui.interview.sections import Line
from ojm_desktop.ui.widgets.text import Label
from tests.ui.interview import holding
from tests.ui.interview.holding import CHILD, ENGLISH, LAST, RATING, ROOMS, WELSH, WORDS, Held

SMALLEST = 44
"""Pixels a finger needs (ui: targets)."""


def steps(held: Held) -> list[What]:
    """What the trail says, in order."""
    return [step.what for step in held.session.study.store.paradata.of(held.visit)]


# --- language and layout


def test_that_the_language_is_switched_in_the_middle_and_answers_stay(held: Held) -> None:
    held.go(RATING)
    held.type("3")
    held.next()
    menu = held.talk.room.top.language.menu_of_languages()
    assert [line.text() for line in menu.actions()] == ["English", "Cymraeg"]
    menu.actions()[1].trigger()
    assert held.here == ROOMS
    assert "Faint o ystafelloedd?" in {label.text() for label in held.talk.room.cards.findChildren(Label)}
    assert held.talk.room.sections.buttons[0].accessibleName().startswith("Cartref")
    assert held.answers == {RATING: "3"}
    assert What.LANGUAGE in steps(held)
    held.type("4")
    held.next()
    rows = {row.key.path: row.language for row in held.session.study.store.answers.of(held.visit)}
    assert (rows[RATING], rows[ROOMS]) == ("", WELSH)
    assert ENGLISH != WELSH


def test_that_the_words_under_the_scale_are_the_forms_in_the_language_spoken(held: Held) -> None:
    held.go(RATING)
    shown = held.talk.room.cards.findChild(Cells)
    assert isinstance(shown, Cells)
    assert (shown.words[0], shown.words[5], shown.words[10]) == ("As bad as can be", "", "As good as can be")
    held.talk.room.top.language.menu_of_languages().actions()[1].trigger()
    shown = held.talk.room.cards.findChild(Cells)
    assert isinstance(shown, Cells)
    assert (shown.words[0], shown.words[10]) == ("Mor ddrwg ag sydd", "Cystal ag sydd")
    assert "+5 Cystal ag sydd" in shown.whole.accessibleName()


def test_that_the_layout_is_switched_in_the_middle_at_the_same_question(held: Held) -> None:
    held.go(ROOMS)
    held.talk.room.top.layouts.chosen.emit(Layout.PATHWAY.value)
    assert held.here == ROOMS
    cards = held.talk.room.cards.cards
    assert [card for card in cards if cards[card].property("current") == "true"] == [ROOMS]
    assert len(cards) == 4
    assert cards[ROOMS].isAncestorOf(held.focus)
    held.type("4")
    held.next()
    assert (held.here, held.answers[ROOMS]) == (WORDS, "4")
    cards[RATING].first_focus().setFocus()
    assert held.here == RATING
    held.talk.other_layout()
    assert list(held.talk.room.cards.cards) == [RATING]
    assert What.LAYOUT in steps(held)


def test_that_three_hundred_questions_make_few_cards_in_either_layout(
    session: Session, qtbot: QtBot, qapp: QApplication
) -> None:
    held = holding.shown(
        session, holding.begun(session, holding.somebody(session), holding.long(300), "long"), qtbot, qapp
    )
    held.go("/data/s5/q160")
    assert len(held.talk.room.cards.cards) == 1
    held.talk.other_layout()
    assert len(held.talk.room.cards.cards) == 24
    held.go("/data/s5/q178")
    assert list(held.talk.room.cards.cards)[-1] == "/data/s5/q179"
    held.next()
    held.next()
    assert held.here == "/data/s6/q180"
    assert held.talk.room.top.progress.text() == "0 of 300"


# --- narrow windows, and fingers


def test_that_in_a_narrow_window_the_journey_is_behind_g_and_nothing_is_cut(held: Held) -> None:
    held.window.resize(900, 768)
    QApplication.processEvents()
    room = held.talk.room
    assert room.is_folded
    assert room.sections.width() < 100
    held.go(RATING)
    held.type("g")
    assert room.shows_graph
    assert not room.cards.isVisible()
    held.type("g")
    assert room.cards.isVisible()
    for button in (*room.foot.buttons.values(), room.foot.graph, room.top.hide_now):
        assert button.width() >= button.sizeHint().width(), button.text()


def test_that_a_long_name_of_a_section_has_a_second_line_where_names_are_shown(held: Held) -> None:
    sections = held.talk.room.sections
    names = ("Closing", "Mental Health/Learning Disability")
    sections.show_lines([Line(name, name, "not-started", "Not started", "text", is_here=False) for name in names])
    short, long = sections.buttons
    assert (short.sizeHint().height(), long.sizeHint().height()) == (54, 72)
    sections.set_folded(is_folded=True)
    assert short.sizeHint() == long.sizeHint()


def test_that_what_is_kept_apart_has_room_for_its_words_once_it_is_known_what_about(held: Held) -> None:
    held.go(RATING)
    held.press(Qt.Key.Key_F8)
    aside = held.talk.asides.disclosure
    held.type("3")
    QApplication.processEvents()
    assert aside.visibleRegion().boundingRect().height() >= aside.heightForWidth(aside.width())
    card = held.talk.room.cards
    assert aside.mapTo(held.window, aside.rect().topRight()).x() <= card.mapTo(held.window, card.rect().topRight()).x()


def tap(target: QWidget, spot: QPoint) -> None:
    """A finger down and up; what it touches has to be large enough for it."""
    assert min(target.width(), target.height()) >= SMALLEST, target.accessibleName()
    finger = QTest.createTouchDevice()
    QTest.touchEvent(target, finger).press(0, spot, target).commit()
    QTest.touchEvent(target, finger).release(0, spot, target).commit()
    QApplication.processEvents()


def tap_at(held: Held, text: str) -> None:
    """The button that bears a text."""
    there = [one for one in held.window.findChildren(QAbstractButton) if one.isVisible() and one.isEnabled()]
    tap(next(one for one in there if one.text() == text), QPoint(12, 20))


def test_that_a_whole_interview_is_held_by_touch(held: Held) -> None:
    held.window.resize(900, 760)  # what is touched has to be within the screen of 800 pixels
    held.go(RATING)
    QApplication.processEvents()
    field = held.talk.room.cards.cards[RATING].field
    assert isinstance(field, ScaleField)
    cell = next(each for each in field.cells.cells if each.text() == "+2")
    tap(cell, cell.rect().center())
    assert held.answers[RATING] == "2"
    reasons = {ROOMS: "Don’t know", WORDS: "Refused", CHILD: "Not applicable", LAST: "Not asked: time"}
    for path, reason in reasons.items():
        tap_at(held, "Next")
        assert held.here == path
        tap_at(held, "No answer…")
        tap_at(held, reason)
    said = [held.answers[path] for path in reasons]
    assert said == ["dont_know", "refused", "not_applicable", "not_asked_time"]
    tap_at(held, "Next")
    tap_at(held, "Finish interview")
    visit = held.session.study.store.visits.get(held.visit)
    assert visit is not None
    assert visit.state is VisitState.COMPLETE
