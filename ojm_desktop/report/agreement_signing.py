"""What signing adds to the agreement that was shown: signatures of every way, times, the head of the log and the seal.

Nothing that was shown can change by it: `signed(shown, ...)` begins with the very bytes of `shown`.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from ojm_desktop.domain import signing
from ojm_desktop.domain.agreement import Signature
from ojm_desktop.domain.clock import local_time, long_date
from ojm_desktop.domain.signing import Mark, Scanned, Typed, Way, way_of
from ojm_desktop.report.agreement_pdf import SIGNATURE_HEIGHT, SIGNATURE_WIDTH, SMALL, Corner, ShownAgreement
from ojm_desktop.report.agreement_seal import Attachment, Seal, sealed
from ojm_desktop.report.flow import MARGIN, WIDTH
from ojm_desktop.report.revision import Revised, RevisedCode, RevisedLine, RevisedStroke, RevisedWords, drawing
from ojm_desktop.report.squares import squares
from ojm_desktop.typeset import Typeset
from ojm_desktop.typeset.outlines import fitted, outlined

HALF = 38.0
"""Width in mm of the mark's half of the participant's box, and of the witness's, at its other end."""
NO_TIMESTAMP = "The times are those of this laptop's clock{}; no trusted timestamp confirms them."
"""No claim beyond the evidence (S7); in the middle what was found of the clock, where it gave cause (T2)."""
WAYS = {
    Way.DRAWN: "Signed by the participant and by a researcher",
    Way.TYPED: "Name typed by the participant, signed by a researcher",
    Way.MARK: "Mark of the participant before a witness, signed by a researcher",
    Way.PAPER: "Signed on paper, which is attached; signed by a researcher",
}
"""What the seal says of how it was signed, for who has nothing but the file."""

_SHAPE = 4
"""Width of what is drawn over its height, as on the screen."""
_PEN_THIN, _PEN_THICK = 0.35, 0.75
_CODE = 13.0
"""Side of the code in mm: a phone reads its 33 modules of 0.4 mm."""
_NAME_SIZES = (22.0, 19.0, 16.0, 13.0, 11.0, 9.0, 8.0)
"""In points, of a typed name in its box: the first that has room is taken."""
_PLACE_WIDTH = SIGNATURE_WIDTH - _CODE - 3.0
_ROW = 3.6


@dataclass(frozen=True)
class Signed:
    """Who signed and when, by this laptop's clock: `time` in words. A researcher's is always drawn."""

    signature: signing.Signed
    time: str


@dataclass(frozen=True)
class InBox:
    """What stands in a box: drawn signatures with their corner and width in mm, and lines of words."""

    drawn: tuple[tuple[Signature, Corner, float], ...] = ()
    words: tuple[RevisedWords, ...] = ()


def in_box(signature: signing.Signed, box: Corner, typeset: Typeset) -> InBox:
    """What a signature puts into a box of 80 x 20 mm with this top left corner."""
    match signature:
        case Typed(name):
            return InBox(words=_name(name, box, typeset))
        case Mark(mark, witness):
            top = box[1] + SIGNATURE_HEIGHT - HALF / _SHAPE - 1.0
            far = box[0] + SIGNATURE_WIDTH - HALF
            return InBox(((mark, (box[0], top), HALF), (witness.signature, (far, top), HALF)))
        case Scanned(signed_on=day):
            return InBox(words=_name(f"Signed on paper on {long_date(day)}", box, typeset, _NAME_SIZES[4:]))
        case Signature():
            return InBox(((signature, box, SIGNATURE_WIDTH),))


def signed(
    agreement: ShownAgreement,
    participant: Signed,
    researcher: Signed,
    record_words: tuple[str, ...],
    seal: Seal,
    *,
    typeset: Typeset,
    place: str = "",
    paper: Attachment | None = None,
    clock: str = "",
) -> bytes:
    """The shown file with signatures, times, place, the head of the log and the seal as one second revision (S3).

    `paper` is the file of a paper signed in ink; it goes along byte for byte. `clock`: what was found of the laptop's.
    """
    left, right = agreement.participant_box, agreement.researcher_box
    below, times = _below(left), NO_TIMESTAMP.format(clock)
    added: list[Revised] = [
        *_drawn(in_box(participant.signature, left, typeset)),
        *_drawn(in_box(researcher.signature, right, typeset)),
        *_said(participant, left, typeset),
        RevisedLine(right[0], below + 4.2, f"signed {researcher.time} by the clock of this laptop", SMALL),
        *([_line(f"Place: {place}", right[0], below + 7.8, _PLACE_WIDTH, typeset)] if place else []),
        RevisedLine(MARGIN, below + 12.0, "Head of the log: " + " ".join(record_words), SMALL),
        RevisedLine(MARGIN, below + 12.0 + _ROW, times, _fitting(times, typeset)),
        RevisedLine(MARGIN, below + 12.0 + 2 * _ROW, f"Sealed under the certificate {fingerprint(seal.study)}", SMALL),
    ]
    code = RevisedCode(WIDTH - MARGIN - _CODE, below + 6.0, _CODE, squares(" ".join(record_words).upper()))
    whole = replace(seal, way=WAYS[way_of(participant.signature)], place=place)
    return sealed(agreement.octets, drawing(agreement.octets, added, code), whole, paper)


def fingerprint(certificate: bytes) -> str:
    """The first half of a certificate's SHA-256, in groups of four as it is printed: 128 bits."""
    digits = hashlib.sha256(certificate).hexdigest()[:32]
    return " ".join(digits[place : place + 4] for place in range(0, 32, 4))


def _below(box: Corner) -> float:
    """The baseline of the line that says whose box it is, in mm."""
    return box[1] + SIGNATURE_HEIGHT + 4.4


def _said(by: Signed, box: Corner, typeset: Typeset) -> list[Revised]:
    """The lines under the participant's box: how and when."""
    here = _below(box)
    clock = f"{by.time} by the clock of this laptop"
    match by.signature:
        case Typed():
            return [RevisedLine(box[0], here + 4.2, f"name typed {clock}", SMALL)]
        case Mark(witness=witness):
            at = local_time(witness.signature.signed_at, witness.signature.offset)
            words = f"Witness: {witness.name}, signed {at}"
            return [
                RevisedLine(box[0] + SIGNATURE_WIDTH - HALF, here, "Witness", SMALL),
                RevisedLine(box[0], here + 4.2, f"mark made {clock}", SMALL),
                _line(words, box[0], here + 7.8, SIGNATURE_WIDTH, typeset),
            ]
        case Scanned():
            return [RevisedLine(box[0], here + 4.2, f"taken in {clock}", SMALL)]
        case Signature():
            return [RevisedLine(box[0], here + 4.2, f"signed {clock}", SMALL)]


def _name(name: str, box: Corner, typeset: Typeset, sizes: tuple[float, ...] = _NAME_SIZES) -> tuple[RevisedWords, ...]:
    """Words in a box, on the line that is its foot, as large as they have room."""
    found = fitted(typeset, name.strip(), SIGNATURE_WIDTH - 4.0, SIGNATURE_HEIGHT - 3.0, sizes)
    foot = box[1] + SIGNATURE_HEIGHT - 1.2 - found.pitch * 0.25
    first = foot - (len(found.lines) - 1) * found.pitch
    return tuple(
        RevisedWords(box[0] + 2.0, first + number * found.pitch, outlined(typeset, line, found.size))
        for number, line in enumerate(found.lines)
    )


def _line(words: str, x: float, y: float, width: float, typeset: Typeset) -> RevisedWords:
    """Somebody's words in one line; smaller where they would leave their room."""
    size = SMALL * min(1.0, width / max(1.0, typeset.width(words, SMALL)))
    return RevisedWords(x, y, outlined(typeset, words, size))


def _fitting(words: str, typeset: Typeset) -> float:
    """The size in which a line of the program's own words leaves the code its room."""
    room = WIDTH - 2 * MARGIN - _CODE - 3.0
    return SMALL * min(1.0, room / typeset.width(words, SMALL))


def _drawn(box: InBox) -> list[Revised]:
    strokes = [stroke for signature, corner, width in box.drawn for stroke in _strokes(signature, corner, width)]
    return [*strokes, *box.words]


def _strokes(signature: Signature, corner: Corner, width: float) -> list[RevisedStroke]:
    """The drawn lines, made smaller if they would leave the box; wider where the pen was pressed."""
    lowest = max((point.y for stroke in signature.strokes for point in stroke), default=0)
    furthest = max((point.x for stroke in signature.strokes for point in stroke), default=0)
    unit = min(width / max(10_000, furthest), width / _SHAPE / max(1, lowest, 2_500))
    strokes = []
    for stroke in signature.strokes:
        points = tuple((corner[0] + point.x * unit, corner[1] + point.y * unit) for point in stroke)
        pressed = sum(point.pressure for point in stroke) / len(stroke) if stroke else 0.0
        if points:
            strokes.append(RevisedStroke(points, _PEN_THIN + (_PEN_THICK - _PEN_THIN) * pressed / 1000))
    return strokes
