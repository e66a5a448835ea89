"""Workbooks of our own, good and bad, each with the report it is given: every problem at once, with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from ojm_desktop.forms.importing import Imported, read_here

WORKBOOKS = Path(__file__).parent / "workbooks"
NAMES = sorted(path.stem for path in WORKBOOKS.glob("*.md"))


def read(name: str) -> Imported:
    """What comes of one of the workbooks."""
    return read_here(f"{name}.md", (WORKBOOKS / f"{name}.md").read_bytes())


def told(found: Imported) -> str:
    """A report as lines: level, cell, sentence; then what differs elsewhere."""
    sides = (("", found.report.problems), ("elsewhere ", found.report.elsewhere))
    return "".join(f"{side}{one.level.value} [{one.cell or '-'}] {one}\n" for side, all_ in sides for one in all_)


@pytest.mark.parametrize("name", NAMES)
def test_that_a_workbook_gets_the_report_written_beside_it(name: str) -> None:
    found = read(name)
    assert told(found) == (WORKBOOKS / f"{name}.report.txt").read_text(encoding="utf-8")
    assert (found.form is not None) == bool(found.xml) == found.report.is_usable == (not name.startswith("bad_"))


def test_that_there_are_thirty_workbooks_of_each_sort() -> None:
    sorts = {sort: sum(name.startswith(sort) for name in NAMES) for sort in ("good", "bad", "warn")}
    assert len(NAMES) >= 30
    assert sorts["good"] >= 10
    assert sorts["bad"] >= 20
    assert sorts["warn"] >= 4
