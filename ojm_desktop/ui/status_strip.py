"""The strip at the foot: saved on the left, work under way in the middle, backup age and idle lock on the right."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget
from shiboken6 import isValid

from ojm_desktop.domain.counting import counted
from ojm_desktop.ui import theme
from ojm_desktop.ui.tasks import Task
from ojm_desktop.ui.widgets import paint
from ojm_desktop.ui.widgets.buttons import Button, Kind
from ojm_desktop.ui.widgets.state import State
from ojm_desktop.ui.widgets.text import ElidedLabel, Hairline

MESSAGE = 420
"""Room for what is told in the middle, in pixels at 100 %: the lock's setting, then the backup, go for it."""
SHOWN_FOR = 10_000
"""Milliseconds the last change and its Undo stay in the strip."""


class SavedMark(QWidget):
    """The quiet "Saved 14:02:11", told only after the commit and the head were written.

    It emits ``saved_painted(number)`` from the paint that first shows an event: then an answer is acknowledged (R1).
    """

    saved_painted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = "All saved"
        self._sequence = -1
        self._painted = -1
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self._words)

    def show_saved(self, sequence: int, time: str) -> None:
        """Show that event ``sequence`` is durable since ``time`` (HH:MM:SS)."""
        self._sequence = sequence
        self.show_words(f"Saved {time}" if time else "All saved")

    def show_words(self, words: str) -> None:
        """Say it of the newest event in other words, until the next one is told."""
        was, self._words = self._words, words
        if was != self._words:
            self.setAccessibleName(self._words)
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look = theme.current()
        return QSize(round(paint.row_width(self._words, look.font(), icon=True, key="")) + 4, look.px(24))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()  # whatever else is said: that it is saved is said whole

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        paint.row(painter, QRectF(self.rect()), self._words, look.font(), look.colour("muted"), icon="check")
        painter.end()
        if self._painted != self._sequence:
            self._painted = self._sequence
            self.saved_painted.emit(self._sequence)


class StatusStrip(QFrame):
    """36 px at the foot of the window. ``cancel_asked`` and ``undo_asked`` when their words are pressed."""

    cancel_asked = Signal()
    undo_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self.setProperty("ground", "window")
        self.setFixedHeight(look.height("status_strip") + look.border)
        self.setMinimumWidth(1)  # no window is kept wide for what stands here: it steps aside
        self.saved = SavedMark()
        self.backup = State("backup", "", "muted")
        self.lock = State("", "", "muted")
        self._words = ElidedLabel("", "body", "text")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedSize(look.px(120), look.px(12))
        self._act = Button("", Kind.LINK)
        self._act.setFixedHeight(look.px(32))
        self._act.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the focus where somebody is at work
        self._act.clicked.connect(self._pressed)
        self._came_from: QWidget | None = None
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)
        self._task: Task | None = None
        self._is_locking = False
        self._fade = QTimer(self)
        self._fade.setSingleShot(True)
        self._fade.timeout.connect(self._sentence_over)
        self._lay_out()
        self._clear_middle()

    def show_task(self, task: Task | None) -> None:
        """Show work under way with Cancel, or none.

        Work that a person just asked for takes the middle; other work waits behind a sentence.
        """
        is_new = task is not self._task
        was, self._task = self._task, task
        if self._fade.isActive() and not (is_new and task is not None and task.is_asked):
            return
        if task is None:
            if was is not None:
                self._clear_middle()
            return
        self._middle(task.words, "Cancel", "")
        self._bar.setVisible(True)
        self._share_room()
        self._bar.setRange(0, 100 if task.share > 0 else 0)
        self._bar.setValue(round(task.share * 100))

    def show_done(self, sentence: str, *, can_undo: bool) -> None:
        """Say what was just done, with Undo, for ten seconds; then work that is still under way has its place back."""
        self._middle(sentence, "Undo" if can_undo else "", "Ctrl+Z")
        self._fade.start(SHOWN_FOR)

    def show_damaged(self) -> None:
        """Nothing more is written: what was saved, and what could be taken back, is not said any more."""
        self.saved.hide()
        self._fade.stop()
        self._clear_middle()

    def show_backup(self, words: str) -> None:
        """Say how old the newest backup is."""
        self.backup.show_state("backup", words, "muted")
        self._share_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def show_idle(self, minutes: int, seconds_left: int) -> None:
        """Say when the study locks: the setting, or the seconds being counted down."""
        if seconds_left:
            self.lock.show_state("warn", f"Locks in {seconds_left} s", "warn")
        else:
            self.lock.show_state("", f"Locks after {counted(minutes, 'quiet minute')}", "muted")
        self._is_locking = bool(seconds_left)
        self._share_room()

    def _lay_out(self) -> None:
        look = theme.current()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Hairline())
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(look.px(16), 0, look.px(16), 0)
        row.setSpacing(look.px(24))
        row.addWidget(self.saved)
        row.addStretch(1)
        row.addWidget(self._words)
        row.addWidget(self._bar)
        row.addWidget(self._act)
        row.addStretch(1)
        row.addWidget(self.backup)
        row.addWidget(self.lock)
        column.addWidget(holder, 1)

    def _middle(self, words: str, action: str, key: str) -> None:
        self._fade.stop()
        self._words.set_words(words[:1].upper() + words[1:])
        self._act.set_words(action)
        self._act.set_key(key)
        self._offer(bool(action))
        self._bar.setVisible(False)
        self._share_room()

    def _share_room(self) -> None:
        """Beside a long message the lock's setting steps aside, then the backup: whole or not at all, never cut.

        A lock that comes stays, and Saved. The message is what is cut then: whole in its tooltip, and to a reader.
        """
        look = theme.current()
        parts = [part for part in (self.saved, self._bar, self._act) if not part.isHidden()]
        needed = min(self._words.sizeHint().width(), look.px(MESSAGE)) + look.px(2 * 16 + 2 * 24)
        needed += sum(part.sizeHint().width() + look.px(24) for part in parts)
        is_shown = True
        for state, stays in ((self.backup, False), (self.lock, self._is_locking)):
            needed += state.sizeHint().width() + look.px(24)
            state.setMinimumWidth(state.sizeHint().width())
            is_shown = stays or (is_shown and needed <= self.width())
            state.setHidden(not is_shown)

    def _sentence_over(self) -> None:
        self._clear_middle()
        self.show_task(self._task)

    def _clear_middle(self) -> None:
        self._words.set_words("")
        self._offer(False)
        self._bar.setVisible(False)
        self._share_room()

    def _offer(self, is_offered: bool) -> None:
        """Show or hide the button. One that goes gives the focus back: Qt would give it to the next in the window."""
        before = self._came_from
        if not is_offered and self._act.hasFocus() and before is not None and isValid(before):
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._act.setVisible(is_offered)

    def _focus_moved(self, before: QWidget | None, now: QWidget | None) -> None:
        if now is self._act and before is not None:
            self._came_from = before

    def _pressed(self) -> None:
        (self.undo_asked if self._fade.isActive() else self.cancel_asked).emit()
