"""Before the laptop is handed over: which pathways, scale or graph, and the PIN that takes it back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ojm_desktop.domain.plan import Pathway
from ojm_desktop.service.pin import LONGEST, SHORTEST
from ojm_desktop.ui import theme
from ojm_desktop.ui.widgets.buttons import CheckBox, link, primary, quiet
from ojm_desktop.ui.widgets.card import Card, lay_alone, row
from ojm_desktop.ui.widgets.field import Field
from ojm_desktop.ui.widgets.message import Message
from ojm_desktop.ui.widgets.pin_line import PinLine
from ojm_desktop.ui.widgets.segments import Segment, Segments
from ojm_desktop.ui.widgets.text import Label

SCALE, GRAPH = "scale", "graph"


class Preparing(QWidget):
    """``given(pathways, what, pin)`` by the filled button; ``closed`` by Esc."""

    given = Signal(object, str, str)
    closed = Signal()

    def __init__(self, pathways: Sequence[Pathway], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self.boxes = {pathway.key: CheckBox(pathway.name) for pathway in pathways}
        self.what = Segments(
            "What is handed over", (Segment(SCALE, "The scale"), Segment(GRAPH, "The graph")), large=True
        )
        self.pin = PinLine()
        self._field = Field(
            "PIN to take the laptop back", self.pin, f"{SHORTEST} to {LONGEST} digits, for this time only"
        )
        self.go = primary("Hand over", icon="participant-view", key="Enter", large=True)
        self._all = link("All pathways")
        self._all.clicked.connect(self._tick_all)
        self._cancel = quiet("Back", key="Esc", large=True)
        self._about = Label("", "body", "muted", wrap=True)
        self._which = Label("Pathways", "label")
        self._has_pin = False
        self.go.clicked.connect(self._tell)
        self._cancel.clicked.connect(self.closed)
        self.pin.returnPressed.connect(self._tell)
        self.pin.textChanged.connect(lambda _text: self._enable())
        for box in self.boxes.values():
            box.toggled.connect(lambda _on: self._enable())
        card = Card(margin=32, spacing=16)
        card.setMaximumWidth(look.px(760))
        card.add(Label("Hand over", "title"), self._about, self._which)
        grid = QGridLayout()
        for number, box in enumerate(self.boxes.values()):
            grid.addWidget(box, *((number, 0) if look.scale >= 2 else (number // 2, number % 2)))
        card.column.addLayout(grid)
        card.column.addLayout(row(self._all, 1))
        card.column.addLayout(row(self.what, 1))
        self.notice = Message(keeps_line=False)
        card.add(self.notice, self._field)
        card.column.addLayout(row(self._cancel, 1, self.go))
        lay_alone(card, self)

    def prepare(self, where: str, pathway: str, *, is_one: bool = False, has_pin: bool = False) -> None:
        """Begin with one pathway ticked; `where` names the visit.

        `is_one`: in an interview there is no other to tick. `has_pin`: the one of the sitting takes the laptop back.
        """
        for key, box in self.boxes.items():
            box.setChecked(key == pathway or pathway not in self.boxes)
            box.setVisible(not is_one)
        for part in (self._which, self._all):
            part.setVisible(not is_one)
        self._field.setVisible(not has_pin)
        self._has_pin = has_pin
        self.what.set_value(SCALE)
        self.pin.clear()
        seen = "the question" if is_one else "the questions one after the other"
        self._about.setText(
            f"{where}. The participant sees {seen}, and nothing else of the study: no code, no earlier value. Every "
            f"key but theirs is off until {'your' if has_pin else 'the'} PIN is typed."
        )
        self._enable()

    def warn(self, words: str) -> None:
        """What to know before it is handed over; nothing for empty words."""
        self.notice.show_state("warn", words, "warn")

    def first_focus(self) -> QWidget:
        """The PIN, or where there is one already the button."""
        return self.go if self._has_pin else self.pin

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _tick_all(self) -> None:
        for box in self.boxes.values():
            box.setChecked(True)

    def _enable(self) -> None:
        ticked = any(box.isChecked() for box in self.boxes.values())
        self.go.setEnabled(ticked and (self._has_pin or len(self.pin.text()) >= SHORTEST))

    def _tell(self) -> None:
        if self.go.isEnabled():
            pin = self.pin.text()
            self.pin.clear()
            self.given.emit(tuple(key for key, box in self.boxes.items() if box.isChecked()), self.what.value, pin)
