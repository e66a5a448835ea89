"""The laptop's clock held against the time that passed and against the log (T2).

A jump becomes an event of its own, in the transaction of the edit that follows it.
"""

from __future__ import annotations

from datetime import timedelta

from ojm_desktop.domain.clock import Clock, Instant, parse_utc, rfc3339
from ojm_desktop.domain.clock_notes import Told, fell_behind, is_early, is_far, jump
from ojm_desktop.domain.log import Event
from ojm_desktop.service.edits import NoteClock


class ClockWatch:
    """Of one session: each reading that becomes an event is held against the one before it.

    Readings of two runs, or of two clocks, have the wall clock alone in common: that it went back can be told, and
    not that it went ahead, unless by more than anybody leaves a study alone for.
    """

    def __init__(self, clock: Clock, opened: Instant, newest: Event | None) -> None:
        self.since = newest.sequence if newest is not None else 0
        """The newest event when the study was opened: what was found after it was found in this session."""
        self._clock, self._before = clock, opened
        self._pending = _at_opening(clock, opened, newest.utc if newest is not None else "")

    def look(self, clock: Clock, now: Instant) -> tuple[NoteClock, ...]:
        """What is to be noted before an event at this instant; the same again until `keep`."""
        if clock.earliest is None:
            return ()
        return (*self._pending, *(self._jumped(now) if clock is self._clock else ()))

    def keep(self, clock: Clock, now: Instant) -> None:
        """An event of this instant is durable, with what was to be noted before it."""
        self._clock, self._before, self._pending = clock, now, ()

    def _jumped(self, now: Instant) -> tuple[NoteClock, ...]:
        by = jump(self._before, now)
        if not by:
            return ()
        if is_early(now.utc, self._clock.earliest) and not is_early(self._before.utc, self._clock.earliest):
            told = Told.EARLY
        else:
            told = Told.BACK if by < timedelta() else Told.AHEAD
        return (NoteClock(told=told, before=rfc3339(parse_utc(now.utc) - by), after=now.utc),)


def _at_opening(clock: Clock, opened: Instant, newest: str) -> tuple[NoteClock, ...]:
    if clock.earliest is None:
        return ()
    if is_early(opened.utc, clock.earliest):
        return (NoteClock(told=Told.EARLY, before=newest, after=opened.utc),)
    if newest and fell_behind(newest, opened.utc):
        return (NoteClock(told=Told.BACK, before=newest, after=opened.utc),)
    if newest and is_far(newest, opened.utc):
        return (NoteClock(told=Told.AHEAD, before=newest, after=opened.utc),)
    return ()
