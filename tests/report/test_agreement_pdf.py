"""The agreement: what is shown is what is signed."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pypdf.generic import ContentStream

from ojm_desktop.domain.agreement import Signature, StrokePoint
from ojm_desktop.domain.agreement_text import CURRENT
from ojm_desktop.journey.primitives import Band, Shape, TextRun
from ojm_desktop.report.agreement_pdf import SIGNATURE_HEIGHT, SIGNATURE_WIDTH, AgreementPaper, ShownAgreement, shown
from ojm_desktop.report.agreement_signing import NO_TIMESTAMP, Signed, signed
from ojm_desktop.report.document import PRACTICE_WORDS
from ojm_desktop.report.squares import squares
from ojm_desktop.typeset import Typeset
from tests.report import sealing
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
    return agreement, signed(agreement, HERS, MINE, WORDS, sealing.seal(), typeset=typeset)


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
    assert "Head of the log: " + " ".join(WORDS) in added


def test_that_s7_the_paper_claims_no_more_than_the_clock_of_this_laptop(typeset: Typeset) -> None:
    _, finished = _both(typeset)
    assert NO_TIMESTAMP.format("") in read_back(finished)[-1]
    assert "no trusted timestamp" in NO_TIMESTAMP
    (signature,) = PdfFileReader(io.BytesIO(finished)).embedded_regular_signatures
    assert signature.signer_info["unsigned_attrs"].native is None  # where a trusted timestamp would be
    assert signature.self_reported_timestamp == sealing.AT


def test_that_a4_a_phone_reads_the_record_words_from_the_code_on_the_paper(typeset: Typeset) -> None:
    agreement, finished = _both(typeset)
    operations = added_operations(finished)
    dark = [tuple(map(float, operands)) for operands, operator in operations if operator == b"re"]
    rows = squares(" ".join(WORDS).upper())
    side = dark[0][3]
    left, top = min(x for x, _, _, _ in dark), max(y for _, y, _, _ in dark)
    found = {
        (round((top - y) / side), round((x - left) / side) + place)
        for x, y, wide, _ in dark
        for place in range(round(wide / side))
    }
    assert found == {(row, place) for row, cells in enumerate(rows) for place, cell in enumerate(cells) if cell}
    assert len(rows) * side / 72 * 25.4 == pytest.approx(13.0, abs=0.05)
    below = agreement.researcher_box[1] + SIGNATURE_HEIGHT
    page_height = float(reader(finished).pages[-1].mediabox.height)
    assert (page_height - top - side) / 72 * 25.4 > below + 9.0  # clear of the line above it


def added_operations(octets: bytes) -> list[tuple[Any, bytes]]:
    """What signing drew on the last page."""
    page = reader(octets).pages[-1]
    last: Any = page["/Contents"]
    return list(ContentStream(last[-1].get_object(), page.pdf).operations)


def _stroke_points(octets: bytes) -> list[tuple[float, float]]:
    """Where the last piece of the last page draws, in mm from the top left."""
    height = float(reader(octets).pages[-1].mediabox.height)
    moves = [operands for operands, operator in added_operations(octets) if operator in (b"m", b"l")]
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
    lowest = max(y for _, y in _stroke_points(signed(agreement, tall, MINE, WORDS, sealing.seal(), typeset=typeset)))
    assert lowest == pytest.approx(agreement.participant_box[1] + SIGNATURE_HEIGHT, abs=0.01)


def _body_sizes(agreement: ShownAgreement) -> set[float]:
    """The sizes of the text that is agreed to, in points."""
    runs = [run for page in agreement.pages for run in page.primitives if isinstance(run, TextRun)]
    return {run.size for run in runs if run.text.startswith(("There are limits", "yes to", "no to"))}


@pytest.mark.parametrize("study", ["Practice", "Journeys through probation in the north. " * 3])
def test_that_what_is_agreed_and_the_signatures_are_on_one_page(study: str, typeset: Typeset) -> None:
    agreement = shown(replace(PAPER, study=study, note="Read by the participant"), typeset)
    assert len(agreement.pages) == 1
    assert min(_body_sizes(agreement)) >= 9.5
    foot = [run for run in agreement.pages[0].primitives if isinstance(run, TextRun) and run.size == 8.0]
    number = next(run for run in foot if run.anchor == "end")
    ends = [run.x + typeset.width(run.text, run.size) for run in foot if run is not number and run.y == number.y]
    assert max(ends) < number.x - typeset.width(number.text, number.size)
    assert without_breaks(study) in without_breaks("".join(run.text for run in foot))


def test_that_a_text_too_long_for_one_page_is_large_again_and_signed_below_its_last_part(typeset: Typeset) -> None:
    agreement = shown(replace(PAPER, parts=(PAPER.parts[0], PAPER.parts[0], *PAPER.parts)), typeset)
    pages = read_back(signed(agreement, HERS, MINE, WORDS, sealing.seal(), typeset=typeset))
    assert len(pages) == len(agreement.pages) == 2
    assert _body_sizes(agreement) == {11.0}
    for words in ("6 What we must pass on", "Please think about this", "You said", "Head of the log"):
        assert words in pages[-1]
    assert [f"Page {n} of 2" in page for n, page in enumerate(pages, 1)] == [True, True]


def test_that_a_last_part_longer_than_a_page_runs_on_and_the_choices_stay_with_the_boxes(typeset: Typeset) -> None:
    endless = (PAPER.parts[0], ("What we must pass on", PAPER.parts[-1][1] * 8))
    agreement = shown(replace(PAPER, parts=endless), typeset)
    pages = read_back(signed(agreement, HERS, MINE, WORDS, sealing.seal(), typeset=typeset))
    assert "What we must pass on" in pages[0]
    assert "You said" in pages[-1]
    assert "Head of the log" in pages[-1]


def test_that_nothing_but_a_finished_file_of_this_program_is_added_to(typeset: Typeset) -> None:
    agreement = shown(PAPER, typeset)
    with pytest.raises(ValueError, match="not made by this program"):
        signed(
            replace(agreement, octets=b"%PDF-1.4 something else"), HERS, MINE, WORDS, sealing.seal(), typeset=typeset
        )


def test_that_a_practice_agreement_says_so(typeset: Typeset) -> None:
    assert PRACTICE_WORDS in read_back(shown(replace(PAPER, is_practice=True), typeset).octets)[0]


def test_that_other_readers_open_the_signed_file(typeset: Typeset) -> None:
    _, finished = _both(typeset)
    assert "Head of the log: amber" in reader(finished).pages[-1].extract_text()
