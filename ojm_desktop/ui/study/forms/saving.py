"""A version written out: as a workbook to edit, as the XForm it is kept as, or blank on paper.

A blank questionnaire holds nobody's answer, so no reason is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from ojm_desktop.domain.counting import counted
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.service import forms
from ojm_desktop.service.session import Session
from ojm_desktop.ui import messages

KINDS: Final = "Workbook to edit (*.xlsx);;XForm for other programs (*.xml)"


@dataclass(frozen=True)
class Said:
    """What became of it, in a sentence."""

    sentence: str
    is_wrong: bool = False


def save_version(parent: QWidget, session: Session, digest: str, folder: Path) -> Said | None:
    """Ask where, and write the workbook or the XForm, as the name ends; None where nobody wanted to."""
    path = messages.choose_new_file(parent, "Save the form", folder / f"{_name(session, digest)}.xlsx", KINDS)
    if path is None:
        return None
    path = path if path.suffix.lower() in {".xlsx", ".xml"} else path.with_name(f"{path.name}.xlsx")

    def write() -> None:
        from ojm_desktop.forms.workbook_out import write_workbook
        from ojm_desktop.report.files import write_new

        is_xml = path.suffix.lower() == ".xml"
        octets = forms.xml_of(session, digest) if is_xml else write_workbook(forms.read(session, digest))
        write_new(path, lambda temporary: temporary.write_bytes(octets))

    return written(path, write)


def print_blank(parent: QWidget, session: Session, digest: str, folder: Path) -> Said | None:
    """Ask where, and write the blank questionnaire as a PDF; None where nobody wanted to."""
    name = f"{_name(session, digest)}, blank.pdf"
    path = messages.choose_new_file(parent, "Print the blank form", folder / name, "PDF (*.pdf)")
    if path is None:
        return None
    pages: list[int] = []

    def write() -> None:
        from ojm_desktop.report import form_pdf
        from ojm_desktop.service.form_trial import pictures
        from ojm_desktop.ui.journey.pen import bundled
        from ojm_desktop.ui.rasters import rasters

        paper = form_pdf.FormPaper(forms.read(session, digest), pictures=rasters(pictures(session, digest)))
        pages.append(form_pdf.write(paper, path, bundled()))

    said = written(path, write)
    return Said(f"{counted(pages[0], 'page')} in {path.name}, written to {path.parent.name}.") if pages else said


def written(path: Path, write: Callable[[], object]) -> Said:
    """Write, and say what came of it."""
    try:
        write()
    except OjmError as error:
        return Said(str(error), is_wrong=True)
    return Said(f"{path.name} was written to {path.parent.name}.")


def _name(session: Session, digest: str) -> str:
    facts = forms.facts_of(session, digest)
    return f"{facts.id}, version {facts.version}" if facts.version else facts.id
