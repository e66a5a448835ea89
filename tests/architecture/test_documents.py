"""What README.md, ARCHITECTURE.md and CHANGELOG.md say is so: commands, keys, names, pictures, layers, version."""

from __future__ import annotations

import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import dev_commands
import pytest

from ojm_desktop import __version__
from ojm_desktop.cli.root import ojm
from ojm_desktop.ui.actions import ACTIONS
from tests.architecture.sources import PACKAGE, ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

LARGEST_PICTURE = 150_000
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)#]+)\)")
FENCED = re.compile(r"^```\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PATH = re.compile(r"(?:ojm_desktop|tests|packaging|resources)/[\w./]*")


def section(document: str, heading: str) -> str:
    """The text under a heading, up to the next of the same level."""
    start = document.index(f"## {heading}\n")
    end = document.find("\n## ", start)
    return document[start : end if end > 0 else None]


def rows(text: str) -> Iterator[list[str]]:
    """The cells of every row of the tables in a text, heads and rules left out."""
    for line in text.splitlines():
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip())[1:-1]]
        if cells and cells[0].startswith("`"):
            yield cells


def words_of(cell: str) -> list[str]:
    """The words of the first code in a cell."""
    found = CODE.search(cell)
    assert found is not None, cell
    return shlex.split(found.group(1))


def tree_paths(block: str) -> Iterator[Path]:
    """The paths that an indented tree names, relative to the root."""
    above: list[str] = []
    for line in block.splitlines():
        depth = (len(line) - len(line.lstrip())) // 2
        above[depth:] = [line.split()[0]]
        yield Path(*above)


def test_that_the_readme_names_the_test_command_that_ci_runs() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    command = "python3 packaging/dev.py test"
    assert f"\n{command} </dev/null" in script
    assert f"\n{command}\n" in README


def test_that_every_command_of_ojm_is_in_the_readme_and_no_other() -> None:
    listed = [words_of(cells[0])[0] for cells in rows(section(README, "The command line"))]
    assert sorted(listed) == sorted(ojm.commands)


@pytest.mark.parametrize("example", [cells[1] for cells in rows(section(README, "The command line"))])
def test_that_every_example_of_the_readme_is_understood(
    example: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "north-bridge.ojm").mkdir()
    program, name, *rest = words_of(example)
    assert program == "ojm"
    with click.Context(ojm) as above:
        ojm.commands[name].make_context(name, rest, parent=above)


def test_that_every_option_the_readme_explains_is_one_of_its_command() -> None:
    for name, _, says in rows(section(README, "The command line")):
        options = {option for parameter in ojm.commands[words_of(name)[0]].params for option in parameter.opts}
        assert set(re.findall(r"--[a-z-]+", says)) <= options, name


def test_that_every_command_of_dev_py_is_in_the_readme_and_no_other() -> None:
    listed = {words_of(cells[0])[0] for cells in rows(section(README, "Two commands"))}
    shown = set(re.findall(r"^python3 packaging/dev\.py (\w+)", README, re.MULTILINE))
    assert listed | shown == {*dev_commands.PASSING_ON, *dev_commands.PLAIN}


def test_that_every_key_of_an_action_is_in_the_readme() -> None:
    table = section(README, "Keys")
    first, last = (f"Ctrl+{number}" for number in (1, 5))
    between = {f"Ctrl+{number}" for number in (2, 3, 4)} if f"{first} ... {last}" in table else set()
    keys = {key for action in ACTIONS for key in (action.key, action.also) if key} - between
    missing = {key for key in keys if not re.search(rf"(?<![\w+]){re.escape(key)}(?![\w+])", table)}
    assert missing == set()


@pytest.mark.parametrize("name", ["README.md", "ARCHITECTURE.md", "CHANGELOG.md"])
def test_that_every_file_a_document_points_at_is_there(name: str) -> None:
    places = [place for place in LINK.findall((ROOT / name).read_text(encoding="utf-8")) if "://" not in place]
    assert [place for place in places if not (ROOT / place).is_file()] == []


def test_that_the_pictures_of_the_readme_are_small() -> None:
    pictures = [ROOT / place for place in LINK.findall(README) if place.endswith(".png")]
    assert pictures
    assert {
        picture.name: picture.stat().st_size for picture in pictures if picture.stat().st_size > LARGEST_PICTURE
    } == {}


def test_that_every_name_in_the_tree_of_the_architecture_is_there() -> None:
    block = FENCED.findall(section(ARCHITECTURE, "The tree"))[0]
    assert [str(path) for path in tree_paths(block) if not (ROOT / path).exists()] == []


def test_that_every_package_and_top_folder_is_in_the_tree() -> None:
    named = set(tree_paths(FENCED.findall(section(ARCHITECTURE, "The tree"))[0]))
    packages = {init.parent.relative_to(ROOT) for init in PACKAGE.rglob("__init__.py")}
    assert packages - named == set()


def test_that_every_path_the_architecture_names_is_there() -> None:
    paths = {path for code in CODE.findall(ARCHITECTURE) for path in PATH.findall(code)}
    assert len(paths) > 30
    assert {path for path in paths if not (ROOT / path).exists()} == set()


def test_that_the_layers_are_those_import_linter_checks() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        contracts = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "layers")
    told = FENCED.findall(section(ARCHITECTURE, "Directions"))[0].splitlines()
    assert told == [re.sub(r"[()]", "", layer) for layer in layers]


def test_that_the_changelog_tells_of_this_version() -> None:
    assert re.search(rf"^## \[{re.escape(__version__)}\]", CHANGELOG, re.MULTILINE)
