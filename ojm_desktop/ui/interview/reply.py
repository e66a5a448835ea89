"""What stands at a question: the value and who gave it, or why there is none; the last wave's answer beside it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ojm_desktop.domain.answer import Answer, Comparison, NonAnswer
from ojm_desktop.ui import theme
from ojm_desktop.ui.widgets import paint
from ojm_desktop.ui.widgets.lines import apart
from ojm_desktop.ui.widgets.segments import Segment, Segments
from ojm_desktop.ui.widgets.state import State
from ojm_desktop.ui.widgets.text import Label

WORDS: Final = {
    Comparison.SAME: "Still the same",
    Comparison.CHANGED: "Changed since",
    Comparison.WAS_WRONG: "Was wrong then",
}
ICONS: Final = {NonAnswer.DONT_KNOW: "help", NonAnswer.REFUSED: "refused", NonAnswer.NOT_APPLICABLE: "minus"}
LINE, TWO_LINES = 60, 96
"""Height of the row at 100 %, kept by a rating before it is given, so that nothing jumps."""


class Reply(QWidget):
    """`compared(Comparison)`: what the person says of their answer beside the last one.

    `has_last`: there is one, so that its replies need room at large text; `is_free`: it can be the same in other words.
    """

    compared = Signal(object)

    def __init__(
        self, *, keeps_room: bool, has_last: bool = False, is_free: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        look = theme.current()
        is_large = look.scale > 1
        self._keeps_room = keeps_room
        self._is_shown = False
        self._value = Label("", "heading")
        self._giver = Label("", tone="muted")
        self._reason = State("refused", "")
        self._last = Label("", wrap=True)
        self._segments = Segments(
            "Beside the last time",
            [Segment(one.value, words) for one, words in WORDS.items()],
            large=True,
            unset=True,
            stacked=is_large and is_free,
        )
        self._segments.chosen.connect(lambda value: self.compared.emit(Comparison(value)))
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(16), look.px(6), look.px(8), look.px(6))
        column.setSpacing(look.px(4))
        column.addWidget(self._last)
        column.addLayout(apart([self._value, self._giver, self._reason], [self._segments]))
        self.setMinimumHeight(look.px(TWO_LINES if is_large and has_last else LINE))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        if not keeps_room:  # shown before it has a parent it would be a window of its own, which takes the keys
            self.hide()

    def show_answer(self, answer: Answer | None, words: str) -> None:
        """The answer in words, who gave it, or the reason why there is none; `words` are empty where the field itself
        shows the answer.
        """
        reason = answer.non_answer if answer is not None else None
        has_value = answer is not None and reason is None and bool(words)
        self._value.setText(words if has_value else "")
        self._value.setVisible(has_value)
        self._giver.setText(f"given by the {answer.given_by.words}" if answer is not None and has_value else "")
        self._giver.setVisible(has_value)
        if reason is not None:
            self._reason.show_state(ICONS.get(reason, "not-asked"), _sentence(reason.words))
        self._reason.setVisible(reason is not None)
        self._has_answer = has_value or reason is not None

    def show_last(self, told: str, offered: tuple[Comparison, ...], chosen: Comparison | None) -> None:
        """The last wave's answer in words where it is not marked in the field, and the replies there are to it."""
        self._last.setText(told)
        self._last.setVisible(bool(told))
        for one in Comparison:
            self._segments.set_offered(one.value, one in offered)
        self._segments.setVisible(bool(offered))
        if chosen is None or chosen not in offered:
            self._segments.clear()
        else:
            self._segments.set_value(chosen.value)
        self._is_shown = self._has_answer or bool(told or offered)
        self.setVisible(self._keeps_room or self._is_shown)
        self.update()

    def set_reading(self) -> None:
        """Show only."""
        self._segments.setEnabled(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._is_shown:
            return
        look = theme.current()
        painter = QPainter(self)
        edge = look.colour("line") if look.look is theme.Look.CONTRAST else None
        paint.ground(painter, QRectF(self.rect()), look.colour("sunken"), edge, look.px(6), look.border)
        painter.end()


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
