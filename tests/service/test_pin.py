"""The PIN of one sitting: four to eight digits, five tries, nowhere but in memory."""

from __future__ import annotations

import pytest

from ojm_desktop.domain.errors import Refused
from ojm_desktop.service.pin import TRIES, Pin


@pytest.mark.parametrize("digits", ["", "123", "123456789", "12a4", "١٢٣٤"])
def test_that_anything_but_four_to_eight_digits_is_refused(digits: str) -> None:
    pin = Pin()
    with pytest.raises(Refused):
        pin.choose(digits)
    assert not pin.is_chosen


def test_that_wrong_tries_are_counted_and_a_right_one_gives_them_back() -> None:
    pin = Pin()
    assert not pin.matches("")
    pin.choose("2468")
    for left in range(TRIES - 1, 0, -1):
        assert not pin.matches("1357")
        assert pin.tries_left == left
    assert pin.matches("2468")
    assert pin.tries_left == TRIES
    pin.failed()
    assert pin.tries_left == TRIES - 1
    pin.proved()
    assert pin.tries_left == TRIES
