"""What is in the tree: the known names at the top, no path of one person's machine, no address in the lock."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests.architecture.sources import PACKAGE, ROOT, modules_of, tracked_files

TOP = {
    ".ci",
    ".gitignore",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "LICENSE",
    "NOTICE",
    "README.md",
    "docs",
    "forms",
    "ojm_desktop",
    "packaging",
    "pyproject.toml",
    "resources",
    "tests",
}

# Put together here from pieces, so that this file does not hold what it looks for.
NOT_OURS = [
    "".join(pieces).encode()
    for pieces in [
        ("/wo", "rk/"),
        ("/fa", "rm/"),
        ("/ro", "ot/"),
        ("/ho", "me/"),
        ("/tmp/", "brief"),
        ("../sha", "red"),
        ("files.python", "hosted"),
        ("pypi.org/", "simple"),
        ("--index", "-url"),
        ("registry.", "npmjs"),
    ]
]

ROWS_OF_A_LIST = b"/root/item"  # where XForms keep the choices of a list: no place on a disk

EMPTY_WORDS = re.compile(
    r"(^|_)(data|manager|handler|utils?|helpers?|misc|common)(_|\.|$)|(Manager|Handler|Util|Utils|Helper)$"
)


@cache
def parsed(module: Path) -> ast.Module:
    """A module of the package; read once for the tests here."""
    return ast.parse(module.read_bytes())


def test_that_the_top_of_the_tree_holds_the_known_names_alone() -> None:
    assert {path.split("/")[0] for path in tracked_files()} - TOP == set()


@pytest.mark.parametrize("name", ["ARCHITECTURE.md", "CHANGELOG.md", "LICENSE", "NOTICE", "README.md"])
def test_that_a_newcomer_finds_the_papers_at_the_top(name: str) -> None:
    assert (ROOT / name).is_file()


def test_that_no_file_names_a_place_that_only_its_author_has() -> None:
    found = [
        f"{path}: {pattern.decode()}"
        for path in tracked_files()
        for pattern in NOT_OURS
        if pattern in (ROOT / path).read_bytes().replace(ROWS_OF_A_LIST, b"")
    ]
    assert found == []


def test_that_the_folder_packaging_never_becomes_a_package() -> None:
    """With an __init__.py it would be met before PyPI's packaging, and half of the tools would stop."""
    assert not (ROOT / "packaging" / "__init__.py").exists()


def test_that_modules_and_classes_are_named_by_what_they_are() -> None:
    empty = []
    for module in modules_of(PACKAGE):
        names = [
            module.stem,
            *(node.name for node in ast.walk(parsed(module)) if isinstance(node, ast.ClassDef)),
        ]
        empty += [f"{module.relative_to(ROOT)}: {name}" for name in names if EMPTY_WORDS.search(name)]
    assert empty == []


def test_that_the_ci_script_runs_what_the_readme_tells_a_person_to_run() -> None:
    command = "python3 packaging/dev.py test"
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    lines = [line for line in script if line and not line.startswith(("#", "set ", "cd "))]
    assert lines == [f"{command} </dev/null"]
    assert command in (ROOT / "README.md").read_text(encoding="utf-8")


LONGEST_MODULE, LONGEST_TESTS, LONGEST_FUNCTION = 360, 390, 55
"""Lines: what is the longest today, and a little. They are lowered as modules are split, and never raised."""


def test_that_no_module_grows_past_one_idea() -> None:
    most = {PACKAGE: LONGEST_MODULE, ROOT / "packaging": LONGEST_MODULE, ROOT / "tests": LONGEST_TESTS}
    too_long = [
        f"{module.relative_to(ROOT)}: {lines} lines"
        for folder in most
        for module in modules_of(folder)
        if (lines := module.read_bytes().count(b"\n")) > most[folder]
    ]
    assert too_long == []


def test_that_no_function_grows_past_one_idea() -> None:
    too_long = []
    for module in modules_of(PACKAGE):
        tree = parsed(module)
        bodies: list[ast.Module | ast.ClassDef] = [
            tree,
            *(node for node in tree.body if isinstance(node, ast.ClassDef)),
        ]
        too_long += [
            f"{module.relative_to(ROOT)}: {node.name}"
            for body in bodies
            for node in body.body
            if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
        ]
    assert too_long == []
