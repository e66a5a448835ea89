"""Visits as lists show them: when each wave of a person is due, and what came of it.

A visit was held when its interview is complete, or when every pathway of its wave has a value or a reason: a journey
rated without a questionnaire counts as well. Due and overdue follow from the order's start, the window of the wave and
the day that was agreed instead, and are kept nowhere (decisions: weeks).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from ojm_desktop.domain import visit as kept
from ojm_desktop.domain.kept_form import INTAKE_USE
from ojm_desktop.domain.participant import Participant
from ojm_desktop.domain.plan import Cohort, Wave, due_day, window
from ojm_desktop.domain.visit import Appointment
from ojm_desktop.service.edits.visits import INTAKE, RETROSPECTIVE
from ojm_desktop.service.session import Session

A_WEEK = 7
DECIDED_WITHIN = 4 * A_WEEK
"""Days after its window within which the last wave, stopped before its end, is still called to."""
LOOK_BACK = 365
"""So many days after the three months are over somebody may still look back on them."""


class VisitState(Enum):
    """Where a visit stands today (decisions: weeks; interview: states)."""

    HELD = "held"
    DUE_LATER = "due later"
    DUE_THIS_WEEK = "due this week"
    DUE_TODAY = "due today"
    OVERDUE = "overdue"
    IN_PROGRESS = "in progress"
    PAUSED = "paused"
    STOPPED = "stopped"
    MISSING = "missed"
    NOT_HELD = "not held"
    """An intake that nobody held before the first wave was asked: nobody is called to it any more."""


BEHIND = frozenset({VisitState.HELD, VisitState.STOPPED, VisitState.MISSING})
"""Nobody is called to these any more; one that was stopped is, while it `waits`."""
OPEN = frozenset({VisitState.IN_PROGRESS, VisitState.PAUSED})
ASKED = OPEN | {VisitState.HELD, VisitState.STOPPED}
"""Somebody was asked at these, if not to the end."""
INTAKE_WAVE = Wave(INTAKE, "Intake", 0)
"""What lists call the first interview, which belongs to no wave and has no window."""

_BEGUN = {
    kept.VisitState.IN_PROGRESS: VisitState.IN_PROGRESS,
    kept.VisitState.PAUSED: VisitState.PAUSED,
    kept.VisitState.COMPLETE: VisitState.HELD,
    kept.VisitState.LOCKED: VisitState.HELD,
    kept.VisitState.STOPPED: VisitState.STOPPED,
    kept.VisitState.MISSED: VisitState.MISSING,
}
_RANK = {state: rank for rank, state in enumerate(_BEGUN)}
"""Which of several visits of one wave tells how it stands: the open one, then the one that was held."""


@dataclass(frozen=True)
class Visit:
    """A wave of a person: its window, and what came of it. `answered` of `pathways` were rated or have a reason.

    `agreed` is the day agreed instead of the window's, `hour` (HH:MM) the hour of it if one was said; `id` is the
    visit that was begun, or empty; `days_late` is since when one that is overdue was to be held, 0 for every other.
    `waits`: it was stopped, and is to be gone on with, or left as it is, before the next wave is asked.
    """

    participant: str
    code: str
    wave: Wave
    first_day: date
    last_day: date
    state: VisitState
    days_late: int
    answered: int
    pathways: int
    agreed: date | None = None
    id: str = ""
    hour: str = ""
    waits: bool = False

    @property
    def due_on(self) -> date:
        """The first day on which it is due: the agreed one, else the window's first."""
        return self.agreed or self.first_day

    @property
    def is_intake(self) -> bool:
        """The first interview, which has no window: its days are that on which the order began."""
        return self.wave.key == INTAKE


@dataclass(frozen=True)
class Begun:
    """What is kept of a wave: how its visit stands, and the visit."""

    state: VisitState
    id: str


@dataclass(frozen=True)
class Term:
    """When a wave is held in time: from the first day of the order to the first and the last of its days.

    One that was stopped waits until the day `left`, when the next wave begins.
    """

    wave: Wave
    first: int
    last: int
    left: int


Answered = Mapping[str, tuple[int, int]]
"""Wave -> pathways with a value or a reason, and those with a value."""
UNTOLD = (0, 0)


def terms(cohort: Cohort) -> tuple[Term, ...]:
    """The term of each wave.

    A recalled journey is looked back on whenever the one interview takes place, once the three months are over.
    """
    start = date(2000, 1, 1)
    if cohort.is_recalled:
        first = (due_day(cohort.waves[-1], start) - start).days
        return tuple(Term(wave, first, first + LOOK_BACK, first + LOOK_BACK) for wave in cohort.waves)
    windows = [window(wave, start) for wave in cohort.waves]
    days = [((first - start).days, (last - start).days) for first, last in windows]
    left = [*(first for first, _ in days[1:]), days[-1][1] + DECIDED_WITHIN] if days else []
    return tuple(
        Term(wave, first, last, max(until, last + 1))
        for wave, (first, last), until in zip(cohort.waves, days, left, strict=True)
    )


def begun(rows: Iterable[tuple[str, str, kept.VisitState, str]]) -> dict[tuple[str, str], Begun]:
    """By participant and wave what counts of the visits that were begun or missed; `rows` as the store gives them."""
    found: dict[tuple[str, str], tuple[int, str, kept.VisitState]] = {}
    for participant, wave, state, identity in rows:
        rank = _RANK.get(state)
        if rank is None:
            continue
        there = found.get((participant, wave))
        if there is None or rank < there[0]:
            found[participant, wave] = (rank, identity, state)
    return {key: Begun(_BEGUN[state], identity) for key, (_, identity, state) in found.items()}


def asked_at(cohort: Cohort, wave: str) -> str:
    """The key of the visit at which a wave is asked about: both ends of a recalled journey in the one interview."""
    return RETROSPECTIVE if cohort.is_recalled and wave != INTAKE else wave


def state_of(
    term: Term, told: tuple[int, int], pathways: int, age: int, was: Begun | None = None, agreed: int | None = None
) -> VisitState:
    """Where a visit stands on the day `age` of an order: days since its first; `told` as in `Answered`.

    `agreed` is the day of the order that was agreed instead of the window's first; until then nothing is overdue.
    """
    if was is not None:
        return was.state
    answered, valued = told
    if answered and answered >= pathways:
        return VisitState.HELD if valued else VisitState.MISSING
    first, last = term.first, term.last
    if agreed is not None:
        first, last = agreed, max(last, agreed)
    if age > last:
        return VisitState.OVERDUE
    if age >= first:
        return VisitState.DUE_TODAY
    return VisitState.DUE_THIS_WEEK if age + A_WEEK >= first else VisitState.DUE_LATER


@dataclass(frozen=True)
class Course:
    """One person's order on a day: whose, since when, and how many pathways are asked about."""

    participant: str
    code: str
    start: date
    pathways: int
    age: int

    def visit(
        self,
        term: Term,
        told: tuple[int, int],
        state: VisitState,
        was: Begun | None = None,
        appointment: Appointment | None = None,
    ) -> Visit:
        """The visit of a wave."""
        agreed = appointment.day if appointment else None
        last = self.start + timedelta(days=term.last)
        until = max(term.left, (agreed - self.start).days + 1 if agreed else term.left)
        late = self.age - max(term.last, (agreed - self.start).days if agreed else term.last)
        return Visit(
            participant=self.participant,
            code=self.code,
            wave=term.wave,
            first_day=self.start + timedelta(days=term.first),
            last_day=last,
            state=state,
            days_late=max(0, late) if state is VisitState.OVERDUE else 0,
            answered=told[0],
            pathways=self.pathways,
            agreed=agreed,
            id=was.id if was else "",
            hour=appointment.hour if appointment else "",
            waits=state is VisitState.STOPPED and self.age < until,
        )

    def intake(self, was: Begun | None, later: Iterable[tuple[VisitState, int, bool]]) -> Visit | None:
        """The first interview, while it is what comes next; `later` are the states of the waves, the pathways answered
        at each, and whether it has a visit.
        """
        state, waits = intake_state(was, later)
        if not (waits or state is VisitState.DUE_TODAY or state in OPEN):
            return None
        identity = was.id if was else ""
        days = self.start, self.start
        return Visit(self.participant, self.code, INTAKE_WAVE, *days, state, 0, 0, 0, id=identity, waits=waits)


def intake_state(was: Begun | None, later: Iterable[tuple[VisitState, int, bool]]) -> tuple[VisitState, bool]:
    """Where the first interview stands, and whether it was stopped and waits to be gone on with.

    It comes first until it was held or said not to be; once a later one took place nobody is called to it any more.
    """
    is_first = not any(state in ASKED or (answered and not has_visit) for state, answered, has_visit in later)
    if was is not None:
        return was.state, is_first and was.state is VisitState.STOPPED
    return (VisitState.DUE_TODAY if is_first else VisitState.NOT_HELD), False


def has_intake(session: Session) -> bool:
    """Whether a questionnaire is chosen for the intake: a study that asks none has none."""
    return INTAKE_USE in session.study.store.forms.uses()


def visits_of(
    person: Participant,
    cohort: Cohort,
    answered: Answered,
    pathways: int,
    today: date,
    rows: Mapping[tuple[str, str], Begun],
    agreed: Mapping[tuple[str, str], Appointment],
) -> tuple[Visit, ...]:
    """Every wave of a person as it stands today."""
    course = Course(person.id, person.code, person.order_start, pathways, (today - person.order_start).days)
    found = []
    for term in terms(cohort):
        key = (person.id, asked_at(cohort, term.wave.key))
        was, appointment = rows.get(key), agreed.get(key)
        told = answered.get(term.wave.key, UNTOLD)
        offset = (appointment.day - person.order_start).days if appointment else None
        state = state_of(term, told, pathways, course.age, was, offset)
        found.append(course.visit(term, told, state, was, appointment))
    return tuple(found)


def standing(session: Session, participant: str) -> dict[tuple[str, str], Begun]:
    """What is kept of one person's visits."""
    rows = session.study.store.visits.of(participant)
    return begun((row.participant, row.wave, row.state, row.id) for row in rows)


def agreed_days(session: Session, participant: str) -> dict[tuple[str, str], Appointment]:
    """The days agreed with one person."""
    return {(day.participant, day.wave): day for day in session.study.store.visits.appointments(participant)}
