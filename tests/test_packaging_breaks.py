"""The table of breaks: each can still be made, each promise has one, and only tests that fail count as seen."""

from __future__ import annotations

from pathlib import Path

import dev_breaks
import dev_promises
import pytest
from dev_breaks import GREEN, RED, UNCLEAR, Break
from dev_environment import ROOT, Environment

TABLE = dev_breaks.breaks(ROOT / "tests" / "breaks.toml")
PROMISES = {one.id: one for one in dev_promises.read(ROOT / "tests" / "promises.toml")}


@pytest.mark.parametrize("one", TABLE, ids=[f"{one.promise}-{number}" for number, one in enumerate(TABLE)])
def test_that_every_break_can_still_be_made(one: Break) -> None:
    assert one.what_is_stale(ROOT) is None
    assert not one.test or one.test in PROMISES[one.promise].tests


def test_that_every_promise_is_broken_at_least_once() -> None:
    assert {one.promise for one in TABLE} == set(PROMISES)


@pytest.mark.parametrize(("code", "said"), [(0, GREEN), (1, RED), (2, UNCLEAR), (4, UNCLEAR), (5, UNCLEAR)])
def test_that_only_tests_that_failed_have_seen_a_break(code: int, said: str) -> None:
    assert dev_breaks.judge(code) == said


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of one function with two promises, of which one has a test that sees nothing."""
    folder = tmp_path / "small"
    (folder / "tests").mkdir(parents=True)
    (folder / "pytest.ini").touch()
    (folder / "answer.py").write_text("def answer(): return 42\n", "utf-8")
    (folder / "tests" / "test_answer.py").write_text(
        "from answer import answer\n"
        "def test_that_it_is_42(): assert answer() == 42\n"
        "def test_that_it_is(): assert answer() is not None\n",
        "utf-8",
    )
    (folder / "tests" / "promises.toml").write_text(
        "".join(
            f'[[promise]]\nid = "{name}"\nsentence = "."\ntests = ["tests/test_answer.py::{test}"]\nkind = "{kind}"\n'
            for name, test, kind in (
                ("A1", "test_that_it_is_42", "L"),
                ("A2", "test_that_it_is", "L"),
                ("A3", "test_that_it_is", "W"),
            )
        ),
        "utf-8",
    )
    (folder / "tests" / "breaks.toml").write_text(
        "".join(
            f'[[break]]\npromise = "{name}"\nfile = "answer.py"\nold = "{old}"\nnew = "{new}"\n'
            for name, old, new in (("A1", "42", "43"), ("A2", "42", "43"), ("A1", "41", "43"), ("A3", "42", "43"))
        ),
        "utf-8",
    )
    monkeypatch.setattr(dev_breaks, "ROOT", folder)
    monkeypatch.setattr("sys.platform", "linux")
    return folder


def test_that_breaks_are_made_in_a_copy_and_what_stays_green_is_named(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    environment = Environment()
    monkeypatch.setattr(environment, "command", _here)
    assert dev_breaks.report(environment, project / "tests", []) == 1
    said = capsys.readouterr().out.splitlines()
    assert [line.split("  answer.py")[0].split(" answer.py")[0].strip() for line in said[:4]] == [
        "A1   red",
        "A2   STAYED GREEN",
        "A1   DID NOT RUN:",
        "A3   not run here: needs Windows",
    ]
    assert said[0].endswith(" answer.py: 42 -> 43")
    assert (project / "answer.py").read_text("utf-8") == "def answer(): return 42\n"
    assert dev_breaks.report(environment, project / "tests", ["B7"]) == 2


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("go if a and b:", "go if a:", "if a and b: -> if a:"),
        ("check(a)\n", "", "check(a) -> nothing"),
        ("x = 1  # so\n", "x = 2  # so\n", "= 1 # -> = 2 #"),
        ("y" * 90, "z", f"{'y' * 56} ... -> z"),
    ],
)
def test_that_a_break_is_told_by_what_differs_on_one_line(old: str, new: str, said: str) -> None:
    assert Break("A1", "answer.py", old, new).in_words() == said


def test_that_all_breaks_seen_end_with_0(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = project / "tests" / "breaks.toml"
    table.write_text(table.read_text("utf-8").split('[[break]]\npromise = "A2"')[0], "utf-8")
    environment = Environment()
    monkeypatch.setattr(environment, "command", _here)
    assert dev_breaks.report(environment, project / "tests", ["A1"]) == 0


def _here(*words: str) -> list[str]:
    import sys

    return [sys.executable, *words]
