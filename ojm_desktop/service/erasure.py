"""Erasing somebody so that nothing is left, here and in every copy that comes back (W2, W3, W5, B3).

The edit takes rows, payloads and keys away in one transaction. Then every page of the database is written anew and the
write-ahead log folded in, and the ledger goes to the study's folder and to every backup. Stopped in between, the next
opening goes on: a tombstone that the ledger does not tell of is an erasure that is not finished.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from ojm_desktop.domain.counting import counted, listed
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.service import ledger
from ojm_desktop.service.edits import Edit, Erase, MendLedger
from ojm_desktop.service.edits.sealed_kinds import CONTACTS, DISCLOSURES, IDENTITY, LEAVING, VOUCHERS, kinds_kept
from ojm_desktop.service.session import Session
from ojm_desktop.service.signer import signer_of

FROM_LEDGER: Final = "told by the ledger of erasures"


class ErasedSince(OjmError):
    """A key without the sealed side opened a copy in which somebody is to be erased first."""


@dataclass(frozen=True)
class Erasing:
    """How an erasure ended: whose code it was, and whether no old page is left.

    `is_folded` is False while another connection reads an older state, as a backup does: closing the study ends it.
    """

    code: str
    is_folded: bool


@dataclass(frozen=True)
class Going:
    """Whose code it is and what an erasure takes away, in counts, as it is shown before anybody confirms (W3)."""

    code: str
    rows: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """All of it; somebody about whom nothing was recorded has an entry at least."""
        return f"Of {self.code} goes: {listed(['who they are in the study', *self.rows])}."


COUNTED: Final = {
    "consents": "agreement or withdrawal",
    "visits": "visit",
    "answers": "answer",
    "ratings": "rating",
    "comments": "comment",
    "hot_spots": "hot spot",
    "turning_points": "turning point",
    "diary_entries": "diary week",
    "files": "file",
}
MANY: Final = {"consents": "agreements and withdrawals", "diary_entries": "diary weeks"}


def going(session: Session, participant: str) -> Going:
    """What would go."""
    return Going(session.study.participant(participant).code, rows_of(session, (participant,)))


def rows_of(session: Session, participants: Sequence[str]) -> tuple[str, ...]:
    """What there is of some people, in counts; of the sealed side what a key that opens it sees."""
    study, counts, kinds = session.study, Counter[str](), set[str]()
    for one in participants:
        counts.update(study.store.erasures.counts(one))
        if study.has_sealed_side:
            kinds.update(kinds_kept(study, one))
    rows = [counted(counts[table], word, MANY.get(table)) for table, word in COUNTED.items() if table in counts]
    return (*rows, *(words for kind, words in ON_THE_SEALED_SIDE.items() if kind in kinds))


ON_THE_SEALED_SIDE: Final = {
    IDENTITY: "name and contact",
    DISCLOSURES: "disclosures",
    VOUCHERS: "vouchers",
    CONTACTS: "attempts to reach them",
    LEAVING: "why they left",
}


def erase(session: Session, participant: str, *, on: date, basis: str, who: str) -> Erasing:
    """Erase somebody. Raises Refused with nothing changed, or what keeps a file from being written, once it is done."""
    edit = Erase(participant=participant, on=on, basis=basis.strip(), who=who.strip())
    is_folded = carry_out(session, edit)
    stone = session.study.store.erasures.get(participant)
    assert stone is not None
    return Erasing(stone.code, is_folded)


def carry_out(session: Session, edit: Edit, *more: Edit) -> bool:
    """Edits that erase, as one step; then no old page is left, and every ledger in reach tells of it. As `wipe`."""
    session.do(edit, *more)
    is_folded = wipe(session)
    _spread(session)
    return is_folded


def wipe(session: Session) -> bool:
    """Leave no copy of a deleted row in any page or in the write-ahead log; False while somebody reads beside."""
    connection = session.study.store.connection
    connection.rewrite()
    return connection.checkpoint("TRUNCATE")


def catch_up(session: Session, elsewhere: ledger.Erased = MappingProxyType({})) -> None:
    """Before the first page: erase here whom any ledger in reach tells of, and finish what was begun (W5, B3).

    `elsewhere` is what ledgers of other copies tell. Raises ErasedSince where this key cannot.
    """
    if session.place is None:
        return
    folder, study_id = session.place.folder, session.place.opened.study_id
    signer = signer_of(session.study.store.connection)
    found = ledger.gather(ledger.in_reach(folder), study_id, signer)
    own = ledger.gather([folder.erased], study_id, signer).erased
    erased = ledger.merged(found.erased, elsewhere)
    stones = {stone.participant for stone in session.study.store.erasures.all()}
    is_unfinished = not stones <= own.keys()
    for participant, on in erased.items():
        if participant not in stones and session.study.store.people.get(participant) is not None:
            _again(session, participant, on)
            is_unfinished = True
    if is_unfinished:
        wipe(session)
    if is_unfinished or found.damaged or erased:
        _spread(session, erased)
    if found.damaged:
        # One in a set that is damaged otherwise, or another study's, stays as it is: no event at each opening for that.
        left = ledger.gather(ledger.in_reach(folder), study_id, signer).damaged
        mended = tuple(name for name in found.damaged if name not in left)
        if mended:
            session.do(MendLedger(files=mended))


def _again(session: Session, participant: str, on: date) -> None:
    if not session.study.has_sealed_side:
        raise ErasedSince(
            "Somebody was erased from this study, and this copy of it does not know yet. This key cannot take them "
            "out. Nothing was changed; ask a researcher to open the study once."
        )
    session.do(Erase(participant=participant, on=on, basis=FROM_LEDGER, who="", from_ledger=True))


def _spread(session: Session, known: ledger.Erased | None = None) -> None:
    """Bring what ledgers and tombstones tell to every ledger in reach."""
    if session.place is None:
        return
    folder, study_id = session.place.folder, session.place.opened.study_id
    signer = signer_of(session.study.store.connection)
    if known is None:
        known = ledger.gather(ledger.in_reach(folder), study_id, signer).erased
    stones = {stone.participant: stone.erased_on for stone in session.study.store.erasures.all()}
    erased = ledger.merged(known, stones)
    ledger.spread(folder, ledger.to_bytes(study_id, signer, erased), with_root=bool(erased))
