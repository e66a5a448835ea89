"""The signed head of the log: how far the study has come, kept outside the database (A2, A5).

Two records of 512 bytes are written in turn, so that a kill in the middle of one leaves the other; the reader takes the
highest whole one. A record is magic, study id, sequence, hash, signature (Ed25519 over all before it), zeros, and its
own SHA-256. The head is written after each commit, so it can lag behind the store and never lead it.
"""

from __future__ import annotations

import hashlib
import os
import struct
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final, Protocol

from ojm_desktop.domain.counting import counted, noun
from ojm_desktop.store.errors import ForgedHead, PlaceFailed, TornHead
from ojm_desktop.store.folder import refusal_of, write_file

__all__ = ["ForgedHead", "HeadFile", "HeadKind", "HeadRecord", "HeadState", "Signer", "TornHead", "signed_octets"]

RECORD: Final = 512
MAGIC: Final = b"OJMHEAD1"
FIELDS: Final = struct.Struct(">8s16sQ32s")
SIGNATURE: Final = 64
CHECKSUM: Final = 32
SIGNED_END: Final = FIELDS.size + SIGNATURE


class Signer(Protocol):
    """Who signs the head; the vault provides one."""

    def sign(self, message: bytes) -> bytes:
        """A 64-byte signature."""
        ...

    def verify(self, message: bytes, signature: bytes) -> bool:
        """Whether the study signed exactly this message."""
        ...


@dataclass(frozen=True)
class HeadRecord:
    """One whole record: the sequence of the newest event known here and its hash (64 hex digits)."""

    study_id: str
    sequence: int
    hash: str


def signed_octets(study_id: str, sequence: int, digest: str) -> bytes:
    """What a head signs: 64 octets of magic, study id (32 hex digits), sequence and hash (64 hex digits)."""
    return FIELDS.pack(MAGIC, bytes.fromhex(study_id), sequence, bytes.fromhex(digest))


class HeadKind(Enum):
    """How the head stands to the log."""

    EQUAL = "equal"
    LAG = "lag"
    LEAD = "lead"
    FORK = "fork"
    MISSING = "missing"


@dataclass(frozen=True)
class HeadState:
    """How the head stands to the log, by how many events, and the sentence for it; empty where nothing is wrong."""

    kind: HeadKind
    by: int = 0
    sentence: str = ""

    @property
    def is_alarm(self) -> bool:
        """Whether a person must be told before anything is written; a lag is repaired and logged instead."""
        return self.kind not in (HeadKind.EQUAL, HeadKind.LAG)


class HeadFile:
    """The `head` file of one study. `study_id` is 32 hex digits."""

    def __init__(self, path: Path, signer: Signer, study_id: str) -> None:
        self._path = path
        self._signer = signer
        self._study = bytes.fromhex(study_id)
        self._descriptor: int | None = None
        self._turn = 0
        self._is_synced = True

    def create(self, sequence: int, digest: str) -> None:
        """Make the file with both records alike; raises PlaceFailed."""
        write_file(self._path, self._record(sequence, digest) * 2)

    def write(self, sequence: int, digest: str) -> None:
        """Write the next record in turn, without a sync of its own; raises DiskFull, ReadOnlyPlace, PlaceFailed."""
        record = self._record(sequence, digest)
        try:
            if self._descriptor is None:
                self._open()
            self._put(record, self._turn * RECORD)
        except OSError as error:
            raise refusal_of(error, self._path, RECORD) from error
        self._turn = 1 - self._turn
        self._is_synced = False

    def sync(self) -> None:
        """Bring what was written to the disk: at page change, pause, lock, close, at least every 5 seconds."""
        if self._descriptor is None or self._is_synced:
            return
        try:
            os.fsync(self._descriptor)
        except OSError as error:
            raise refusal_of(error, self._path) from error
        self._is_synced = True

    def close(self) -> None:
        """Sync and let the file go; safe to call twice."""
        if self._descriptor is None:
            return
        try:
            self.sync()
        finally:
            descriptor, self._descriptor = self._descriptor, None
            os.close(descriptor)

    def read(self) -> HeadRecord | None:
        """The highest whole record; None where there is no file.

        Raises TornHead when neither is whole, ForgedHead when a whole one is another study's or wrongly signed.
        """
        records = self.records()
        if records is None:
            return None
        whole = [record for record in records if record is not None]
        if not whole:
            raise TornHead(
                "Both records of the study's head are unreadable, so nobody can tell whether the study is the newest. "
                "Nothing was changed. Compare the words on the newest printed agreement, then verify the study."
            )
        return max(whole, key=lambda record: record.sequence)

    def records(self) -> tuple[HeadRecord | None, HeadRecord | None] | None:
        """Both records as they stand, None for a torn one; None where there is no file. Raises ForgedHead."""
        try:
            content = self._path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise PlaceFailed(f"The study's head could not be read: {error.strerror}. Nothing was changed.") from error
        return self._parse(content[:RECORD]), self._parse(content[RECORD:])

    def compare(self, last_sequence: int, last_hash: str, hash_at: Callable[[int], str | None]) -> HeadState:
        """How the head stands to a log that ends with this event; `hash_at` gives the hash of any of its events.

        Raises TornHead, ForgedHead.
        """
        record = self.read()
        if record is None:
            return HeadState(HeadKind.MISSING, 0, "The study's head is missing, so a cut log would not be seen.")
        if record.sequence > last_sequence:
            by = record.sequence - last_sequence
            return HeadState(
                HeadKind.LEAD,
                by,
                f"The study is older than its head: {counted(by, 'event')} at its end {noun(by, 'is', 'are')} missing.",
            )
        known = last_hash if record.sequence == last_sequence else hash_at(record.sequence)
        if known != record.hash:
            return HeadState(HeadKind.FORK, 0, f"The log was rewritten: event {record.sequence} is not the one signed.")
        if record.sequence == last_sequence:
            return HeadState(HeadKind.EQUAL)
        return HeadState(HeadKind.LAG, last_sequence - record.sequence)

    def _record(self, sequence: int, digest: str) -> bytes:
        fields = signed_octets(self._study.hex(), sequence, digest)
        body = (fields + self._signer.sign(fields)).ljust(RECORD - CHECKSUM, b"\0")
        return body + hashlib.sha256(body).digest()

    def _parse(self, record: bytes) -> HeadRecord | None:
        body, checksum = record[: RECORD - CHECKSUM], record[RECORD - CHECKSUM :]
        if len(record) != RECORD or hashlib.sha256(body).digest() != checksum:
            return None
        fields, signature = body[: FIELDS.size], body[FIELDS.size : SIGNED_END]
        magic, study, sequence, digest = FIELDS.unpack(fields)
        if magic != MAGIC or study != self._study or not self._signer.verify(fields, signature):
            raise ForgedHead(
                "The study's head belongs to another study or was not signed by this one. Nothing was changed. "
                "Put the study's own head back, or restore the newest backup into a new folder."
            )
        return HeadRecord(study.hex(), sequence, digest.hex())

    def _open(self) -> None:
        """Open for writing and choose whose turn it is: the record that is torn, or the lower one."""
        records = self.records()
        if records is None:
            raise FileNotFoundError(2, "the head is missing", str(self._path))
        first, second = records
        if first is None or second is None:
            self._turn = 0 if first is None else 1
        else:
            self._turn = 0 if first.sequence <= second.sequence else 1
        self._descriptor = os.open(self._path, os.O_RDWR | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0))

    def _put(self, record: bytes, offset: int) -> None:
        assert self._descriptor is not None
        if hasattr(os, "pwrite"):
            written = os.pwrite(self._descriptor, record, offset)
        else:
            os.lseek(self._descriptor, offset, os.SEEK_SET)
            written = os.write(self._descriptor, record)
        if written != len(record):
            raise OSError(28, "the record was cut short")
