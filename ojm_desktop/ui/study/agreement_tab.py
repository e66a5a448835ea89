"""Agreement: the words that are read before signing, to look at again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ojm_desktop.domain.agreement_text import for_study
from ojm_desktop.service.session import Session
from ojm_desktop.ui.study.tab import Do, Tab
from ojm_desktop.ui.widgets.card import Card
from ojm_desktop.ui.widgets.state import State
from ojm_desktop.ui.widgets.text import Label


class AgreementTab(Tab):
    """The text in force. It cannot be changed here: whoever signs, signs these words."""

    name, words, group = "agreement", "Agreement", "Agreement"

    def __init__(self, session: Session, do: Do, refused: Callable[[str], object]) -> None:
        super().__init__(session, do, refused)
        self._shown: QWidget | None = None
        self.scrolled.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.column.addStretch(1)

    def refresh(self) -> None:
        """The words with the day and contact of the study's basis, which may have been changed."""
        text = for_study(self.session.plan.basis)
        if self._shown is not None:
            self.column.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
        self._shown = card = Card(margin=24, spacing=8)
        card.add(Label(text.title, "heading", wrap=True))
        card.add(State("check", f"Text version {text.version}, {text.language}, in use"))
        card.add(Label(f"Its fingerprint, on every signed paper: {text.sha256[:16]}", "body", "muted", wrap=True))
        for number, part in enumerate(text.parts, start=1):
            card.column.addSpacing(8)
            card.add(Label(f"{number}  {part.heading}", "label", wrap=True))
            for paragraph in part.paragraphs:
                card.add(Label(paragraph, "body", wrap=True))
        card.column.addSpacing(8)
        card.add(Label("Asked one by one, yes or no", "label"))
        for _, words in text.uses:
            card.add(State("not-started", words))
        self.column.insertWidget(0, card)

    def first(self) -> QWidget | None:
        return self.scrolled
