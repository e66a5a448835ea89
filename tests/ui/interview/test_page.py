"""The interview's page: what is done beside answering, what is told above, and the journey beside the questions."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ojm_desktop.domain.answer import CommentKind
from ojm_desktop.domain.paradata import What
from ojm_desktop.domain.visit import Mode, VisitState
from ojm_desktop.service.edits import CompleteVisit, LockVisit
from ojm_desktop.service.edits.disclosures import disclosures_of
from ojm_desktop.service.session import Session
from ojm_desktop.ui.interview.actions_bar import KEPT_APART, NOTED
from ojm_desktop.ui.interview.talk import READ_OUT
from tests.forms.shipped import converted
from tests.ui.interview import holding
from tests.ui.interview.holding import CTRL, RATING, ROOMS, WORDS, Held


def row(held: Held) -> VisitState:
    """The state of the visit."""
    found = held.session.study.store.visits.get(held.visit)
    assert found is not None
    return found.state


# --- beside answering


def test_that_a_note_that_is_open_is_kept_when_the_question_is_left(held: Held) -> None:
    held.go(RATING)
    held.press(Qt.Key.Key_F7)
    held.type("a key of my own")
    held.press(Qt.Key.Key_F7)
    held.next()
    (note,) = held.session.study.store.comments.of_visit(held.visit)
    assert (note.kind, note.words, note.path) == (CommentKind.QUOTE, "a key of my own", RATING)
    assert held.page.half_done() == ()


def test_that_what_is_written_beside_a_question_is_about_that_one_when_another_is_touched_meanwhile(held: Held) -> None:
    held.go(RATING)
    held.talk.other_layout()
    held.press(Qt.Key.Key_F7)
    held.type("said of the rating")
    held.talk.room.cards.cards[ROOMS].first_focus().setFocus(Qt.FocusReason.MouseFocusReason)
    assert held.here == ROOMS
    held.talk.asides.note.keep.click()
    (note,) = held.session.study.store.comments.of_visit(held.visit)
    assert (note.path, note.words) == (RATING, "said of the rating")
    held.go(RATING)
    held.press(Qt.Key.Key_F8)
    held.type("5told at the rating")
    held.talk.room.cards.cards[ROOMS].first_focus().setFocus(Qt.FocusReason.MouseFocusReason)
    held.talk.asides.disclosure.keep.click()
    (told,) = disclosures_of(held.session.study, note.participant)
    assert told.path == RATING
    held.go(RATING)
    held.press(Qt.Key.Key_F6)
    held.talk.room.cards.cards[ROOMS].first_focus().setFocus(Qt.FocusReason.MouseFocusReason)
    assert held.talk.room.aside is None
    held.talk.other_layout()


def test_that_what_is_only_read_out_offers_no_reason_for_having_no_answer(held: Held) -> None:
    hello = "/data/place/hello"
    foot = held.talk.room.foot
    held.go(RATING)
    assert foot.no_answer.isVisible()
    QApplication.processEvents()
    place = foot.note.pos()
    held.go(hello)
    QApplication.processEvents()
    assert (held.here, foot.no_answer.isVisible(), foot.note.pos()) == (hello, False, place)
    held.press(Qt.Key.Key_F6)
    assert (held.talk.room.aside, held.page.strip.sentence) == (None, READ_OUT)


def test_that_words_to_be_sealed_are_recorded_by_their_own_key_only(held: Held) -> None:
    held.go(RATING)
    held.press(Qt.Key.Key_F8)
    held.type("he said so")  # H asks for a hot spot elsewhere
    assert held.here == RATING
    before = held.session.sequence
    held.next()
    assert (held.here, held.session.sequence) == (RATING, before)
    assert "Ctrl+Enter" in held.page.strip.sentence
    held.press(Qt.Key.Key_Return, held=CTRL)
    assert (held.talk.room.aside, held.session.sequence) == (held.talk.asides.disclosure, before)
    held.type("5")
    held.press(Qt.Key.Key_Return, held=CTRL)
    assert held.session.sequence == before + 1
    assert held.talk.room.aside is None
    visit = held.session.study.store.visits.get(held.visit)
    assert visit is not None
    (told,) = disclosures_of(held.session.study, visit.participant)
    assert told.words == "he said so"
    saved = held.talk.room.foot.saved
    assert (saved.accessibleName(), held.page.strip.isVisible()) == (KEPT_APART, False), "and nothing above moves"
    held.go(WORDS)
    assert re.fullmatch(r"Saved \d\d:\d\d:\d\d", saved.accessibleName())
    held.type("half")
    assert not saved.isVisible()
    held.press(Qt.Key.Key_F7)
    held.type("a remark")
    held.press(Qt.Key.Key_Return, held=CTRL)
    assert (saved.accessibleName(), saved.isVisible()) == (NOTED, True)
    held.type(" said")
    assert not saved.isVisible()


def test_that_a_pause_and_hiding_close_an_open_box_and_hold_all_keys(held: Held, qapp: QApplication) -> None:
    for key in (Qt.Key.Key_F12, Qt.Key.Key_F9):
        held.session.pin.choose("2468")

        def over(key: Qt.Key = key) -> None:
            box = QApplication.activeModalWidget()
            assert box is not None
            QTest.keyClick(box, key)

        QTimer.singleShot(0, over)
        held.frame.say(f"half done with {held.talk.sitting.code if held.talk.sitting else ''}")
        held.frame.act("help")
        assert QApplication.activeModalWidget() is None
        held.window.activateWindow()
        assert QTest.qWaitForWindowActive(held.window)
        assert held.page.resting.isVisible()
        assert (held.page.holds_keys, held.talk.isVisible()) == (True, False)
        assert not held.frame.notice.isVisible()
        if key is Qt.Key.Key_F9:
            held.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
            assert row(held) is VisitState.PAUSED
        held.type("2468")
        held.press(Qt.Key.Key_Return)
        assert (held.page.holds_keys, held.talk.isVisible()) == (False, True)
        assert row(held) is VisitState.IN_PROGRESS


def test_that_one_comes_to_the_question_again_after_a_pause_so_that_the_time_of_its_answer_is_known(held: Held) -> None:
    held.session.pin.choose("2468")
    held.go(ROOMS)
    held.press(Qt.Key.Key_F9)
    held.type("2468")
    held.press(Qt.Key.Key_Return)
    held.type("3")
    held.next()
    steps = [(step.what, step.path) for step in held.session.study.store.paradata.of(held.visit)]
    rested = steps.index((What.RESUMED, ""))
    assert steps[rested + 1 : rested + 3] == [(What.ENTERED, ROOMS), (What.ANSWERED, ROOMS)]
    interview = held.talk._held.interview
    assert interview.pace().seconds(interview.question(ROOMS), ROOMS) is not None


def test_that_letters_are_typed_and_not_obeyed_while_a_text_field_has_the_focus(held: Held) -> None:
    held.go(WORDS)
    held.type("ghgH")
    assert held.talk.room.cards.cards[WORDS].half_done() == "ghgH"


# --- what is told above


def test_that_a_finished_visit_is_read_only_and_can_be_opened_again_until_it_is_locked(held: Held) -> None:
    held.go(RATING)
    held.type("3")
    visit = held.session.study.store.visits.get(held.visit)
    assert visit is not None
    held.session.do(CompleteVisit(visit=visit.id, participant=visit.participant))
    assert "complete" in held.talk.room.told.sentence
    held.talk.scribe.take_focus()
    held.type("4")
    assert held.answers == {RATING: "3"}
    held.talk.room.told.acted.emit()
    assert row(held) is VisitState.IN_PROGRESS
    held.type("4")
    assert held.answers == {RATING: "4"}
    held.session.do(CompleteVisit(visit=visit.id, participant=visit.participant))
    held.session.do(LockVisit(visit=visit.id, participant=visit.participant))
    assert "locked" in held.talk.room.told.sentence
    assert not held.talk.room.foot.note.isEnabled()


def test_that_paper_and_a_clock_set_back_are_said(session: Session, qtbot: QtBot, qapp: QApplication) -> None:
    visit = holding.begun(session, holding.somebody(session), holding.small(), mode=Mode.PAPER)
    held = holding.shown(session, visit, qtbot, qapp)
    assert held.talk.room.told.sentence.startswith("From paper, dated 30 March 2026")
    held.next()
    assert not held.talk.room.side.hand_over.isVisible()
    held.frame.act("hand_over")
    assert held.frame.name == "interview"
    words = {label.text() for label in held.talk.room.cards.cards[held.here].findChildren(QLabel)}
    assert ("On the paper" in words, "Read aloud" in words) == (True, False)
    held.session.clock.go_on(hours=-2)  # type: ignore[attr-defined]
    held.type("3")
    assert "clock was set back" in held.talk.room.told.sentence


# --- the journey beside the questions


def test_that_a_rating_is_given_on_the_graph_and_h_goes_to_where_a_moment_is_told(
    session: Session, qtbot: QtBot, qapp: QApplication
) -> None:
    visit = holding.begun(session, holding.somebody(session), converted("cohort1")[0], "ojm_cohort1")
    held = holding.shown(session, visit, qtbot, qapp)
    housing = "/data/housing/housing_"
    held.go(f"{housing}rating")
    held.talk.room.side.rated.emit(f"{housing}rating", 4)
    assert held.answers[f"{housing}rating"] == "4"
    held.type("h")
    assert held.here == f"{housing}happened"
    held.type("1h")
    first = "/data/housing/housing_moment[1]/housing_title"
    assert held.here == first
    held.type("A flat")
    held.go(f"{housing}rating")
    held.type("h")
    assert held.here == first.replace("[1]", "[2]")
    held.go("/data/closing/others_present")
    held.frame.act("add_hot_spot")
    assert held.here == "/data/closing/others_present"


def test_that_f11_hands_over_and_the_way_back_is_the_same_question(held: Held) -> None:
    held.go(RATING)
    held.press(Qt.Key.Key_F11)
    assert held.frame.name == "participant_view"
    held.frame.navigate("interview", f"{held.visit} {RATING}")
    assert held.here == RATING
