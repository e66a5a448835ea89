"""What dev.py does about Qt's libraries and the tests' tools: nothing when all is there, apt as root, else one line."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import dev_system
import pytest
from dev_environment import Environment, SetUpStopped

from tests.architecture.sources import ROOT


class Machine:
    """A made-up Debian machine: who is there, which packages it has, and what apt was asked for."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, root: bool, lacks: set[str]) -> None:
        self.lacks = lacks
        self.asked: list[str] = []
        monkeypatch.setattr(dev_system, "is_root", lambda: root)
        monkeypatch.setattr(dev_system, "missing_libraries", lambda environment: sorted(self.lacks))
        monkeypatch.setattr(shutil, "which", lambda name: None if name in self.lacks else f"/usr/bin/{name}")
        monkeypatch.setattr(subprocess, "run", self.run)

    def run(self, command: list[str], **rest: object) -> subprocess.CompletedProcess[str]:
        """apt, which then has everything."""
        self.asked.append(command[-1])
        self.lacks = set()
        return subprocess.CompletedProcess(command, 0, "", "")


@pytest.fixture
def environment(tmp_path: Path) -> Environment:
    whole = Environment(tmp_path, tmp_path, tmp_path / "requirements.lock")
    whole.stamp.touch()
    return whole


def test_that_root_gets_the_missing_libraries_installed(
    environment: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine = Machine(monkeypatch, root=True, lacks={"libxcb-cursor.so.0", "libEGL.so.1"})
    dev_system.ensure_libraries(environment)
    assert machine.asked == ["apt-get update && apt-get install --yes --no-install-recommends libegl1 libxcb-cursor0"]
    machine.lacks = {"libEGL.so.1"}
    dev_system.ensure_libraries(environment)
    assert len(machine.asked) == 1, "once found they are not looked for again until the environment changes"


def test_that_anyone_else_gets_one_line_to_copy(environment: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Machine(monkeypatch, root=False, lacks={"libxcb-cursor.so.0", "libxcb-icccm.so.4"})
    with pytest.raises(SetUpStopped) as stopped:
        dev_system.ensure_libraries(environment)
    assert machine.asked == []
    line = str(stopped.value).splitlines()[-1]
    assert line.startswith("sudo sh -c 'apt-get update && apt-get install")
    assert line.endswith("libxcb-cursor0 libxcb-icccm4'")


def test_that_a_library_of_an_unknown_package_is_named(
    environment: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    Machine(monkeypatch, root=True, lacks={"libnew.so.7"})
    with pytest.raises(SetUpStopped, match=r"Qt needs libnew\.so\.7"):
        dev_system.ensure_libraries(environment)


def test_that_tools_the_tests_start_are_installed_or_the_tests_do_not_begin(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Machine(monkeypatch, root=True, lacks={"Xvfb", "strace"})
    dev_system.ensure_tools()
    assert machine.asked[0].endswith(" strace xvfb")
    Machine(monkeypatch, root=False, lacks={"openbox"})
    with pytest.raises(SetUpStopped, match="real window need openbox"):
        dev_system.ensure_tools()


def test_that_a_system_without_apt_is_told_the_packages_names(monkeypatch: pytest.MonkeyPatch) -> None:
    Machine(monkeypatch, root=True, lacks={"Xvfb", "apt-get"})
    with pytest.raises(SetUpStopped, match=r"need xvfb .*no apt-get"):
        dev_system.ensure_tools()


def test_that_the_loader_finds_all_that_qt_needs_here_and_a_made_up_library_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here = Environment(ROOT)
    here.python = Path(sys.executable)
    assert dev_system.missing_libraries(here) == []
    monkeypatch.setitem(dev_system.LIBRARIES, "libojm-made-up.so.1", "nobody")
    assert dev_system.missing_libraries(here) == ["libojm-made-up.so.1"]
