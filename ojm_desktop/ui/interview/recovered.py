"""What was said before the program stopped and is there again: how much, saved when, and each of it to be read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ojm_desktop.domain.clock import Instant, local_time, long_date, parse_utc
from ojm_desktop.domain.counting import counted
from ojm_desktop.service.interview_overview import Recovered
from ojm_desktop.ui import theme
from ojm_desktop.ui.interview.aside import Aside
from ojm_desktop.ui.widgets import relaying
from ojm_desktop.ui.widgets.buttons import IconButton
from ojm_desktop.ui.widgets.card import Scroll
from ojm_desktop.ui.widgets.strip import Strip, Tone
from ojm_desktop.ui.widgets.text import Label

HIGHEST, HIGHEST_LARGE = 360, 240
"""Of the list, in pixels at 100 %, and at twice the size; beyond it scrolls."""


def sentence(found: Sequence[Recovered], now: Instant, typed: int, at: str) -> str:
    """How much is there again, and where it goes on.

    ``typed`` are questions with words that nobody had given yet.
    """
    said = [f"{counted(len(found), 'answer')}, the last saved {_when(found[-1].saved_at, now)}"] if found else []
    if typed:
        said.append(_typed(typed))
    goes_on = f" It goes on at {at}." if at else ""
    return f"This interview was cut off. Here again: {'; '.join(said)}.{goes_on}"


def _typed(typed: int) -> str:
    return f"words that were being typed at {counted(typed, 'question')}, not saved as an answer yet"


def _when(saved_at: str, now: Instant) -> str:
    """At 14:02:11; with the day where that was another one."""
    days = [(parse_utc(utc) + timedelta(minutes=now.offset)).date() for utc in (saved_at, now.utc)]
    day = "" if days[0] == days[1] else f"on {long_date(days[0])} "
    return f"{day}at {local_time(saved_at, now.offset)}"


class RecoveredStrip(Strip):
    """Says it once: the first act ends it, or its own button (``closed``). ``acted`` asks for the list.

    Nothing on it can throw anything away.
    """

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.close_it = IconButton("cancel", "Close this message")
        self.close_it.setFixedSize(*(theme.current().px(44),) * 2)
        self.close_it.clicked.connect(self._close)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self.close_it)

    def show_found(self, found: Sequence[Recovered], now: Instant, typed: int, at: str) -> None:
        """An interview was cut off: what of it is there."""
        self.say(sentence(found, now, typed, at), Tone.NEUTRAL, action="What was recovered")

    def show_typed(self, typed: int) -> None:
        """Nothing was cut off, but words wait where they were typed."""
        self.say(f"Kept from before: {_typed(typed)}.", Tone.NEUTRAL)

    def _close(self) -> None:
        self.clear()
        self.closed.emit()


class RecoveredList(Aside):
    """Every answer with its question and the time it was saved; only to be read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("What was recovered", parent)
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, theme.current().px(8), 0)
        self._column.setSpacing(theme.current().px(4))
        self._scroll = Scroll(self._inside)
        self.column.addWidget(self._scroll)
        self._cancel.set_words("Close")
        self.rows: list[Label] = []

    def show_found(self, found: Sequence[Recovered], now: Instant) -> None:
        """List it, oldest first."""
        look = theme.current()
        for row in self.rows:
            row.deleteLater()
        relaying.empty(self._column)
        self.rows = []
        for each in found:
            question, answer = Label(each.label, "body", "muted", wrap=True), Label("", "body", wrap=True)
            answer.setText(f"{each.words}  (saved {_when(each.saved_at, now).removeprefix('at ')})")
            self.rows += [question, answer]
        for row in self.rows:
            self._column.addWidget(row)
        self._column.addStretch(1)
        wide = max(self._scroll.viewport().width(), look.px(320))
        self._scroll.setFixedHeight(
            min(self._column.heightForWidth(wide), look.px(HIGHEST if look.scale < 2 else HIGHEST_LARGE))
        )
