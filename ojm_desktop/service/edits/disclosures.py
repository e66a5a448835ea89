"""A disclosure and what followed: sealed, durable, not to be undone; the log says only that something was sealed.

What was done and who was told comes later, each as an event of its own beside the disclosure: nothing is overwritten.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final

from ojm_desktop.domain.changes import Changes
from ojm_desktop.domain.disclosure import Category, Disclosure, Disclosures, DisclosureStep, DisclosureSteps, StepKind
from ojm_desktop.domain.errors import Refused
from ojm_desktop.service.edits.base import Edit, PersonEdit, Undo
from ojm_desktop.service.edits.sealed_kinds import DISCLOSURE_STEPS, DISCLOSURES
from ojm_desktop.service.study import Study

_NEEDED: Final = {
    StepKind.DONE: "what was done",
    StepKind.TOLD: "who was told",
    StepKind.AGREED: "in which words it may be passed on",
}


@dataclass(frozen=True, kw_only=True)
class RecordDisclosure(PersonEdit):
    """Something was said that must be passed on; it needs no agreement, and nobody without the key learns whose."""

    undo: ClassVar[Undo] = Undo.BARRIER
    is_sealed: ClassVar[bool] = True

    category: Category
    words: str
    visit: str = ""
    path: str = ""
    said: str = ""
    agreed: str = ""

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Seal it beside the person's earlier ones."""
        study.participant(self.participant)
        if not self.words.strip():
            raise Refused("A disclosure says what was said. Nothing was changed; write it in the person's words.")
        told = disclosures_of(study, self.participant)
        new = Disclosure(self.id, self.visit, self.path, self.category, self.words, self.at, self.said, self.agreed)
        study.sealed_side.put_value(DISCLOSURES, self.participant, Disclosures((*told, new)))
        return None, Changes(disclosures=frozenset({self.participant}))

    def sentence(self, study: Study) -> str:
        """It stands beside Undo, in sight of whoever sits across the table: never what was recorded."""
        return "Something was recorded on the sealed side."


@dataclass(frozen=True, kw_only=True)
class FollowDisclosure(PersonEdit):
    """Something was done about a disclosure, somebody was told of it, or a wording was agreed with the person."""

    undo: ClassVar[Undo] = Undo.BARRIER
    is_sealed: ClassVar[bool] = True

    disclosure: str
    kind: StepKind
    on: date
    who: str
    words: str = ""

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Seal it behind the steps there are."""
        study.participant(self.participant)
        if all(told.id != self.disclosure for told in disclosures_of(study, self.participant)):
            raise Refused("This disclosure is not there. Nothing was changed.")
        if not (self.who if self.kind is StepKind.TOLD else self.words).strip():
            raise Refused(f"A step says {_NEEDED[self.kind]}. Nothing was changed; write it.")
        new = DisclosureStep(self.id, self.disclosure, self.kind, self.on, self.who, self.words, self.at)
        taken = (*steps_of(study, self.participant), new)
        study.sealed_side.put_value(DISCLOSURE_STEPS, self.participant, DisclosureSteps(taken))
        touched = frozenset({self.participant})
        return None, Changes(disclosures=touched, journeys=touched)

    def sentence(self, study: Study) -> str:
        """As little as of the disclosure itself."""
        return "Something was recorded on the sealed side."


def disclosures_of(study: Study, participant: str) -> tuple[Disclosure, ...]:
    """One person's, in the order they were recorded; raises NotAllowed for a slot without the identity key."""
    found = study.sealed_side.get_value(DISCLOSURES, participant, Disclosures)
    return found.told if found else ()


def steps_of(study: Study, participant: str) -> tuple[DisclosureStep, ...]:
    """What followed from them, in the order recorded; raises NotAllowed for a slot without the identity key."""
    found = study.sealed_side.get_value(DISCLOSURE_STEPS, participant, DisclosureSteps)
    return found.taken if found else ()


def altered_from(study: Study, participant: str) -> date | None:
    """The day from which a journey may be altered by reporting (MB16): the first on which anybody was told.

    None before that, and for a slot without the identity key, which does not learn that there is a disclosure.
    """
    if not study.has_sealed_side:
        return None
    return min((step.on for step in steps_of(study, participant) if step.kind is StepKind.TOLD), default=None)
