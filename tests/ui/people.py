"""A study in memory with three made-up people, as the journey's tests need it."""

from __future__ import annotations

from datetime import date, timedelta

from ojm_desktop.domain.hot_spot import Certainty, Direction, Note, Polarity
from ojm_desktop.domain.plan import StudyPlan, due_day
from ojm_desktop.domain.rating import Missing, RatingKey
from ojm_desktop.service.edits import (
    AddParticipant,
    DescribeHotSpot,
    MarkHotSpot,
    PlaceTurningPoint,
    SetMissing,
    SetRating,
)
from ojm_desktop.service.session import Session
from tests.ui import made_up

START = date(2026, 2, 2)
JOURNEYS: dict[str, tuple[int | Missing, ...]] = {
    "drugs": (-3, -2, 1),
    "housing": (-2, 1, 4),
    "family": (2, 3, 3),
    "finance": (-4, -4, -2),
    "health": (0, 1, 1),
    "mental": (-1, Missing.DECLINED, 0),
    "order": (3, 4, 4),
    "work": (-4, -3, -1),
}


def empty_session(plan: StudyPlan | None = None) -> Session:
    """A practice study without people, open in memory, on 14 May 2026."""
    return made_up.session(plan)


def added(session: Session, cohort: str = "1", start: date = START) -> str:
    """A new person whose order began on `start`; the id."""
    (person,) = session.do(AddParticipant(cohort=cohort, order_start=start, age=34)).participants
    return person


def rate_all(session: Session, participant: str) -> None:
    """Eight pathways at three waves, one of them declined; week 8 and 12 some days late, as visits are."""
    waves = session.plan.cohort("1").waves
    late = {"4": 1, "8": 4, "12": 2}
    for pathway, values in JOURNEYS.items():
        for wave, value in zip(waves, values, strict=True):
            key = RatingKey(participant, pathway, wave.key)
            if isinstance(value, Missing):
                session.do(SetMissing(key=key, missing=value, reason="did not want to talk about it"))
                continue
            session.do(SetRating(key=key, value=value, held_on=due_day(wave, START) + timedelta(days=late[wave.key])))


def spot(session: Session, participant: str, day: date, polarity: Polarity, note: Note | None = None) -> str:
    """A confirmed hot spot on Housing; its id."""
    before = {found.id for found in session.study.store.hot_spots.of(participant)}
    session.do(MarkHotSpot(participant=participant, pathway="housing", first_day=day, last_day=day, polarity=polarity))
    new = next(found.id for found in session.study.store.hot_spots.of(participant) if found.id not in before)
    if note is not None:
        session.do(DescribeHotSpot(hot_spot=new, participant=participant, note=note))
    return new


def example(session: Session) -> str:
    """The person of the mock-up: eight pathways, three hot spots on Housing with their notes; the id."""
    person = added(session)
    made_up.sign(session, person)
    rate_all(session, person)
    told = (
        (
            17,
            Polarity.NEGATIVE,
            Note("Asked to leave a sofa.", "", "A list of who to ring would have helped."),
        ),
        (46, Polarity.POSITIVE, Note("Place in a supported hostel.", "", "The key worker met them at the door.")),
        (64, Polarity.MIXED, Note("Flat offered, but two buses from the chemist.", "A choice of areas.", "")),
    )
    for day, polarity, note in told:
        spot(session, person, START + timedelta(days=day), polarity, note)
    return person


def recalled_example(session: Session) -> str:
    """Somebody of cohort 2 who looked back on Housing, with two turning points; the id."""
    person = added(session, "2", date(2025, 11, 1))
    made_up.sign(session, person)
    for wave, value in (("begin", -3), ("end", 2)):
        key = RatingKey(person, "housing", wave)
        session.do(SetRating(key=key, value=value, held_on=date(2026, 4, 20)))
    for first, last, direction, certainty in (
        (date(2025, 11, 11), date(2025, 11, 19), Direction.DOWN, Certainty.PART_OF_MONTH),
        (date(2026, 1, 10), date(2026, 1, 16), Direction.UP, Certainty.WEEK),
    ):
        session.do(
            PlaceTurningPoint(
                participant=person,
                pathway="housing",
                first_day=first,
                last_day=last,
                direction=direction,
                certainty=certainty,
            )
        )
    return person
