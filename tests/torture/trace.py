"""A researcher's day under strace: no word anybody typed is written in clear, no file appears elsewhere (C1)."""

from __future__ import annotations

import json
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from random import Random

from pypdf import PdfReader

from tests.torture.strace import Trace, watch

ROOT = Path(__file__).parents[2]
FIELDS = (
    *("name", "contact", "reason", "reason_typed", "title", "could_have_helped", "observation", "half_typed"),
    *("searched", "why_printed"),
)
"""Where words are typed; besides them the passphrase."""
ON_PAPER = ("title", "could_have_helped", "observation", "half_typed")
"""What a map shows: these the printed PDFs must hold, or the check could not see."""
LISTED = re.compile(r"/dev/null|/tmp/ojm-[0-9a-f]{32}|/tmp/\.[A-Za-z]{6}(/s)?")
"""The window's socket, by which a second one asks it to come forward (R11): its name is a hash, and Qt makes it in a
folder of its own first.
"""
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Day:
    """What was seen of one day, where, and with which words."""

    trace: Trace
    words: dict[str, str]
    study: Path
    out: Path
    home: Path

    @property
    def strangers(self) -> list[str]:
        """Paths that were made or written and are neither the study's nor OUT's nor on the list."""
        own = (str(self.study), str(self.out), *self.kept_for_the_user)
        return sorted(
            path
            for path in self.trace.paths
            if not any(path == one or path.startswith(f"{one}/") for one in own) and not LISTED.fullmatch(path)
        )

    @property
    def kept_for_the_user(self) -> tuple[str, ...]:
        """Settings, and the program's own log."""
        return str(self.home / "config" / "ojm-desktop"), str(self.home / "state" / "ojm-desktop")

    @property
    def shared_memory(self) -> list[str]:
        """Files that were mapped to be written, past every call the watcher sees, and are no index of a journal."""
        return sorted(path for path in self.trace.mapped if not path.endswith("-shm"))

    def on_paper(self) -> str:
        """All text of the printed maps."""
        texts = [page.extract_text() for path in sorted(self.out.rglob("*.pdf")) for page in PdfReader(path).pages]
        return "\n".join(texts)


def make_words(chance: Random) -> dict[str, str]:
    """Words nobody has ever written: twelve random letters a field, five such words as the passphrase."""

    def word() -> str:
        return "".join(chance.choice(LETTERS) for _ in range(12))

    return {**{field: word() for field in FIELDS}, "passphrase": " ".join(word() for _ in range(5))}


def live_a_day(folder: Path, chance: Random) -> Day:
    """Run the script under strace in an empty home."""
    words = make_words(chance)
    folder.mkdir(exist_ok=True)
    study, out, home = folder / "north-bridge.ojm", folder / "out", folder / "home"
    for path in (out, home):
        path.mkdir()
    canaries = folder / "canaries.json"
    canaries.write_text(json.dumps(words), "utf-8")
    command = [sys.executable, "-m", "tests.torture.scripted", str(study), str(out), str(canaries)]
    looked_for = {*words.values(), *words["passphrase"].split()}
    trace = watch(command, looked_for, folder / "trace", surroundings(home))
    (folder / "trace").unlink()
    return Day(trace, words, study, out, home)


def surroundings(home: Path) -> dict[str, str]:
    """An environment in which everything a program keeps for its user lies in `home`."""
    made = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "LC_ALL", "VIRTUAL_ENV")}
    for name in ("config", "data", "cache", "state", "runtime"):
        (home / name).mkdir(mode=0o700)
        made[f"XDG_{name.upper()}_{'DIR' if name == 'runtime' else 'HOME'}"] = str(home / name)
    return {
        **made,
        "HOME": str(home),
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "QT_QPA_PLATFORM": "offscreen",
        "TZ": "Europe/London",
    }
