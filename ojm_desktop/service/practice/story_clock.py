"""A clock that the practice study is played by: it shows the day on which each thing would have happened."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from ojm_desktop.domain.clock import Instant, rfc3339

BETWEEN = timedelta(seconds=23)
"""An interview of so many readings takes as long as one does."""


class StoryClock:
    """Ten in the morning of a day, and some seconds later each time it is read; never goes back."""

    earliest: Final = None

    def __init__(self, day: date) -> None:
        self._moment = datetime.combine(day, time(10), UTC)
        self._monotonic = 0

    def go_to(self, day: date) -> None:
        """Move on to a later day."""
        self._moment = max(self._moment, datetime.combine(day, time(10), UTC))

    def now(self) -> Instant:
        """One reading."""
        self._moment += BETWEEN
        self._monotonic += int(BETWEEN.total_seconds() * 1000)
        return Instant(rfc3339(self._moment), 0, self._monotonic)
