"""What a file is, by its first octets, and whether it is safe to open; both before anything of it is parsed.

A workbook is a zip archive or an old compound file whatever its name says. The limits are far above any questionnaire
and far below what hurts: 3,000 questions in three languages take 4 MiB unpacked (I1, I2).
"""

from __future__ import annotations

import contextlib
import io
import stat
import struct
import zipfile
import zlib
from enum import Enum
from pathlib import Path
from typing import IO, Final
from xml.parsers import expat

from ojm_desktop.domain.errors import OjmError

MIB: Final = 1 << 20
LARGEST_FILE: Final = 16 * MIB
LARGEST_UNPACKED: Final = 32 * MIB
MOST_PARTS: Final = 1_000
LARGEST_DIRECTORY: Final = 256 * 1024
LARGEST_RATIO: Final = 200
RATIO_COUNTS_FROM: Final = MIB
MOST_ELEMENTS: Final = 350_000
"""3,000 questions and 20,000 choices in three languages come to 230,000 (nine a choice, 17 a question)."""
MOST_ATTRIBUTES: Final = 200
DEEPEST_ELEMENT: Final = 400
"""Groups take two elements each in the body of an XForm, and more than 100 inside each other are refused anyway."""
LONGEST_NAME: Final = 80
"""Characters of a part's name in a sentence."""
_END: Final = b"PK\x05\x06"
_END_64: Final = b"PK\x06\x07"
_END_SIZE: Final = 22
_LONGEST_COMMENT: Final = 65_535
_ENTITIES: Final = (b"<!DOCTYPE", b"<!ENTITY")
_LONGEST_MARK: Final = max(map(len, _ENTITIES))
_PIECE: Final = 1 << 16
"""So much of a part is unpacked at once."""
_NO_PART: Final = (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, zlib.error)
"""What zipfile says of a part that is damaged, locked or packed in a way it does not know."""
_PACKED: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The only ways in which a part of a workbook may be packed (ECMA-376 part 2, annex B)."""

_FIRST_PARTS: Final = 4096
"""How much of an archive is looked at for the name of a part that only one kind of document has."""
_ODS: Final = "a spreadsheet of LibreOffice (.ods)"
_STRANGERS: Final = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3", "a database"),
    (b"{\\rtf", "a text of a word processor"),
    (b"7z\xbc\xaf\x27\x1c", "a packed archive"),
    (b"Rar!", "a packed archive"),
    (b"\x1f\x8b", "a packed archive"),
)
_IN_ARCHIVES: Final = (
    (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", _ODS),
    (b"mimetypeapplication/vnd.oasis.opendocument", "a document of LibreOffice"),
    (b"word/document.xml", "a document of Word"),
    (b"word/_rels/", "a document of Word"),
    (b"ppt/_rels/", "a presentation"),
)
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
"""A workbook with a password lies in an old compound file, in a part of this name (MS-OFFCRYPTO 2.3.4.4)."""
CHOOSE: Final = "Choose the workbook (.xlsx, .xls, .csv, .md) or the XForm (.xml)."
_SAVE_AS: Final = {_ODS: "Open it in LibreOffice, save it as .xlsx, and choose that."}


class Unsafe(OjmError):
    """The file is none that is opened; the sentence says why, and nothing of it was read."""


class Kind(Enum):
    """What the octets are."""

    XLSX = "xlsx"
    XLS = "xls"
    XML = "xml"
    MARKDOWN = "md"
    CSV = "csv"


def octets_of(path: Path) -> bytes:
    """What is in a file; of a large one as much as it takes to refuse it, so that memory stays flat. Raises OSError."""
    with path.open("rb") as file:
        return file.read(LARGEST_FILE + 1)


def recognise(octets: bytes) -> Kind:
    """What a file is, whatever it is called; raises Unsafe for what is no questionnaire or too large to be one."""
    if not octets.strip():
        raise Unsafe("The file is empty. Choose the workbook itself, or save it again.")
    if len(octets) > LARGEST_FILE:
        raise Unsafe(
            f"The file is larger than {LARGEST_FILE // MIB} MiB, which no questionnaire is. It was not opened."
        )
    stranger = _stranger(octets)
    if stranger:
        raise Unsafe(
            f"This is {stranger}, whatever its name says, and no questionnaire. {_SAVE_AS.get(stranger, CHOOSE)}"
        )
    if octets.startswith(b"PK"):
        check_archive(octets)
        return Kind.XLSX
    if octets.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        if _LOCKED in octets:
            raise Unsafe(
                "The workbook is locked with a password of its spreadsheet, so it cannot be read here. "
                "Open it there, save it without the password, and choose that."
            )
        return Kind.XLS
    return _text_kind(octets)


def _stranger(octets: bytes) -> str:
    """What a file of another kind is, by its first octets; empty for what may be a questionnaire."""
    if octets.startswith(b"PK"):
        first = octets[:_FIRST_PARTS]
        return next((name for mark, name in _IN_ARCHIVES if mark in first), "")
    return next((name for mark, name in _STRANGERS if octets.startswith(mark)), "")


def _text_kind(octets: bytes) -> Kind:
    if b"\x00" in octets[:4096]:
        raise Unsafe(
            "This is no workbook and no form: neither .xlsx, .xls, .csv, .md nor an XForm. Choose another file."
        )
    text = octets.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text.startswith(b"<"):
        if any(mark in octets.upper() for mark in _ENTITIES):
            raise Unsafe("This XML defines entities or a document type, which a form never needs: it was not read.")
        _check_elements(octets)
        return Kind.XML
    return Kind.MARKDOWN if text.startswith(b"|") else Kind.CSV


def _check_elements(octets: bytes) -> None:
    """Count elements and how deep they lie while nothing is kept of them; what is no XML is told by who reads it."""
    parser = expat.ParserCreate()
    count = depth = 0

    def begin(_name: str, attributes: dict[str, str]) -> None:
        nonlocal count, depth
        count += 1
        depth += 1
        if len(attributes) > MOST_ATTRIBUTES:
            raise Unsafe(f"An element of this XML has more than {MOST_ATTRIBUTES} attributes, as in no form: not read.")
        if count > MOST_ELEMENTS:
            raise Unsafe(f"This XML has more than {MOST_ELEMENTS:,} elements, which no form has. It was not read.")
        if depth > DEEPEST_ELEMENT:
            raise Unsafe(f"Elements lie more than {DEEPEST_ELEMENT} deep in this XML, as in no form. It was not read.")

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartElementHandler, parser.EndElementHandler = begin, end
    with contextlib.suppress(expat.ExpatError, ValueError, LookupError):
        parser.Parse(octets, True)


def check_archive(octets: bytes) -> None:
    """Refuse an archive that would cost more to open than a workbook can, by its directory alone."""
    _check_directory(octets)
    try:
        with zipfile.ZipFile(io.BytesIO(octets)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error, zlib.error, UnicodeError) as error:
        raise Unsafe("The workbook is damaged: its list of parts cannot be read. Save it again as .xlsx.") from error
    if len(parts) > MOST_PARTS:
        raise Unsafe(f"The workbook has more than {MOST_PARTS} parts, which no questionnaire has. It was not opened.")
    for part in parts:
        _check_part(part)
    if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise Unsafe(
            f"Unpacked, the workbook is larger than {LARGEST_UNPACKED // MIB} MiB, which no questionnaire is. "
            "It was not opened. Delete empty rows and pictures, and save it again."
        )
    if "[Content_Types].xml" not in {part.filename for part in parts}:
        raise Unsafe("This is a zip archive and no workbook. Unpack it and choose the workbook itself.")
    _check_declarations(octets, parts)


def _check_declarations(octets: bytes, parts: list[zipfile.ZipInfo]) -> None:
    """No part of a workbook declares a document type or an entity, at its beginning or further down.

    Looked for in the octets and not by a parser, so that it holds whichever parser reads the workbook afterwards: some
    resolve entities. Encodings of two and four octets are told apart by nothing but their zeros.
    """
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        for part in parts:
            # What is damaged or locked ends early, and the reader says so in its own words.
            with contextlib.suppress(*_NO_PART), archive.open(part) as stream:
                if _declares(stream):
                    raise Unsafe(
                        f"The part {_named(part)} of the workbook defines entities or a document type, which none "
                        "needs: not read. If it is a picture, take it out and save the workbook again."
                    )


def _named(part: zipfile.ZipInfo) -> str:
    """A part's name as it can be told: whoever made the file chose it."""
    seen = "".join(letter if letter.isprintable() else "?" for letter in part.filename)
    return f"“{seen}”" if len(seen) <= LONGEST_NAME else f"“{seen[:LONGEST_NAME]}…”"


def _declares(stream: IO[bytes]) -> bool:
    """Whether a part declares what no form needs, read piece by piece; a mark may lie across two of them."""
    before = b""
    while piece := stream.read(_PIECE):
        text = before + piece.replace(b"\0", b"")
        if b"<!" in text and any(mark in text for mark in _ENTITIES):
            return True
        before = text[-_LONGEST_MARK:]
    return False


def _check_directory(octets: bytes) -> None:
    """The directory is measured where the archive says it is, so that a million entries are never listed."""
    tail = octets[-(_END_SIZE + _LONGEST_COMMENT) :]
    at = tail.rfind(_END)
    if at < 0 or at + _END_SIZE > len(tail):
        raise Unsafe("The workbook is damaged: its end is missing. Copy or save it again.")
    if _END_64 in tail:
        raise Unsafe("The workbook is an archive for more than 4 GiB or 65,535 parts. It was not opened.")
    count, size = struct.unpack("<HL", tail[at + 10 : at + 16])
    if count > MOST_PARTS or size > LARGEST_DIRECTORY:
        raise Unsafe(f"The workbook has more than {MOST_PARTS} parts, which no questionnaire has. It was not opened.")


def _check_part(part: zipfile.ZipInfo) -> None:
    name = part.orig_filename.replace("\\", "/")
    if name.startswith("/") or ":" in name or ".." in name.split("/"):
        raise Unsafe("A part of the workbook points outside of it. It was not opened; ask who made it.")
    if stat.S_ISLNK(part.external_attr >> 16):
        raise Unsafe("A part of the workbook is a link to another file. It was not opened; ask who made it.")
    if name.lower().endswith((".zip", ".xlsx", ".xls", ".ods")):
        raise Unsafe("Another archive is packed inside the workbook. It was not opened; take it out and save again.")
    if part.compress_type not in _PACKED:
        raise Unsafe("A part of the workbook is packed in a way no spreadsheet uses. Open it in one and save it again.")
    if part.file_size > RATIO_COUNTS_FROM and part.file_size > LARGEST_RATIO * max(1, part.compress_size):
        raise Unsafe(
            f"A part of the workbook unpacks to more than {LARGEST_RATIO} times its size, as only a trap does. "
            "It was not opened."
        )
