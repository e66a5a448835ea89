"""The table twin tells the same in a narrow window, in two columns."""

from __future__ import annotations

from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from ojm_desktop.journey import table
from ojm_desktop.ui import theme
from ojm_desktop.ui.participant import ParticipantPage
from ojm_desktop.ui.participant.twin import TableTwin
from tests.journey import people


def test_that_a_narrow_twin_says_all_that_a_wide_one_says(qtbot: QtBot) -> None:
    twin = TableTwin()
    qtbot.addWidget(twin)
    journeys = people.all_pathways()
    twin.show_journeys(journeys[:1])
    twin.show()
    columns = []
    for width in (1000, 500, 1000):
        twin.resize(width, 400)
        qtbot.wait(1)
        model = twin.model()
        columns.append(model.columnCount())
        said = [
            str(model.index(row, column).data()) for row in range(model.rowCount()) for column in range(columns[-1])
        ]
        for told in table.rows(journeys[0]):
            assert all(words in "\n".join(said) for words in told.cells())
        assert twin.horizontalScrollBar().maximum() == 0
    assert columns == [7, 2, 7]


def test_that_a_value_not_yet_given_takes_two_lines_at_most(page: ParticipantPage) -> None:
    page.journey.show_view("table")
    twin, look = page.journey.twin, theme.current()
    room = twin.columnWidth(3) - look.px(20)
    bold = QFontMetrics(look.font("label"))
    assert all(bold.horizontalAdvance(words) <= room for words in ("not yet", "given", "Value"))
