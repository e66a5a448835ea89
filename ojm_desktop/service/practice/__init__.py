"""The practice study: made-up people of Bristol's shape (MB21-MB28), played in through the edits that the window uses.

Same seed, same numbers; the days are counted back from today, so that something is always due. Everything happens in
order of time, by a clock of the story's own: an agreement is signed before anybody is asked. Every word is made up.
"""

from __future__ import annotations

import heapq
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from ojm_desktop import assets
from ojm_desktop.domain.basis import CONDITIONS, LAWFUL, Basis
from ojm_desktop.domain.clock import Clock, day_in
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.plan import StudyPlan
from ojm_desktop.domain.template import DEFAULT_ZONE, bristol
from ojm_desktop.service import forms, studies
from ojm_desktop.service.practice.followed import Followed
from ojm_desktop.service.practice.life import Life
from ojm_desktop.service.practice.people import PEOPLE, Person
from ojm_desktop.service.practice.recalled import Recalled
from ojm_desktop.service.practice.story_clock import StoryClock
from ojm_desktop.service.progress import Progress, silent
from ojm_desktop.service.session import Session
from ojm_desktop.store.folder import StudyFolder
from ojm_desktop.typeset import Typeset
from ojm_desktop.vault import kdf, keyfile

PASSPHRASE: Final = "practice makes practice"
"""Known to everybody on purpose: the window's practice study holds nobody real."""
NAME: Final = "practice"
LABEL: Final = "Practice study, nobody real"
"""The label of its key slot: what tells a practice study's folder from others before it is opened."""
QUICK: Final = kdf.Parameters(kdf.MEMORY_BOUNDS[0], kdf.PASSES_BOUNDS[0])
"""Made-up people need no half second a guess; the bounds of every key file still hold."""
WITHDRAWN_UNTIL: Final = 120
"""Days from today to the last day of withdrawal of the practice study."""
LIVES: Final[dict[str, type[Life]]] = {"1": Followed, "2": Recalled}
"""How each cohort is asked."""


def plan() -> StudyPlan:
    """Bristol's template, marked as practice."""
    return bristol(NAME, is_practice=True)


def basis(today: date) -> Basis:
    """What a real study would have entered before its first participant."""
    return Basis(
        lawful_basis=LAWFUL[0],
        condition=CONDITIONS[0],
        dpia_reference="Practice, no assessment",
        controller="nobody, this is a practice study",
        contact="whoever practises with you",
        retention_months=24,
        last_withdrawal_day=today + timedelta(days=WITHDRAWN_UNTIL),
    )


def is_practice(folder: Path) -> bool:
    """Whether a folder holds a practice study, as its key file says; False for anything unreadable."""
    try:
        content = StudyFolder(folder).keys.read_bytes()
        return any(slot.label == LABEL for slot in keyfile.summaries(content))
    except (OSError, OjmError):
        return False


def make(path: Path, words: str, clock: Clock, typeset: Typeset, seed: int = 1, progress: Progress = silent) -> Session:
    """Create a practice study in a new folder and play it in; open when this returns. Raises what creating raises."""
    today = day_in(clock.now().utc, DEFAULT_ZONE)
    story = StoryClock(_first_day(today))
    created = studies.create(
        path, replace(plan(), basis=basis(today)), words, story, parameters=QUICK, label=LABEL, is_free_choice=False
    )
    try:
        play(created.session, typeset, seed, progress, today=today)
    except BaseException:
        created.session.close()
        raise
    created.session.clock = clock
    return created.session


def play(
    session: Session,
    typeset: Typeset,
    seed: int = 1,
    progress: Progress = silent,
    *,
    today: date | None = None,
    people: Sequence[Person] = PEOPLE,
) -> None:
    """Play the made-up study into an empty practice study, in order of time.

    `today` is where the story stands now; the session's own today when it is left out.
    """
    today = today or session.today()
    words = json.loads((assets.resources() / "practice" / "words.json").read_text(encoding="utf-8"))
    kept, story = session.clock, StoryClock(_first_day(today))
    session.clock = story
    forms.take_in_shipped(session)
    lives: list[Life] = [
        LIVES[person.cohort](session, typeset, seed * 1000 + number, words, person, today)
        for number, person in enumerate(people)
    ]
    days = [[(step.day, number, step) for step in life.steps()] for number, life in enumerate(lives)]
    total = sum(len(steps) for steps in days)
    with session.together():
        for done, (day, _, step) in enumerate(heapq.merge(*days, key=lambda found: found[:2])):
            progress(done / total, f"playing {day:%B}")
            story.go_to(day)
            step.take()
    session.clock = kept
    progress(1.0, "the practice study is played")


def _first_day(today: date) -> date:
    return today - timedelta(days=max(person.days_ago for person in PEOPLE))
