"""dev.py's environment: made once, known by its stamp, made afresh when a set-up was stopped half-way."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path

import dev
import dev_environment
import pytest
from dev_environment import Environment, SetUpStopped, clean_surroundings

from tests.architecture.sources import ROOT

PYPROJECT = '[project]\nname = "house"\nversion = "1"\ndependencies = []\n[tool.ruff]\nline-length = 120\n'


class Recorded(Environment):
    """An environment whose steps are written down instead of taken; `fill` may be told to stop half-way."""

    def __init__(self, root: Path) -> None:
        super().__init__(root, root / ".venv", root / "requirements.lock")
        self.steps: list[str] = []
        self.stops = False

    def make_new(self) -> None:
        self.steps.append("new")
        self.python.parent.mkdir(parents=True, exist_ok=True)
        self.unfinished.unlink(missing_ok=True)
        self.python.unlink(missing_ok=True)
        self.python.symlink_to(sys.executable)

    def fill(self) -> None:
        self.steps.append("fill")
        if self.stops:
            raise KeyboardInterrupt


@pytest.fixture
def environment(tmp_path: Path) -> Recorded:
    (tmp_path / "pyproject.toml").write_text(PYPROJECT, encoding="utf-8")
    (tmp_path / "requirements.lock").write_text("click==8.5.1\n", encoding="utf-8")
    return Recorded(tmp_path)


def test_that_the_first_run_makes_the_environment_and_the_second_does_nothing(environment: Recorded) -> None:
    environment.make_ready()
    assert environment.steps == ["new", "fill"]
    environment.make_ready()
    assert environment.steps == ["new", "fill"]


def test_that_a_changed_lock_fills_the_environment_again(environment: Recorded) -> None:
    environment.make_ready()
    environment.lock.write_text("click==8.5.2\n", encoding="utf-8")
    environment.make_ready()
    assert environment.steps == ["new", "fill", "fill"]


def test_that_new_dependencies_fill_it_again_and_a_tools_setting_does_not(environment: Recorded) -> None:
    environment.make_ready()
    settings = environment.root / "pyproject.toml"
    settings.write_text(PYPROJECT.replace("120", "100"), encoding="utf-8")
    environment.make_ready()
    assert environment.steps == ["new", "fill"]
    settings.write_text(PYPROJECT.replace("[]", '["click"]'), encoding="utf-8")
    environment.make_ready()
    assert environment.steps == ["new", "fill", "fill"]


def test_that_a_set_up_stopped_half_way_starts_afresh(environment: Recorded) -> None:
    environment.stops = True
    with pytest.raises(KeyboardInterrupt):
        environment.make_ready()
    environment.stops = False
    environment.make_ready()
    assert environment.steps == ["new", "fill", "new", "fill"]
    assert not environment.unfinished.exists()


def test_that_an_environment_whose_python_is_gone_is_made_afresh(environment: Recorded) -> None:
    environment.make_ready()
    environment.python.unlink()
    environment.python.symlink_to(environment.root / "removed" / "python")
    environment.make_ready()
    assert environment.steps == ["new", "fill", "new", "fill"]


def test_that_an_environment_made_by_hand_is_filled_and_not_thrown_away(environment: Recorded) -> None:
    environment.make_new()
    environment.steps.clear()
    environment.make_ready()
    assert environment.steps == ["fill"]


def test_that_a_python_without_ensurepip_gets_a_sentence_with_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(SetUpStopped, match="apt-get install python3-venv"):
        Environment(tmp_path, tmp_path / ".venv", tmp_path / "requirements.lock").make_new()
    assert list(tmp_path.iterdir()) == []


def test_that_a_failed_step_shows_what_it_said_and_names_its_command() -> None:
    program = "print('disk is full'); raise SystemExit(3)"
    with pytest.raises(SetUpStopped, match=r"^disk is full\nIt stopped\. The command was: .* -c .*SystemExit\(3\)"):
        dev_environment.call([sys.executable, "-c", program], "It stopped.")


def test_that_another_pythons_packages_do_not_leak_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    monkeypatch.setenv("PIP_USER", "1")
    assert not {"PYTHONPATH", "PIP_USER"} & set(clean_surroundings())
    assert clean_surroundings()["PATH"] == os.environ["PATH"]


def test_that_an_old_python_is_told_so_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    assert dev.main() == 1
    assert "needs Python 3.11 or newer and this is Python 3.9" in capsys.readouterr().err


def test_that_the_lock_pins_every_package_by_hash_and_names_no_address() -> None:
    text = (ROOT / "packaging" / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index" not in text
    entries = [entry for entry in text.replace("\\\n", "").splitlines() if entry and not entry.lstrip().startswith("#")]
    assert len(entries) > 40
    assert [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []
