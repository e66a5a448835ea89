"""A paper signed in ink: its scan is chosen from the disk, with the day on it and whose words it has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from ojm_desktop.domain.counting import counted
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.ui import messages, theme
from ojm_desktop.ui.leaves import pages_of_scan
from ojm_desktop.ui.widgets.buttons import quiet
from ojm_desktop.ui.widgets.card import row
from ojm_desktop.ui.widgets.day_field import DayField
from ojm_desktop.ui.widgets.leave_line import LeaveLine
from ojm_desktop.ui.widgets.segments import Segment, Segments
from ojm_desktop.ui.widgets.state import State
from ojm_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from ojm_desktop.service.scans import Scan

KINDS = "Scanned paper (*.pdf *.jpg *.jpeg *.png)"
OURS, OWN = "ours", "own"


@dataclass(frozen=True)
class FromPaper:
    """What was given of a paper."""

    scan: Scan
    signed_on: date
    has_our_words: bool


class PaperBox(QWidget):
    """``changed`` with a `FromPaper`, or None while part of it lacks; ``wrong`` with a sentence.

    ``to_sign_asked`` with a reason, to save the paper that was read here, for signing it in ink.
    """

    changed = Signal(object)
    wrong = Signal(str)
    to_sign_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self._scan: Scan | None = None
        self._is_practice = False
        self.choose = quiet("Choose the scanned paper…", icon="report", large=True)
        self.choose.clicked.connect(lambda _checked: self.ask())
        self._file = State("", "PDF, JPEG or PNG", "muted")
        self.day = DayField("Signed on")
        self.day.setPlaceholderText("As on the paper")
        self.day.setMinimumHeight(look.height("control_interview"))
        self.day.given.connect(lambda _day: self._tell())
        self.day.wrong.connect(self.wrong)
        self.words = Segments(
            "The words on the paper", (Segment(OURS, ""), Segment(OWN, "Other words")),
            large=True, unset=True, stacked=look.scale > 1,
        )  # fmt: skip
        self.words.chosen.connect(lambda _value: self._tell())
        self._note = Label(
            "The file is kept byte for byte on the sealed side, inside the record that the researcher signs. What was "
            "said from the day of signing on can then be taken in.",
            "body", "muted", wrap=True,
        )  # fmt: skip
        self.to_sign = quiet("Save the paper to sign in ink…", icon="print", large=True)
        self.to_sign.clicked.connect(lambda _checked: self._ask_reason())
        self.line = LeaveLine("Choose where", has_paper=False)
        self.line.given.connect(self._reason_given)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        column.addLayout(row(self.to_sign, 1))
        column.addWidget(self.line)
        column.addLayout(_beside(self.choose, self._file))
        column.addLayout(_beside(Label("Signed on", "label"), self.day))
        column.addLayout(_beside(Label("Its words", "label"), self.words))
        column.addWidget(self._note)

    def set_practice(self, is_practice: bool) -> None:
        """Whether nobody has to say why a paper leaves."""
        self._is_practice = is_practice

    def _ask_reason(self) -> None:
        from ojm_desktop.service.leaving import Offered

        self.line.ask("The agreement", Offered(self._is_practice))  # it is to be printed: nobody seals it

    def _reason_given(self, reason: str, _paper: str) -> None:
        self.line.hide()
        self.to_sign_asked.emit(reason)

    def begin(self, version: int, day: date | None) -> None:
        """Nothing chosen yet; `day` is the day to begin with, where the paper was signed just now."""
        self._scan = None
        self._file.show_state("", "PDF, JPEG or PNG", "muted")
        self.words.set_words(OURS, f"Those of text version {version}")
        self.words.clear()
        self._note.setHidden(day is not None)
        self.to_sign.setHidden(day is None)
        self.to_sign.setEnabled(True)
        self.line.hide()
        if day is None:
            self.day.clear_day()
        else:
            self.day.show_day(day)
            self.words.set_value(OURS)

    def ask(self) -> None:
        """Have the file chosen, and look at it before anything is done with it (I1)."""
        from ojm_desktop.service import scans

        path = messages.choose_any_file(self, "Choose the scanned paper", KINDS)
        if path is None:
            return
        try:
            scan = scans.from_disk(path)
            pages_of_scan(scan)
        except OjmError as error:
            self.wrong.emit(str(error))
            return
        self.take(scan)

    def take(self, scan: Scan) -> None:
        """A file that can be kept and shown."""
        self._scan = scan
        size = max(1, len(scan.octets) // 1024)
        self._file.show_state("check", f"{scan.kind.name}, {counted(scan.pages, 'page')}, {size:,} KiB")
        self._tell()

    def given(self) -> FromPaper | None:
        """All of it, where nothing is missing."""
        if self._scan is None or self.day.day is None or not self.words.value:
            return None
        return FromPaper(self._scan, self.day.day, self.words.value == OURS)

    def first(self) -> QWidget:
        """What takes the keys first."""
        if self._scan is None:
            return self.choose
        return self.day if self.day.day is None else self.words.first() if self.words.value else self.words

    def _tell(self) -> None:
        self.to_sign.setEnabled(self.given() is None)  # then it is the record that is shown
        self.changed.emit(self.given())


def _beside(left: QWidget, right: QWidget) -> QBoxLayout:
    """Two things in a line, the second below the first at large text."""
    look = theme.current()
    if look.scale > 1:
        column = QVBoxLayout()
        column.setSpacing(look.px(8))
        column.addLayout(row(left, 1))
        column.addLayout(row(right, 1))
        return column
    if isinstance(left, Label):
        left.setFixedWidth(look.px(96))
    return row(left, right, 1)
