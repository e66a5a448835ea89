"""What stands in the place of the notes for a moment: a question, or the editor of one hot spot or turning point."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ojm_desktop.domain.hot_spot import Direction, HotSpot, Polarity, SuggestionKey, TurningPoint
from ojm_desktop.domain.rating import Missing, RatingKey
from ojm_desktop.journey.hot_spot_box import in_order
from ojm_desktop.journey.trajectory import Trajectory
from ojm_desktop.journey.wording import wave_text
from ojm_desktop.service.edits import ClearRating, DismissSuggestion, SetMissing
from ojm_desktop.store.settings import Draft
from ojm_desktop.ui.half_done import HalfDone
from ojm_desktop.ui.journey.panel import moments
from ojm_desktop.ui.page import Do
from ojm_desktop.ui.participant.asks import Ask, AskMissing, AskMoment, AskSuggestion, AskTurn, AskVisit
from ojm_desktop.ui.participant.half_typed import draft_place, reason_place, visit_place
from ojm_desktop.ui.participant.moment_editor import FIELDS, MomentEditor
from ojm_desktop.ui.participant.moment_writing import MomentWriting
from ojm_desktop.ui.participant.when import When, nearest, times
from ojm_desktop.ui.visit_doubt import Doubt
from ojm_desktop.ui.widgets.waits import Waits

if TYPE_CHECKING:
    from ojm_desktop.service.session import Session


@dataclass(frozen=True)
class Doubted:
    """A value that waits for the answer to which visit it is of."""

    key: RatingKey
    value: int
    doubt: Doubt


class Desk(Waits, QWidget):
    """``opened`` and ``closed`` when something comes or goes; ``made(kind, id)`` when a moment was added.

    ``began`` when what is half typed here is to be kept; ``visit_given(key, value)`` once it is known of which visit a
    value is, ``unstored(sentence)`` when the question of which was left without an answer.
    """

    opened = Signal()
    closed = Signal()
    made = Signal(str, str)
    began = Signal()
    visit_given = Signal(object, int)
    unstored = Signal(str)
    wrong = Signal(str)

    def __init__(self, session: Session, do: Do, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._session = session
        self._do = do
        self._participant = ""
        self._journey: Trajectory | None = None
        self._key: RatingKey | None = None
        self._wave = ""
        self.missing, self.moment, self.turn = AskMissing(), AskMoment(), AskTurn()
        self.suggestion, self.visit, self.editor = AskSuggestion(), AskVisit(), MomentEditor()
        self._writing = MomentWriting(session, do, self.editor, self._moment, self)
        self._writing.made.connect(self.made)
        self._parts: tuple[QWidget, ...] = (*self._asks, self.editor)
        self._doubted: Doubted | None = None
        self._aside: dict[str, HalfDone] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in self._parts:
            part.hide()
            column.addWidget(part)
        self._shown: QWidget | None = None
        self._connect()
        self.hide()

    @property
    def _asks(self) -> tuple[Ask, ...]:
        return self.missing, self.moment, self.turn, self.suggestion, self.visit

    @property
    def is_open(self) -> bool:
        """Whether something stands here."""
        return self._shown is not None

    def ask_missing(self, key: RatingKey, journey: Trajectory) -> None:
        """Why is there no value?"""
        self._key = key
        kept = journey.rating_at(key.wave)
        where = f"{journey.pathway.short_name}, {wave_text(journey.cohort.wave(key.wave))}"
        reason = kept.reason if kept else ""
        self.missing.show_key(where, kept.missing if kept else None, reason, can_clear=kept is not None)
        draft = self._session.draft(reason_place(key))
        if draft is not None:
            self.missing.take_up(draft.text, draft.cursor)
        self._open(self.missing, journey)
        self.missing.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_visit(self, key: RatingKey, value: int, found: Doubt, journey: Trajectory) -> None:
        """Is this value of that visit? ``visit_given`` says of which it is."""
        self._doubted = Doubted(key, value, found)
        self.visit.show_question(found.question, wave_text(found.rather) if found.rather else "")
        self._open(self.visit, journey)
        self.visit.first().setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def is_asking_visit(self) -> bool:
        """Whether a value waits for the answer to which visit it is of."""
        return self._shown is self.visit

    def ask_moment(self, journey: Trajectory, day: date) -> None:
        """A hot spot, or in a journey told in hindsight a turning point, near a day."""
        if journey.cohort.is_recalled:
            chosen = nearest(journey.order_start, day, day, times(journey.order_start)[0].certainty)
            self.turn.show_times(journey.pathway.short_name, times(journey.order_start), chosen)
            self._open(self.turn, journey)
            self.turn.first().setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.moment.show_day(journey.pathway.short_name, day)
        self._open(self.moment, journey)
        self.moment.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_suggestion(self, journey: Trajectory, wave: str) -> None:
        """Was there something behind a change?"""
        found = next((each for each in journey.suggestions if each.wave == wave), None)
        if found is None:
            return
        self._wave = wave
        scale, waves = journey.scale, [each.key for each in journey.cohort.waves]
        after = journey.rating_at(wave)
        value = after.value if after and after.value is not None else scale.neutral
        before = waves[max(0, waves.index(wave) - 1)]
        self.suggestion.ask(
            f"{journey.pathway.short_name} went from {scale.text(value - found.change)} to {scale.text(value)} between "
            f"{wave_text(journey.cohort.wave(before))} and {wave_text(journey.cohort.wave(wave))}. "
            "Ask: did something make the difference?"
        )
        self._open(self.suggestion, journey)
        self.suggestion.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def edit(self, journey: Trajectory, item: str, *, typing: bool) -> None:
        """The editor of a moment; `typing` puts the cursor into its words."""
        if self._show_moment(journey, item):
            self._open(self.editor, journey)
            if typing:
                self.editor.typing_first().setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, journey: Trajectory | None) -> None:
        """Show what is kept now; an editor whose moment is gone closes."""
        self._journey = journey
        if self._shown is self.editor and (journey is None or not self._show_moment(journey, self.editor.id)):
            self.close_all()

    def set_participant(self, participant: str) -> None:
        """Whose journey this is; a reason half typed waits for its person."""
        if participant != self._participant:
            self.put_aside()
            self._participant = self._writing.participant = participant

    def leave(self) -> bool:
        """A value that waits for the answer to which visit it is of is stored nowhere; a reason half typed stays."""
        asked, waited, journey = self._shown, self._doubted, self._journey
        if not isinstance(asked, Ask) or (asked is self.missing and self.missing.is_begun):
            return False
        self.close_all()
        if asked is not self.visit or waited is None or journey is None:
            return False
        value, name = journey.scale.text(waited.value), f"{journey.pathway.short_name}, {waited.doubt.visit}"
        self.unstored.emit(f"{value} was not stored for {name}: the question was left before it was answered.")
        return True

    def put_aside(self) -> None:
        """Leave what stands here for another pathway or person; a reason half typed waits at its place."""
        if self._shown is self.missing:  # the editor gives its words when it is left
            self._aside.update({each.place: each for each in self._stated()})
        self.close_all()

    def close_all(self) -> None:
        """Leave whatever stands here; words typed so far are given."""
        if self._shown is self.editor:
            self.editor.settle()
        if self._shown is None:
            return
        self._shown.hide()
        self._shown = None
        self.editor.id = ""
        self.hide()
        self.began.emit()
        self.closed.emit()

    def typing_first(self) -> QWidget:
        """Where the typing goes on."""
        return self._shown.first() if isinstance(self._shown, Ask) else self.editor.typing_first()

    def half_done(self) -> tuple[HalfDone, ...]:
        """The words that are typed and not given yet, and what waits for a person who comes back (L2)."""
        stated = self._stated()
        asked = {each.place for each in stated}
        return (*stated, *(each for place, each in self._aside.items() if place not in asked))

    def _stated(self) -> tuple[HalfDone, ...]:
        if self._shown is self.missing and self._key is not None and self.missing.is_begun:
            text, cursor = self.missing.half_typed()
            return (HalfDone(reason_place(self._key), text, cursor, self._participant),)
        if self._shown is self.visit and self._doubted is not None:
            key = self._doubted.key
            return (HalfDone(visit_place(key), str(self._doubted.value), participant=self._participant),)
        moment = self._moment() if self._shown is self.editor else None
        if moment is None:
            return ()
        return tuple(
            HalfDone(draft_place(moment, field), text, cursor, self._participant)
            for field, (text, cursor) in self.editor.half_typed().items()
        )

    def stop(self) -> None:
        """Write nothing more: the study is being closed."""
        self.editor.stop()

    # --- showing

    def _open(self, part: QWidget, journey: Trajectory) -> None:
        if self._shown is self.editor and part is not self.editor:
            self.editor.settle()
            self.editor.id = ""
        self._journey = journey
        for each in self._parts:
            each.setVisible(each is part)
        was, self._shown = self._shown, part
        self.show()
        for asked in self._stated():
            self._aside.pop(asked.place, None)
        if was is None:
            self.opened.emit()
        self.began.emit()  # a draft that was taken up is the frame's to forget from now on

    def _show_moment(self, journey: Trajectory, item: str) -> bool:
        found = next((each for each in moments(journey) if each.id == item), None)
        if found is None:
            return False
        if self.editor.id and self.editor.id != item:
            self.editor.settle()
        drafts = self._drafts(found)
        name = _name(journey, found)
        if isinstance(found, HotSpot):
            self.editor.show_hot_spot(found, name, drafts)
        else:
            self.editor.show_turning_point(found, name, journey.order_start, drafts)
        return True

    def _drafts(self, moment: HotSpot | TurningPoint) -> dict[str, Draft]:
        kept = {field: self._session.draft(draft_place(moment, field)) for field, _words in FIELDS}
        return {field: draft for field, draft in kept.items() if draft is not None}

    def _moment(self) -> HotSpot | TurningPoint | None:
        journey = self._journey
        if journey is None:
            return None
        return next((each for each in moments(journey) if each.id == self.editor.id), None)

    # --- writing

    def _connect(self) -> None:
        for ask in self._asks:
            ask.closed.connect(self.close_all)
        self.visit.given.connect(self._visit_said)
        self.missing.given.connect(self._missing_given)
        self.missing.cleared.connect(self._cleared)
        self.moment.given.connect(self._mark)
        self.moment.day.wrong.connect(self.wrong)
        self.turn.given.connect(self._place)
        self.suggestion.given.connect(self._suggestion_given)
        editor = self.editor
        editor.closed.connect(self.close_all)
        editor.wrong.connect(self.wrong)
        editor.began.connect(self.began)

    def _missing_given(self, missing: Missing, words: str) -> None:
        if self._key is not None and self._do(SetMissing(key=self._key, missing=missing, reason=words)):
            self.close_all()

    def _visit_said(self, is_this: bool) -> None:
        found = self._doubted
        self.close_all()
        if found is not None:
            rather = found.doubt.rather
            wave = found.key.wave if is_this or rather is None else rather.key
            self.visit_given.emit(dataclasses.replace(found.key, wave=wave), found.value)

    def _cleared(self) -> None:
        if self._key is not None and self._do(ClearRating(key=self._key)):
            self.close_all()

    def _suggestion_given(self, sign: Polarity | None) -> None:
        journey = self._journey
        found = next((s for s in journey.suggestions if s.wave == self._wave), None) if journey else None
        if found is None:
            self.close_all()
        elif sign is None:
            key = SuggestionKey(self._participant, self._pathway, self._wave)
            if self._do(DismissSuggestion(key=key)):
                self.close_all()
        else:
            middle = found.first_day + (found.last_day - found.first_day) / 2
            self._writing.mark(self._pathway, middle, sign, is_confirmed=True)  # the answer of whoever was asked

    def _mark(self, day: date, sign: Polarity) -> None:
        self._writing.mark(self._pathway, day, sign, is_confirmed=False)

    def _place(self, when: When, way: Direction) -> None:
        self._writing.place(self._pathway, when, way)

    @property
    def _pathway(self) -> str:
        return self._journey.pathway.key if self._journey is not None else ""


def _name(journey: Trajectory, moment: HotSpot | TurningPoint) -> str:
    """What a moment is called on the map: by its number, or as not confirmed."""
    kind = "Hot spot" if isinstance(moment, HotSpot) else "Turning point"
    numbers = {each.id: number for number, each in enumerate(in_order(journey), 1)}
    number = numbers.get(moment.id)
    return f"{kind} {number}" if number else f"{kind}, not confirmed"
