"""The report of a disclosure for whoever has to act on it: gathered, written, and logged on the sealed side alone.

That it left is told to nobody with the research data alone: the log's event of it is sealed (security: disclosure).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from ojm_desktop.domain.clock import day_in, long_date
from ojm_desktop.domain.counting import counted
from ojm_desktop.domain.disclosure import DisclosureStep, StepKind
from ojm_desktop.domain.disclosure_paper import DisclosurePaper, StepLine
from ojm_desktop.domain.errors import Refused
from ojm_desktop.service import leaving, reveal
from ojm_desktop.service.disclosed import Disclosed, disclosed_by, moment, where_words
from ojm_desktop.service.session import Session
from ojm_desktop.typeset import Typeset
from ojm_desktop.vault.words import to_words

KIND: Final = "report of a disclosure"


def gather(session: Session, participant: str, number: int, *, with_name: bool = False) -> DisclosurePaper:
    """Freeze one person's disclosure of that number, counted from 1; by code, unless the name is asked for.

    Raises Refused where there is none of that number or no name, NamesClosed where names are closed, NotAllowed for a
    slot without the identity key.
    """
    told, plan = disclosed_by(session, participant), session.plan
    person = session.study.participant(participant)
    if not 0 < number <= len(told):
        there = counted(len(told), "disclosure is", "disclosures are")
        raise Refused(f"{there} recorded of {person.code}. Nothing was written; choose one of them.")
    found = told[number - 1]
    return DisclosurePaper(
        code=person.code,
        name=_name(session, participant) if with_name else "",
        number=number,
        study=plan.name,
        category=found.disclosure.category.words,
        words=found.disclosure.words,
        agreed=_agreed(found),
        said=found.disclosure.said,
        recorded=moment(found.disclosure.at, plan.zone),
        where=where_words(found),
        agreement=_agreement(session, participant),
        steps=tuple(_line(step) for step in found.steps if step.kind is not StepKind.AGREED),
        printed_on=session.today(),
        head_words=to_words(session.head_hash),
        is_practice=plan.is_practice,
    )


def write(
    session: Session,
    paper: DisclosurePaper,
    participant: str,
    target: Path,
    reason: str,
    typeset: Typeset,
    recipients: Sequence[str] = (),
) -> str:
    """Write it as the new file `target` and log it, with the reason, on the sealed side; its SHA-256.

    Raises AnalystRefused, NoReason without one in a real study, FileIsThere, NotWritten.
    """
    from ojm_desktop.report import disclosure_pdf

    kind = f"{KIND}, with the name" if paper.name else KIND
    with leaving.leaving(session, kind, reason=reason, recipients=recipients, apart=participant) as outgoing:
        return outgoing.put(disclosure_pdf.octets(paper, typeset), target)


def _name(session: Session, participant: str) -> str:
    kept = reveal.show(session, participant)
    if not kept.name.strip():
        raise Refused("No name is kept of this person. Nothing was written; ask for the report by code.")
    return kept.name


def _agreement(session: Session, participant: str) -> str:
    signed = session.study.store.consents.newest_signed(participant)
    if signed is None:
        return "None was signed"
    on = long_date(day_in(signed.signed_at, session.plan.zone))
    return f"Signed {on}, text version {signed.text_version}, which says what has to be passed on"


def _agreed(found: Disclosed) -> str:
    """The wording agreed last: what was said in an interview is often put into words afterwards."""
    later = [step.words for step in found.steps if step.kind is StepKind.AGREED]
    return later[-1] if later else found.disclosure.agreed


def _line(step: DisclosureStep) -> StepLine:
    is_told = step.kind is StepKind.TOLD
    who = (f": {step.who}" if is_told else f" by {step.who}") if step.who else ""
    return StepLine(long_date(step.on), "Told" if is_told else "Done", who, step.words)
