"""Why an interview rests, asked on the page that anybody may see (interview: pause); no digit is an answer here."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ojm_desktop.domain.visit import PauseReason
from ojm_desktop.ui import theme
from ojm_desktop.ui.interview.pick import Choice, PickList
from ojm_desktop.ui.interview.stopping import QUESTION as WHY_END
from ojm_desktop.ui.interview.stopping import StopReasons
from ojm_desktop.ui.widgets.buttons import link
from ojm_desktop.ui.widgets.text import Label

STOP: Final = "stop"
REASONS: Final = (
    Choice(PauseReason.COMFORT, "A break"),
    Choice(PauseReason.DISTRESS, "A difficult moment"),
    Choice(PauseReason.INTERRUPTION, "An interruption"),
    Choice(STOP, "Stop for today"),
)
"""In words that hurt nobody who reads them."""
QUESTION: Final = "Why does it rest?"
KEYS: Final = "Arrows and Enter, or a touch. What is typed goes into the field."


class WhyPaused(QWidget):
    """``chosen(PauseReason)``, or ``stopped(reason)`` where the interview ends here; ``closed`` by Esc: it goes on.

    Esc only where it ``may_close``: whoever sits there knows it, unlike the PIN. ``written`` while words for another
    reason are typed; they stay until the visit is stopped or left (`take_up`).
    """

    chosen = Signal(object)
    stopped = Signal(str)
    closed = Signal()
    written = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self.list = PickList(QUESTION, REASONS, is_numbered=False)
        self.stopping = StopReasons(is_numbered=False)
        self.stopping.given.connect(self.stopped)
        self.stopping.words.textEdited.connect(self.written)
        self._stack = QStackedWidget()
        self._stack.addWidget(_at_foot(QUESTION, self.list))
        self._stack.addWidget(_at_foot(WHY_END, self.stopping))
        self._may_close = True
        self._back = link("Go on", key="Esc")
        self._back.setFixedHeight(look.height("row"))
        self._back.clicked.connect(self.closed)
        self.list.picked.connect(self._picked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(look.px(16), 0, 0, 0)
        foot.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(foot)

    def begin(self, *, may_close: bool) -> None:
        """Nothing is chosen; words that were begun for another reason wait behind it."""
        self.list.mark(None)
        self.take_up(self.begun)
        self._stack.setCurrentIndex(0)
        self._may_close = may_close
        self._back.setVisible(may_close)

    @property
    def begun(self) -> str:
        """The words typed for another reason and not given yet."""
        return self.stopping.words.text()

    def take_up(self, begun: str) -> None:
        """Another visit: what was begun for the last one is not its reason, what was `begun` for it waits."""
        self.stopping.begin()
        self.stopping.words.setText(begun)

    def take_key(self, event: QKeyEvent) -> bool:
        """Arrows and Esc."""
        if event.key() == Qt.Key.Key_Escape:
            if self._may_close:
                self.closed.emit()
            return True
        return self.list.take_key(event) if self._stack.currentIndex() == 0 else self.stopping.take_key(event)

    def _picked(self, reason: object) -> None:
        if isinstance(reason, PauseReason):
            self.chosen.emit(reason)
            return
        self._stack.setCurrentIndex(1)
        self.stopping.list.setFocus()


def _at_foot(question: str, part: QWidget) -> QWidget:
    edge = theme.current().px(16)
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addStretch(1)
    for words in (Label(question, "label"), Label(KEYS, "body", "muted", wrap=True)):
        words.setContentsMargins(edge, 0, 0, 0)
        column.addWidget(words)
    column.addSpacing(theme.current().px(4))
    column.addWidget(part)
    return holder
