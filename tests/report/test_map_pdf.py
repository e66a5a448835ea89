"""A person's maps as one file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ojm_desktop.journey.primitives import Figure, TextRun
from ojm_desktop.journey.sheets import Sheet
from ojm_desktop.report.document import PRACTICE_WORDS
from ojm_desktop.report.map_pdf import PersonMaps, SheetPages, write
from ojm_desktop.typeset import Typeset
from tests.report.paper import read_back, reader


def _page(words: str, width: float = 297.0, height: float = 210.0) -> Figure:
    return Figure(width, height, (TextRun(12.0, 16.0, words, 15.0),), words)


MAPS = PersonMaps(
    code="C1-03",
    study="Bristol 2026",
    sheets=(
        Sheet(1, "pathways", None, "Eight pathways", (_page("overview"),)),
        Sheet(2, "pathway", "drugs", "Drugs and Alcohol", (_page("drugs"), _page("sheet 2, continued"))),
        Sheet(3, "pathway", "housing", "Housing", (_page("housing", 420.0, 297.0),)),
    ),
    head_words=("amber", "tin", "harbour"),
)


def into(path: Path) -> Callable[[bytes], object]:
    """Puts what was made into a file."""
    return path.write_bytes


def _quiet(done: float, words: str) -> None:
    """Progress nobody looks at."""


def test_that_sheets_follow_one_another_and_the_answer_says_where(typeset: Typeset, tmp_path: Path) -> None:
    places = write(MAPS, into(tmp_path / "C1-03.pdf"), typeset, _quiet)
    assert places == (
        SheetPages(1, "pathways", None, 1, 1),
        SheetPages(2, "pathway", "drugs", 2, 3),
        SheetPages(3, "pathway", "housing", 4, 4),
    )
    shown = read_back((tmp_path / "C1-03.pdf").read_bytes())
    assert shown == ["overview", "drugs", "sheet 2, continued", "housing"]


def test_that_each_page_is_as_large_as_its_figure(typeset: Typeset, tmp_path: Path) -> None:
    write(MAPS, into(tmp_path / "a.pdf"), typeset, _quiet)
    sizes = [page.mediabox for page in reader((tmp_path / "a.pdf").read_bytes()).pages]
    assert [round(float(box.width) / 72 * 25.4) for box in sizes] == [297, 297, 297, 420]


def test_that_bookmarks_name_the_sheets(typeset: Typeset, tmp_path: Path) -> None:
    write(MAPS, into(tmp_path / "a.pdf"), typeset, _quiet)
    pdf = reader((tmp_path / "a.pdf").read_bytes())
    marks = [
        (str(mark.title), pdf.get_destination_page_number(mark)) for mark in pdf.outline if not isinstance(mark, list)
    ]
    assert marks == [("1  Eight pathways", 0), ("2  Drugs and Alcohol", 1), ("3  Housing", 3)]


def test_that_the_file_says_code_study_and_head_words(typeset: Typeset, tmp_path: Path) -> None:
    write(MAPS, into(tmp_path / "a.pdf"), typeset, _quiet)
    facts = reader((tmp_path / "a.pdf").read_bytes()).metadata
    assert facts is not None
    assert (facts.title, facts.subject) == ("C1-03: journey maps", "Bristol 2026")
    assert str(facts["/Keywords"]) == "amber, tin, harbour"


def test_that_practice_maps_say_so_on_every_page(typeset: Typeset, tmp_path: Path) -> None:
    practice = PersonMaps(MAPS.code, MAPS.study, MAPS.sheets, MAPS.head_words, is_practice=True)
    write(practice, into(tmp_path / "a.pdf"), typeset, _quiet)
    assert all(PRACTICE_WORDS in page for page in read_back((tmp_path / "a.pdf").read_bytes()))


def test_that_the_same_maps_make_the_same_file(typeset: Typeset, tmp_path: Path) -> None:
    write(MAPS, into(tmp_path / "a.pdf"), typeset, _quiet)
    write(MAPS, into(tmp_path / "b.pdf"), typeset, _quiet)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_that_progress_runs_from_nothing_to_all(typeset: Typeset, tmp_path: Path) -> None:
    told: list[float] = []
    write(MAPS, into(tmp_path / "a.pdf"), typeset, lambda done, words: told.append(done))
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0.0, 1.0)


def test_that_cancelling_leaves_no_file(typeset: Typeset, tmp_path: Path) -> None:
    class CancelledError(Exception):
        pass

    def cancel(done: float, words: str) -> None:
        if done > 0.5:
            raise CancelledError

    with pytest.raises(CancelledError):
        write(MAPS, into(tmp_path / "a.pdf"), typeset, cancel)
    assert list(tmp_path.iterdir()) == []
