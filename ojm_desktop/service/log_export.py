"""The log for somebody who has neither the study nor a key (A7): links and their signed head, as lines of JSON.

The first line is the head: `format`, `study` (its id), `sequence` and `hash` of the newest event, `public` (the Ed25519
key of the study's heads) and `signature` over the very octets that the head file signs. Each further line is a link:
times, slot, commitment, hashes. No edit, no participant, no word. `resources/verify_log.py` checks it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

from ojm_desktop.domain.canonical import canonical
from ojm_desktop.service import leaving
from ojm_desktop.service.session import Session
from ojm_desktop.service.studies import signer_of
from ojm_desktop.store.head import signed_octets

FORMAT = "ojm-log-1"
KIND = "log"


def lines(session: Session) -> Iterator[str]:
    """The file line by line, without its line ends."""
    connection = session.study.store.connection
    signer = signer_of(connection)
    sequence, digest = session.study.store.log.last()
    yield canonical(
        {
            "format": FORMAT,
            "study": connection.study_id,
            "sequence": sequence,
            "hash": digest,
            "public": signer.public.hex(),
            "signature": signer.sign(signed_octets(connection.study_id, sequence, digest)).hex(),
        }
    )
    for event in session.study.store.log.events():
        yield canonical(dataclasses.asdict(event))


def save(session: Session, path: Path, reason: str = "") -> int:
    """Write a new file, and into the log that it was written; how many events are in it.

    Raises NoReason (a practice study needs none), FileIsThere, NotWritten.
    """
    with leaving.leaving(session, KIND, reason=reason) as outgoing:
        count = session.sequence
        outgoing.put("".join(f"{line}\n" for line in lines(session)).encode(), path)
    return count
