"""What is said above the page: now, once the laptop is given back, or with the way to what was half done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from ojm_desktop.domain.counting import listed
from ojm_desktop.ui.widgets.strip import Strip, Tone

if TYPE_CHECKING:
    from ojm_desktop.ui.half_done import Waiting


class Notice(Strip):
    """``went_on(page, target)`` when the person goes on with what was half done.

    It ends with the window, so that its action keeps the distance from there that a page's parts have.
    """

    went_on = Signal(str, str)

    def __init__(self) -> None:
        super().__init__(edge=24)
        self._goes_on: Waiting | None = None
        self._withheld = ""
        self.acted.connect(self._go_on)

    def say_what_waits(self, found: Sequence[Waiting]) -> None:
        """After an unlock: what is half done, and the way to where the first of it goes on, unless Today offers it."""
        if found:
            self._goes_on = found[0]
            words = listed([each.words for each in found])
            action = "" if found[0].is_on_today else "Go on"
            self.say(f"Half done when the study closed, and kept: {words}.", Tone.NEUTRAL, action=action)

    def withhold(self, sentence: str) -> None:
        """Say it when the next page is shown: just now somebody reads who shall not."""
        self._withheld = sentence

    def turn_page(self) -> None:
        """Another page is shown: what was said is gone, what was withheld is said."""
        self.clear()
        if self._withheld:
            self.say(self._withheld, Tone.ERROR)
            self._withheld = ""

    def _go_on(self) -> None:
        if self._goes_on is not None:
            self.went_on.emit(self._goes_on.page, self._goes_on.target)
