"""What the pictures show: three studies, people chosen by what there is to see of them, an opener without a wait."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject

from ojm_desktop.app.application import make_practice
from ojm_desktop.app.clock import MachineClock
from ojm_desktop.app.screens import due_study, held_study, paper, versions
from ojm_desktop.app.screens.fresh import FreshStudy
from ojm_desktop.app.settings import Settings
from ojm_desktop.domain import template
from ojm_desktop.domain.agreement import Signature, StrokePoint, Uses
from ojm_desktop.domain.clock import Clock, Instant, day_in, parse_utc, rfc3339
from ojm_desktop.journey.trajectory import Trajectory
from ojm_desktop.service import agreements, forms, practice, studies
from ojm_desktop.service.edits import AddParticipant
from ojm_desktop.service.queries.journeys import trajectories
from ojm_desktop.service.session import Session
from ojm_desktop.store.folder import StudyFolder
from ojm_desktop.typeset import Typeset
from ojm_desktop.ui.tasks import Progress
from ojm_desktop.ui.unlock.making import Made, Making
from ojm_desktop.ui.unlock.opener import Failed, Opened, Opener
from ojm_desktop.vault.errors import WrongPassphrase
from ojm_desktop.vault.kdf import MEMORY_BOUNDS, PASSES_BOUNDS, Parameters

CHEAP: Final = Parameters(MEMORY_BOUNDS[0], PASSES_BOUNDS[0])
FOLDERS: Final = {
    "practice": "practice",
    "new": "north-bridge",
    "waiting": "impact-2",
    "busy": "south-gate",
    "paper": "by-post",
    "held": "at-the-table",
}
"""The scene's studies, and how the folder of each is called."""
USES: Final = Uses(interview=True, diary=True, quotes=True, audio=False, contact=True)


@dataclass(frozen=True)
class Place:
    """One pathway of one person, to be looked at."""

    participant: str
    pathway: str
    wave: str = ""

    @property
    def journey(self) -> str:
        """The page's target: the person at the wave, or their journey."""
        return f"{self.participant}/{self.wave or 'journey'}"


@dataclass(frozen=True)
class Scene:
    """Everything open: the ``practice`` study, a ``new`` one without people, one whose people ``wait``, a ``busy`` one,
    one whose interviews came in on ``paper``, and one in which an interview is being ``held``.

    Where they wait nothing is due: one person has signed and not been asked, the other has not signed. ``none`` are
    settings that know no study, ``settings`` such that know two.
    """

    clock: Clock
    studies: Mapping[str, FreshStudy]
    settings: Settings
    none: Settings
    made: Made

    @property
    def practice(self) -> Session:
        """The practice study."""
        return self.studies["practice"].session

    @property
    def new(self) -> Session:
        """The one without people."""
        return self.studies["new"].session

    @property
    def waiting(self) -> Session:
        """The one in which nothing is due."""
        return self.studies["waiting"].session

    @property
    def busy(self) -> Session:
        """The one in which everything is."""
        return self.studies["busy"].session

    @property
    def paper(self) -> Session:
        """The one whose interviews came in on paper."""
        return self.studies["paper"].session

    @property
    def held(self) -> Session:
        """The one in which an interview is being held."""
        return self.studies["held"].session

    @property
    def telling(self) -> Place:
        """Every wave rated and the most hot spots."""
        return _best(self.practice, lambda found: _followed(found) * (_held(found) * 10 + _told(found)))

    @property
    def suggested(self) -> Place:
        """A change that nobody has been asked about."""
        return _best(self.practice, lambda found: _followed(found) * (len(found.suggestions) * 10 + _held(found)))

    @property
    def missing(self) -> Place:
        """A visit without a value, for a reason that has words, and values beside it."""
        return _best(self.practice, lambda found: _followed(found) * (_unanswered(found) * 10 + _held(found)))

    @property
    def recalled(self) -> Place:
        """Begin and end, and the most turning points."""
        return _best(self.practice, lambda found: (1 - _followed(found)) * (1 + len(found.turning_points)))

    @property
    def writing(self) -> str:
        """Whose diary has the most entries."""
        store = self.practice.study.store
        return max(store.people.all(), key=lambda person: len(store.diary.of(person.id))).id

    @property
    def copying(self) -> str:
        """Somebody else who keeps a diary with a week still out: what is half copied of it stays theirs."""
        store = self.practice.study.store
        weeks = {person.id: len(store.diary.of(person.id)) for person in store.people.all() if person.cohort == "1"}
        all_weeks = store.plan.get().cohort("1").diary_weeks
        others = (who for who, held in weeks.items() if who != self.writing and held < all_weeks)
        return min(others, key=lambda who: (-weeks[who], who))

    @property
    def signed(self) -> str:
        """The person of the waiting study who has signed."""
        return self.waiting.study.store.people.all()[0].id

    @property
    def unsigned(self) -> str:
        """The person of the waiting study who has not."""
        return self.waiting.study.store.people.all()[-1].id

    def opener(self, parent: QObject) -> DrawnOpener:
        """What stands behind the unlock page in a picture."""
        return DrawnOpener(self.clock, self.made, parent)


class DrawnOpener(Opener):
    """Answers at once and touches no disk: every passphrase is wrong, every study is already made."""

    def __init__(self, clock: Clock, made: Made, parent: QObject) -> None:
        super().__init__(clock, lambda _progress: made.folder, parent)
        self._made = made

    def unlock(self, folder: Path, words: str, opened: Opened, failed: Failed) -> None:
        failed(WrongPassphrase(folder.stem))

    def make(self, making: Making, done: Callable[[Made], object], failed: Failed) -> None:
        done(self._made)


@contextmanager
def scene(scratch: Path, progress: Progress) -> Iterator[Scene]:
    """The studies, made in an empty folder and closed at the end."""
    clock = MachineClock()
    progress(0.0, "Making the practice study")
    made = _make(scratch, clock)
    opened = {
        name: FreshStudy(scratch / f"{folder}.ojm", scratch / "kept" / f"{folder}.ojm", clock)
        for name, folder in FOLDERS.items()
    }
    settings = Settings(scratch / "settings.json")
    for name, opened_utc in (("north-bridge", "2026-04-02T10:00:00.000Z"), ("impact-2", clock.now().utc)):
        known = StudyFolder(scratch / "known" / f"{name}.ojm")
        known.path.mkdir(parents=True)
        known.keys.touch()  # enough to be offered: the unlock page looks no further before a passphrase is given
        settings.remember(known.path, opened_utc)
    try:
        yield Scene(clock, opened, settings, Settings(scratch / "none.json"), made)
    finally:
        for study in opened.values():
            study.close()


def _make(scratch: Path, clock: Clock) -> Made:
    """Every study, filled and closed; of the new one what its making shows."""
    make_practice(scratch / "practice.ojm", clock, lambda _share, _words: None)
    with closing(studies.open_(scratch / "practice.ojm", practice.PASSPHRASE, clock)) as full:
        versions.take_in(full)
    folder = scratch / f"{FOLDERS['new']}.ojm"
    new = _create(folder, clock)
    new.session.close()
    for name, fill in (
        ("waiting", lambda session: _fill(session, 5, 3)),
        ("busy", lambda session: due_study.fill(session, lambda person: _sign(session, person))),
        ("paper", _fill_paper),
        ("held", lambda session: held_study.fill(session, lambda person: _sign(session, person))),
    ):
        with closing(_create(scratch / f"{FOLDERS[name]}.ojm", clock).session) as session:
            fill(session)
    return Made(folder, folder.stem, new.recovery.groups, studies.unlock(folder, practice.PASSPHRASE))


def _fill_paper(session: Session) -> None:
    _fill(session, paper.BEGAN.days)
    paper.fill(session, session.study.store.people.all()[0].id)


def _create(folder: Path, clock: Clock) -> studies.Created:
    today = day_in(clock.now().utc, template.DEFAULT_ZONE)
    plan = dataclasses.replace(template.bristol(folder.stem), basis=practice.basis(today))
    created = studies.create(folder, plan, practice.PASSPHRASE, clock, parameters=CHEAP, is_free_choice=False)
    forms.take_in_shipped(created.session)
    return created


def _fill(session: Session, *days_ago: int) -> None:
    """People whose orders began so long ago; the first has signed."""
    for days in days_ago:
        session.do(AddParticipant(cohort="1", order_start=session.today() - timedelta(days=days), age=31))
    _sign(session, session.study.store.people.all()[0].id)


class _DaysAgo:
    """The same clock, so many days ago."""

    earliest = None

    def __init__(self, clock: Clock, days: int) -> None:
        self._clock, self._days = clock, days

    def now(self) -> Instant:
        now = self._clock.now()
        return dataclasses.replace(now, utc=rfc3339(parse_utc(now.utc) - timedelta(days=self._days)))


def _sign(session: Session, person: str) -> None:
    """On the first day of the order: nothing is taken in that was said before."""
    clock, days = session.clock, (session.today() - session.study.participant(person).order_start).days
    session.clock = _DaysAgo(clock, days)
    try:
        _sign_now(session, person)
    finally:
        session.clock = clock


def _sign_now(session: Session, person: str) -> None:
    prepared = agreements.prepare(session, person, USES, read_aloud=True, typeset=Typeset())
    now = session.clock.now()
    drawn = Signature((scribble(),), now.utc, now.offset)
    agreements.sign(session, agreements.show(session, prepared), drawn, drawn)


def scribble() -> tuple[StrokePoint, ...]:
    """A stroke that could be anybody's, in the units of a signature."""
    return tuple(
        StrokePoint(1200 + n * 90, 1500 + round(700 * math.sin(n * 0.7) * (1 - n / 80)), 400 + n * 5, n * 14)
        for n in range(60)
    )


def _best(session: Session, worth: Callable[[Trajectory], int]) -> Place:
    """The pathway, of all people's, that is worth most; the first of equals."""
    found = [
        (person.id, each) for person in session.study.store.people.all() for each in trajectories(session, person.id)
    ]
    participant, best = max(found, key=lambda pair: worth(pair[1]))
    unanswered = next((rating.key.wave for rating in best.ratings if rating.missing is not None), "")
    return Place(participant, best.pathway.key, unanswered)


def _followed(journey: Trajectory) -> int:
    return int(not journey.cohort.is_recalled)


def _held(journey: Trajectory) -> int:
    return sum(rating.value is not None for rating in journey.ratings)


def _told(journey: Trajectory) -> int:
    return sum(spot.is_confirmed for spot in journey.hot_spots)


def _unanswered(journey: Trajectory) -> bool:
    return any(rating.missing is not None and rating.reason for rating in journey.ratings)
