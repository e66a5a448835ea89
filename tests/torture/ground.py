"""A study to be killed over: made once, its keys kept in memory, and what it must hold as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ojm_desktop.app.clock import MachineClock
from ojm_desktop.domain.hot_spot import Note, Polarity
from ojm_desktop.domain.log import GENESIS
from ojm_desktop.service.edits import DescribeHotSpot, MarkHotSpot
from ojm_desktop.service.session import Session
from ojm_desktop.service.studies import Unlocked
from ojm_desktop.service.verify import verify
from tests import studies
from tests.torture.told import Intent

START = date(2026, 3, 2)
HELD_ON = date(2026, 3, 31)
PATHWAYS = ("drugs", "housing", "family", "finance", "health", "mental", "order", "work")
WAVES = ("4", "8", "12")
MARKED = ("housing", "family")
"""Pathways with a hot spot whose words are changed."""


@dataclass
class Ledger:
    """What the tables must hold after the events up to `sequence`: kept here by hand, not by the program's own replay.

    `ratings` by (pathway, wave); `titles` and `pathways` by hot spot.
    """

    sequence: int = 0
    hash: str = GENESIS
    ratings: dict[tuple[str, ...], int] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    pathways: dict[str, str] = field(default_factory=dict)

    def take(self, intent: Intent) -> None:
        """One more edit took place."""
        if intent.kind == "rating":
            self.ratings[intent.place] = int(intent.value)
        else:
            self.titles[intent.place[0]] = str(intent.value)


@dataclass
class Ground:
    """A closed study, the keys that open it without a passphrase, and one signed person in it."""

    unlocked: Unlocked
    participant: str
    ledger: Ledger


def make(folder: Path) -> Ground:
    """A new study with one person, rated everywhere, two hot spots with words; closed."""
    session = studies.on_disk(folder, clock=None)
    participant = studies.signed_person(session, order_start=START)
    ledger = Ledger()
    for pathway in PATHWAYS:
        for wave in WAVES:
            studies.rate(session, participant, pathway, wave, 0, HELD_ON)
            ledger.ratings[pathway, wave] = 0
    for pathway in MARKED:
        spot = _mark(session, participant, pathway)
        ledger.titles[spot], ledger.pathways[spot] = f"told{pathway}", pathway
    ledger.sequence, ledger.hash = session.sequence, session.head_hash
    unlocked = studies.unlocked(session)
    session.close()
    return Ground(unlocked, participant, ledger)


def clock() -> MachineClock:
    """The machine's clock: what is killed is the program as people run it."""
    return MachineClock()


def _mark(session: Session, participant: str, pathway: str) -> str:
    session.do(
        MarkHotSpot(
            participant=participant, pathway=pathway, first_day=HELD_ON, last_day=HELD_ON, polarity=Polarity.MIXED
        )
    )
    (spot,) = [found.id for found in session.study.store.hot_spots.of(participant) if found.pathway == pathway]
    note = Note(title=f"told{pathway}", observation="said without hurry")
    session.do(DescribeHotSpot(hot_spot=spot, participant=participant, note=note))
    return spot


def whole(ground: Ground) -> list[str]:
    """What the program's own verification finds in the closed study: every page, link, and row against the log."""
    return [f"{problem.file}: {problem.what}" for problem in verify(ground.unlocked).problems]
