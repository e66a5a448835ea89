"""One thing that happened in a week, as it is written down: good or bad, about what, in which words, how rated."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMimeData, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QToolButton, QVBoxLayout, QWidget

from ojm_desktop.domain.diary import Occurrence
from ojm_desktop.domain.hot_spot import Polarity
from ojm_desktop.domain.plan import Pathway
from ojm_desktop.domain.scale import Scale
from ojm_desktop.ui import theme
from ojm_desktop.ui.widgets.buttons import link
from ojm_desktop.ui.widgets.field import ChoiceBox
from ojm_desktop.ui.widgets.lines import lines
from ojm_desktop.ui.widgets.segments import Segment, Segments

LONGEST = 10_000
"""Characters of one text at most; a longer paste does not fit and is left out, said so."""
SIGNS = (Segment("positive", "+ Good"), Segment("negative", "\u2212 Bad"), Segment("mixed", "± Both"))
NO_PATHWAY, NO_RATING = "None of these", "No rating"
LATER = "After the answer"
"""Stands for a rating that is there while an interview waits for one of its pathway."""


@dataclass(frozen=True)
class Begun:
    """What stands in the parts of one happening; `pathway` a key or empty, `value` on the scale or None."""

    polarity: str
    pathway: str = ""
    words: str = ""
    value: int | None = None

    @property
    def is_empty(self) -> bool:
        """Nothing was said but, by its place, good or bad."""
        return not self.words.strip() and not self.pathway and self.value is None


class Words(QPlainTextEdit):
    """A few lines in the person's words. Esc and Ctrl+Enter are the panel's, Tab goes on.

    ``came_too_long`` when something did not fit.
    """

    came_too_long = Signal()

    def __init__(self, name: str, lines_high: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setTabChangesFocus(True)
        look = theme.current()
        self.setFixedHeight(lines_high * look.px(24) + look.px(20))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape or (is_enter and held):
            event.ignore()
        elif event.text().isprintable() and event.text() and len(self.toPlainText()) >= LONGEST:
            self.came_too_long.emit()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take a paste in plain text where it fits."""
        if len(self.toPlainText()) + len(source.text()) > LONGEST:
            self.came_too_long.emit()
        else:
            self.insertPlainText(source.text())


class Happening(QWidget):
    """The parts of one, in a line and a field under it. ``removed`` by its link, ``changed`` by whatever is typed.

    A rating that was kept is withheld while an interview waits for one of its pathway (`withhold`); it stays as it is.
    """

    removed = Signal()
    changed = Signal()
    came_too_long = Signal()

    def __init__(self, pathways: Sequence[Pathway], scale: Scale, begun: Begun, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self._pathways, self._scale = tuple(pathways), scale
        self.sign = Segments("Good or bad", SIGNS, begun.polarity)
        self.pathway = _box("Which part of life", [NO_PATHWAY, *_named(pathways)], 20 if look.scale == 1 else 14)
        self.value = _box("Rating", [], 9)
        self.words = Words("What happened, in their words")
        keys = [one.key for one in pathways]
        self.pathway.setCurrentIndex(keys.index(begun.pathway) + 1 if begun.pathway in keys else 0)
        self._kept = begun
        self._is_withheld = False
        self._show_value(begun.value)
        self.words.setPlainText(begun.words)
        self.remove = link("Remove")
        self.remove.clicked.connect(self.removed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        column.addLayout(lines((self.sign,), (self.pathway,), (self.value, self.remove)))
        column.addWidget(self.words)
        self.words.came_too_long.connect(self.came_too_long)
        self.words.textChanged.connect(self.changed)
        self.sign.chosen.connect(lambda _value: self.changed.emit())
        for box in (self.pathway, self.value):
            box.currentIndexChanged.connect(lambda _row: self.changed.emit())

    @property
    def parts(self) -> tuple[QWidget, ...]:
        """What the keyboard goes through, in order."""
        return (*self.sign.findChildren(QToolButton), self.pathway, self.value, self.remove, self.words)

    def withhold(self, pathways: Collection[str]) -> None:
        """Keep the rating back where an interview waits for one of these, as every graph does; else show it again.

        What was typed here just now is no earlier value, and stays in sight.
        """
        now = self.begun
        is_withheld = self._kept.value is not None and now.value == self._kept.value and self._kept.pathway in pathways
        if is_withheld == self._is_withheld:
            return
        self._is_withheld = is_withheld
        with QSignalBlocker(self.value):
            self._show_value(now.value)
        self.value.setEnabled(not is_withheld)
        self.pathway.setEnabled(not is_withheld)

    def _show_value(self, value: int | None) -> None:
        values = self._scale.values()
        self.value.clear()
        self.value.addItems([LATER] if self._is_withheld else [NO_RATING, *map(self._scale.text, values)])
        self.value.setCurrentIndex(values.index(value) + 1 if value in values and not self._is_withheld else 0)

    @property
    def begun(self) -> Begun:
        """What stands here now."""
        pathway, value = self.pathway.currentIndex(), self.value.currentIndex()
        return Begun(
            self.sign.value,
            self._pathways[pathway - 1].key if pathway > 0 else "",
            self.words.toPlainText(),
            self._kept.value if self._is_withheld else self._scale.values()[value - 1] if value > 0 else None,
        )

    def told(self) -> Occurrence | None:
        """It as part of an entry, None while nothing was said; raises Refused for a value about nothing."""
        now = self.begun
        if now.is_empty:
            return None
        version = self._scale.version if now.value is not None else None
        return Occurrence(now.pathway, Polarity(now.polarity), now.words.strip(), now.value, version)


def _named(pathways: Sequence[Pathway]) -> list[str]:
    """By their letters first: those that are circled in the booklet, and a key that finds them."""
    return [f"{one.letter}  {one.short_name}" for one in pathways]


def _box(name: str, words: Sequence[str], letters: int) -> ChoiceBox:
    box = ChoiceBox()
    box.setAccessibleName(name)
    box.addItems(list(words))
    box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(letters)
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return box
