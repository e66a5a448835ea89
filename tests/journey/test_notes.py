"""Notes are kept whole and in order, in columns; what does not fit goes on, and nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given

from ojm_desktop.domain.hot_spot import HotSpot, Note, Polarity
from ojm_desktop.journey import notes
from ojm_desktop.journey.boxes import Box
from ojm_desktop.journey.figure import columns_of
from ojm_desktop.journey.layout import PRINT
from ojm_desktop.typeset import Typeset
from tests.journey.people import journey, spot, spots

TYPESET = Typeset()
COLUMNS = columns_of(Box(0.0, 0.0, 273.0, 48.0), PRINT, is_recalled=False)
PAGE = columns_of(Box(0.0, 0.0, 273.0, 150.0), PRINT, is_recalled=False)


def entries(*given: HotSpot) -> tuple[notes.Entry, ...]:
    return notes.entries(journey(spots=given), TYPESET, COLUMNS, is_print=True)


def words(lines: tuple[notes.Line, ...]) -> str:
    return " ".join(line.text for line in lines)


def test_that_columns_are_63_wide_as_on_the_sheet() -> None:
    assert COLUMNS.width == 63.0


def test_that_a_note_tells_time_help_and_the_persons_words() -> None:
    (entry,) = entries(spot("a", 44, note=Note("Deposit late", "paying it", "I nearly lost it")))
    assert words(entry.lines) == "Deposit late, 16 Apr Could have helped: paying it “I nearly lost it”"
    assert [line.is_bold for line in entry.lines] == [True, False, False]
    assert entry.lines[-1].is_italic


def test_that_an_empty_note_still_has_its_day() -> None:
    assert words(entries(spot("a", 44, note=Note()))[0].lines) == "16 Apr"


def test_that_on_the_screen_no_sign_reads_as_a_subtraction() -> None:
    told = journey(spots=[spot("a", 44, polarity=Polarity.NEGATIVE)])
    (entry,) = notes.entries(told, TYPESET, COLUMNS, is_print=False)
    assert entry.lines[0].text == "1 −: 16 Apr"


def test_that_notes_spread_evenly_over_the_columns() -> None:
    filled, rest = notes.flow(COLUMNS, entries(*[spot(f"s{i}", 40 + i) for i in range(4)]))
    assert [len(group) for group in filled] == [1, 1, 1, 1]
    assert rest == ()


def test_that_what_does_not_fit_goes_on_whole() -> None:
    long = Note("Long", "b " * 150)
    told = entries(*[spot(f"s{i}", 40 + i, note=long) for i in range(6)])
    filled, rest = notes.flow(COLUMNS, told)
    assert [entry for group in filled for entry in group] + list(rest) == list(told)
    assert rest


def test_that_only_a_note_longer_than_a_column_is_split() -> None:
    short, long = entries(spot("a", 40), spot("b", 41, note=Note("Long", "word " * 1200)))
    pieces = notes.split(PAGE, (short, long))
    assert pieces[0] == short
    assert [piece.is_rest for piece in pieces] == [False, False, *[True] * (len(pieces) - 2)]
    assert sum((piece.lines for piece in pieces[1:]), ()) == long.lines


def fitted(*given: HotSpot) -> tuple[notes.Columns, tuple[notes.Entry, ...]]:
    return notes.fitted(COLUMNS, lambda columns: notes.entries(journey(spots=given), TYPESET, columns, is_print=True))


@pytest.mark.parametrize(("count", "width"), [(1, 267.0), (2, 131.0), (3, 85.0 + 2 / 3), (4, 63.0)])
def test_that_few_notes_use_the_whole_width_of_their_box(count: int, width: float) -> None:
    columns, told = fitted(*[spot(f"s{i}", 40 + i, note=Note("Title", "word " * 50)) for i in range(count)])
    assert columns.count == count
    assert columns.width == pytest.approx(width)
    assert len(notes.flow(columns, told)[0]) == count
    longest = max(TYPESET.width(line.text, columns.size) for entry in told for line in entry.lines)
    assert width - columns.indent - 15.0 < longest <= width - columns.indent


@pytest.mark.parametrize("length", [50, 120])
def test_that_short_notes_beside_a_long_one_leave_no_column_empty(length: int) -> None:
    short = [spot(f"s{i}", 40 + i) for i in range(3)]
    columns, told = fitted(*short, spot("long", 50, note=Note("Long", "word " * length)))
    filled, rest = notes.flow(columns, told)
    assert rest == ()
    assert len(filled) == columns.count == 2


@given(spots())
def test_that_wider_columns_never_hold_less(given_spots: tuple[HotSpot, ...]) -> None:
    held = len(entries(*given_spots)) - len(notes.flow(COLUMNS, entries(*given_spots))[1])
    columns, told = fitted(*given_spots)
    filled, rest = notes.flow(columns, told)
    assert len(told) - len(rest) >= held
    assert len(filled) == columns.count or not told


@given(spots())
def test_that_no_note_is_lost(given_spots: tuple[HotSpot, ...]) -> None:
    waiting = notes.split(PAGE, entries(*given_spots))
    told, seen = waiting, []
    while waiting:
        filled, waiting = notes.flow(PAGE, waiting)
        assert filled[0], "a page that takes nothing would go on for ever"
        seen += [entry for group in filled for entry in group]
    assert tuple(seen) == told
