"""What is typed at a question and given nowhere yet, by place: an answer, a note, something to be kept apart (L2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from ojm_desktop.domain.rows import without_row
from ojm_desktop.service.session import Session
from ojm_desktop.ui.half_done import HalfDone


class Begun(Enum):
    """What was being written."""

    ANSWER = "answer"
    NOTE = "note"
    DISCLOSURE = "disclosure"


@dataclass
class HalfTyped:
    """Of one visit: texts by what was being written and at which question."""

    visit: str
    participant: str
    words: dict[tuple[Begun, str], str] = field(default_factory=dict)

    @classmethod
    def found(cls, session: Session, visit: str, participant: str) -> HalfTyped:
        """What was kept of this visit when the program stopped."""
        made = cls(visit, participant)
        for draft in session.drafts():
            kind, _, rest = draft.place.partition("/")
            of, _, path = rest.partition("/")
            if of == visit and kind in {each.value for each in Begun} and draft.text:
                made.words[Begun(kind), f"/{path}"] = draft.text
        return made

    def follow(self, instance: str) -> None:
        """A row of a repeat was taken away: what is half typed behind it moves up, what was in it has no row."""
        self.words = {(what, without_row(path, instance)): text for (what, path), text in self.words.items()}

    def put(self, what: Begun, path: str, text: str) -> None:
        """What is typed there now; nothing forgets it."""
        if text:
            self.words[what, path] = text
        else:
            self.words.pop((what, path), None)

    def take(self, what: Begun, path: str) -> str:
        """What was typed there; empty for nothing."""
        return self.words.get((what, path), "")

    def stated(self) -> Iterator[HalfDone]:
        """For the frame to keep: what must be passed on lies sealed, the rest under the person's agreement."""
        for (what, path), text in self.words.items():
            place = f"{what.value}/{self.visit}{path}"
            if what is Begun.DISCLOSURE:
                yield HalfDone(place, text, is_sealed=True)
            else:
                yield HalfDone(place, text, participant=self.participant)
