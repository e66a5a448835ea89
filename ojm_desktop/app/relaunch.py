"""Lock: replace the process. After a study is closed, answers and the key are still in its memory (L3)."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

SECRET = "OJM_PASSPHRASE"


def environment() -> dict[str, str]:
    """This process's environment without the passphrase."""
    return {name: value for name, value in os.environ.items() if name.upper() != SECRET}


def command(arguments: Sequence[str] = ()) -> list[str]:
    """How this program is started, in a checkout, installed, or frozen into one file."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *arguments]
    return [sys.executable, "-m", "ojm_desktop", *arguments]


def relaunch(arguments: Sequence[str] = ()) -> NoReturn:
    """Become a new process of the same program; on Windows start one and leave. The study must be closed before."""
    line = command(arguments)
    sys.stdout.flush()
    sys.stderr.flush()
    if sys.platform == "win32":
        import subprocess

        subprocess.Popen(line, env=environment(), close_fds=True)
        os._exit(0)
    os.execve(line[0], line, environment())
