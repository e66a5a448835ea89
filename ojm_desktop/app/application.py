"""The window's process from start to end: one QApplication, the unlock page, a study, and what replaces or ends it."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtWidgets import QApplication

from ojm_desktop import __version__
from ojm_desktop.app import journal, process
from ojm_desktop.app.clock import MachineClock
from ojm_desktop.app.display import NoScreen, check_screen
from ojm_desktop.app.excepthook import ExceptHook
from ojm_desktop.app.relaunch import SECRETS, relaunch, take_left
from ojm_desktop.app.settings import Settings, log_folder, practice_folder
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.ui import theme
from ojm_desktop.ui.main_window import MainWindow
from ojm_desktop.ui.tasks import Progress
from ojm_desktop.ui.unlock.opener import Opener
from ojm_desktop.ui.unlock.page import UnlockPage

if TYPE_CHECKING:
    from ojm_desktop.app.instance import FirstWindow
    from ojm_desktop.domain.clock import Clock
    from ojm_desktop.service.session import Session
    from ojm_desktop.ui.widgets.focus_ring import FocusRings

NAME: Final = "OJM Desktop"
ROOMY: Final = (1440, 860)
"""A screen smaller than this, in pixels, gives the whole of itself to the window."""


class Program:
    """What lives as long as the process: clock, settings, window; and the study's socket while one is open."""

    def __init__(self, app: QApplication, settings: Settings) -> None:
        self.app = app
        self.settings = settings
        self.clock = MachineClock()
        theme.apply(app, theme.wanted(app, settings.look, settings.size), is_first=True)
        self.rings: FocusRings | None = None
        self.window = MainWindow(settings)
        self.opener = Opener(self.clock, prepare_practice, self.window, import_what_follows)
        self.page = UnlockPage(settings, self.opener, self.clock, __version__)
        self.first: FirstWindow | None = None
        self._folder: Path | None = None  # of the study that is open, unless it is for practice
        self.window.locked.connect(self._replace)
        self.window.closed.connect(app.quit)
        self.page.first_painted.connect(lambda: QTimer.singleShot(0, app, self._painted))
        self.page.opened.connect(self._opened)
        self.page.already_open.connect(self._already_open)
        app.styleHints().colorSchemeChanged.connect(lambda _scheme: self.window.rebuild())

    def show(self, folder: Path | None = None, told: str = "") -> None:
        """Show the unlock page, with a study chosen where one was named, and what the last closing has to tell."""
        self.window.show_page(self.page)
        room = self.app.primaryScreen().availableGeometry()
        if room.width() < ROOMY[0] or room.height() < ROOMY[1]:
            self.window.showMaximized()
        else:
            self.window.show()
        if folder is not None:
            self.page.choose(folder.resolve())  # as the list names it
        if told:
            self.page.say(told)

    def say(self, sentence: str) -> None:
        """Say a refusal where the person looks: above the study's page, or on the unlock page."""
        if self.window.frame is not None:
            self.window.say(sentence)
        else:
            self.page.say(sentence)

    def _painted(self) -> None:
        """What can wait until there is something to see: collecting garbage, the rest of the fonts, the focus ring."""
        from ojm_desktop.ui.widgets.focus_ring import FocusRings

        gc.enable()
        theme.load_fonts()
        self.page.update()  # a study's folder may be named in a script whose face has only come now
        self.rings = FocusRings(self.app)

    def _opened(self, session: Session, folder: Path | None) -> None:
        """Show the study. What was made on the way to it stays, and is no more looked through for garbage.

        The rows of a thousand people set off a collection that would go through the whole of Qt's and numpy's modules.
        """
        from ojm_desktop.app.instance import FirstWindow

        gc.freeze()
        if folder is not None and not session.plan.is_practice:
            self._folder = folder.resolve()
            self.settings.remember(self._folder, self.clock.now().utc)
        study_id = session.place.opened.study_id if session.place is not None else ""
        self.first = FirstWindow(study_id, self.window.come_forward, self.window)
        failed = self._log_opening(session)
        self.window.show_study(session)
        if failed:
            self.say(failed)
        QTimer.singleShot(0, self.window, self._listen)

    def _log_opening(self, session: Session) -> str:
        """An event with the key that opened it, and the tries since that did not (A8); why not, where it cannot be."""
        from ojm_desktop.service.edits import OpenStudy

        try:
            folder = session.place.folder.path if session.place is not None else None
            tries = self.settings.take_wrong_tries(folder) if folder is not None else 0
            session.do(OpenStudy(wrong_tries=tries))
        except (OjmError, OSError) as error:
            return str(error)
        return ""

    def _listen(self) -> None:
        """Lock with the desktop, from the first page of a study on: until then there is nothing to lock."""
        from ojm_desktop.app.listening import listen

        heard = listen(self.window)
        if heard is not None:
            heard.due.connect(self.window.lock)

    def _already_open(self, folder: Path, sentence: str) -> None:
        """Another program has the study: if it is a window of ours, it comes forward and this one ends."""
        from ojm_desktop.app.instance import ask_first, study_id_of

        if ask_first(study_id_of(folder)):
            self.window.close()
            self.app.exit(0)
            return
        self.page.say(sentence)

    def _replace(self, told: str) -> None:
        if self.first is not None:
            self.first.close()
        self.window.hide()
        self.app.processEvents()
        relaunch(told=told, study=self.window.next_study or self._folder)


def make_application(arguments: Sequence[str] = ()) -> QApplication:
    """The one QApplication. Qt keeps no settings: its file dialog would write down the folders gone to (C4)."""
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication([NAME, "-style", "fusion", *arguments])  # setStyle would wrap the style: dear to import
    app.setApplicationName("ojm-desktop")
    app.setApplicationDisplayName("")
    app.setDesktopFileName("ojm-desktop")
    return app


def import_what_follows() -> None:
    """What the process needs once a study is open, imported while its keys are derived."""
    from ojm_desktop.app import instance, listening  # noqa: F401

    listening.load()


def prepare_practice(progress: Progress) -> Path:
    """The practice study of this user, made where there is none yet; for a worker thread."""
    import shutil

    folder = practice_folder()
    if not folder.exists():
        half_made = folder.with_name("practice-being-made.ojm")
        shutil.rmtree(half_made, ignore_errors=True)
        folder.parent.mkdir(parents=True, exist_ok=True)
        make_practice(half_made, MachineClock(), progress)
        half_made.rename(folder)
    return folder


def make_practice(folder: Path, clock: Clock, progress: Progress) -> None:
    """Make and play a practice study at ``folder`` and close it. Its passphrase is public: a guess may be cheap."""
    from ojm_desktop.service import practice
    from ojm_desktop.typeset import Typeset

    practice.make(folder, practice.PASSPHRASE, clock, Typeset(), progress=progress).close()


def run(folder: Path | None = None) -> int:
    """Show the window until it is closed; the exit code, 1 where there is no screen to show it on."""
    process.harden()
    try:
        check_screen()
    except NoScreen as refused:
        sys.stderr.write(f"{refused}\n")
        return 1
    for name in SECRETS:
        os.environ.pop(name, None)  # a window asks for what opens a study; nothing started from here shall find it
    told, closed = take_left()
    journal.start(log_folder())
    app = make_application()
    program = Program(app, Settings())

    def show_report(report: str) -> None:
        from ojm_desktop.ui import messages

        if not program.window.is_locking:  # nobody is there to read it, and a lock waits for nothing
            messages.show_report(program.window, report)

    ExceptHook(program.say, show_report).install()
    program.show(closed or folder, told)
    return app.exec()
