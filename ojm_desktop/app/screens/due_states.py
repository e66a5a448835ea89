"""A study whose people were to be kept until a day that is over."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

from ojm_desktop.app.screens.stage import Stage, settle
from ojm_desktop.domain.clock import Clock, Instant, parse_utc, rfc3339
from ojm_desktop.service.edits import SetBasis
from ojm_desktop.service.practice import basis
from ojm_desktop.ui.study.retention_tab import RetentionTab

LATER = timedelta(days=300)


def retention(stage: Stage) -> None:
    """Looked at after the time is over, and who confirms is typed."""
    session = stage.scene.held
    kept, today = session.clock, session.today()
    short = dataclasses.replace(basis(today), retention_months=1, last_withdrawal_day=today)
    session.do(SetBasis(basis=short))
    session.clock = _Later(kept)
    stage.go("study", "retention")
    card = stage.find(RetentionTab).cards[1]
    card.who.setText("K. S.")
    settle()
    session.clock = kept


class _Later:
    """The machine's clock, some time from now."""

    earliest = None

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def now(self) -> Instant:
        """The time it will show."""
        now = self._clock.now()
        return Instant(rfc3339(parse_utc(now.utc) + LATER), now.offset, now.monotonic)
