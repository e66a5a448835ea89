"""Breaking each promise once: a test that stays green while its promise is broken proves nothing.

`tests/breaks.toml` lists, for every promise, code that keeps it and what to put in its place. The project is copied to
a temporary folder, each break is made there alone, and the promise's tests have to fail. The project is never touched.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from dev_environment import ROOT, Environment, clean_surroundings
from dev_promises import Promise, read

RED, GREEN, UNCLEAR = "red", "STAYED GREEN", "DID NOT RUN"
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", ".hypothesis", "build", "dist")
LINE = 60
"""Characters of code that a row of the report shows on either side of its arrow."""
LONGEST = 900
"""Seconds a broken program may keep its tests busy; one that hangs has failed them."""


@dataclass(frozen=True)
class Break:
    """One entry: in `file` every `old` becomes `new`, and then `test` (or any test of the promise) has to fail."""

    promise: str
    file: str
    old: str
    new: str
    test: str = ""

    def what_is_stale(self, root: Path) -> str | None:
        """Why the break cannot be made in this tree, or None."""
        path = root / self.file
        if not path.is_file():
            return f"{self.file} is not there"
        if self.old == self.new or self.old not in path.read_text(encoding="utf-8"):
            return f"{self.file} does not hold the text to be replaced"
        return None

    def in_words(self) -> str:
        """What differs between `old` and `new`, on one line, with a word either side where there are any."""
        old, new = self.old.split(), self.new.split()
        same = _alike(old, new)
        rest = _alike(old[same:][::-1], new[same:][::-1])
        first, behind = max(0, same - 1), max(0, rest - 1)
        was, now = (" ".join(words[first : len(words) - behind]) for words in (old, new))
        return f"{shorten(was)} -> {shorten(now) or 'nothing'}"


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """With how many equal words both begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def shorten(text: str) -> str:
    """At most LINE characters of it."""
    return text if len(text) <= LINE else f"{text[: LINE - 4]} ..."


def breaks(path: Path) -> tuple[Break, ...]:
    """The breaks of the file, in its order."""
    with path.open("rb") as file:
        return tuple(Break(**one) for one in tomllib.load(file)["break"])


def make(one: Break, root: Path) -> Callable[[], None]:
    """Make a break in a copy of the project; what is returned takes it back."""
    path = root / one.file
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole.replace(one.old, one.new), encoding="utf-8")
    return lambda: (path.write_text(whole, encoding="utf-8"), None)[1]


def judge(code: int) -> str:
    """What pytest's exit code says: 1 is tests that failed; a break that cannot even be loaded shows nothing."""
    return {0: GREEN, 1: RED}.get(code, UNCLEAR)


def run_tests(environment: Environment, root: Path, nodes: Sequence[str]) -> int:
    """Pytest's exit code in that tree, in silence; it ends at the first failure."""
    command = environment.command("-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *nodes)
    surroundings = {**clean_surroundings(), "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            command,
            cwd=root,
            env=surroundings,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=LONGEST,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return 1
    return done.returncode


def verdict(one: Break, promise: Promise, environment: Environment, root: Path) -> str:
    """Break the promise in the copy, ask its tests, and mend it again."""
    missing = promise.what_is_missing()
    if missing:
        return f"not run here: needs {missing}"
    stale = one.what_is_stale(root)
    if stale:
        return f"{UNCLEAR}: {stale}"
    mend = make(one, root)
    try:
        return judge(run_tests(environment, root, [one.test] if one.test else promise.tests))
    finally:
        mend()


def report(environment: Environment, tests: Path, chosen: Sequence[str]) -> int:
    """Make the breaks of the chosen promises, or all, one after the other; 1 unless every one of them was seen."""
    promises = {one.id: one for one in read(tests / "promises.toml")}
    unknown = [name for name in chosen if name not in promises]
    if unknown:
        print(f"There is no promise {', '.join(unknown)}. Nothing was broken; tests/promises.toml lists them.")
        return 2
    counts: dict[str, int] = {}
    with tempfile.TemporaryDirectory(prefix="ojm-breaks-") as folder:
        copy = Path(folder) / "project"
        shutil.copytree(ROOT, copy, ignore=LEFT_OUT)
        for one in breaks(tests / "breaks.toml"):
            if chosen and one.promise not in chosen:
                continue
            said = verdict(one, promises[one.promise], environment, copy)
            kind = said.partition(":")[0]
            counts[kind] = counts.get(kind, 0) + 1
            print(f"{one.promise:<4} {said:<12} {one.file}: {one.in_words()}", flush=True)
    print("\n" + ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items())))
    return 1 if counts.get(GREEN) or counts.get(UNCLEAR) else 0
