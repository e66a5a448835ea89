"""Rows grow with their longest text up to some lines; what is cut there has its end in no line."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ojm_desktop.ui import theme
from ojm_desktop.ui.widgets.cells import Cell
from ojm_desktop.ui.widgets.table import Column, Row
from ojm_desktop.ui.widgets.wrapped import BELOW, WrappedTable, _lines
from tests.ui.windows import dressed

LONG = "Write the name of a question of the survey sheet, or take the condition away. " * 3


def table(qtbot: QtBot, width: int = 400, most_lines: int = 2, most_height: int = 2000) -> WrappedTable:
    """A table of one column and three rows: short, long, and two texts in one cell."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    dressed(app)
    made = WrappedTable("Rows", (Column("What"),), most_height=most_height, most_lines=most_lines)
    qtbot.addWidget(made)
    made.resize(width, 300)
    made.show()
    made.show_rows([Row(str(n), (Cell(words),)) for n, words in enumerate(("Short", LONG, f"One{BELOW}Two"))])
    return made


def test_that_rows_grow_to_two_lines_and_the_table_with_them(qtbot: QtBot) -> None:
    made = table(qtbot)
    row, line = theme.current().height("row"), theme.current().px(24)
    assert [made.rowHeight(number) for number in range(3)] == [row, row + line, row + line]
    assert made.height() == made.full_height()
    assert made.verticalScrollBar().maximum() == 0
    taller = table(qtbot, most_lines=8)
    assert taller.rowHeight(1) > made.rowHeight(1)


def test_that_a_table_that_scrolls_cuts_no_row(qtbot: QtBot) -> None:
    whole = table(qtbot)
    made = table(qtbot, most_height=whole.full_height() - 10)
    assert made.height() == whole.height() - made.rowHeight(2)
    assert table(qtbot, most_height=50).height() == whole.height() - made.rowHeight(2) - made.rowHeight(1)


def test_that_heights_follow_the_width_there_is(qtbot: QtBot) -> None:
    made = table(qtbot, most_lines=8)
    before = made.rowHeight(1)
    made.resize(1000, made.height())
    qtbot.waitUntil(lambda: made.rowHeight(1) < before)
    assert made.height() == made.full_height()


def test_that_a_long_text_ends_with_an_ellipsis_and_a_second_text_is_told_apart(qtbot: QtBot) -> None:
    table(qtbot)
    font = theme.current().font()
    (first, _), (second, _) = _lines(Cell(LONG), font, 300, 2)
    assert LONG.startswith(first.rstrip())
    assert second.endswith("…")
    assert list(_lines(Cell(f"One{BELOW}Two"), font, 300, 2)) == [("One", False), ("Two", True)]
