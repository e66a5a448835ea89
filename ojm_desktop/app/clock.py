"""The machine's clock: the one place in the program that asks what time it is."""

from __future__ import annotations

import time
from datetime import date, datetime
from typing import Final

from ojm_desktop.domain.clock import Instant, rfc3339

EARLIEST: Final = date(2026, 9, 1)
"""Before this day there was no such program: a clock that shows one is wrong (T2). Moved on with each release."""


class MachineClock:
    """Reads wall clock, offset and monotonic time together; the monotonic one counts from when the clock was made."""

    earliest: Final = EARLIEST

    def __init__(self) -> None:
        self._start = time.monotonic_ns()

    def now(self) -> Instant:
        """One reading: RFC 3339 UTC, offset in minutes, milliseconds since the start."""
        moment = datetime.now().astimezone()
        offset = moment.utcoffset()
        minutes = round(offset.total_seconds() / 60) if offset is not None else 0
        return Instant(rfc3339(moment), minutes, (time.monotonic_ns() - self._start) // 1_000_000)
