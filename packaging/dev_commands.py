"""The commands of dev.py: each first makes the machine ready, then hands over to the program or to the checks."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence

import dev_breaks
import dev_promises
from dev_environment import LOCK, ROOT, Environment, SetUpStopped, become, clean_surroundings
from dev_system import ensure_libraries, ensure_tools


def make_ready(*, tools: bool = False) -> Environment:
    """Environment, Qt's libraries and, for the tests, the programs they start."""
    environment = Environment()
    environment.make_ready()
    ensure_libraries(environment)
    if tools:
        ensure_tools()
    return environment


def lint_commands(environment: Environment) -> dict[str, list[str]]:
    """The checks that read the code without running it, by name."""
    folder = environment.python.parent
    return {
        "ruff": [str(folder / "ruff"), "check"],
        "ruff format": [str(folder / "ruff"), "format", "--check"],
        "mypy --strict": environment.command("-m", "mypy"),
        "import-linter": [str(folder / "lint-imports")],
    }


def pytest_commands(environment: Environment, chosen: Sequence[str]) -> dict[str, list[str]]:
    """Those chosen; else all, in two parts: what wants the machine to itself, then the others on two cores.

    The first part holds tests of up to a minute each, so each is named as it begins.
    """
    pytest = environment.command("-m", "pytest", "--quiet")
    if chosen:
        return {"chosen tests": [*pytest, *chosen]}
    return {
        "tests, one at a time": [*pytest[:-1], "--verbose", "-m", "alone"],
        "tests": [*pytest, "-m", "not alone", "-n", "2", "--dist", "worksteal"],
    }


def run_checks(checks: dict[str, list[str]]) -> int:
    """Run every check, also after one failed, and end with one line each; 0 when all passed.

    What Python has compiled is kept between them, whatever the surroundings say: the tests start some hundred programs.
    """
    surroundings = {**clean_surroundings(), "PYTHONUNBUFFERED": "1", "PYTHONDONTWRITEBYTECODE": ""}
    results: list[tuple[str, bool, float]] = []
    for name, command in checks.items():
        print(f"\n== {name}", flush=True)
        start = time.monotonic()
        code = subprocess.run(
            command,
            cwd=ROOT,
            env=surroundings,
            stdin=subprocess.DEVNULL,
            check=False,
        ).returncode
        passed = code == 0  # no test found is no pass either: a story that is not there proves nothing
        results.append((name, passed, time.monotonic() - start))
    print()
    for name, passed, seconds in results:
        print(f"{'passed' if passed else 'FAILED'}  {seconds:6.1f} s  {name}")
    return 0 if all(passed for _, passed, _ in results) else 1


def program(*words: str) -> int:
    """The program itself with these arguments, in the folder the person is in."""
    return become(make_ready().command("-m", "ojm_desktop", *words))


def run_program(rest: list[str]) -> int:
    """Open the window."""
    return program(*rest)


def demo(rest: list[str]) -> int:
    """OUT [--seed N] [--window]: play the practice study into OUT, print every map, open it in the window if asked."""
    return program("demo", *rest)


def screens(rest: list[str]) -> int:
    """OUT: draw every page of the program into OUT as pictures."""
    return program("screens", *rest)


def from_root(module: str, rest: list[str], environment: Environment) -> int:
    """A module of the tests as a program, in the project's folder so that it finds the others."""
    os.chdir(ROOT)
    return become(environment.command("-m", module, *rest))


def bench(rest: list[str]) -> int:
    """Measure the speed table, floor beside program."""
    return from_root("tests.benchmarks.run", rest, make_ready())


def torture(rest: list[str]) -> int:
    """The long form of the kill tests."""
    return from_root("tests.torture.run", rest, make_ready(tools=True))


def test(rest: list[str]) -> int:
    """[PYTEST ARGUMENTS]: everything that CI runs; with arguments only pytest, with these."""
    environment = make_ready(tools=True)
    checks = {} if rest else lint_commands(environment)
    return run_checks({**checks, **pytest_commands(environment, rest)})


def lint() -> int:
    """Ruff, mypy and import-linter."""
    return run_checks(lint_commands(make_ready()))


def promises(rest: list[str]) -> int:
    """[--break [ID ...]]: which promises hold; or break each in a copy and see its tests fail."""
    if rest and rest[0] != "--break":
        print(usage(), file=sys.stderr)
        return 2
    environment = make_ready(tools=True)
    if rest:
        return dev_breaks.report(environment, ROOT / "tests", rest[1:])
    return dev_promises.report(environment, ROOT / "tests" / "promises.toml")


def lock() -> int:
    """Write the lock anew: the newest versions that pyproject.toml allows, with the hashes for every platform."""
    environment = make_ready()
    command = [
        *environment.command(
            "-m", "uv", "pip", "compile", "pyproject.toml", "--all-extras", "--upgrade", "--universal"
        ),
        *("--python-version", "3.11", "--generate-hashes", "--no-config", "--quiet"),
        *("--custom-compile-command", "python3 packaging/dev.py lock", "--output-file", str(LOCK)),
    ]
    code = subprocess.run(command, cwd=ROOT, env=clean_surroundings(), check=False).returncode
    if code == 0 and "://" in LOCK.read_text(encoding="utf-8"):
        raise SetUpStopped(
            f"The new lock names an address, which it must not. Put the old one back: git checkout {LOCK}"
        )
    return code


PASSING_ON: dict[str, Callable[[list[str]], int]] = {
    "run": run_program,
    "demo": demo,
    "screens": screens,
    "test": test,
    "bench": bench,
    "torture": torture,
    "promises": promises,
}
PLAIN: dict[str, Callable[[], int]] = {"lint": lint, "lock": lock}


def usage() -> str:
    """The commands, one a line."""
    rows = [f"  {name:<9} {command.__doc__}" for name, command in {**PASSING_ON, **PLAIN}.items()]
    return "\n".join(["usage: python3 packaging/dev.py COMMAND", "", *rows])


def run(words: list[str]) -> int:
    """Do one command; a set-up that cannot go on ends with its sentence and exit code 1, a wrong word with 2."""
    name, rest = (words[0], words[1:]) if words else ("", [])
    if name in {"-h", "--help", "help"}:
        print(usage())
        return 0
    if name not in PASSING_ON and (name not in PLAIN or rest):
        print(usage(), file=sys.stderr)
        return 2
    try:
        return PASSING_ON[name](rest) if name in PASSING_ON else PLAIN[name]()
    except SetUpStopped as stopped:
        print(stopped, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. Nothing is broken: the same command starts again where it is safe to.", file=sys.stderr)
        return 130
