"""Recording a disclosure: sealed, durable, and not to be undone; the log says only that something was sealed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ojm_desktop.domain.changes import Changes
from ojm_desktop.domain.disclosure import Category, Disclosure, Disclosures
from ojm_desktop.domain.errors import Refused
from ojm_desktop.service.edits.base import Edit, PersonEdit, Undo
from ojm_desktop.service.study import Study

KIND = "disclosures"


@dataclass(frozen=True, kw_only=True)
class RecordDisclosure(PersonEdit):
    """Something was said that must be passed on; it needs no agreement, and nobody without the key learns whose."""

    undo: ClassVar[Undo] = Undo.BARRIER
    is_sealed: ClassVar[bool] = True

    category: Category
    words: str
    visit: str = ""
    path: str = ""

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Seal it beside the person's earlier ones."""
        study.participant(self.participant)
        if not self.words.strip():
            raise Refused("A disclosure says what was said. Nothing was changed; write it in the person's words.")
        told = disclosures_of(study, self.participant)
        new = Disclosure(self.id, self.visit, self.path, self.category, self.words, self.at)
        study.sealed_side.put_value(KIND, self.participant, Disclosures((*told, new)))
        return None, Changes(disclosures=frozenset({self.participant}))

    def sentence(self, study: Study) -> str:
        """It stands beside Undo, in sight of whoever sits across the table: never what was recorded."""
        return "Something was recorded on the sealed side."


def disclosures_of(study: Study, participant: str) -> tuple[Disclosure, ...]:
    """One person's, in the order they were recorded; raises NotAllowed for a slot without the identity key."""
    found = study.sealed_side.get_value(KIND, participant, Disclosures)
    return found.told if found else ()
