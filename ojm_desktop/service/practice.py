"""The practice study: made-up people of Bristol's shape (MB21-MB28), played in through the edits that the window uses.

Same seed, same numbers; the days are counted back from today, so that something is always due. Every word is made up.
"""

from __future__ import annotations

import dataclasses
import itertools
import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final

from ojm_desktop import assets
from ojm_desktop.domain.agreement import Signature, StrokePoint, Uses
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.hot_spot import Certainty, Direction, Note, Polarity
from ojm_desktop.domain.participant import Identity, Status
from ojm_desktop.domain.plan import StudyPlan, due_day
from ojm_desktop.domain.rating import Missing, RatingKey
from ojm_desktop.domain.template import bristol
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
from ojm_desktop.service.replay import Progress
from ojm_desktop.service.session import Session
from ojm_desktop.store.folder import StudyFolder
from ojm_desktop.typeset import Typeset
from ojm_desktop.vault import keyfile

PASSPHRASE: Final = "practice makes practice"
"""Known to everybody on purpose: the window's practice study holds nobody real."""
NAME: Final = "practice"
LABEL: Final = "Practice study, nobody real"
"""The label of its key slot: what tells a practice study's folder from others before it is opened."""
USES: Final = Uses(interview=True, diary=True, quotes=True, audio=False, contact=True)


@dataclass(frozen=True)
class Person:
    """The facts of one made-up participant.

    The order began `days_ago`, and `open_waves` at the end are not held yet.
    """

    cohort: str
    age: int
    gender: str
    order: str
    home: str
    days_ago: int
    open_waves: int = 0


DRR: Final = "Community Order with Supervision/DRR"
SUPERVISION: Final = "Community Order with Supervision"
PROGRAMME: Final = "Community Order with Supervision/Programme"
SUSPENDED: Final = "Suspended Sentence Order with Supervision/DRR"
LICENCE: Final = "Post release licence"

PEOPLE: Final = (
    Person("1", 26, "male", DRR, "Staying with friends or family", 101),
    Person("1", 33, "male", LICENCE, "Council accommodation", 98),
    Person("1", 35, "male", LICENCE, "Housing association", 107),
    Person("1", 36, "male", SUSPENDED, "Staying with friends or family", 95),
    Person("1", 36, "male", SUSPENDED, "Temporary accommodation", 110),
    Person("1", 34, "male", PROGRAMME, "Council accommodation", 93, open_waves=1),
    Person("1", 38, "male", PROGRAMME, "Housing association", 83),
    Person("1", 34, "male", SUPERVISION, "Private rented tenancy", 64),
    Person("2", 22, "male", DRR, "Council accommodation", 110),
    Person("2", 51, "male", DRR, "Housing association", 240),
    Person("2", 28, "male", DRR, "Staying with friends or family", 121),
    Person("2", 30, "female", DRR, "Council accommodation", 135),
    Person("2", 33, "male", DRR, "Private rented tenancy", 118),
    Person("2", 35, "male", DRR, "Temporary accommodation", 152),
    Person("2", 31, "male", DRR, "Housing association", 127),
    Person("2", 37, "male", SUPERVISION, "Council accommodation", 180),
    Person("2", 36, "male", "Community Order with Supervision/DRR/Specified Activity", "Private rented tenancy", 114),
    Person("2", 29, "male", "Community Order with Supervision/DRR/Programme", "Council accommodation", 119),
    Person("2", 42, "male", LICENCE, "Staying with friends or family", 146),
)


def plan() -> StudyPlan:
    """Bristol's template, marked as practice."""
    return bristol(NAME, is_practice=True)


def is_practice(folder: Path) -> bool:
    """Whether a folder holds a practice study, as its key file says; False for anything unreadable."""
    try:
        content = StudyFolder(folder).keys.read_bytes()
        return any(slot.label == LABEL for slot in keyfile.summaries(content))
    except (OSError, OjmError):
        return False


def play(session: Session, typeset: Typeset, seed: int = 1, progress: Progress = lambda _done, _doing: None) -> None:
    """Play the made-up study into an empty practice study."""
    words = json.loads((assets.resources() / "practice" / "words.json").read_text(encoding="utf-8"))
    for number, person in enumerate(PEOPLE):
        progress(number / len(PEOPLE), f"playing person {number + 1} of {len(PEOPLE)}")
        _Life(session, typeset, Random(seed * 1000 + number), words, person).play()
    progress(1.0, "the practice study is played")


class _Life:
    """One made-up person, lived through the session's edits."""

    def __init__(self, session: Session, typeset: Typeset, chance: Random, words: Any, person: Person) -> None:
        self._session = session
        self._typeset = typeset
        self._chance = chance
        self._words = words
        self._person = person
        self._start = session.today() - timedelta(days=person.days_ago)
        self._id = ""

    def play(self) -> None:
        """Added, agreement signed, then rated."""
        self._join()
        cohort = self._session.plan.cohort(self._person.cohort)
        self._sign()
        if cohort.is_recalled:
            for edit in self._look_back():
                self._session.do(edit)
        else:
            self._follow()
        self._complete()

    def _join(self) -> None:
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

    def _sign(self) -> None:
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

    def _follow(self) -> None:
        session, chance, today = self._session, self._chance, self._session.today()
        cohort = session.plan.cohort(self._person.cohort)
        waves = [wave for wave in cohort.waves if due_day(wave, self._start) + timedelta(days=4) < today]
        waves = waves[: len(cohort.waves) - self._person.open_waves]
        skipped = chance.choice(waves).key if len(waves) == len(cohort.waves) and chance.random() < 0.3 else None
        mood, slope = chance.uniform(-3, 1), chance.uniform(-0.3, 2.2)
        held = {wave.key: due_day(wave, self._start) + timedelta(days=chance.randint(-3, 4)) for wave in waves}
        values: dict[tuple[str, str], int] = {}
        for step, wave in enumerate(waves):
            for pathway in session.plan.pathways:
                key = RatingKey(self._id, pathway.key, wave.key)
                letter = self._gap(wave.key == skipped)
                if letter is not None:
                    reason = chance.choice(self._words["reasons"][letter.value])
                    session.do(SetMissing(key=key, missing=letter, reason=reason))
                    continue
                value = self._on_scale(mood + slope * step + chance.gauss(0, 2))
                values[pathway.key, wave.key] = value
                session.do(SetRating(key=key, value=value, held_on=held[wave.key]))
            if step and chance.random() < 0.2:
                home = chance.choice(session.plan.accommodation_types[:5])
                session.do(SetAccommodation(participant=self._id, wave=wave.key, type=home))
        self._strike(values, held)

    def _gap(self, whole_visit: bool) -> Missing | None:
        if whole_visit:
            return Missing.NOT_REACHED
        roll = self._chance.random()
        return Missing.DECLINED if roll < 0.03 else Missing.MISSED if roll < 0.04 else None

    def _strike(self, values: dict[tuple[str, str], int], held: dict[str, date]) -> None:
        """Hot spots where much changed, some before the first visit, a few of both signs.

        Some changes stay suggestions.
        """
        waves, chance = list(held), self._chance
        for pathway in self._session.plan.pathways:
            for before, after in itertools.pairwise(waves):
                old, new = values.get((pathway.key, before)), values.get((pathway.key, after))
                if old is None or new is None or abs(new - old) < 2 or chance.random() < 0.35:
                    continue
                mixed = chance.random() < 0.15
                sign = Polarity.MIXED if mixed else Polarity.POSITIVE if new > old else Polarity.NEGATIVE
                span = (held[after] - held[before]).days
                day = held[before] + timedelta(days=chance.randint(2, max(3, span - 3)))
                self._mark(pathway.key, day, sign)
            if chance.random() < 0.2:
                self._mark(pathway.key, self._start + timedelta(days=chance.randint(3, 22)), Polarity.NEGATIVE)

    def _mark(self, pathway: str, day: date, sign: Polarity) -> None:
        last = day + timedelta(days=self._chance.choice((0, 0, 0, 0, 6, 11)))
        edit = MarkHotSpot(
            participant=self._id,
            pathway=pathway,
            first_day=day,
            last_day=min(last, self._session.today()),
            polarity=sign,
            is_confirmed=self._chance.random() > 0.04,
        )
        known = {spot.id for spot in self._session.study.store.hot_spots.of(self._id)}
        self._session.do(edit)
        (new,) = {spot.id for spot in self._session.study.store.hot_spots.of(self._id)} - known
        note = self._note(pathway, sign.value)
        self._session.do(DescribeHotSpot(hot_spot=new, participant=self._id, note=note))

    # --- cohort 2: one look back

    def _look_back(self) -> Iterator[Edit]:
        session, chance = self._session, self._chance
        interview = self._start + timedelta(days=min(91 + chance.randint(4, 20), self._person.days_ago - 2))
        interview = max(interview, self._start + timedelta(days=91))
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
        title, could, said = self._chance.choice(self._words["notes"][pathway][sign])
        return Note(title, could, said)

    def _on_scale(self, value: float) -> int:
        scale = self._session.plan.scale
        return max(scale.minimum, min(scale.maximum, round(value)))

    def _complete(self) -> None:
        """Who has gone through all of it."""
        person = self._session.study.participant(self._id)
        if self._person.days_ago < 91 or self._person.open_waves or person.status is not Status.TAKING_PART:
            return
        self._session.do(dataclasses.replace(facts_of(person), status=Status.COMPLETED))
