"""A file from the disk is looked at from outside before anything takes it apart (I1)."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest

from ojm_desktop.domain.errors import OjmError, Refused
from ojm_desktop.domain.signing import ScanKind
from ojm_desktop.report import agreement_seal
from ojm_desktop.service import scans
from tests import ways

PDF = (
    b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Count %d/Kids[3 0 R]>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
)


def pdf(pages: int = 1, more: bytes = b"", inside: bytes = b"") -> bytes:
    """A file with that many pages, as it says, and what else is inside."""
    body = PDF % pages + inside
    starts = [body.index(b"%d 0 obj" % number) for number in (1, 2, 3)]
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    trailer = b"trailer<</Size 4/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF" % (more, len(body))
    return body + b"xref\n0 4\n0000000000 65535 f \n" + table + trailer


def jpeg(wide: int = 8, high: int = 6) -> bytes:
    """The beginning of a picture, up to where its dots would come."""
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 8, 8, high, wide, 0)
    return b"\xff\xd8\xff\xe0\x00\x04ab" + frame + b"\xff\xda\x00\x02dots\xff\xd9"


@pytest.mark.parametrize(
    ("octets", "kind", "pages"),
    [(pdf(), ScanKind.PDF, 1), (pdf(4), ScanKind.PDF, 4), (jpeg(), ScanKind.JPEG, 1), (ways.png(), ScanKind.PNG, 1)],
)
def test_that_a_pdf_a_jpeg_and_a_png_are_known_by_their_content(octets: bytes, kind: ScanKind, pages: int) -> None:
    found = scans.checked(octets)
    assert (found.kind, found.pages, found.octets) == (kind, pages, octets)


@pytest.mark.parametrize(
    ("octets", "why"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 an archive", "no PDF, JPEG or PNG"),
        (b"GIF89a", "no PDF, JPEG or PNG"),
        (b"%PDF-1.7 and nothing else", "cannot be read"),
        (pdf(more=b"/Encrypt<</Filter/Standard/V 1/R 2/O()/U()/P 0>>/ID[()()]"), "has a password"),
        (pdf(scans.MOST_PAGES + 1), "more than 30 pages"),
        (ways.png()[:40], "damaged"),
        (ways.png(0, 4), "damaged"),
        (ways.png(100_000, 100_000), "too many dots"),
        (jpeg(65_000, 65_000), "too many dots"),
        (b"\xff\xd8\xff\xda\x00\x02dots", "damaged"),
        (b"\xff\xd8\xff" + b"\xff" * 50, "damaged"),
    ],
)
def test_that_i1_what_is_no_paper_that_can_be_kept_is_refused_with_a_sentence(octets: bytes, why: str) -> None:
    with pytest.raises(Refused, match=why) as refused:
        scans.checked(octets)
    assert "Nothing was taken in" in str(refused.value)


def packed(times: int) -> bytes:
    """A megabyte of nothing, so many times, as one stream of a PDF."""
    pack = zlib.compressobj(1)
    body = b"".join(pack.compress(bytes(1 << 20)) for _ in range(times)) + pack.flush()
    return b"9 0 obj<</Filter/FlateDecode/Length %d>>stream\n%b\nendstream endobj\n" % (len(body), body)


def test_that_i1_a_pdf_that_unpacks_to_more_than_any_scan_is_refused_before_it_is_taken_apart(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(scans, "MOST_UNPACKED", 4 << 20)
    assert scans.checked(pdf(inside=packed(3))).pages == 1
    monkeypatch.setattr(agreement_seal, "pages_of", lambda _octets: pytest.fail("it was taken apart"))
    for octets in (
        pdf(inside=packed(5)),
        pdf(inside=packed(2) * 3),
        pdf(more=b"/Filter [/FlateDecode /FlateDecode]/X 1"),
    ):
        with pytest.raises(Refused, match="unpacks to more"):
            scans.checked(octets)


def test_that_i1_no_more_than_the_limit_is_read_of_a_file_however_large(tmp_path: Path) -> None:
    path = tmp_path / "large.pdf"
    with path.open("wb") as file:
        file.write(pdf())
        file.truncate(40 * scans.MOST_OCTETS)
    with pytest.raises(Refused, match="larger than 8 MiB"):
        scans.from_disk(path)
    path.write_bytes(pdf())
    assert scans.from_disk(path).octets == pdf()
    for wrong in (tmp_path, tmp_path / "missing.pdf"):
        with pytest.raises(OjmError, match="Nothing was taken in"):
            scans.from_disk(wrong)
