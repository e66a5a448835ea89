"""Workbooks as spreadsheet programs save them, made from sheets of rows: .xlsx, and .xls in its compound file."""

from __future__ import annotations

import io
import struct
from collections.abc import Mapping, Sequence

from openpyxl import Workbook

Sheets = Mapping[str, Sequence[Sequence[object]]]
_SECTOR = 512
_END_OF_CHAIN, _FAT_SECTOR, _FREE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF


def xlsx(sheets: Sheets) -> bytes:
    """The sheets as an .xlsx file."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    with io.BytesIO() as octets:
        book.save(octets)
        return octets.getvalue()


def xls(sheets: Sheets) -> bytes:
    """The sheets as a workbook of the old kind (BIFF8), texts and numbers alone."""
    bodies = [_sheet(rows) for rows in sheets.values()]
    bounds = [_record(0x0085, struct.pack("<IHBB", 0, 0, len(name), 0) + name.encode("latin-1")) for name in sheets]
    start = len(_bof(0x0005)) + sum(map(len, bounds)) + len(_record(0x000A, b""))
    globals_ = _bof(0x0005)
    for name, body in zip(sheets, bodies, strict=True):
        globals_ += _record(0x0085, struct.pack("<IHBB", start, 0, len(name), 0) + name.encode("latin-1"))
        start += len(body)
    return _compound(globals_ + _record(0x000A, b"") + b"".join(bodies))


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _bof(kind: int) -> bytes:
    return _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))


def _sheet(rows: Sequence[Sequence[object]]) -> bytes:
    cells = b""
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            place = struct.pack("<HHH", number, column, 0)
            if isinstance(value, int | float):
                cells += _record(0x0203, place + struct.pack("<d", value))
            elif value:
                text = str(value)
                cells += _record(0x0204, place + struct.pack("<HB", len(text), 1) + text.encode("utf-16-le"))
    return _bof(0x0010) + cells + _record(0x000A, b"")


def _compound(stream: bytes) -> bytes:
    """A compound file with one stream, called Workbook."""
    stream = stream.ljust(max(4096, -(-len(stream) // _SECTOR) * _SECTOR), b"\x00")
    count = len(stream) // _SECTOR
    chain = [_FAT_SECTOR, _END_OF_CHAIN, *range(3, count + 2), _END_OF_CHAIN]
    assert len(chain) <= _SECTOR // 4
    fat = struct.pack(f"<{_SECTOR // 4}I", *chain, *[_FREE] * (_SECTOR // 4 - len(chain)))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, _END_OF_CHAIN, 0, _END_OF_CHAIN, 0)
    head += struct.pack("<109I", 0, *[_FREE] * 108)
    entries = _entry("Root Entry", 5, child=1) + _entry("Workbook", 2, start=2, size=len(stream))
    return head + fat + entries.ljust(_SECTOR, b"\x00") + stream


def _entry(name: str, kind: int, child: int = _FREE, start: int = _END_OF_CHAIN, size: int = 0) -> bytes:
    text = (name + "\x00").encode("utf-16-le")
    told = text.ljust(64, b"\x00") + struct.pack("<HBBIII", len(text), kind, 1, _FREE, _FREE, child)
    return told + bytes(36) + struct.pack("<III", start, size, 0)
