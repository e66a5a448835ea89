"""The table of promises: a promise holds only when every one of its tests ran and passed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import dev_promises
import pytest
from dev_environment import Environment
from dev_promises import HELD, NOT_HELD, Promise

NODE = "tests/vault/test_kdf.py::test_that_it_costs"


def promise(kind: str = "L", *tests: str) -> Promise:
    """A promise with these tests."""
    return Promise("K2", "A guess is dear.", tests or (NODE,), kind)


def test_that_a_promise_holds_when_all_its_tests_passed() -> None:
    assert dev_promises.judge(promise(), {NODE: True}) == HELD


@pytest.mark.parametrize("passed", [{}, {NODE: False}, {"tests/vault/test_kdf.py::test_another": True}])
def test_that_a_promise_whose_test_failed_or_never_ran_does_not_hold(passed: dict[str, bool]) -> None:
    assert dev_promises.judge(promise(), passed) == NOT_HELD


def test_that_one_red_test_of_two_is_enough() -> None:
    assert dev_promises.judge(promise("L", NODE, "tests/b.py::test_b"), {NODE: True}) == NOT_HELD


def test_that_what_this_machine_cannot_run_is_never_called_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev_promises, "can_trace", lambda: False)
    assert dev_promises.judge(promise("R"), {NODE: True}) == "not run here: needs root and strace"
    monkeypatch.setattr(sys, "platform", "linux")
    assert dev_promises.judge(promise("W"), {NODE: True}) == "not run here: needs Windows"


def test_that_outcomes_are_read_from_a_real_run(tmp_path: Path) -> None:
    (tmp_path / "pytest.ini").touch()
    folder = tmp_path / "tests" / "vault"
    folder.mkdir(parents=True)
    (folder / "test_kdf.py").write_text(
        "import pytest\n"
        "def test_good(): assert True\n"
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
    assert dev_promises.outcomes(report) == {
        "tests/vault/test_kdf.py::test_good": True,
        "tests/vault/test_kdf.py::test_half": False,
        "tests/vault/test_kdf.py::test_left_out": False,
        "tests/vault/test_kdf.py::TestAll::test_inside": True,
    }


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

    def run_tests(environment: Environment, nodes: list[str]) -> dict[str, bool]:
        asked.append(nodes)
        return {NODE: len(asked) == 1}

    monkeypatch.setattr(dev_promises, "run_tests", run_tests)
    assert dev_promises.report(Environment(), listed) == 0
    assert asked == [[NODE]]
    shown = capsys.readouterr().out
    assert "K2   held" in shown
    assert "C9   not run here: needs Windows" in shown
    assert "1 held, 0 not held, 1 not run here" in shown
    assert dev_promises.report(Environment(), listed) == 1
    assert "K2   NOT HELD" in capsys.readouterr().out
