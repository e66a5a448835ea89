"""States of Today and of the panels of visits, in the study of a busy day."""

from __future__ import annotations

from datetime import timedelta

from ojm_desktop.app.screens.stage import Stage, settle
from ojm_desktop.domain.clock import Instant, parse_utc, rfc3339
from ojm_desktop.service.queries.today import today
from ojm_desktop.service.session import Session
from ojm_desktop.ui.today import TodayPage
from ojm_desktop.ui.visits.another_day import AnotherDayPanel
from ojm_desktop.ui.visits.missed import MissedPanel
from ojm_desktop.ui.visits.start import StartPanel

LONG_AGO = 9
"""Days by which the clock of a picture went back."""


def page(stage: Stage) -> TodayPage:
    """The start page, with the questions of the open interview counted."""
    shown = stage.go("today")
    assert isinstance(shown, TodayPage)
    settle(150)
    return shown


def start(stage: Stage) -> None:
    """A visit is about to begin."""
    _desk(stage, late=False)
    settle()


def start_late(stage: Stage) -> None:
    """The same after its window, from paper."""
    panel = _desk(stage, late=True)
    panel.mode.set_value("paper")
    panel.mode.chosen.emit("paper")


def start_unsigned(stage: Stage) -> None:
    """Somebody who has not signed: what comes first."""
    shown = page(stage)
    unsigned = today(stage.scene.busy).to_sign[0]
    shown.desk.start(unsigned.participant, "8")


def another_day(stage: Stage) -> None:
    """Another day, half filled in."""
    shown = page(stage)
    visit = today(stage.scene.busy).visits[0]
    shown.desk.another_day(visit.participant, visit.wave.key)
    stage.find(AnotherDayPanel).reason.setText("in hospital until Monday")


def missed(stage: Stage) -> None:
    """Why nobody came."""
    shown = page(stage)
    visit = today(stage.scene.busy).visits[0]
    shown.desk.miss(visit.participant, visit.wave.key)
    stage.find(MissedPanel).words.setText("moved away")


def interviews(stage: Stage) -> None:
    """Somebody's interviews: missed, due, and the intake that was not held."""
    visit = today(stage.scene.busy).visits[0]
    stage.go("participant", f"{visit.participant}/interviews")


def interviews_start(stage: Stage) -> None:
    """The one that comes next, asked about on the tab."""
    interviews(stage)
    stage.frame.act("start_visit")


def next_visit(stage: Stage) -> None:
    """A person's head, with what can be begun."""
    visit = today(stage.scene.busy).visits[0]
    stage.go("participant", f"{visit.participant}/journey")


def clock_back(stage: Stage) -> None:
    """A clock that stands before the newest entry."""
    session = stage.scene.busy
    kept = session.clock
    session.clock = _SetBack(session)
    page(stage)
    session.clock = kept


class _SetBack:
    """The machine's clock, some days ago."""

    earliest = None

    def __init__(self, session: Session) -> None:
        self._clock = session.clock
        self._by = timedelta(days=LONG_AGO)

    def now(self) -> Instant:
        """The time it shows."""
        now = self._clock.now()
        return Instant(rfc3339(parse_utc(now.utc) - self._by), now.offset, now.monotonic)


def _desk(stage: Stage, *, late: bool) -> StartPanel:
    shown = page(stage)
    found = [visit for visit in today(stage.scene.busy).visits if bool(visit.days_late) is late]
    shown.desk.start(found[0].participant, found[0].wave.key)
    return stage.find(StartPanel)
