"""The way through an interview: gone by keys, never at a dead end, and what is told several times."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ojm_desktop.domain.answer import NonAnswer
from ojm_desktop.domain.form import Type
from ojm_desktop.domain.rating import Rating
from ojm_desktop.service.session import Session
from ojm_desktop.ui.interview.cards import TurnRow
from tests.forms.shipped import converted
from tests.ui.interview import holding
from tests.ui.interview.holding import ALT, CHILD, CTRL, RATING, ROOMS, WORDS, Held

# --- by keys


def test_that_a_whole_week_8_interview_is_held_by_keys_alone(
    session: Session, qtbot: QtBot, qapp: QApplication
) -> None:
    person = holding.somebody(session)
    visit = holding.begun(session, person, converted("cohort1")[0], "ojm_cohort1")
    held = holding.shown(session, visit, qtbot, qapp, pin="2468")
    painted: list[int] = []
    for mark in (held.talk.room.foot.saved, held.page.ending.before.saved):
        mark.saved_painted.connect(painted.append)
    ended: list[bool] = []
    held.talk.ended.connect(lambda: ended.append(True))
    seen = []
    for _step in range(200):
        at = held.here
        seen.append(at)
        assert held.talk.sitting is not None
        question = held.talk.sitting.interview.question(at)
        is_known = bool(held.talk.sitting.interview.state(at).value)
        if not is_known and question.type is not Type.NOTE:
            answer(held, at, question.type)
        held.next()
        if ended:
            break
    assert held.talk.sitting is not None
    asked = list(held.talk.sitting.interview.running.questions())
    assert seen == asked
    takes = {path for path in asked if held.talk.sitting.interview.question(path).type is not Type.NOTE}
    assert takes <= held.answers.keys()
    ratings = {rating.key.pathway: rating.value for rating in ratings_of(held) if rating.key.wave == "8"}
    assert ratings == {pathway.key: -3 for pathway in session.plan.pathways}
    QApplication.processEvents()
    assert painted[-1] == session.saved_sequence


def answer(held: Held, path: str, kind: Type) -> None:
    """What a hand on the keyboard does at a question of this kind."""
    if kind is Type.RANGE:
        held.type("-3")
    elif kind is Type.ACKNOWLEDGE:
        held.press(Qt.Key.Key_Space)
    elif kind is Type.SELECT_ONE:
        held.type("1" if not path.endswith("_happened") else "2")
    elif kind is Type.TEXT and path.endswith("code"):
        held.type("C1-01")
    elif kind is Type.TEXT:
        held.type("In their words")
    else:
        held.press(Qt.Key.Key_F6)
        held.type("4")


def ratings_of(held: Held) -> Sequence[Rating]:
    """The person's ratings."""
    visit = held.session.study.store.visits.get(held.visit)
    assert visit is not None
    return held.session.study.store.ratings.of(visit.participant)


def test_that_enter_is_a_new_line_in_a_text_of_several_and_ctrl_enter_goes_on(held: Held) -> None:
    held.go(WORDS)
    held.type("one")
    held.press(Qt.Key.Key_Return)
    held.type("two")
    assert held.here == WORDS
    held.press(Qt.Key.Key_Return, held=CTRL)
    assert held.here == CHILD
    assert held.answers[WORDS] == "one\ntwo"


def kept_reason(held: Held, path: str) -> NonAnswer | None:
    assert held.talk.sitting is not None
    answer = held.talk.sitting.interview.answers.get(path)
    return None if answer is None else answer.non_answer


def test_that_a_reason_at_a_text_of_several_lines_outlasts_enter_and_white_space_and_gives_way_to_words(
    held: Held,
) -> None:
    held.go(WORDS)
    held.press(Qt.Key.Key_F6)
    held.type("2")
    assert kept_reason(held, WORDS) is NonAnswer.REFUSED
    assert held.here == WORDS
    held.press(Qt.Key.Key_Return)
    assert (held.here, kept_reason(held, WORDS)) == (CHILD, NonAnswer.REFUSED)
    held.go(WORDS)
    held.type("  ")
    held.press(Qt.Key.Key_Return, held=CTRL)
    assert (held.here, kept_reason(held, WORDS)) == (CHILD, NonAnswer.REFUSED)
    held.go(WORDS)
    held.type("words")
    held.press(Qt.Key.Key_Return)
    held.type("after all")
    held.press(Qt.Key.Key_Return, held=CTRL)
    assert (held.answers[WORDS], kept_reason(held, WORDS)) == ("words\nafter all", None)


@pytest.mark.parametrize("wide", [1366, 900])
def test_that_next_says_the_key_that_goes_on_from_here(held: Held, wide: int) -> None:
    held.window.resize(wide, 768)
    QApplication.processEvents()
    foot = held.talk.room.foot
    assert foot.next.key == "Enter"
    held.go(WORDS)
    QApplication.processEvents()
    assert foot.next.key == "Ctrl+Enter"
    assert foot.next.width() >= foot.next.sizeHint().width()
    held.press(Qt.Key.Key_F6)
    held.type("2")
    assert foot.next.key == "Enter"
    held.type("w")
    assert foot.next.key == "Ctrl+Enter"
    held.go(CHILD)
    assert foot.next.key == "Enter"


def test_that_enter_and_alt_with_arrows_go_on_and_back(held: Held) -> None:
    assert held.talk.room.foot.back.text() == "Leave"
    held.press(Qt.Key.Key_Return)
    assert held.here == RATING
    held.press(Qt.Key.Key_Right, held=ALT)
    assert held.here == ROOMS
    assert held.talk.room.foot.back.text() == "Back"
    held.press(Qt.Key.Key_Left, held=ALT)
    held.press(Qt.Key.Key_Left, held=ALT)
    held.press(Qt.Key.Key_Left, held=ALT)
    assert held.frame.name == "participant"


def test_that_f10_shows_the_menus_and_hides_them_again(held: Held) -> None:
    assert not held.frame.bar.isVisible()
    held.press(Qt.Key.Key_F10)
    assert held.frame.bar.isVisible()
    held.press(Qt.Key.Key_Escape)
    QTest.keyClick(held.window, Qt.Key.Key_F10)
    assert not held.frame.bar.isVisible()
    assert held.talk.room.isAncestorOf(held.focus)


# --- never a dead end


def test_that_next_at_a_question_that_needs_an_answer_offers_the_reasons_and_goes_on_with_one(held: Held) -> None:
    held.go(ROOMS)
    held.next()
    assert held.here == ROOMS
    assert held.talk.room.aside is held.talk.asides.reasons
    held.type("2")
    assert held.answers[ROOMS] == NonAnswer.REFUSED.value
    assert held.here == WORDS


def test_that_a_question_that_needs_an_answer_is_left_by_an_answer_a_reason_or_another_way_than_on(held: Held) -> None:
    held.go(ROOMS)
    for _ in range(3):
        held.press(Qt.Key.Key_Return)
        assert (held.here, held.talk.room.aside) == (ROOMS, held.talk.asides.reasons)
    assert ROOMS not in held.answers
    held.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert (held.here, held.answers[ROOMS]) == (WORDS, NonAnswer.DONT_KNOW.value)
    held.press(Qt.Key.Key_Z, held=CTRL)
    assert held.here == ROOMS
    held.next()
    held.press(Qt.Key.Key_Left, held=ALT)
    assert held.here == RATING


def test_that_an_answer_that_cannot_be_is_kept_and_next_goes_to_the_reasons_and_on(held: Held) -> None:
    held.go(ROOMS)
    held.type("95")
    held.next()
    assert (held.here, held.answers[ROOMS]) == (ROOMS, "95")
    assert held.talk.room.aside is held.talk.asides.reasons
    held.next()
    assert held.here == WORDS
    assert "1 to put right" in held.talk.room.sections.buttons[0].accessibleName()


def test_that_a_reason_asked_for_by_f6_is_kept_and_one_stays_at_the_question(held: Held) -> None:
    held.go(WORDS)
    held.press(Qt.Key.Key_F6)
    held.type("5")
    assert held.answers[WORDS] == NonAnswer.NOT_ASKED_DISTRESS.value
    assert held.here == WORDS


def test_that_tab_goes_from_the_field_to_next(held: Held) -> None:
    for path in (RATING, ROOMS, WORDS):
        held.go(path)
        held.press(Qt.Key.Key_Tab)
        assert held.focus is held.talk.room.foot.next, path


# --- what can be told several times


def test_that_a_child_is_added_and_taken_away_by_buttons(held: Held) -> None:
    held.go(CHILD)
    held.type("Ann")
    (turn,) = held.talk.room.cards.findChildren(TurnRow)
    turn.add.click()
    second = CHILD.replace("[1]", "[2]")
    assert (held.here, held.answers[CHILD]) == (second, "Ann")
    held.type("Ben")
    held.next()
    held.go(CHILD)
    row = next(row for row in held.talk.room.cards.findChildren(TurnRow) if row.isVisible())
    row.remove.click()
    assert held.answers[CHILD] == "Ben"
    assert second not in held.answers
    held.press(Qt.Key.Key_Z, held=CTRL)
    assert (held.answers[CHILD], held.answers[second]) == ("Ann", "Ben")
