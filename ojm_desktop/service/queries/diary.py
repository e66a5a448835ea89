"""The diary as lists, strips and the start page show it: twelve weekly slots from the order's start."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ojm_desktop.domain.clock import day_in
from ojm_desktop.domain.diary import DiaryEntry, DiaryState, due_day, first_day, is_asked, late_from, state_of
from ojm_desktop.domain.participant import Participant, Status
from ojm_desktop.domain.plan import StudyPlan
from ojm_desktop.service.session import Session

Weeks = dict[int, date | None]
"""Week -> the day it was written on, None where it was missed."""


@dataclass(frozen=True)
class Slot:
    """One week of one person: `entry` is what is known of it.

    `is_before` where the week was over before the person agreed to a diary, so that nobody waits for it.
    """

    week: int
    first_day: date
    due_day: date
    late_from: date
    state: DiaryState
    entry: DiaryEntry | None
    is_before: bool = False


@dataclass(frozen=True)
class AwaitedWeeks:
    """Somebody whose entries are due and not in yet: of which weeks, and since when the first of them."""

    participant: str
    code: str
    weeks: tuple[int, ...]
    since: date


def slots(session: Session, participant: str) -> tuple[Slot, ...]:
    """Every week of one person's diary, in order; empty in a cohort that keeps none."""
    person = session.study.participant(participant)
    entries = {entry.week: entry for entry in session.study.store.diary.of(participant)}
    weeks: Weeks = {week: entry.written_on for week, entry in entries.items()}
    start = person.order_start
    since = _since(session.plan, session.study.store.consents.diary_since(participant), start)
    states = _states(session.plan, person, weeks, since, session.today())
    return tuple(
        Slot(
            week,
            first_day(week, start),
            due_day(week, start),
            late_from(week, start),
            state,
            entries.get(week),
            is_before=since is not None and not is_asked(week, since),
        )
        for week, state in enumerate(states, 1)
    )


def keeps_diary(session: Session, participant: str) -> bool:
    """The person's newest agreement is in force and says yes to a diary."""
    return session.study.store.consents.diary_since(participant) is not None


def strip(session: Session, participant: str) -> tuple[tuple[DiaryState, ...], Mapping[str, Sequence[tuple[int, int]]]]:
    """What a person's map shows of the diary: the strip, and by pathway (week, value) of what was rated there.

    Without a yes to a diary and without an entry there is no strip. A value of an older scale is left out: values on
    two scales do not stand on one axis (journey-map: rules).
    """
    found = slots(session, participant)
    if all(slot.state is DiaryState.NOT_DUE for slot in found) and not keeps_diary(session, participant):
        return (), {}
    values: dict[str, list[tuple[int, int]]] = {}
    for slot in found:
        for told in slot.entry.occurrences if slot.entry else ():
            if told.value is not None and told.scale_version == session.plan.scale.version:
                values.setdefault(told.pathway, []).append((slot.week, told.value))
    return tuple(slot.state for slot in found), values


def strips(session: Session, everybody: Sequence[Participant]) -> dict[str, tuple[DiaryState, ...]]:
    """The strip of each who said yes to a diary or has written one, by participant; two queries for all of them."""
    store, today = session.study.store, session.today()
    written, keepers = store.diary.weeks_of_all(), store.consents.diary_keepers()
    found = {
        person.id: _states(
            session.plan,
            person,
            written.get(person.id, {}),
            _since(session.plan, keepers.get(person.id), person.order_start),
            today,
        )
        for person in everybody
        if person.id in keepers or person.id in written
    }
    return {participant: states for participant, states in found.items() if states}


def awaited(session: Session) -> tuple[AwaitedWeeks, ...]:
    """Whose entries are due and not in, who has waited longest first: of those who take part and said yes to a diary.

    Weeks that were over before the agreement are nobody's to write.

    A row a person, of days and numbers alone: the start page shows it of a thousand people (performance: unlock).
    """
    store, plan, today = session.study.store, session.plan, session.today()
    keepers = store.consents.diary_keepers()
    if not keepers:
        return ()
    known = store.diary.weeks()
    kept_in = {cohort.key: cohort.diary_weeks for cohort in plan.cohorts}
    found: list[AwaitedWeeks] = []
    for participant, code, cohort, start in store.people.with_status(Status.TAKING_PART):
        if participant not in keepers:
            continue
        last, there = min(kept_in[cohort], (today - start).days // 7), known.get(participant, set())
        weeks = tuple(week for week in range(1, last + 1) if week not in there)
        if weeks and not is_asked(weeks[0], _latest_since(keepers[participant], start)):
            since = _since(plan, keepers[participant], start)
            weeks = tuple(week for week in weeks if is_asked(week, since))
        if weeks:
            found.append(AwaitedWeeks(participant, code, weeks, due_day(weeks[0], start)))
    return tuple(sorted(found, key=lambda one: (one.since, one.code)))


def _since(plan: StudyPlan, signed_at: str | None, start: date) -> int | None:
    """The day of the order on which somebody agreed to a diary, in the study's zone; None where they did not."""
    return (day_in(signed_at, plan.zone) - start).days if signed_at else None


def _latest_since(signed_at: str, start: date) -> int:
    """No earlier than `_since`, and without the zone: a day there is at most one day on from the day of UTC."""
    return (date.fromisoformat(signed_at[:10]) - start).days + 1


def _states(
    plan: StudyPlan, person: Participant, weeks: Weeks, since: int | None, today: date
) -> tuple[DiaryState, ...]:
    start = person.order_start
    age = (today - start).days
    return tuple(
        state_of(
            week,
            (day - start).days if (day := weeks.get(week)) else None,
            is_missed=week in weeks and weeks[week] is None,
            since=since,
            age=age,
        )
        for week in range(1, plan.cohort(person.cohort).diary_weeks + 1)
    )
