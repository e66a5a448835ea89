"""A new recovery sheet, printed or copied by hand, proved by typing one group back."""

from __future__ import annotations

import secrets
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ojm_desktop.domain.clock import Clock, long_date, parse_utc
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.ui import messages, theme
from ojm_desktop.ui.keys import recovery_paper
from ojm_desktop.ui.widgets.buttons import quiet
from ojm_desktop.ui.widgets.field import Field
from ojm_desktop.ui.widgets.text import Label

IN_A_ROW = 4
NO_PRINTER = (
    "This laptop has no printer. Write the groups down by hand: that is safest. A PDF is a file with the key in clear: "
    "save one to a stick only, print it elsewhere, then delete it."
)


class NewSheet(QWidget):
    """The groups, until the proving field is entered: then they are hidden, so that the paper is what is read."""

    entered = Signal()
    ready = Signal(bool)

    def __init__(self, clock: Clock, *, is_practice: bool = False) -> None:
        super().__init__()
        look = theme.current()
        self._clock, self._is_practice = clock, is_practice
        self._groups: tuple[str, ...] = ()
        self._study = ""
        self._asked = 0
        self._cells: list[Label] = []
        self.proof = _ProofLine()
        self.proof.setMaxLength(12)
        self.proof.setMaximumWidth(look.px(240))
        self._field = Field("", self.proof)
        words = "Whoever has these groups opens the study. Print them and keep the sheet away from the laptop."
        print_it = quiet("Print…", icon="print")
        print_it.clicked.connect(self._print)
        save = quiet("Save as PDF…")
        save.clicked.connect(self._save)
        self._look_again = quiet("Show the groups again")
        self._look_again.clicked.connect(lambda: self._reveal(True))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(16))
        column.addWidget(Label(words, wrap=True))
        self._grid = QGridLayout()
        self._grid.setSpacing(look.px(8))
        column.addLayout(self._grid)
        row = QHBoxLayout()
        row.setSpacing(look.px(12))
        for button in (print_it, save, self._look_again):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self._field)
        column.addStretch(1)
        self.proof.came.connect(lambda: self._reveal(False))
        self.proof.textEdited.connect(lambda _text: self._typed())
        self.proof.returnPressed.connect(self.entered)
        self._print_button = print_it

    def first_focus(self) -> QWidget:
        """Printing comes first."""
        return self._print_button

    def show_groups(self, study: str, groups: tuple[str, ...]) -> None:
        """Show the groups of a new study and choose the one to be typed back."""
        self._study, self._groups = study, groups
        self._asked = secrets.randbelow(len(groups))
        self._field.label.setText(f"Type group {self._asked + 1} from the paper")
        self.proof.setAccessibleName(self._field.label.text())
        for place, _group in enumerate(groups):
            cell = Label("", "heading")
            cell.setAlignment(Qt.AlignmentFlag.AlignLeft)
            self._cells.append(cell)
            self._grid.addWidget(cell, place // IN_A_ROW, place % IN_A_ROW)
        self._reveal(True)

    def check(self) -> bool:
        """Whether the group was typed back."""
        if not self._is_right():
            self._field.set_wrong(f"That is not group {self._asked + 1}. Look at the paper again.")
            return False
        return True

    def set_wrong(self, sentence: str) -> None:
        """Show why the study could not be opened."""
        self._field.set_wrong(sentence)

    def forget(self) -> None:
        """Keep nothing of the groups."""
        self._groups = ()
        self.proof.clear()
        for cell in self._cells:
            cell.clear()

    def _is_right(self) -> bool:
        typed = "".join(self.proof.text().upper().split()).translate(str.maketrans("OIL", "011"))
        return bool(self._groups) and typed == self._groups[self._asked]

    def _typed(self) -> None:
        self._field.clear_wrong()
        self.ready.emit(bool(self.proof.text().strip()))

    def _reveal(self, shown: bool) -> None:
        for place, cell in enumerate(self._cells):
            group = self._groups[place] if shown else "•••••"
            cell.setText(f"{place + 1}   {group}")
        self._look_again.setVisible(not shown)
        if shown and self.proof.hasFocus():
            self._print_button.setFocus()

    def _sheet(self) -> recovery_paper.Paper:
        day = long_date(parse_utc(self._clock.now().utc).date())
        return recovery_paper.Paper(self._study, self._groups, day, self._is_practice)

    def _print(self) -> None:
        if not recovery_paper.has_printer():
            self._field.set_note(NO_PRINTER, "warn", "warn")
            return
        if recovery_paper.print_out(self, self._sheet()):
            self._field.set_note("Sent to the printer. Look at the sheet, then type the group.")

    def _save(self) -> None:
        path = messages.choose_new_file(self, "Save the recovery sheet", Path.home() / "recovery.pdf", "PDF (*.pdf)")
        if path is None:
            return
        try:
            recovery_paper.save(path, self._sheet())
        except OjmError as error:
            self._field.set_wrong(str(error))
            return
        self._field.set_note("Saved. Print it, then delete the file: the paper is what counts.")


class _ProofLine(QLineEdit):
    """Tells when it gets the focus."""

    came = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.came.emit()
