"""The page that may be seen by anybody: one word, and the field that takes the laptop back (security: quick-hide).

It is up within 200 ms of F9 or F12, because it is made beforehand and reads nothing. Nothing of the study is on it;
while it is shown its page holds all keys.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ojm_desktop.domain.counting import noun, spelt
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.visit import PauseReason
from ojm_desktop.service import pin as pins
from ojm_desktop.ui import theme
from ojm_desktop.ui.interview.pause import WhyPaused
from ojm_desktop.ui.tasks import Cancelled, Tasks
from ojm_desktop.ui.widgets.field import Field
from ojm_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from ojm_desktop.service.session import Session

WORD: Final = "Paused"
HIDDEN_MINUTES: Final = 10
"""How long a hidden page waits for the PIN before the study locks."""
UNASKED_SECONDS: Final = 20
"""How long the reason of a pause is waited for; then it is an interruption, the one that says least."""
LONGEST: Final = 1024


class Resting(QWidget):
    """``paused(PauseReason)`` and ``stopped(reason)`` say why, ``went_on`` that it was a slip of the finger: only
    where no PIN was chosen, for Esc is known to anybody (security: quick-hide).

    ``returned`` by the PIN or the passphrase, ``lost`` after five wrong tries or ten hidden minutes: lock then.
    """

    paused = Signal(object)
    stopped = Signal(str)
    went_on = Signal()
    returned = Signal()
    lost = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self._session = session
        self._tasks = Tasks(self)  # its own: nobody waits here for a backup that is being checked
        self._is_proving = False
        self.setAccessibleName(WORD)
        self.setProperty("ground", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setMaxLength(LONGEST)
        self.line.setProperty("tall", "true")
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self.line.returnPressed.connect(self._try)
        self.field = Field("PIN or passphrase, then Enter", self.line)
        self.why = WhyPaused()
        self.why.chosen.connect(self._paused)
        self.why.stopped.connect(self._stopped)
        self.why.closed.connect(self._went_on)
        self._foot = QWidget()
        holder = QWidget()
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(look.px(16), look.px(8), look.px(8), look.px(8))
        inside.addStretch(1)
        inside.addWidget(self.field)
        is_huge = look.scale >= 2  # then they stand side by side: one above the other they would not fit
        ways = QHBoxLayout(self._foot) if is_huge else QVBoxLayout(self._foot)
        ways.setContentsMargins(0, 0, 0, 0)
        for part in (self.why, holder):
            part.setFixedWidth(look.px(300 if is_huge else 420))
            ways.addWidget(part)
        ways.addStretch(int(is_huge))
        self.why.hide()
        word = Label(WORD, "display")
        word.setContentsMargins(look.px(16), 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 88 if look.scale == 1 else 24, 48, 40)  # larger text takes the white round it
        column.addWidget(word)
        column.addStretch(1)
        column.addWidget(self._foot)
        self._hidden = self._timer(HIDDEN_MINUTES * 60_000, self._lose)
        self._unasked = self._timer(UNASKED_SECONDS * 1000, lambda: self._paused(PauseReason.INTERRUPTION))
        self.why.written.connect(self._unasked.start)  # whoever is typing a reason is not cut off

    def hide_now(self) -> None:
        """Hide at once: only the PIN or the passphrase returns, for ten minutes."""
        self._wait()
        self._hidden.start()

    def pause(self) -> None:
        """Rest at once; the reason is asked on the page itself, in words that anybody may read.

        Whoever types the PIN at once is back at once: the field has the keys, and no digit is a reason.
        """
        self._hidden.stop()
        self._wait()
        self.why.begin(may_close=not self._session.pin.is_chosen)
        self.why.show()
        self._unasked.start()

    def first_focus(self) -> QWidget:
        """What takes the keys."""
        return self.line

    def stop(self) -> None:
        """The study is being closed: nothing is waited for any more."""
        self._unasked.stop()
        self._hidden.stop()
        self._forget()
        self._tasks.finish()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()  # no key leaves this page
        if self.why.isHidden() or self.why.take_key(event):
            return
        if event.text() and event.text().isprintable():  # typed at a reason: it is the PIN's all the same
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self.line.insert(event.text())

    # --- why

    def _paused(self, reason: PauseReason) -> None:
        self._ask_no_more()
        self.paused.emit(reason)

    def _stopped(self, reason: str) -> None:
        self._ask_no_more()
        self.why.take_up("")
        self.stopped.emit(reason)

    def _went_on(self) -> None:
        self._wait()
        self.went_on.emit()

    def _ask_no_more(self) -> None:
        """What is half typed stays: it may be the PIN of somebody who gives no reason."""
        self._unasked.stop()
        self.why.hide()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- the way back

    def _wait(self) -> None:
        """Show the field and give it the keys."""
        self._forget()
        has_pin = self._session.pin.is_chosen
        name = "PIN or passphrase, then Enter" if has_pin else "Passphrase, then Enter"
        self.field.label.setText(name)
        self.line.setAccessibleName(name)
        self._ask_no_more()

    def _try(self) -> None:
        typed, pin = self.line.text(), self._session.pin
        if not typed or self._is_proving:
            return
        self.line.clear()
        if not self.why.isHidden():
            self._paused(PauseReason.INTERRUPTION)  # no reason was given; that it rested is kept
        if pin.is_chosen and pins.could_be(typed):
            self._answered(pin.matches(typed))
            return
        self._prove(typed)

    def _prove(self, words: str) -> None:
        """Try a passphrase: half a second or more, so off this thread."""
        from ojm_desktop.service import keys  # heavy, and only ever needed here

        place = self._session.place
        if place is None:
            self._proved(False)
            return
        self._is_proving = True
        self.field.set_note("Checking")
        self._tasks.start("Checking", lambda _progress: keys.is_passphrase(place, words), self._proved, self._failed)

    def _proved(self, is_right: bool) -> None:
        self._is_proving = False
        if is_right:
            self._session.pin.proved()
        else:
            self._session.pin.failed()
        self._answered(is_right)

    def _failed(self, error: BaseException) -> None:
        self._is_proving = False
        if isinstance(error, Cancelled):
            return
        if not isinstance(error, OjmError):
            raise error
        self.field.set_wrong(str(error))

    def _answered(self, is_right: bool) -> None:
        if is_right:
            self._hidden.stop()
            self._forget()
            self.returned.emit()
            return
        left = self._session.pin.tries_left
        if left <= 0:
            self._lose()
            return
        self.field.set_wrong(f"That is not it: {spelt(left)} more {noun(left, 'try', 'tries')}, then everything locks.")
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lose(self) -> None:
        self._forget()
        self.lost.emit()

    def _forget(self) -> None:
        self.line.clear()
        self.field.clear_wrong()

    def _timer(self, milliseconds: int, act: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(act)
        return timer
