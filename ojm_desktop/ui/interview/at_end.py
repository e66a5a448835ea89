"""After the last question: to the finish screen, from there back to a question, and away from an interview held."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ojm_desktop.domain.visit import VisitState
from ojm_desktop.ui.interview.faces import Faces
from ojm_desktop.ui.page import Navigate
from ojm_desktop.ui.places import DISCLOSURES

if TYPE_CHECKING:
    from ojm_desktop.service.session import Session


class AtEnd(QObject):
    """Does what the finish screen asks for. ``rebound`` when other actions hold; ``asked`` names one of the frame."""

    rebound = Signal()
    asked = Signal(str)

    def __init__(self, faces: Faces, session: Session, navigate: Navigate, parent: QObject) -> None:
        super().__init__(parent)
        self._faces = faces
        self._talk = faces.talk
        self._session = session
        self._navigate = navigate
        ending = faces.ending
        ending.followed.connect(self.look_back)
        ending.apart_asked.connect(self._look_apart)
        ending.back_asked.connect(self.look_back)
        ending.finished.connect(self._finish)
        ending.stop_asked.connect(self.stop_here)
        ending.print_asked.connect(self._print)
        ending.today_asked.connect(lambda: self._navigate("today"))
        ending.again_asked.connect(self._go_on_again)
        ending.document_asked.connect(lambda: self._leave_for("participant"))
        ending.check_asked.connect(lambda: self._leave_for("back_entry"))

    def show_end(self) -> None:
        """After the last question: what is still open, or what was held."""
        sitting = self._talk.sitting
        if sitting is None:
            return
        self._talk.is_looking_back = False
        if sitting.visit.state in {VisitState.PAUSED, VisitState.STOPPED}:
            self.leave()
            return
        self._faces.setCurrentWidget(self._faces.ending)
        self._faces.take_focus()
        self.rebound.emit()

    def finish_first(self) -> None:
        """To the end from any question."""
        if self._talk.leave_question():
            self.show_end()

    def look_back(self, path: str = "") -> None:
        """To one question and back to the end; without one to where the questions were left."""
        self._faces.setCurrentWidget(self._talk)
        self._talk.is_looking_back = bool(path)
        if path:
            self._talk.scribe.go(path)
            self._talk.asides.go_on_writing()
        else:
            self._talk.scribe.take_focus()
        self.rebound.emit()

    def leave(self) -> None:
        """To the person's page; the interview stays as it is."""
        if self._talk.sitting is not None:
            self._navigate("participant", self._talk.sitting.visit.participant)

    def _finish(self) -> None:
        sitting = self._talk.sitting
        if sitting is not None and self._talk.scribe.write(sitting.interview.complete):
            sitting.interview.leave()
            self._session.settle()
            self.show_end()

    def stop_here(self, reason: str) -> None:
        """It ends before its end, and is left."""
        sitting = self._talk.sitting
        if sitting is not None and self._talk.scribe.write(partial(sitting.interview.stop, reason)):
            sitting.interview.leave()
            self._navigate("today")

    def _go_on_again(self) -> None:
        self.look_back()
        self._talk.resume()

    def _print(self) -> None:
        """The person's map, in the way there is: their page asks for the reason and the folder."""
        if self._talk.sitting is not None:
            self.leave()
            self.asked.emit("print")

    def _look_apart(self) -> None:
        """To the person's disclosures, which show nothing until asked; they offer the way back to this interview."""
        if self._talk.sitting is not None:
            visit = self._talk.sitting.visit
            self._navigate("participant", f"{visit.participant}/{DISCLOSURES}/{visit.id}")

    def _leave_for(self, page: str) -> None:
        """From a complete interview to its second entry from paper, or to the person's documents."""
        if self._talk.sitting is not None:
            visit = self._talk.sitting.visit
            self._navigate(page, visit.id if page == "back_entry" else f"{visit.participant}/documents")
