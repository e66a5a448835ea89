"""The directions of the house, by import-linter, and that its contracts can fail."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import PACKAGE, ROOT, imports_of, modules_of

SHARED_BY_PAGES = {"journey", "keys", "restoring", "visits", "widgets"}  # packages of ui that are not pages


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """import-linter's verdict on the project in a folder."""
    program = "import sys; from importlinter.cli import lint_imports_command as run; sys.exit(run(['--no-cache']))"
    return subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=False)


def test_that_every_contract_of_the_layers_is_kept() -> None:
    verdict = lint_imports(ROOT)
    assert verdict.returncode == 0, verdict.stdout


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("domain/rating.py", "import ojm_desktop.store.log", "Layers point downwards"),
        ("vault/kdf.py", "import ojm_desktop.store.log", "Layers point downwards"),
        ("service/edits/naming.py", "from PySide6 import QtCore", "Qt belongs to ui and app"),
        ("service/edits/naming.py", "import sqlcipher3", "SQL belongs to store"),
        ("app/clock.py", "import sqlite3", "SQL belongs to store"),
        ("store/log.py", "import cryptography.hazmat", "Cryptography belongs to vault"),
        ("ui/theme.py", "import reportlab.pdfgen", "reportlab, segno and pyHanko belong to report"),
        ("report/pen.py", "import fontTools.ttLib", "fontTools, bidi and arabic_reshaper belong to typeset"),
        ("ui/theme.py", "import numpy", "numpy belongs to the tests"),
        ("service/edits/naming.py", "import click", "click belongs to the command line"),
    ],
)
def test_that_an_import_in_the_wrong_direction_breaks_its_contract(
    tmp_path: Path, module: str, line: str, contract: str
) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    house = tmp_path / "ojm_desktop"
    for path in (house / "store" / "log.py", house / module):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    for folder in {house, *(path for path in house.rglob("*") if path.is_dir())}:
        (folder / "__init__.py").touch()
    (house / module).write_text(line + "\n", encoding="utf-8")
    verdict = lint_imports(tmp_path)
    assert verdict.returncode == 1, verdict.stdout + verdict.stderr
    broken = [row for row in verdict.stdout.splitlines() if row.endswith("BROKEN")]
    assert any(contract in row for row in broken), verdict.stdout


@pytest.mark.parametrize("room", ["domain", "journey"])
def test_that_the_rooms_of_pure_thought_import_the_standard_library_alone(room: str) -> None:
    known = sys.stdlib_module_names | {"ojm_desktop"}
    strangers = {
        f"{module.relative_to(ROOT)}: {name}"
        for module in modules_of(PACKAGE / room)
        for name in imports_of(ast.parse(module.read_text(encoding="utf-8")))
        if name.split(".")[0] not in known
    }
    assert strangers == set()


def test_that_no_page_imports_another_page() -> None:
    pages = {folder.name for folder in (PACKAGE / "ui").iterdir() if (folder / "__init__.py").exists()}
    pages -= SHARED_BY_PAGES
    crossings = {
        f"{module.relative_to(ROOT)}: {name}"
        for page in pages
        for module in modules_of(PACKAGE / "ui" / page)
        for name in imports_of(ast.parse(module.read_text(encoding="utf-8")))
        for other in pages - {page}
        if name == f"ojm_desktop.ui.{other}" or name.startswith(f"ojm_desktop.ui.{other}.")
    }
    assert crossings == set()
