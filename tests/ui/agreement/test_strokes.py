"""A signature while it is drawn."""

from __future__ import annotations

from ojm_desktop.ui.agreement.strokes import SMALLEST, Strokes


def line(strokes: Strokes, *points: tuple[float, float], start: int = 1000) -> None:
    """Draw one stroke, a point every 10 ms."""
    strokes.begin(*points[0], 0.5, start)
    for number, point in enumerate(points[1:], start=1):
        strokes.move(*point, 0.5, start + 10 * number)
    strokes.end()


def test_that_points_keep_place_pressure_and_time_since_the_first() -> None:
    strokes = Strokes()
    line(strokes, (0.1, 0.2), (0.3, 0.1), start=5000)
    line(strokes, (0.5, 0.05), start=6000)
    assert [[(p.x, p.y, p.pressure, p.at) for p in stroke] for stroke in strokes.drawn] == [
        [(1000, 2000, 500, 0), (3000, 1000, 500, 10)],
        [(5000, 500, 500, 1000)],
    ]


def test_that_what_leaves_the_box_stays_at_its_edge() -> None:
    strokes = Strokes()
    line(strokes, (-0.2, -1), (1.7, 3))
    ((first, last),) = strokes.drawn
    assert (first.x, first.y, last.x, last.y) == (0, 0, 10_000, 2_500)


def test_that_a_slip_of_the_pen_is_no_signature_and_a_cross_is() -> None:
    strokes = Strokes()
    line(strokes, (0.5, 0.1), (0.5 + (SMALLEST - 10) / 10_000, 0.1))
    assert not strokes.is_signature
    line(strokes, (0.5, 0.1), (0.55, 0.15))
    line(strokes, (0.55, 0.1), (0.5, 0.15))
    assert strokes.is_signature


def test_that_clearing_forgets_strokes_and_time() -> None:
    strokes = Strokes()
    line(strokes, (0.1, 0.1), (0.4, 0.1), start=1000)
    strokes.clear()
    assert not strokes.is_signature
    line(strokes, (0.1, 0.1), (0.4, 0.1), start=9000)
    ((first, _),) = strokes.drawn
    assert first.at == 0


def test_that_a_pen_that_does_not_move_adds_no_points() -> None:
    strokes = Strokes()
    line(strokes, (0.1, 0.1), (0.1, 0.1), (0.1, 0.1))
    assert len(strokes.drawn[0]) == 1
