"""Which people a list shows."""

from __future__ import annotations

import pytest

from ojm_desktop.service.queries import people
from ojm_desktop.ui.participants.filters import Filters, answered, held, matching
from tests.ui import made_up


def codes(wanted: Filters, said: set[str] | None = None) -> list[str]:
    """Who of four people answers: not signed and overdue; half through; all held; looked back."""
    session = made_up.session()
    made_up.add(session, weeks_ago=6)
    half, whole = made_up.add(session, weeks_ago=7.5), made_up.add(session, weeks_ago=13)
    back = made_up.add(session, "2", weeks_ago=16)
    for person in (half, whole, back):
        made_up.sign(session, person)
    made_up.rate(session, half, "4")
    for wave in ("4", "8", "12"):
        made_up.rate(session, whole, wave)
    for wave in ("begin", "end"):
        made_up.rate(session, back, wave)
    named = {"half": half}
    found = matching(people.rows(session), wanted, {named[name] for name in said or ()})
    return [row.person.code for row in found]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Filters(), ["C1-01", "C1-02", "C1-03", "C2-01"]),
        (Filters(cohort="2"), ["C2-01"]),
        (Filters(agreement="to_sign"), ["C1-01"]),
        (Filters(agreement="signed"), ["C1-02", "C1-03", "C2-01"]),
        (Filters(agreement="refused"), []),
        (Filters(visit="overdue"), ["C1-01"]),
        (Filters(visit="due"), ["C1-02"]),
        (Filters(visit="held"), ["C1-03", "C2-01"]),
        (Filters(cohort="1", visit="held"), ["C1-03"]),
        (Filters(typed="c1 02"), ["C1-02"]),
        (Filters(typed="C10"), ["C1-01", "C1-02", "C1-03"]),
        (Filters(typed="nobody"), []),
    ],
)
def test_that_a_filter_shows_exactly_who_answers_it(wanted: Filters, expected: list[str]) -> None:
    assert codes(wanted) == expected


def test_that_a_word_in_a_note_finds_the_person() -> None:
    assert codes(Filters(typed="rent"), {"half"}) == ["C1-02"]


def test_that_what_was_held_is_said_in_words() -> None:
    session = made_up.session()
    person = made_up.add(session, weeks_ago=13)
    back = made_up.add(session, "2", weeks_ago=16)
    for signed in (person, back):
        made_up.sign(session, signed)
    assert held(people.row(session, person)) == "None"
    made_up.rate(session, person, "4")
    assert held(people.row(session, person)) == "Week 4"
    made_up.rate(session, person, "8", pathways=3)
    assert answered(people.row(session, person)) == "11 of 24"
    made_up.rate(session, person, "8")
    made_up.rate(session, person, "12")
    assert held(people.row(session, person)) == "Weeks 4, 8 and 12"
    made_up.rate(session, back, "begin")
    assert held(people.row(session, back)) == "One end"
    made_up.rate(session, back, "end")
    assert held(people.row(session, back)) == "Looking back"
