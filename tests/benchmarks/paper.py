"""A person's map to PDF: laid out, drawn, written and synced, beside its primitives drawn straight with reportlab."""

from __future__ import annotations

import dataclasses
import itertools
from datetime import date
from pathlib import Path

from ojm_desktop.journey.frame import SheetFrame
from ojm_desktop.journey.sheets import Sheet, person_sheets
from ojm_desktop.journey.trajectory import Trajectory
from ojm_desktop.report.map_pdf import PersonMaps, write
from ojm_desktop.typeset import Typeset
from tests.benchmarks.measure import Row, alone, in_turn
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


def _other(journey: Trajectory) -> Trajectory:
    """Somebody else's: every word that a person gave is another."""
    spots = tuple(
        dataclasses.replace(
            spot,
            note=dataclasses.replace(
                spot.note,
                title=spot.note.title[::-1],
                could_have_helped=spot.note.could_have_helped[::-1],
                observation=spot.note.observation[::-1],
            ),
        )
        for spot in journey.hot_spots
    )
    return dataclasses.replace(journey, code="C1-02", hot_spots=spots)


def measure(folder: Path, journeys: tuple[Trajectory, ...], rounds: int) -> Row:
    """The row of the table: the file that the program prints for one person, nine sheets."""
    typeset, names, warm = Typeset(), itertools.count(), 2
    sheets = person_sheets(journeys, FRAME, typeset)
    pages = [(page, on_paper(page, typeset)) for sheet in sheets for page in sheet.pages]

    others = tuple(_other(journey) for journey in journeys)
    each = iter([Warm(typeset, others) for _ in range(rounds + warm)])

    def drawn(laid_out: tuple[Sheet, ...] = sheets, typeset: Typeset = typeset) -> None:
        maps = PersonMaps("C1-01", "north-bridge", laid_out, FRAME.head_words)
        write(maps, folder / f"{next(names)}.pdf", typeset, lambda _done, _doing: None)

    def program() -> None:
        own = next(each)
        drawn(person_sheets(journeys, FRAME, own), own)

    drawn()  # makes the faces known to reportlab, for both

    whole, floor = in_turn(program, lambda: write_paper(pages, folder / f"{next(names)}.pdf"), rounds, warm)
    without = alone(drawn, rounds)
    note = f"with the layout ready: {without.median:.1f} ms, {without.median / floor.median:.2f} x"
    return Row("one person's map to PDF, 9 sheets", whole, floor, "<= 1.5 x", whole.median / floor.median <= 1.5, note)
