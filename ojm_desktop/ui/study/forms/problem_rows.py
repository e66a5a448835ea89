"""A report of a workbook as rows of a table: all problems; many of them by sheet, the first ones open."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from ojm_desktop.domain.counting import counted
from ojm_desktop.forms.report import Gravity, Problem, Report
from ojm_desktop.ui import theme
from ojm_desktop.ui.widgets.cells import Cell
from ojm_desktop.ui.widgets.table import Column, Row
from ojm_desktop.ui.widgets.text import Tone
from ojm_desktop.ui.widgets.wrapped import BELOW

FIRST_OPEN: Final = 20
"""Problems that are seen at once; more of them are grouped by sheet."""
WHOLE: Final = "The form as a whole"
_LOOKS: Final[dict[Gravity, tuple[str, str, Tone]]] = {
    Gravity.ERROR: ("blocked", "Error", "blocked"),
    Gravity.WARNING: ("warn", "Warning", "warn"),
    Gravity.NOTE: ("note", "Note", "text"),
}


@dataclass
class Groups:
    """Which sheets of a long report are open, and of which all problems are seen."""

    problems: tuple[Problem, ...]
    opened: set[str] = field(default_factory=set)
    whole: set[str] = field(default_factory=set)

    @property
    def are_needed(self) -> bool:
        """There are more problems than are seen at once."""
        return len(self.problems) > FIRST_OPEN

    def sheets(self) -> dict[str, list[int]]:
        """Numbers of the problems by sheet, in the order the sheets come."""
        found: dict[str, list[int]] = {}
        for number, problem in enumerate(self.problems):
            found.setdefault(problem.sheet, []).append(number)
        return found

    def press(self, key: str) -> bool:
        """Open, close, or show the rest of a sheet; whether the key is of a sheet's row."""
        kind, _, sheet = key.partition(":")
        if kind == "more":
            self.whole.add(sheet)
        elif kind == "sheet":
            self.opened.symmetric_difference_update({sheet})
        return kind in {"more", "sheet"}


def groups_of(report: Report) -> Groups:
    """A report's groups: the first sheet is open."""
    found = Groups(report.problems)
    if report.problems:
        found.opened.add(report.problems[0].sheet)
    return found


def columns() -> tuple[Column, ...]:
    """The columns at the size of the text: what to do goes under what is wrong where they have no room side by side."""
    scale = theme.current().scale
    if scale == 1:
        return (
            Column("", 132),
            Column("Sheet", 96),
            Column("Row", 72),
            Column("Column", 164),
            Column("What is wrong"),
            Column("What to do"),
        )
    if scale < 2:
        return Column("", 132), Column("Where", 190), Column("What is wrong, and what to do")
    return Column("", 132), Column("What is wrong, where, and what to do")


def rows(groups: Groups) -> list[Row]:
    """What is seen of a report now."""
    if not groups.are_needed:
        return [_row(number, problem) for number, problem in enumerate(groups.problems)]
    found: list[Row] = []
    left = FIRST_OPEN
    for sheet, numbers in groups.sheets().items():
        is_open = sheet in groups.opened
        found.append(_sheet_row(sheet, [groups.problems[number] for number in numbers], is_open=is_open))
        if not is_open:
            continue
        shown = numbers if sheet in groups.whole else numbers[: max(left, 1)]
        left -= len(shown)
        found += [_row(number, groups.problems[number]) for number in shown]
        if len(shown) < len(numbers):
            found.append(_spanning(f"more:{sheet}", f"Show {len(numbers) - len(shown)} more", "plus"))
    return found


def line(problem: Problem) -> str:
    """A problem to be copied: its cells with tabs between, as a spreadsheet takes them."""
    cells = (_LOOKS[problem.level][1], problem.sheet, str(problem.row or ""), problem.column, problem.what)
    return "\t".join((*cells, problem.what_to_do))


def listed(report: Report) -> str:
    """The whole report to be saved: one line a problem, then what looks different elsewhere."""
    head = "\tSheet\tRow\tColumn\tWhat is wrong\tWhat to do"
    told = [report.sentence(), "", head, *(line(problem) for problem in report.problems)]
    if report.elsewhere:
        told += ["", "In ODK Collect and Enketo:", *(line(problem) for problem in report.elsewhere)]
    return "\n".join(told) + "\n"


def _row(number: int, problem: Problem) -> Row:
    icon, word, tone = _LOOKS[problem.level]
    level = Cell(word, icon, tone)
    what, to_do = problem.what, problem.what_to_do
    scale = theme.current().scale
    if scale == 1:
        place = (
            Cell(problem.sheet),
            Cell(str(problem.row or ""), centred=True),
            Cell(problem.column, tip=problem.column),
        )
        return Row(str(number), (level, *place, Cell(what, tip=what), Cell(to_do, tone="muted", tip=to_do)))
    where = ", ".join(part for part in (f"{problem.sheet} {problem.row or ''}".strip(), problem.column) if part)
    whole = f"{what}{BELOW}{to_do}" if to_do else what
    tip = f"{where}\n{what}\n{to_do}".strip()
    if scale < 2:
        return Row(str(number), (level, Cell(where, tip=where), Cell(whole, tip=tip)))
    placed = f"{where}: {what}" if where else what
    return Row(str(number), (level, Cell(f"{placed}{BELOW}{to_do}" if to_do else placed, tip=tip)))


def _sheet_row(sheet: str, problems: list[Problem], *, is_open: bool) -> Row:
    errors = sum(problem.level is Gravity.ERROR for problem in problems)
    warnings = sum(problem.level is Gravity.WARNING for problem in problems)
    counts = [counted(errors, "error")] if errors else []
    counts += [counted(warnings, "warning")] if warnings else []
    counts += [counted(len(problems) - errors - warnings, "note")] if len(problems) > errors + warnings else []
    name = f"Sheet {sheet}" if sheet else WHOLE
    return _spanning(f"sheet:{sheet}", f"{name}: {', '.join(counts)}", "open-list" if is_open else "next", is_bold=True)


def _spanning(key: str, words: str, icon: str, *, is_bold: bool = False) -> Row:
    """A row that is pressed: its mark in the first column, its words across the others."""
    told = Cell(words, bold=is_bold, tone="text" if is_bold else "accent", tip=words)
    return Row(key, (Cell("", icon), told, *(Cell() for _ in columns()[2:])))
