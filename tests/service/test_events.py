"""What the log says of one person: codes only, newest first, and what was undone is said to be so."""

from __future__ import annotations

from datetime import date

from ojm_desktop.service.queries import events
from tests import studies


def test_that_the_newest_event_of_a_person_comes_first_and_nobody_elses() -> None:
    session = studies.in_memory()
    person = studies.signed_person(session)
    other = studies.signed_person(session)
    studies.rate(session, person, "housing", "4", 2, date(2026, 4, 1))
    studies.rate(session, other, "housing", "4", -2, date(2026, 4, 1))
    session.undo()
    told = [each.sentence for each in events.about(session, person)]
    assert told[0] == "C1-01, Housing, week 4 is now +2."
    assert told[-1] == "C1-01 was added."
    assert events.about(session, other)[0].sentence == "Undone: C1-02, Housing, week 4 has no rating again."


def test_that_only_so_many_are_read() -> None:
    session = studies.in_memory()
    person = studies.signed_person(session)
    for value in range(5):
        studies.rate(session, person, "housing", "4", value, date(2026, 4, 1))
    assert len(events.about(session, person, 3)) == 3
