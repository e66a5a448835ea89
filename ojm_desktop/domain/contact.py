"""How people were reached and why they left (MB17): who tried, where, and what came of it. On the sealed side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum


class Way(Enum):
    """How it was tried. Staff were asked first, then people themselves where they had to come anyway (MB17)."""

    THROUGH_OFFICER = "through_officer"
    THROUGH_ADMIN = "through_admin"
    IN_PERSON = "in_person"
    TELEPHONE = "telephone"
    WRITTEN = "written"


class Outcome(Enum):
    """What came of it."""

    AGREED = "agreed"
    LATER = "later"
    NOT_REACHED = "not_reached"
    DECLINED = "declined"


@dataclass(frozen=True)
class Contact:
    """One attempt to reach somebody; `where` and `words` are free, and may name people."""

    id: str
    on: date
    way: Way
    where: str
    outcome: Outcome
    words: str = ""


@dataclass(frozen=True)
class Contacts:
    """All of one person's, by day."""

    tried: tuple[Contact, ...] = ()


class Why(Enum):
    """Why somebody does not go on. What this does to what they told is not said here: that is a withdrawal."""

    NOT_REACHED = "not_reached"
    MOVED = "moved"
    IN_CUSTODY = "in_custody"
    ORDER_ENDED = "order_ended"
    UNWELL = "unwell"
    OWN_WISH = "own_wish"
    OTHER = "other"


@dataclass(frozen=True)
class Leaving:
    """Why and when a participant left, with words that may name people."""

    why: Why
    on: date
    words: str = ""
