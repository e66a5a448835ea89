"""How long everything is kept, table by table, and from which day it is counted (W7).

The agreement says that the study is deleted so many months after it has ended. It has ended on its last day of
withdrawal, or later where somebody was seen, wrote or is expected after that: a day which nobody has to remember to
enter, and which errs towards keeping.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from ojm_desktop.domain.basis import Basis
from ojm_desktop.domain.counting import counted


class Until(Enum):
    """Up to when something is kept: with a person, as long as the study's folder, or for the length of one edit."""

    PERSON = "person"
    FOLDER = "folder"
    EDIT = "edit"


class Which(Enum):
    """Whose time is over: those who never signed at the study's end, everybody else's months after it."""

    UNSIGNED = "unsigned"
    SIGNED = "signed"


@dataclass(frozen=True)
class Kept:
    """A rule: what is kept, where (tables of the database, kinds of the sealed side), and until when."""

    what: str
    until: Until
    tables: tuple[str, ...] = ()
    sealed: tuple[str, ...] = ()


RULES: Final = (
    Kept(
        "Who somebody is, and how they were reached",
        Until.PERSON,
        ("participants", "accommodations", "appointments"),
        ("identity", "contacts", "leaving"),
    ),
    Kept("Agreements and withdrawals", Until.PERSON, ("consents",)),
    Kept(
        "What was said: interviews, ratings, notes, diary, files",
        Until.PERSON,
        (
            "visits",
            "answers",
            "instances",
            "comments",
            "paradata",
            "second_entries",
            "paper_checks",
            "files",
            "ratings",
            "hot_spots",
            "turning_points",
            "notes",
            "dismissals",
            "diary_entries",
            "diary_occurrences",
            "drafts",
        ),
    ),
    Kept("Disclosures and vouchers", Until.PERSON, (), ("disclosures", "disclosure_steps", "vouchers")),
    Kept("What the log says of a person, and its key", Until.PERSON, ("payloads", "commitment_keys")),
    Kept(
        "How the study is set up",
        Until.FOLDER,
        (
            "meta",
            "plan",
            "codes",
            "forms",
            "form_uses",
            "form_files",
            "agreement_texts",
            "recipients",
        ),
    ),
    Kept("The log’s chain, without what it said of people", Until.FOLDER, ("events", "clock_notes")),
    Kept("That somebody was erased, so that they stay so", Until.FOLDER, ("erasures",)),
    Kept("The sealed side’s rows, each going with what is in it", Until.FOLDER, ("sealed",)),
    Kept("Who is being corrected, while it is done", Until.EDIT, ("correcting",)),
)
"""Every table of a study; a test asks the schema, so that a new one without a rule is seen."""


@dataclass(frozen=True)
class Terms:
    """The study's days: it `ended_on` this one, and what people said is kept up to and with `kept_until`."""

    ended_on: date
    kept_until: date

    def of(self, which: Which) -> date:
        """The last day of somebody's time; from the next one on it is over."""
        return self.ended_on if which is Which.UNSIGNED else self.kept_until


def terms(basis: Basis, last_seen: date | None) -> Terms:
    """`last_seen`: the newest day on which anybody signed, was seen, wrote, or is expected."""
    ended_on = max(basis.last_withdrawal_day, last_seen or basis.last_withdrawal_day)
    return Terms(ended_on, months_after(ended_on, basis.retention_months))


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months on, or the month's last where it has none; at most the last there is."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def in_words(until: Until, basis: Basis | None) -> str:
    """The rule as a sentence without its day."""
    if until is Until.EDIT:
        return "As long as one change takes"
    if until is Until.FOLDER:
        return "As long as the study’s folder"
    if basis is None:
        return "Not said yet: see Basis"
    return f"{counted(basis.retention_months, 'month')} from the study’s end"


WHOSE: Final = {
    Which.UNSIGNED: "Never signed an agreement, and were to be kept until the study’s end,",
    Which.SIGNED: "Signed an agreement, and were to be kept until",
}
