"""From an applied edit to a link in the log, and back from a payload to the edit."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from ojm_desktop.domain.canonical import canonical
from ojm_desktop.domain.clock import Instant
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.log import Event, link_hash
from ojm_desktop.service.edits import Edit, edit_from_plain, edit_to_plain
from ojm_desktop.service.study import Study
from ojm_desktop.store.log import Payload
from ojm_desktop.vault import commitments

STUDY = "study"


@dataclass(frozen=True)
class Entry:
    """What one event did: the edit, how to take it back, and whether it undid or redid an earlier event.

    `group` is the sequence of the first event of a step that is more than one event; None for a step of its own.
    """

    edit: Edit
    inverse: Edit | None
    undoes: int | None = None
    redoes: int | None = None
    group: int | None = None

    def to_text(self) -> str:
        """The payload's canonical JSON."""
        plain: dict[str, object] = {
            "edit": edit_to_plain(self.edit),
            "inverse": edit_to_plain(self.inverse) if self.inverse else None,
            "undoes": self.undoes,
            "redoes": self.redoes,
        }
        if self.group is not None:
            plain["group"] = self.group
        return canonical(plain)

    @staticmethod
    def from_text(text: str) -> Entry:
        """Read a payload; raises OjmError for one this program does not know, or that is damaged."""
        try:
            plain = json.loads(text)
        except json.JSONDecodeError as error:
            raise OjmError("what it did is not JSON") from error
        inverse = edit_from_plain(plain["inverse"]) if plain["inverse"] else None
        return Entry(edit_from_plain(plain["edit"]), inverse, plain["undoes"], plain["redoes"], plain.get("group"))


class LogWriter:
    """Appends links in the transaction that applies the edit. Knows the newest link, because only one writer exists."""

    def __init__(self, study: Study, slot: str, new_id: Callable[[], str]) -> None:
        self._study = study
        self._slot = slot
        self._new_id = new_id
        self._keys: dict[str, bytes] = {}
        self.sequence, self.hash = study.store.log.last()
        self._last = self.sequence, self.hash

    @property
    def next(self) -> int:
        """The number of the next event, those of the running transaction counted."""
        return self._last[0] + 1

    def append(self, entry: Entry, instant: Instant) -> Event:
        """Write link and payload; call `committed` with the last event once the transaction is durable."""
        text, subject = entry.to_text(), entry.edit.subject()
        sequence = self.next
        if entry.edit.is_sealed:
            commitment, payload = self._sealed(sequence, text)
        else:
            commitment = commitments.commit(self._key(subject or STUDY), text.encode())
            payload = Payload(sequence, subject, text, None)
        event = self._link(sequence, commitment, instant)
        self._study.store.log.append(event, payload)
        self._last = event.sequence, event.hash
        return event

    def committed(self, event: Event) -> None:
        """The event, and with it its transaction, is durable: the next one follows it."""
        self._last = self.sequence, self.hash = event.sequence, event.hash

    def forget(self) -> None:
        """The transaction was rolled back: its events never were, and a commitment key made in it is gone."""
        self._last = self.sequence, self.hash
        self._keys.clear()

    def _link(self, sequence: int, commitment: str, instant: Instant) -> Event:
        previous = self._last[1]
        digest = link_hash(sequence, instant.utc, instant.offset, instant.monotonic, self._slot, commitment, previous)
        return Event(sequence, instant.utc, instant.offset, instant.monotonic, self._slot, commitment, previous, digest)

    def _sealed(self, sequence: int, text: str) -> tuple[str, Payload]:
        """Payload and its commitment key in one sealed row.

        The study key alone learns that something happened, not what.
        """
        key = commitments.new_key()
        row_id = self._new_id()
        self._study.sealed_side.put(row_id, canonical({"key": key.hex(), "body": text}))
        return commitments.commit(key, text.encode()), Payload(sequence, None, None, row_id)

    def _key(self, subject: str) -> bytes:
        if subject not in self._keys:
            key = self._study.store.log.commitment_key(subject)
            if key is None:
                key = commitments.new_key()
                self._study.store.log.keep_commitment_key(subject, key)
            self._keys[subject] = key
        return self._keys[subject]


@dataclass(frozen=True)
class Opened:
    """A payload read back: its entry and whether the commitment in the link fits it.

    `names_whom_it_says` is False where the row names another person than the edit in it; erasing would miss it.
    """

    entry: Entry
    fits: bool
    names_whom_it_says: bool


def read(study: Study, event: Event) -> Opened | None:
    """What an event did; None when it was erased or is sealed to another key.

    Raises OjmError when it cannot be read.
    """
    payload = study.store.log.payload(event.sequence)
    if payload is None:
        raise OjmError("the payload is missing")
    if payload.sealed is not None:
        if not study.has_sealed_side:
            return None
        content = study.sealed_side.get(payload.sealed)
        if content is None:
            raise OjmError("the sealed payload is missing")
        plain = json.loads(content)
        key, text = bytes.fromhex(plain["key"]), plain["body"]
    elif payload.body is None:
        return None
    else:
        stored = study.store.log.commitment_key(payload.participant or STUDY)
        if stored is None:
            raise OjmError("the commitment's key is missing")
        key, text = stored, payload.body
    entry = Entry.from_text(text)
    named = None if payload.sealed is not None else entry.edit.subject()
    fits = commitments.commit(key, text.encode()) == event.commitment
    return Opened(entry, fits, payload.participant == named)
