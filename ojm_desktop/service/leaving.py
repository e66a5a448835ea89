"""Leaving the study: the one way out for everything that is written outside it (C7; decisions: leaving in clear).

An exporter makes its document in memory and hands it over here; nothing else in the program writes a file of what a
study holds, and nothing else makes a `LetOut` (tests/architecture/test_leaving.py). Without a reason nothing leaves a
real study. The log keeps the reason, the folder's own name, and each file with its SHA-256. What cannot be logged is
taken back.

`let_out` does it all for one document. For several `begin` asks first, `put` writes each in any thread, and `record`
writes the log on the session's: also of what was written before something failed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ojm_desktop.domain.errors import OjmError, Refused
from ojm_desktop.domain.file_names import numbered, why_not
from ojm_desktop.service import rights
from ojm_desktop.service.edits import LetOut, LetOutApart
from ojm_desktop.service.session import Session


class NoReason(Refused):
    """Documents leave a real study only with a reason."""


class NameRefused(Refused):
    """The name could not be carried to every machine."""


class Outgoing:
    """Documents of one kind on their way out, for one reason; `files` are those that are out, with their SHA-256.

    `apart` is the participant of whom nobody with the research data alone may learn that it left; "" for no such thing.
    """

    def __init__(self, kind: str, reason: str, apart: str = "") -> None:
        self.kind, self.reason, self._apart = kind, reason, apart
        self._written: list[Path] = []
        self.files: list[tuple[str, str]] = []

    def put(self, octets: bytes, target: Path) -> str:
        """Write the new file `target`; its SHA-256. Raises NameRefused, FileIsThere, NotWritten."""
        from ojm_desktop.report.files import write_new

        check_name(target.name)
        digest = hashlib.sha256(octets).hexdigest()
        write_new(target, lambda temporary: temporary.write_bytes(octets))
        self._written.append(target)
        self.files.append((target.name, digest))
        return digest

    def record(self, session: Session) -> None:
        """Write into the log what is out; nothing where nothing is. What cannot be logged does not stay out."""
        if not self.files:
            return
        before, where = session.sequence, self._written[0].absolute().parent.name
        try:
            session.do(self._said(where))
        except BaseException:
            if session.sequence == before:
                self._take_back()
            raise
        self._written, self.files = [], []

    def _said(self, where: str) -> LetOut:
        kind, reason, files = self.kind, self.reason, tuple(self.files)
        if self._apart:
            return LetOutApart(participant=self._apart, kind=kind, reason=reason, where=where, files=files)
        return LetOut(kind=kind, reason=reason, where=where, files=files)

    def _take_back(self) -> None:
        for path in self._written:
            path.unlink(missing_ok=True)
        self._written, self.files = [], []


def begin(session: Session, kind: str, *, reason: str = "", apart: str = "") -> Outgoing:
    """Ask before anything is made: `kind` is what the log calls it. Raises AnalystRefused, NoReason.

    `apart`: the participant about whom the log says it on the sealed side alone.
    """
    rights.check_letting_out(session.study)
    if not reason.strip() and not session.plan.is_practice:
        raise NoReason("What leaves the study in clear needs a reason. Nothing was written; say why.")
    return Outgoing(kind, reason.strip(), apart)


@contextmanager
def leaving(session: Session, kind: str, *, reason: str = "", apart: str = "") -> Iterator[Outgoing]:
    """Several documents, written here and now; logged however it ends."""
    outgoing = begin(session, kind, reason=reason, apart=apart)
    try:
        yield outgoing
    finally:
        outgoing.record(session)


def let_out(session: Session, kind: str, octets: bytes, target: Path, *, reason: str = "", apart: str = "") -> str:
    """Write one document as the new file `target`, and log it; its SHA-256.

    Raises AnalystRefused, NoReason, NameRefused, FileIsThere, NotWritten.
    """
    with leaving(session, kind, reason=reason, apart=apart) as outgoing:
        return outgoing.put(octets, target)


def put_blank(octets: bytes, target: Path) -> None:
    """Write a document that holds nothing of any study; nothing is recorded of it. Raises as `let_out` does."""
    from ojm_desktop.report.files import write_new

    check_name(target.name)
    write_new(target, lambda temporary: temporary.write_bytes(octets))


def free_path(folder: Path, name: str) -> Path:
    """The name in a folder, or with a number behind it where it is taken: nothing is ever overwritten."""
    path, number = folder / name, 2
    while path.exists():
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
