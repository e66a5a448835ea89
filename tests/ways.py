"""An agreement signed in each way there is, for tests."""

from __future__ import annotations

import struct
import zlib
from datetime import date

from ojm_desktop.domain.agreement import Uses
from ojm_desktop.domain.signing import Mark, Signed, Typed, Way, Witness
from ojm_desktop.service import agreements, scans
from ojm_desktop.service.agreements import Shown
from ojm_desktop.service.session import Session
from ojm_desktop.typeset import Typeset
from tests import studies

NAME = "Siân Łukasz-Żółć"
PLACE = "Tŷ Cornel, room 2"


def png(wide: int = 4, high: int = 3) -> bytes:
    """A grey picture of that size, its dots for 4 x 3 only."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)
    dots = zlib.compress(b"".join(b"\0" + bytes(4) for _ in range(3)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", dots) + chunk(b"IEND", b"")


def signed_in(way: Way, at: str = studies.SIGNED_AT) -> Signed:
    """A signature of a way other than paper."""
    drawn = studies.signature(1, at)
    if way is Way.TYPED:
        return Typed(NAME, at, 60)
    return Mark(drawn, Witness(NAME, studies.signature(3, at))) if way is Way.MARK else drawn


def file_agreement(
    session: Session,
    participant: str,
    way: Way,
    *,
    uses: Uses = studies.ALL_USES,
    signed_on: date = date(2026, 2, 2),
    has_our_words: bool = True,
    place: str = PLACE,
) -> Shown:
    """As the page does: made, shown, signed."""
    typeset = Typeset()
    if way is Way.PAPER:
        scan = scans.checked(png())
        scanned = scan.signed(signed_on, has_our_words=has_our_words, clock=session.clock)
        signed: Signed = scanned
        prepared = agreements.prepare_record(session, participant, uses, scan, scanned, typeset=typeset)
    else:
        signed = signed_in(way)
        prepared = agreements.prepare(session, participant, uses, read_aloud=True, typeset=typeset)
    shown = agreements.show(session, prepared)
    agreements.sign(session, shown, signed, studies.signature(2), place=place)
    return shown
