"""What stands in the middle when it is over: the sealed paper's words and a copy; or recording a no."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ojm_desktop.domain.clock import Instant
from ojm_desktop.ui import theme
from ojm_desktop.ui.agreement.steps import TEXT_WIDTH, Panel
from ojm_desktop.ui.agreement.ways import WitnessBox
from ojm_desktop.ui.widgets.buttons import CheckBox, quiet
from ojm_desktop.ui.widgets.card import Card, row
from ojm_desktop.ui.widgets.field import ChoiceBox, Field
from ojm_desktop.ui.widgets.state import State
from ojm_desktop.ui.widgets.text import Label

REASONS = ("For the participant to keep", "For the office file", "For the ethics record")


class FiledPanel(Panel):
    """The sealed paper: the head of the log as words, a copy of it, and what checks it.

    ``copy_asked`` with the reason, ``certificate_asked`` to write the study's certificate.
    """

    copy_asked = Signal(str)
    certificate_asked = Signal()

    def __init__(self, *, needs_reason: bool) -> None:
        super().__init__("Signed, sealed and filed")
        look = theme.current()
        self.state = State("lock", "")
        self.words = Label("", "heading", wrap=True)
        card = Card(margin=24, spacing=8)
        card.setMaximumWidth(look.px(TEXT_WIDTH))
        card.add(Label("Head of the log", "label"), self.words)
        card.add(
            Label(
                "These eight words stand on the paper too. Whoever keeps a copy can show with them later that the "
                "record was not changed, with ojm verify.",
                "body",
                "muted",
                wrap=True,
            )
        )
        out = Card(margin=24, spacing=12)
        out.setMaximumWidth(look.px(TEXT_WIDTH))
        out.add(Label("A copy for the participant", "label"))
        self.reason = ChoiceBox()
        self.reason.setEditable(True)
        self.reason.addItems(REASONS)
        edit = self.reason.lineEdit()
        if edit is not None:
            edit.setProperty("bare", "true")
            edit.setMaxLength(200)
        field = Field("What the copy is for", self.reason)
        field.message.hide()
        out.add(field)
        field.setHidden(not needs_reason)  # not before it stands in the card: it would be a window of its own
        self.copy_button = quiet("Copy for the participant…", icon="print", large=True)
        self.copy_button.clicked.connect(lambda _checked: self.copy_asked.emit(self.reason.currentText()))
        self.certificate = quiet("Study certificate…", icon="lock", large=True)
        self.certificate.clicked.connect(lambda _checked: self.certificate_asked.emit())
        out.column.addLayout(row(self.copy_button, self.certificate, 1))
        out.add(
            Label(
                "The copy is the PDF as it was filed, readable by whoever has it. With the certificate, which names "
                "nobody, anybody can check that it was not changed.",
                "body", "muted", wrap=True,
            )
        )  # fmt: skip
        self.column.addWidget(self.state)
        self.column.addWidget(Label("Nothing in it can be changed any more.", "body", "muted", wrap=True))
        self.column.addWidget(card)
        self.column.addWidget(out)
        self.column.addStretch(1)

    def show_filed(self, when: str, words: tuple[str, ...]) -> None:
        """Say how and when it was signed, and its words."""
        self.state.show_state("lock", when)
        self.words.setText(" ".join(words))


class RefusalPanel(Panel):
    """A no is recorded as a no, with the person's words if they want to give any, and a witness if there was one.

    ``record_asked`` with the words and the `Witness`, or None.
    """

    record_asked = Signal(str, object)

    def __init__(self, now: Callable[[], Instant]) -> None:
        super().__init__("Does not want to sign")
        look = theme.current()
        card = Card(margin=24, spacing=12)
        card.setMaximumWidth(look.px(TEXT_WIDTH))
        sentence = (
            "That is a full answer. It changes nothing about the order, nothing will be rated, and nobody will press. "
            "The refusal is filed on the sealed side and cannot be taken back here; the person can still ask to sign "
            "later."
        )
        card.add(Label(sentence, "body", wrap=True))
        self.words = QPlainTextEdit()
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(look.px(120))
        field = Field("In their words, if they want to say", self.words)
        field.message.hide()
        card.add(field)
        self.has_witness = CheckBox("Somebody else was there and signs as a witness")
        self.has_witness.setMinimumHeight(look.height("control_interview"))
        self.witness = WitnessBox(now)
        self.has_witness.toggled.connect(self.witness.setVisible)
        self.witness.hide()
        card.add(self.has_witness, self.witness)
        self.record = quiet("Record the refusal", icon="refused", large=True)
        self.record.clicked.connect(lambda _checked: self._record())
        card.column.addLayout(row(self.record, 1))
        self.column.addWidget(card)
        self.column.addStretch(1)

    def begin(self) -> None:
        """For somebody else."""
        self.words.clear()
        self.has_witness.setChecked(False)
        self.witness.clear()

    def _record(self) -> None:
        witness = self.witness.given() if self.has_witness.isChecked() else None
        self.record_asked.emit(self.words.toPlainText().strip(), witness)

    def put_words(self, words: str, cursor: int) -> None:
        """Words typed before, with the cursor where it stood."""
        self.words.setPlainText(words)
        at = self.words.textCursor()
        at.setPosition(min(cursor, len(self.words.toPlainText())))
        self.words.setTextCursor(at)

    def first(self) -> QWidget | None:
        return self.words
