"""What is asked before something done on a journey is written: of which visit a value is, why one is missing, when."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.plan import due_day
from ojm_desktop.domain.rating import RatingKey
from ojm_desktop.journey.wording import wave_text
from ojm_desktop.service.edits.days import check_has_come
from ojm_desktop.ui.participant.chosen import Chosen
from ojm_desktop.ui.participant.desk import Desk
from ojm_desktop.ui.participant.half_typed import BegunReason, BegunValue
from ojm_desktop.ui.participant.visit_writing import VisitWriting
from ojm_desktop.ui.visit_doubt import Doubt

if TYPE_CHECKING:
    from ojm_desktop.service.session import Session

UNSTORED = "A value waits that was not stored when the study closed."


class Asking(QObject):
    """About what is chosen, on the desk. ``rated(wave)`` when a value that was asked about is written.

    ``refused(sentence)`` when a day cannot be, and with no sentence when nothing was written: draw it as it is kept.
    """

    rated = Signal(str)
    refused = Signal(str)

    def __init__(self, session: Session, writing: VisitWriting, desk: Desk, chosen: Chosen, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._writing = writing
        self._desk = desk
        self._chosen = chosen
        desk.visit_given.connect(self._visit_given)

    def is_answer_needed(self) -> bool:
        """Whether a value waits for an answer, which then has the focus: nothing else takes the question's place."""
        if self._desk.is_asking_visit:
            self._desk.visit.first().setFocus(Qt.FocusReason.OtherFocusReason)
        return self._desk.is_asking_visit

    def rate(self, key: RatingKey, value: int) -> None:
        """A value was given; where its visit is in doubt, that is asked first."""
        found, journey = self._writing.doubt(key.wave), self._chosen.of(key.pathway)
        if found is None or journey is None:
            self._writing.rate(key, value)
        else:
            self._desk.ask_visit(key, value, found, journey)

    def hold_on(self, wave: str, day: date) -> None:
        """The visit was on this day, if it has come."""
        try:
            check_has_come(day, self._session.today())
        except OjmError as error:
            self.refused.emit(str(error))
            return
        if not self._writing.hold_on(wave, day):
            self.refused.emit("")

    def ask_moment(self) -> None:
        """A strike at the chosen week."""
        journey = self._chosen.journey
        if journey is None:
            return
        wave, rating = self._chosen.wave, journey.rating_at(self._chosen.wave)
        day = rating.held_on if rating and rating.held_on and not journey.cohort.is_recalled else None
        self._desk.ask_moment(journey, day or due_day(journey.cohort.wave(wave), journey.order_start))

    def ask_missing(self, key: RatingKey) -> None:
        """Why there is no value."""
        journey = self._chosen.of(key.pathway)
        if journey is not None and not self.is_answer_needed():
            self._desk.ask_missing(key, journey)

    def ask_missing_here(self) -> None:
        """Why there is no value at the chosen wave."""
        if self._chosen.wave:
            self.ask_missing(RatingKey(self._chosen.participant, self._chosen.pathway, self._chosen.wave))

    def take_up(self, begun: BegunReason | BegunValue) -> None:
        """What was asked when the study was locked, as far as it was answered; its pathway and wave are chosen."""
        journey = self._chosen.journey
        if isinstance(begun, BegunReason):
            self.ask_missing_here()
        elif journey is not None:
            name = wave_text(journey.cohort.wave(begun.key.wave))
            found = self._writing.doubt(begun.key.wave) or Doubt(UNSTORED, name, None)
            self._desk.ask_visit(begun.key, begun.value, found, journey)

    def _visit_given(self, key: RatingKey, value: int) -> None:
        """Of which visit a value is was answered: it counts for that wave's day, if one is known, else for today."""
        if self._writing.rate(key, value):
            self.rated.emit(key.wave)
