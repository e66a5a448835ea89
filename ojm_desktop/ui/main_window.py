"""The one window: the unlock page first, then the frame of the study that was opened. Its title never says more."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.ui import over, theme
from ojm_desktop.ui.clipboard import Clipboard
from ojm_desktop.ui.preferences import Preferences
from ojm_desktop.ui.widgets.strip import Tone

if TYPE_CHECKING:
    from pathlib import Path

    from ojm_desktop.service.session import Session
    from ojm_desktop.ui.actions import Bound
    from ojm_desktop.ui.frame import Frame
    from ojm_desktop.ui.idle import IdleWatch

_log = logging.getLogger(__name__)

TITLE: Final = "OJM Desktop"
START: Final = "today"
WHOLE_WINDOW_MINUTES: Final = 15
"""Quiet minutes allowed at least while a page has the whole window: two people are talking over it."""
SETTLE_AFTER: Final = 2000
"""Milliseconds without a change after which the study is settled (checkpoint, head to the disk)."""


MISTAKE: Final = "The program made a mistake while the study was being closed. What was saved is safe."
CHECK_AFTER: Final = 1000
"""Milliseconds after the first page is shown: then the start backup and the whole check begin (R13)."""


class MainWindow(QMainWindow):
    """``locked`` when the study was closed and the process is to be replaced; ``closed`` when it is to end.

    With ``locked`` goes what the unlock page has to tell of the closing, or nothing.
    """

    locked = Signal(str)
    closed = Signal()

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        look = theme.current()
        self.preferences = preferences
        self.frame: Frame | None = None
        self.idle: IdleWatch | None = None
        self.is_locking = False
        self.next_study: Path | None = None
        """The folder of the study that is to be opened after the lock, where it is not the one that was open."""
        self.setWindowTitle(TITLE)
        self.resize(1366, 768)
        self.setMinimumSize(look.px(900) if look.scale == 1 else 900, 600)
        self._over = over.KeysOver({Qt.Key.Key_F12: "hide"}, self._hide_over, self)
        self.clipboard = Clipboard(self)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_AFTER)
        self._settle.timeout.connect(self._settle_study)

    def show_page(self, page: QWidget) -> None:
        """Show a page that is not of a study: unlock."""
        self.setCentralWidget(page)

    def show_study(self, session: Session, page: str = START, target: str = "", *, check: bool = True) -> None:
        """Show an open study, from its start page; ``check`` begins the start backup and the whole check soon after."""
        from ojm_desktop.ui.frame import Frame  # brings the store and the service: not before a study is open
        from ojm_desktop.ui.idle import IdleWatch

        self.frame = Frame(session, self._bound())
        self.setCentralWidget(self.frame)
        self.frame.bridge.changed.connect(lambda _changes: self._settle.start())
        self.frame.left_for.connect(self._lock_for)
        is_first = self.idle is None
        if self.idle is None:
            self.idle = IdleWatch(session.clock, self._idle_minutes, self)
            self.idle.counting.connect(self._count_down)
            self.idle.jumped.connect(self._note_clock)
            self.idle.due.connect(self.lock)
        self._count_down(0)
        self.frame.navigate(page, target)
        if is_first:
            self.frame.say_what_waits()
        if is_first and check:
            QTimer.singleShot(CHECK_AFTER, self.frame.check_at_start)

    def lock(self) -> None:
        """Close the study, half-typed text included, and ask for the process to be replaced.

        Nothing is waited for with keys in memory: what went wrong on the way is told by the unlock page that follows,
        and a mistake of ours while closing is written down before the process goes.
        """
        if self.frame is None:
            return
        self.is_locking = True
        told = MISTAKE
        try:
            told = self._close_study()
        except Exception:
            _log.exception("An error of the program while the study was being locked.")
            raise
        finally:
            self.locked.emit(told)

    def _lock_for(self, folder: Path) -> None:
        """Lock, and let the unlock page that follows ask for another study."""
        self.next_study = folder
        self.lock()

    def leave_open(self) -> None:
        """Let go of the study without closing it, and of the window: for who opened the study and goes on with it."""
        frame, self.frame = self.frame, None
        self._settle.stop()
        if self.idle is not None:
            self.idle.stop()
        if frame is not None:
            frame.let_go()
        self.close()

    def come_forward(self) -> None:
        """A second window of this study was started: show this one."""
        self.showNormal() if self.isMinimized() else self.show()
        self.raise_()
        self.activateWindow()

    def say(self, sentence: str) -> None:
        """Say a refusal above the page."""
        if self.frame is not None:
            self.frame.say(sentence, Tone.ERROR)

    def event(self, event: QEvent) -> bool:
        """While a box lies over the window its shortcuts are dead, and F12 hides all the same (ui: keys)."""
        if event.type() in (QEvent.Type.WindowBlocked, QEvent.Type.WindowUnblocked):
            self._over.listen(event.type() == QEvent.Type.WindowBlocked)
        return super().event(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing the window closes the study first; the participant's view cannot be closed."""
        if self.frame is not None and self.frame.page is not None and self.frame.page.holds_keys:
            event.ignore()
            return
        failed = self._close_study()
        if failed:
            from ojm_desktop.ui import messages

            messages.tell(self, "The study is closed, but not all went well", failed)
        super().closeEvent(event)
        self.closed.emit()

    def rebuild(self) -> None:
        """Apply the look and size that are set; pages are made anew, because sizes are part of them.

        Not while the participant has the laptop: the system may ask for another look then, and a page made anew would
        ask for no PIN. Nor where the study was found damaged: it is closed, and its page is of no study.
        """
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        wanted = theme.wanted(app, self.preferences.look, self.preferences.size)
        was = theme.current()
        theme.apply(app, wanted)
        frame = self.frame
        is_staying = frame is not None and (frame.is_damaged or (frame.page is not None and frame.page.holds_keys))
        if frame is not None and not is_staying and (wanted.scale, wanted.border) != (was.scale, was.border):
            frame.keep_half_done()
            frame.stop_pages()
            frame.bridge.close()
            target = frame.page.standing(frame.target) if frame.page is not None else frame.target
            self.show_study(frame.session, frame.name, target)

    def _bound(self) -> tuple[Bound, ...]:
        from ojm_desktop.ui.actions import bind

        look = [bind(f"look_{name}", self._setter("look", name)) for name in ("system", "light", "dark", "contrast")]
        size = [bind(f"size_{size}", self._setter("size", size)) for size in (100, 150, 200)]
        return (
            *look,
            *size,
            bind("idle", self._ask_idle),
            bind("lock", self.lock),
            bind("hide", self.lock),
            bind("quit", self.close),
            bind("help", self._help),
            bind("keys", self._all_keys),
            bind("about", self._about),
        )

    def _setter(self, key: str, value: object) -> Callable[[], None]:
        def put() -> None:
            self.preferences.set(key, value)
            self.rebuild()

        return put

    def _ask_idle(self) -> None:
        from PySide6.QtWidgets import QInputDialog

        words = "Quiet minutes before the study locks itself (1 to 30):"
        minutes, is_given = QInputDialog.getInt(self, TITLE, words, self.preferences.idle_minutes, 1, 30)
        if is_given:
            self.preferences.set("idle_minutes", minutes)
            self._count_down(0)

    def _all_keys(self) -> None:
        from ojm_desktop.ui import help

        help.show(self, "All keys", "", help.all_keys())

    def _about(self) -> None:
        from ojm_desktop.ui import help

        help.show(self, TITLE, ABOUT, ())

    def _help(self) -> None:
        from ojm_desktop.ui import help

        if self.frame is not None and self.frame.page is not None:
            page = self.frame.page
            help.show(self, *help.for_page(page.title, page.help, self.frame.name))

    def _hide_over(self, name: str) -> bool:
        """Close what lies over the page, then hide; an interview that is held does so itself, the blank page first."""
        frame = self.frame
        if frame is None:
            return False
        page = frame.page
        if page is not None and (page.holds_keys or any(one.name == name for one in page.bound_actions())):
            return False
        over.close_all()
        QTimer.singleShot(0, self, lambda: frame.act(name))  # once the box has let go of the events
        return True

    def _idle_minutes(self) -> int:
        page = self.frame.page if self.frame is not None else None
        set_to = self.preferences.idle_minutes
        return max(set_to, WHOLE_WINDOW_MINUTES) if page is not None and page.whole_window else set_to

    def _count_down(self, seconds: int) -> None:
        frame = self.frame
        if frame is None:
            return
        frame.status.show_idle(self._idle_minutes(), seconds)
        if seconds:
            frame.say(
                f"Nobody has touched the laptop: the study locks in {seconds} s. Any key keeps it open.", Tone.WARNING
            )
        elif frame.notice.sentence.startswith("Nobody has touched"):
            frame.notice.clear()

    def _note_clock(self) -> None:
        """The laptop's clock jumped while the study was open: the log says so at once (T2)."""
        if self.frame is None:
            return
        try:
            self.frame.session.note_clock()
        except OjmError as error:
            self.say(str(error))

    def _settle_study(self) -> None:
        if self.frame is not None and not self.frame.is_damaged:
            self.frame.session.settle()

    def _close_study(self) -> str:
        """Close it if there is one; what went wrong on the way, or nothing."""
        self.clipboard.clear()
        frame, self.frame = self.frame, None
        if frame is None:
            return ""
        self._settle.stop()
        if self.idle is not None:
            self.idle.stop()
        try:
            frame.close_study()
        except OjmError as error:
            return str(error)
        return ""


ABOUT: Final = (
    "Offender journey mapping on one laptop, without a network. Everything stays in the study’s folder, encrypted. "
    "Free software under the MIT licence. Qt and PySide6 are used under the LGPL, the Noto fonts under the OFL."
)
