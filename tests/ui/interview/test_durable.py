"""What an interview holds is durable before it says so, and the same after a kill, an unlock, another size of text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ojm_desktop.domain.clock import Instant
from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.paradata import Step, What
from ojm_desktop.domain.rows import BACK
from ojm_desktop.domain.visit import PauseReason
from ojm_desktop.service.edits import CompleteVisit, PauseVisit
from ojm_desktop.ui import half_done
from ojm_desktop.ui.interview.half_typed import Begun, HalfTyped
from ojm_desktop.ui.notice import Notice
from ojm_desktop.ui.widgets.buttons import Button
from tests.ui.interview import holding
from tests.ui.interview.holding import CHILD, CTRL, RATING, ROOMS, WORDS, Held, again
from tests.ui.windows import dressed

THERE, HERE = "context\nthere", "context\nhere"


def steps(held: Held) -> list[tuple[What, str]]:
    """What the study holds of the trail."""
    return [(step.what, step.path) for step in held.session.study.store.paradata.of(held.visit)]


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
    assert told.sentence.endswith("It goes on at Housing, question 3 of 3.")
    told.close_it.click()
    assert not told.isVisible()
    assert after.focus.window() is after.window
    after.type("half")
    once = again(after, qtbot, qapp).talk.room.recovered
    assert once.sentence.startswith("This interview was cut off"), "and cut off again"


def test_that_what_was_recovered_is_told_until_the_first_act(alone: Held, qtbot: QtBot, qapp: QApplication) -> None:
    alone.go(RATING)
    alone.type("3")
    after = again(alone, qtbot, qapp)
    assert "1 answer," in after.talk.room.recovered.sentence
    after.type("4")
    assert after.answers[RATING] == "4"
    assert not after.talk.room.recovered.isVisible(), "it would tell of an answer that is not there"


def test_that_a_lock_a_pause_and_another_page_cut_nothing_off_but_a_kill_after_them_does(
    alone: Held, qtbot: QtBot, qapp: QApplication
) -> None:
    alone.go(RATING)
    alone.type("3")
    alone.next()
    after = again(alone, qtbot, qapp, in_order=True)
    assert after.here == ROOMS
    assert not after.talk.room.recovered.isVisible(), "it was locked in order"
    assert steps(after)[-2:] == [(What.ENTERED, ROOMS), (What.LEFT, ROOMS)], "what came after the last answer is kept"
    after.frame.navigate("today")
    assert steps(after)[-2:] == [(What.ENTERED, ROOMS), (What.LEFT, ROOMS)], "coming back is a step as well"
    after = again(after, qtbot, qapp)
    assert not after.talk.room.recovered.isVisible(), "it was left before the program was killed"
    after = again(after, qtbot, qapp)
    assert after.talk.room.recovered.sentence.startswith("This interview was cut off. Here again: 1 answer")
    after.go(WORDS)
    after.type("half a sent")
    after.frame.keep_half_done()
    after = again(after, qtbot, qapp, in_order=True)
    assert after.talk.room.recovered.sentence.startswith("Kept from before: words that were being typed at 1 question")
    after.page.hiding.pause()
    after.page.resting.paused.emit(PauseReason.COMFORT)
    after = again(after, qtbot, qapp)
    after.talk.resume()
    assert "cut off" not in after.talk.room.recovered.sentence


def test_that_what_is_resumed_in_the_page_is_held_again_and_a_kill_cuts_it_off(
    alone: Held, qtbot: QtBot, qapp: QApplication
) -> None:
    alone.go(RATING)
    alone.type("3")
    alone.frame.navigate("today")
    visit = alone.session.study.store.visits.get(alone.visit)
    assert visit is not None
    alone.session.do(PauseVisit(visit=visit.id, participant=visit.participant, reason=PauseReason.COMFORT))
    alone.frame.navigate("interview", alone.visit)
    alone.talk.resume()
    alone.type("4")
    after = again(alone, qtbot, qapp)
    assert after.talk.room.recovered.sentence.startswith("This interview was cut off")


def test_that_a_pause_keeps_what_is_half_written_at_once(alone: Held, qtbot: QtBot) -> None:
    alone.go(WORDS)
    alone.press(Qt.Key.Key_F8)
    alone.type("1half a disclosure")

    def kept() -> bool:
        return "further_offence\nhalf a disclosure" in [draft.text for draft in alone.session.drafts()]

    assert not kept()
    alone.press(Qt.Key.Key_F9)
    qtbot.waitUntil(kept, timeout=1000)


def test_that_an_interview_left_for_another_one_or_on_a_full_disk_is_left_in_order(
    alone: Held, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone.go(RATING)
    alone.type("3")
    alone.frame.navigate("interview", holding.begin(alone.session, holding.somebody(alone.session)))
    after = again(alone, qtbot, qapp)
    assert not after.talk.room.recovered.isVisible(), "another interview was taken up in its place"
    after.go(ROOMS)
    after.press(Qt.Key.Key_F11)
    assert steps(after)[-2:] == [(What.ENTERED, ROOMS), (What.LEFT, ROOMS)], "what came before is kept at once"
    after.press(Qt.Key.Key_1, held=CTRL)
    after = again(after, qtbot, qapp)
    assert not after.talk.room.recovered.isVisible(), "it was not handed over after all, and left"

    def full(*_place: object, **_how: object) -> None:
        raise Refused("The disk is full.")

    monkeypatch.setattr(after.session, "keep_draft", full)
    after.frame.navigate("today")
    assert after.frame.name == "today", "nobody is held at a question because a mark beside it cannot be kept"


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


def test_that_what_was_recorded_apart_is_not_offered_again_after_a_kill(
    alone: Held, qtbot: QtBot, qapp: QApplication
) -> None:
    alone.press(Qt.Key.Key_F8)
    alone.type("1to be sealed once")
    alone.frame.keep_half_done()
    alone.press(Qt.Key.Key_Return, held=CTRL)
    after = again(alone, qtbot, qapp)
    after.press(Qt.Key.Key_F8)
    assert after.talk.asides.disclosure.words.words == ""


def test_that_what_is_half_typed_follows_its_row_when_one_before_it_is_taken_away(held: Held) -> None:
    assert held.talk.sitting is not None
    for _ in range(2):
        held.talk.sitting.interview.add_repeat("/data/people/child")
    held.page.refresh(None)
    first, second, third = (CHILD.replace("[1]", f"[{number}]") for number in (1, 2, 3))
    for path, words in ((second, "a note there"), (third, "a note here")):
        held.go(path)
        held.press(Qt.Key.Key_F7)
        held.type(words)
        held.press(Qt.Key.Key_Escape)
    held.go(third)
    held.type("Sam")
    held.talk.room.cards.turn_removed.emit("/data/people/child[2]")
    assert held.here == second, "the same question, in the row that moved up"
    assert held.talk.room.cards.typed()[second] == "Sam"
    held.frame.keep_half_done()
    of_visit = (draft for draft in held.session.drafts() if f"/{held.visit}/data" in draft.place)
    kept = {draft.place.replace(f"/{held.visit}", ""): draft.text for draft in of_visit}
    assert "here" in kept[f"note{second}"]
    assert "there" in kept["note/data/people/child/name"], "it has no row any more, and is not lost"
    assert kept[f"answer{second}"] == "Sam"
    assert not [place for place in kept if place.endswith(third)]
    assert first not in held.answers
    held.talk.room.cards.turn_removed.emit("/data/people/child[2]")
    assert held.here == first, "there is none in its place: the row before"
    for _ in range(2):
        held.session.undo()
        assert held.here == second, "the row that is back"
    held.go(third)
    assert held.talk.room.cards.typed()[third] == "Sam"
    held.go(second)
    held.press(Qt.Key.Key_F7)
    assert held.talk.asides.note.words.words == "a note there", "it is back with its row"
    held.press(Qt.Key.Key_Escape)


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
    notice = Notice()
    notice.say_what_waits(found)
    (go_on, *_) = notice.findChildren(Button)
    assert go_on.isHidden(), "Today has Resume for it: one way is enough"
    notice.say_what_waits([replace(found[0], is_on_today=False)])
    assert not go_on.isHidden()
    notice.deleteLater()
    visit = held.session.study.store.visits.get(held.visit)
    assert visit is not None
    held.session.do(CompleteVisit(visit=visit.id, participant=visit.participant))
    assert held.visit not in [each.target for each in half_done.waiting(held.session)]


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


def test_that_words_of_a_row_that_went_before_the_program_stopped_come_back_with_it() -> None:
    now = Instant("2026-05-14T13:03:11.000Z", 60, 0)
    second, third = (f"/data/people/child[{number}]/name" for number in (2, 3))
    half = HalfTyped("v", "p", {(Begun.NOTE, "/data/people/child/name"): THERE, (Begun.NOTE, second): HERE})
    assert half.follow((Step("/data/people/child[2]", What.TAKEN_BACK, now, new=BACK),))
    assert half.words == {(Begun.NOTE, second): THERE, (Begun.NOTE, third): HERE}
    two = [Step("/data/people/child[2]", What.REMOVED, now)] * 2
    half.rows_followed = 0
    half.follow(two)
    assert [each.text for each in half.stated()] == ["context\nthere\nhere"], "neither is lost"


def test_that_words_without_a_row_are_joined_to_what_the_row_that_is_back_holds_already() -> None:
    row = "/data/people/child[2]"
    half = HalfTyped("v", "p", {(Begun.NOTE, "/data/people/child/name"): THERE, (Begun.NOTE, f"{row}/name"): HERE})
    half._take_in(row)
    assert half.words == {(Begun.NOTE, f"{row}/name"): "context\nthere\nhere"}


@pytest.mark.parametrize(
    ("what", "first", "second", "joined"),
    [
        (Begun.DISCLOSURE, "other\nthis", "other\nthat", "other\nthis\nthat"),
        (Begun.DISCLOSURE, "other\nthis", "harm_to_self\nthat", "\nthis\nthat"),
        (Begun.NOTE, "quote\nthis", "query\nthat", "context\nthis\nthat"),
        (Begun.ANSWER, "this\nthat", "more", "this\nthat\nmore"),
    ],
)
def test_that_what_was_begun_in_two_rows_that_went_is_one_and_its_kind_is_no_line_of_its_words(
    what: Begun, first: str, second: str, joined: str
) -> None:
    now = Instant("2026-05-14T13:03:11.000Z", 60, 0)
    rows = [f"/data/people/child[{number}]" for number in (1, 2)]
    half = HalfTyped("v", "p", {(what, f"{rows[0]}/name"): first, (what, f"{rows[1]}/name"): second})
    half.follow([Step(rows[0], What.REMOVED, now)] * 2)
    assert [each.text for each in half.stated()] == [joined]
