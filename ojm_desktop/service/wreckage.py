"""What is at hand when a study is salvaged: the broken file first, then its newest whole backup (R9)."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, TypeVar

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.log import GENESIS, Event
from ojm_desktop.service.log_writer import STUDY, Entry
from ojm_desktop.service.study import Study
from ojm_desktop.store.log import Log, Payload
from ojm_desktop.store.salvage import Wreck
from ojm_desktop.store.sealed import SealedRows
from ojm_desktop.vault import commitments

UNREADABLE: Final = "what it did cannot be read any more"
T = TypeVar("T")


@dataclass(frozen=True)
class Affected:
    """An event of which what it did is gone: its number, when (empty where that is gone too), whose code, and why."""

    event: int
    when: str
    code: str
    why: str

    def in_words(self) -> str:
        """A line of what is lost."""
        when = f" of {self.when[:10]}" if self.when else ""
        return f"Event {self.event}{when}{f', {self.code}' if self.code else ''}: {self.why}"


@dataclass
class Work:
    """What is at hand while the log is done again: the broken file first, then the backup."""

    sources: tuple[Wreck, ...]
    study: Study
    codes: dict[str, str]
    previous: Event
    affected: list[Affected] = field(default_factory=list)
    relinked: list[str] = field(default_factory=list)
    from_backup: set[int] = field(default_factory=set)
    made_keys: set[str] = field(default_factory=set)
    """Subjects whose commitment key is gone: nothing can be held against their links any more."""

    def first(self, ask: Callable[[Wreck], T | None], event: int) -> T | None:
        """The answer of the first source that has one; `event` is what it is needed for."""
        for source in self.sources:
            found = ask(source)
            if found is not None:
                if source is not self.sources[0]:
                    self.from_backup.add(event)
                return found
        return None


@dataclass(frozen=True)
class Content:
    """What an event did, as far as it can be told: the commitment to it, and the edit, or why there is none."""

    commitment: str = GENESIS
    entry: Entry | None = None
    why: str = UNREADABLE


def content_of(work: Work, link: Event | None, payload: Payload | None) -> Content:
    """Open a payload; one whose link still stands must be what the link was given for."""
    if payload is None:
        return Content()
    store, is_known = work.study.store, link is not None
    try:
        if payload.sealed is not None:
            name = payload.sealed
            row = work.first(lambda source: SealedRows(source).get(name), payload.sequence)
            if row is None:
                return Content()
            store.sealed.put(row)
            plain = json.loads(work.study.sealed_side.get(name) or "")
            key, text = bytes.fromhex(plain["key"]), str(plain["body"])
        elif payload.body is None:
            return Content()
        else:
            subject = payload.participant or STUDY
            found = store.log.commitment_key(subject)
            if found is None:
                kept = work.first(lambda source: Log(source).commitment_key(subject), payload.sequence)
                found = kept or commitments.new_key()
                store.log.keep_commitment_key(subject, found)
                if kept is None:
                    work.made_keys.add(subject)
            is_known = is_known and subject not in work.made_keys
            key, text = found, payload.body
        commitment, entry = commitments.commit(key, text.encode()), Entry.from_text(text)
    except (OjmError, ValueError, KeyError, TypeError) as error:
        return Content(why=f"{UNREADABLE} ({type(error).__name__})")
    if is_known and link is not None and commitment != link.commitment:
        return Content(why="what it did was changed afterwards")
    return Content(commitment, entry, "")


def codes_of(sources: tuple[Wreck, ...]) -> dict[str, str]:
    """The codes of the people whose rows can be read, by id."""
    asked = "SELECT id, code FROM participants WHERE rowid = ?"
    return {
        str(row[0]): str(row[1])
        for source in sources
        for number in range(1, source.highest("participants", "rowid") + 1)
        if (row := source.execute(asked, (number,)).fetchone()) is not None
    }


def files_of(source: Wreck) -> dict[str, tuple[str, bytes]]:
    """Kind and octets of the files that are answers, by their hash."""
    asked = "SELECT digest, kind, octets FROM files WHERE rowid = ?"
    return {
        str(row[0]): (str(row[1]), bytes(row[2]))
        for number in range(1, source.highest("files", "rowid") + 1)
        if (row := source.execute(asked, (number,)).fetchone()) is not None
    }
