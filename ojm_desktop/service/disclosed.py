"""What somebody disclosed, with the question at which it was said and what followed: for who holds the sealed side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from ojm_desktop.domain.clock import day_in, long_date, parse_utc
from ojm_desktop.domain.disclosure import Category, Disclosure, DisclosureStep, StepKind
from ojm_desktop.service.edits import FollowDisclosure, RecordDisclosure
from ojm_desktop.service.edits.base import PersonEdit
from ojm_desktop.service.edits.disclosures import disclosures_of, steps_of
from ojm_desktop.service.interview import Interview
from ojm_desktop.service.interview_overview import disclosed_at
from ojm_desktop.service.queries.occasions import visit_name
from ojm_desktop.service.session import Session, random_id

OUTSIDE: Final = "Outside an interview"


@dataclass(frozen=True)
class Disclosed:
    """One disclosure; ``visit`` names the visit, ``question`` has its words; empty where it was said in none."""

    disclosure: Disclosure
    visit: str
    question: str
    steps: tuple[DisclosureStep, ...]


def disclosed_by(session: Session, participant: str) -> tuple[Disclosed, ...]:
    """One person's, in the order they were recorded; raises NotAllowed for a slot without the identity key."""
    taken = steps_of(session.study, participant)
    return tuple(
        Disclosed(one, *_where(session, participant, one), tuple(step for step in taken if step.disclosure == one.id))
        for one in disclosures_of(session.study, participant)
    )


def recording(
    participant: str,
    category: Category,
    words: str,
    *,
    said: str = "",
    agreed: str = "",
    done: str = "",
    told: str = "",
    on: date,
) -> tuple[PersonEdit, ...]:
    """The edits of one step that record a disclosure, with what was done at once and who was told on that day."""
    new = RecordDisclosure(
        id=random_id(), participant=participant, category=category, words=words, said=said, agreed=agreed
    )
    followed = ((StepKind.DONE, "", done), (StepKind.TOLD, told, ""))
    steps = (
        FollowDisclosure(participant=participant, disclosure=new.id, kind=kind, on=on, who=who, words=what)
        for kind, who, what in followed
        if who.strip() or what.strip()
    )
    return new, *steps


def where_words(found: Disclosed) -> str:
    """At which visit and question it was said."""
    at = f"at “{found.question}”" if found.question else ""
    return ", ".join(part for part in (found.visit, at) if part) or OUTSIDE


def moment(at: str, zone: str) -> str:
    """Day and time in the study's zone: 14 May 2026, 14:02."""
    return f"{long_date(day_in(at, zone))}, {parse_utc(at).astimezone(ZoneInfo(zone)):%H:%M}"


def _where(session: Session, participant: str, one: Disclosure) -> tuple[str, str]:
    visit = session.study.store.visits.get(one.visit) if one.visit else None
    if visit is None:
        return "", ""
    name = visit_name(session, participant, visit.wave)
    if not visit.form:  # its beginning was taken back
        return name, ""
    return name, disclosed_at(Interview(session, visit.id), one)[1]
