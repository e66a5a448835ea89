"""The printed sheets of a person: framed, numbered, continued, and without a name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings

from ojm_desktop.domain.hot_spot import Direction, HotSpot, Note
from ojm_desktop.domain.template import PATHWAYS
from ojm_desktop.journey.boxes import Box, text_box
from ojm_desktop.journey.frame import SheetFrame
from ojm_desktop.journey.sheets import A3_FACTOR, Sheet, person_sheets
from ojm_desktop.journey.trajectory import Trajectory
from ojm_desktop.typeset import Typeset
from tests.journey.legible import faults, texts
from tests.journey.people import all_pathways, journey, recalled, spot, spots, turn

TYPESET = Typeset()
WORDS = ("amber", "basket", "canal", "dune", "ember", "fable", "gravel", "harbour")
FRAME = SheetFrame("Bristol journey mapping", date(2026, 3, 3), WORDS)
FOOT = 10.0  # mm: the foot's baseline lies 10.8 over the paper's edge (sheets: frame)
SIDES = Box(11.9, 0.0, 285.1, 210.0)


def sheets(*journeys: Trajectory, paper: str = "a4", frame: SheetFrame = FRAME) -> tuple[Sheet, ...]:
    return person_sheets(journeys, frame, TYPESET, paper)


def words(sheet: Sheet, page: int = 0) -> str:
    return "\n".join(run.text for run in texts(sheet.pages[page]))


def test_that_a_person_of_eight_pathways_has_nine_sheets() -> None:
    made = sheets(*all_pathways())
    assert [(sheet.number, sheet.kind, sheet.pathway) for sheet in made] == [
        (1, "pathways", None),
        *[(number, "pathway", pathway.key) for number, pathway in enumerate(PATHWAYS, 2)],
    ]
    assert all((page.width, page.height) == (297.0, 210.0) for sheet in made for page in sheet.pages)


def test_that_the_head_says_who_what_and_what_was_asked() -> None:
    text = words(sheets(journey((-2, 3, 4)))[1])
    assert "C1-03  ·  H  Housing and Accommodation" in text
    assert "Week 4: −2, week 8: +3, week 12: +4." in text
    assert "How safe and settled they felt at home over the past 4 weeks: their own rating, −5 to +5" in text
    assert "order began 3 March 2025" in text
    assert "Cohort 1" in text


def test_that_the_foot_says_what_the_sheet_is() -> None:
    for sheet in sheets(*all_pathways()):
        text = words(sheet).replace("\n", " ")
        assert FRAME.caveat in text
        assert "Bristol journey mapping  ·  printed 3 March 2026  ·  log amber basket" in text
        assert f"Sheet {sheet.number}  ·  page {sheet.number} of 9" in text


def test_that_a_practice_study_says_so() -> None:
    assert "Practice" in words(sheets(journey(), frame=replace(FRAME, is_practice=True))[1])
    assert "Practice" not in words(sheets(journey())[1])


def test_that_notes_overflow_to_pages_marked_as_continued() -> None:
    long = Note("A long one", "help " * 60, "words " * 80)
    told = journey(spots=[spot(f"s{i}", 40 + i, note=long) for i in range(9)])
    sheet = sheets(told)[1]
    assert len(sheet.pages) > 1
    assert "on the notes page" in words(sheet)
    assert "Sheet 2, continued" in words(sheet, 1)
    assert "sheet 2, continued" in words(sheet, 1)
    together = " ".join(words(sheet, page) for page in range(len(sheet.pages)))
    assert together.count("“words") == 9


def test_that_pages_are_numbered_through_the_file() -> None:
    long = Note("A long one", "help " * 60, "words " * 80)
    made = sheets(journey(spots=[spot(f"s{i}", 40 + i, note=long) for i in range(9)]), journey())
    pages = [page for sheet in made for page in sheet.pages]
    for number, page in enumerate(pages, 1):
        assert any(run.text.endswith(f"page {number} of {len(pages)}") for run in texts(page))


def test_that_a_long_sentence_takes_two_lines_and_the_notes_give_up_the_height() -> None:
    told = journey(spots=[spot(f"s{i}", 12 * i, 12 * i + 10) for i in range(8)])
    sheet = sheets(told)[1]
    lines = [run for run in texts(sheet.pages[0]) if run.size == 9.5]
    assert len(lines) == 2
    assert lines[1].y - lines[0].y == pytest.approx(4.5)
    assert faults(sheet.pages[0], TYPESET, margin=FOOT) == []


def test_that_a3_is_a4_enlarged_and_nothing_else() -> None:
    small, large = sheets(journey())[1].pages[0], sheets(journey(), paper="a3")[1].pages[0]
    assert large.width == pytest.approx(420.0)
    assert large.height == pytest.approx(210 * A3_FACTOR)
    assert len(large.primitives) == len(small.primitives)
    assert min(run.size for run in texts(large)) == pytest.approx(8 * A3_FACTOR)


def test_that_a_recalled_person_is_marked_on_every_sheet() -> None:
    made = sheets(recalled((-3, 2), [turn("a", 21, 34, Direction.UP)]), recalled())
    assert all("as recalled" in words(sheet) and "Cohort 2, looking back" in words(sheet) for sheet in made)
    assert "one interview, 10 November 2025" in words(made[1])


def test_that_cohorts_never_share_a_sheet() -> None:
    with pytest.raises(ValueError, match="one person"):
        sheets(journey(), recalled())


def test_that_what_is_not_confirmed_is_on_no_sheet() -> None:
    hidden = spot("a", 40, note=Note("Only guessed"), is_confirmed=False)
    assert not any("Only guessed" in words(sheet) for sheet in sheets(journey(spots=[hidden])))


def test_that_every_strike_has_its_line_on_the_first_sheet() -> None:
    journeys = [
        journey(spots=[spot(f"{i}{k}", 30 + 5 * k) for k in range(5)], pathway=p) for i, p in enumerate(PATHWAYS)
    ]
    first = sheets(*journeys)[0]
    together = "\n".join(words(first, page) for page in range(len(first.pages)))
    assert all(f"\n{number}\n" in together for number in range(1, 41))
    assert "25–40 on the next page" in together


def test_that_a_description_goes_with_every_page() -> None:
    for sheet in sheets(*all_pathways()):
        assert all(page.sentence.startswith("C1-03, ") for page in sheet.pages)


@settings(max_examples=25)
@given(spots(most=9))
def test_that_no_page_is_cut_or_crowded(given_spots: tuple[HotSpot, ...]) -> None:
    journeys = (journey(spots=given_spots), *all_pathways()[2:])
    for sheet in sheets(*journeys):
        for page in sheet.pages:
            assert faults(page, TYPESET, margin=FOOT) == []
            assert all(SIDES.holds(text_box(run, TYPESET)) for run in texts(page))


def test_that_one_pathway_has_one_name_on_the_first_sheet() -> None:
    first = sheets(*all_pathways())[0]
    assert "Highest: Work, Training and Education +5" in words(first)
    assert "  Work, Training and Education" in words(first)
    assert "Drugs, alcohol" not in words(first)
