"""Recipients: a key pair as files, and a sealed package opened with it, without a study (C7, I9); those a study knows.

Whoever can put a key of their own in somebody's place reads what is sealed for them. So a key has eight words, which
its owner and whoever enters it read to each other: the first 88 bits of the SHA-256 of the key as it is written.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ojm_desktop.domain.clock import Clock
from ojm_desktop.domain.errors import OjmError, Refused
from ojm_desktop.exchange import age, package
from ojm_desktop.exchange.errors import NotARecipient, PackageRefused
from ojm_desktop.service.edits import AddRecipient
from ojm_desktop.service.log_writer import read
from ojm_desktop.service.session import Session
from ojm_desktop.store.folder import make_own, writing
from ojm_desktop.store.schema import MIGRATIONS
from ojm_desktop.vault import signing
from ojm_desktop.vault.words import to_words

LONGEST: Final = 4096
"""Octets of a file of keys that are read."""


@dataclass(frozen=True)
class Opened:
    """A package whose documents lie in a folder now: where it comes from, and their names with their sizes."""

    origin: package.Origin
    files: Mapping[str, int]


def make_key(path: Path, clock: Clock) -> age.Key:
    """Write a new pair: `path` for its owner alone, as age's own tools read it, the public half beside it.

    Raises OjmError where one is there.
    """
    public = path.with_name(f"{path.name}.pub")
    if path.exists() or public.exists():
        raise OjmError(f"{path.name} is there already. Nothing was written; choose another name.")
    key = age.new_key()
    notes = f"# created: {clock.now().utc}\n# public key: {key.public}\n# its words: {fingerprint(key.public)}\n"
    private = f"{notes}{key.private}\n"
    for target, words in ((path, private), (public, f"{key.public}\n")):
        with writing(target, len(words)), os.fdopen(make_own(target), "w", encoding="ascii") as file:
            file.write(words)
    return key


def read_public(given: str) -> str:
    """A public key that was typed, or the one in the file of that name. Raises NotARecipient, OjmError."""
    return check_public(given) if given.strip().casefold().startswith("age") else read_file(Path(given))


def read_file(path: Path) -> str:
    """The public key in a file. Raises NotARecipient, OjmError."""
    return check_public(_text(path))


def check_public(text: str) -> str:
    """The one public key in what was typed or pasted. Raises NotARecipient."""
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return age.check_public(lines[0] if len(lines) == 1 else text)


def fingerprint(public: str) -> str:
    """A public key as eight words, to be compared on the telephone."""
    return " ".join(to_words(hashlib.sha256(public.encode("ascii")).hexdigest()))


@dataclass(frozen=True)
class Known:
    """Somebody a study's documents can be sealed for: `words` are the key's, `since` when last added, in UTC."""

    name: str
    key: str
    words: str
    since: str


def known(session: Session) -> tuple[Known, ...]:
    """Everybody, by name; since when is told by the log."""
    everybody = session.study.store.recipients.all()
    since: dict[str, str] = {}
    for sequence in session.study.store.log.named(AddRecipient.__name__) if everybody else ():
        event = session.study.store.log.event(sequence)
        opened = read(session.study, event) if event is not None else None
        if event is not None and opened is not None and isinstance(opened.entry.edit, AddRecipient):
            since.setdefault(opened.entry.edit.recipient.name, event.utc)
    return tuple(Known(one.name, one.key, fingerprint(one.key), since.get(one.name, "")) for one in everybody)


def open_package(sealed: Path, key: Path, folder: Path, study_key: str = "") -> Opened:
    """Open what was sealed into the new `folder`: every document, or none and no folder.

    `study_key`: the public key, as hex, of the study it has to come from. Raises Refused, SealedRefused,
    PackageRefused, NotARecipient, OjmError.
    """
    if folder.exists():
        raise Refused(f"{folder.name} is there already. Nothing was opened; name a new folder.")
    lines = [line.strip() for line in _text(key).splitlines() if line.strip() and not line.startswith("#")]
    if len(lines) != 1:
        raise NotARecipient(f"{key.name} holds no private key. Nothing was opened; choose the file you keep.")
    found = package.unpack(age.open_sealed(_octets(sealed), lines[0]), signing.verify, MIGRATIONS[-1].number)
    if study_key and found.origin.public != study_key.strip().lower():
        raise PackageRefused("This package is signed by another study. Nothing was opened; ask where it is from.")
    _lay_down(found.documents, folder)
    return Opened(found.origin, {name: len(octets) for name, octets in found.documents.items()})


def _lay_down(documents: Mapping[str, bytes], folder: Path) -> None:
    """Write them beside the folder's place first, and give it its name at the end."""
    try:
        made = Path(tempfile.mkdtemp(prefix=".", suffix=".part", dir=folder.absolute().parent))
        try:
            for name, octets in documents.items():
                with (made / name).open("xb") as file:
                    file.write(octets)
                    os.fsync(file.fileno())
            made.rename(folder)
        finally:
            shutil.rmtree(made, ignore_errors=True)
    except OSError as error:
        raise OjmError(
            f"{folder.name} could not be written: {error.strerror}. Nothing was opened; choose another folder."
        ) from error


def _octets(file: Path) -> bytes:
    try:
        if file.stat().st_size > package.LARGEST + (1 << 20):
            raise PackageRefused(f"{file.name} is larger than any package. Nothing was opened.")
        return file.read_bytes()
    except OSError as error:
        raise OjmError(f"{file.name} could not be read: {error.strerror}. Nothing was opened.") from error


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(LONGEST).decode("ascii", "replace")
    except OSError as error:
        raise OjmError(f"{path.name} could not be read: {error.strerror}. Nothing was changed.") from error
