"""A new recovery sheet goes onto paper and into no file that nobody asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ojm_desktop.ui.keys import recovery_paper
from ojm_desktop.ui.keys.new_sheet import NO_PRINTER, NewSheet
from tests.studies import SetClock
from tests.ui.windows import dressed

GROUPS = ("ABCDE", "FGHJK", "MNPQR", "STVWX")


def recovery_step(qtbot: QtBot, app: QApplication) -> NewSheet:
    dressed(app)
    step = NewSheet(SetClock())
    qtbot.addWidget(step)
    step.show_groups("River Road", GROUPS)
    step.show()
    return step


def test_that_without_a_printer_the_key_goes_into_no_file_and_the_page_says_what_to_do(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = recovery_step(qtbot, qapp)
    monkeypatch.setattr(recovery_paper, "has_printer", lambda: False)
    monkeypatch.setattr(recovery_paper, "print_out", lambda *_: pytest.fail("Qt was asked to print into a file"))
    step.first_focus().click()  # type: ignore[attr-defined]
    assert NO_PRINTER in {label.text() for label in step.findChildren(QLabel) if label.isVisible()}


def test_that_the_print_dialog_offers_printers_and_no_file(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[bool] = []

    def look(dialog: QPrintDialog) -> int:
        offered.append(dialog.testOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile))
        return int(QPrintDialog.DialogCode.Rejected)

    monkeypatch.setattr(QPrintDialog, "exec", look)
    step = recovery_step(qtbot, qapp)
    assert not recovery_paper.print_out(step, recovery_paper.Paper("River Road", GROUPS))
    assert offered == [False]


def test_that_a_printer_that_is_a_file_gets_no_key(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "key.pdf"

    def into_a_file(dialog: QPrintDialog) -> int:
        dialog.printer().setOutputFileName(str(target))
        return int(QPrintDialog.DialogCode.Accepted)

    monkeypatch.setattr(QPrintDialog, "exec", into_a_file)
    step = recovery_step(qtbot, qapp)
    assert not recovery_paper.print_out(step, recovery_paper.Paper("River Road", GROUPS))
    assert not target.exists()
