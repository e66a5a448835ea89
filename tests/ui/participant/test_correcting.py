"""A mistake put right on the page of somebody who wants no new data: a reason first, and nothing new (W1)."""

from __future__ import annotations

import json
from datetime import timedelta

from ojm_desktop.domain.rating import RatingKey
from ojm_desktop.domain.withdrawal import Level
from ojm_desktop.service.edits import ClearRating, Correct, SetRating, Withdraw
from ojm_desktop.service.log_writer import read
from ojm_desktop.service.session import Session
from tests import studies
from tests.ui.participant.opened import TODAY, Opener, value


def withdrawn(session: Session, person: str, level: Level) -> None:
    session.do(Withdraw(participant=person, level=level, said_on=TODAY, told_to="K.", words=""))


def test_that_w1_what_stands_is_put_right_with_a_reason_typed_in_place_and_nothing_new_comes_in(
    open_at: Opener, session: Session, person: str
) -> None:
    rated, unrated = RatingKey(person, "housing", "4"), RatingKey(person, "housing", "8")
    session.do(SetRating(key=rated, value=3, held_on=TODAY), ClearRating(key=unrated))
    withdrawn(session, person, Level.NO_NEW_DATA)
    page = open_at(person)
    correcting, figure = page.parts.correcting, page.journey.figure
    assert (correcting.isVisible(), figure.item.is_locked) == (True, True)
    correcting.begin.click()
    correcting.go.click()
    assert figure.item.is_locked, "not without a reason"
    correcting.reason.setText("typed into the wrong week")
    correcting.go.click()
    assert (figure.item.is_locked, page.journey.add.isEnabled()) == (False, False)
    figure.point_moved.emit(rated, -2)
    assert value(session, person, "4") == -2
    event = session.study.store.log.event(session.sequence)
    assert event is not None
    entry = read(session.study, event)
    assert entry is not None
    assert isinstance(entry.entry.edit, Correct)
    assert entry.entry.edit.reason == "typed into the wrong week"
    assert json.loads(entry.entry.edit.edit)["name"] == "SetRating"
    before = session.sequence
    correcting.do(SetRating(key=unrated, value=1, held_on=TODAY))
    assert (session.sequence, value(session, person, "8")) == (before, None)
    assert "nothing new is recorded" in page.strip.sentence
    page.parts.turn_to("Log")
    page.parts.turn_to("Journey")
    assert (correcting.is_on, figure.item.is_locked) == (False, True), "each time it is asked anew"


def test_that_w1_nothing_is_put_right_on_the_page_of_somebody_left_out_of_the_analysis(
    open_at: Opener, session: Session, person: str
) -> None:
    withdrawn(session, person, Level.EXCLUDED)
    page = open_at(person)
    assert (page.parts.correcting.isVisible(), page.journey.figure.item.is_locked) == (False, True)


def test_that_w1_nothing_is_due_or_printed_on_the_page_of_somebody_who_withdrew(
    open_at: Opener, session: Session
) -> None:
    person = studies.signed_person(session, order_start=TODAY - timedelta(days=40))
    page = open_at(person)
    tab = page.parts.interviews

    def shown() -> tuple[set[str], set[str], bool]:
        page.parts.turn_to("Interviews")
        rows = range(len(tab.table.rows.rows))
        ahead = {tab.table.rows.cell(row, 2).words for row in rows}
        offered = {action.text() for action in tab.menu_of(tab.table.rows.rows[-1].key).actions()}
        return ahead, {tab.table.rows.cell(row, 5).button for row in rows} | offered, page.head.print.isEnabled()

    states, offered, is_printed = shown()
    assert (is_printed, "Start…" in offered, "Start" in offered) == (True, True, True)
    withdrawn(session, person, Level.NO_CONTACT)
    states, offered, is_printed = shown()
    assert "Not asked any more" in states
    assert not [words for words in states if words.startswith(("Due", "Overdue"))]
    assert (is_printed, "Start…" in offered, "Another day…" in offered) == (True, True, False), (
        "paper is still typed in"
    )
    withdrawn(session, person, Level.EXCLUDED)
    states, offered, is_printed = shown()
    assert (is_printed, "Start…" in offered, "Start" in offered) == (False, False, False)
