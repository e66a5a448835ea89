"""The recipient's side: a key pair as files, and a sealed package opened with it. Needs no study (C7, I9)."""

from __future__ import annotations

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
from ojm_desktop.store.folder import make_own, writing
from ojm_desktop.store.schema import MIGRATIONS
from ojm_desktop.vault import signing

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
    private = f"# created: {clock.now().utc}\n# public key: {key.public}\n{key.private}\n"
    for target, words in ((path, private), (public, f"{key.public}\n")):
        with writing(target, len(words)), os.fdopen(make_own(target), "w", encoding="ascii") as file:
            file.write(words)
    return key


def read_public(given: str) -> str:
    """A public key that was typed, or the one in the file of that name. Raises NotARecipient, OjmError."""
    text = given if given.strip().casefold().startswith("age") else _text(Path(given))
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return age.check_public(lines[0] if len(lines) == 1 else text)


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
