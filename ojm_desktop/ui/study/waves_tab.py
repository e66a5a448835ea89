"""Waves: at which weeks a cohort is asked, how long the window is open, how many diary weeks there are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QToolButton, QWidget

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.kept_form import use_of
from ojm_desktop.domain.plan import Cohort, Wave
from ojm_desktop.service import forms
from ojm_desktop.service.edits.plan import ChangeWaves
from ojm_desktop.service.edits.visits import RETROSPECTIVE as RETROSPECTIVE_VISIT
from ojm_desktop.service.queries import setup
from ojm_desktop.service.queries.occasions import LOOKING_BACK
from ojm_desktop.service.session import Session
from ojm_desktop.ui import theme
from ojm_desktop.ui.study.entries import LineEntry, NumberEntry
from ojm_desktop.ui.study.tab import Do, Tab
from ojm_desktop.ui.widgets.buttons import Button, link, quiet
from ojm_desktop.ui.widgets.card import Card, row
from ojm_desktop.ui.widgets.segments import Segment, Segments
from ojm_desktop.ui.widgets.text import Label

HEADS = ("Name", "Week", "Days before", "Days after")
PROSPECTIVE = "A visit counts as held in time from so many days before its day to so many days after it."
RETROSPECTIVE = "One interview looks back from the beginning of the order to the end, and stays marked as recalled."


class WavesTab(Tab):
    """The moments of rating of one cohort at a time, and what is asked at each. ``went`` with another tab's name."""

    went = Signal(str)
    name, words, group = "waves", "Waves", "Questions"

    def __init__(self, session: Session, do: Do, refused: Callable[[str], object]) -> None:
        super().__init__(session, do, refused)
        cohorts = session.plan.cohorts
        self.cohorts = Segments("Cohort", [Segment(cohort.key, cohort.name) for cohort in cohorts])
        self.cohorts.chosen.connect(lambda _value: self.refresh())
        self._card = Card(margin=24, spacing=12)
        self._grid: QWidget | None = None
        self.rows: list[WaveRow] = []
        self.add = quiet("Add a wave", icon="plus")
        self.add.clicked.connect(lambda _checked: self._add())
        self.diary_weeks = NumberEntry(0, 104, self._put_diary_weeks)
        self.diary_weeks.setAccessibleName("Diary weeks")
        self.diary_weeks.setFixedWidth(theme.current().px(96))
        self._explained = Label("", "body", "muted", wrap=True)
        self._diary = QWidget()
        self._diary.setLayout(row(Label("Diary weeks", "label"), self.diary_weeks, 1))
        self._forms = Label("", "body", wrap=True)
        self.forms = link("Choose them under Forms")
        self.forms.clicked.connect(lambda _checked: self.went.emit("forms"))
        self._lay_out()

    def refresh(self) -> None:
        cohort = self._cohort
        self._explained.setText(_explained(cohort))
        if [found.key for found in self.rows] != [wave.key for wave in cohort.waves] or self._shown != cohort.key:
            self._new_grid(cohort)
        used = setup.waves_in_use(self.session, cohort.key)
        for found, wave in zip(self.rows, cohort.waves, strict=True):
            found.show_wave(wave, is_used=wave.key in used, can_go=len(cohort.waves) > 1)
        self._forms.setText("\n".join(_asked(self.session, cohort)))
        self.diary_weeks.show_number(cohort.diary_weeks)
        self._diary.setVisible(not cohort.is_recalled)
        self.add.setVisible(not cohort.is_recalled)

    def first(self) -> QWidget | None:
        return self.rows[0].title if self.rows else self.add

    @property
    def _cohort(self) -> Cohort:
        return self.session.plan.cohort(self.cohorts.value)

    def _put(self, waves: tuple[Wave, ...]) -> None:
        cohort = self._cohort
        if waves != cohort.waves:
            self.do(ChangeWaves(cohort=cohort.key, waves=waves, diary_weeks=cohort.diary_weeks))

    def _change(self, key: str, **parts: Any) -> None:
        self._put(tuple(replace(wave, **parts) if wave.key == key else wave for wave in self._cohort.waves))

    def _put_diary_weeks(self, weeks: int) -> None:
        cohort = self._cohort
        self.do(ChangeWaves(cohort=cohort.key, waves=cohort.waves, diary_weeks=weeks))

    def _add(self) -> None:
        """A wave four weeks after the last one."""
        waves = self._cohort.waves
        week = max(wave.week for wave in waves) + 4
        keys = {wave.key for wave in waves}
        key = next(key for key in (str(week), *(f"{week}-{number}" for number in range(2, 99))) if key not in keys)
        self._put((*waves, Wave(key, f"Week {week}", week)))
        self.rows[-1].title.setFocus()

    def _new_grid(self, cohort: Cohort) -> None:
        """A row of entries for each wave."""
        look = theme.current()
        if self._grid is not None:
            self._card.column.removeWidget(self._grid)
            self._grid.hide()
            self._grid.deleteLater()
        self._grid = QWidget()
        grid = QGridLayout(self._grid)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.space(4))
        grid.setVerticalSpacing(look.px(8))
        is_stacked = look.scale > 1
        if not is_stacked:
            for number, words in enumerate(HEADS[: 2 if cohort.is_recalled else 4]):
                grid.addWidget(Label(words, "label"), 0, number)
        self.rows = []
        for number, wave in enumerate(cohort.waves, start=1):
            made = WaveRow(wave.key, self._change, self._remove)
            (made.stack if is_stacked else made.place)(grid, number, is_recalled=cohort.is_recalled)
            self.rows.append(made)
        grid.setColumnStretch(3 if is_stacked else 5, 1)
        self._card.column.insertWidget(2, self._grid)
        self._grid.show()
        self._shown = cohort.key
        before: QWidget = self.cohorts.findChildren(QToolButton)[-1]
        rows = [widget for found in self.rows for widget in found.widgets if self._grid.isAncestorOf(widget)]
        for widget in (*rows, self.add, self.forms, self.diary_weeks):
            self.setTabOrder(before, widget)
            before = widget

    def _remove(self, key: str) -> None:
        self._put(tuple(wave for wave in self._cohort.waves if wave.key != key))

    def _lay_out(self) -> None:
        self._shown = ""
        self._card.column.addLayout(row(self.cohorts, 1))
        self._card.add(self._explained)
        self._card.column.addLayout(row(self.add, 1))
        self._card.add_rule()
        self._card.add(Label("Questionnaires", "label"), self._forms)
        self._card.column.addLayout(row(self.forms, 1))
        self._card.add_rule()
        self._card.add(self._diary)
        self.column.addWidget(self._card)
        self.column.addStretch(1)


class WaveRow:
    """The entries of one wave; a wave that somebody was asked at keeps its week."""

    def __init__(self, key: str, change: Callable[..., object], remove: Callable[[str], object]) -> None:
        self.key = key
        self.title = LineEntry(40, lambda text: change(key, name=text))
        self.week = NumberEntry(0, 520, lambda number: change(key, week=number))
        self.before = NumberEntry(0, 365, lambda number: change(key, days_before=number))
        self.after = NumberEntry(0, 365, lambda number: change(key, days_after=number))
        self.remove: Button = quiet("Take out")
        self.remove.clicked.connect(lambda _checked: remove(key))
        self.used = Label("In use", "body", "muted")

    def place(self, grid: QGridLayout, number: int, *, is_recalled: bool) -> None:
        """Put the entries into a line of the grid; looking back has no window."""
        for column, widget in enumerate(self._named(number, is_recalled=is_recalled)):
            grid.addWidget(widget, number, column)
        if not is_recalled:
            grid.addWidget(self.remove, number, 4)
        grid.addWidget(self.used, number, 5)

    def stack(self, grid: QGridLayout, number: int, *, is_recalled: bool) -> None:
        """Put the entries into a block of five lines: at large text they have no room side by side."""
        top = (number - 1) * 5
        name, *numbers = self._named(number, is_recalled=is_recalled)
        grid.addWidget(Label(HEADS[0], "label"), top, 0)
        grid.addWidget(name, top + 1, 0, 1, 4)
        for column, (widget, words) in enumerate(zip(numbers, HEADS[1:], strict=False)):
            grid.addWidget(Label(words, "label"), top + 2, column)
            grid.addWidget(widget, top + 3, column)
        last = QWidget()
        last.setLayout(row(*(() if is_recalled else (self.remove,)), self.used, 1, margins=(0, 0, 0, 16)))
        grid.addWidget(last, top + 4, 0, 1, 4)

    def _named(self, number: int, *, is_recalled: bool) -> tuple[QWidget, ...]:
        """The entries there are, each with the name it is read by; looking back has no window."""
        look = theme.current()
        self.title.setMinimumWidth(look.px(180))
        self.remove.setAccessibleName(f"Take out wave {number}")
        shown = (self.title, self.week) if is_recalled else (self.title, self.week, self.before, self.after)
        for column, (widget, words) in enumerate(zip(shown, HEADS, strict=False)):
            widget.setAccessibleName(f"Wave {number}: {words.lower()}")
            if column:
                widget.setFixedWidth(look.px(96))
        return shown

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        """What can be gone to with Tab, in reading order."""
        return self.title, self.week, self.before, self.after, self.remove

    def show_wave(self, wave: Wave, *, is_used: bool, can_go: bool) -> None:
        """Show what is in force."""
        self.title.show_text(wave.name)
        self.week.show_number(wave.week)
        self.before.show_number(wave.days_before)
        self.after.show_number(wave.days_after)
        self.week.setEnabled(not is_used)
        self.remove.setEnabled(can_go and not is_used)
        self.used.setVisible(is_used)


def _asked(session: Session, cohort: Cohort) -> Iterator[str]:
    """A line for each visit: the questionnaire it begins with and its version, or why it cannot begin."""
    waves = (
        [(RETROSPECTIVE_VISIT, LOOKING_BACK)] if cohort.is_recalled else [(one.key, one.name) for one in cohort.waves]
    )
    for wave, name in waves:
        try:
            found = forms.form_of(session, use_of(cohort.key, wave))
        except OjmError as error:
            yield f"{name}: {error}"
            continue
        yield f"{name}: {found.title}, version {found.version}"


def _explained(cohort: Cohort) -> str:
    return RETROSPECTIVE if cohort.is_recalled else PROSPECTIVE
