"""Undo and redo, as far as the shown page reaches; and what the status strip says of the last change."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ojm_desktop.service.queries.sayable import sayable
from ojm_desktop.ui.actions import Bound, bind
from ojm_desktop.ui.page import Page
from ojm_desktop.ui.widgets.strip import Tone
from ojm_desktop.ui.widgets.waits import leave_within

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ojm_desktop.service.history import Step
    from ojm_desktop.service.session import Session
    from ojm_desktop.ui.status_strip import StatusStrip


class Steps:
    """Takes the session's steps back and forth for the pages within ``frame``.

    ``shown`` says which page is on the screen; ``keep`` keeps what is half done, which comes and goes with the person
    whose adding is undone or redone.
    """

    def __init__(
        self,
        session: Session,
        frame: QWidget,
        status: StatusStrip,
        shown: Callable[[], Page | None],
        keep: Callable[[], None],
    ) -> None:
        self._session = session
        self._frame = frame
        self._status = status
        self._shown = shown
        self._keep = keep

    def bound(self) -> tuple[Bound, Bound]:
        """Undo and redo as they can be done now; where the page does not reach the step, a sentence that says why."""
        history = self._session.history
        return self._bind("undo", self._undo, history.next_undo), self._bind("redo", self._redo, history.next_redo)

    def show_last(self) -> None:
        """What was done last, with Undo beside it where that takes back just this."""
        self._status.show_done(self._last_said, can_undo=self._takes_back_the_last())

    def _bind(self, name: str, act: Callable[[], None], step: Step | None) -> Bound:
        if step is None or self._reaches(step):
            return bind(name, act, enabled=step is not None)
        page = self._shown()
        return bind(name, self._say_unreached, enabled=page is not None and bool(page.unreached))

    def _say_unreached(self) -> None:
        page = self._shown()
        if page is not None:
            page.strip.say(page.unreached, Tone.WARNING)

    def _reaches(self, step: Step) -> bool:
        page = self._shown()
        return page is None or page.reaches(step)

    def _undo(self) -> None:
        if leave_within(self._frame):  # a value that waits is what was given last
            return
        self._session.undo()
        self._keep()
        self._status.show_done(self._last_said, can_undo=False)

    def _redo(self) -> None:
        leave_within(self._frame)
        self._session.redo()
        self._keep()

    @property
    def _last_said(self) -> str:
        """As it may be said while an interview waits for a rating."""
        return sayable(self._session, self._session.last_sentence, self._session.last_reveals)

    def _takes_back_the_last(self) -> bool:
        """Whether Undo takes back what is told just now: nothing takes back a signature, and it passes over a record,
        so that it would take back something else than the sentence beside it says.
        """
        step = self._session.history.next_undo
        if step is None or not self._reaches(step):
            return False
        return step.can_be_taken_back and step.parts[-1].sequence == self._session.sequence
