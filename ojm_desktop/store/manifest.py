"""What a backup set holds: names, sizes and SHA-256 of its files, in a file that vouches for itself.

The manifest is written last. Every byte of it counts: it is canonical JSON of its body and the body's own SHA-256, and
is compared as bytes, so that a flipped bit in a date or an id is found like one in the database (B4).
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from ojm_desktop.domain.canonical import canonical
from ojm_desktop.store.errors import BackupDamaged
from ojm_desktop.store.folder import write_file

MANIFEST: Final = "manifest.json"
FORMAT: Final = 1
NAME: Final = re.compile(r"[a-z][a-z0-9.]{0,40}")
"""Names of files in a set; none leads out of its folder."""

PIECE: Final = 1 << 20


@dataclass(frozen=True)
class Held:
    """One file of a set: its size in bytes and SHA-256 in hex."""

    sha256: str
    size: int


@dataclass(frozen=True)
class Manifest:
    """A set: whose, when (RFC 3339, UTC), at which event, with which tables, and its files by name."""

    study_id: str
    made: str
    sequence: int
    schema: int
    files: dict[str, Held]

    def to_bytes(self) -> bytes:
        """The file as it is written."""
        body = {"format": FORMAT, **asdict(self)}
        return canonical({"body": body, "sha256": _sha256(canonical(body).encode())}).encode()

    @classmethod
    def from_bytes(cls, content: bytes) -> Manifest:
        """Read it back; raises BackupDamaged unless it is byte for byte what `to_bytes` writes."""
        read = _parse(content)
        if read is None or read.to_bytes() != content:
            raise BackupDamaged(
                "The list of what this backup holds is damaged, so nothing in it is vouched for. It was left as it is. "
                "Choose another backup."
            )
        return read


def _parse(content: bytes) -> Manifest | None:
    try:
        body: dict[str, Any] = json.loads(content)["body"]
        files = {name: Held(str(held["sha256"]), int(held["size"])) for name, held in body["files"].items()}
        made, study = str(body["made"]), str(body["study_id"])
        manifest = Manifest(study, made, int(body["sequence"]), int(body["schema"]), files)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return manifest if all(NAME.fullmatch(name) for name in files) else None


def read(folder: Path) -> Manifest:
    """The manifest of a set; raises BackupDamaged where it is missing or damaged."""
    try:
        content = (folder / MANIFEST).read_bytes()
    except OSError as error:
        raise BackupDamaged(
            f"This folder is not a whole backup: its list of files cannot be read ({error.strerror}). "
            "It was left as it is. Choose another backup."
        ) from error
    return Manifest.from_bytes(content)


def hold(path: Path) -> Held:
    """Size and SHA-256 of a file nobody writes; memory stays flat."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
    return Held(digest.hexdigest(), path.stat().st_size)


def differences(folder: Path, manifest: Manifest) -> dict[str, str]:
    """Files of a set that are not what its manifest says, with what is wrong; strangers among them."""
    wrong: dict[str, str] = {}
    for name, held in manifest.files.items():
        path = folder / name
        if not path.is_file():
            wrong[name] = "is missing"
        elif hold(path) != held:
            wrong[name] = "is not as it was written"
    for path in sorted(folder.iterdir()):
        if path.name not in manifest.files and path.name != MANIFEST:
            wrong[path.name] = "does not belong to this backup"
    return wrong


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def replace(folder: Path, name: str, content: bytes) -> None:
    """Put other bytes in the place of one file of a set, and let its list say so; nothing where they are there already.

    Stopped between the two, the set is told to be damaged until this is done again. Raises BackupDamaged.
    """
    manifest, path = read(folder), folder / name
    held = Held(_sha256(content), len(content))
    if manifest.files.get(name) == held and path.is_file() and hold(path) == held:
        return
    write_file(path, content)
    files = {**manifest.files, name: held}
    write_file(folder / MANIFEST, dataclasses.replace(manifest, files=files).to_bytes())
