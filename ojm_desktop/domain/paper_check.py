"""The second, blind entry of what stands on a visit's paper: its ratings typed once more, and compared (back entry).

Slips of the hand are found by typing twice, and only where whoever types again cannot see what was typed first.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from ojm_desktop.domain.answer import Answer, NonAnswer
from ojm_desktop.domain.errors import Refused


@dataclass(frozen=True)
class Reading:
    """What stands at one question: a value, why there is none, or neither where nothing stands there."""

    value: str = ""
    non_answer: NonAnswer | None = None

    def __post_init__(self) -> None:
        if self.value and self.non_answer is not None:
            raise Refused("A question has an answer or a reason why there is none. Nothing was changed.")

    @staticmethod
    def of(answer: Answer | None) -> Reading:
        """What the first entry says; a number is one number, however it is written."""
        if answer is None:
            return NOTHING
        return Reading(_number(answer.value), answer.non_answer)

    @property
    def code(self) -> str:
        """The reading as one word: `3`, `!refused`, or empty."""
        return f"!{self.non_answer.value}" if self.non_answer is not None else self.value

    @staticmethod
    def from_code(code: str) -> Reading:
        """The reading that has this code."""
        return Reading("", NonAnswer(code[1:])) if code.startswith("!") else Reading(code)


NOTHING = Reading()


@dataclass(frozen=True)
class Settled:
    """Where the two readings differed: the first as it was then, and the one that stands on the paper."""

    first: Reading
    right: Reading


@dataclass(frozen=True)
class SecondEntry:
    """One question typed again, `at` (UTC); `settled` once somebody looked at the paper because the first differed."""

    visit: str
    path: str
    participant: str
    reading: Reading
    at: str
    settled: Settled | None = None

    def agrees_with(self, first: Reading) -> bool:
        """The record says what was typed again, or what was found right on the paper."""
        return first in {self.reading, self.settled.right if self.settled else self.reading}


class CheckState(Enum):
    """How far the second entry of a visit is; a visit that is not from paper needs none."""

    NOT_NEEDED = "not needed"
    OPEN = "not begun"
    ENTERING = "being typed again"
    DIFFERENT = "differs"
    CHECKED = "checked"


@dataclass(frozen=True)
class Check:
    """The state, how many ratings were typed again, and how many of them differ and are not settled."""

    state: CheckState
    entered: int = 0
    different: int = 0

    @property
    def words(self) -> str:
        """The state as a page shows it; empty where no check is needed."""
        match self.state:
            case CheckState.NOT_NEEDED:
                return ""
            case CheckState.OPEN:
                return "From paper: ratings to be typed a second time"
            case CheckState.ENTERING:
                return f"From paper: second entry begun, {self.entered} typed"
            case CheckState.DIFFERENT:
                return f"From paper: {self.different} to settle after the second entry"
            case CheckState.CHECKED:
                return "From paper: checked by a second entry"

    @property
    def short(self) -> str:
        """The same beside other words of a list."""
        return {
            CheckState.NOT_NEEDED: "",
            CheckState.OPEN: "second entry open",
            CheckState.ENTERING: "second entry begun",
            CheckState.DIFFERENT: f"{self.different} to settle",
            CheckState.CHECKED: "checked",
        }[self.state]


def _number(text: str) -> str:
    """3.0 and 3 are one number."""
    whole, dot, fraction = text.partition(".")
    return whole if dot and not fraction.strip("0") else text
