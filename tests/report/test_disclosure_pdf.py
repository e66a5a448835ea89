"""The report of a disclosure on paper: every word as it was recorded, and a name on the sheet alone."""

from __future__ import annotations

import dataclasses
from datetime import date

from ojm_desktop.domain.disclosure_paper import DisclosurePaper, StepLine
from ojm_desktop.journey.primitives import TextRun
from ojm_desktop.report.disclosure_pdf import CLAIM, FOR, NOT_AGREED, NOTHING_YET, octets, pages
from ojm_desktop.report.flow import MARGIN
from ojm_desktop.typeset import Typeset, clean
from tests.report.paper import expected, read_back, reader, without_breaks
from tests.report.quotes import quotes

HEAD = ("lava", "maple", "shoot", "hammer", "amateur", "shoe", "place", "valid")
PAPER = DisclosurePaper(
    code="C1-07",
    name="",
    number=2,
    study="north-bridge",
    category="Harm to others",
    words="He said he would wait\nfor them at the gate.",
    agreed="He may wait for somebody.",
    said="at three",
    recorded="31 March 2026, 15:04",
    where="Week 8, at “Who is at home?”",
    agreement="Signed 3 March 2026, text version 2",
    steps=(
        StepLine("31 March 2026", "Told", ": the duty manager", "By telephone."),
        StepLine("1 April 2026", "Done", "", "Rang again."),
    ),
    printed_on=date(2026, 5, 14),
    head_words=HEAD,
    is_practice=False,
)


def printed(paper: DisclosurePaper, typeset: Typeset) -> str:
    return without_breaks("".join(read_back(octets(paper, typeset))))


def test_that_it_shows_what_was_recorded_and_claims_no_more(typeset: Typeset) -> None:
    text = printed(PAPER, typeset)
    facts = (FOR, "C1-07", PAPER.category, "at three", PAPER.recorded, PAPER.where, PAPER.agreement, PAPER.agreed)
    told = ("31 March 2026", "Told: the duty manager. By telephone.", "Done. Rang again.", "Handed over to", CLAIM)
    for words in (*facts, *told, "He said he would wait", "for them at the gate.", " ".join(HEAD)):
        assert without_breaks(expected(words, typeset)) in text
    bare = printed(dataclasses.replace(PAPER, agreed="", steps=(), said=""), typeset)
    for words in (NOT_AGREED, NOTHING_YET, "When it was recorded"):
        assert without_breaks(words) in bare


def test_that_what_was_said_is_printed_character_for_character_over_as_many_pages_as_it_takes(typeset: Typeset) -> None:
    said = [quote.replace("\n", " ") for quote in quotes(25, seed=11)]
    long = dataclasses.replace(PAPER, words="\n".join(said))
    assert len(pages(long, typeset)) > 1
    shapes = [shape for page in pages(long, typeset) for shape in page.primitives]
    lines = [shape.text for shape in shapes if isinstance(shape, TextRun) and shape.x == MARGIN + 4.0]
    told = without_breaks("".join(clean(words) for words in (*said, PAPER.agreed)))
    assert without_breaks("".join(lines)) == told


def test_that_a_name_stands_on_the_sheet_and_not_in_what_the_file_says_about_itself(typeset: Typeset) -> None:
    name = "Tamsin Orrery"
    named = octets(dataclasses.replace(PAPER, name=name), typeset)
    assert without_breaks(f"{name} (C1-07)") in without_breaks("".join(read_back(named)))
    assert name not in repr(reader(named).metadata)
