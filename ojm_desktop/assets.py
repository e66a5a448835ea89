"""Where the files the program brings along are: beside the package in a checkout, inside it once built."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _folder(name: str, known: str) -> Path:
    """The folder `name` that holds the file `known`: a package of the program may have that name too.

    Inside the package first: beside an installed one lie strangers' folders.
    """
    for parent in (_PACKAGE, _PACKAGE.parent):
        if (parent / name / known).is_file():
            return parent / name
    raise FileNotFoundError(f"The folder “{name}” of the program is missing: install the program again.")


def resources() -> Path:
    """Icons, fonts, tokens, the practice study. Raises FileNotFoundError when the installation is incomplete."""
    return _folder("resources", "tokens.json")


def forms() -> Path:
    """The shipped questionnaires, one XLSForm a file. Raises FileNotFoundError when the installation is incomplete."""
    return _folder("forms", "cohort1.md")


def fonts() -> Path:
    """The bundled faces, TrueType, with their licence beside them."""
    return resources() / "fonts"
