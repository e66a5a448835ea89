"""The project's own Python environment: `.venv`, filled from the lock file, made once and mended when it is not whole.

A stamp written last says that everything in it is finished and for what it was made, so that a second run has one
file to read. A set-up that was stopped half-way leaves its mark, and the next one starts afresh.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import platform
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "packaging" / "requirements.lock"
VENV = ROOT / ".venv"
WINDOWS = sys.platform == "win32"
LINES_SHOWN = 15  # of what a failed step said


class SetUpStopped(Exception):
    """What stands in the way, as sentences for the person at the keyboard: what happened, what is safe, what to do."""


def python_of(venv: Path) -> Path:
    """The interpreter inside an environment."""
    return venv / "Scripts" / "python.exe" if WINDOWS else venv / "bin" / "python"


def clean_surroundings() -> dict[str, str]:
    """The environment variables without those that would make another Python's packages or a user install leak in."""
    unwanted = {"PYTHONHOME", "PYTHONPATH", "PYTHONSTARTUP", "VIRTUAL_ENV", "PIP_USER", "PIP_TARGET", "PIP_PREFIX"}
    return {name: value for name, value in os.environ.items() if name not in unwanted}


def call(command: Sequence[str | Path], sorry: str) -> None:
    """Run a step of the set-up in silence; raises SetUpStopped with what it said, `sorry` and the command."""
    words = [str(word) for word in command]
    done = subprocess.run(
        words,
        cwd=ROOT,
        env=clean_surroundings(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        said = "\n".join(done.stdout.splitlines()[-LINES_SHOWN:])
        raise SetUpStopped(f"{said}\n{sorry} The command was: {shlex.join(words)}")


class Environment:
    """One `.venv` and the lock it is filled from; `make_ready` is all that a command needs."""

    def __init__(self, root: Path = ROOT, venv: Path = VENV, lock: Path = LOCK) -> None:
        self.root = root
        self.venv = venv
        self.lock = lock
        self.python = python_of(venv)
        self.stamp = venv / "set-up-done"
        self.unfinished = venv / "set-up-unfinished"

    def make_ready(self) -> None:
        """Make or mend the environment so that the program can start; does nothing when the stamp says it is whole."""
        wanted = self.fingerprint()
        if self.is_whole(wanted):
            return
        if not self.can_be_mended():
            self.make_new()
        self.stamp.unlink(missing_ok=True)
        self.unfinished.touch()
        self.fill()
        self.unfinished.unlink()
        self.stamp.write_text(wanted, encoding="utf-8")

    def fingerprint(self) -> str:
        """What the environment was made for: the lock, the project's own metadata, the place and the Python."""
        with (self.root / "pyproject.toml").open("rb") as file:
            settings = tomllib.load(file)
        metadata = [settings.get("build-system"), settings.get("project"), settings.get("tool", {}).get("setuptools")]
        made_for = [
            hashlib.sha256(self.lock.read_bytes()).hexdigest(),
            json.dumps(metadata, sort_keys=True),
            str(self.root),
            f"{sys.version_info[0]}.{sys.version_info[1]} {platform.machine()}",
        ]
        return hashlib.sha256("\n".join(made_for).encode()).hexdigest()

    def is_whole(self, wanted: str) -> bool:
        """Whether the stamp is there and for this fingerprint, and the interpreter too."""
        return self.python.exists() and self.stamp.is_file() and self.stamp.read_text(encoding="utf-8") == wanted

    def can_be_mended(self) -> bool:
        """Whether pip runs in it under this very Python and no earlier set-up was stopped half-way."""
        if self.unfinished.exists() or not self.python.exists():
            return False
        question = "import sys, pip; print(*sys.version_info[:2])"
        try:
            answer = subprocess.run(
                [self.python, "-c", question], env=clean_surroundings(), capture_output=True, text=True, check=False
            )
        except OSError:
            return False
        return answer.stdout.split() == [str(sys.version_info[0]), str(sys.version_info[1])]

    def make_new(self) -> None:
        """An empty environment in place of whatever was there; raises SetUpStopped on a Python without venv."""
        if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
            raise SetUpStopped(
                "This Python came without the parts that make an environment (ensurepip and venv). Nothing was "
                "changed. On Debian they are a package of their own: apt-get install python3-venv"
            )
        print(f"Making {self.venv.name} with Python {platform.python_version()} ...", flush=True)
        maker = getattr(sys, "_base_executable", sys.executable)
        call(
            [maker, "-m", "venv", "--clear", self.venv],
            f"The environment {self.venv} could not be made. Nothing else was changed; look at the lines above, then "
            "run the same command again.",
        )

    def fill(self) -> None:
        """Install what the lock names, nothing else, and the project itself as it stands in this folder."""
        pip: list[str | Path] = [self.python, "-m", "pip", "--disable-pip-version-check", "--no-input", "install"]
        print("Installing what the project needs (a few minutes the first time) ...", flush=True)
        call(
            [*pip, "--quiet", "--require-hashes", "--only-binary", ":all:", "-r", self.lock],
            "The packages of the lock file could not be installed. Nothing outside .venv was changed; if the lines "
            "above speak of the network, run the same command again when it is back.",
        )
        call(
            [*pip, "--quiet", "--no-deps", "--no-index", "--no-build-isolation", "--editable", self.root],
            "The project itself could not be installed into its environment. Nothing outside .venv was changed.",
        )

    def command(self, *words: str | Path) -> list[str]:
        """A command line for this environment's Python."""
        return [str(self.python), *(str(word) for word in words)]


def become(command: list[str]) -> int:
    """Put the program in the place of this one, so that keys, signals and its exit code are its own."""
    if WINDOWS:  # execve there returns to the prompt at once and leaves the two reading one keyboard
        return subprocess.run(command, env=clean_surroundings(), check=False).returncode
    sys.stdout.flush()
    return os.execve(command[0], command, clean_surroundings())
