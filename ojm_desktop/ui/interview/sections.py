"""The sections on the left: an icon and words each, never a colour alone; a press goes there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ojm_desktop.domain.counting import counted
from ojm_desktop.service.interview_overview import Section, SectionState
from ojm_desktop.ui import icons, theme
from ojm_desktop.ui.widgets import paint, state
from ojm_desktop.ui.widgets.card import Scroll

WIDTH: Final = 240
FOLDED: Final = 70
LINE, MORE = 22, 18
"""From one line of words to the next, and how much higher a name of two lines makes its row: ten rows are in sight."""
BEFORE_WORDS, AFTER_WORDS, AROUND = 42, 6, 12
"""Room before and after a section's words, and round the list, in pixels at 100 %."""


@dataclass(frozen=True)
class Line:
    """How one section is shown: its path, name, icon, second line, tone of the icon, and whether one is there."""

    path: str
    name: str
    icon: str
    says: str
    tone: str
    is_here: bool


def line_of(section: Section, name: str, *, is_here: bool, place: str) -> Line:
    """What is said of a section: that one is there and at which question (``place``), what stops or warns in it, why
    nothing was asked, how far it is.
    """
    icon, words, tone = *state.NOT_STARTED, "text"
    if section.blocked:
        icon, words, tone = "blocked", f"{section.blocked} to put right", "blocked"
    elif section.warnings:
        icon, words, tone = "warn", counted(section.warnings, "warning"), "warn"
    elif section.asked and section.state is SectionState.DONE:
        icon, words = state.DONE
        if section.reason is not None:
            icon = "refused" if section.reason.value == "refused" else "not-asked"
            words = section.reason.words[:1].upper() + section.reason.words[1:]
        elif section.replied < section.asked:
            words = f"Done, {section.asked - section.replied} optional left"
        elif section.non_answers:
            words = f"Done, {counted(section.non_answers, 'reason')}"
    elif section.state is SectionState.BEGUN:
        icon, words = "in-progress", f"{section.replied} of {section.asked}"
    elif not section.asked:
        icon, words = "read-aloud", "To read out"
    if is_here:
        words = f"Now, {words}" if tone != "text" else f"Now, {place}" if place else "Now"
        icon = "in-progress" if tone == "text" else icon
    return Line(section.path, name, icon, words, tone, is_here)


class Sections(QWidget):
    """``chosen`` with the section's path. Folded, only icons are shown and the words are in tooltips."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self.setProperty("ground", "sunken")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Sections")
        self.setFixedWidth(look.px(WIDTH))
        self._is_folded = False
        self.buttons: list[SectionButton] = []
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        around = look.px(AROUND)
        self._column.setContentsMargins(around, around, around, around)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self._scroll = Scroll(self._inside)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(self._scroll)

    def set_folded(self, is_folded: bool) -> None:
        """Only the icons where there is no room."""
        self.setFixedWidth(theme.current().px(FOLDED if is_folded else WIDTH))
        self._is_folded = is_folded
        for button in self.buttons:
            button.set_folded(is_folded)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show how far each section is; the one that one is in comes into sight."""
        while len(self.buttons) > len(lines):
            gone = self.buttons.pop()
            self._column.removeWidget(gone)
            gone.deleteLater()
        while len(self.buttons) < len(lines):
            button = SectionButton()
            button.set_folded(self._is_folded)
            button.pressed_path.connect(self.chosen)
            self._column.insertWidget(len(self.buttons), button)
            self.buttons.append(button)
        for button, line in zip(self.buttons, lines, strict=True):
            button.show_line(line)
        self._bring_into_sight()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._bring_into_sight()

    def _bring_into_sight(self) -> None:
        """The section one is in, once it has its place."""
        here = next((button for button in self.buttons if button.line is not None and button.line.is_here), None)
        if here is not None:
            QTimer.singleShot(0, here, partial(self._scroll.ensureWidgetVisible, here))


class SectionButton(QPushButton):
    """54 px: icon, name, state; a name that is longer has two lines. ``pressed_path`` when it is pressed."""

    pressed_path = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.line: Line | None = None
        self._names: tuple[str, ...] = ()
        self._is_folded = False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a press goes to a question, which has the focus then
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._tell)

    def show_line(self, line: Line) -> None:
        """Show a section."""
        if line == self.line:
            return
        self.line = line
        self.setAccessibleName(f"{line.name}: {line.says}")
        self.setToolTip(f"{line.name}: {line.says}")
        self._names = _in_lines(line.name)
        self.updateGeometry()
        self.update()

    def set_folded(self, is_folded: bool) -> None:
        """Only the icon."""
        self._is_folded = is_folded
        self.updateGeometry()

    def _tell(self) -> None:
        if self.line is not None:
            self.pressed_path.emit(self.line.path)

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(46), self._high)

    def minimumSizeHint(self) -> QSize:
        """Folded, and beside the bar of a list that scrolls."""
        return QSize(theme.current().px(34), self._high)

    @property
    def _high(self) -> int:
        look = theme.current()
        more = 0 if self._is_folded else max(len(self._names) - 1, 0)
        return look.px(54) + more * look.px(MORE)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, line = theme.current(), self.line
        if line is None:
            return
        painter = QPainter(self)
        rect = QRectF(self.rect()).adjusted(0, 1, 0, -1)
        if line.is_here:
            paint.ground(painter, rect, look.colour("card"), look.colour("accent"), look.px(6), 2)
        elif self.underMouse():
            paint.ground(painter, rect, look.colour("accent_soft"), None, look.px(6))
        size = look.px(22)
        left = min(look.px(12), (rect.width() - size) / 2)
        place = QRectF(left, rect.center().y() - size / 2, size, size)
        plain = "accent" if line.is_here else "text"
        icons.paint(painter, line.icon, place, look.colour(plain if line.tone == "text" else line.tone))
        if rect.width() >= look.px(100):
            room = rect.width() - look.px(BEFORE_WORDS + AFTER_WORDS)
            words = QRectF(look.px(BEFORE_WORDS), rect.top() + look.px(3), room, look.px(24))
            font = look.font("label" if line.is_here else "body")
            for name in self._names:
                paint.row(painter, words, name, font, look.colour("text"))
                words.translate(0, look.px(LINE))
            paint.row(painter, words, line.says, look.font(), look.colour("muted"))
        painter.end()


def _in_lines(name: str) -> tuple[str, ...]:
    """A name in one line, or broken once after a space or a stroke where it is wider than the list."""
    look = theme.current()
    room = look.px(WIDTH - 2 * AROUND - BEFORE_WORDS - AFTER_WORDS)
    metrics = QFontMetricsF(look.font())
    breaks = [match.end() for match in re.finditer("[ /]", name)]
    fits = [at for at in breaks if metrics.horizontalAdvance(name[:at].rstrip()) <= room]
    if metrics.horizontalAdvance(name) <= room or not fits:
        return (name,)
    return name[: fits[-1]].rstrip(), name[fits[-1] :]
