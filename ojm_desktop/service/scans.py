"""A scanned paper chosen from the disk: looked at from outside before anything takes it apart (I1)."""

from __future__ import annotations

import hashlib
import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from ojm_desktop.domain.agreement import AgreementText
from ojm_desktop.domain.clock import Clock, long_date
from ojm_desktop.domain.counting import counted
from ojm_desktop.domain.errors import OjmError, Refused
from ojm_desktop.domain.signing import ScanKind, Scanned

MOST_OCTETS: Final = 8 * 1024 * 1024
MOST_PAGES: Final = 30
MOST_PIXELS: Final = 64_000_000
"""An A4 page at 600 dots an inch has 35 million."""
MOST_UNPACKED: Final = 256 * 1024 * 1024
"""Octets of all packed streams of a PDF together: 30 grey pages at 300 dots an inch."""
_PIECE: Final = 1 << 16
_STREAM: Final = re.compile(rb"(?<!end)stream\r?\n")
_PACKED_TWICE: Final = re.compile(rb"/Filter\s*\[[^\]/]*/[^\]/]+/[^\]]*\]")
MIME: Final = {ScanKind.PDF: "application/pdf", ScanKind.JPEG: "image/jpeg", ScanKind.PNG: "image/png"}
_BEGINS: Final = {b"%PDF-": ScanKind.PDF, b"\xff\xd8\xff": ScanKind.JPEG, b"\x89PNG\r\n\x1a\n": ScanKind.PNG}
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""JPEG's markers of a frame, which tell how large it is."""
_ALONE: Final = frozenset({0x01, *range(0xD0, 0xD9)})
"""Those that stand alone, without a length."""


@dataclass(frozen=True)
class Scan:
    """A file as it was on the disk, and what it is."""

    octets: bytes = field(repr=False)
    kind: ScanKind
    pages: int

    def signed(self, signed_on: date, *, has_our_words: bool, clock: Clock) -> Scanned:
        """As a signature, taken in now."""
        now = clock.now()
        digest = hashlib.sha256(self.octets).hexdigest()
        return Scanned(
            self.kind, digest, len(self.octets), self.pages, signed_on, has_our_words, now.utc, now.offset
        )  # fmt: skip


def from_disk(path: Path) -> Scan:
    """Read a file that somebody chose. Raises Refused with a sentence; nothing larger than the limit is read whole."""
    try:
        if not path.is_file():
            raise Refused(f"{path.name} is no file. Nothing was taken in; choose the scanned paper.")
        with path.open("rb") as file:
            octets = file.read(MOST_OCTETS + 1)
    except OSError as error:
        raise OjmError(f"{path.name} could not be read: {error.strerror}. Nothing was taken in.") from error
    return checked(octets)


def checked(octets: bytes) -> Scan:
    """What a file is, by its size and its own beginning. Raises Refused for what is no paper that can be kept."""
    if not octets:
        raise Refused("This file is empty. Nothing was taken in; choose the scanned paper.")
    if len(octets) > MOST_OCTETS:
        size = MOST_OCTETS // (1024 * 1024)
        raise Refused(f"This file is larger than {size} MiB. Nothing was taken in; scan it in grey, at 200 dpi.")
    kind = next((kind for begins, kind in _BEGINS.items() if octets.startswith(begins)), None)
    if kind is None:
        raise Refused("This is no PDF, JPEG or PNG. Nothing was taken in; scan the paper as one of these.")
    return Scan(octets, kind, _pages(octets, kind))


def file_name(code: str, scan: Scan) -> str:
    """What the file is called inside the sealed record."""
    return f"{code}-signed-paper.{scan.kind.value}"


def parts_about(
    scan: Scan, scanned: Scanned, text: AgreementText, code: str
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What the record says of a paper: parts with a heading, in the order of the page."""
    day, pages = long_date(scanned.signed_on), counted(scanned.pages, "page")
    words = (
        f"The words on it are those of text version {text.version}, {text.language}."
        if scanned.has_our_words
        else "It has words of its own, not those of a text of this study."
    )
    paper = (
        f"{code} signed an agreement in ink on {day}. The scanned paper is attached to this file as "
        f"{file_name(code, scan)}: {pages}, {scanned.size:,} bytes. Readers of PDF show it among the attachments."
    )
    return (
        ("The paper", (paper, words)),
        ("How to know it again", (f"SHA-256 of the attached file: {scanned.sha256}",)),
        ("What the researcher signs", ("I have seen the paper. It is the one that is attached, and the answers below "
                                       "are those on it.",)),
    )  # fmt: skip


def _pages(octets: bytes, kind: ScanKind) -> int:
    if kind is ScanKind.PDF:
        if _unpacks_too_far(octets):
            raise Refused("This PDF unpacks to more than any scan. Nothing was taken in; scan the paper again.")
        from ojm_desktop.report.agreement_seal import pages_of

        pages = pages_of(octets)
        if pages == 0:
            raise Refused("This PDF cannot be read, or has a password. Nothing was taken in; scan the paper again.")
        if pages > MOST_PAGES:
            raise Refused(f"This PDF has more than {MOST_PAGES} pages. Nothing was taken in; scan the agreement alone.")
        return pages
    size = _png_size(octets) if kind is ScanKind.PNG else _jpeg_size(octets)
    if size is None or 0 in size:
        raise Refused("This picture is damaged. Nothing was taken in; scan the paper again.")
    if size[0] * size[1] > MOST_PIXELS:
        raise Refused("This picture has too many dots. Nothing was taken in; scan the paper at 200 dpi.")
    return 1


def _unpacks_too_far(octets: bytes) -> bool:
    """Whether what is packed in a PDF would fill the memory of whoever takes it apart."""
    if _PACKED_TWICE.search(octets):
        return True
    whole, left = memoryview(octets), MOST_UNPACKED
    for begins in _STREAM.finditer(octets):
        unpacking, at, waiting = zlib.decompressobj(), begins.end(), b""
        while left > 0 and not unpacking.eof and (waiting or at < len(octets)):
            piece = waiting or whole[at : at + _PIECE]
            at += 0 if waiting else _PIECE
            try:
                left -= len(unpacking.decompress(piece, _PIECE))
            except zlib.error:
                break
            waiting = unpacking.unconsumed_tail
        if left <= 0:
            return True
    return False


def _png_size(octets: bytes) -> tuple[int, int] | None:
    if octets[12:16] != b"IHDR" or b"IEND" not in octets[-16:]:
        return None
    wide, high = struct.unpack(">II", octets[16:24])
    return wide, high


def _jpeg_size(octets: bytes) -> tuple[int, int] | None:
    for marker, at in _segments(octets):
        if marker in _FRAMES and at + 7 <= len(octets):
            high, wide = struct.unpack(">HH", octets[at + 3 : at + 7])
            return wide, high
    return None


def _segments(octets: bytes) -> Iterator[tuple[int, int]]:
    """Each marker of a JPEG up to its dots, and where its length stands."""
    at = 2
    while at + 4 <= len(octets) and octets[at] == 0xFF:
        marker = octets[at + 1]
        if marker == 0xFF:
            at += 1
        elif marker in _ALONE:
            at += 2
        elif marker == 0xDA:
            return
        else:
            yield marker, at + 2
            at += 2 + int.from_bytes(octets[at + 2 : at + 4])
