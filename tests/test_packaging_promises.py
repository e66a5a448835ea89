"""The table of promises: a promise holds only when every one of its tests ran and passed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import dev_promises
import pytest
from dev_environment import Environment
from dev_promises import HELD, NOT_HELD, Promise, Ran

from tests.torture.outcome import Outcome, keep

NODE = "tests/vault/test_kdf.py::test_that_it_costs"


def promise(kind: str = "L", *tests: str) -> Promise:
    """A promise with these tests."""
    return Promise("K2", "A guess is dear.", tests or (NODE,), kind)


def test_that_a_promise_holds_when_all_its_tests_passed() -> None:
    assert dev_promises.judge(promise(), {NODE: Ran()}) == HELD


@pytest.mark.parametrize("ran", [{}, {NODE: Ran(passed=False)}, {"tests/vault/test_kdf.py::test_another": Ran()}])
def test_that_a_promise_whose_test_failed_or_never_ran_does_not_hold(ran: dict[str, Ran]) -> None:
    assert dev_promises.judge(promise(), ran) == NOT_HELD


def test_that_one_red_test_of_two_is_enough() -> None:
    assert dev_promises.judge(promise("L", NODE, "tests/b.py::test_b"), {NODE: Ran()}) == NOT_HELD


def test_that_what_this_machine_cannot_run_is_never_called_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev_promises, "can_trace", lambda: False)
    assert dev_promises.judge(promise("R"), {NODE: Ran()}) == "not run here: needs root and strace"
    monkeypatch.setattr(sys, "platform", "linux")
    assert dev_promises.judge(promise("W"), {NODE: Ran()}) == "not run here: needs Windows"


def test_that_outcomes_are_read_from_a_real_run(tmp_path: Path) -> None:
    (tmp_path / "pytest.ini").touch()
    folder = tmp_path / "tests" / "vault"
    folder.mkdir(parents=True)
    (folder / "test_kdf.py").write_text(
        "import pytest\n"
        "def test_good(record_property): record_property('figure', '50 of 50')\n"
        "@pytest.mark.parametrize('n', [1, 2])\n"
        "def test_half(n): assert n == 1\n"
        "def test_left_out(): pytest.skip('no')\n"
        "class TestAll:\n"
        "    def test_inside(self): assert True\n",
        encoding="utf-8",
    )
    report = tmp_path / "report.xml"
    options = ["-q", "-p", "no:cacheprovider", "-o", "junit_family=xunit1", f"--junit-xml={report}"]
    command = [sys.executable, "-m", "pytest", *options, "tests"]
    subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    found = dev_promises.outcomes(report)
    assert {node: one.passed for node, one in found.items()} == {
        "tests/vault/test_kdf.py::test_good": True,
        "tests/vault/test_kdf.py::test_half": False,
        "tests/vault/test_kdf.py::test_left_out": False,
        "tests/vault/test_kdf.py::TestAll::test_inside": True,
    }
    assert found["tests/vault/test_kdf.py::test_good"].figures == ["50 of 50"]
    assert found["tests/vault/test_kdf.py::test_half"].cases == 2


def test_that_what_the_torture_came_to_stands_beside_the_tests_and_breaks_a_promise_that_it_broke(
    tmp_path: Path,
) -> None:
    assert dev_promises.tortured(tmp_path / "torture.json") == {}
    left = tmp_path / "build" / "torture.json"
    kept = Promise("R1", "No answer is lost.", (NODE,), "L", ("window", "store"))
    keep("window", Outcome("window killed", "7 kills, 0 violations", "7, 0", True), 1.0, left)
    found = dev_promises.tortured(left)
    ran = {NODE: Ran(cases=3, seconds=1.25, figures=["50 of 50"])}
    lines = dev_promises.figures(kept, ran, found)
    assert lines[:2] == ("1 test, 3 cases, 1.2 s", "50 of 50")
    assert "held, 7 kills, 0 violations (target 7, 0)" in lines[2]
    assert lines[3].startswith("torture store: not run here yet")
    assert dev_promises.judge(kept, ran, found) == HELD
    keep("store", Outcome("session killed", "1 lost", "0", False), 0.1, left)
    found = dev_promises.tortured(left)
    assert dev_promises.judge(kept, ran, found) == NOT_HELD
    assert "0.1 times the usual number" in dev_promises.figures(kept, ran, found)[3]


def test_that_the_table_names_every_promise_and_fails_when_one_is_not_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = tmp_path / "promises.toml"
    listed.write_text(
        f'[[promise]]\nid = "K2"\nsentence = "A guess is dear."\ntests = ["{NODE}"]\nkind = "L"\n'
        '[[promise]]\nid = "C9"\nsentence = "No pictures."\ntests = ["tests/c.py::test_c"]\nkind = "W"\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(sys, "platform", "linux")
    asked: list[list[str]] = []

    def run_tests(environment: Environment, nodes: list[str]) -> dict[str, Ran]:
        asked.append(nodes)
        return {NODE: Ran(passed=len(asked) == 1, cases=1)}

    monkeypatch.setattr(dev_promises, "run_tests", run_tests)
    assert dev_promises.report(Environment(), listed) == 0
    assert asked == [[NODE]]
    shown = capsys.readouterr().out
    assert "K2   held" in shown
    assert "1 test, 1 case, 0.0 s" in shown
    assert "C9   not run here: needs Windows" in shown
    assert "1 held, 0 not held, 1 not run here" in shown
    assert dev_promises.report(Environment(), listed) == 1
    assert "K2   NOT HELD" in capsys.readouterr().out
