"""A study of three people of whom one is erased, for the tests of erasing and of the ledger."""

from __future__ import annotations

import itertools
import random
from datetime import date
from pathlib import Path

from ojm_desktop.domain.contact import Outcome, Way
from ojm_desktop.domain.disclosure import Category
from ojm_desktop.domain.hot_spot import Note, Polarity
from ojm_desktop.domain.participant import Identity
from ojm_desktop.domain.rating import RatingKey
from ojm_desktop.domain.withdrawal import Level
from ojm_desktop.service import backups, erasure
from ojm_desktop.service.edits import (
    DescribeHotSpot,
    MarkHotSpot,
    RecordContact,
    RecordDisclosure,
    RecordIdentity,
    SetRating,
    Withdraw,
)
from ojm_desktop.service.session import Session
from ojm_desktop.service.studies import Unlocked, open_session
from tests import studies

DAY = date(2026, 3, 31)
CANARIES = ("kittiwake", "bullfinch", "whinchat")
"""A word for each person that stands in everything about them."""


def fill(session: Session, word: str) -> str:
    """Somebody who signed, with something in clear and on the sealed side; their id."""
    who = studies.signed_person(session)
    session.do(RecordIdentity(participant=who, identity=Identity(f"Ada {word.title()}", f"{word} street")))
    session.do(SetRating(key=RatingKey(who, "housing", "4"), value=2, held_on=DAY))
    session.do(
        RecordDisclosure(participant=who, visit="", path="", category=Category.OTHER, words=f"{word} said something")
    )
    session.do(
        RecordContact(
            participant=who,
            on=DAY,
            way=Way.TELEPHONE,
            outcome=Outcome.NOT_REACHED,
            where=f"{word} road",
            words=f"{word} mum",
        )
    )
    session.keep_draft(f"note/{who}", f"half a {word}", 4, who)
    session.keep_draft(f"contacts/{who}", f"half a {word} number", 4, is_sealed=True)
    return who


def talk(session: Session, people: tuple[str, ...]) -> None:
    """Much is said, and kept at places in no order, so that the engine moves rows from page to page."""
    anywhere = random.Random(5)
    for number, (who, word) in itertools.product(range(40), zip(people, CANARIES, strict=True)):
        session.keep_draft(f"note/{anywhere.getrandbits(64):x}/{number}", f"{word} {number} " * 30, 0, who)
    for who, word in zip(people, CANARIES, strict=True):
        spot = word.encode().hex().ljust(32, "0")
        marked = MarkHotSpot(
            id=spot, participant=who, pathway="housing", first_day=DAY, last_day=DAY, polarity=Polarity.MIXED
        )
        session.do(
            marked, DescribeHotSpot(participant=who, hot_spot=spot, note=Note(word, f"{word} " * 90, f"a {word}"))
        )


def kept_in(folder: Path) -> Path:
    """A closed study of three people, with a backup from before anybody was erased."""
    session = studies.on_disk(folder)
    with session.together():
        people = tuple(fill(session, word) for word in CANARIES)
        talk(session, people)
        said = Withdraw(participant=people[1], level=Level.NO_NEW_DATA, said_on=DAY, told_to="K.", words=CANARIES[1])
        session.do(said)
    backups.close(session)
    return folder


def ids(session: Session) -> tuple[str, ...]:
    return tuple(person.id for person in session.study.store.people.all())


def erase(session: Session, who: str) -> erasure.Erasing:
    return erasure.erase(session, who, on=session.today(), basis="asked for it", who="K.")


def opened(unlocked: Unlocked) -> Session:
    return open_session(unlocked, studies.SetClock())
