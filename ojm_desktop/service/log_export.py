"""The log for somebody who has neither the study nor a key (A7): links and their signed head, as lines of JSON.

The first line is the head: `format`, `study` (its id), `sequence` and `hash` of the newest event, `public` (the Ed25519
key of the study's heads) and `signature` over the very octets that the head file signs. Each further line is a link:
times, slot, commitment, hashes. No edit, no participant, no word. `resources/verify_log.py` checks it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ojm_desktop import assets
from ojm_desktop.domain.canonical import canonical
from ojm_desktop.service import leaving
from ojm_desktop.service.session import Session
from ojm_desktop.service.signer import signer_of
from ojm_desktop.store.head import signed_octets

FORMAT = "ojm-log-1"
KIND = "log"
SCRIPT = "verify_log.py"


@dataclass(frozen=True)
class Saved:
    """What lies in the folder now: the log with so many events, and the script that checks it."""

    log: Path
    script: Path
    events: int


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


def save(session: Session, path: Path, reason: str = "", recipients: Sequence[str] = ()) -> int:
    """Write a new file, and into the log that it was written; how many events are in it.

    Raises NoReason (a practice study needs none), FileIsThere, NotWritten.
    """
    with leaving.leaving(session, KIND, reason=reason, recipients=recipients) as outgoing:
        count = session.sequence
        outgoing.put("".join(f"{line}\n" for line in lines(session)).encode(), path)
    return count


def save_in(session: Session, folder: Path, reason: str = "", recipients: Sequence[str] = ()) -> Saved:
    """The same under a free name in a folder, with the script beside it: whoever is given the log needs nothing else.

    A script that lies there already, as a log saved there before left it, stays. Raises as `save`.
    """
    log = leaving.free_path(folder, "log.jsonl", is_sealed=bool(recipients))
    events = save(session, log, reason, recipients)
    script, octets = folder / SCRIPT, (assets.resources() / SCRIPT).read_bytes()
    if not script.is_file() or script.read_bytes() != octets:
        script = leaving.free_path(folder, SCRIPT)
        leaving.put_blank(octets, script)
    return Saved(leaving.name_out(log, is_sealed=bool(recipients)), script, events)
