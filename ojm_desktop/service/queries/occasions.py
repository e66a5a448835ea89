"""The interviews of one person, planned and held: what the person's page lists, and what can be begun."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from ojm_desktop.domain import visit as kept
from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.participant import Participant
from ojm_desktop.domain.plan import Cohort
from ojm_desktop.domain.visit import Appointment
from ojm_desktop.service.edits.visits import INTAKE, VOUCHER
from ojm_desktop.service.queries.visits import (
    INTAKE_WAVE,
    OPEN,
    Begun,
    Visit,
    VisitState,
    agreed_days,
    asked_at,
    begun,
    has_intake,
    intake_state,
    visits_of,
)
from ojm_desktop.service.session import Session

LOOKING_BACK: Final = "Looking back"
VOUCHER_NAME: Final = "Voucher receipt"


@dataclass(frozen=True)
class Occasion:
    """One of the interviews of a person, planned or held: the intake, each wave, or the one that looks back.

    `wave` is what edits call it; `first_day` and `last_day` are its window, None for the intake, which has none. `was`
    is the visit that counts, None before one was begun or missed; `held_on` the day on which answers were given.
    `answered` of `pathways` were rated.
    """

    participant: str
    code: str
    cohort: str
    wave: str
    name: str
    state: VisitState
    first_day: date | None
    last_day: date | None
    days_late: int
    agreed: Appointment | None
    was: kept.Visit | None
    held_on: date | None
    answered: int
    pathways: int
    waits: bool = False
    """It was stopped, and is still to be gone on with or left (`Visit.waits`)."""

    @property
    def can_begin(self) -> bool:
        """Nobody was asked yet, or nobody came: an interview can still be begun."""
        return self.was is None or self.was.state is kept.VisitState.MISSED

    def opens_after(self, day: date) -> bool:
        """Whether a day lies before the window, or before the day agreed instead."""
        first = min(self.agreed.day, self.first_day) if self.agreed and self.first_day else self.first_day
        return first is not None and day < first

    def closed_before(self, day: date) -> bool:
        """Whether a day lies after the window, and after the day agreed instead."""
        last = max(self.agreed.day, self.last_day) if self.agreed and self.last_day else self.last_day
        return last is not None and day > last


def occasions(session: Session, participant: str) -> tuple[Occasion, ...]:
    """Every interview of a person, in the order they are asked; raises Refused for an unknown one.

    The intake stands first where the study asks a questionnaire at it, or this person was asked one.
    """
    person = session.study.participant(participant)
    store, plan = session.study.store, session.plan
    cohort = plan.cohort(person.cohort)
    rows = {row.id: row for row in store.visits.of(participant)}
    was = begun((row.participant, row.wave, row.state, row.id) for row in rows.values())
    agreed = agreed_days(session, participant)
    told = store.ratings.answered_by(participant)
    rated_on = {row.key.wave: row.held_on for row in store.ratings.of(participant) if row.held_on is not None}
    waves = visits_of(person, cohort, told, len(plan.pathways), session.today(), was, agreed)
    shown = [_recalled(waves)] if cohort.is_recalled else waves
    found = []
    for visit in shown:
        wave = asked_at(cohort, visit.wave.key)
        name = name_of(cohort, wave)
        found.append(
            Occasion(
                participant,
                person.code,
                cohort.key,
                wave,
                name,
                visit.state,
                visit.first_day,
                visit.last_day,
                visit.days_late,
                agreed.get((participant, wave)),
                rows.get(visit.id),
                _held_on(rows.get(visit.id), rated_on.get(visit.wave.key)),
                visit.answered,
                visit.pathways,
                visit.waits,
            )
        )
    first = was.get((participant, INTAKE))
    if first is None and not has_intake(session):
        return tuple(found)
    return (_intake(person, waves, first, rows), *found)


def occasion(session: Session, participant: str, wave: str) -> Occasion:
    """One of them, by the key of its visit or of one of its waves; raises Refused where there is none.

    That of a voucher is the receipt that is not finished, else the next one: as many as were handed out (MB20).
    """
    if wave == VOUCHER:
        unfinished = [one for one in receipts(session, participant) if one.state in OPEN]
        return unfinished[0] if unfinished else _receipt(session.study.participant(participant), None)
    cohort = session.plan.cohort(session.study.participant(participant).cohort)
    key = asked_at(cohort, wave)
    for found in occasions(session, participant):
        if found.wave == key:
            return found
    cohort.wave(wave)
    raise Refused("This visit is not there any more. Nothing was changed.")


def receipts(session: Session, participant: str) -> tuple[Occasion, ...]:
    """The receipts of the vouchers somebody was given, oldest first; they belong to no wave."""
    person = session.study.participant(participant)
    rows = [row for row in session.study.store.visits.of(participant) if row.wave == VOUCHER]
    return tuple(_receipt(person, row) for row in rows)


def next_of(session: Session, participant: str) -> Occasion | None:
    """What comes next with somebody: the interview that is open, else the first that is due or was stopped and waits.

    That is the intake until it was held, or said not to be: what they tell at it is asked before any wave.
    """
    found = occasions(session, participant)
    for states in (OPEN, frozenset({VisitState.OVERDUE, VisitState.DUE_TODAY})):
        for one in found:
            is_next = one.state in states or (one.waits and states is not OPEN)
            if is_next and (one.was is not None or not one.answered):
                return one
    return None


def visit_name(session: Session, participant: str, wave: str) -> str:
    """What a visit is called: Intake, Week 8, Looking back, Voucher receipt; the last is of no wave and no occasion."""
    return name_of(session.plan.cohort(session.study.participant(participant).cohort), wave)


def name_of(cohort: Cohort, wave: str) -> str:
    """The same by cohort: the one place where visits have their names."""
    if wave in {INTAKE, VOUCHER}:
        return INTAKE_WAVE.name if wave == INTAKE else VOUCHER_NAME
    return LOOKING_BACK if cohort.is_recalled else cohort.wave(wave).name


def _recalled(waves: tuple[Visit, ...]) -> Visit:
    """Both ends are asked in the one interview, which is held when both are."""
    return next((visit for visit in waves if visit.state is not VisitState.HELD), waves[0])


def _intake(
    person: Participant, later: tuple[Visit, ...], was: Begun | None, rows: Mapping[str, kept.Visit]
) -> Occasion:
    """The first interview, which has no window."""
    state, waits = intake_state(was, ((one.state, one.answered, bool(one.id)) for one in later))
    row = rows.get(was.id) if was else None
    whose, name = (person.id, person.code, person.cohort), INTAKE_WAVE.name
    return Occasion(*whose, INTAKE, name, state, None, None, 0, None, row, _held_on(row, None), 0, 0, waits)


def _receipt(person: Participant, row: kept.Visit | None) -> Occasion:
    """One receipt, without a window: a voucher is given when there is one to give."""
    was = begun([(person.id, VOUCHER, row.state, row.id)]).get((person.id, VOUCHER)) if row is not None else None
    state = was.state if was else VisitState.DUE_TODAY
    whose = (person.id, person.code, person.cohort)
    return Occasion(*whose, VOUCHER, VOUCHER_NAME, state, None, None, 0, None, row, _held_on(row, None), 0, 0)


def _held_on(was: kept.Visit | None, rated: date | None) -> date | None:
    return was.held_on if was is not None and was.held_on is not None else rated
