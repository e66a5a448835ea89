"""The edit that erases somebody: level 4 of a withdrawal (W2, W3, W4)."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final, Self

from ojm_desktop.domain.changes import Changes
from ojm_desktop.domain.clock import day_in, long_date
from ojm_desktop.domain.errors import OjmError, Refused
from ojm_desktop.domain.participant import Identity
from ojm_desktop.service import drafts
from ojm_desktop.service.edits.base import Edit, Undo
from ojm_desktop.service.edits.records import Record
from ojm_desktop.service.edits.sealed_kinds import IDENTITY, OF_A_PERSON
from ojm_desktop.service.study import Study
from ojm_desktop.store.erasures import Erasure

LONGEST: Final = 200
"""Characters of what stays in a tombstone as it was typed."""
SHORTEST_NAME: Final = 3
"""Letters from which on a part of somebody's name is looked for in what would stay."""


@dataclass(frozen=True, kw_only=True)
class Erase(Edit):
    """Everything about a person goes; what stays is the tombstone that this edit writes.

    `on` is the day on which it was decided, `basis` why, `who` who heard it. Code, cohort, number and `agreement` (the
    hash of the last one signed) are stamped, and so are the numbers of the events of which nothing can be told any
    more. `from_ledger`: it had been done already, and this copy of the study did not know.
    """

    undo: ClassVar[Undo] = Undo.BARRIER

    participant: str
    on: date
    basis: str
    who: str
    from_ledger: bool = False
    code: str = ""
    cohort: str = ""
    agreement: str = ""
    emptied: tuple[int, ...] = ()

    def stamped(self, study: Study, new_id: str, at: str) -> Self:
        """Fix what a replay, which never had the person, must repeat."""
        stone = study.store.erasures.get(self.participant)
        if stone is not None:
            raise Refused(f"{stone.code} was erased already, on {long_date(stone.erased_on)}. Nothing was changed.")
        person = study.participant(self.participant)
        signed = study.store.consents.newest_signed(self.participant)
        return dataclasses.replace(
            super().stamped(study, new_id, at),
            code=person.code,
            cohort=person.cohort,
            agreement=signed.record_sha256 if signed else "",
            emptied=events_about(study, self.participant),
        )

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Write the tombstone, and take away every row, payload, sealed row and the key of the commitments."""
        if not study.is_done_again and not self.from_ledger:
            self._check(study)
        store, visits = study.store, study.store.erasures.visits_of(self.participant)
        store.erasures.add(
            Erasure(self.participant, study.sequence, self.code, self.on, self.basis, self.who, self.agreement)
        )
        store.people.keep_number(self.cohort, int(self.code.rpartition("-")[2]))
        if study.has_sealed_side:
            for kind in OF_A_PERSON:
                study.sealed_side.remove(kind, self.participant)
            drafts.forget_all_of(study, self.participant, visits)
        store.log.empty(self.emptied)
        store.log.remove_commitment_key(self.participant)
        store.erasures.take_out(self.participant)
        study.forget()
        who = frozenset({self.participant})
        return None, Changes(
            participants=who,
            accommodations=who,
            visits=frozenset(visits),
            appointments=who,
            disclosures=who,
            sealed=who,
            diary=who,
            identities=who,
            consents=who,
            journeys=who,
        )

    def sentence(self, study: Study) -> str:
        return f"{self.code} was erased."

    def _check(self, study: Study) -> None:
        for words, missing in (
            (self.who, "An erasure says who heard it. Nothing was changed; write who did."),
            (self.basis, "An erasure says why. Nothing was changed; write it in a few words."),
        ):
            if not words.strip():
                raise Refused(missing)
            if len(words) > LONGEST:
                raise Refused(f"What stays of an erasure is at most {LONGEST} letters. Nothing was changed; say less.")
        if self.on > day_in(self.at, study.plan.zone):
            raise Refused(f"{long_date(self.on)} has not come yet. Nothing was changed; give the day it was said.")
        known = study.sealed_side.get_value(IDENTITY, self.participant, Identity)
        if known is not None and names_somebody(f"{self.basis} {self.who}", known):
            raise Refused(
                "Why it is erased and who heard it stay in the study, and they name the person. Nothing was changed; "
                "say it without the name."
            )


@dataclass(frozen=True, kw_only=True)
class MendLedger(Record):
    """Ledgers of erasures had been changed from outside and were written anew; `files` by folder and name."""

    by_analyst: ClassVar[bool] = True
    files: tuple[str, ...]

    def sentence(self, study: Study) -> str:
        return "The ledger of erasures was changed from outside the program, and was written anew."


def events_about(study: Study, participant: str) -> tuple[int, ...]:
    """Numbers of the events that say something of a person, in clear or sealed; raises NotAllowed without that key."""
    side, found = study.sealed_side, study.store.log.naming(participant)
    for sequence, row in study.store.log.sealed_events():
        content = side.read_or_none(row)
        if content is not None and _subject(content) == participant:
            found.append(sequence)
    return tuple(sorted(found))


def _subject(content: str) -> str | None:
    """Whom a sealed payload is about; nobody where it cannot be read, which verifying tells."""
    from ojm_desktop.service.edits import edit_from_plain  # it lists the edits of this module too

    try:
        return edit_from_plain(json.loads(json.loads(content)["body"])["edit"]).subject()
    except (OjmError, ValueError, KeyError, TypeError):
        return None


def names_somebody(words: str, known: Identity) -> bool:
    """Whether a part of somebody's name stands among the words."""
    said = {_bare(word) for word in words.split()}
    return any(len(part) >= SHORTEST_NAME and part in said for part in map(_bare, known.name.split()))


def _bare(word: str) -> str:
    return "".join(letter for letter in word.casefold() if letter.isalnum())
