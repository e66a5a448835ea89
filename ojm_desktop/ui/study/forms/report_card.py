"""The import report: what became of a file, every problem at once, what looks different in other programs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from ojm_desktop.domain.counting import counted
from ojm_desktop.forms.report import Gravity, Problem, Report
from ojm_desktop.ui import clipboard, theme
from ojm_desktop.ui.study.forms import problem_rows
from ojm_desktop.ui.study.forms.headline import Headline
from ojm_desktop.ui.widgets.buttons import Button, Kind, primary, quiet
from ojm_desktop.ui.widgets.card import Card, row
from ojm_desktop.ui.widgets.cells import Cell
from ojm_desktop.ui.widgets.strip import Tone
from ojm_desktop.ui.widgets.table import Column, Row
from ojm_desktop.ui.widgets.text import Hairline
from ojm_desktop.ui.widgets.wrapped import BELOW, WrappedTable

MOST_HEIGHT: Final = 420
"""From here on the table scrolls by itself, in pixels at 100 %."""
MOST_LINES: Final = 5
"""What is wrong names the expression and the place in it: that is read whole."""


@dataclass(frozen=True)
class Taken:
    """A draft that came of a file: its hash, what it is called, and the version it stands beside (empty: none)."""

    digest: str
    named: str
    beside: str = ""


class ProblemTable(WrappedTable):
    """The problems; Ctrl+C copies the chosen line, Enter and Space open and close a sheet of a long report."""

    def __init__(self) -> None:
        super().__init__("Problems in the file", problem_rows.columns(), most_height=MOST_HEIGHT, most_lines=MOST_LINES)
        self._groups = problem_rows.Groups(())
        self.opened.connect(self._press)
        self.clicked.connect(lambda _index: self._press(self.key))

    def show_report(self, report: Report) -> None:
        """Show the problems of a report."""
        self._groups = problem_rows.groups_of(report)
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_line()
            return
        if event.key() == Qt.Key.Key_Space:
            self._press(self.key)
            return
        super().keyPressEvent(event)

    def copy_line(self) -> None:
        """Put the chosen problem on the clipboard."""
        if self.key.isdigit():
            clipboard.put(problem_rows.line(self._groups.problems[int(self.key)]))

    def _press(self, key: str) -> None:
        at = self.currentIndex().row()
        if self._groups.press(key):
            self._show()
            self.selectRow(min(at, len(self.rows.rows) - 1))

    def _show(self) -> None:
        shown = problem_rows.rows(self._groups)
        self.clearSpans()
        self.show_rows(shown)
        for number, each in enumerate(shown):
            if not each.key.isdigit() and len(self.rows.columns) > 2:
                self.setSpan(number, 1, 1, len(self.rows.columns) - 1)
        self.fit()


class ReportCard(Card):
    """What became of a file. Signals say what was pressed; a draft's hash goes along where there is one."""

    choose_asked = Signal()
    save_asked = Signal()
    compare_asked = Signal(str)
    preview_asked = Signal(str)
    publish_asked = Signal(str)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__(margin=0, spacing=0)
        self.report = Report("")
        self._taken: Taken | None = None
        self._was_looked_at = False
        self.save = quiet("Save list…")
        self.compare = quiet("Compare…")
        self.close_card = quiet("Close")
        self.go = primary("Choose corrected file…")
        self.headline = Headline((self.save, self.compare, self.close_card), self.go)
        self.table = ProblemTable()
        self.elsewhere = Button("", Kind.BARE, icon="open-list")
        self.elsewhere.setCheckable(True)
        where = Column("Where", 220, gives_way=1)
        self.differing = WrappedTable(
            "What looks different elsewhere", (where, Column("What")), most_height=MOST_HEIGHT
        )
        self.differing.horizontalHeader().hide()
        self._rule = Hairline()
        self.add(self.headline, self.table, self._rule)
        self._foot = QWidget()
        self._foot.setLayout(row(self.elsewhere, 1, margins=(16, 2, 16, 2)))
        self.add(self._foot, self.differing)
        self.save.clicked.connect(self.save_asked)
        self.close_card.clicked.connect(self.closed)
        self.compare.clicked.connect(self._look)
        self.go.clicked.connect(self._go_on)
        self.elsewhere.toggled.connect(self._show_elsewhere)
        self.hide()

    def show_refused(self, report: Report, safe: str) -> None:
        """Nothing came of a file: for its errors, or because it is none of ours."""
        self._taken = None
        self._show(report)
        lone = report.errors[0] if len(report.problems) == 1 else None
        is_strange = lone is not None and not lone.place and not lone.what_to_do
        if is_strange and lone is not None:
            self.headline.say(f"{report.name} was not imported.", f"{lone.what} {safe}", Tone.ERROR)
            self.table.hide()
            self.headline.is_alone = True
        else:
            self.headline.say(f"{report.name} was not imported: {_counts(report)}.", safe, Tone.ERROR)
        self.save.setVisible(not is_strange)
        self.go.set_words("Choose another file…" if is_strange else "Choose corrected file…")
        self.compare.hide()

    def show_taken(self, report: Report, taken: Taken) -> None:
        """A draft came of a file, perhaps with warnings."""
        self._taken, self._was_looked_at = taken, False
        self._show(report)
        happened = f"{taken.named} is a draft" + (f", with {_counts(report)}." if report.problems else ".")
        beside = taken.beside
        safe = f"Compare with {beside}, then publish." if beside else "Walk through it, then publish."
        is_warned = any(one.level is Gravity.WARNING for one in report.problems)
        self.headline.say(happened, safe, Tone.WARNING if is_warned else Tone.NEUTRAL)
        self.save.setVisible(bool(report.problems))
        self.compare.set_words(f"Compare with {beside}" if beside else "Walk through")
        self.compare.show()
        self.go.set_words("Publish…")

    def first(self) -> QWidget:
        """What comes next: looking at a draft, and publishing it only after that."""
        is_to_be_seen = self._taken is not None and not self._was_looked_at
        return self.compare if is_to_be_seen else self.go

    def _show(self, report: Report) -> None:
        self.report = report
        self.table.setVisible(bool(report.problems))
        self.table.show_report(report)
        count = len(report.elsewhere)
        self._foot.setVisible(bool(count))
        self._rule.setVisible(bool(count))
        self.headline.is_alone = not report.problems and not count
        things = counted(count, "thing")
        is_large = theme.current().scale >= 2
        told = (
            f"{things} different elsewhere" if is_large else f"In ODK Collect and Enketo, {things} would look different"
        )
        self.elsewhere.set_words(told)
        self.elsewhere.setChecked(False)
        self.differing.show_rows([_elsewhere(number, one) for number, one in enumerate(report.elsewhere)])
        self.differing.hide()
        self.show()

    def _show_elsewhere(self, is_shown: bool) -> None:
        self.elsewhere.set_icon_name("open-list" if not is_shown else "minus")
        self.differing.setVisible(is_shown)
        self.differing.fit()

    def _look(self) -> None:
        if self._taken is not None:
            self._was_looked_at = True
            (self.compare_asked if self._taken.beside else self.preview_asked).emit(self._taken.digest)

    def _go_on(self) -> None:
        if self._taken is None:
            self.choose_asked.emit()
        else:
            self.publish_asked.emit(self._taken.digest)


def write_list(report: Report, path: Path) -> None:
    """The problems as a text file that was not there; raises FileIsThere and NotWritten."""
    from ojm_desktop.report.files import write_new

    write_new(path, lambda temporary: temporary.write_text(problem_rows.listed(report), encoding="utf-8"))


def _elsewhere(number: int, problem: Problem) -> Row:
    told = f"{problem.what}{BELOW}{problem.what_to_do}" if problem.what_to_do else problem.what
    return Row(str(number), (Cell(problem.place or "The form as a whole", tip=problem.place), Cell(told, tip=told)))


def _counts(report: Report) -> str:
    parts = []
    for level, word in ((Gravity.ERROR, "error"), (Gravity.WARNING, "warning"), (Gravity.NOTE, "note")):
        number = sum(one.level is level for one in report.problems)
        if number:
            parts.append(counted(number, word))
    return ", ".join(parts)
