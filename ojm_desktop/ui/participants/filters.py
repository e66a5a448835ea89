"""Which people a list shows: by cohort, agreement, next visit, and what was typed. Plain rules, no window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ojm_desktop.domain.counting import listed, noun
from ojm_desktop.service.queries.people import AgreementState, PersonRow, needs_new_signature
from ojm_desktop.service.queries.visits import VisitState

ANY = ""
AGREEMENTS = (
    (ANY, "any"),
    ("signed", "signed"),
    ("to_sign", "to be signed"),
    ("refused", "refused"),
    ("withdrawn", "withdrawn"),
)
VISITS = ((ANY, "any"), ("overdue", "overdue"), ("due", "due now"), ("soon", "this week"), ("held", "all held"))


@dataclass(frozen=True)
class Filters:
    """What is asked for; an empty string asks for nothing."""

    cohort: str = ANY
    agreement: str = ANY
    visit: str = ANY
    typed: str = ANY

    @property
    def is_on(self) -> bool:
        """Something besides the cohort narrows the list."""
        return bool(self.agreement or self.visit or self.typed.strip())


def matching(rows: Sequence[PersonRow], wanted: Filters, said: set[str]) -> list[PersonRow]:
    """The rows that answer; ``said`` holds the ids of people in whose notes the typed words occur."""
    return [
        found
        for found in rows
        if wanted.cohort in (ANY, found.cohort.key)
        and (not wanted.agreement or _agrees(found, wanted.agreement))
        and (not wanted.visit or _visits(found, wanted.visit))
        and (not wanted.typed.strip() or plain(wanted.typed) in plain(found.person.code) or found.person.id in said)
    ]


def plain(code: str) -> str:
    """A code without what people leave out when they type it: c1-03, C1 03 and c103 are the same."""
    return "".join(letter for letter in code.casefold() if letter.isalnum())


def held(found: PersonRow) -> str:
    """The visits that took place, in words: 4 and 8; none; looking back."""
    if found.cohort.is_recalled:
        done = sum(visit.state is VisitState.HELD for visit in found.visits)
        return "None" if not done else "Looking back" if done == len(found.visits) else "One end"
    weeks = [str(visit.wave.week) for visit in found.visits if visit.state is VisitState.HELD]
    if not weeks:
        return "None"
    return f"{noun(len(weeks), 'Week')} {listed(weeks)}"


def answered(found: PersonRow) -> str:
    """How many of the ratings a person can give are there: 16 of 24."""
    return f"{sum(visit.answered for visit in found.visits)} of {sum(visit.pathways for visit in found.visits)}"


def _agrees(found: PersonRow, wanted: str) -> bool:
    if wanted == "to_sign":
        return needs_new_signature(found)
    return (
        found.agreement
        is {
            "signed": AgreementState.SIGNED,
            "refused": AgreementState.REFUSED,
            "withdrawn": AgreementState.WITHDRAWN,
        }[wanted]
    )


def _visits(found: PersonRow, wanted: str) -> bool:
    if wanted == "held":
        return found.next_visit is None
    state = {"overdue": VisitState.OVERDUE, "due": VisitState.DUE_TODAY, "soon": VisitState.DUE_THIS_WEEK}[wanted]
    asked = found.visits if found.intake is None else (found.intake, *found.visits)
    return any(visit.state is state for visit in asked)
