"""A value on its way: typed, or pointed at with the arrows, and not given yet. Nothing of it is written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from ojm_desktop.domain.rating import RatingKey
from ojm_desktop.journey.pointed import Pointed
from ojm_desktop.ui.journey.item import JourneyItem
from ojm_desktop.ui.journey.panel import Panel
from ojm_desktop.ui.journey.walk import Entry, Typed, pointed

_WAIT = 700
"""Milliseconds a number that could become longer (1 of 10) waits for its next digit."""


class Chosen(Protocol):
    """What is chosen in the figure, for which a value is begun."""

    item: JourneyItem
    pathway: str
    not_given: str

    @property
    def panel(self) -> Panel | None:
        """The panel that has the keyboard."""

    def rating_key(self) -> RatingKey | None:
        """The rating that keys would give now."""


class Begun(QObject):
    """What was begun at the rating that the view has chosen; tells it as `given` once the person gives it.

    A typed number is an answer as soon as it can be one, and is given when its wave is left; what arrows point at is
    none before Enter, and leaving the wave drops it.
    """

    given = Signal(object, int)
    changed = Signal()

    def __init__(self, view: Chosen, held_on: Callable[[str], date]) -> None:
        super().__init__()
        self.pointed: int | None = None
        self._view = view
        self._held_on = held_on
        self._typed = Typed()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_WAIT)
        self._wait.timeout.connect(self.give_typed)

    def leave(self) -> None:
        """The wave is left: a number that could become longer was an answer already, what was pointed at was none."""
        self.give_typed()
        self.point(None)

    def forget(self) -> None:
        """Other journeys are shown: nothing is pointed at in them."""
        self.pointed = None

    def show(self) -> None:
        """Draw it once more, after the panels were laid out anew."""
        self.point(self.pointed)

    # --- arrows

    def step(self, up: int) -> bool:
        """One step of an arrow: of the value where there is one, else of where one is pointed at."""
        key, panel = self._view.rating_key(), self._view.panel
        if key is None or panel is None:
            return False
        now = self._typed.value if self.pointed is None else self.pointed
        self._forget_typed()
        scale = panel.trajectory.scale
        rating = panel.trajectory.rating_at(key.wave)
        if rating is None or rating.value is None:
            return self.point(pointed(scale, now, up))
        value = rating.value + up * scale.step
        if scale.minimum <= value <= scale.maximum:
            self.given.emit(key, value)
        return True

    def give_pointed(self) -> bool:
        """Tell the value that is pointed at as a rating; False where none is."""
        key, value = self._view.rating_key(), self.pointed
        self.point(None)
        if key is not None and value is not None:
            self.given.emit(key, value)
        return value is not None

    def point(self, value: int | None) -> bool:
        """Show where a rating would stand at the chosen wave, None: nowhere; whether one stands or stood there."""
        key, panel, was = self._view.rating_key(), self._view.panel, self.pointed
        if value is None and was is None:
            return False
        found = None
        if key is not None and panel is not None and value is not None:
            found = Pointed(key.wave, value, self._held_on(key.wave), self._view.not_given)
        self.pointed = found.value if found is not None else None
        self._view.item.point_at(self._view.pathway, found)
        self.changed.emit()
        return True

    # --- digits

    def type(self, text: str) -> bool:
        """One more typed character; False where it cannot belong to a value."""
        key, panel = self._view.rating_key(), self._view.panel
        if key is None or panel is None or len(text) != 1 or text not in "0123456789-+\u2212":
            return False
        self.point(None)
        self._typed = self._typed.then(text, panel.trajectory.scale)
        if self._typed.entry is Entry.COMPLETE:
            self.give_typed()
        elif self._typed.value is not None:
            panel.preview_value(key, self._typed.value, self._held_on(key.wave))
            self._view.item.update()
            self._wait.start()
        return True

    def give_typed(self) -> None:
        """Tell the number typed so far as a rating, if it is one."""
        key, value = self._view.rating_key(), self._typed.value
        self._forget_typed()
        if key is not None and value is not None:
            self.given.emit(key, value)

    def _forget_typed(self) -> None:
        self._wait.stop()
        if self._typed.value is not None and self._view.panel is not None:
            self._view.panel.end_preview()
        self._typed = Typed()
