"""Strikes find a place at their own time, else beside it, and never in one another's way."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ojm_desktop.journey.strikes import Rows, Stand, Wish, arrange, spread

ROWS = Rows(left=34.0, right=273.0, count=2, glyph=3.75, gap=0.7, slack=1.0, has_drops=True)


def at(*places: float, width: float = 5.5) -> list[Wish]:
    return [Wish(x, width) for x in places]


def meetings(wishes: list[Wish], stands: tuple[Stand, ...], rows: Rows = ROWS) -> list[str]:
    """Bodies of a row that touch, and drop-lines that cross a lower body."""
    bodies = [rows.body(stand.x, wish.width, stand.is_left) for wish, stand in zip(wishes, stands, strict=True)]
    found = []
    for i, one in enumerate(stands):
        for j, other in enumerate(stands):
            if i < j and one.row == other.row and bodies[i][0] < bodies[j][1] and bodies[j][0] < bodies[i][1]:
                found.append(f"{i} touches {j}")
            if one.row < other.row and bodies[j][0] < one.x < bodies[j][1]:
                found.append(f"the line of {i} crosses {j}")
    return found


def test_that_strikes_far_apart_stand_in_the_first_row() -> None:
    assert arrange(at(60, 100, 140), ROWS) == (Stand(60, 0), Stand(100, 0), Stand(140, 0))


def test_that_a_near_one_goes_to_the_second_row() -> None:
    stands = arrange(at(100, 106), ROWS)
    assert stands is not None
    assert sorted(stand.row for stand in stands) == [0, 1]


def test_that_words_go_left_where_the_right_is_taken() -> None:
    stands = arrange(at(100, 106, 109), ROWS)
    assert stands is not None
    assert any(stand.is_left for stand in stands)
    assert meetings(at(100, 106, 109), stands) == []


def test_that_too_many_at_one_time_are_not_arranged_but_spread() -> None:
    wishes = at(*[100.0] * 12)
    assert arrange(wishes, ROWS) is None
    stands = spread(wishes, ROWS)
    assert stands is not None
    assert meetings(wishes, stands) == []
    assert [stand.x for stand in stands] == sorted(stand.x for stand in stands)


def test_that_strikes_at_the_right_edge_are_moved_left() -> None:
    wishes = at(*[272.0] * 6)
    stands = spread(wishes, ROWS)
    assert stands is not None
    assert all(ROWS.body(stand.x, 5.5, False)[1] <= ROWS.right + 1e-6 for stand in stands)


def test_that_more_than_there_is_room_for_is_admitted() -> None:
    assert spread(at(*[100.0] * 200), ROWS) is None


@given(st.lists(st.floats(36, 271), max_size=30).map(sorted), st.floats(2, 9))
def test_that_nobody_is_ever_in_the_way(places: list[float], width: float) -> None:
    wishes = at(*places, width=width)
    for stands in (arrange(wishes, ROWS), spread(wishes, ROWS)):
        assert stands is None or meetings(wishes, stands) == []
