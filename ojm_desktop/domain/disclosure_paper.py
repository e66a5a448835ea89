"""What the report of a disclosure says, as plain values: what was recorded, and nothing that was told for research."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class StepLine:
    """Something that followed: the day in words, whether it was done or told, by or to whom, and the words."""

    day: str
    what: str
    who: str
    words: str


@dataclass(frozen=True)
class DisclosurePaper:
    """One disclosure of one person, by code; `name` is empty unless it was asked for.

    `recorded` is day and time by the laptop's clock, `said` as the researcher wrote it, empty where it was said when it
    was recorded. `where` is visit and question, `agreement` what they had signed by then; empty where there is none.
    """

    code: str
    name: str
    number: int
    study: str
    category: str
    words: str
    agreed: str
    said: str
    recorded: str
    where: str
    agreement: str
    steps: tuple[StepLine, ...]
    printed_on: date
    head_words: tuple[str, ...]
    is_practice: bool
