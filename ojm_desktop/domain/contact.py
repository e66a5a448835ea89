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

    @property
    def words(self) -> str:
        """What it is called on the screen and in a count."""
        return {
            "through_officer": "Through their officer",
            "through_admin": "Through the office",
            "in_person": "In person",
            "telephone": "By telephone",
            "written": "In writing",
        }[self.value]


class Outcome(Enum):
    """What came of it."""

    AGREED = "agreed"
    LATER = "later"
    NOT_REACHED = "not_reached"
    DECLINED = "declined"

    @property
    def words(self) -> str:
        """What it is called on the screen and in a count."""
        return {
            "agreed": "Agreed to take part",
            "later": "Wants to think about it",
            "not_reached": "Not reached",
            "declined": "Said no",
        }[self.value]


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

    @property
    def words(self) -> str:
        """What it is called on the screen and in a count."""
        return {
            "not_reached": "Could not be reached any more",
            "moved": "Moved away",
            "in_custody": "In custody",
            "order_ended": "The order ended",
            "unwell": "Unwell",
            "own_wish": "Did not want to go on",
            "other": "Another reason",
        }[self.value]


@dataclass(frozen=True)
class Leaving:
    """Why and when a participant left, with words that may name people."""

    why: Why
    on: date
    words: str = ""
