"""`ojm forms print`: a blank questionnaire on paper. No study is opened, so no reason is asked for."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import click

from ojm_desktop.cli.answers import Answer, answering, json_option
from ojm_desktop.domain.counting import counted
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.form import Form
from ojm_desktop.forms.guard import LARGEST_FILE, octets_of
from ojm_desktop.forms.importing import read_form

if TYPE_CHECKING:
    from ojm_desktop.report.pictures import Rasters

MOST_COPIES = 20
"""The same as on paper, whose module is read only when something is printed."""


class NotPrinted(OjmError):
    """There is no questionnaire to print, or not in that language; nothing was written."""


@click.command("print")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("out", metavar="OUT.pdf", type=click.Path(path_type=Path))
@click.option("--language", default="", help="One of the form's languages; without it the form's own.")
@click.option(
    "--copies", type=click.IntRange(1, MOST_COPIES), default=1, show_default=True,
    help="How often what may be told several times is printed.",
)  # fmt: skip
@json_option
@answering
def command(file: Path, out: Path, language: str, copies: int) -> Answer:
    """Print the questionnaire in FILE blank, as a new PDF: numbered as on the screen, told who reads what."""
    from ojm_desktop.report import form_pdf
    from ojm_desktop.typeset import Typeset

    form = _form(file)
    if language and language not in form.languages:
        known = ", ".join(form.languages) or "none"
        raise NotPrinted(f"{file.name} has no language “{language}”; it has: {known}. Nothing was printed.")
    found, missing = _pictures(file.parent, form, language)
    paper = form_pdf.FormPaper(form, language, copies, found)
    pages = form_pdf.write(paper, out, Typeset())
    alone = [f"“{name}” is no picture beside {file.name}, so the words stand alone." for name in missing]
    told = [f"{counted(pages, 'page')} in {out}.", *alone]
    return Answer(told, file=str(out), pages=pages, form=form.id, digest=form.digest, missing_pictures=missing)


def _pictures(folder: Path, form: Form, language: str) -> tuple[Rasters, list[str]]:
    """The pictures that lie beside the questionnaire, and the names of those that do not."""
    from ojm_desktop.report.pictures import names

    wanted = names(form, tuple(filter(None, (language, form.default_language))))
    octets = {name: held for name in wanted if (held := _beside(folder, name))}
    if not octets:
        return {}, list(wanted)
    from ojm_desktop.ui.rasters import rasters

    found = rasters(octets)
    return found, [name for name in wanted if name not in found]


def _beside(folder: Path, name: str) -> bytes:
    """What lies under a bare name in a folder; nothing where it cannot be read or is too large."""
    try:
        octets = octets_of(folder / name) if PurePath(name).name == name else b""
    except OSError:
        return b""
    return octets if len(octets) <= LARGEST_FILE else b""


def _form(path: Path) -> Form:
    try:
        octets = octets_of(path)
    except OSError as error:
        raise NotPrinted(f"{path.name} cannot be opened: {error.strerror}. Nothing was printed.") from None
    found = read_form(path.name, octets)
    if found.form is None:
        told = [str(problem) for problem in found.report.errors]
        raise NotPrinted("\n".join([f"{path.name} cannot be printed.", *told, "Nothing was printed."]))
    return found.form
