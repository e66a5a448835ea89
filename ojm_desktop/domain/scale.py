"""The positivity scale on which people rate themselves (MB13). The sources never state it, so it is a setting."""

from __future__ import annotations

from dataclasses import dataclass

from ojm_desktop.domain.errors import Refused

MINUS = "\u2212"


@dataclass(frozen=True)
class Scale:
    """Whole steps from `minimum` to `maximum` with a neutral value between them.

    `low`, `middle` and `high` are the words under the scale; `question` is read to the participant.
    A change makes a new `version`; versions are never merged or rescaled.
    """

    version: int = 1
    minimum: int = -5
    maximum: int = 5
    neutral: int = 0
    step: int = 1
    low: str = "as bad as it could be"
    middle: str = "neither good nor bad"
    high: str = "as good as it could be"
    question: str = "Thinking about the last four weeks, where would you put yourself on this line?"

    def __post_init__(self) -> None:
        if self.step < 1 or not self.minimum < self.maximum or (self.maximum - self.minimum) % self.step:
            raise Refused("A scale runs from a lower to a higher number in equal whole steps. Nothing was changed.")
        if (self.maximum - self.minimum) // self.step > 20:
            raise Refused("A scale of more than 21 values cannot be read or pressed. Nothing was changed.")
        if self.neutral not in self.values():
            raise Refused("The neutral value has to be one of the scale's values. Nothing was changed.")

    def values(self) -> tuple[int, ...]:
        """Every value a person can give, from worst to best."""
        return tuple(range(self.minimum, self.maximum + 1, self.step))

    def check(self, value: int) -> None:
        """Raise Refused unless a person can give this value."""
        if value not in self.values():
            low, high = self.text(self.minimum), self.text(self.maximum)
            raise Refused(f"{value} is not on the scale, which runs from {low} to {high}. Nothing was changed.")

    @property
    def is_signed(self) -> bool:
        """Values below the neutral one are negative numbers, so plus signs are written."""
        return self.minimum < 0

    def text(self, value: int) -> str:
        """A value as printed: a real minus sign, and a plus where the scale has both sides."""
        if value < 0:
            return f"{MINUS}{-value}"
        return f"+{value}" if value > 0 and self.is_signed else str(value)

    def words(self) -> tuple[str, ...]:
        """The words under each value, as sentences begin: at the ends and the neutral value, empty under the others."""
        told = {self.neutral: self.middle, self.minimum: self.low, self.maximum: self.high}
        return tuple(said[:1].upper() + said[1:] for said in (told.get(value, "") for value in self.values()))

    @property
    def range_text(self) -> str:
        """The range in a measure line: -5 to +5."""
        return f"{self.text(self.minimum)} to {self.text(self.maximum)}"


PRESETS: tuple[Scale, ...] = (
    Scale(),
    Scale(minimum=-2, maximum=2),
    Scale(minimum=1, maximum=5, neutral=3),
    Scale(minimum=1, maximum=10, neutral=5),
)
