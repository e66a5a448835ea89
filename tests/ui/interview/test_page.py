"""The interview's page: gone through by keys, never at a dead end, durable before it says so, the same after a kill."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ojm_desktop.domain.answer import CommentKind, NonAnswer
from ojm_desktop.domain.form import Type
from ojm_desktop.domain.paradata import What
from ojm_desktop.domain.rating import Rating
from ojm_desktop.domain.visit import Layout, Mode, VisitState
from ojm_desktop.service.edits import CompleteVisit, LockVisit
from ojm_desktop.service.session import Session
from ojm_desktop.ui import half_done
from ojm_desktop.ui.interview.cards import TurnRow
from ojm_desktop.ui.interview.fields.cells import Cells
from ojm_desktop.ui.interview.fields.scale import ScaleField
from ojm_desktop.ui.widgets.text import Label
from tests.forms.shipped import converted
from tests.ui import people
from tests.ui.interview import holding
from tests.ui.interview.holding import CHILD, ENGLISH, RATING, ROOMS, WELSH, WORDS, Held
from tests.ui.windows import dressed

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def session() -> Iterator[Session]:
    """A study with one person and the journey so far."""
    found = people.empty_session()
    yield found
    found.close()


def steps(held: Held) -> list[What]:
    """What the trail says, in order."""
    return [step.what for step in held.session.study.store.paradata.of(held.visit)]


def row(held: Held) -> VisitState:
    """The state of the visit."""
    found = held.session.study.store.visits.get(held.visit)
    assert found is not None
    return found.state


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


def test_that_next_once_more_leaves_the_question_open_for_later(held: Held) -> None:
    held.go(ROOMS)
    held.next()
    held.next()
    assert held.here == WORDS
    assert ROOMS not in held.answers


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


# --- durable, and the same after a kill


def again(held: Held, qtbot: QtBot, qapp: QApplication) -> Held:
    """The program was killed and started again: a new session over what the study holds, and a new window."""
    before = held.session
    held.window.leave_open()
    session = Session(before.study.store, before.slot, before.study.sealed_side.sealer, before.clock)
    return holding.shown(session, held.visit, qtbot, qapp)


def test_that_r15_a_killed_interview_opens_at_the_same_question_and_says_what_is_there_again(
    alone: Held, qtbot: QtBot, qapp: QApplication
) -> None:
    alone.next()
    alone.type("3")
    alone.next()
    alone.type("4")
    alone.next()
    after = again(alone, qtbot, qapp)
    assert after.here == WORDS
    told = after.talk.room.recovered
    assert told.isVisible()
    assert told.sentence.startswith("This interview was cut off. Here again: 2 answers, the last saved at 14:02:11")
    told.acted.emit()
    said = [row.text() for row in after.talk.asides.recovered.rows]
    assert said[:2] == ["How is it?", "3  (saved 14:02:11)"]
    after.press(Qt.Key.Key_Escape)
    assert after.answers == alone.answers


def test_that_r15_words_half_typed_survive_a_kill_at_every_place_they_can_be_typed(
    alone: Held, qtbot: QtBot, qapp: QApplication
) -> None:
    alone.go(WORDS)
    alone.type("half a sent")
    assert alone.talk.room.foot.unsaved.isVisible()
    alone.frame.keep_half_done()
    alone.press(Qt.Key.Key_F7)
    alone.type("half a note")
    alone.press(Qt.Key.Key_Escape, Qt.Key.Key_F8)
    alone.type("1half a disclosure")
    alone.frame.keep_half_done()
    kept = {draft.place.partition("/")[0]: draft for draft in alone.session.drafts()}
    assert kept["note"].participant is not None
    assert kept["disclosure"].participant is None
    in_clear = alone.session.study.store.drafts.all()
    assert "half a disclosure" not in "".join(draft.text for draft in in_clear)
    after = again(alone, qtbot, qapp)
    assert after.here == WORDS
    assert "words that were being typed" in after.talk.room.recovered.sentence
    after.press(Qt.Key.Key_F7)
    assert after.talk.asides.note.words.words == "half a note"
    after.press(Qt.Key.Key_Escape, Qt.Key.Key_F8)
    assert after.talk.asides.disclosure.words.words == "half a disclosure"


def test_that_what_is_half_written_in_one_visit_outlives_another_one_being_opened(alone: Held) -> None:
    alone.go(WORDS)
    alone.press(Qt.Key.Key_F8)
    alone.type("1half a disclosure")
    alone.press(Qt.Key.Key_Escape, Qt.Key.Key_F7)
    alone.type("half a note")
    alone.press(Qt.Key.Key_Escape)
    alone.frame.navigate("today")
    other = holding.open_in(alone.window, holding.begin(alone.session, holding.somebody(alone.session)))
    other.frame.keep_half_done()
    kept = {draft.place.partition("/")[0] for draft in alone.session.drafts() if alone.visit in draft.place}
    assert {"note", "disclosure"} <= kept
    alone.frame.navigate("interview", alone.visit)
    alone.press(Qt.Key.Key_Escape)
    assert not alone.talk.room.recovered.isVisible(), "nothing was cut off"
    alone.press(Qt.Key.Key_F8)
    assert alone.talk.asides.disclosure.words.words == "half a disclosure"
    alone.press(Qt.Key.Key_Escape, Qt.Key.Key_F7)
    assert alone.talk.asides.note.words.words == "half a note"


def test_that_typed_words_are_half_done_until_they_are_given_and_forgotten_then(held: Held) -> None:
    held.go(CHILD)
    held.type("Ann")
    (stated,) = [each for each in held.page.half_done() if held.visit in each.place]
    assert (stated.text, stated.participant is not None) == ("Ann", True)
    held.next()
    assert held.answers[CHILD] == "Ann"
    assert not [each for each in held.page.half_done() if held.visit in each.place]


def test_that_saved_is_painted_only_after_the_answer_is_durable(held: Held) -> None:
    seen: list[tuple[int, bool]] = []
    mark = held.talk.room.foot.saved
    mark.saved_painted.connect(lambda number: seen.append((number, number <= held.session.saved_sequence)))
    held.next()
    before = held.session.sequence
    held.type("3")
    QApplication.processEvents()
    assert seen
    assert seen[-1] == (before + 1, True)


def test_that_undo_takes_the_answer_back_and_goes_to_its_question(held: Held) -> None:
    held.go(RATING)
    held.type("3")
    held.next()
    held.next()
    held.press(Qt.Key.Key_Z, held=CTRL)
    assert held.here == RATING
    assert RATING not in held.answers
    assert "Undone" in held.page.strip.sentence
    held.press(Qt.Key.Key_Z, held=CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert held.answers[RATING] == "3"


def test_that_the_page_is_left_when_the_beginning_of_the_visit_is_taken_back(held: Held) -> None:
    held.session.undo()
    assert held.frame.name == "today"


def test_that_after_an_unlock_the_way_leads_to_the_interview_that_was_left(held: Held) -> None:
    held.go(RATING)
    code = held.talk.sitting.code if held.talk.sitting else ""
    found = [each for each in half_done.waiting(held.session) if each.target == held.visit]
    assert [(each.words, each.page) for each in found] == [(f"the interview with {code}", "interview")]
    visit = held.session.study.store.visits.get(held.visit)
    assert visit is not None
    held.session.do(CompleteVisit(visit=visit.id, participant=visit.participant))
    assert held.visit not in [each.target for each in half_done.waiting(held.session)]


def test_that_tab_goes_from_the_field_to_next(held: Held) -> None:
    for path in (RATING, ROOMS, WORDS):
        held.go(path)
        held.press(Qt.Key.Key_Tab)
        assert held.focus is held.talk.room.foot.next, path


def test_that_another_text_size_keeps_the_question_and_tells_of_no_recovery(alone: Held, qapp: QApplication) -> None:
    alone.go(RATING)
    alone.type("3")
    alone.next()
    alone.window.preferences.set("size", 150)
    alone.window.rebuild()
    QApplication.processEvents()
    if alone.page.choose_pin.isVisible():
        alone.press(Qt.Key.Key_Escape)
    assert alone.here == ROOMS
    assert not alone.talk.room.recovered.isVisible()
    dressed(qapp)


def test_that_the_study_is_locked_from_an_interview_without_an_error(alone: Held, qtbot: QtBot) -> None:
    alone.go(WORDS)
    alone.type("half")
    with qtbot.waitSignal(alone.window.locked) as told:
        alone.press(Qt.Key.Key_L, held=CTRL)
    assert told.args == [""]


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


# --- beside answering


def test_that_a_note_that_is_open_is_kept_when_the_question_is_left(held: Held) -> None:
    held.go(RATING)
    held.press(Qt.Key.Key_F7)
    held.type("a key of my own")
    held.next()
    (note,) = held.session.study.store.comments.of_visit(held.visit)
    assert (note.kind, note.words, note.path) == (CommentKind.QUOTE, "a key of my own", RATING)
    assert held.page.half_done() == ()


def test_that_words_to_be_sealed_are_recorded_by_their_own_key_only(held: Held) -> None:
    held.go(RATING)
    held.press(Qt.Key.Key_F8)
    held.type("5said so")
    before = held.session.sequence
    held.next()
    assert (held.here, held.session.sequence) == (RATING, before)
    assert "Ctrl+Enter" in held.page.strip.sentence
    held.press(Qt.Key.Key_Return, held=CTRL)
    assert held.session.sequence == before + 1
    assert held.talk.room.aside is None


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
            held.type("2")
            assert row(held) is VisitState.PAUSED
        held.type("2468")
        held.press(Qt.Key.Key_Return)
        assert (held.page.holds_keys, held.talk.isVisible()) == (False, True)
        assert row(held) is VisitState.IN_PROGRESS


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
    held.talk.take_focus()
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
    held.session.clock.go_on(hours=-2)  # type: ignore[attr-defined]
    held.type("3")
    assert "clock was set back" in held.talk.room.told.sentence


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


def test_that_an_answer_is_given_by_touch(held: Held) -> None:
    held.window.resize(900, 760)  # what is touched has to be within the screen of 800 pixels
    held.go(RATING)
    QApplication.processEvents()
    field = held.talk.room.cards.cards[RATING].field
    assert isinstance(field, ScaleField)
    cell = next(each for each in field.cells.cells if each.text() == "+2")
    assert min(cell.width(), cell.height()) >= 44
    finger = QTest.createTouchDevice()
    middle = cell.rect().center()
    QTest.touchEvent(cell, finger).press(0, middle, cell).commit()
    QTest.touchEvent(cell, finger).release(0, middle, cell).commit()
    assert held.answers[RATING] == "2"
    following = held.talk.room.foot.next
    assert following.height() >= 44
    spot = QPoint(12, 20)
    QTest.touchEvent(following, finger).press(0, spot, following).commit()
    QTest.touchEvent(following, finger).release(0, spot, following).commit()
    assert held.here == ROOMS


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
