"""`ojm forms xlsx`: a questionnaire written as a workbook, never over another file."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from ojm_desktop.cli.root import ojm
from ojm_desktop.forms.importing import read_here
from tests.architecture.sources import ROOT

WORKBOOKS = ROOT / "tests" / "forms" / "workbooks"


def test_that_a_form_is_written_and_can_be_read_again(tmp_path: Path) -> None:
    out = tmp_path / "small.xlsx"
    done = CliRunner().invoke(ojm, ["forms", "xlsx", str(WORKBOOKS / "good_small.md"), str(out), "--json"])
    assert (done.exit_code, json.loads(done.stdout)["form"]) == (0, "good_small")
    form = read_here("small.xlsx", out.read_bytes()).form
    assert form is not None
    assert form.title == "Fixture"


def test_that_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    out = tmp_path / "mine.xlsx"
    out.write_text("mine")
    done = CliRunner().invoke(ojm, ["forms", "xlsx", str(WORKBOOKS / "good_small.md"), str(out)])
    assert done.exit_code == 1
    assert "is there already" in done.stderr
    assert out.read_text() == "mine"


def test_that_a_form_with_errors_is_not_written_and_the_errors_are_told(tmp_path: Path) -> None:
    out = tmp_path / "bad.xlsx"
    done = CliRunner().invoke(ojm, ["forms", "xlsx", str(WORKBOOKS / "bad_references.md"), str(out)])
    assert done.exit_code == 1
    assert "Did you mean housing?" in done.stderr
    assert not out.exists()
