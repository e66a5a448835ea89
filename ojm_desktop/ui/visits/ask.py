"""A card that asks about one visit: what it is about, what can go on record, Esc to leave."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ojm_desktop.service.queries.occasions import Occasion
from ojm_desktop.ui import dates, theme
from ojm_desktop.ui.visit_words import in_sentence
from ojm_desktop.ui.widgets.buttons import link
from ojm_desktop.ui.widgets.card import Card
from ojm_desktop.ui.widgets.text import Label


class VisitAsk(Card):
    """``closed`` when it was left with nothing done (Esc); Enter does what its filled button does."""

    closed = Signal()
    kind: ClassVar[str]
    """What is asked, in the name of its draft."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margin=16, spacing=12, parent=parent)
        self.occasion: Occasion | None = None
        self._offered: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)  # as high as its words are wrapped
        self._heading = Label("", "heading", wrap=True)
        self._facts = Label("", "body", "muted", wrap=True)
        cancel = link("Cancel", key="Esc")
        cancel.clicked.connect(self.closed)
        top = QHBoxLayout()
        top.addWidget(self._heading, 1)
        top.addWidget(cancel, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(theme.current().px(4))
        words.addLayout(top)
        words.addWidget(self._facts)
        self.column.addLayout(words)

    @property
    def heading(self) -> str:
        """What is asked."""
        return self._heading.text()

    @property
    def facts(self) -> str:
        """What is known of the visit."""
        return self._facts.text()

    def say(self, heading: str, facts: str) -> None:
        """Put the question; read aloud by a screen reader with what is asked."""
        self._heading.setText(heading)
        self._facts.setText(facts)
        self._facts.setVisible(bool(facts))
        self.setAccessibleName(f"{heading}. {facts}" if facts else heading)

    @property
    def is_begun(self) -> bool:
        """Whether anything was chosen or typed since it was asked."""
        return self.fields() != self._offered

    def offer(self) -> None:
        """What stands in the fields now was not chosen or typed by anybody."""
        self._offered = self.fields()

    def fields(self) -> tuple[str, ...]:
        """What stands in the fields, to be kept and put back."""
        raise TypeError(f"{type(self).__name__} does not say what stands in it")

    def take_up(self, fields: tuple[str, ...]) -> None:
        """Put back what was half answered."""
        raise TypeError(f"{type(self).__name__} does not take anything up")

    def first(self) -> QWidget:
        """What takes the focus."""
        raise TypeError(f"{type(self).__name__} does not say where it begins")

    def goes_on(self) -> QWidget:
        """What takes the focus when one comes back to it: words that were begun, else what takes it first."""
        return self.first()

    def go(self) -> None:
        """What Enter does."""
        raise TypeError(f"{type(self).__name__} does not say what Enter does")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go()
        else:
            super().keyPressEvent(event)


def named(occasion: Occasion) -> str:
    """A visit in a heading: week 8 with C1-07; looking back with C2-01."""
    return f"{in_sentence(occasion.name)} with {occasion.code}"


def window_words(occasion: Occasion) -> str:
    """When it is held in time, and the day agreed instead; empty for the intake, which has no window."""
    if occasion.first_day is None or occasion.last_day is None:
        return ""
    if occasion.wave == "retrospective":
        words = f"From {dates.day_month(occasion.first_day)}, once the three months are over."
    else:
        words = f"The window is {dates.span(occasion.first_day, occasion.last_day)}."
    if occasion.agreed is None:
        return words
    reason = f" ({occasion.agreed.reason})" if occasion.agreed.reason else ""
    agreed = dates.with_hour(dates.weekday_date(occasion.agreed.day), occasion.agreed.hour)
    return f"{words} Agreed for {agreed}{reason}."
