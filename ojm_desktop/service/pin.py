"""The PIN of one sitting: chosen when an interview begins, held in memory only, takes the laptop back (security: lock).

It opens nothing: it only ends a participant view or a hidden page of a study that is open. Five wrong tries lock.
"""

from __future__ import annotations

import hmac
from typing import Final

from ojm_desktop.domain.errors import Refused

SHORTEST: Final = 4
LONGEST: Final = 8
TRIES: Final = 5


class Pin:
    """None is chosen at first. A right try gives all tries back."""

    def __init__(self) -> None:
        self._digits = ""
        self.tries_left = TRIES

    @property
    def is_chosen(self) -> bool:
        """Whether there is one."""
        return bool(self._digits)

    def choose(self, digits: str) -> None:
        """Take these digits from now on; raises Refused for anything but 4 to 8 digits."""
        if not could_be(digits):
            raise Refused(f"A PIN has {SHORTEST} to {LONGEST} digits. Nothing was changed; choose another one.")
        self._digits = digits
        self.tries_left = TRIES

    def matches(self, typed: str) -> bool:
        """Whether this is the PIN; a wrong one costs a try."""
        if self.is_chosen and hmac.compare_digest(typed.encode(), self._digits.encode()):
            self.proved()
            return True
        self.failed()
        return False

    def proved(self) -> None:
        """Somebody showed who they are, by PIN or passphrase: all tries are there again."""
        self.tries_left = TRIES

    def failed(self) -> None:
        """Something else that should have taken the laptop back did not, such as a passphrase: one try less."""
        self.tries_left = max(0, self.tries_left - 1)


def could_be(typed: str) -> bool:
    """Whether a text has the shape of a PIN."""
    return SHORTEST <= len(typed) <= LONGEST and typed.isascii() and typed.isdigit()
