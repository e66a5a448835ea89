"""A disclosure: something said that must be passed on. Its words stand on the sealed side only (security)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from ojm_desktop.domain.canonical import came_later


class Category(Enum):
    """What it is about."""

    FURTHER_OFFENCE = "further_offence"
    HARM_TO_SELF = "harm_to_self"
    HARM_TO_OTHERS = "harm_to_others"
    CHILD_AT_RISK = "child_at_risk"
    OTHER = "other"

    @property
    def words(self) -> str:
        """What it is called on the screen and on paper."""
        return {
            "further_offence": "A further offence",
            "harm_to_self": "Harm to themselves",
            "harm_to_others": "Harm to others",
            "child_at_risk": "A child at risk",
            "other": "Something else",
        }[self.value]


@dataclass(frozen=True)
class Disclosure:
    """One disclosure; `visit` and `path` are empty where it was said outside an interview, `at` is UTC.

    `said` is when it was said, as the researcher wrote it, empty where that was when it was recorded; `agreed` is the
    wording in which it may be passed on, as agreed with the person, empty where there is none yet.
    """

    id: str
    visit: str
    path: str
    category: Category
    words: str
    at: str
    said: str = came_later("")
    agreed: str = came_later("")


@dataclass(frozen=True)
class Disclosures:
    """All of one person's, in the order they were recorded."""

    told: tuple[Disclosure, ...] = ()


class StepKind(Enum):
    """What followed from a disclosure."""

    DONE = "done"
    TOLD = "told"
    AGREED = "agreed"


@dataclass(frozen=True)
class DisclosureStep:
    """Something that was done about a disclosure, somebody who was told of it, or the wording agreed, on a day.

    `who` did it, was told or agreed, `words` say what, or are the wording in which it may be passed on; `at` is when it
    was recorded (UTC). None is ever changed.
    """

    id: str
    disclosure: str
    kind: StepKind
    on: date
    who: str
    words: str
    at: str


@dataclass(frozen=True)
class DisclosureSteps:
    """All steps about one person's disclosures, in the order they were recorded."""

    taken: tuple[DisclosureStep, ...] = ()
