"""Every benchmark runs and tells what it measured; no time is asserted."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.benchmarks import answer, interview, paper, pause, questions, start, typing, unlock, window
from tests.benchmarks.measure import Row, Times, table
from tests.studies import QUICK
from tests.torture.strace import can_trace


def whole(row: Row) -> bool:
    """Something was measured."""
    return row.program.median > 0 and (row.floor is None or row.floor.median > 0)


@pytest.mark.parametrize("studies", [0, 3])
def test_that_the_start_is_measured_beside_a_bare_window_and_brings_nothing_heavy(studies: int) -> None:
    assert whole(start.measure(1, warm=0, studies=studies))


def test_that_the_way_from_enter_to_today_is_measured_for_each_size() -> None:
    rows = unlock.measure((1, 3), 1, QUICK)
    assert [row.what for row in rows] == [
        "unlock to Today painted, 1 people",
        "unlock to Today painted, 3 people",
        "unlock, growth",
    ]
    assert all(whole(row) for row in rows)


def test_that_an_answer_is_measured_beside_a_bare_commit(tmp_path: Path) -> None:
    assert whole(answer.measure(tmp_path, 3, counted=0))


def test_that_the_next_question_is_measured_for_each_size_of_form() -> None:
    rows = questions.measure(3)
    assert [row.what.split(", ")[1] for row in rows] == ["30", "300", "3000", "300 with 100 calculations", "growth"]
    assert all(whole(row) for row in rows)


def test_that_an_answer_of_an_interview_is_measured_for_each_size_of_form(tmp_path: Path) -> None:
    rows = interview.measure(tmp_path, 2, (3, 30), 1000)
    assert len(rows) == 2 * 2 + 2 + 1
    assert all(whole(row) for row in rows)


def test_that_an_answer_costs_exactly_as_many_syncs_as_a_bare_commit() -> None:
    assert can_trace(), "Syncs are counted as root and with strace. Run this as root."
    assert answer.count_syncs("program", 10) == answer.count_syncs("floor", 10) == 10


def test_that_a_drag_its_release_and_the_printed_map_are_measured(tmp_path: Path, qapp: QApplication) -> None:
    rows, journeys = window.measure(tmp_path, qapp, 3, 2)
    rows += [paper.measure(tmp_path, journeys, 1), paper.measure_all(tmp_path, journeys, 2)]
    assert len(rows) == 5
    assert all(whole(row) for row in rows)


def test_that_a_key_is_measured_beside_an_attached_text_and_in_the_longest_line(
    tmp_path: Path, qapp: QApplication
) -> None:
    rows = typing.measure(tmp_path, qapp, 3, 10)
    assert len(rows) == 2
    assert all(whole(row) for row in rows)


def test_that_the_blank_page_is_measured_by_both_keys(tmp_path: Path, qapp: QApplication) -> None:
    rows = pause.measure(tmp_path, qapp, 2)
    assert len(rows) == 2
    assert all(whole(row) for row in rows)


def test_that_every_frame_of_the_measured_drag_shows_another_value(tmp_path: Path, qapp: QApplication) -> None:
    with window.page_of(tmp_path, qapp) as (page, _):
        page.journey.choose_pathway("housing")
        view = page.journey.figure
        panel = view.item.panel_of("housing")
        assert panel is not None
        seen = []
        with window.held(view, "housing") as move:
            for _ in range(4):
                move()
                seen.append(panel.figure.primitives)
        assert all(one != other for one, other in itertools.pairwise(seen))
        assert seen[0] == seen[2]


@pytest.mark.parametrize(("met", "word"), [(True, "met"), (False, "MISSED"), (None, "")])
def test_that_the_table_says_of_each_row_whether_it_was_met(met: bool | None, word: str) -> None:
    row = Row("a drag", Times((2.0, 4.0, 3.0)), Times((1.5,)), "<= 2 x", met, "because")
    lines = table([row]).splitlines()
    assert " ".join(lines[2].split()) == f"a drag 3.00 ms 4.00 ms 1.50 ms 2.00 x <= 2 x {word}".strip()
    assert lines[-1] == "a drag: because"
