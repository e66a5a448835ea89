"""Lock: replace the process. After a study is closed, answers and the key are still in its memory (L3)."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

SECRETS = ("OJM_PASSPHRASE", "OJM_NEW_PASSPHRASE", "OJM_RECOVERY_KEY")
TOLD = "OJM_TOLD"
"""What the next process tells on its unlock page: a sentence about the closing, never about anybody in the study."""
STUDY = "OJM_STUDY"
"""The folder of the study that was open. In the environment and not in the command, which others at the laptop see."""


def environment(told: str = "", study: Path | None = None) -> dict[str, str]:
    """This process's environment without what opens a study, and with what the next one tells and which one it asks."""
    kept = {name: value for name, value in os.environ.items() if name.upper() not in (*SECRETS, TOLD, STUDY)}
    left = {TOLD: told, STUDY: str(study) if study is not None else ""}
    return {**kept, **{name: value for name, value in left.items() if value}}


def take_left() -> tuple[str, Path | None]:
    """What the process before this one left to tell, and the study it closed; taken, so that no third one hears it."""
    told, study = os.environ.pop(TOLD, ""), os.environ.pop(STUDY, "")
    return told, Path(study) if study else None


def command(arguments: Sequence[str] = ()) -> list[str]:
    """How this program is started, in a checkout, installed, or frozen into one file."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *arguments]
    return [sys.executable, "-m", "ojm_desktop", *arguments]


def relaunch(arguments: Sequence[str] = (), told: str = "", study: Path | None = None) -> NoReturn:
    """Become a new process of the same program; on Windows start one and leave. The study must be closed before."""
    line = command(arguments)
    sys.stdout.flush()
    sys.stderr.flush()
    if sys.platform == "win32":
        import subprocess

        subprocess.Popen(line, env=environment(told, study), close_fds=True)
        os._exit(0)
    os.execve(line[0], line, environment(told, study))
