"""Kill a session without a window, thousands of times: quicker, so that a kill meets every moment of a commit."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path
from random import Random

from ojm_desktop.domain.hot_spot import Note
from ojm_desktop.domain.rating import RatingKey
from ojm_desktop.service.edits import DescribeHotSpot, SetRating
from ojm_desktop.service.session import Session
from ojm_desktop.service.studies import open_session
from tests.torture import ground as grounds
from tests.torture.examine import examine
from tests.torture.figures import Figures
from tests.torture.ground import HELD_ON, PATHWAYS, WAVES, Ground
from tests.torture.killer import run_and_kill
from tests.torture.told import Intent, Teller, Told

LONGEST = 0.15
"""Seconds within which the kill comes: some tens of commits."""
KILLS_A_STUDY = 40


def kill_sessions(kills: int, seed: int = 1) -> Figures:
    """So many kills, each followed by an examination."""
    figures, chance = Figures(), Random(seed)
    while figures.kills < kills and not figures.violations:
        with tempfile.TemporaryDirectory(prefix="ojm-kills-") as folder:
            figures.add(_kill_one_study(Path(folder), min(KILLS_A_STUDY, kills - figures.kills), chance))
    return figures


def _kill_one_study(folder: Path, kills: int, chance: Random) -> Figures:
    figures, ground = Figures(), grounds.make(folder / "killed.ojm")
    for _ in range(kills):
        told = Told()
        program = partial(_answer, ground, chance.getrandbits(32))
        run_and_kill(program, told, chance.uniform(0, LONGEST), from_the_start=False)
        found = examine(ground, told)
        figures.add(Figures(1, told.acknowledged, found.events, found.mended, list(found.violations)))
    figures.violations += [f"at the end: {what}" for what in grounds.whole(ground)]
    return figures


def _answer(ground: Ground, seed: int, teller: Teller) -> None:
    """Answer until killed; each answer is told when `do` has returned."""
    session, chance = open_session(ground.unlocked, grounds.clock()), Random(seed)
    teller.saved(session.sequence)
    while True:
        answer(session, ground, chance, teller)
        if chance.random() < 0.05:
            session.settle()


def answer(session: Session, ground: Ground, chance: Random, teller: Teller) -> None:
    """One answer drawn by chance: told before it is given, and once it is saved."""
    sequence = session.sequence + 1
    if chance.random() < 0.3:
        spot, title = chance.choice(list(ground.ledger.titles)), f"told{sequence} room"
        teller.intends(sequence, Intent("note", (spot,), title))
        session.do(DescribeHotSpot(hot_spot=spot, participant=ground.participant, note=Note(title=title)))
    else:
        place, value = (chance.choice(PATHWAYS), chance.choice(WAVES)), chance.randint(-5, 5)
        teller.intends(sequence, Intent("rating", place, value))
        session.do(SetRating(key=RatingKey(ground.participant, *place), value=value, held_on=HELD_ON))
    teller.saved(session.sequence)
