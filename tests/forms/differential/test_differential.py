"""The running form beside the oracle, on forms and answers made by chance."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from ojm_desktop.forms.running import RunningForm, Touched
from tests.architecture.sources import ROOT
from tests.forms.differential.compare import fill_in_shipped, run_many
from tests.forms.differential.folder import meet
from tests.forms.differential.generator import EVERYTHING
from tests.forms.differential.oracle import FUNCTIONS, KINDS, LOGIC, NOT_THEIRS, NOT_THEIRS_EITHER, not_theirs
from tests.forms.making import written

FORMS = 500


def test_that_generated_forms_run_as_the_oracle_says() -> None:
    differences, used, compared = run_many(range(FORMS), steps=2)
    sys.stdout.write(f"{FORMS} forms; used: {dict(used.most_common())}; compared: {dict(compared)}\n")
    assert differences == []
    assert {name: used[name] for name in EVERYTHING if used[name] < 20} == {}
    assert compared["value"] > 3 * compared["set aside"]


def test_that_forms_are_made_of_all_that_the_design_lists_but_what_the_oracle_has_not() -> None:
    """What it has not is found out by asking it: one that has more makes this fail, and is to be used for more."""
    functions, kinds = not_theirs()
    assert functions == NOT_THEIRS
    assert kinds == NOT_THEIRS_EITHER
    made = {name.replace(" town", " region") for name in EVERYTHING}
    theirs = (FUNCTIONS.keys() - functions) | (KINDS.keys() | LOGIC.keys()) - kinds
    assert {name.replace(" town", " region") for name in theirs} - made == set()


@pytest.mark.parametrize("name", ["cohort1", "cohort2", "diary", "intake", "voucher"])
def test_that_the_shipped_forms_run_as_the_oracle_says(name: str) -> None:
    workbook = (ROOT / "forms" / f"{name}.md").read_text(encoding="utf-8")
    differences, compared = fill_in_shipped(workbook, seed=1, steps=25)
    assert differences == []
    assert compared["value"] > compared["set aside"]


def test_that_a_wrong_engine_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    rightly = RunningForm.set

    def loses_every_third_letter(self: RunningForm, path: str, value: str) -> Touched:
        return rightly(self, path, value[:2])

    monkeypatch.setattr(RunningForm, "set", loses_every_third_letter)
    differences, _, _ = run_many(range(3), steps=4)
    assert differences


def test_that_the_forms_of_a_folder_are_met_and_what_differs_is_told(tmp_path: Path) -> None:
    (tmp_path / "same.xml").write_text(written("| | type | name | label |\n| | integer | a | A |"), encoding="utf-8")
    (tmp_path / "none.xml").write_text("<x/>", encoding="utf-8")
    started = written("| | type | name | label |\n| | start | begun | |\n| | text | a | A |")
    (tmp_path / "other.xml").write_text(started, encoding="utf-8")
    met = meet(tmp_path)
    assert (met.forms, list(met.told)) == (3, ["none.xml", "other.xml"])
    assert met.told["none.xml"][0].startswith("not a form here")
    assert met.told["other.xml"][0].startswith("value of /data/begun: '2026-03-01T09")
    assert met.compared["value"] > 0
