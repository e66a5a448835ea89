"""Subject access: everything about one person, to be read and for a machine (W8).

The tables are asked of the schema, as an erasure asks, so what is added later is in it. That it was handed out is said
on the sealed side alone.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from ojm_desktop.domain.access_paper import AccessPaper, may_name_others
from ojm_desktop.domain.file_names import file_name, numbered
from ojm_desktop.service import drafts, leaving, reveal
from ojm_desktop.service.access_words import Telling
from ojm_desktop.service.edits.erasure import events_about
from ojm_desktop.service.edits.sealed_kinds import OF_A_PERSON
from ojm_desktop.service.leaving import Outgoing
from ojm_desktop.service.log_writer import read
from ojm_desktop.service.progress import Progress
from ojm_desktop.service.session import Session
from ojm_desktop.service.telling import told
from ojm_desktop.typeset import Typeset
from ojm_desktop.vault.words import to_words

KIND: Final = "subject access"
MACHINE: Final = ".json"
SHORTEST: Final = 12
"""Letters from which on a text is looked through for names of others; codes and days are shorter."""


@dataclass(frozen=True)
class Everything:
    """What is kept about one person, as JSON and as a paper."""

    plain: dict[str, Any]
    paper: AccessPaper


def gather(session: Session, participant: str) -> Everything:
    """Collect it. Raises NamesClosed where names are not open, NotAllowed for a key without the sealed side."""
    study = session.study
    person, known = study.participant(participant), reveal.show(session, participant)
    side = study.sealed_side
    sealed = {kind: side.get(side.row_id(kind, participant)) for kind in OF_A_PERSON}
    visits = study.store.erasures.visits_of(participant)
    ids = {participant, *visits}
    plain: dict[str, Any] = {
        "code": person.code,
        "study": session.plan.name,
        "made_at": session.clock.now().utc,
        "head": list(to_words(session.head_hash)),
        "tables": {
            table: [{name: _plain(value) for name, value in row.items()} for row in rows]
            for table, rows in study.store.erasures.rows_of(participant).items()
        },
        "sealed": {kind: json.loads(text) for kind, text in sealed.items() if text is not None},
        "half_typed": [
            {"place": draft.place, "text": draft.text}
            for draft in drafts.sealed(study).values()
            if draft.participant == participant or any(each in draft.place for each in ids)
        ],
        "log": list(_log(session, participant)),
    }
    texts = [text for text in _texts(plain) if len(text) >= SHORTEST and " " in text]
    plain["may_name_others"] = list(may_name_others(texts, known.name))
    paper = AccessPaper(
        code=person.code,
        name=known.name,
        contact=known.contact,
        study=session.plan.name,
        parts=tuple(Telling(session, participant).parts(plain)),
        others=tuple(plain["may_name_others"]),
        made_on=session.today(),
        head_words=to_words(session.head_hash),
        is_practice=session.plan.is_practice,
    )
    return Everything(plain, paper)


@dataclass(frozen=True)
class Job:
    """What is about to leave, as it was when it was asked for; `pdf` is where the paper goes, the JSON beside it."""

    outgoing: Outgoing
    found: Everything
    pdf: Path

    @property
    def names(self) -> str:
        """What lies outside the study now."""
        return ", ".join(path.name for path in self.outgoing.out)


def begin(session: Session, participant: str, pdf: Path, reason: str, recipients: Sequence[str] = ()) -> Job:
    """Freeze it, on the session's thread. Raises what `gather` raises, and NoReason."""
    outgoing = leaving.begin(session, KIND, reason=reason, recipients=recipients, apart=participant)
    return Job(outgoing, gather(session, participant), pdf)


def render(job: Job, typeset: Typeset, progress: Progress) -> None:
    """Make both in any thread, then write both: cancelled, or short of memory, neither is there.

    Raises FileIsThere, NotWritten.
    """
    from ojm_desktop.report import access_pdf

    progress(0.0, "Setting the pages")
    paper = access_pdf.octets(job.found.paper, typeset)
    progress(0.8, "Writing it for a machine")
    machine = json.dumps(job.found.plain, ensure_ascii=False, indent=1, sort_keys=True).encode()
    progress(0.9, "Writing both")
    job.outgoing.put(paper, job.pdf)
    job.outgoing.put(machine, job.pdf.with_suffix(MACHINE))


def write(
    session: Session,
    participant: str,
    target: Path,
    reason: str,
    typeset: Typeset,
    recipients: Sequence[str] = (),
) -> tuple[str, ...]:
    """Write the PDF `target` and the JSON beside it; the names of both. Raises what `begin` and `render` raise."""
    job = begin(session, participant, target, reason, recipients)
    try:
        render(job, typeset, lambda _share, _words: None)
    except BaseException:
        job.outgoing.record(session, is_whole=False)
        raise
    job.outgoing.record(session)
    return tuple(path.name for path in job.outgoing.out)


def free_pair(folder: Path, code: str) -> Path:
    """A PDF's path in a folder where no such PDF is and no JSON of its name: they are read side by side."""
    name, number = file_name(code, "access", suffix=".pdf"), 1
    path = folder / name
    while path.exists() or path.with_suffix(MACHINE).exists():
        number += 1
        path = folder / numbered(name, number)
    return path


def _plain(value: object) -> object:
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


def _log(session: Session, participant: str) -> Iterator[dict[str, Any]]:
    """Every event about the person: its sentence, and all it did."""
    for sequence in events_about(session.study, participant):
        event = session.study.store.log.event(sequence)
        opened = read(session.study, event) if event is not None else None
        if event is not None and opened is not None:
            said = told((opened.entry,), session.study)
            yield {"event": sequence, "at": event.utc, "said": said, "did": json.loads(opened.entry.to_text())}


def _texts(value: object) -> Iterator[str]:
    """Every text in it, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
