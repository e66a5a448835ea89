"""Hot spots and turning points as they are added, changed in the editor and taken away: an edit each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ojm_desktop.domain.hot_spot import Direction, HotSpot, Note, Polarity, TurningPoint
from ojm_desktop.service.edits import (
    ChangePolarity,
    ChangeTurningPoint,
    ConfirmHotSpot,
    DescribeHotSpot,
    DescribeTurningPoint,
    Edit,
    MarkHotSpot,
    MoveHotSpot,
    PlaceTurningPoint,
    RemoveHotSpot,
    RemoveTurningPoint,
)
from ojm_desktop.ui.page import Do
from ojm_desktop.ui.participant.moment_editor import MomentEditor
from ojm_desktop.ui.participant.when import When

if TYPE_CHECKING:
    from ojm_desktop.service.session import Session

Edited = Callable[[], HotSpot | TurningPoint | None]
"""What the editor shows, as it is kept; None when it is gone."""


class MomentWriting(QObject):
    """Writes what the editor tells, about ``participant``. ``made(kind, id)`` when a moment was added."""

    made = Signal(str, str)

    def __init__(self, session: Session, do: Do, editor: MomentEditor, edited: Edited, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._do = do
        self._editor = editor
        self._edited = edited
        self.participant = ""
        editor.sign_given.connect(self._sign_given)
        editor.days_given.connect(self._days_given)
        editor.confirmed_given.connect(self._confirmed_given)
        editor.turn_given.connect(self._turn_given)
        editor.note_given.connect(self._note_given)
        editor.removed.connect(self._remove)

    def mark(self, pathway: str, day: date, sign: Polarity, *, is_confirmed: bool) -> None:
        """A hot spot on a day; `is_confirmed` when it is the participant's own answer to a question put to them (MB14).

        One that the researcher marked is grey, and not printed, until the editor is told that they confirmed it.
        """
        edit = MarkHotSpot(
            participant=self.participant,
            pathway=pathway,
            first_day=day,
            last_day=day,
            polarity=sign,
            is_confirmed=is_confirmed,
        )
        self._add("hot_spot", edit)

    def place(self, pathway: str, when: When, way: Direction) -> None:
        """A turning point, about when the person remembers it."""
        edit = PlaceTurningPoint(
            participant=self.participant,
            pathway=pathway,
            first_day=when.first_day,
            last_day=when.last_day,
            direction=way,
            certainty=when.certainty,
        )
        self._add("turning_point", edit)

    def _add(self, kind: str, edit: Edit) -> None:
        before = self._ids()
        if self._do(edit):
            for item in self._ids() - before:
                self.made.emit(kind, item)

    def _ids(self) -> set[str]:
        store = self._session.study.store
        return {spot.id for spot in store.hot_spots.of(self.participant)} | {
            point.id for point in store.turning_points.of(self.participant)
        }

    def _sign_given(self, sign: Polarity) -> None:
        self._do(ChangePolarity(hot_spot=self._editor.id, participant=self.participant, polarity=sign))

    def _days_given(self, first: date, last: date) -> None:
        self._do(MoveHotSpot(hot_spot=self._editor.id, participant=self.participant, first_day=first, last_day=last))

    def _confirmed_given(self, yes: bool) -> None:
        self._do(ConfirmHotSpot(hot_spot=self._editor.id, participant=self.participant, is_confirmed=yes))

    def _turn_given(self, when: When, way: Direction, words: str) -> None:
        self._do(
            ChangeTurningPoint(
                turning_point=self._editor.id,
                participant=self.participant,
                first_day=when.first_day,
                last_day=when.last_day,
                direction=way,
                certainty=when.certainty,
                words=words,
            )
        )

    def _note_given(self, note: Note) -> None:
        moment = self._edited()
        if moment is None:
            return
        if isinstance(moment, HotSpot):
            edit: Edit = DescribeHotSpot(hot_spot=moment.id, participant=self.participant, note=note)
        else:
            edit = DescribeTurningPoint(turning_point=moment.id, participant=self.participant, note=note)
        if self._do(edit):
            self._editor.accept_given()

    def _remove(self) -> None:
        moment = self._edited()
        if moment is None:
            return
        if isinstance(moment, HotSpot):
            self._do(RemoveHotSpot(hot_spot=moment.id, participant=self.participant))
        else:
            self._do(RemoveTurningPoint(turning_point=moment.id, participant=self.participant))
