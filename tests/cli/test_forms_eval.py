"""`ojm forms eval`: shapes, lists, a filled-in form, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from ojm_desktop.cli.forms.eval import command

FILLED = "<data><age>34</age><child><name>Ann</name></child><child><name>Bo</name></child></data>"


def said(*words: str | Path, code: int = 0) -> Any:
    result = CliRunner().invoke(command, [*map(str, words), "--json"])
    assert result.exit_code == code, result.output
    return json.loads(result.stdout)


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    path = tmp_path / "filled.xml"
    path.write_text(FILLED, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("expression", "kind", "value"),
    [
        ("1 + 1", "number", 2),
        ("1 div 4", "number", 0.25),
        ("1 div 0", "number", "Infinity"),
        ("-1 div 0", "number", "-Infinity"),
        ("number('')", "number", "NaN"),
        ("date('2024-02-29')", "string", "2024-02-29"),
        ("1 = 1", "boolean", True),
    ],
)
def test_that_a_value_is_printed_with_its_kind(expression: str, kind: str, value: object) -> None:
    assert said(expression) == {"type": kind, "value": value}


def test_that_a_path_finds_the_answers_of_a_filled_in_form(filled: Path) -> None:
    assert said("/data/child/name", "--instance", filled) == {"type": "nodeset", "value": ["Ann", "Bo"]}
    assert said("../name", "--instance", filled, "--context", "/data/child[2]/name")["value"] == ["Bo"]


def test_that_a_list_is_answered_in_one_run_each_error_in_its_place(filled: Path, tmp_path: Path) -> None:
    asked = tmp_path / "asked.json"
    asked.write_text(
        json.dumps(["/data/age + 1", "1 +", {"expression": "position(..)", "context": "/data/child[2]/name"}])
    )
    first, second, third = said("--file", asked, "--instance", filled)
    assert (first["value"], second["type"], third["value"]) == (35, "error", 2)
    assert "too early" in second["value"]


def test_that_an_expression_that_makes_no_sense_ends_with_1() -> None:
    assert said("1 +", code=1)["type"] == "error"


@pytest.mark.parametrize("place", ["/data/none", "/data/child[7]", "/data/child[x]", "[[["])
def test_that_a_place_that_is_not_there_is_named(place: str, filled: Path) -> None:
    assert "There is no" in said("1", "--instance", filled, "--context", place, code=1)["value"]


@pytest.mark.parametrize("octets", [b"{", b"3", b"[3]", b"[" * 100_000])
def test_that_a_file_that_is_no_list_is_refused_in_a_sentence(octets: bytes, tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.write_bytes(octets)
    assert "Nothing was worked out." in said("--file", path, code=1)["value"]


def test_that_xml_that_blows_up_or_breaks_off_is_refused_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "bad.xml"
    for xml in ('<!DOCTYPE d [<!ENTITY a "b">]><d>&a;</d>', "<!DOCTYPE d><d/>", "<data>", "<a>" * 200 + "</a>" * 200):
        path.write_text(xml, encoding="utf-8")
        assert "Nothing was worked out." in said("1", "--instance", path, code=1)["value"]


def test_that_people_read_the_bare_value() -> None:
    assert CliRunner().invoke(command, ["'a' = 'a'"]).output == "true\n"
    assert CliRunner().invoke(command, ["concat('a', 1)"]).output == "a1\n"
