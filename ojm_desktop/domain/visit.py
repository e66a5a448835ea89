"""A visit: one interview of one person at one wave, from planned to locked; and the day agreed for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum

from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.rating import Missing

_HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


class VisitState(Enum):
    """Where a visit stands (interview: states). Due and overdue follow from the day and are not kept."""

    PLANNED = "planned"
    IN_PROGRESS = "in_progress"
    PAUSED = "paused"
    STOPPED = "stopped"
    COMPLETE = "complete"
    LOCKED = "locked"
    MISSED = "missed"

    @property
    def words(self) -> str:
        """The state in a sentence."""
        return self.value.replace("_", " ")


class PauseReason(Enum):
    """Why an interview rests."""

    COMFORT = "comfort"
    DISTRESS = "distress"
    INTERRUPTION = "interruption"


class Mode(Enum):
    """How answers came in."""

    IN_PERSON = "in_person"
    BY_PHONE = "phone"
    BY_VIDEO = "video"
    PAPER = "paper"


class Layout(Enum):
    """One question at a time, or a page for each pathway."""

    QUESTION = "question"
    PATHWAY = "pathway"


@dataclass(frozen=True)
class Visit:
    """One visit.

    `wave` is a wave's key, or `intake`; `form` the digest of the questionnaire it was begun with, empty before that.
    `missing` and `reason` say why nobody came or why it was stopped; `held_on` is the day (of the paper, for one from
    paper); `position` is the path of the question answered last; `started_at` and `ended_at` are UTC, empty before.
    """

    id: str
    participant: str
    wave: str
    state: VisitState = VisitState.PLANNED
    form: str = ""
    missing: Missing | None = None
    reason: str = ""
    held_on: date | None = None
    mode: Mode = Mode.IN_PERSON
    layout: Layout = Layout.QUESTION
    language: str = ""
    position: str = ""
    started_at: str = ""
    ended_at: str = ""

    def __post_init__(self) -> None:
        if (self.state is VisitState.MISSED) != (self.missing is not None):
            raise Refused("A missed visit has a reason why, and no other visit has one. Nothing was changed.")
        if self.state not in {VisitState.PLANNED, VisitState.MISSED} and not (self.form and self.held_on):
            raise Refused("A visit that was begun has a questionnaire and a day. Nothing was changed.")

    @property
    def is_open(self) -> bool:
        """Answers can be given."""
        return self.state is VisitState.IN_PROGRESS

    @property
    def is_locked(self) -> bool:
        """What was said stays as it is."""
        return self.state is VisitState.LOCKED


@dataclass(frozen=True)
class Appointment:
    """Another day than the wave's own, and why; `hour` as HH:MM of the study's zone, empty where none was agreed."""

    participant: str
    wave: str
    day: date
    reason: str
    hour: str = ""


def check_hour(hour: str) -> None:
    """Raise Refused for what is neither an hour, 00:00 to 23:59, nor empty."""
    if hour and _HOUR.fullmatch(hour) is None:
        raise Refused(f"{hour} is no hour of a day. Nothing was changed; write it as 14:30.")
