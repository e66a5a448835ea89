"""Leaving the study: the one way out for everything that is written outside it (C7; decisions: leaving in clear).

An exporter makes its document in memory and hands it over here; nothing else in the program writes a file of what a
study holds, and nothing else makes a `LetOut` (tests/architecture/test_leaving.py). What leaves a real study is sealed
for named recipients, or leaves in clear with a reason; without either it stays. The log keeps the reason or the
recipients, the folder's own name, and each file with its SHA-256. What cannot be logged is taken back.

`let_out` does it all for one document. For several `begin` asks first, `put` takes each in any thread, and `record`
ends it on the session's: it seals what is to be sealed, which never lies on a disk in clear, and writes the log, also
of what was written in clear before something failed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ojm_desktop.domain.errors import OjmError, Refused
from ojm_desktop.domain.file_names import file_name, numbered, why_not
from ojm_desktop.domain.recipient import Recipient
from ojm_desktop.service import rights
from ojm_desktop.service.edits import LetOut, LetOutApart
from ojm_desktop.service.edits.recipients import recipient
from ojm_desktop.service.log_writer import read
from ojm_desktop.service.session import Session
from ojm_desktop.service.signer import signer_of

MOST_REASONS: Final = 6
LOOKED_THROUGH: Final = 200
"""Newest events among which reasons given before are looked for."""
SEALED: Final = ".zip.age"
"""Behind the name of a sealed file: opened with age it is a zip."""


class NoReason(Refused):
    """Documents leave a real study in clear only with a reason."""


class NameRefused(Refused):
    """The name could not be carried to every machine."""


class Outgoing:
    """Documents of one kind on their way out; `files` are name and SHA-256 of those taken so far, `out` what is out.

    `apart` is the participant of whom nobody with the research data alone may learn that it left; "" for no such thing.
    """

    def __init__(self, kind: str, reason: str, recipients: Sequence[Recipient] = (), apart: str = "") -> None:
        self.kind, self.reason = kind, reason
        self.files: list[tuple[str, str]] = []
        self.out: list[Path] = []
        self._recipients, self._apart = tuple(recipients), apart
        self._held: list[tuple[Path, bytes]] = []

    @property
    def is_sealed(self) -> bool:
        """Whether it leaves sealed for somebody, and not in clear."""
        return bool(self._recipients)

    def free(self, folder: Path, name: str) -> Path:
        """The name in a folder, or with a number behind it where it is taken, on the disk or by what is held here."""
        held = {path for path, _octets in self._held}
        return _free(folder, name, lambda path: path in held or name_out(path, is_sealed=self.is_sealed).exists())

    def put(self, octets: bytes, target: Path) -> str:
        """Take a document for the new file `target`; its SHA-256. In clear it is written now.

        Raises NameRefused, FileIsThere, NotWritten.
        """
        check_name(target.name)
        digest = hashlib.sha256(octets).hexdigest()
        if self.is_sealed:
            self._held.append((target, octets))
        else:
            self._write(octets, target)
        self.files.append((target.name, digest))
        return digest

    def record(self, session: Session, *, is_whole: bool = True) -> None:
        """Seal what is to be sealed, and log what is out; nothing where nothing is.

        Not `is_whole`: something failed, so nothing is sealed; in clear what is out is out. What cannot be logged does
        not stay out. Raises FileIsThere, NotWritten.
        """
        inside: tuple[tuple[str, str], ...] = ()
        if self._held:
            inside, self.files = tuple(self.files), []
            if is_whole:
                self._seal(session)
        if not self.out:
            return
        before = session.sequence
        try:
            session.do(self._said(inside))
        except BaseException:
            if session.sequence == before:
                for path in self.out:
                    path.unlink(missing_ok=True)
            raise

    def _seal(self, session: Session) -> None:
        from ojm_desktop.exchange import age, package

        connection = session.study.store.connection
        signer, now = signer_of(connection), session.clock.now().utc
        newest = (connection.schema_version, session.sequence, session.head_hash)
        origin = package.Origin(self.kind, connection.study_id, *newest, now, signer.public.hex())
        documents = [(path.name, octets) for path, octets in self._held]
        sealed = age.seal(package.pack(origin, documents, signer.sign), [one.key for one in self._recipients])
        first = self._held[0][0]
        target = name_out(first)
        if len(documents) > 1:
            target = _free(first.parent, file_name(self.kind, suffix=SEALED), Path.exists)
        self._write(sealed, target)
        self.files = [(target.name, hashlib.sha256(sealed).hexdigest())]

    def _write(self, octets: bytes, target: Path) -> None:
        from ojm_desktop.report.files import write_new

        write_new(target, lambda temporary: temporary.write_bytes(octets))
        self.out.append(target)

    def _said(self, inside: tuple[tuple[str, str], ...]) -> LetOut:
        said = LetOut(
            kind=self.kind,
            reason=self.reason,
            where=self.out[0].absolute().parent.name,
            files=tuple(self.files),
            recipients=tuple(one.name for one in self._recipients),
            inside=inside,
        )
        return LetOutApart(participant=self._apart, **vars(said)) if self._apart else said


def begin(
    session: Session, kind: str, *, reason: str = "", recipients: Sequence[str] = (), apart: str = ""
) -> Outgoing:
    """Ask before anything is made: `kind` is what the log calls it, `recipients` are names that the study knows.

    `apart`: the participant about whom the log says it on the sealed side alone. Raises AnalystRefused, NoReason,
    Refused for a name it does not know.
    """
    rights.check_letting_out(session.study)
    known = [recipient(session.study, name) for name in recipients]
    if not reason.strip() and not known and not session.plan.is_practice:
        raise NoReason(
            "What leaves the study in clear needs a reason. Nothing was written; say why, or seal it for a recipient."
        )
    return Outgoing(kind, reason.strip(), known, apart)


@contextmanager
def leaving(
    session: Session, kind: str, *, reason: str = "", recipients: Sequence[str] = (), apart: str = ""
) -> Iterator[Outgoing]:
    """Several documents, written here and now; logged however it ends."""
    outgoing = begin(session, kind, reason=reason, recipients=recipients, apart=apart)
    try:
        yield outgoing
    except BaseException:
        outgoing.record(session, is_whole=False)
        raise
    outgoing.record(session)


def let_out(
    session: Session,
    kind: str,
    octets: bytes,
    target: Path,
    *,
    reason: str = "",
    recipients: Sequence[str] = (),
    apart: str = "",
) -> str:
    """Write one document as the new file `target`, or sealed beside that name, and log it; the document's SHA-256.

    Raises AnalystRefused, NoReason, NameRefused, FileIsThere, NotWritten.
    """
    with leaving(session, kind, reason=reason, recipients=recipients, apart=apart) as outgoing:
        return outgoing.put(octets, target)


def put_blank(octets: bytes, target: Path) -> None:
    """Write a document that holds nothing of any study; nothing is recorded of it. Raises as `let_out` does."""
    from ojm_desktop.report.files import write_new

    check_name(target.name)
    write_new(target, lambda temporary: temporary.write_bytes(octets))


def name_out(target: Path, *, is_sealed: bool = True) -> Path:
    """Where a single document is written that was asked for as `target`."""
    return target.with_name(f"{target.name}{SEALED}") if is_sealed else target


def free_path(folder: Path, name: str, *, is_sealed: bool = False) -> Path:
    """The name in a folder, or with a number behind it where it is taken: nothing is ever overwritten."""
    return _free(folder, name, lambda path: name_out(path, is_sealed=is_sealed).exists())


@dataclass(frozen=True)
class Offered:
    """What is offered to whoever lets something out: reasons given before, newest first, and recipients by name."""

    is_practice: bool
    reasons: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()


def offered(session: Session) -> Offered:
    """The same of a study; reasons that were logged on the sealed side alone are not offered."""
    log = session.study.store.log
    read_back = (read(session.study, event) for event in log.newest(LOOKED_THROUGH))
    edits = (opened.entry.edit for opened in read_back if opened is not None)
    reasons = [edit.reason for edit in edits if type(edit) is LetOut and edit.reason]
    names = tuple(one.name for one in session.study.store.recipients.all())
    return Offered(session.plan.is_practice, tuple(dict.fromkeys(reasons))[:MOST_REASONS], names)


def _free(folder: Path, name: str, is_taken: Callable[[Path], bool]) -> Path:
    path, number = folder / name, 2
    while is_taken(path):
        path, number = folder / numbered(name, number), number + 1
    return path


def made(folder: Path) -> Path:
    """The folder, made where it was not there. Raises OjmError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OjmError(
            f"{folder.name} could not be made: {error.strerror}. Nothing was written; choose another folder."
        ) from error
    return folder


def check_name(name: str) -> None:
    """Raise NameRefused for a name that one of the file systems it may be carried on does not take (I8)."""
    why = why_not(name)
    if why:
        raise NameRefused(f"“{name}” is not a name for a file: {why}. Nothing was written; choose another name.")
