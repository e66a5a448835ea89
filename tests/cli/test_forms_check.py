"""`ojm forms check`: a report a file, all in one run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from ojm_desktop.cli.root import ojm

WORKBOOKS = Path(__file__).parents[1] / "forms" / "workbooks"


@pytest.fixture
def runner() -> CliRunner:
    return CliRunner()


def test_that_files_are_reported_one_by_one_and_one_bad_one_makes_the_exit_code_1(runner: CliRunner) -> None:
    files = [str(WORKBOOKS / f"{name}.md") for name in ("good_small", "bad_references")]
    done = runner.invoke(ojm, ["forms", "check", *files, "--json"])
    assert done.exit_code == 1
    told = json.loads(done.stdout)
    assert (told["ok"], [one["usable"] for one in told["files"]]) == (False, [True, False])
    good, bad = told["files"]
    assert (good["form"]["id"], good["form"]["questions"], good["problems"]) == ("good_small", 2, [])
    assert bad["form"] is None
    place = {key: bad["problems"][0][key] for key in ("level", "sheet", "row", "column", "cell")}
    assert place == {"level": "error", "sheet": "survey", "row": 3, "column": "label", "cell": "C3"}
    assert bad["problems"][0]["what_to_do"] == "Did you mean housing?"


def test_that_a_clean_file_ends_with_0_and_says_so(runner: CliRunner) -> None:
    done = runner.invoke(ojm, ["forms", "check", str(WORKBOOKS / "good_small.md")])
    assert (done.exit_code, done.stdout) == (0, "good_small.md: can be used.\n")


def test_that_a_file_that_is_not_there_is_a_report_too(runner: CliRunner, tmp_path: Path) -> None:
    done = runner.invoke(ojm, ["forms", "check", str(tmp_path / "gone.xlsx")])
    assert done.exit_code == 1
    assert "cannot be opened" in done.stdout


def test_that_what_differs_in_other_programs_is_told(runner: CliRunner) -> None:
    done = runner.invoke(ojm, ["forms", "check", str(WORKBOOKS / "warn_elsewhere.md")])
    assert done.exit_code == 0
    assert "In ODK Collect and Enketo:" in done.stdout
