"""A line for a day is wide enough for every day, wherever it stands."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionFrame, QWidget
from pytestqt.qtbot import QtBot

from ojm_desktop.domain.clock import long_date
from ojm_desktop.ui.participant.asks import AskMoment
from ojm_desktop.ui.participant.diary.entry import EntryPanel
from ojm_desktop.ui.participant.moment_editor import MomentEditor
from ojm_desktop.ui.participant.visit import VisitFields
from ojm_desktop.ui.visits.another_day import AnotherDayPanel
from ojm_desktop.ui.visits.start import StartPanel
from ojm_desktop.ui.widgets.day_field import DayLine
from tests.ui import people
from tests.ui.windows import dressed

DAYS = [date(2026, month, day) for month in range(1, 13) for day in (20, 28)]
KEPT_FREE = 4
"""Pixels that a line keeps free beside its words."""


def holds_every_day(line: DayLine) -> bool:
    option = QStyleOptionFrame()
    line.initStyleOption(option)
    room = line.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, line).width() - KEPT_FREE
    return all(line.fontMetrics().horizontalAdvance(long_date(day)) < room for day in DAYS)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_that_every_line_for_a_day_shows_the_longest_day_where_its_panel_is_narrowest(
    scale: float, qtbot: QtBot, qapp: QApplication
) -> None:
    dressed(qapp, scale=scale)
    session = people.empty_session()
    panels: tuple[QWidget, ...] = (
        AskMoment(),
        MomentEditor(),
        VisitFields(),
        AnotherDayPanel(),
        StartPanel(session.today()),
        EntryPanel(session),
    )
    for panel in panels:
        qtbot.addWidget(panel)
        panel.show()
        panel.resize(panel.minimumSizeHint())
        qapp.processEvents()
        lines = panel.findChildren(DayLine)
        assert lines
        for line in lines:
            assert holds_every_day(line), f"{type(panel).__name__}, {line.accessibleName()}: {line.width()} px"
