"""The table of promises: what the program guarantees, the test of each, and whether it held just now."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
import xml.etree.ElementTree as ElementTree
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dev_environment import ROOT, Environment, clean_surroundings

HELD, NOT_HELD = "held", "NOT HELD"


@dataclass(frozen=True)
class Promise:
    """One entry of tests/promises.toml; `kind` says what its test needs: L nothing, R root and strace, W Windows."""

    id: str
    sentence: str
    tests: tuple[str, ...]
    kind: str

    def what_is_missing(self) -> str | None:
        """What this machine lacks for the test, or None."""
        if self.kind == "R" and not can_trace():
            return "root and strace"
        if self.kind == "W" and sys.platform != "win32":
            return "Windows"
        return None


def can_trace() -> bool:
    """Whether system calls can be watched here."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("strace") is not None


def read(path: Path) -> tuple[Promise, ...]:
    """The promises of the file, in its order."""
    with path.open("rb") as file:
        entries = tomllib.load(file)["promise"]
    return tuple(Promise(one["id"], one["sentence"], tuple(one["tests"]), one.get("kind", "L")) for one in entries)


def outcomes(report: Path) -> dict[str, bool]:
    """Whether each test passed, by node id without parameters, from pytest's own report (junit, family xunit1)."""
    passed: dict[str, bool] = {}
    for case in ElementTree.parse(report).iter("testcase"):  # noqa: S314 - written a moment ago by our own pytest
        file, module = case.get("file", ""), case.get("classname", "")
        inside = module.removeprefix(file.removesuffix(".py").replace("/", ".")).strip(".")
        name = case.get("name", "").split("[")[0]
        node = "::".join(part for part in (file, *inside.split("."), name) if part)
        good = not any(child.tag in {"failure", "error", "skipped"} for child in case)
        passed[node] = passed.get(node, True) and good
    return passed


def judge(promise: Promise, passed: Mapping[str, bool]) -> str:
    """One word or sentence: held, not held, or why it was not run here."""
    missing = promise.what_is_missing()
    if missing:
        return f"not run here: needs {missing}"
    nodes = [test.split("[")[0] for test in promise.tests]
    return HELD if nodes and all(passed.get(node, False) for node in nodes) else NOT_HELD


def run_tests(environment: Environment, nodes: list[str]) -> dict[str, bool]:
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
    passed = run_tests(environment, nodes) if nodes else {}
    print()
    verdicts = [(one, judge(one, passed)) for one in all_promises]
    for one, verdict in verdicts:
        print(f"{one.id:<4} {verdict:<10} {one.sentence}")
        for test in one.tests:
            print(f"{'':15} {test}")
    counts = {word: sum(verdict == word for _, verdict in verdicts) for word in (HELD, NOT_HELD)}
    left = len(verdicts) - sum(counts.values())
    print(f"\n{counts[HELD]} held, {counts[NOT_HELD]} not held, {left} not run here")
    return 1 if counts[NOT_HELD] else 0
