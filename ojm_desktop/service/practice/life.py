"""One made-up person, lived through the session's edits, a step at a time: joined, asked, thanked."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from ojm_desktop.domain.agreement import Signature, StrokePoint, Uses
from ojm_desktop.domain.contact import Outcome, Way
from ojm_desktop.domain.hot_spot import Note
from ojm_desktop.domain.participant import Identity, Status
from ojm_desktop.domain.rating import Giver
from ojm_desktop.domain.voucher import USUAL
from ojm_desktop.service import agreements, vouchers
from ojm_desktop.service.edits import AddParticipant, IssueVoucher, RecordContact, RecordIdentity
from ojm_desktop.service.edits.people import facts_of
from ojm_desktop.service.edits.visits import INTAKE, VOUCHER
from ojm_desktop.service.practice.asking import Asking
from ojm_desktop.service.practice.people import Episode, Person
from ojm_desktop.service.session import Session
from ojm_desktop.typeset import Typeset

USES: Final = Uses(interview=True, diary=True, quotes=True, audio=False, contact=True)
GENDERS: Final = {"male": "man", "female": "woman"}
"""What the template calls it, and what the intake does."""


@dataclass(frozen=True)
class Step:
    """What happens on a day."""

    day: date
    take: Callable[[], None]


class Life:
    """A person's steps in order of time. `chance` decides what is on the map, `more` everything else of an interview,
    so that the map stays what it is when interviews get longer.
    """

    def __init__(self, session: Session, typeset: Typeset, seed: int, words: Any, person: Person, today: date) -> None:
        self._session = session
        self._typeset = typeset
        self._chance = Random(seed)
        self._more = Random(f"more {seed}")
        self._words = words
        self._person = person
        self._today = today
        self._start = today - timedelta(days=person.days_ago)
        self._id = ""
        self._said: set[Note] = set()

    def steps(self) -> list[Step]:
        """Everything that happens to this person."""
        raise TypeError(f"{type(self).__name__} does not say what happens")

    def _join(self) -> None:
        """Added, named on the sealed side, agreement signed; then the first questions."""
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
        self._reach()
        prepared = agreements.prepare(
            self._session, self._id, USES, read_aloud=self._chance.random() < 0.4, typeset=self._typeset
        )
        shown = agreements.show(self._session, prepared)
        agreements.sign(self._session, shown, self._scribble(), self._scribble())
        self._intake()

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

    def _intake(self) -> None:
        """Code, cohort, order and age stand there already."""
        asking = Asking(self._session, self._id, INTAKE)
        asking.put("/data/before/signed", "OK", Giver.RESEARCHER)
        asking.put("/data/person/gender", GENDERS[self._person.gender])
        asking.choose("/data/person/home", self._person.home)
        asking.put("/data/meeting/supports", self._more.choice(("", "breaks", "read breaks", "quiet")))
        asking.talk.leave()
        asking.talk.complete()

    def _thank(self, reasons: str) -> None:
        """A voucher, recorded on the sealed side and signed for (MB20)."""
        day, who = self._session.today(), self._id
        is_late = self._person.episode is Episode.THANKED_LATE
        given_on = day - timedelta(days=1) if is_late else day
        occasion, words = vouchers.thanks(self._session, who, reasons.split())
        number = f"{self._more.randint(100000, 999999)}"
        self._session.do(
            IssueVoucher(
                participant=who, pence=USUAL, given_on=given_on, number=number, given_for=words, occasion=occasion
            )
        )
        asking, receipt = Asking(self._session, who, VOUCHER), "/data/receipt"
        asking.put(f"{receipt}/given_for", reasons, Giver.RESEARCHER)
        if is_late:
            asking.put(f"{receipt}/given_on", given_on.isoformat(), Giver.RESEARCHER)
            (warned,) = asking.talk.state(f"{receipt}/given_on").warnings
            asking.talk.override(f"{receipt}/given_on", warned.number, self._words["passed"][0])
        asking.put(f"{receipt}/received", "OK")
        asking.put(f"{receipt}/given_by", "PR", Giver.RESEARCHER)
        asking.talk.complete()
        self._session.do(*vouchers.uncounted(self._session, who))

    def _reach(self) -> None:
        """Through the officer first, and then in the office where everybody has to come (MB17)."""
        tried = (
            (Way.THROUGH_OFFICER, "", Outcome.NOT_REACHED, 2),
            (Way.IN_PERSON, "In the probation office", Outcome.AGREED, 0),
        )
        self._session.do(
            *(
                RecordContact(
                    participant=self._id,
                    on=self._session.today() - timedelta(days=days),
                    way=way,
                    where=where,
                    outcome=outcome,
                )
                for way, where, outcome, days in tried
            )
        )

    def _note(self, pathway: str, sign: str) -> Note:
        """Words that this person has not said yet, as long as there are some."""
        stock = [Note(*words) for words in self._words["notes"][pathway][sign]]
        fresh = [note for note in stock if note not in self._said]
        note = self._chance.choice(fresh or stock)
        self._said.add(note)
        return note

    def _comment(self, value: int | None) -> str:
        """What somebody says beside a rating."""
        mood = "flat" if value is None or abs(value) < 2 else "up" if value > 0 else "down"
        return str(self._more.choice(self._words["comments"][mood]))

    def _on_scale(self, value: float) -> int:
        scale = self._session.plan.scale
        return max(scale.minimum, min(scale.maximum, round(value)))

    def _complete(self) -> None:
        """Who has gone through all of it."""
        person = self._session.study.participant(self._id)
        self._session.do(dataclasses.replace(facts_of(person), status=Status.COMPLETED))
