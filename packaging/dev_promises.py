"""The table of promises: what the program guarantees, the tests of each, what they came to, and whether it held.

A test tells a figure of its own with `record_property("figure", "50 of 50")`. What the torture came to the last time is
read from the file it leaves behind; a promise names the parts of it that are its long form.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
import xml.etree.ElementTree as ElementTree
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dev_environment import ROOT, Environment, clean_surroundings

HELD, NOT_HELD = "held", "NOT HELD"
TORTURED = ROOT / "build" / "torture.json"
"""By part: figure, target, day, scale and whether it held. `tests/torture/outcome.py` writes it."""


@dataclass(frozen=True)
class Promise:
    """One entry of tests/promises.toml; `kind` says what its test needs: L nothing, R root and strace, W Windows."""

    id: str
    sentence: str
    tests: tuple[str, ...]
    kind: str
    torture: tuple[str, ...] = ()

    def what_is_missing(self) -> str | None:
        """What this machine lacks for the test, or None."""
        if self.kind == "R" and not can_trace():
            return "root and strace"
        if self.kind == "W" and sys.platform != "win32":
            return "Windows"
        return None


@dataclass
class Ran:
    """What became of one test in all its cases: whether each passed, their seconds, the figures they told."""

    passed: bool = True
    cases: int = 0
    seconds: float = 0.0
    figures: list[str] = field(default_factory=list)


def can_trace() -> bool:
    """Whether system calls can be watched here."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("strace") is not None


def read(path: Path) -> tuple[Promise, ...]:
    """The promises of the file, in its order."""
    with path.open("rb") as file:
        entries = tomllib.load(file)["promise"]
    return tuple(
        Promise(one["id"], one["sentence"], tuple(one["tests"]), one.get("kind", "L"), tuple(one.get("torture", ())))
        for one in entries
    )


def outcomes(report: Path) -> dict[str, Ran]:
    """What became of each test, by node id without parameters, from pytest's own report (junit, family xunit1)."""
    ran: dict[str, Ran] = {}
    for case in ElementTree.parse(report).iter("testcase"):  # noqa: S314 - written a moment ago by our own pytest
        file, module = case.get("file", ""), case.get("classname", "")
        inside = module.removeprefix(file.removesuffix(".py").replace("/", ".")).strip(".")
        name = case.get("name", "").split("[")[0]
        node = "::".join(part for part in (file, *inside.split("."), name) if part)
        good = not any(child.tag in {"failure", "error", "skipped"} for child in case)
        one = ran.setdefault(node, Ran())
        one.passed, one.cases = one.passed and good, one.cases + 1
        one.seconds += float(case.get("time", "0"))
        told = (found for found in case.iter("property") if found.get("name") == "figure")
        one.figures += [found.get("value", "") for found in told]
    return ran


def tortured(path: Path = TORTURED) -> dict[str, dict[str, object]]:
    """What each part of the torture came to the last time it was run here; nothing where it never was."""
    if not path.is_file():
        return {}
    found: dict[str, dict[str, object]] = json.loads(path.read_text(encoding="utf-8"))
    return found


def judge(promise: Promise, ran: Mapping[str, Ran], long_form: Mapping[str, Mapping[str, object]] | None = None) -> str:
    """One word or sentence: held, not held (also where the torture broke it), or why it was not run here."""
    if any(not (long_form or {}).get(part, {"held": True})["held"] for part in promise.torture):
        return NOT_HELD
    missing = promise.what_is_missing()
    if missing:
        return f"not run here: needs {missing}"
    nodes = [test.split("[")[0] for test in promise.tests]
    return HELD if nodes and all(node in ran and ran[node].passed for node in nodes) else NOT_HELD


def figures(promise: Promise, ran: Mapping[str, Ran], long_form: Mapping[str, Mapping[str, object]]) -> tuple[str, ...]:
    """What the tests came to and told, and each part of the torture, a line each."""
    found = [ran[node] for node in dict.fromkeys(test.split("[")[0] for test in promise.tests) if node in ran]
    cases, seconds = sum(one.cases for one in found), sum(one.seconds for one in found)
    numbers = ((len(found), "test"), (cases, "case"))
    counted = (f"{number} {noun}{'' if number == 1 else 's'}" for number, noun in numbers)
    lines = [f"{', '.join(counted)}, {seconds:.1f} s"] if found else []
    lines += [figure for one in found for figure in one.figures]
    for part in promise.torture:
        one = long_form.get(part)
        if one is None:
            lines.append(f"torture {part}: not run here yet (python3 packaging/dev.py torture {part})")
            continue
        verdict = HELD if one["held"] else NOT_HELD
        scale = "" if one["scale"] == 1 else f", {one['scale']:g} times the usual number"
        lines.append(f"torture {part}, {one['day']}: {verdict}, {one['figure']} (target {one['target']}{scale})")
    return tuple(lines)


def run_tests(environment: Environment, nodes: list[str]) -> dict[str, Ran]:
    """Run the tests and say which passed; their own output stays on the screen."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        options = ["--quiet", "--tb=short", "-o", "junit_family=xunit1", f"--junit-xml={report}"]
        subprocess.run(
            environment.command("-m", "pytest", *options, *nodes),
            cwd=ROOT,
            env=clean_surroundings(),
            stdin=subprocess.DEVNULL,
            check=False,
        )
        return outcomes(report) if report.exists() else {}


def report(environment: Environment, path: Path) -> int:
    """Run what can be run here and print the table; 1 when a promise does not hold."""
    all_promises = read(path)
    nodes = sorted({test for one in all_promises if one.what_is_missing() is None for test in one.tests})
    ran = run_tests(environment, nodes) if nodes else {}
    long_form = tortured()
    print()
    verdicts = [(one, judge(one, ran, long_form)) for one in all_promises]
    for one, verdict in verdicts:
        print(f"{one.id:<4} {verdict:<10} {one.sentence}")
        for line in (*one.tests, *figures(one, ran, long_form)):
            print(f"{'':15} {line}")
    counts = {word: sum(verdict == word for _, verdict in verdicts) for word in (HELD, NOT_HELD)}
    left = len(verdicts) - sum(counts.values())
    print(f"\n{counts[HELD]} held, {counts[NOT_HELD]} not held, {left} not run here")
    return 1 if counts[NOT_HELD] else 0
