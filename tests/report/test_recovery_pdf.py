"""The recovery sheet."""

from __future__ import annotations

from pathlib import Path

import pytest

from ojm_desktop.report.files import FileIsThere
from ojm_desktop.report.recovery_pdf import RecoverySheet, octets, pages, write
from ojm_desktop.typeset import Typeset
from tests.report.paper import read_back

SHEET = RecoverySheet(
    study="Bristol {2026} & <b>",
    groups=("98AXF", "XJRHW", "B26QT", "YQEH9", "A9E1Z", "YD0TJ", "XD9EG", "X7GR6"),
    made_on="3 March 2026",
)


def test_that_every_group_is_on_one_page_in_order(typeset: Typeset) -> None:
    (page,) = read_back(octets(SHEET, typeset))
    places = [page.index(group) for group in SHEET.groups]
    assert places == sorted(places)


def test_that_the_sheet_says_what_it_opens_and_where_to_keep_it(typeset: Typeset) -> None:
    (page,) = read_back(octets(SHEET, typeset))
    assert "Bristol {2026} & <b>" in page
    assert "3 March 2026" in page
    assert "Where to keep it" in page


def test_that_the_pages_can_go_to_a_printer_without_a_file(typeset: Typeset) -> None:
    (page,) = pages(SHEET, typeset)
    assert (page.width, page.height) == (210.0, 297.0)
    assert not any(group in page.sentence for group in SHEET.groups)


def test_that_a_report_of_an_error_never_holds_the_groups() -> None:
    assert not any(group in repr(SHEET) for group in SHEET.groups)


def test_that_the_file_is_new_or_refused(typeset: Typeset, tmp_path: Path) -> None:
    write(SHEET, tmp_path / "recovery.pdf", typeset)
    with pytest.raises(FileIsThere):
        write(SHEET, tmp_path / "recovery.pdf", typeset)
    assert (tmp_path / "recovery.pdf").read_bytes() == octets(SHEET, typeset)
