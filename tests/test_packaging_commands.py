"""The commands of dev.py: each readies the machine first, and `test` leaves out nothing that failed."""

from __future__ import annotations

import sys
from pathlib import Path

import dev_commands
import pytest
from dev_environment import ROOT, Environment, SetUpStopped


@pytest.fixture
def ready(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """A machine that is ready; holds the programs that were handed over to."""
    handed_over: list[list[str]] = []

    def become(command: list[str]) -> int:
        handed_over.append(command[1:])
        return 0

    monkeypatch.setattr(dev_commands, "make_ready", lambda tools=False: Environment())
    monkeypatch.setattr(dev_commands, "become", become)
    return handed_over


def test_that_demo_run_and_screens_hand_over_to_the_program(ready: list[list[str]]) -> None:
    assert dev_commands.run(["demo", "out", "--seed", "7"]) == 0
    assert dev_commands.run(["run"]) == 0
    assert dev_commands.run(["screens", "out"]) == 0
    module = ["-m", "ojm_desktop"]
    assert ready == [[*module, "demo", "out", "--seed", "7"], module, [*module, "screens", "out"]]


def test_that_bench_and_torture_run_in_the_projects_folder(
    ready: list[list[str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert dev_commands.run(["bench"]) == 0
    assert Path.cwd() == ROOT
    assert dev_commands.run(["torture", "--kills", "9"]) == 0
    assert ready == [["-m", "tests.benchmarks.run"], ["-m", "tests.torture.run", "--kills", "9"]]


@pytest.mark.parametrize("words", [[], ["fly"], ["lock", "now"], ["lint", "--fix"]])
def test_that_an_unknown_word_gets_the_list_of_commands_and_exit_code_2(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert dev_commands.run(words) == 2
    shown = capsys.readouterr().err
    for command in ("demo", "test", "run", "bench", "torture", "promises", "lint", "lock", "screens"):
        assert f"  {command} " in shown


def test_that_a_set_up_that_cannot_go_on_ends_with_its_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop() -> Environment:
        raise SetUpStopped("No network. Nothing was changed.")

    monkeypatch.setattr(dev_commands, "make_ready", stop)
    assert dev_commands.run(["lint"]) == 1
    assert capsys.readouterr().err == "No network. Nothing was changed.\n"


def test_that_the_test_command_holds_every_check_and_both_halves_of_the_tests() -> None:
    environment = Environment()
    assert list(dev_commands.lint_commands(environment)) == ["ruff", "ruff format", "mypy --strict", "import-linter"]
    halves = [command[-1:] + command for command in dev_commands.pytest_commands(environment, []).values()]
    assert any("alone" in half for half in halves)
    assert any("not alone" in half for half in halves)
    assert all("--verbose" in half for half in halves if half[0] == "alone"), "long tests are named as they begin"


def test_that_a_failed_check_does_not_stop_the_others_and_fails_the_whole(capfd: pytest.CaptureFixture[str]) -> None:
    checks = {
        "first": [sys.executable, "-c", "raise SystemExit(1)"],
        "second": [sys.executable, "-c", "print('still run')"],
    }
    assert dev_commands.run_checks(checks) == 1
    shown = capfd.readouterr().out
    assert "still run" in shown
    assert [row.split()[0] for row in shown.splitlines()[-2:]] == ["FAILED", "passed"]


def test_that_checks_keep_what_was_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    assert (
        dev_commands.run_checks({"kept": [sys.executable, "-c", "import sys; sys.exit(sys.dont_write_bytecode)"]}) == 0
    )


def test_that_an_empty_selection_is_no_pass_nor_is_a_story_that_is_not_there() -> None:
    nothing_chosen = [sys.executable, "-c", "raise SystemExit(5)"]
    assert dev_commands.run_checks({"tests": nothing_chosen}) == 1
    assert dev_commands.run_checks({"tests": [*nothing_chosen, "alone"]}) == 1
