"""The shape of an edit: named as an imperative, serialisable, pure (architecture: the one rule)."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from enum import Enum
from typing import ClassVar, Self

from ojm_desktop.domain.changes import Changes
from ojm_desktop.service.study import Study


class Undo(Enum):
    """How undo meets an edit.

    A record (printed, shown, restored) changes nothing in the study, so undo passes over it; a barrier stops it.
    """

    UNDOABLE = "undoable"
    BARRIER = "barrier"
    RECORD = "record"


@dataclass(frozen=True, kw_only=True)
class Edit:
    """One change.

    `id` (random hex, of the thing it makes) and `at` (UTC) are stamped by the session before it is applied.
    """

    undo: ClassVar[Undo] = Undo.UNDOABLE
    is_sealed: ClassVar[bool] = False
    by_analyst: ClassVar[bool] = False
    """Whether a key without the sealed side may do it; the session refuses the rest (security: roles)."""

    id: str = ""
    at: str = ""

    def stamped(self, study: Study, new_id: str, at: str) -> Self:
        """The edit with everything fixed that a replay must repeat; an id that is already set stays."""
        del study
        return dataclasses.replace(self, id=self.id or new_id, at=at)

    def subject(self) -> str | None:
        """The participant whom the payload names; None for the study itself."""
        return None

    def reveals(self) -> tuple[str, str] | None:
        """Participant and pathway of which the sentence tells what stands on the journey; None where it tells nothing.

        While an interview waits for that pathway's rating the sentence is said nowhere (`queries/sayable.py`).
        """
        return None

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Change the store and say how to take it back.

        Raises OjmError before anything changed, or the transaction ends.
        """
        raise TypeError(f"{type(self).__name__} does not say what it changes")

    def sentence(self, study: Study) -> str:
        """What happened, for the strip that offers Undo. Codes only, never names."""
        raise TypeError(f"{type(self).__name__} does not say what happened")

    def sentence_undone(self, study: Study) -> str:
        """The same where this edit took another back: what stands again, never what stood before as if it still did."""
        return self.sentence(study)


@dataclass(frozen=True, kw_only=True)
class PersonEdit(Edit):
    """An edit about one person, who is named so that erasing finds its payload."""

    participant: str

    def subject(self) -> str | None:
        return self.participant
