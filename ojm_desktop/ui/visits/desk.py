"""The place where one of the questions about a visit stands; what is answered is written here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.visit import VisitState
from ojm_desktop.service import visits
from ojm_desktop.service.edits import RescheduleVisit, ResumeVisit, StartVisit, StopVisit
from ojm_desktop.service.held_visit import AGREEMENT_REFUSED
from ojm_desktop.service.queries.occasions import Occasion, occasion
from ojm_desktop.service.session import random_id
from ojm_desktop.ui.page import Do, Navigate
from ojm_desktop.ui.visits.another_day import AnotherDayPanel
from ojm_desktop.ui.visits.ask import VisitAsk
from ojm_desktop.ui.visits.half_asked import Where, newest, stated
from ojm_desktop.ui.visits.missed import MissedPanel
from ojm_desktop.ui.visits.start import StartPanel
from ojm_desktop.ui.widgets.waits import Waits

if TYPE_CHECKING:
    from datetime import date

    from ojm_desktop.domain.rating import Missing
    from ojm_desktop.domain.visit import Mode
    from ojm_desktop.service.session import Session
    from ojm_desktop.ui.half_done import HalfDone

RESTS = frozenset({VisitState.PAUSED, VisitState.STOPPED})


class VisitDesk(Waits, QWidget):
    """``opened`` and ``closed`` tell whether a question stands here; ``wrong`` what could not be done, in a sentence.

    A visit that was begun is gone to at once; one that is begun already is gone on with, unasked. What is half answered
    is kept for the `page` it was asked on; ``began`` when that changes at once.
    """

    opened = Signal()
    closed = Signal()
    began = Signal()
    wrong = Signal(str)

    def __init__(self, session: Session, do: Do, navigate: Navigate, page: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._aside: dict[Where, tuple[str, ...]] = {}
        self._session = session
        self._do = do
        self._navigate = navigate
        self._asked: VisitAsk | None = None
        self._beginning = visits.NOTHING_KNOWN
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    @property
    def asked(self) -> VisitAsk | None:
        """The question that stands here."""
        return self._asked

    def go_on(self, visit: str) -> None:
        """Go to an interview that was begun; one that rests or was stopped goes on, after a no it is only read."""
        found = self._session.study.store.visits.get(visit)
        if found is None:
            return
        self.close_question()
        goes_on = found.state in RESTS and visits.not_agreed(self._session, found.participant) is None
        if not goes_on or self._do(ResumeVisit(visit=visit, participant=found.participant)):
            self._navigate("interview", visit)

    def stop(self, visit: str) -> None:
        """Stop an interview that a no came into; what was said stays."""
        found = self._session.study.store.visits.get(visit)
        if found is not None:
            self._do(StopVisit(visit=visit, participant=found.participant, reason=AGREEMENT_REFUSED))

    def start(self, participant: str, wave: str) -> None:
        """Ask how a visit is to begin; one that is begun is gone on with."""
        found = self._find(participant, wave)
        if found is None:
            return
        if not found.can_begin and found.was is not None:
            self.go_on(found.was.id)
            return
        panel = StartPanel(self._session.today())
        self._beginning = visits.beginning(self._session, found)
        panel.show_occasion(found, self._beginning, self._session.today())
        panel.given.connect(self._begin)
        panel.another_day_asked.connect(lambda: self.another_day(participant, wave))
        panel.miss_asked.connect(lambda: self.miss(participant, wave))
        panel.sign_asked.connect(lambda: self._navigate("agreement", participant))
        panel.forms_asked.connect(lambda: self._navigate("study", "forms"))
        self._ask(panel)

    def another_day(self, participant: str, wave: str) -> None:
        """Ask for another day."""
        found = self._find(participant, wave)
        if found is None:
            return
        panel = AnotherDayPanel()
        panel.show_occasion(found, self._session.today())
        panel.given.connect(self._agree)
        self._ask(panel)

    def miss(self, participant: str, wave: str) -> None:
        """Ask why a visit takes no place."""
        found = self._find(participant, wave)
        if found is None:
            return
        panel = MissedPanel()
        panel.show_occasion(found)
        panel.given.connect(self._record_missed)
        self._ask(panel)

    def leave(self) -> bool:
        """A question whose answer was begun stands there again when its view is gone back to."""
        if self._asked is not None and not self._asked.is_begun:
            self.close_question()
        return False

    def close_question(self) -> None:
        """Ask nothing any more."""
        panel, self._asked = self._asked, None
        if panel is not None:
            self.hide()
            self._column.removeWidget(panel)
            panel.hide()
            panel.deleteLater()
            self.began.emit()
            self.closed.emit()

    # --- what is half answered

    def half_done(self) -> tuple[HalfDone, ...]:
        """What was chosen and typed in the question that stands here, and in those that wait for their person (L2)."""
        begun = dict(self._aside)
        if (here := self._where()) is not None and self._asked is not None and self._asked.is_begun:
            begun[here] = self._asked.fields()
        people = self._session.study.store.people
        return tuple(
            stated(self._session, where, fields)
            for where, fields in begun.items()
            if people.get(where.participant) is not None
        )

    def set_aside(self) -> None:
        """Somebody else is shown: what was half answered waits for its person."""
        if (here := self._where()) is not None and self._asked is not None and self._asked.is_begun:
            self._aside[here] = self._asked.fields()
        self.close_question()

    def take_up(self, participant: str = "") -> None:
        """Go on with what was half answered about somebody, or about anybody; where it can still be asked."""
        aside = next((one for one in self._aside.items() if one[0].participant == participant), None)
        begun = aside or newest(self._session, self._page, participant)
        if begun is None:
            return
        where, fields = begun
        self._aside.pop(where, None)
        ask = {"start": self.start, "another_day": self.another_day, "missed": self.miss}.get(where.kind)
        there = self._session.study.store.people.get(where.participant)
        now = self._find(where.participant, where.wave) if ask is not None and there is not None else None
        if ask is None or now is None or not now.can_begin or (where.kind != "start" and now.was is not None):
            self._session.keep_draft(where.place, "", 0)
            return
        ask(where.participant, where.wave)
        if self._asked is not None:
            self._asked.take_up(fields)
            self._asked.goes_on().setFocus(Qt.FocusReason.OtherFocusReason)
        self.began.emit()  # a draft that was taken up is the frame's to forget from now on

    def _where(self) -> Where | None:
        asked = self._asked
        if asked is None or asked.occasion is None:
            return None
        return Where(self._page, asked.occasion.participant, asked.kind, asked.occasion.wave)

    # --- writing

    def _begin(self, mode: Mode, day: date, language: str) -> None:
        found, with_ = self._current(), self._beginning
        if found is None or with_.form is None:
            return
        visit = random_id()
        edit = StartVisit(
            id=visit,
            participant=found.participant,
            wave=found.wave,
            form=with_.form.digest,
            held_on=day,
            mode=mode,
            layout=with_.layout,
            language=language,
        )
        if self._do(edit):
            self.close_question()
            self._navigate("interview", visit)

    def _agree(self, day: date | None, reason: str, hour: str) -> None:
        found = self._current()
        if found is not None and self._do(
            RescheduleVisit(participant=found.participant, wave=found.wave, day=day, reason=reason, hour=hour)
        ):
            self.close_question()

    def _record_missed(self, missing: Missing, words: str) -> None:
        found = self._current()
        if found is not None and self._do(*visits.missed(self._session, found.participant, found.wave, missing, words)):
            self.close_question()

    # --- inside

    def _find(self, participant: str, wave: str) -> Occasion | None:
        try:
            return occasion(self._session, participant, wave)
        except OjmError as error:
            self.wrong.emit(str(error))
            return None

    def _current(self) -> Occasion | None:
        return self._asked.occasion if self._asked is not None else None

    def _ask(self, panel: VisitAsk) -> None:
        if self._asked is not None:
            self.close_question()
        self._asked = panel
        panel.closed.connect(self.close_question)
        self._column.addWidget(panel)
        self.show()
        self.opened.emit()
        panel.first().setFocus(Qt.FocusReason.OtherFocusReason)
