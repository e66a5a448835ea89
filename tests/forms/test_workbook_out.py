"""Forms into workbooks and back: an equal form, and no cell that a spreadsheet would calculate."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from ojm_desktop.domain.form import Form
from ojm_desktop.forms.importing import read_here
from ojm_desktop.forms.naming import NotWritable
from ojm_desktop.forms.workbook_out import LONGEST, write_workbook
from ojm_desktop.forms.xform import parse
from tests.architecture.sources import ROOT
from tests.forms.test_xform import xform

WORKBOOKS = Path(__file__).parent / "workbooks"
OWN = [
    *sorted(WORKBOOKS.glob("good_*.md")),
    *sorted(WORKBOOKS.glob("warn_*.md")),
    *sorted((ROOT / "forms").glob("*.md")),
]


def form_of(name: str, octets: bytes) -> Form:
    """The form in a file that has no errors, without its digest: the XML may differ where the form does not."""
    found = read_here(name, octets)
    assert found.form is not None, [str(one) for one in found.report.errors]
    return replace(found.form, digest="")


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_that_a_form_comes_back_equal_from_its_workbook(path: Path) -> None:
    form = form_of(path.name, path.read_bytes())
    assert form_of(path.name, write_workbook(form)) == form


def test_that_every_kind_of_question_comes_back() -> None:
    form = form_of("everything.md", (WORKBOOKS / "everything.md").read_bytes())
    again = form_of("everything.xlsx", write_workbook(form))
    assert again.lists == form.lists
    assert set(again.files) == set(form.files)
    before, after = ([one for one in each.nodes() if one.name != "ex"] for each in (form, again))
    assert after == before


def test_that_references_are_names_again() -> None:
    form = form_of("good_logic.md", (WORKBOOKS / "good_logic.md").read_bytes())
    sheet = load_workbook(io.BytesIO(write_workbook(form)))["survey"]
    texts = {str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value}
    assert {"${a} * 2", "Twice that is ${b}", "${a}"} <= texts


def test_that_no_cell_is_a_formula() -> None:
    form = form_of("good_formulas.md", (WORKBOOKS / "good_formulas.md").read_bytes())
    book = load_workbook(io.BytesIO(write_workbook(form)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert "=1+1" in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells} == {"s"}


def test_that_what_no_workbook_can_say_is_named() -> None:
    shown = "<input ref='/data/age'><label>In all <output value='1 + /data/age'/></label></input>"
    with pytest.raises(NotWritable, match="1 \\+ /data/age"):
        write_workbook(parse(xform(body=shown)))


@pytest.mark.parametrize("letter", ["x", "\U0001f600"])
def test_that_i4_a_text_longer_than_a_cell_is_refused_by_name_and_never_cut_off(letter: str) -> None:
    longest = LONGEST // (len(letter.encode("utf-16-le")) // 2)

    def asking(label: str) -> Form:
        return parse(xform(body=f"<input ref='/data/age'><label>{label}</label></input>"))

    sheet = load_workbook(io.BytesIO(write_workbook(asking(letter * longest))))["survey"]
    assert letter * longest in [cell.value for row in sheet.iter_rows() for cell in row]
    with pytest.raises(NotWritable, match=r"label of age \(sheet survey\)"):
        write_workbook(asking(letter * (longest + 1)))
