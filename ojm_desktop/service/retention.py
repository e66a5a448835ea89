"""What has been kept long enough: proposed, never done by itself, and not while the date is in doubt (W7, T3).

What a person confirms is carried out by erasing, so nothing is left in any page and no backup brings it back.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from ojm_desktop.domain.clock import long_date
from ojm_desktop.domain.counting import listed
from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.retention import WHOSE, Terms, Which, terms
from ojm_desktop.service import erasure
from ojm_desktop.service.clock_doubt import doubt
from ojm_desktop.service.edits import EndRetention, Erase
from ojm_desktop.service.session import Session

AGAIN = "What is due is no longer what was shown. Nothing was deleted; look at it again."

OVER = (
    "Nobody is in this study any more and its time is over: delete its folder, its backups and its copies on sticks. "
    "The program deletes no study by itself."
)


@dataclass(frozen=True)
class Due:
    """Whose time is over, after the day `since`: random ids by code, and what goes with them, in counts (W3)."""

    which: Which
    since: date
    people: dict[str, str]
    rows: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """Who goes, and what of them."""
        going = listed(["who they are in the study", *self.rows])
        return f"{WHOSE[self.which]} {long_date(self.since)}: {listed(list(self.people))}. With them goes: {going}."


@dataclass(frozen=True)
class Standing:
    """Where the study stands: its days (None before a basis is entered), why nothing is proposed, and what is due.

    `is_over`: the time is over and nobody is left, so that the folder itself can go, which only a person deletes.
    """

    terms: Terms | None
    doubt: str
    due: tuple[Due, ...]
    is_over: bool

    @property
    def sentence(self) -> str:
        """Where it stands, for the first line."""
        if self.terms is None:
            return "The study has not said how long it keeps what people say: enter it under Study, Basis."
        if self.doubt:
            return f"{self.doubt} Until then nothing is proposed."
        if self.is_over:
            return OVER
        if self.due:
            return "The time of some people is over. Nobody is erased before somebody confirms it."
        return f"What people said is kept until {long_date(self.terms.kept_until)}. Nothing is due today."


def due(session: Session) -> Standing:
    """What could be let go today. Nothing is while the clock is doubted."""
    store, basis, doubted = session.study.store, session.plan.basis, doubt(session)
    if basis is None:
        return Standing(None, doubted, (), is_over=False)
    days = terms(basis, store.last_day())
    if doubted:
        return Standing(days, doubted, (), is_over=False)
    today, signed, people = session.today(), store.consents.signers(), store.people.all()
    found = []
    for which in Which:
        theirs = {one.code: one.id for one in people if (one.id in signed) is (which is Which.SIGNED)}
        if theirs and today > days.of(which):
            found.append(Due(which, days.of(which), theirs, erasure.rows_of(session, tuple(theirs.values()))))
    return Standing(days, "", tuple(found), is_over=not people and today > days.kept_until)


def carry_out(session: Session, which: Which, shown: AbstractSet[str], who: str) -> Due:
    """Erase those whose time is over, as somebody confirmed who was `shown` their codes; all of them or nobody.

    Raises Refused with nothing changed: while the clock is doubted, without who confirmed, or where it is not what was
    shown any more.
    """
    standing = due(session)
    if standing.doubt:
        raise Refused(f"{standing.doubt} Nothing was deleted, and nothing will be while the date is in doubt.")
    found = next((one for one in standing.due if one.which is which), None)
    if standing.terms is None or found is None or found.people.keys() != shown:
        raise Refused(AGAIN)
    last, today = standing.terms.of(which), session.today()
    said = who.strip()
    record = EndRetention(which=which, kept_until=last, people=len(found.people), who=said)
    basis = f"kept until {last.isoformat()}"  # in figures: the name of a month may be somebody's
    erasure.carry_out(
        session, record, *(Erase(participant=one, on=today, basis=basis, who=said) for one in found.people.values())
    )
    return found
