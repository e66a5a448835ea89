"""Adding to a finished PDF's last page without changing a byte: an incremental revision (ISO 32000-1, 7.5.6).

The words added use the face and the characters the first revision embedded, so they are ASCII.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

from ojm_desktop.journey.primitives import Point
from ojm_desktop.typeset import SANS_REGULAR

_POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True)
class _Anchor:
    """Of the first revision: its last page (object, dictionary, height in points) and the text face's name."""

    number: int
    entries: bytes
    height: float
    face: str


@dataclass(frozen=True)
class RevisedStroke:
    """A drawn line in mm from the page's top left, and its width."""

    points: tuple[Point, ...]
    width: float


@dataclass(frozen=True)
class RevisedLine:
    """One line of ASCII text on its baseline; size in points."""

    x: float
    y: float
    text: str
    size: float


def appended(first: bytes, strokes: list[RevisedStroke], lines: list[RevisedLine]) -> bytes:
    """`first` with a second revision behind it that draws `strokes` and `lines` over the last page.

    Raises ValueError when `first` is not a file of this program or a line is not ASCII.
    """
    trailer = _last(rb"trailer\s*<<(.*?)>>\s*startxref\s*(\d+)\s*%%EOF\s*$", first)
    size = int(_last(rb"/Size (\d+)", trailer.group(1)).group(1))
    root = _last(rb"/Root \d+ 0 R", trailer.group(1)).group(0)
    info = _last(rb"/Info \d+ 0 R", trailer.group(1)).group(0)
    anchor = _anchor(first)
    drawn = zlib.compress(_drawing(anchor, strokes, lines), 9)
    before, after, stream = size, size + 1, size + 2
    saved, restored = b"q\n", b"Q\n"
    contents = _last(rb"/Contents (\d+ 0 R)", anchor.entries).group(1)
    revised = anchor.entries.replace(
        b"/Contents " + contents, b"/Contents [ %d 0 R %b %d 0 R %d 0 R ]" % (before, contents, after, stream), 1
    )
    objects = {
        anchor.number: b"<<\n" + revised + b"\n>>",
        before: _stream(saved),
        after: _stream(restored),
        stream: _stream(drawn, b"/Filter /FlateDecode "),
    }
    return _written(first, objects, b"/Size %d %b %b" % (size + 3, root, info), int(trailer.group(2)))


def _anchor(first: bytes) -> _Anchor:
    """The last page of the file and the name under which it knows the upright text face."""
    page = _last(rb"\n(\d+) 0 obj\n<<\n(?P<entries>/Contents (?:(?!endobj).)*?/Type /Page)\n>>\s*endobj", first)
    height = _last(rb"/MediaBox \[ 0 0 [\d.]+ ([\d.]+) \]", page["entries"]).group(1)
    font = _last(rb"\n(\d+) 0 obj\n<<\n/BaseFont /\w+\+%b " % SANS_REGULAR.encode(), first).group(1)
    name = _last(rb"(/F\d+\+0) %b 0 R" % font, first).group(1)
    return _Anchor(int(page.group(1)), page["entries"], float(height), name.decode("ascii"))


def _last(pattern: bytes, octets: bytes) -> re.Match[bytes]:
    found = list(re.finditer(pattern, octets, re.DOTALL))
    if not found:
        raise ValueError("this file was not made by this program")
    return found[-1]


def _stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<< %b/Length %d >>\nstream\n%b\nendstream" % (entries, len(content), content)


def _written(first: bytes, objects: dict[int, bytes], entries: bytes, previous: int) -> bytes:
    """The first revision, the objects, their cross-references and a trailer that names the first one's."""
    out = bytearray(first)
    if not out.endswith(b"\n"):
        out += b"\n"
    table = b"xref\n0 1\n0000000000 65535 f \n"
    for number in sorted(objects):
        table += b"%d 1\n%010d 00000 n \n" % (number, len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, objects[number])
    start = len(out)
    out += table + b"trailer\n<< %b /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (entries, previous, start)
    return bytes(out)


def _drawing(anchor: _Anchor, strokes: list[RevisedStroke], lines: list[RevisedLine]) -> bytes:
    parts = ["q 0 0 0 RG 0 0 0 rg 1 J 1 j"]
    for stroke in strokes:
        parts.append(f"{stroke.width * _POINTS_PER_MM:.3f} w")
        placed = [_place(anchor, x, y) for x, y in stroke.points]
        parts.append(f"{placed[0]} m {placed[0]} l")
        parts.extend(f"{place} l" for place in placed[1:])
        parts.append("S")
    for line in lines:
        text = re.sub(r"([\\()])", r"\\\1", line.text)
        place = _place(anchor, line.x, line.y)
        parts.append(f"BT 1 0 0 1 {place} Tm {anchor.face} {line.size:g} Tf 0 Tr ({text}) Tj ET")
    return "\n".join([*parts, "Q"]).encode("ascii")


def _place(anchor: _Anchor, x: float, y: float) -> str:
    return f"{x * _POINTS_PER_MM:.3f} {anchor.height - y * _POINTS_PER_MM:.3f}"
