"""Every id that the code cites stands somewhere in the project with its rule: promises in tests/promises.toml, sources
in the table of ARCHITECTURE.md.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import dev_promises

from tests.architecture.sources import PACKAGE, ROOT, modules_of

PROMISES = ROOT / "tests" / "promises.toml"
TORTURE = (ROOT / "tests" / "torture" / "run.py").read_text(encoding="utf-8")
KINDS = {"L", "R", "W"}

SOURCE = re.compile(r"\bM[BLTEVX]\d+\b")
PROMISE = r"[CKLRTASIBW]\d{1,2}"
# Cited as "(K1)", "(K1, K2)" or "promise K1": a bare A4 is paper, and C1 alone a cohort.
CITED = re.compile(rf"\(({PROMISE}(?:, {PROMISE})*)\)|\bpromises? ({PROMISE}(?:(?:, | and |-){PROMISE})*)")
PAPER = {"A3", "A4"}


def cited_promises(text: str) -> set[str]:
    """The promise ids that a text cites; sizes of paper in brackets are not."""
    found: set[str] = set()
    for in_brackets, named in CITED.findall(text):
        found |= set(re.findall(PROMISE, named)) | (set(re.findall(PROMISE, in_brackets)) - PAPER)
    return found


def all_code() -> Iterator[tuple[Path, str]]:
    """Every Python file of the program and its tests, with its text."""
    for folder in (PACKAGE, ROOT / "tests", ROOT / "packaging"):
        for module in modules_of(folder):
            if module != Path(__file__).resolve():
                yield module, module.read_text(encoding="utf-8")


def test_that_a_citation_is_told_from_paper_and_cohorts() -> None:
    text = "promise A4, (K1, K2); promises R1 and R6; the sheet (A4), cohort C1, C1-01, W8 of the weeks (MB29)"
    assert cited_promises(text) == {"A4", "K1", "K2", "R1", "R6"}
    assert SOURCE.findall(text) == ["MB29"]


def test_that_every_promise_cited_in_the_code_is_in_the_list() -> None:
    known = {promise.id for promise in dev_promises.read(PROMISES)}
    missing = {(str(path.relative_to(ROOT)), one) for path, text in all_code() for one in cited_promises(text) - known}
    assert missing == set()


def test_that_every_source_cited_in_the_code_has_its_rule_in_architecture_md() -> None:
    known = set(SOURCE.findall((ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")))
    missing = {
        (str(path.relative_to(ROOT)), one) for path, text in all_code() for one in set(SOURCE.findall(text)) - known
    }
    assert missing == set()


def test_that_every_promise_is_whole_and_has_tests_that_exist() -> None:
    with PROMISES.open("rb") as file:
        entries = tomllib.load(file)["promise"]
    for entry in entries:
        assert set(entry) <= {"id", "sentence", "tests", "kind", "torture"}, entry
        assert all(f'    "{part}": ' in TORTURE for part in entry.get("torture", ())), entry
        assert entry["kind"] in KINDS, entry
        assert entry["sentence"].strip().endswith("."), entry
        own = f"test_that_{entry['id'].lower()}_"
        assert any(node.partition("::")[2].startswith(own) for node in entry["tests"]), f"{entry['id']}: none says so"
    ids = [entry["id"] for entry in entries]
    assert len(ids) == len(set(ids))
    nodes = [node for entry in entries for node in entry["tests"]]
    assert [node for node in nodes if not exists(node)] == []


def exists(node: str) -> bool:
    """Whether a pytest node id names a function that is there."""
    path, *names = node.split("[", maxsplit=1)[0].split("::")
    if not (ROOT / path).is_file():
        return False
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return any(isinstance(found, ast.FunctionDef) and found.name == names[-1] for found in ast.walk(tree))
