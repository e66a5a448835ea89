"""A person's map to PDF: laid out, drawn, written and synced, beside its primitives drawn straight with reportlab."""

from __future__ import annotations

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


def measure(folder: Path, journeys: tuple[Trajectory, ...], rounds: int) -> Row:
    """The row of the table: the file that the program prints for one person, nine sheets."""
    typeset, names = Typeset(), itertools.count()
    sheets = person_sheets(journeys, FRAME, typeset)
    pages = [(page, on_paper(page, typeset)) for sheet in sheets for page in sheet.pages]

    def drawn(laid_out: tuple[Sheet, ...] = sheets) -> None:
        maps = PersonMaps("C1-01", "north-bridge", laid_out, FRAME.head_words)
        write(maps, folder / f"{next(names)}.pdf", typeset, lambda _done, _doing: None)

    def program() -> None:
        drawn(person_sheets(journeys, FRAME, typeset))

    drawn()  # makes the faces known to reportlab, for both

    whole, floor = in_turn(program, lambda: write_paper(pages, folder / f"{next(names)}.pdf"), rounds)
    without = alone(drawn, rounds)
    note = f"with the layout ready: {without.median:.1f} ms, {without.median / floor.median:.2f} x"
    return Row("one person's map to PDF, 9 sheets", whole, floor, "<= 1.5 x", whole.median / floor.median <= 1.5, note)
