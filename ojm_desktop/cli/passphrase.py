"""Where a passphrase comes from; never from the command line itself, which others can read."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ParamSpec, TypeVar

import click

from ojm_desktop.app.clock import MachineClock
from ojm_desktop.cli.listed import note_opened, note_wrong_try
from ojm_desktop.domain.clock import Clock
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.service import backups, clock_doubt, studies
from ojm_desktop.service.session import Session
from ojm_desktop.vault.errors import WrongPassphrase

VARIABLE = "OJM_PASSPHRASE"
NEW_VARIABLE = "OJM_NEW_PASSPHRASE"
"""Another than VARIABLE, which may well hold the one that is to be replaced."""
RECOVERY_VARIABLE = "OJM_RECOVERY_KEY"
P = ParamSpec("P")
R = TypeVar("R")

passphrase_file_option = click.option(
    "--passphrase-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Read the passphrase from the first line of this file; nobody else may be able to read it.",
)
study_argument = click.argument("study", type=click.Path(path_type=Path))


def study_command(command: Callable[P, R]) -> Callable[P, R]:
    """The argument and the option of every command that opens a study."""
    return study_argument(passphrase_file_option(command))


def machine_clock() -> Clock:
    """This machine's clock."""
    return MachineClock()


def read(file: Path | None, prompt: str = "Passphrase", *, is_new: bool = False) -> str:
    """The passphrase: from the file, the environment (and removed from it), or asked for.

    Raises UsageError (exit 2) when nobody can be asked.
    """
    given = os.environ.pop(VARIABLE, None)
    if file is not None:
        return _from_file(file)
    return given if given is not None else _ask(prompt, f"set {VARIABLE} or use --passphrase-file", is_new=is_new)


def read_replacement(file: Path | None) -> str:
    """The passphrase that takes the place of another, from its own file or variable, or asked for twice.

    Raises UsageError (exit 2) when nobody can be asked. Both variables are removed from the environment.
    """
    os.environ.pop(VARIABLE, None)
    given = os.environ.pop(NEW_VARIABLE, None)
    if file is not None:
        return _from_file(file)
    otherwise = f"set {NEW_VARIABLE} or use --new-passphrase-file"
    return given if given is not None else _ask("New passphrase", otherwise, is_new=True)


def read_recovery_key() -> str:
    """The printed recovery key: from the environment (and removed from it), or asked for."""
    given = os.environ.pop(RECOVERY_VARIABLE, None)
    return given if given is not None else _ask("Recovery key, as printed", f"set {RECOVERY_VARIABLE}")


def _ask(prompt: str, otherwise: str, *, is_new: bool = False) -> str:
    if not sys.stdin.isatty():
        raise click.UsageError(f"There is no terminal to ask on: {otherwise}.")
    return str(click.prompt(prompt, hide_input=True, confirmation_prompt=is_new, err=True))


def _from_file(file: Path) -> str:
    if os.name == "posix" and file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise OjmError(f"Others can read {file.name}. It was not used; run: chmod 600 {file.name}")
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise OjmError(f"{file.name} could not be read as text. It was not used; choose another file.") from error
    return lines[0] if lines else ""


@contextmanager
def open_study(study: Path, passphrase_file: Path | None) -> Iterator[Session]:
    """The open study; closed again, with a backup of what is new, whatever happens."""
    studies.check_free(study)
    try:
        session = studies.open_(study, read(passphrase_file), machine_clock())
    except WrongPassphrase:
        note_wrong_try(study)
        raise
    try:
        note_opened(study, session.opened_at.utc)
        if why := clock_doubt.doubt(session):
            click.echo(why, err=True)
        yield session
    except BaseException:
        _close(session)
        raise
    _close(session)


def _close(session: Session) -> None:
    """Close with a backup. One that fails is told, and does not turn what was done into a failure."""
    try:
        backups.close(session)
    except OjmError as error:
        click.echo(f"The study itself is safe, but the backup on closing failed: {error}", err=True)
