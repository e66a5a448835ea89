"""`ojm forms run`: a questionnaire answered from the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from ojm_desktop.cli.forms.run import command
from tests.forms.making import CHOICES

FORM = f"""| survey |
| | type | name | label | constraint | calculation |
| | integer | age | Age | . < 120 | |
| | calculate | rent | | | pulldata('flats', 'rent', 'name', 'y') |
| | select_one_from_file flats.csv | flat | Flat | | |
{CHOICES}"""


def ran(folder: Path, steps: Any, *, code: int = 0) -> Any:
    (folder / "form.md").write_text(FORM, encoding="utf-8")
    (folder / "steps.json").write_text(json.dumps(steps), encoding="utf-8")
    words = [str(folder / "form.md"), "--answers", str(folder / "steps.json"), "--json"]
    result = CliRunner().invoke(command, words)
    assert result.exit_code == code, result.output
    return json.loads(result.stdout)


def test_that_answers_are_applied_and_lists_beside_the_form_are_found(tmp_path: Path) -> None:
    (tmp_path / "flats.csv").write_text("name,label,rent\nx,Ex,70\ny,Why,80\n", encoding="utf-8")
    told = ran(tmp_path, [{"path": "/data/age", "value": "130"}])
    assert (told["ok"], told["questions"]) == (True, ["/data/age", "/data/flat"])
    assert (told["nodes"]["/data/age"]["valid"], told["nodes"]["/data/rent"]["value"]) == (False, "80")
    assert told["nodes"]["/data/flat"]["choices"] == [{"name": "x", "label": "Ex"}, {"name": "y", "label": "Why"}]


def test_that_a_missing_list_is_told_and_a_refused_answer_ends_with_1(tmp_path: Path) -> None:
    assert "flats" in ran(tmp_path, [])["nodes"]["/data/flat"]["warnings"][0]["message"]
    told = ran(tmp_path, [{"path": "/data/nothing", "value": "1"}], code=1)
    assert told["error"].startswith("Answer 1: The form has nothing at /data/nothing")


def test_that_a_form_that_cannot_be_used_is_refused_with_its_problems(tmp_path: Path) -> None:
    path = tmp_path / "bad.md"
    path.write_text("| survey |\n| | type | name | label |\n| | nonsense | a | A |\n", encoding="utf-8")
    result = CliRunner().invoke(command, [str(path), "--json"])
    assert result.exit_code == 1
    assert "nonsense" in json.loads(result.stdout)["error"]
