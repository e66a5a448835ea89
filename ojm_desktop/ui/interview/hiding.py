"""Hides an interview at once and gives it back: what is covered then, who has the keys, and what the visit does."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from ojm_desktop.domain.visit import PauseReason, VisitState
from ojm_desktop.ui import over
from ojm_desktop.ui.interview.faces import Faces

if TYPE_CHECKING:
    from ojm_desktop.service.session import Session


class Hiding(QObject):
    """``covered`` once the blank page is there: what was half typed is to be kept, as nobody may come back to it.

    ``held(bool)`` when all keys are held, and when they are free; until then only the PIN or the passphrase helps.

    ``given_back`` when somebody of the study has the laptop, ``left`` where the visit was stopped meanwhile, ``lost``
    when the study is to lock.
    """

    covered = Signal()
    held = Signal(bool)
    given_back = Signal()
    left = Signal()
    lost = Signal()

    def __init__(self, faces: Faces, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._faces = faces
        self._session = session
        self._covered = faces.shown
        self._is_holding = False
        resting = faces.resting
        resting.paused.connect(self._paused)
        resting.stopped.connect(self._stopped)
        resting.went_on.connect(self._went_on)
        resting.returned.connect(self._returned)
        resting.lost.connect(self._lost)

    def hide_now(self) -> None:
        """F12: a blank page at once, also over an open box."""
        self._cover(self._faces.resting.hide_now)

    def pause(self) -> None:
        """F9: the same, and why is asked on the blank page."""
        self._cover(self._faces.resting.pause)

    def _cover(self, begin: Callable[[], None]) -> None:
        """The blank page first, then everything else: nothing may take longer than it."""
        begin()
        if self._faces.shown is not self._faces.resting:
            self._covered = self._faces.shown
        self._faces.setCurrentWidget(self._faces.resting)
        self._hold(True)
        over.close_all()
        self._keep_keys()
        QTimer.singleShot(0, self, self._keep_keys)  # a box that closes gives the focus back to where it was before
        QTimer.singleShot(0, self, self.covered.emit)  # nothing is written before the page is blank

    def _hold(self, is_holding: bool) -> None:
        self._is_holding = is_holding
        self.held.emit(is_holding)

    def _keep_keys(self) -> None:
        if self._is_holding:
            self._faces.resting.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _paused(self, reason: PauseReason) -> None:
        if self._faces.talk.sitting is not None:
            self._faces.talk.scribe.write(partial(self._faces.talk.sitting.interview.pause, reason))
        self._session.settle()

    def _stopped(self, reason: str) -> None:
        if self._faces.talk.sitting is not None:
            self._faces.talk.scribe.write(partial(self._faces.talk.sitting.interview.stop, reason))
        self._session.settle()

    def _returned(self) -> None:
        """Somebody of the study has the laptop: what rested goes on, what was stopped is left."""
        sitting = self._faces.talk.sitting
        self._uncover()
        self.given_back.emit()
        if sitting is None or not sitting.is_there:
            return
        if sitting.visit.state is VisitState.STOPPED:
            sitting.interview.leave()
            self.left.emit()
            return
        if sitting.visit.state is VisitState.PAUSED and sitting.is_agreed:
            self._faces.talk.resume()
        self._faces.take_focus()

    def _lost(self) -> None:
        """The study locks; until it is closed the blank page stays, for whoever tried is still before it."""
        self._hold(False)
        self.lost.emit()

    def _uncover(self) -> None:
        self._faces.setCurrentWidget(self._covered)
        self._hold(False)

    def _went_on(self) -> None:
        self._uncover()
        self._faces.take_focus()
