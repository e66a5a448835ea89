"""The next visit is said in one way: its window as on Today, or the day agreed."""

from __future__ import annotations

from datetime import date

from ojm_desktop.service.edits import RescheduleVisit
from ojm_desktop.service.queries.people import row
from ojm_desktop.ui.participant.header import next_words, when_due
from ojm_desktop.ui.visit_words import next_visit_cell, window_words
from tests import studies

WINDOW = "7 to 20 May"
"""Of week 4, in an order that began four weeks before the clock's day, 14 May 2026."""


def test_that_the_window_of_the_next_visit_is_worded_alike_everywhere() -> None:
    session = studies.in_memory()
    person = studies.signed_person(session, order_start=date(2026, 4, 16))
    found = row(session, person)
    assert found.next_visit is not None
    assert window_words(found.next_visit, session.today(), is_recalled=False) == WINDOW
    assert (next_words(found), when_due(found)) == (f"Week 4, {WINDOW}", WINDOW)
    assert next_visit_cell(found).words == f"Week 4, {WINDOW}"
    session.do(RescheduleVisit(participant=person, wave="4", day=date(2026, 5, 18), reason="ill"))
    found = row(session, person)
    assert next_words(found) == "Week 4, agreed for 18 May"
    assert next_visit_cell(found).words == "Week 4, on 18 May"
    session.close()
