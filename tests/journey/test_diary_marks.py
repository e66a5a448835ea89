"""What was rated in the diary stands on the map as what it is: apart, unjoined, named beside its strip."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ojm_desktop.domain.diary import DiaryState
from ojm_desktop.journey import sentence, sheets, table
from ojm_desktop.journey.figure import figure, ground
from ojm_desktop.journey.layout import HANDED, PRINT, PX, SCREEN, Layout
from ojm_desktop.journey.primitives import Figure, Point, Polyline, Role, Shape
from ojm_desktop.journey.trajectory import Trajectory, concealed
from ojm_desktop.typeset import Typeset
from tests.journey.people import journey

TYPESET = Typeset()
SIZE = {PRINT: (273.0, 158.0), SCREEN: (840 * PX, 500 * PX), HANDED: (220.0, 120.0)}
DONE = (DiaryState.DONE,) * 12
RATED = journey(diary=DONE, diary_values=((2, -3), (6, 1), (6, 1)))
BOTH = pytest.mark.parametrize("layout", [PRINT, SCREEN], ids=["paper", "screen"])


def drawn(trajectory: Trajectory, layout: Layout) -> Figure:
    return figure(trajectory, *SIZE[layout], layout, TYPESET)


def diamonds(shown: Figure) -> list[Point]:
    """Centres of the open diamonds."""
    return [
        ((one.points[1][0] + one.points[3][0]) / 2, one.points[1][1])
        for one in shown.primitives
        if isinstance(one, Shape) and one.fill is Role.PLOT and one.stroke and one.stroke.role is Role.AXIS
        and len(one.points) == 4
    ]  # fmt: skip


@BOTH
def test_that_each_stands_in_the_middle_of_its_week_at_its_value_and_two_alike_side_by_side(layout: Layout) -> None:
    plot = ground(RATED, *SIZE[layout], layout, TYPESET)
    _key, first, second, third = diamonds(drawn(RATED, layout))
    assert first == pytest.approx((plot.x(1.5), plot.y(-3)))
    assert (second[0] + third[0]) / 2 == pytest.approx(plot.x(5.5))
    assert second[1] == third[1] == pytest.approx(plot.y(1))
    assert third[0] - second[0] > plot.x(0.1) - plot.x(0)


@BOTH
def test_that_they_change_no_line_and_no_value_and_no_line_ends_at_them(layout: Layout) -> None:
    def lines(told: Trajectory) -> list[Polyline]:
        return [one for one in drawn(told, layout).primitives if isinstance(one, Polyline)]

    assert lines(RATED) == lines(replace(RATED, diary_values=()))
    ends = {point for line in lines(RATED) for point in line.points}
    assert not ends & set(diamonds(drawn(RATED, layout)))


@BOTH
def test_that_they_are_hidden_while_the_answer_is_awaited_and_named_where_they_are_shown(layout: Layout) -> None:
    plot = ground(RATED, *SIZE[layout], layout, TYPESET)
    inside = [one for one in diamonds(drawn(concealed(RATED, ("8",)), layout)) if one[1] < plot.box.bottom]
    assert inside == []
    key = diamonds(drawn(RATED, layout))[0]
    assert key[0] < plot.box.left
    assert key[1] > plot.box.bottom
    assert diamonds(drawn(replace(RATED, diary_values=()), layout)) == []


def test_that_a_figure_without_the_strip_has_none() -> None:
    assert diamonds(drawn(RATED, HANDED)) == []


def test_that_sentence_table_and_sheet_say_what_they_are() -> None:
    assert sentence.describe(RATED).endswith("week 12: +4; in the diary week 2 −3, week 6 +1, week 6 +1.")
    many = replace(RATED, diary_values=tuple((week, week - 4) for week in range(1, 7)))
    assert sentence.describe(many).endswith("; in the diary 6 ratings from −3 to +2.")
    rows = table.rows(RATED)
    assert [(row.wave, row.value, row.given_by) for row in rows[3:]] == [
        ("Diary, week 2", "−3", "in the diary"),
        ("Diary, week 6", "+1, +1", "in the diary"),
    ]
    assert rows[:3] == table.rows(replace(RATED, diary_values=()))
    assert sheets.heading_of(RATED).reading.endswith("Open diamonds: rated in the diary.")
    assert "in the diary" not in sheets.heading_of(journey(diary=DONE)).reading


def test_that_the_foot_of_a_sheet_says_what_the_squares_of_the_diary_mean_where_they_stand() -> None:
    some = (DiaryState.DONE, DiaryState.DONE, DiaryState.LATE, DiaryState.MISSED, DiaryState.NOT_DUE)
    said = "Weekly diaries: full square done, half square late, crossed square missed, dot not due."
    assert said in sheets.heading_of(journey(diary=some)).reading
    assert "Weekly diaries" not in sheets.heading_of(journey(diary=())).reading
