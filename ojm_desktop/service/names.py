"""How long names may be shown after the passphrase was typed again; in memory only, and over with the lock (W9)."""

from __future__ import annotations

import math
from typing import Final

from ojm_desktop.domain.clock import Instant
from ojm_desktop.vault import guesses

MINUTES: Final = 5
_SECOND: Final = 1000


class Names:
    """Closed at first. Counted by the clock that nobody can set: no change of date makes the minutes longer."""

    def __init__(self) -> None:
        self._until: int | None = None
        self.shown: set[str] = set()
        """Whose name was shown since: it may be drawn again."""
        self._wrong = 0
        self._last_wrong = 0

    def is_open(self, now: Instant) -> bool:
        """Whether a name may be shown."""
        return self._until is not None and now.monotonic < self._until

    def open(self, now: Instant) -> None:
        """The passphrase was right: for so many minutes from now."""
        self._until = now.monotonic + MINUTES * 60 * _SECOND
        self.shown.clear()
        self._wrong = 0

    def close(self) -> None:
        """From now on no name is shown: the laptop goes to somebody else."""
        self._until = None
        self.shown.clear()

    def failed(self, now: Instant) -> None:
        """The passphrase was wrong: the next try waits longer each time (K4)."""
        self._wrong += 1
        self._last_wrong = now.monotonic

    def seconds_to_wait(self, now: Instant) -> int:
        """Seconds before the next try is taken."""
        return math.ceil(guesses.seconds_left(self._wrong, (now.monotonic - self._last_wrong) / _SECOND))
