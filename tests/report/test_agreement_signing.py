"""What signing draws for each way: names exactly as they were typed, marks and witnesses in the halves of the box."""

from __future__ import annotations

import pytest

from ojm_desktop.domain.signing import LONGEST_NAME, LONGEST_PLACE, Mark, Typed, Witness
from ojm_desktop.report.agreement_pdf import SIGNATURE_HEIGHT, SIGNATURE_WIDTH, ShownAgreement, shown
from ojm_desktop.report.agreement_signing import HALF, Signed, signed
from ojm_desktop.typeset import Typeset
from ojm_desktop.typeset.outlines import outlined
from tests.report import sealing
from tests.report.paper import reader
from tests.report.test_agreement_pdf import HERS, MINE, PAPER, WORDS, added_operations

AT = "2026-03-03T13:06:40.000Z"
Words = tuple[str, list[tuple[float, float]]]


@pytest.fixture(scope="module")
def agreement() -> ShownAgreement:
    return shown(PAPER, Typeset())


def words_drawn(octets: bytes) -> list[Words]:
    """What reads as words that somebody typed, and every place its outlines name, in mm from the page's top left."""
    height = float(reader(octets).pages[-1].mediabox.height)
    found: list[Words] = []
    places: list[tuple[float, float]] | None = None
    for operands, operator in added_operations(octets):
        if operator == b"BDC":
            places = []
            found.append((str(operands[1]["/ActualText"]), places))
        elif operator == b"EMC":
            places = None
        elif places is not None and operator in (b"m", b"l", b"c"):
            numbers = [float(number) for number in operands]
            pairs = zip(numbers[::2], numbers[1::2], strict=True)
            places.extend((x / 72 * 25.4, (height - y) / 72 * 25.4) for x, y in pairs)
    return found


@pytest.mark.parametrize("name", ["Siân", "Łukasz Żółć-Nowák", "محمد علي", "Zoë (“Zed”) \\o/", "M" * LONGEST_NAME])
def test_that_a_typed_name_is_drawn_in_its_box_exactly_as_it_was_typed(
    name: str, agreement: ShownAgreement, typeset: Typeset
) -> None:
    typed = Signed(Typed(name, AT, 0), "13:06:40")
    octets = signed(agreement, typed, MINE, WORDS, sealing.seal(), typeset=typeset)
    lines = words_drawn(octets)
    assert "".join(words for words, _ in lines).replace(" ", "") == name.replace(" ", "")
    left, top = agreement.participant_box
    for words, places in lines:
        assert len(places) == sum(len(piece.places) for piece in outlined(typeset, words, 10.0).pieces)
        assert all(left <= x <= left + SIGNATURE_WIDTH for x, _ in places)
        assert all(top <= y <= top + SIGNATURE_HEIGHT + 1.5 for _, y in places)
    text = reader(octets).pages[-1].extract_text()
    assert "name typed 13:06:40 by the clock of this laptop" in text


def test_that_an_accent_is_not_lost_in_an_outline(typeset: Typeset) -> None:
    contours = [
        [piece.step for piece in outlined(typeset, words, 12).pieces].count("m") for words in ("Sian", "Siân", "S")
    ]
    assert contours[1] == contours[0] + 1
    assert outlined(typeset, "Siân", 12).width == pytest.approx(typeset.width("Siân", 12))
    assert contours[2] == 1


def test_that_a_mark_and_its_witness_have_a_half_of_the_box_each_and_the_witness_a_name(
    agreement: ShownAgreement, typeset: Typeset
) -> None:
    drawn = HERS.signature
    assert not isinstance(drawn, Typed | Mark)
    made = Signed(Mark(MINE.signature, Witness("Anwen Ŵyn", drawn)), "13:06:40")  # type: ignore[arg-type]
    octets = signed(agreement, made, MINE, WORDS, sealing.seal(), typeset=typeset)
    ((words, places),) = words_drawn(octets)
    assert words == "Witness: Anwen Ŵyn, signed 13:06:40"
    left, top = agreement.participant_box
    assert all(top + SIGNATURE_HEIGHT < y < top + SIGNATURE_HEIGHT + 14 for _, y in places)
    height = float(reader(octets).pages[-1].mediabox.height)
    moves = [operands for operands, operator in added_operations(octets) if operator in (b"m", b"l")]
    strokes = [(float(x) / 72 * 25.4 - left, (height - float(y)) / 72 * 25.4 - top) for x, y in moves]
    in_box = [x for x, y in strokes if x < SIGNATURE_WIDTH + 1 and y <= SIGNATURE_HEIGHT]
    assert (min(in_box), max(in_box)) == pytest.approx((0.0, SIGNATURE_WIDTH), abs=0.01)
    assert not [x for x in in_box if HALF + 0.01 < x < SIGNATURE_WIDTH - HALF - 0.01]


def test_that_the_place_has_room_beside_the_code(agreement: ShownAgreement, typeset: Typeset) -> None:
    place = "W" * LONGEST_PLACE
    octets = signed(agreement, HERS, MINE, WORDS, sealing.seal(), typeset=typeset, place=place)
    ((words, places),) = words_drawn(octets)
    assert words == f"Place: {place}"
    code = min(float(operands[0]) for operands, operator in added_operations(octets) if operator == b"re")
    assert max(x for x, _ in places) < code / 72 * 25.4
