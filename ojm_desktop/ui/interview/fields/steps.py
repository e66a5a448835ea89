"""The values of a scale or range in order, as they are stored, shown and read; no toolkit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from ojm_desktop.domain.form import Range
from ojm_desktop.domain.scale import MINUS, Scale
from ojm_desktop.domain.ticks import number, placed

MOST_CELLS: Final = 21
"""More values than this cannot be read or pressed side by side (MB13 leaves the scale open; a scale has no more)."""


@dataclass(frozen=True)
class Steps:
    """`values` as the questionnaire stores them, `shown` as they are read, both from the lowest on; `neutral` is the
    place in them of the value without a sign. `words`: the study's words, a text for each value, most of them empty;
    none at all where it is not the study's scale.
    """

    values: tuple[str, ...]
    shown: tuple[str, ...]
    neutral: int
    words: tuple[str, ...] = ()

    def worded(self, ticks: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
        """The words at each value: those of the form (`ticks`), and where it has none those of the study."""
        told = placed(self.values, ticks)
        return told if any(told) else self.words or told

    def place(self, value: str) -> int | None:
        """Where a value stands, also one written differently (3.0 for 3); None for what is no step."""
        wanted = number(value)
        return next((at for at, each in enumerate(self.values) if wanted is not None and Decimal(each) == wanted), None)


def of_scale(scale: Scale) -> Steps:
    """The study's own scale."""
    values = scale.values()
    return Steps(
        tuple(str(value) for value in values),
        tuple(scale.text(value) for value in values),
        values.index(scale.neutral),
        scale.words(),
    )


def of_range(limits: Range, scale: Scale) -> Steps | None:
    """The steps of a range, with the study's words where it is the study's scale; None for too many steps."""
    low, high = sorted((Decimal(limits.start or "0"), Decimal(limits.end or "10")))
    step = abs(Decimal(limits.step or "1")) or Decimal(1)
    count = int((high - low) / step) + 1
    if count > MOST_CELLS:
        return None
    values = tuple(plain(low + step * at) for at in range(count))
    told = of_scale(scale)
    if values == told.values:
        return told
    signed = low < 0
    neutral = min(range(count), key=lambda at: abs(Decimal(values[at]))) if signed else (count - 1) // 2
    return Steps(values, tuple(shown_number(value, signed=signed) for value in values), neutral)


def plain(value: Decimal) -> str:
    """A number as it is stored: no exponent, no zeros behind the point that say nothing."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def shown_number(value: str, *, signed: bool) -> str:
    """A number as it is read: a real minus sign, a plus where the scale has both sides."""
    if value.startswith("-"):
        return MINUS + value[1:]
    return f"+{value}" if signed and number(value) else value
