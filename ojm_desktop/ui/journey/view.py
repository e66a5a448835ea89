"""The widget round the live figure: lays the panels out, takes the keys, says to a screen reader what is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import pyqtgraph
from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFocusEvent, QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QGraphicsView, QWidget

from ojm_desktop.domain.rating import RatingKey
from ojm_desktop.journey import sentence
from ojm_desktop.journey.hot_spot_box import in_order
from ojm_desktop.journey.layout import SCREEN, SCREEN_PANEL, Layout, scaled
from ojm_desktop.journey.plot import shared_weeks
from ojm_desktop.journey.trajectory import Trajectory
from ojm_desktop.ui import theme
from ojm_desktop.ui.journey.begun import Begun
from ojm_desktop.ui.journey.grid import COLUMNS, HEAD, LOWEST, NARROWEST, grid
from ojm_desktop.ui.journey.item import JourneyItem
from ojm_desktop.ui.journey.panel import Panel
from ojm_desktop.ui.journey.walk import neighbour, stops, wave_of


class JourneyView(pyqtgraph.GraphicsView):  # type: ignore[misc]  # pyqtgraph ships no types
    """One pathway, or all on the same axes. Writes nothing: it tells what the person asked for.

    On a wave without a value arrows only point at where one would stand; Enter or a digit gives it, and whatever leaves
    the wave drops it. Enter opens what is chosen wherever nothing is pointed at.
    """

    point_moved = Signal(object, int)
    hot_spot_moved = Signal(str, object, object)
    turning_point_moved = Signal(str, object, object)
    chosen = Signal(str, str)
    missing_asked = Signal(object)
    opened = Signal(str)
    pathway_asked = Signal(int)

    def __init__(self, held_on: Callable[[str], date], parent: QWidget | None = None) -> None:
        super().__init__(parent, background=None)
        self.setProperty("ring", False)
        self.setMinimumSize(theme.current().px(240), theme.current().px(180))
        self.viewport().setAutoFillBackground(False)
        self.setStyleSheet("background: transparent")
        self.item = JourneyItem(held_on)
        self.addItem(self.item)
        self.item.point_moved.connect(self.point_moved)
        self.item.hot_spot_moved.connect(self.hot_spot_moved)
        self.item.turning_point_moved.connect(self.turning_point_moved)
        self.item.chosen.connect(self.choose)
        self.least_height = self.minimumHeight()
        self.suggestions_shown = True
        self.code_said = True
        self.not_given = "not rated yet"
        self._journeys: tuple[Trajectory, ...] = ()
        self._layout: Layout = SCREEN
        self.pathway = ""
        self._name: str | None = None
        self._is_marked = False
        self.begun = Begun(self, held_on)
        self.begun.given.connect(self.point_moved)
        self.begun.changed.connect(self._say)

    # --- what is shown

    def show_journeys(self, participant: str, journeys: Sequence[Trajectory], layout: Layout = SCREEN) -> None:
        """Show one trajectory, or several as panels on the same axes; what was chosen stays chosen if it is there.

        The same once more changes nothing: a page is also refreshed when a backup is done, and a drag goes on then.
        """
        fitting = SCREEN_PANEL if len(journeys) > 1 else layout
        if (participant, tuple(journeys), fitting) == (self.item.participant, self._journeys, self._layout):
            return
        self._journeys, self._layout = tuple(journeys), fitting
        self.begun.forget()
        self.item.participant = participant
        self.item.rates_by_click = len(journeys) == 1
        if self.pathway not in {journey.pathway.key for journey in journeys}:
            self.pathway, self._name = (journeys[0].pathway.key if journeys else ""), None
        self._lay_out()

    def set_locked(self, is_locked: bool) -> None:
        """Show only: nothing can be rated or moved."""
        self.item.is_locked = is_locked
        if is_locked:
            self.begun.point(None)

    @property
    def chosen_name(self) -> str | None:
        """`Hit.name` of what is chosen, or None."""
        return self._name

    @property
    def panel(self) -> Panel | None:
        """The panel that has the keyboard."""
        found: Panel | None = self.item.panel_of(self.pathway)
        return found

    def choose(self, pathway: str, name: str) -> None:
        """Choose something by pathway and `Hit.name`; an empty name chooses the pathway alone."""
        self.begun.leave()
        self.pathway = pathway
        self._name = self._stop(name or None) or name or None
        self._mark()
        self.chosen.emit(pathway, name)

    def mark(self, is_marked: bool) -> None:
        """Ring what is chosen also while the focus is elsewhere (in the editor of its note)."""
        self._is_marked = is_marked
        self._mark()

    def _lay_out(self) -> None:
        look = theme.current()
        layout = scaled(self._layout, look.scale)
        many = len(self._journeys) > 1
        columns = self._columns()
        whole = QRectF(0, 0, self.width(), self.height())
        head = look.px(HEAD) if many else 0
        gap = look.px(12)
        rects = grid(whole, len(self._journeys), columns, head, gap) if many else [whole] * len(self._journeys)
        weeks = shared_weeks(self._journeys)
        panels, number = [], 1
        for journey, rect in zip(self._journeys, rects, strict=True):
            panel = Panel(
                journey,
                layout,
                rect,
                head=head,
                suggestions_shown=self.suggestions_shown,
                first_number=number,
                weeks=weeks,
            )
            panels.append(panel)
            number += len(in_order(journey))
        self.item.show_panels(self.item.participant, panels, whole)
        self._name = self._stop(self._name)
        self._mark()
        self.begun.show()
        self._say()

    def _columns(self) -> int:
        """How many panels stand beside each other; at large text the page scrolls, and none needs to be squeezed."""
        look = theme.current()
        if look.scale == 1:
            return COLUMNS
        columns: int = max(1, min(COLUMNS, self.width() // look.px(NARROWEST)))
        rows = -(-len(self._journeys) // columns)
        self.setMinimumHeight(max(self.least_height, rows * look.px(LOWEST)))  # resizes at once, and so lays out
        return columns

    def _stop(self, name: str | None) -> str | None:
        """Where the keyboard can stand for a name: a wave that has a value is its value; None when it is gone."""
        if name is None or self.panel is None:
            return name
        names, wave = {hit.name for hit in self.panel.figure.hits}, wave_of(name)
        same = (f"value:{wave}", f"wave:{wave}") if wave is not None else (name,)
        return next((each for each in same if each in names), None)

    def _mark(self) -> None:
        for panel in self.item.panels:
            is_own = panel.trajectory.pathway.key == self.pathway
            panel.choose(self._name if is_own and (self.hasFocus() or self._is_marked) else None)
        self.item.update()

    def _say(self) -> None:
        """Say it to a screen reader; without the person's code where the participant may hear it."""
        journeys, words = self._journeys, ""
        if self.begun.pointed is not None and self.panel is not None:
            words = f"{self.panel.trajectory.scale.text(self.begun.pointed)}, {self.not_given}"
        elif len(journeys) > 1:
            words = sentence.describe_all(journeys)
        elif journeys:
            name = journeys[0].pathway.name
            told = sentence.describe(journeys[0])
            words = told if self.code_said else f"{name}: {sentence.summary(journeys[0])}"
        if words != self.accessibleName():
            self.setAccessibleName(words)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

    # --- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._take(event):
            event.ignore()

    def _take(self, event: QKeyEvent) -> bool:
        key = event.key()
        plain = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if plain != Qt.KeyboardModifier.NoModifier or self.panel is None:
            return False
        acts: dict[int, Callable[[], bool]] = {
            Qt.Key.Key_Escape: lambda: self.item.cancel_drag() or self.begun.point(None),
            Qt.Key.Key_Left: lambda: self._walk(-1),
            Qt.Key.Key_Right: lambda: self._walk(1),
            Qt.Key.Key_Up: lambda: self.begun.step(1),
            Qt.Key.Key_Down: lambda: self.begun.step(-1),
            Qt.Key.Key_Delete: self._ask_missing,
            Qt.Key.Key_Backspace: self._ask_missing,
            Qt.Key.Key_Return: lambda: self.begun.give_pointed() or self._open(),
            Qt.Key.Key_Enter: lambda: self.begun.give_pointed() or self._open(),
            Qt.Key.Key_F2: self._open,
            Qt.Key.Key_PageUp: lambda: self._leave(-1),
            Qt.Key.Key_PageDown: lambda: self._leave(1),
        }
        act = acts.get(key)
        return act() if act is not None else self.begun.type(event.text())

    def take_key(self, event: QKeyEvent, wave: str) -> None:
        """Take the focus and do what a key pressed elsewhere asks for; at `wave` if nothing rateable is chosen."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if wave_of(self._name) is None and wave:
            self.choose(self.pathway, f"wave:{wave}")
        self._take(event)

    def _leave(self, step: int) -> bool:
        self.begun.leave()
        self.pathway_asked.emit(step)
        return True

    def _walk(self, step: int) -> bool:
        panel = self.panel
        assert panel is not None
        self.begun.give_typed()
        found = neighbour(stops(panel.figure), self._name, step)
        if found is not None:
            self.choose(self.pathway, found.name)
        return True

    def _ask_missing(self) -> bool:
        key = self.rating_key()
        if key is None:
            return False
        self.begun.point(None)
        self.missing_asked.emit(key)
        return True

    def _open(self) -> bool:
        self.begun.leave()
        if self._name is None:
            return False
        self.opened.emit(self._name)
        return True

    def rating_key(self) -> RatingKey | None:
        """The rating that keys would give now; None where nothing rateable is chosen or nothing may be."""
        wave, panel = wave_of(self._name), self.panel
        if wave is None or panel is None or self.item.is_locked:
            return None
        found = next((hit for hit in stops(panel.figure) if wave_of(hit.name) == wave), None)
        if found is None or not self.item.takes(panel.trajectory, found):
            return None
        return RatingKey(self.item.participant, self.pathway, wave)

    # --- what Qt tells

    def close(self) -> bool:
        """Close as any widget: pyqtgraph's own takes the viewport away under Qt's hands, which crashes."""
        return QGraphicsView.close(self)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        if event is not None and hasattr(self, "item"):
            self._lay_out()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._name is None and event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self._walk(-1)
        self._mark()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.begun.leave()
        self._mark()

    def wheelEvent(self, event: QWheelEvent) -> None:
        panel = self.panel
        at = self.mapToScene(event.position().toPoint())
        hit = panel.hit_at(at) if panel is not None else None
        if panel is not None and hit is not None and hit.kind in ("note", "notes"):
            if panel.scroll_notes(-1 if event.angleDelta().y() > 0 else 1):
                self.item.update()
            event.accept()
            return
        event.ignore()
