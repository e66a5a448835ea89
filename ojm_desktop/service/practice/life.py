"""One made-up person, lived through the session's edits, a step at a time."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from ojm_desktop.domain.agreement import Signature, StrokePoint, Uses
from ojm_desktop.domain.hot_spot import Certainty, Direction, Note, Polarity
from ojm_desktop.domain.participant import Identity, Status
from ojm_desktop.domain.plan import Wave, due_day
from ojm_desktop.domain.rating import Missing, RatingKey
from ojm_desktop.service import agreements
from ojm_desktop.service.edits import (
    AddParticipant,
    DescribeHotSpot,
    DescribeTurningPoint,
    Edit,
    MarkHotSpot,
    PlaceTurningPoint,
    RecordIdentity,
    SetAccommodation,
    SetMissing,
    SetRating,
)
from ojm_desktop.service.edits.people import facts_of
from ojm_desktop.service.practice.people import Person
from ojm_desktop.service.session import Session
from ojm_desktop.typeset import Typeset

USES: Final = Uses(interview=True, diary=True, quotes=True, audio=False, contact=True)


@dataclass(frozen=True)
class Step:
    """What happens on a day."""

    day: date
    take: Callable[[], None]


class Life:
    """A person's steps in order of time: joined and signed within two weeks (MB21), then asked."""

    def __init__(
        self, session: Session, typeset: Typeset, chance: Random, words: Any, person: Person, today: date
    ) -> None:
        self._session = session
        self._typeset = typeset
        self._chance = chance
        self._words = words
        self._person = person
        self._today = today
        self._start = today - timedelta(days=person.days_ago)
        self._id = ""
        self._said: set[Note] = set()

    def steps(self) -> list[Step]:
        """Everything that happens to this person."""
        cohort = self._session.plan.cohort(self._person.cohort)
        if cohort.is_recalled:
            told = self._start + timedelta(days=91 + self._chance.randint(4, 20))
            day = max(self._start + timedelta(days=91), min(told, self._today - timedelta(days=2)))
            return [Step(day, self._join), Step(day, self._look_back), Step(day, self._complete)]
        joined = self._start + timedelta(days=self._chance.randint(3, 12))
        return [Step(joined, self._join), *self._visits(cohort.waves)]

    def _join(self) -> None:
        """Added, named on the sealed side, agreement signed."""
        person = self._person
        edit = AddParticipant(
            cohort=person.cohort,
            order_start=self._start,
            age=person.age,
            gender=person.gender,
            ethnicity="White British",
            order_types=(person.order,),
            accommodation=person.home,
        )
        self._session.do(edit)
        added = self._session.study.store.people.all()
        newest = max((p for p in added if p.cohort == person.cohort), key=lambda p: p.code)
        self._id = newest.id
        self._session.do(RecordIdentity(participant=self._id, identity=Identity(f"Practice {newest.code}")))
        prepared = agreements.prepare(
            self._session, self._id, USES, read_aloud=self._chance.random() < 0.4, typeset=self._typeset
        )
        shown = agreements.show(self._session, prepared)
        agreements.sign(self._session, shown, self._scribble(), self._scribble())

    def _scribble(self) -> Signature:
        """Loops that could be anybody's."""
        chance, now = self._chance, self._session.clock.now()
        wide, tall, turns = chance.randint(70, 130), chance.randint(500, 900), chance.uniform(5, 9)
        points = tuple(
            StrokePoint(
                1200 + n * wide // 2 + round(180 * math.cos(n * turns / 12)),
                1500 + round(tall * math.sin(n * turns / 12) * (1 - n / 90)),
                400 + (n * 37) % 300,
                n * 14,
            )
            for n in range(60)
        )
        return Signature((points,), now.utc, now.offset)

    # --- cohort 1: three visits

    def _visits(self, waves: tuple[Wave, ...]) -> list[Step]:
        chance = self._chance
        done = [wave for wave in waves if due_day(wave, self._start) + timedelta(days=4) < self._today]
        done = done[: len(waves) - self._person.open_waves]
        skipped = chance.choice(done).key if len(done) == len(waves) and chance.random() < 0.3 else None
        mood, slope = chance.uniform(-3, 1), chance.uniform(-0.3, 2.2)
        steps: list[Step] = []
        before: dict[str, int] = {}
        last = self._start
        for number, wave in enumerate(done):
            day = due_day(wave, self._start) + timedelta(days=chance.randint(-3, 4))
            visit = _Visit(wave, day, last, mood + slope * number, wave.key == skipped)
            steps.append(Step(day, lambda visit=visit: self._visit(visit, before)))  # type: ignore[misc]
            last = day
        if len(done) == len(waves):
            steps.append(Step(last, self._complete))
        return steps

    def _visit(self, visit: _Visit, before: dict[str, int]) -> None:
        """Every pathway rated, or why not; then the moments that mattered since the visit before."""
        session, chance, wave = self._session, self._chance, visit.wave
        values: dict[str, int] = {}
        for pathway in session.plan.pathways:
            key = RatingKey(self._id, pathway.key, wave.key)
            letter = self._gap(visit.is_skipped)
            if letter is not None:
                reason = chance.choice(self._words["reasons"][letter.value])
                session.do(SetMissing(key=key, missing=letter, reason=reason))
                continue
            values[pathway.key] = self._on_scale(visit.mood + chance.gauss(0, 2))
            session.do(SetRating(key=key, value=values[pathway.key], held_on=visit.day))
        if before and chance.random() < 0.2:
            home = chance.choice(session.plan.accommodation_types[:5])
            session.do(SetAccommodation(participant=self._id, wave=wave.key, type=home))
        self._strike(visit, before, values)
        before.clear()
        before.update(values)

    def _gap(self, whole_visit: bool) -> Missing | None:
        if whole_visit:
            return Missing.NOT_REACHED
        roll = self._chance.random()
        return Missing.DECLINED if roll < 0.03 else Missing.MISSED if roll < 0.04 else None

    def _strike(self, visit: _Visit, before: dict[str, int], values: dict[str, int]) -> None:
        """Hot spots where much changed, some before the first visit, a few of both signs.

        Some changes stay suggestions.
        """
        chance = self._chance
        for pathway, new in values.items():
            if not before and visit.since == self._start and chance.random() < 0.2:
                self._mark(pathway, self._start + timedelta(days=chance.randint(3, 22)), Polarity.NEGATIVE, visit.day)
            old = before.get(pathway)
            if old is None or abs(new - old) < 2 or chance.random() < 0.35:
                continue
            sign = Polarity.POSITIVE if new > old else Polarity.NEGATIVE
            if chance.random() < 0.15:
                sign = Polarity.MIXED
            span = (visit.day - visit.since).days
            day = visit.since + timedelta(days=chance.randint(2, max(3, span - 3)))
            self._mark(pathway, day, sign, visit.day)

    def _mark(self, pathway: str, day: date, sign: Polarity, told: date) -> None:
        last = day + timedelta(days=self._chance.choice((0, 0, 0, 0, 6, 11)))
        edit = MarkHotSpot(
            participant=self._id,
            pathway=pathway,
            first_day=day,
            last_day=max(day, min(last, told)),
            polarity=sign,
            is_confirmed=self._chance.random() > 0.04,
        )
        known = {spot.id for spot in self._session.study.store.hot_spots.of(self._id)}
        self._session.do(edit)
        (new,) = {spot.id for spot in self._session.study.store.hot_spots.of(self._id)} - known
        note = self._note(pathway, sign.value)
        self._session.do(DescribeHotSpot(hot_spot=new, participant=self._id, note=note))

    # --- cohort 2: one look back

    def _look_back(self) -> None:
        for edit in self._recalled():
            self._session.do(edit)

    def _recalled(self) -> Iterator[Edit]:
        session, chance, interview = self._session, self._chance, self._session.today()
        for pathway in session.plan.pathways:
            begin, change = chance.gauss(-1.5, 2), chance.gauss(1.8, 2.4)
            for wave, value in (("begin", begin), ("end", begin + change)):
                key = RatingKey(self._id, pathway.key, wave)
                if chance.random() < 0.03:
                    yield SetMissing(
                        key=key, missing=Missing.DECLINED, reason=chance.choice(self._words["reasons"]["D"])
                    )
                else:
                    yield SetRating(key=key, value=self._on_scale(value), held_on=interview)
            for _ in range(chance.choice((0, 1, 1, 2))):
                yield from self._turn(pathway.key, change)

    def _turn(self, pathway: str, change: float) -> Iterator[Edit]:
        chance = self._chance
        first = chance.randint(2, 78)
        certainty, width = chance.choice(
            ((Certainty.WEEK, 6), (Certainty.PART_OF_MONTH, 9), (Certainty.ABOUT, chance.randint(10, 24)))
        )
        direction = Direction.UP if chance.random() < (0.75 if change > 0 else 0.3) else Direction.DOWN
        yield PlaceTurningPoint(
            participant=self._id,
            pathway=pathway,
            first_day=self._start + timedelta(days=first),
            last_day=self._start + timedelta(days=min(90, first + width)),
            direction=direction,
            certainty=certainty,
            words=chance.choice(self._words["times"]),
        )
        newest = self._newest_turn(pathway)
        sign = "positive" if direction is Direction.UP else "negative"
        yield DescribeTurningPoint(turning_point=newest, participant=self._id, note=self._note(pathway, sign))

    def _newest_turn(self, pathway: str) -> str:
        """The one that has no words yet."""
        points = self._session.study.store.turning_points.of(self._id)
        return next(point.id for point in points if point.pathway == pathway and point.note.is_empty)

    # --- common

    def _note(self, pathway: str, sign: str) -> Note:
        """Words that this person has not said yet, as long as there are some."""
        stock = [Note(*words) for words in self._words["notes"][pathway][sign]]
        fresh = [note for note in stock if note not in self._said]
        note = self._chance.choice(fresh or stock)
        self._said.add(note)
        return note

    def _on_scale(self, value: float) -> int:
        scale = self._session.plan.scale
        return max(scale.minimum, min(scale.maximum, round(value)))

    def _complete(self) -> None:
        """Who has gone through all of it."""
        person = self._session.study.participant(self._id)
        self._session.do(dataclasses.replace(facts_of(person), status=Status.COMPLETED))


@dataclass(frozen=True)
class _Visit:
    """One interview: its day, the day of the one before (or the order's start), and how life felt."""

    wave: Wave
    day: date
    since: date
    mood: float
    is_skipped: bool
