"""What is done with visits in one step: missing one, with the reason at each pathway; what stands against beginning."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from ojm_desktop.domain.agreement import ConsentState
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.kept_form import FormFacts
from ojm_desktop.domain.rating import Missing, RatingKey
from ojm_desktop.domain.visit import Layout
from ojm_desktop.service import forms
from ojm_desktop.service.agreement_texts import must_sign_again
from ojm_desktop.service.edits import Edit, MissVisit, SetMissing
from ojm_desktop.service.edits.days import first_signed_on
from ojm_desktop.service.edits.visits import INTAKE, RETROSPECTIVE
from ojm_desktop.service.queries.occasions import Occasion
from ojm_desktop.service.session import Session


@dataclass(frozen=True)
class NotAgreed:
    """Why nobody may be asked: `sentence` says it and what to do; `can_sign` where signing would change it."""

    sentence: str
    can_sign: bool


def missed(session: Session, participant: str, wave: str, missing: Missing, reason: str = "") -> tuple[Edit, ...]:
    """The edits that say why a visit took no place: of the visit, and of every pathway of its wave without an answer.

    Before an agreement is in force only the visit is written: nothing else about the person may be (MB16).
    """
    edits: list[Edit] = [MissVisit(participant=participant, wave=wave, missing=missing, reason=reason)]
    if wave == INTAKE or not_agreed(session, participant) is not None:
        return tuple(edits)
    cohort = session.plan.cohort(session.study.participant(participant).cohort)
    waves = [one.key for one in cohort.waves] if wave == RETROSPECTIVE else [wave]
    for one in waves:
        for pathway in session.plan.pathways:
            key = RatingKey(participant, pathway.key, one)
            if session.study.store.ratings.get(key) is None:
                edits.append(SetMissing(key=key, missing=missing, reason=reason))
    return tuple(edits)


def not_agreed(session: Session, participant: str) -> NotAgreed | None:
    """What stands between a person and an interview; None where they said yes. The store refuses it all the same."""
    consent = session.study.store.consents.newest(participant)
    if consent is None:
        return NotAgreed("Nobody is asked before the agreement is signed. Have it signed first.", True)
    if consent.state is ConsentState.WITHDRAWN:
        return NotAgreed("The agreement was withdrawn, so nobody is asked any more.", False)
    if consent.state is ConsentState.REFUSED:
        return NotAgreed("This person did not want to sign. They can still change their mind and sign.", True)
    if not consent.uses.interview:
        return NotAgreed("The agreement says no to interviews. A new one can be signed.", True)
    return None


def should_sign_again(session: Session, participant: str) -> bool:
    """Whether what was signed says something else by now: nothing is begun but what was given on paper before."""
    return must_sign_again(session, participant) is not None


@dataclass(frozen=True)
class Beginning:
    """What a visit is begun with: its questionnaire and languages; or `against`, why it cannot be begun and what to do.

    `layout` and `language` are those of the person's last visit, where they still apply.
    """

    form: FormFacts | None
    languages: tuple[str, ...] = ()
    language: str = ""
    layout: Layout = Layout.QUESTION
    against: str = ""
    can_sign: bool = False
    should_sign_again: bool = False
    signed_on: date | None = None
    """The day on which the person first signed: nothing said before is taken in."""


NOTHING_KNOWN: Final = Beginning(None)


def beginning(session: Session, occasion: Occasion) -> Beginning:
    """What an interview would begin with now, or what stands against it."""
    against = not_agreed(session, occasion.participant)
    if against is not None:
        return Beginning(None, against=against.sentence, can_sign=against.can_sign)
    try:
        form = forms.form_for(session, occasion.cohort, occasion.wave)
    except OjmError as error:
        return Beginning(None, against=str(error))
    languages = forms.languages(session, form.digest)
    before = [row for row in session.study.store.visits.of(occasion.participant) if row.form]
    last = before[-1] if before else None
    return Beginning(
        form,
        languages,
        last.language if last and last.language in languages else next(iter(languages), ""),
        last.layout if last else Layout.QUESTION,
        should_sign_again=should_sign_again(session, occasion.participant),
        signed_on=first_signed_on(session.study, occasion.participant),
    )
