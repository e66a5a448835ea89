"""A participant under a code. Who the code stands for is never here: it lives in sealed rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from ojm_desktop.domain.errors import Refused

YOUNGEST, OLDEST = 10, 110


class Status(Enum):
    """Where a participant stands in the study."""

    TAKING_PART = "taking_part"
    COMPLETED = "completed"
    LEFT = "left"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Participant:
    """Research facts about one person. `id` is random hex, `code` a label that is never reused (decisions: ids)."""

    id: str
    code: str
    cohort: str
    order_start: date
    age: int | None = None
    gender: str = ""
    ethnicity: str = ""
    order_types: tuple[str, ...] = ()
    status: Status = Status.TAKING_PART

    def __post_init__(self) -> None:
        if self.age is not None and not YOUNGEST <= self.age <= OLDEST:
            raise Refused(f"An age lies between {YOUNGEST} and {OLDEST}. Nothing was changed.")


@dataclass(frozen=True)
class Accommodation:
    """Where someone lived at a wave; `wave` is "start" or a wave's key, so that it can change between waves (MB41)."""

    participant: str
    wave: str
    type: str


@dataclass(frozen=True)
class Identity:
    """Who a code stands for. Exists only inside a sealed row and, briefly, on a screen that asked for it."""

    name: str
    contact: str = ""
