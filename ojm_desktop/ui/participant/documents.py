"""The Documents tab: the signed agreement as it was filed, saved as the very same bytes (S5), and the interviews."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QBoxLayout, QLabel, QVBoxLayout, QWidget

from ojm_desktop.domain.clock import day_in, long_date
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.file_names import file_name
from ojm_desktop.service.queries.people import AgreementState, PersonRow
from ojm_desktop.ui import messages, theme
from ojm_desktop.ui.participant.interview_papers import InterviewPapers
from ojm_desktop.ui.widgets.buttons import quiet
from ojm_desktop.ui.widgets.card import Card, Scroll
from ojm_desktop.ui.widgets.empty import EmptyPage, Step
from ojm_desktop.ui.widgets.leave_line import LeaveLine
from ojm_desktop.ui.widgets.message import Message
from ojm_desktop.ui.widgets.state import State
from ojm_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from ojm_desktop.service.session import Session
    from ojm_desktop.ui.leaves import Leaf

PAGE_WIDTH = 780
"""Width of a page of paper on the screen, in pixels at 100 %."""


class DocumentsTab(QWidget):
    """``wrong`` when a document cannot be read, ``sign_asked`` when there is none yet.

    ``done(sentence, folder)`` when a copy was written, ``check_asked(visit)`` to type a visit from paper again.
    """

    wrong = Signal(str)
    done = Signal(str, object)
    sign_asked = Signal()
    check_asked = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._found: PersonRow | None = None
        self.empty = EmptyPage(
            "No document yet",
            "The agreement stands here once it is signed, exactly as it was signed.",
            (Step("The agreement", "Read it together, then both sign.", "Have the agreement signed",
                  self.sign_asked.emit, icon="check"),),
        )  # fmt: skip
        self._title = Label("Agreement", "label")
        is_large = theme.current().scale > 1  # the sentence then takes two lines
        self._state = Message(keeps_line=False) if is_large else State("check", "", "muted")
        self.show_paper = quiet("Show")
        self.save = quiet("Save a copy to print…", icon="print")
        self.line = LeaveLine("Choose a folder", has_paper=False)
        self._card = self._agreement_card()
        self.interviews = InterviewPapers(session)
        self._pages, self._paper_column = _sheets("The signed agreement")
        self._lay_out()
        self._connect()

    def show_person(self, found: PersonRow) -> None:
        """Say what there is; the paper itself is opened only when asked for."""
        is_other = self._found is None or self._found.person.id != found.person.id
        self._found = found
        has_paper = found.agreement in (AgreementState.SIGNED, AgreementState.WITHDRAWN) and bool(found.text_version)
        self.empty.setVisible(not has_paper)
        self._card.setVisible(has_paper)
        self.interviews.show_person(found.person.id)
        if has_paper and found.signed_at:
            day = long_date(day_in(found.signed_at, self._session.plan.zone))
            self._title.setText(f"Agreement, version {found.text_version}")
            self._state.show_state("check", f"Signed on {day}. Kept on the sealed side, as it was signed.", "muted")
        if is_other or not has_paper:
            self._pages.hide()
            self.line.hide()

    def _agreement_card(self) -> Card:
        look, card = theme.current(), Card()
        down = QBoxLayout.Direction.TopToBottom  # at large text words and buttons have no room beside each other
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight if look.scale == 1 else down)
        row.setSpacing(look.px(12))
        words = QVBoxLayout()
        words.addWidget(self._title)
        words.addWidget(self._state)
        row.addLayout(words, 1)
        row.addWidget(self.show_paper)
        row.addWidget(self.save)
        card.column.addLayout(row)
        card.column.addWidget(self.line)
        return card

    def _lay_out(self) -> None:
        look, inside = theme.current(), QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, look.px(8))
        column.setSpacing(look.px(16))
        for part in (self.empty, self._card, self.interviews, self._pages):
            column.addWidget(part)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scroll(inside))

    def _connect(self) -> None:
        self.show_paper.clicked.connect(self._show_pages)
        self.save.clicked.connect(self._ask)
        self.line.given.connect(self._save)
        self.interviews.wrong.connect(self.wrong)
        self.interviews.done.connect(self.done)
        self.interviews.check_asked.connect(self.check_asked)

    def _leaves(self) -> list[Leaf]:
        """The pages of the filed paper, and those of the scan inside it; none where it cannot be read."""
        from ojm_desktop.service import agreements
        from ojm_desktop.ui.leaves import leaves, pages_of_scan

        try:
            found = agreements.filed(self._session, self._found.person.id) if self._found else None
            scan = agreements.scan_in(found) if found else None
            return [*(leaves(found.signed_pdf) if found else ()), *(pages_of_scan(scan) if scan else ())]
        except OjmError as error:
            self.wrong.emit(str(error))
            return []

    def _show_pages(self) -> None:
        from ojm_desktop.ui.leaves import rendered

        pages = self._leaves()
        if not pages:
            return
        while self._paper_column.count():
            item = self._paper_column.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        ratio = self.devicePixelRatioF()
        for page in pages:
            picture = rendered(page, theme.current().px(PAGE_WIDTH) * ratio)
            picture.setDevicePixelRatio(ratio)
            label = QLabel()
            label.setPixmap(QPixmap.fromImage(picture))
            label.setAccessibleName("A page of the signed agreement")
            self._paper_column.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        self._pages.show()

    def _ask(self) -> None:
        from ojm_desktop.service.leaving import offered

        self.line.ask("The agreement", offered(self._session))

    def _save(self, reason: str, _size: str) -> None:
        from ojm_desktop.service import agreements
        from ojm_desktop.service.leaving import name_out

        found = self._found
        folder = messages.choose_folder(self, "Where to save the agreement", Path.home()) if found else None
        if found is None or folder is None:
            return
        path = folder / file_name(found.person.code, "agreement", suffix=".pdf")
        try:
            agreements.copy_out(self._session, found.person.id, path, reason, self.line.sealed_for)
        except OjmError as error:
            self.wrong.emit(str(error))
            return
        self.line.hide()
        path = name_out(path, is_sealed=bool(self.line.sealed_for))
        self.done.emit(f"{path.name} was written to {folder.name}.", folder)


def _sheets(name: str) -> tuple[QWidget, QVBoxLayout]:
    """Where pages of paper are laid under each other, out of sight until there are any."""
    pages = QWidget()
    pages.setProperty("ground", "sunken")
    pages.setAccessibleName(name)
    column = QVBoxLayout(pages)
    column.setSpacing(theme.current().px(16))
    pages.hide()
    return pages, column
