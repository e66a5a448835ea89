"""Promise K4: the growing delay."""

from __future__ import annotations

from itertools import pairwise

from ojm_desktop.vault.guesses import delay_after, seconds_left


def test_that_k4_the_wait_grows_and_stays_within_five_minutes() -> None:
    waits = [delay_after(tries) for tries in range(60)]
    assert waits[:9] == [0, 0, 0, 1, 2, 4, 8, 16, 32]
    assert all(earlier <= later for earlier, later in pairwise(waits))
    assert max(waits) == delay_after(10**9) == 300


def test_that_k4_what_is_left_of_the_wait_runs_out_and_cannot_be_skipped_by_a_clock_set_back() -> None:
    assert seconds_left(2, 0.0) == 0.0
    assert seconds_left(5, 1.5) == 2.5
    assert seconds_left(5, 4.0) == 0.0
    assert seconds_left(5, -1000.0) == 4.0
