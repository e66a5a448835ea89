"""Printing individual maps: gather on the session's thread, render anywhere, record what left the study (C7).

`print_maps` does all three for the command line. The window gathers, renders in a worker, and records afterwards.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from ojm_desktop.domain.errors import OjmError, Refused
from ojm_desktop.domain.file_names import file_name
from ojm_desktop.domain.hot_spot import Note
from ojm_desktop.journey.trajectory import Trajectory
from ojm_desktop.service import leaving
from ojm_desktop.service.edits import PrintMark
from ojm_desktop.service.edits.disclosures import altered_from
from ojm_desktop.service.leaving import Outgoing
from ojm_desktop.service.progress import Progress
from ojm_desktop.service.queries.counted import counted
from ojm_desktop.service.queries.journeys import trajectories
from ojm_desktop.service.session import Session
from ojm_desktop.typeset import Typeset
from ojm_desktop.vault.words import to_words

KIND = "individual maps"
MANIFEST = "manifest.json"
NO_QUOTES = "Own words are left out, as agreed."


@dataclass(frozen=True)
class PersonToPrint:
    """A person's journeys as they may leave the study; without a yes to quotes their own words are not in them.

    `marked` is whose they are where they have the mark of reporting, and empty where they have none.
    """

    code: str
    journeys: tuple[Trajectory, ...]
    may_quote: bool
    marked: str = ""


@dataclass(frozen=True)
class Job:
    """Everything to print, as plain values: safe to hand to another thread. `outgoing` takes the finished files."""

    study: str
    is_practice: bool
    printed_on: date
    head_words: tuple[str, ...]
    paper: str
    outgoing: Outgoing
    people: tuple[PersonToPrint, ...]


@dataclass(frozen=True)
class PrintedSheet:
    """A row of the manifest; `pages` are first and last in the file, counted from 1."""

    file: str
    sheet: int
    kind: str
    participant: str
    pathway: str | None
    pages: tuple[int, int]


@dataclass(frozen=True)
class PrintedFile:
    """A file that was written, its hash, and the sheets in it."""

    name: str
    sha256: str
    sheets: tuple[PrintedSheet, ...]
    package: str = ""

    @property
    def outside(self) -> str:
        """The name of what lies outside the study: the document's own, or that of the sealed file it is in."""
        return self.package or self.name


def gather(
    session: Session,
    participants: list[str],
    paper: str = "a4",
    reason: str = "",
    recipients: Sequence[str] = (),
    *,
    with_mark: bool = False,
) -> Job:
    """Freeze what is to be printed, of those who count; `with_mark` says of a map that reporting may have altered it.

    Raises Refused without anybody, NotCounted, NoReason for a real study without a reason.
    """
    outgoing = leaving.begin(session, KIND, reason=reason, recipients=recipients)
    plan = session.plan
    if not participants:
        raise Refused("There is nobody in this study yet, so there are no maps. Nothing was printed.")
    people = []
    for participant in counted(session, participants):
        person = session.study.participant(participant)
        consent = session.study.store.consents.newest(participant)
        may_quote = consent is not None and consent.uses.quotes
        since = altered_from(session.study, participant) if with_mark else None
        journeys = trajectories(session, participant)
        maps = tuple(_to_print(found, may_quote=may_quote, since=since) for found in journeys)
        people.append(PersonToPrint(person.code, maps, may_quote, participant if since else ""))
    head = to_words(session.head_hash)
    return Job(plan.name, plan.is_practice, session.today(), head, paper, outgoing, tuple(people))


def render(job: Job, folder: Path, typeset: Typeset, progress: Progress, written: list[PrintedFile]) -> None:
    """Write one file a person into `folder`.

    Each finished file is appended to `written`, also when a later one fails.
    """
    from ojm_desktop.journey.frame import SheetFrame
    from ojm_desktop.journey.sheets import person_sheets
    from ojm_desktop.report.map_pdf import PersonMaps, write

    frame = SheetFrame(job.study, job.printed_on, job.head_words, is_practice=job.is_practice)
    leaving.made(folder)
    for number, person in enumerate(job.people):
        code = person.code
        said = frame if person.may_quote else dataclasses.replace(frame, caveat=f"{frame.caveat} {NO_QUOTES}")
        sheets = person_sheets(person.journeys, said, typeset, job.paper)
        maps = PersonMaps(code, job.study, sheets, job.head_words, job.is_practice)
        path = job.outgoing.free(folder, file_name(code, suffix=".pdf"))

        def part(done: float, doing: str, number: int = number) -> None:
            progress((number + done) / len(job.people), doing)

        placed = write(maps, partial(job.outgoing.put, target=path), typeset, part)
        rows = tuple(
            PrintedSheet(path.name, sheet.number, sheet.kind, code, sheet.pathway, (sheet.first, sheet.last))
            for sheet in placed
        )
        written.append(PrintedFile(path.name, job.outgoing.files[-1][1], rows))


def record(session: Session, job: Job, written: list[PrintedFile], *, is_whole: bool = True) -> list[PrintedFile]:
    """Log what is out, and on the sealed side alone which of it has the mark of reporting; what is out, as it is.

    Not `is_whole`: printing failed on the way, so nothing is sealed.
    """
    job.outgoing.record(session, is_whole=is_whole)
    if not job.outgoing.out:
        return []
    for person in job.people:
        files = tuple((one.name, one.sha256) for one in written if one.sheets[0].participant == person.code)
        if person.marked and files:
            session.do(PrintMark(participant=person.marked, files=files))
    return as_outside(job.outgoing, written)


def print_maps(
    session: Session,
    participants: list[str],
    folder: Path,
    *,
    paper: str = "a4",
    reason: str = "",
    recipients: Sequence[str] = (),
    with_mark: bool = False,
    progress: Progress,
    typeset: Typeset | None = None,
) -> list[PrintedFile]:
    """Gather, render and record in one go, with a manifest beside the files.

    Raises OjmError; what was written is logged.
    """
    job = gather(session, participants, paper, reason, recipients, with_mark=with_mark)
    manifest = folder / MANIFEST
    if manifest.exists() and not recipients:
        raise OjmError(f"There is a {MANIFEST} in {folder.name} already. Nothing was printed; choose an empty folder.")
    written: list[PrintedFile] = []
    try:
        render(job, folder, typeset or Typeset(), progress, written)
        job.outgoing.put(_manifest(written), manifest)
    except BaseException:
        record(session, job, written, is_whole=False)
        raise
    return record(session, job, written)


def as_outside(outgoing: Outgoing, written: list[PrintedFile]) -> list[PrintedFile]:
    """The same with the sealed file that they are in, where they were sealed."""
    if not outgoing.is_sealed:
        return written
    return [dataclasses.replace(file, package=outgoing.out[0].name) for file in written]


def manifest_rows(written: list[PrintedFile]) -> list[dict[str, object]]:
    """The manifest as plain values (decisions: command line)."""
    return [dataclasses.asdict(sheet) for file in written for sheet in file.sheets]


def printed_names(folder: Path) -> frozenset[str]:
    """The files that printing left in a folder, as its manifest says; none where no manifest can be read."""
    try:
        files = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return frozenset()
    return frozenset({MANIFEST, *files})


def _manifest(written: list[PrintedFile]) -> bytes:
    body = {"sheets": manifest_rows(written), "files": {file.name: file.sha256 for file in written}}
    return (json.dumps(body, ensure_ascii=False, indent=2) + "\n").encode()


def _to_print(journey: Trajectory, *, may_quote: bool, since: date | None) -> Trajectory:
    """Only what the participant confirmed is printed (MB14), and their own words only where they said yes to quotes."""
    spots = tuple(spot for spot in journey.hot_spots if spot.is_confirmed)
    points = journey.turning_points
    if not may_quote:
        spots = tuple(dataclasses.replace(spot, note=_without_quote(spot.note)) for spot in spots)
        points = tuple(dataclasses.replace(point, note=_without_quote(point.note), words="") for point in points)
    return dataclasses.replace(journey, hot_spots=spots, turning_points=points, suggestions=(), altered_from=since)


def _without_quote(note: Note) -> Note:
    return dataclasses.replace(note, observation="")
