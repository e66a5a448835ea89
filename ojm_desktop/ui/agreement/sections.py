"""The steps on the left: where one is, what is done, what each came to. A done step can be gone back to."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ojm_desktop.ui import icons, theme
from ojm_desktop.ui.agreement.progress import Progress, Step
from ojm_desktop.ui.widgets import paint

WIDTH, FOLDED = 240, 70


class Sections(QWidget):
    """``chosen`` with the step that was pressed."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self.setProperty("ground", "sunken")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Steps")
        self.setFixedWidth(look.px(WIDTH))
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(12), look.px(12), look.px(12), look.px(12))
        column.setSpacing(0)
        self.buttons = {step: _StepButton(step) for step in Step}
        for step, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, step=step: self.chosen.emit(step))
            column.addWidget(button)
        column.addStretch(1)

    def set_folded(self, is_folded: bool) -> None:
        """Only the icons, the words in tooltips, where there is no room."""
        self.setFixedWidth(theme.current().px(FOLDED if is_folded else WIDTH))

    def show_progress(self, progress: Progress, now: Step) -> None:
        """Show how far it has come."""
        for step, button in self.buttons.items():
            button.show_state(progress.says(step), done=progress.is_done(step), now=step is now)
            button.setEnabled(progress.can_go(step))


class _StepButton(QPushButton):
    def __init__(self, step: Step) -> None:
        super().__init__()
        self._step = step
        self._says, self._done, self._now = "", False, False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_state(self, says: str, *, done: bool, now: bool) -> None:
        self._says, self._done, self._now = says, done, now
        state = "now" if now else "done" if done else "not started"
        self.setAccessibleName(f"Step {self._step.number}, {self._step.value}: {state}. {says}")
        self.setToolTip(f"{self._step.number} {self._step.value}: {says}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(46), theme.current().px(54))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        rect = QRectF(self.rect()).adjusted(0, 1, 0, -1)
        if self._now:
            paint.ground(painter, rect, look.colour("card"), look.colour("accent"), look.px(6), 2)
        elif self.isEnabled() and self.underMouse():
            paint.ground(painter, rect, look.colour("accent_soft"), None, look.px(6))
        icon = "check" if self._done else "in-progress" if self._now else "not-started"
        ink = "text" if self.isEnabled() or self._now else "muted"
        size = look.px(22)
        middle = rect.center().y()
        place = QRectF(look.px(12), middle - size / 2, size, size)
        icons.paint(painter, icon, place, look.colour("accent" if self._now else ink))
        if rect.width() < look.px(100):
            painter.end()
            return
        top = rect.top() + look.px(3 if self._says else 14)
        words = QRectF(look.px(42), top, rect.width() - look.px(48), look.px(24))
        font = look.font("label" if self._now else "body")
        paint.row(painter, words, f"{self._step.number} {self._step.value}", font, look.colour(ink))
        paint.row(painter, words.translated(0, look.px(22)), self._says, look.font(), look.colour("muted"))
        painter.end()
