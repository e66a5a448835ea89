"""Reading a file of questions beside the window: a process of its own reads it, Cancel ends that process at once.

Lists and pictures that the form calls by name come along from the same folder, by their bare names only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.form import Form, Words
from ojm_desktop.domain.kept_form import FormFile
from ojm_desktop.forms.guard import LARGEST_FILE, octets_of
from ojm_desktop.forms.report import Gravity, Problem, Report
from ojm_desktop.ui.tasks import Cancelled, Progress, Tasks

if TYPE_CHECKING:
    from ojm_desktop.forms.importing import Imported


class NotOpened(OjmError):
    """The file is not there or may not be read; the sentence says what the system said."""


@dataclass(frozen=True)
class Read:
    """What came of a file, with what lay beside it; the report names what did not."""

    imported: Imported
    report: Report
    files: tuple[FormFile, ...]


def start_reading(
    tasks: Tasks,
    path: Path,
    done: Callable[[Read], object],
    refused: Callable[[str], object],
    cancelled: Callable[[], object],
) -> None:
    """Read a file; one of the three is called in this thread when it is over. What is no OjmError is raised here."""

    def failed(error: BaseException) -> None:
        if isinstance(error, Cancelled):
            cancelled()
        elif isinstance(error, OjmError):
            refused(str(error))
        else:
            raise error

    tasks.start(f"Reading {path.name}", lambda progress: _read(path, progress), done, failed)


def _read(path: Path, progress: Progress) -> Read:
    from ojm_desktop.forms.importing import read_form

    words = f"Reading {path.name}"
    progress(0.0, words)
    try:
        octets = octets_of(path)
    except OSError as error:
        raise NotOpened(f"{path.name} cannot be opened: {error.strerror}. Nothing has changed.") from None
    imported = read_form(path.name, octets, lambda: progress(0.0, words))
    if imported.form is None:
        return Read(imported, imported.report, ())
    files, missing = _beside(path.parent, imported.form)
    report = replace(imported.report, problems=(*imported.report.problems, *missing))
    return Read(imported, report, files)


def _beside(folder: Path, form: Form) -> tuple[tuple[FormFile, ...], list[Problem]]:
    """The files a form calls by name, and a warning for each that is not there."""
    files, missing = [], []
    for name in dict.fromkeys(_names(form)):
        try:
            if PurePath(name).name != name:
                raise FileNotFoundError
            octets = octets_of(folder / name)
            if len(octets) > LARGEST_FILE:
                raise FileNotFoundError
        except OSError:
            said = f"“{name}”, which the form asks for, is not in the folder of the workbook."
            missing.append(Problem(Gravity.WARNING, said, "Put it there and import the workbook again."))
        else:
            files.append(FormFile(name, octets))
    return tuple(files), missing


def _names(form: Form) -> Iterator[str]:
    """Lists outside the form, pictures and sounds, in the order they are asked for."""
    yield from (name for _, name in form.files)
    for question in form.questions():
        yield from _media(question.media)
    for held in form.lists:
        for choice in held.choices:
            yield from (name.rpartition("/")[2] for _, name in choice.media)


def _media(media: tuple[tuple[str, Words], ...]) -> Iterator[str]:
    for _, words in media:
        for _, pieces in words.by_language:
            yield "".join(piece for piece in pieces if isinstance(piece, str)).rpartition("/")[2]
