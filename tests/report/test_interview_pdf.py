"""An interview as it was asked, on paper: layers, answers and reasons told apart, every word as it was said."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from ojm_desktop.domain.form import Audience
from ojm_desktop.domain.interview_paper import InterviewPaper, PaperQuestion, PaperSection
from ojm_desktop.journey.primitives import Figure, Polyline, TextRun
from ojm_desktop.report.flow import HEIGHT, MARGIN, WIDTH
from ojm_desktop.report.interview_pdf import octets, pages
from ojm_desktop.report.pictures import Raster
from ojm_desktop.typeset import Typeset
from tests.report.paper import expected, read_back, reader, without_breaks
from tests.report.quotes import quotes

HEAD = ("lava", "maple", "shoot", "hammer", "amateur", "shoe", "place", "valid")


def paper(*questions: PaperQuestion, is_practice: bool = False) -> InterviewPaper:
    """One section of questions."""
    return InterviewPaper(
        code="C1-07",
        title="Weeks",
        study="north-bridge",
        wave="Week 8",
        facts=(("Held", "31 March 2026, in person"), ("State", "complete")),
        sections=(
            PaperSection("1", "Where you live", questions),
            PaperSection("1.4", "A move, 2", questions, is_below=True),
        ),
        left_out=2,
        without_quotes=False,
        printed_on=date(2026, 5, 14),
        form="Weeks, version 3, abababababababab",
        head_words=HEAD,
        is_practice=is_practice,
    )


def runs(figure: Figure) -> list[TextRun]:
    return [shape for shape in figure.primitives if isinstance(shape, TextRun)]


def asked(label: str = "How is it?", *answer: str, audience: Audience = Audience.ALOUD) -> PaperQuestion:
    return PaperQuestion("1.1", audience, label, answer)


def test_that_i5_an_interview_shows_what_was_said_character_for_character(typeset: Typeset) -> None:
    said = [quote.replace("\n", " ") for quote in quotes(60, seed=7)]
    printed = without_breaks("".join(read_back(octets(paper(*(asked("Why?", quote) for quote in said)), typeset))))
    missing = [quote for quote in said if without_breaks(expected(quote, typeset)) not in printed]
    assert missing == []


def test_that_answers_reasons_and_what_was_left_open_are_told_apart(typeset: Typeset) -> None:
    reason = PaperQuestion("1.2", Audience.ALOUD, "And work?", ("No answer: refused",), is_reason=True)
    (figure,) = pages(paper(asked("How is it?", "−3"), reason, asked("And then?")), typeset)
    by_words = {run.text: run for run in runs(figure)}
    assert (by_words["−3"].bold, by_words["−3"].italic) == (True, False)
    assert (by_words["No answer: refused"].bold, by_words["No answer: refused"].italic) == (False, True)
    open_one = by_words["Left unanswered, without a reason"]
    assert (open_one.bold, open_one.italic) == (False, False)
    assert not by_words["How is it?"].bold


@pytest.mark.parametrize(
    ("audience", "bars", "dashed", "italic"),
    [
        (Audience.ALOUD, 1, False, False),
        (Audience.INTERVIEWER, 1, True, True),
        (Audience.PARTICIPANT, 2, False, False),
    ],
)
def test_that_whom_a_question_was_for_is_seen_by_bar_and_slope(
    audience: Audience, bars: int, dashed: bool, italic: bool, typeset: Typeset
) -> None:
    (figure,) = pages(paper(asked("One line", "yes", audience=audience)), typeset)
    line = next(run for run in runs(figure) if run.text == "One line")
    upright = [
        shape
        for shape in figure.primitives
        if isinstance(shape, Polyline) and shape.points[0][0] == shape.points[1][0]
        and shape.points[0][1] <= line.y <= shape.points[1][1]
    ]  # fmt: skip
    assert (len(upright), bool(upright[0].stroke.dash), line.italic) == (bars, dashed, italic)


def test_that_every_page_bears_code_page_and_the_words_of_the_log(typeset: Typeset) -> None:
    drawn = pages(paper(*(asked("How is it? " * 12, "As ever. " * 40) for _ in range(20))), typeset)
    assert len(drawn) > 2
    for number, figure in enumerate(drawn, start=1):
        told = " ".join(run.text for run in runs(figure))
        assert f"C1-07 · page {number} of {len(drawn)}" in " ".join(told.split())
        assert f"log {' '.join(HEAD)}" in told
        assert "Weeks, version 3, abababababababab" in told
        for run in runs(figure):
            assert MARGIN - 0.01 <= run.x <= WIDTH - MARGIN + 0.01
            assert run.y < HEIGHT - 10


def test_that_no_question_is_torn_from_the_first_line_of_its_answer(typeset: Typeset) -> None:
    long = "How did it go over those three months, with everybody who was there and with all you had to do? "
    more = [("and on",) * (number % 5) for number in range(90)]
    torn = paper(*(asked(f"{number}: {long * 3}", f"answer {number}", *on) for number, on in enumerate(more)))
    for page in pages(torn, typeset):
        printed = [run.text for run in runs(page)]
        begun = {text.partition(":")[0] for text in printed if re.match(r"\d+: How", text)}
        assert begun == {text.removeprefix("answer ") for text in printed if text.startswith("answer ")}


def test_that_what_did_not_apply_is_counted_and_practice_says_so(typeset: Typeset) -> None:
    (figure,) = pages(paper(asked("How is it?", "well"), is_practice=True), typeset)
    told = " ".join(run.text for run in runs(figure))
    assert "2 questions did not apply and are left out." in told
    assert "Practice: all of it is made up." in told
    assert "1.4 A move, 2" in " ".join(told.split())


def test_that_the_file_says_whose_it_is_by_code_and_is_the_same_each_time(typeset: Typeset) -> None:
    made = octets(paper(asked("How is it?", "well")), typeset)
    facts = reader(made).metadata
    assert facts is not None
    assert (facts.title, facts.keywords) == ("C1-07: Week 8, as asked", ", ".join(HEAD))
    assert made == octets(paper(asked("How is it?", "well")), typeset)


def test_that_the_pictures_of_a_question_and_of_what_was_chosen_stand_at_it(typeset: Typeset) -> None:
    question = PaperQuestion(
        "1", Audience.ALOUD, "Where?", ("House",), picture="plan.png", chosen=("house.png", "gone.png", "house.png")
    )
    held = replace(paper(), sections=(PaperSection("", "Home", (question,)),))
    raster = Raster(30, 20, bytes((200, 0, 40)) * 600)
    printed = octets(held, typeset, {"plan.png": replace(raster, width=20, height=30), "house.png": raster})
    with pypdfium2.PdfDocument(printed) as document:
        found = [one.get_bounds() for one in document[0].get_objects([pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])]
    assert sorted(round((box[2] - box[0]) * 25.4 / 72, 1) for box in found) == [24.0, 24.0, 30.0]
    assert b"/Subtype /Image" not in octets(held, typeset)
