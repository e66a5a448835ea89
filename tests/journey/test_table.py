"""The table twin says what the figure shows."""

from __future__ import annotations

from ojm_desktop.domain.hot_spot import Direction, Note, Polarity
from ojm_desktop.domain.rating import Missing
from ojm_desktop.journey.table import HEADINGS, rows
from tests.journey.people import journey, recalled, spot, turn


def test_that_there_is_a_row_for_every_wave() -> None:
    assert [row.wave for row in rows(journey((1, None, None)))] == ["Week 4", "Week 8", "Week 12"]
    assert all(len(row.cells()) == len(HEADINGS) for row in rows(journey()))


def test_that_a_row_tells_when_what_and_by_whom() -> None:
    row = rows(journey((-2, 3, 4)))[0]
    assert row.cells()[:6] == (
        "Week 4",
        "week 4, 31 Mar 2025",
        "2 Apr 2025 (day 30)",
        "−2",
        "participant",
        "no",
    )


def test_that_a_gap_gives_its_reason() -> None:
    first, second, third = rows(journey((1, Missing.DECLINED, None)))
    assert (second.value, second.held_on, second.given_by) == ("declined", "", "")
    assert third.value == "not yet given"
    assert first.value == "+1"


def test_that_a_hot_spot_stands_with_the_wave_that_looks_back_on_it() -> None:
    spots = [spot("a", 28), spot("b", 29, polarity=Polarity.NEGATIVE), spot("c", 90)]
    told = [row.hot_spots for row in rows(journey(spots=spots))]
    assert told == ["1 +: 31 Mar, positive", "2 −: 1 Apr, negative", "3 +: 1 Jun, positive"]


def test_that_notes_are_complete() -> None:
    note = Note("Moved", "a list", "I slept")
    told = rows(journey(spots=[spot("a", 40, note=note)]))[1].notes
    assert told == "1 Moved\nCould have helped: a list\n“I slept”"


def test_that_a_recalled_journey_is_marked_so_and_has_no_planned_weeks() -> None:
    begin, end = rows(recalled((-3, 2), [turn("a", 21, 34, Direction.DOWN, "before summer")]))
    assert (begin.planned, begin.recalled, begin.held_on) == ("", "yes", "10 Nov 2025")
    assert end.hot_spots == "1 down around 24 Mar – 6 Apr, “before summer”"
