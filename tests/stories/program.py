"""The program as a process of its own, and what can be known of a study from outside it without a key."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from tests.stories.screen import Screen, Seen

TITLE: Final = "OJM Desktop"
_RECORD: Final = 512
_SEQUENCE_AT: Final = 24
"""A head record is magic (8 bytes), study (16), sequence (8, big-endian), hash, signature, its own sum."""
_KEPT: Final = re.compile(r"HOME|PATH|PYTHONPATH|VIRTUAL_ENV|TMPDIR|LANG|LC_\w+|TZ|XDG_\w+_HOME|XDG_RUNTIME_DIR")
"""What the program is told of its surroundings: nothing of the desktop on which the tests may have been started."""


class Program:
    """One run of ``python -m ojm_desktop`` on a screen. What it said on its outputs is kept in ``said``."""

    def __init__(self, screen: Screen, *arguments: str, said: Path) -> None:
        self._screen = screen
        self.said = said
        with said.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "ojm_desktop", *arguments],
                env={**_surroundings(), "DISPLAY": screen.name, "QT_QPA_PLATFORM": "xcb"},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self._started = self._command()

    def window(self) -> Seen:
        """Its window, once it is there."""

        def look() -> Seen | None:
            if self.process.poll() is not None:
                raise AssertionError(f"The program ended with {self.process.returncode}. It said: {self.words()}")
            return next((seen for seen in self._screen.windows() if seen.title == TITLE), None)

        return self._screen.until("the program's window", look)

    def replaced(self) -> None:
        """Wait until the process has become another one, as locking does: started anew, with no study named."""

        def look() -> bool | None:
            return True if self._command() not in (self._started, b"") else None

        self._screen.until("the process replaces itself", look)
        assert self.process.poll() is None
        self._started = self._command()

    def words(self) -> str:
        """All that it has written to its outputs."""
        return self.said.read_text("utf-8", "replace")

    def kill(self) -> None:
        """End it as a flat battery does."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)

    def _command(self) -> bytes:
        """What the process was started as."""
        return Path(f"/proc/{self.process.pid}/cmdline").read_bytes()

    def ended(self) -> int:
        """Its exit code, once it has ended by itself."""
        return self._screen.until("the program ends", self.process.poll)


def sequence_of(study: Path) -> int:
    """How many events the study's signed head tells of; two records, the higher one counts."""
    content = (study / "head").read_bytes()
    records = (content[:_RECORD], content[_RECORD:])
    return max(int.from_bytes(record[_SEQUENCE_AT : _SEQUENCE_AT + 8], "big") for record in records)


def ojm(passphrase: str, *arguments: str) -> dict[str, Any]:
    """What the command line answers with ``--json``, in a process of its own; fails unless it says ok."""
    run = _ojm(passphrase, *arguments)
    assert run.returncode == 0, f"ojm {' '.join(arguments)} ended with {run.returncode}: {run.stderr}{run.stdout}"
    answer: dict[str, Any] = json.loads(run.stdout)
    return answer


def refused(passphrase: str, *arguments: str) -> str:
    """The sentence with which the command line refuses; fails unless it does."""
    run = _ojm(passphrase, *arguments)
    assert run.returncode == 1, f"ojm {' '.join(arguments)} ended with {run.returncode}: {run.stderr}{run.stdout}"
    return str(json.loads(run.stdout)["error"])


def _surroundings() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if _KEPT.fullmatch(name)}


def _ojm(passphrase: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ojm_desktop", *arguments, "--json"],
        env={**_surroundings(), "OJM_PASSPHRASE": passphrase},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
