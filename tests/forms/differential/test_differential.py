"""The running form beside the oracle, on forms and answers made by chance."""

from __future__ import annotations

import sys

import pytest

from ojm_desktop.forms.running import RunningForm, Touched
from tests.architecture.sources import ROOT
from tests.forms.differential.compare import fill_in_shipped, run_many
from tests.forms.differential.generator import EVERYTHING

FORMS = 500


def test_that_generated_forms_run_as_the_oracle_says() -> None:
    differences, used, compared = run_many(range(FORMS), steps=2)
    sys.stdout.write(f"{FORMS} forms; used: {dict(used.most_common())}; compared: {dict(compared)}\n")
    assert differences == []
    assert {name: used[name] for name in EVERYTHING if used[name] < 20} == {}
    assert compared["value"] > 3 * compared["set aside"]


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
