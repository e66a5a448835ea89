"""What every command asks that writes something of a study outside it: why, or for whom it is sealed (C7)."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

import click

P = ParamSpec("P")
R = TypeVar("R")


def leaving_options(
    what: str, needed: str = "needed unless it is sealed, or a practice study"
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """`--reason` and `--seal-for`, for a command that lets `what` leave the study."""
    reason = click.option("--reason", default="", help=f"Why {what} leaves the study; {needed}.")
    sealed = click.option(
        "--seal-for",
        "recipients",
        multiple=True,
        metavar="NAME",
        help="Seal it for this recipient of the study; .zip.age comes behind the name. May be given several times.",
    )
    return lambda command: reason(sealed(command))


def sealed_words(recipients: tuple[str, ...]) -> str:
    """For whom it is sealed, as the end of a sentence; "" where it is in clear."""
    return f", sealed for {' and '.join(recipients)}" if recipients else ""
