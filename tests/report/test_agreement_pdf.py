"""The agreement: what is shown is what is signed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from pypdf.generic import ContentStream

from ojm_desktop.domain.agreement import Signature, StrokePoint
from ojm_desktop.domain.agreement_text import CURRENT
from ojm_desktop.journey.primitives import Band, Shape, TextRun
from ojm_desktop.report.agreement_pdf import (
    SIGNATURE_HEIGHT,
    SIGNATURE_WIDTH,
    AgreementPaper,
    ShownAgreement,
    Signed,
    shown,
    signed,
)
from ojm_desktop.report.document import PRACTICE_WORDS
from ojm_desktop.typeset import Typeset
from tests.report.paper import read_back, reader, without_breaks

PAPER = AgreementPaper(
    title=CURRENT.title,
    code="C1-03",
    text_version=CURRENT.version,
    language=CURRENT.language,
    parts=tuple((part.heading, part.paragraphs) for part in CURRENT.parts),
    uses=tuple((words, use != "audio") for use, words in CURRENT.uses),
    study="Bristol 2026",
    day="3 March 2026",
    text_sha256=CURRENT.sha256,
)
WORDS = ("amber", "tin", "harbour", "eleven", "ozone", "pupil", "raven", "salad")


def _drawn(*strokes: tuple[tuple[int, int], ...], pressure: int = 500) -> Signature:
    points = tuple(tuple(StrokePoint(x, y, pressure, n) for n, (x, y) in enumerate(stroke)) for stroke in strokes)
    return Signature(points, "2026-03-03T13:06:40.000Z", 0)


HERS = Signed(_drawn(((0, 0), (5_000, 2_500), (10_000, 0)), ((2_000, 1_000),)), "3 March 2026, 13:06:40")
MINE = Signed(_drawn(((0, 0), (10_000, 1_250))), "3 March 2026, 13:07:02")


def _both(typeset: Typeset) -> tuple[ShownAgreement, bytes]:
    agreement = shown(PAPER, typeset)
    return agreement, signed(agreement, HERS, MINE, WORDS)


def test_that_every_word_of_the_text_is_on_the_paper(typeset: Typeset) -> None:
    text = without_breaks("".join(read_back(shown(PAPER, typeset).octets)))
    for part in CURRENT.parts:
        assert without_breaks(part.heading) in text
        assert all(without_breaks(paragraph) in text for paragraph in part.paragraphs)
    assert f"Textversion{CURRENT.version}.CodeC1-03.3March2026." in text


def test_that_a_yes_has_a_tick_and_its_word_and_a_no_only_its_word(typeset: Typeset) -> None:
    agreement = shown(PAPER, typeset)
    drawn = [primitive for page in agreement.pages for primitive in page.primitives]
    words = [run.text for run in drawn if isinstance(run, TextRun) and run.text.startswith(("yes to", "no to"))]
    assert words == [f"{'no' if use == 'audio' else 'yes'} to {words}" for use, words in CURRENT.uses]
    assert len([box for box in drawn if isinstance(box, Band)]) == len(CURRENT.uses)
    assert len([tick for tick in drawn if isinstance(tick, Shape)]) == len(CURRENT.uses) - 1


def test_that_the_signed_file_begins_with_the_very_bytes_that_were_shown(typeset: Typeset) -> None:
    agreement, finished = _both(typeset)
    assert finished[: len(agreement.octets)] == agreement.octets
    assert len(finished) > len(agreement.octets)


def test_that_signing_adds_times_and_record_words_and_keeps_every_word(typeset: Typeset) -> None:
    agreement, finished = _both(typeset)
    before, after = read_back(agreement.octets), read_back(finished)
    assert len(before) == len(after)
    assert after[:-1] == before[:-1]
    assert after[-1].startswith(before[-1])
    added = after[-1][len(before[-1]) :]
    assert "signed 3 March 2026, 13:06:40 by the clock of this laptop" in added
    assert "signed 3 March 2026, 13:07:02 by the clock of this laptop" in added
    assert "Record words: " + ", ".join(WORDS) in added


def _stroke_points(octets: bytes) -> list[tuple[float, float]]:
    """Where the last piece of the last page draws, in mm from the top left."""
    page = reader(octets).pages[-1]
    last: Any = page["/Contents"]
    operations = ContentStream(last[-1].get_object(), page.pdf).operations
    height = float(page.mediabox.height)
    moves = [operands for operands, operator in operations if operator in (b"m", b"l")]
    return [(float(x) / 72 * 25.4, (height - float(y)) / 72 * 25.4) for x, y in moves]


def test_that_strokes_lie_in_their_reserved_boxes(typeset: Typeset) -> None:
    agreement, finished = _both(typeset)
    points = _stroke_points(finished)
    boxes = (agreement.participant_box, agreement.researcher_box)
    assert points
    for x, y in points:
        assert any(
            left - 0.01 <= x <= left + SIGNATURE_WIDTH + 0.01 and top - 0.01 <= y <= top + SIGNATURE_HEIGHT + 0.01
            for left, top in boxes
        )
    assert points[2] == pytest.approx(
        (agreement.participant_box[0] + 40.0, agreement.participant_box[1] + 20.0), abs=0.01
    )


def test_that_a_drawing_larger_than_the_box_is_made_smaller_and_not_cut(typeset: Typeset) -> None:
    agreement = shown(PAPER, typeset)
    tall = Signed(_drawn(((0, 0), (4_000, 9_000))), "3 March 2026, 13:06:40")
    lowest = max(y for _, y in _stroke_points(signed(agreement, tall, MINE, WORDS)))
    assert lowest == pytest.approx(agreement.participant_box[1] + SIGNATURE_HEIGHT, abs=0.01)


def test_that_a_long_text_takes_more_pages_and_the_boxes_stay_together_on_the_last(typeset: Typeset) -> None:
    long = replace(PAPER, parts=PAPER.parts * 3)
    agreement = shown(long, typeset)
    pages = read_back(signed(agreement, HERS, MINE, WORDS))
    assert len(pages) == len(agreement.pages) >= 2
    assert "You said" in pages[-1]
    assert "Record words" in pages[-1]
    assert [f"Page {n} of {len(pages)}" in page for n, page in enumerate(pages, 1)] == [True] * len(pages)


def test_that_nothing_but_a_finished_file_of_this_program_is_added_to(typeset: Typeset) -> None:
    agreement = shown(PAPER, typeset)
    with pytest.raises(ValueError, match="not made by this program"):
        signed(replace(agreement, octets=b"%PDF-1.4 something else"), HERS, MINE, WORDS)


def test_that_a_practice_agreement_says_so(typeset: Typeset) -> None:
    assert PRACTICE_WORDS in read_back(shown(replace(PAPER, is_practice=True), typeset).octets)[0]


def test_that_other_readers_open_the_signed_file(typeset: Typeset) -> None:
    _, finished = _both(typeset)
    assert "Record words: amber" in reader(finished).pages[-1].extract_text()
