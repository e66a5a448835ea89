"""Long tables: a row is made when it is looked at."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from ojm_desktop.ui.widgets.cells import Cell
from ojm_desktop.ui.widgets.table import Column, Row, RowsInSight, Table


def test_that_of_ten_thousand_rows_only_those_in_sight_are_made(qtbot: QtBot) -> None:
    made: list[int] = []

    def make(number: int) -> Row:
        made.append(number)
        return Row(str(number), (Cell(f"C1-{number}"),))

    table = Table("People", (Column("Person"),))
    qtbot.addWidget(table)
    table.resize(400, 300)
    table.show()
    table.show_rows(RowsInSight(range(10_000), make))
    table.repaint()
    qtbot.wait(1)

    assert table.key == "0"
    assert 0 < len(made) < 50
    assert len(made) == len(set(made))
    assert table.choose("400")
    assert table.key == "400"
    table.show_rows(RowsInSight(range(300, 500), make))
    assert table.key == "400"


def test_that_rows_in_sight_are_a_sequence() -> None:
    rows = RowsInSight("abc", lambda letter: Row(letter, ()))
    assert [row.key for row in rows] == ["a", "b", "c"]
    assert rows[-1].key == "c"
    assert [row.key for row in rows[1:]] == ["b", "c"]
    with pytest.raises(IndexError):
        rows[3]
