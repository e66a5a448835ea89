"""The booklet to write the diary in: a page a week, a cover that says nothing, sheets that fold."""

from __future__ import annotations

import dataclasses
import io

import pytest
from pypdf import PdfReader

from ojm_desktop.domain import template
from ojm_desktop.domain.scale import PRESETS, Scale
from ojm_desktop.journey.primitives import Figure, Polyline, TextRun
from ojm_desktop.report import diary_booklet
from ojm_desktop.report.diary_booklet import BOTTOM, HEIGHT, MARGIN, RIGHT, WIDTH, Booklet
from ojm_desktop.typeset import Typeset
from tests.journey.legible import faults

TYPESET = Typeset()
PLAN = template.bristol("north-bridge")


def booklet(weeks: int = 12, code: str = "", scale: Scale = PLAN.scale) -> Booklet:
    return Booklet(weeks, PLAN.pathways, scale, code)


def words(page: Figure) -> list[str]:
    return [each.text for each in page.primitives if isinstance(each, TextRun)]


def test_that_its_cover_could_be_anybodys_and_the_way_back_is_left_blank() -> None:
    assert words(diary_booklet.pages(booklet(), TYPESET)[0]) == [
        "Diary", "twelve weeks", "Code", "If you find this, please ring",
    ]  # fmt: skip
    assert "C1-03" in words(diary_booklet.pages(booklet(code="C1-03"), TYPESET)[0])
    inside = [text for page in diary_booklet.pages(booklet(code="C1-03"), TYPESET)[1:] for text in words(page)]
    assert "C1-03" not in inside


def test_that_each_week_has_room_for_good_and_bad_by_pathway_and_for_a_rating() -> None:
    pages = diary_booklet.pages(booklet(), TYPESET)
    weeks = pages[2:14]
    assert [words(page)[0] for page in weeks] == [f"Week {week}" for week in range(1, 13)]
    told = words(weeks[4])
    assert told.count("About") == told.count("How it was") == 4
    assert (
        told.index("What was good") < told.index("What was bad") < told.index("What would have made this week better")
    )
    assert [told.count(pathway.letter) for pathway in PLAN.pathways] == [4] * 8
    assert told.count("\u22125") == told.count("+5") == 4
    how = " ".join(words(pages[1]))
    assert all(pathway.name in how for pathway in PLAN.pathways)
    assert "leave out names" in how
    assert "passed on" in how


@pytest.mark.parametrize("scale", PRESETS, ids=lambda scale: scale.range_text)
def test_that_nothing_leaves_the_page_or_runs_into_another(scale: Scale) -> None:
    wide = dataclasses.replace(scale, low="as bad as anything could ever be imagined to be", high="good " * 12)
    for page in diary_booklet.pages(booklet(scale=wide), TYPESET)[:3]:
        assert faults(page, TYPESET) == []
        rules = [each for each in page.primitives if isinstance(each, Polyline)]
        assert all(MARGIN <= x <= RIGHT and y <= BOTTOM for each in rules for x, y in each.points)
        assert (page.width, page.height) == (WIDTH, HEIGHT)


@pytest.mark.parametrize("weeks", [1, 6, 12, 13])
def test_that_the_sheets_fold_into_the_pages_in_order(weeks: int) -> None:
    pages = diary_booklet.pages(booklet(weeks), TYPESET)
    assert len(pages) % 4 == 0
    sides = diary_booklet.folded(pages)
    told = [[int(part.split()[2]) for part in side.sentence.split("; ")] for side in sides]
    read = {}
    for number, (left, right) in enumerate(told):
        sheet, is_back = divmod(number, 2)
        assert left + right == len(pages) + 1
        read[sheet, is_back] = (left, right)
    for sheet in range(len(sides) // 2):  # behind a page, on the same half of the sheet, stands the next one
        assert read[sheet, 1][0] == read[sheet, 0][1] + 1
        assert read[sheet, 1][1] == read[sheet, 0][0] - 1
    assert sides[0].width == pytest.approx(297.0)


def test_that_the_file_names_no_study_and_says_when_people_are_made_up() -> None:
    octets = diary_booklet.octets(dataclasses.replace(booklet(2), is_practice=True), TYPESET, is_folded=True)
    reader = PdfReader(io.BytesIO(octets))
    assert len(reader.pages) == 2
    assert "made-up" in reader.pages[0].extract_text()
    assert "north-bridge" not in str(reader.metadata)
    assert octets == diary_booklet.octets(dataclasses.replace(booklet(2), is_practice=True), TYPESET, is_folded=True)
