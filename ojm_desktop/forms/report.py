"""What reading a questionnaire found: every problem at once, where it stands, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from ojm_desktop.domain.counting import counted


class Gravity(Enum):
    """How much a problem matters: the form cannot be used, something is lost or looks like a slip, or worth knowing."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True)
class Problem:
    """One thing found: `row` as the spreadsheet numbers it (the headings are row 1, 0 is nowhere), `column` by heading,
    `cell` as a spreadsheet calls it (F7).
    """

    level: Gravity
    what: str
    what_to_do: str = ""
    sheet: str = ""
    row: int = 0
    column: str = ""
    cell: str = ""

    @property
    def place(self) -> str:
        """Where it stands, in words; empty for the form as a whole."""
        parts = [f"sheet {self.sheet}" if self.sheet else "", f"row {self.row}" if self.row else ""]
        parts.append(f"column {self.column}" if self.column else "")
        return ", ".join(part for part in parts if part)

    def __str__(self) -> str:
        said = f"{self.place}: {self.what}" if self.place else self.what
        return f"{said} {self.what_to_do}".rstrip()


@dataclass(frozen=True)
class Report:
    """Everything found in one file. `elsewhere` is what the form will do differently in ODK Collect or Enketo."""

    name: str
    problems: tuple[Problem, ...] = ()
    elsewhere: tuple[Problem, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems for which nothing was imported."""
        return tuple(problem for problem in self.problems if problem.level is Gravity.ERROR)

    @property
    def is_usable(self) -> bool:
        """There is a form to work with."""
        return not self.errors

    def sentence(self) -> str:
        """The whole in one line."""
        warnings = sum(problem.level is Gravity.WARNING for problem in self.problems)
        if self.errors:
            return f"{self.name}: nothing was imported, for {counted(len(self.errors), 'error')}."
        return f"{self.name}: can be used" + (f", with {counted(warnings, 'warning')}." if warnings else ".")
