"""A person's map to PDF: laid out, drawn, written and synced, beside its primitives drawn straight with reportlab."""

from __future__ import annotations

import dataclasses
import gc
import itertools
import tracemalloc
from collections.abc import Callable
from datetime import date
from pathlib import Path

from ojm_desktop.journey.frame import SheetFrame
from ojm_desktop.journey.sheets import Sheet, person_sheets
from ojm_desktop.journey.trajectory import Trajectory
from ojm_desktop.report.files import write_new
from ojm_desktop.report.map_pdf import PersonMaps, write
from ojm_desktop.typeset import Typeset
from tests.benchmarks.measure import Row, Times, alone, in_turn, timed
from tests.benchmarks.prepared import on_paper, write_paper

FRAME = SheetFrame("north-bridge", date(2026, 5, 14), ("amber", "kettle"), is_practice=False)


class Warm(Typeset):
    """A typeset that has set another person's sheets, never this one's: as when many are printed one after the other.

    The faces are read once; every piece has measures of its own.
    """

    def __init__(self, read: Typeset, others: tuple[Trajectory, ...]) -> None:
        super().__init__()
        self._faces = read._faces
        person_sheets(others, FRAME, self)


PEOPLE = 19
"""As many as both cohorts had together: 171 sheets, as the practice study has."""


def measure_all(folder: Path, journeys: tuple[Trajectory, ...], people: int = PEOPLE) -> Row:
    """The row of the table: everybody's file one after the other, beside the sum of their bare canvases."""
    everybody = [tuple(_other(journey, number) for journey in journeys) for number in range(1, people + 1)]
    typeset, apart = Typeset(), Typeset()
    person_sheets(journeys, FRAME, typeset)  # reads the faces
    program, floor = [], []
    for own in everybody:
        bare = [(page, on_paper(page, apart)) for sheet in person_sheets(own, FRAME, apart) for page in sheet.pages]
        program.append(timed(lambda own=own: _print(own, typeset, folder)))  # type: ignore[misc]
        floor.append(timed(lambda own=own, bare=bare: write_paper(bare, folder / f"{own[0].code}.bare")))  # type: ignore[misc]
    whole, least = Times((sum(program),)), Times((sum(floor),))
    gained = _gained(everybody, folder / "again")
    is_met = whole.median / least.median <= 1.5 and gained < MOST_GAINED
    note = f"Python holds {gained:.2f} MB more after all people than after half of them"
    return Row(f"all {9 * people} sheets to PDF", whole, least, "<= 1.5 x, memory flat", is_met, note)


MOST_GAINED = 1.0
"""Megabytes that count as flat: measures of words are remembered, up to a number of them."""


def _gained(everybody: list[tuple[Trajectory, ...]], folder: Path) -> float:
    folder.mkdir()
    typeset, held = Typeset(), []
    half = len(everybody) // 2
    tracemalloc.start()
    for part in (everybody[:half], everybody[half:]):
        for own in part:
            _print(own, typeset, folder)
        gc.collect()
        held.append(tracemalloc.get_traced_memory()[0])
    tracemalloc.stop()
    return (held[1] - held[0]) / 1e6


def into(path: Path) -> Callable[[bytes], object]:
    """Puts what was made into a file as the program does."""
    return lambda octets: write_new(path, lambda temporary: temporary.write_bytes(octets))


def _print(own: tuple[Trajectory, ...], typeset: Typeset, folder: Path) -> None:
    maps = PersonMaps(own[0].code, FRAME.study, person_sheets(own, FRAME, typeset), FRAME.head_words)
    write(maps, into(folder / f"{own[0].code}.pdf"), typeset, lambda _done, _doing: None)


def _other(journey: Trajectory, number: int) -> Trajectory:
    """Somebody else's: the words that a person gave are others."""
    spots = []
    for spot in journey.hot_spots:
        told = spot.note
        words = [f"{text[number:]} {text[:number]}" for text in (told.title, told.could_have_helped, told.observation)]
        note = dataclasses.replace(told, title=words[0], could_have_helped=words[1], observation=words[2])
        spots.append(dataclasses.replace(spot, note=note))
    return dataclasses.replace(journey, code=f"C1-{number:02}", hot_spots=tuple(spots))


def measure(folder: Path, journeys: tuple[Trajectory, ...], rounds: int) -> Row:
    """The row of the table: the file that the program prints for one person, nine sheets."""
    typeset, names, warm = Typeset(), itertools.count(), 2
    sheets = person_sheets(journeys, FRAME, typeset)
    pages = [(page, on_paper(page, typeset)) for sheet in sheets for page in sheet.pages]

    others = tuple(_other(journey, 1) for journey in journeys)
    each = iter([Warm(typeset, others) for _ in range(rounds + warm)])

    def drawn(laid_out: tuple[Sheet, ...] = sheets, typeset: Typeset = typeset) -> None:
        maps = PersonMaps("C1-01", "north-bridge", laid_out, FRAME.head_words)
        write(maps, into(folder / f"{next(names)}.pdf"), typeset, lambda _done, _doing: None)

    def program() -> None:
        own = next(each)
        drawn(person_sheets(journeys, FRAME, own), own)

    drawn()  # makes the faces known to reportlab, for both

    whole, floor = in_turn(program, lambda: write_paper(pages, folder / f"{next(names)}.pdf"), rounds, warm)
    without = alone(drawn, rounds)
    note = f"with the layout ready: {without.median:.1f} ms, {without.median / floor.median:.2f} x"
    return Row("one person's map to PDF, 9 sheets", whole, floor, "<= 1.5 x", whole.median / floor.median <= 1.5, note)
