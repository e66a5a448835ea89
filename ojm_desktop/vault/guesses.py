"""How long to wait after a wrong passphrase (K4)."""

from __future__ import annotations

FREE_TRIES = 2
LONGEST_WAIT = 300


def delay_after(wrong_tries: int) -> int:
    """Seconds before the next try is taken: none for two slips, then 1, 2, 4 ... up to five minutes."""
    if wrong_tries <= FREE_TRIES:
        return 0
    doublings = min(wrong_tries - FREE_TRIES - 1, LONGEST_WAIT.bit_length())
    return min(1 << doublings, LONGEST_WAIT)


def seconds_left(wrong_tries: int, since_last: float) -> float:
    """What is left of the wait, given monotonic seconds since the last wrong try; 0.0 when a try may be made."""
    return max(0.0, delay_after(wrong_tries) - max(0.0, since_last))
