"""Every function and operator against the table in `conformance/`, written from the ODK XForms specification's text."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from ojm_desktop.forms.xpath.functions import FUNCTIONS
from tests.forms.xpath.trees import told, worked_out

TABLES = {
    path.stem: tomllib.loads(path.read_text("utf-8")) for path in Path(__file__).parent.glob("conformance/*.toml")
}
ROWS = [tuple(row) for table in TABLES.values() for rows in table.values() for row in rows]


@pytest.mark.parametrize(("expression", "kind", "text"), ROWS, ids=[row[0] for row in ROWS])
def test_that_an_expression_comes_to_what_the_specification_says(expression: str, kind: str, text: str) -> None:
    assert told(worked_out(expression)) == (kind, text)


def test_that_the_table_holds_three_hundred_expressions_and_every_function() -> None:
    assert len(set(ROWS)) >= 300
    assert set(FUNCTIONS) - {function for table in TABLES.values() for function in table} == {"local-name"}
