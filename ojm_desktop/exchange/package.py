"""A package: documents of a study in one archive, with a manifest that the study signed. Read whole or not at all (I9).

The archive is a zip that stores and does not compress, so that anybody can unpack it: `package.json`, `package.sig`
(64 octets of Ed25519 over the manifest), and the documents in the order of the manifest. There is one way to write a
package, and the reader takes no other: sizes and names are looked at by hand before anything is believed, and what was
read is written again and compared, so that there is no octet in it that can be changed.

The manifest is canonical JSON: format, what kind of documents, the study's id, schema and newest event, when, the
public key, and each file with size and SHA-256. Only what the reader's program knows is read: no newer schema.
"""

from __future__ import annotations

import hashlib
import json
import struct
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from ojm_desktop.domain.canonical import canonical
from ojm_desktop.domain.file_names import why_not
from ojm_desktop.exchange.errors import PackageRefused

FORMAT: Final = "ojm-package-1"
MANIFEST, SIGNATURE = "package.json", "package.sig"
LARGEST: Final = 256 * 1024 * 1024
"""Octets of a package: written and read in memory."""
MOST: Final = 2000
"""Documents in one."""
LARGEST_MANIFEST: Final = 1024 * 1024
_SIGNS: Final = b"ojm-package-1 manifest\x00"
_LOCAL, _ENTRY, _END = struct.Struct("<4s5H3I2H"), struct.Struct("<4s6H3I5H2I"), struct.Struct("<4s4H2IH")
_VERSION, _UTF_8, _DAY = 20, 0x800, 33  # 1 January 1980, the first day a zip can say: nothing is told by it
_NOT_WHOLE: Final = "This package was changed or cut short. Nothing was taken from it; ask for another copy."

Sign = Callable[[bytes], bytes]
Verify = Callable[[bytes, bytes, bytes], bool]
"""Public key, message, signature: whether it is theirs."""


@dataclass(frozen=True)
class Origin:
    """Where a package comes from: kind of documents, study, its schema, its newest event, when, and its public key."""

    kind: str
    study: str
    schema: int
    sequence: int
    head: str
    made: str
    public: str


@dataclass(frozen=True)
class Package:
    """A package that was read: where it comes from, and its documents by name."""

    origin: Origin
    documents: Mapping[str, bytes]


def pack(origin: Origin, documents: Sequence[tuple[str, bytes]], sign: Sign) -> bytes:
    """The package. Raises PackageRefused for more than a package holds, and for names that are none or come twice."""
    names = [name for name, _octets in documents]
    wrong = _wrong_names(names)
    if wrong or not 0 < len(names) <= MOST or sum(len(octets) for _name, octets in documents) > LARGEST - (1 << 20):
        raise PackageRefused(wrong or "This is more than one package holds. Nothing was written; take less at a time.")
    files = [
        {"name": name, "size": len(octets), "sha256": hashlib.sha256(octets).hexdigest()} for name, octets in documents
    ]
    manifest = canonical({"format": FORMAT, "files": files, **vars(origin)}).encode()
    return _archive([(MANIFEST, manifest), (SIGNATURE, sign(_SIGNS + manifest)), *documents])


def unpack(octets: bytes, verify: Verify, newest_schema: int) -> Package:
    """Everything in it, after all of it was checked. Raises PackageRefused."""
    if len(octets) > LARGEST:
        raise PackageRefused("This package is larger than any that is written. Nothing was taken from it.")
    entries = _entries(octets)
    if [name for name, _content in entries[:2]] != [MANIFEST, SIGNATURE] or len(entries[0][1]) > LARGEST_MANIFEST:
        raise PackageRefused(_NOT_WHOLE)
    manifest, signature, documents = entries[0][1], entries[1][1], entries[2:]
    origin, files = _read(manifest)
    if not verify(bytes.fromhex(origin.public), _SIGNS + manifest, signature):
        raise PackageRefused("The signature of this package is wrong. Nothing was taken from it; ask where it is from.")
    if origin.schema > newest_schema:
        raise PackageRefused("This package was made by a newer program. Nothing was taken from it; update this one.")
    found = [(name, len(content), hashlib.sha256(content).hexdigest()) for name, content in documents]
    if found != files or _wrong_names([name for name, *_rest in files]) or _archive(entries) != octets:
        raise PackageRefused(_NOT_WHOLE)
    return Package(origin, dict(documents))


def _read(manifest: bytes) -> tuple[Origin, list[tuple[str, int, str]]]:
    try:
        said = json.loads(manifest)
        if canonical(said).encode() != manifest or said.pop("format") != FORMAT:
            raise PackageRefused(_NOT_WHOLE)
        files = [
            (_text(one.pop("name")), _number(one.pop("size")), _text(one.pop("sha256")), one)
            for one in said.pop("files")
        ]
        kind, study, head, made, public = (
            _text(said.pop(name)) for name in ("kind", "study", "head", "made", "public")
        )
        origin = Origin(kind, study, _number(said.pop("schema")), _number(said.pop("sequence")), head, made, public)
        is_known = not said and not any(rest for *_file, rest in files) and len(bytes.fromhex(origin.public)) == 32
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise PackageRefused(_NOT_WHOLE) from error
    if not is_known:
        raise PackageRefused(_NOT_WHOLE)
    return origin, [(name, size, digest) for name, size, digest, _rest in files]


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not text")
    return value


def _number(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise TypeError("not a number")
    return value


def _wrong_names(names: Sequence[str]) -> str:
    """What is wrong with the names, as a sentence; "" for nothing."""
    if len({name.casefold() for name in (*names, MANIFEST, SIGNATURE)}) != len(names) + 2:
        return "Two documents of a package have one name. Nothing was written; rename one."
    bad = next((name for name in names if why_not(name)), None)
    return f"“{bad}” is not a name for a file: {why_not(bad)}. Nothing was written." if bad is not None else ""


def _archive(entries: Sequence[tuple[str, bytes]]) -> bytes:
    """A zip of stored entries, in the one way."""
    parts: list[bytes] = []
    directory: list[bytes] = []
    at = 0
    for name, content in entries:
        told, crc, size = name.encode(), zlib.crc32(content), len(content)
        fixed: tuple[Any, ...] = (_VERSION, _UTF_8, 0, 0, _DAY, crc, size, size, len(told), 0)
        parts += [_LOCAL.pack(b"PK\x03\x04", *fixed), told, content]
        directory += [_ENTRY.pack(b"PK\x01\x02", _VERSION, *fixed, 0, 0, 0, 0, at), told]
        at += _LOCAL.size + len(told) + size
    listed = b"".join(directory)
    end = _END.pack(b"PK\x05\x06", 0, 0, len(entries), len(entries), len(listed), at, 0)
    return b"".join((*parts, listed, end))


def _entries(octets: bytes) -> list[tuple[str, bytes]]:
    """Names and contents, one behind the other from the start; nothing is believed that lies beyond the end."""
    found: list[tuple[str, bytes]] = []
    at = 0
    while octets[at : at + 4] == b"PK\x03\x04" and len(octets) - at >= _LOCAL.size:
        *_fixed, size, _size, length, _extra = _LOCAL.unpack_from(octets, at)
        start = at + _LOCAL.size + length
        if len(found) >= MOST + 2 or start + size > len(octets):
            raise PackageRefused(_NOT_WHOLE)
        try:
            name = octets[start - length : start].decode()
        except UnicodeDecodeError as error:
            raise PackageRefused(_NOT_WHOLE) from error
        found.append((name, octets[start : start + size]))
        at = start + size
    if len(found) < 3:
        raise PackageRefused(_NOT_WHOLE)
    return found
