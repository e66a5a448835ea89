"""The words under the cells of a scale: those at its ends have what the ones between them do not need."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ojm_desktop.ui import theme
from ojm_desktop.ui.widgets.text import Label

_LEFT, _RIGHT, _CENTRE = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter


class Below:
    """Labels of `parent`, one for each of `cells` that has words."""

    def __init__(self, parent: QWidget, cells: Sequence[QWidget]) -> None:
        self._parent = parent
        self.cells = cells
        self.words: tuple[str, ...] = ()
        self._labels: dict[int, Label] = {}

    def show(self, words: tuple[str, ...]) -> None:
        """Other words, a text for each cell; `place` or `stack` puts them where they belong."""
        self.words = words
        for at, said in enumerate(words):
            if said and at not in self._labels:
                self._labels[at] = Label("", tone="muted", wrap=True)
                self._labels[at].setParent(self._parent)
            if at in self._labels:
                self._labels[at].setText(said)
                self._labels[at].setVisible(bool(said))

    def stack(self, left: int, wide: int) -> None:
        """Beside cells that stand one above the other."""
        for at, label in self._labels.items():
            label.setAlignment(_LEFT | Qt.AlignmentFlag.AlignVCenter)
            label.setGeometry(left, self.cells[at].y(), wide, self.cells[at].height())

    def place(self, row: range, top: int) -> int:
        """The words below a row; their height."""
        end = self.cells[row[-1]].geometry().right() + 1
        told = [at for at in row if self.words[at]]
        spans = {at: self._span(at, told, row, end) for at in told}
        tallest = max((self._labels[at].heightForWidth(span[1]) for at, span in spans.items()), default=0)
        for at, (start, wide) in spans.items():
            side = _LEFT if at == row[0] else _RIGHT if at == row[-1] else _CENTRE
            self._labels[at].setAlignment(side | Qt.AlignmentFlag.AlignTop)
            self._labels[at].setGeometry(start, top, wide, tallest)
        return tallest

    def _span(self, at: int, told: list[int], row: range, end: int) -> tuple[int, int]:
        """Where words begin and how wide they are: centred under their cell, at the ends of a row what is left."""
        place = told.index(at)
        before, after = told[:place][-1:], told[place + 1 :][:1]
        if at == row[0]:
            return 0, max(1, self._begin(after[0], told, row, end) if after else end)
        if at == row[-1]:
            start = end - self._begin(before[0], told, row, end, is_mirrored=True) if before else 0
            return start, max(1, end - start)
        half = self._half(at, told, row, end)
        return self._middle(at) - half, max(1, 2 * half)

    def _begin(self, at: int, told: list[int], row: range, end: int, *, is_mirrored: bool = False) -> int:
        """How far from one end of the row (`is_mirrored`: the right one) the words of a neighbour leave free."""
        if at in (row[0], row[-1]):
            return end // 2
        middle = self._middle(at)
        return (end - middle if is_mirrored else middle) - self._half(at, told, row, end)

    def _half(self, at: int, told: list[int], row: range, end: int) -> int:
        """Half the width of words between others: what they need, or the share that leaves the others theirs."""
        label, middle = self._labels[at], self._middle(at)
        rooms = [label.fontMetrics().horizontalAdvance(label.text()) // 2 + theme.current().px(8), middle, end - middle]
        for other in told:
            if other in (row[0], row[-1]):
                rooms.append((middle if other == row[0] else end - middle) // 3)
            elif other != at:
                rooms.append(abs(self._middle(other) - middle) // 2)
        return min(rooms)

    def _middle(self, at: int) -> int:
        return self.cells[at].geometry().center().x()
