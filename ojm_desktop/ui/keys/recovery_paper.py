"""The recovery sheet on paper: the same figure on a printer or in a PDF; the groups go through no file when printed."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QPageSize, QPainter
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from ojm_desktop.report.recovery_pdf import RecoverySheet


@dataclass(frozen=True)
class Paper:
    """What the sheet says: the study's name, the groups, the day it was made; of a practice study that it is one."""

    study: str
    groups: tuple[str, ...] = field(repr=False)
    made_on: str = ""
    is_practice: bool = False


def save(path: Path, paper: Paper) -> None:
    """Write it as a new PDF. Raises OjmError when the file is there or cannot be written."""
    from ojm_desktop.report import recovery_pdf
    from ojm_desktop.typeset import Typeset

    recovery_pdf.write(_sheet(paper), path, Typeset())


def has_printer() -> bool:
    """Whether this laptop knows a printer; without one, Qt would print into a file in the home folder unasked."""
    from PySide6.QtPrintSupport import QPrinterInfo

    return bool(QPrinterInfo.availablePrinterNames())


def print_out(parent: QWidget, paper: Paper) -> bool:
    """Ask for a printer and print; whether something was sent to one. Nothing is ever printed into a file."""
    from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    printer.setDocName("Recovery sheet")
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile, False)
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return False
    if printer.outputFormat() is not QPrinter.OutputFormat.NativeFormat or printer.outputFileName():
        return False
    draw(printer, paper)
    return True


def draw(printer: QPrinter, paper: Paper) -> None:
    """Draw its pages on a printer, or on a file standing in for one."""
    from ojm_desktop.report import recovery_pdf
    from ojm_desktop.typeset import Typeset
    from ojm_desktop.ui import theme
    from ojm_desktop.ui.journey import pen
    from ojm_desktop.ui.journey.inks import inks

    painter = QPainter(printer)
    scale = printer.resolution() / 96
    on_paper = inks(theme.make(theme.Look.LIGHT))
    for number, figure in enumerate(recovery_pdf.pages(_sheet(paper), Typeset())):
        if number:
            printer.newPage()
        painter.save()
        painter.scale(scale, scale)
        pen.draw(painter, figure, on_paper)
        painter.restore()
    painter.end()


def _sheet(paper: Paper) -> RecoverySheet:
    from ojm_desktop.report.recovery_pdf import RecoverySheet

    return RecoverySheet(paper.study, paper.groups, paper.made_on, paper.is_practice)
