"""A drawing moved or enlarged is the same drawing."""

from __future__ import annotations

from ojm_desktop.journey.layout import SCREEN, scaled
from ojm_desktop.journey.primitives import Band, Disc, Figure, Hit, Polyline, Role, Shape, Stroke, TextRun
from ojm_desktop.journey.transform import enlarged, moved, moved_hits

LINE = Stroke(Role.CURVE, 0.5, (1.0, 2.0))
ALL = (
    Polyline(((0.0, 0.0), (1.0, 2.0)), LINE),
    Shape(((0.0, 0.0), (1.0, 0.0), (1.0, 1.0)), Role.CURVE, None),
    Disc((1.0, 1.0), 0.5, None, LINE),
    Band(1.0, 2.0, 3.0, 4.0, Role.PLOT, LINE),
    TextRun(1.0, 2.0, "a", 8.0, anchor="end"),
)


def test_that_moving_keeps_everything_but_the_place() -> None:
    assert moved(moved(ALL, 2.0, 3.0), -2.0, -3.0) == ALL
    assert moved(ALL, 2.0, 3.0)[4] == TextRun(3.0, 5.0, "a", 8.0, anchor="end")


def test_that_enlarging_grows_lengths_type_and_lines() -> None:
    figure = enlarged(Figure(10.0, 20.0, ALL, "said", (Hit("value", "4", 1.0, 1.0, 2.0, 2.0),)), 2.0)
    assert (figure.width, figure.height, figure.sentence) == (20.0, 40.0, "said")
    assert figure.primitives[0] == Polyline(((0.0, 0.0), (2.0, 4.0)), Stroke(Role.CURVE, 1.0, (2.0, 4.0)))
    assert figure.primitives[4] == TextRun(2.0, 4.0, "a", 16.0, anchor="end")
    assert figure.hits[0].width == 4.0


def test_that_places_of_panels_keep_apart() -> None:
    assert moved_hits((Hit("value", "4", 0.0, 0.0, 1.0, 1.0),), 5.0, 0.0, "work")[0].name == "value:work/4"


def test_that_larger_text_grows_heights_and_sizes_but_not_lines() -> None:
    large = scaled(SCREEN, 2.0)
    assert (large.size, large.box_height) == (24.0, SCREEN.box_height * 2)
    assert large.strikes[0].height == SCREEN.strikes[0].height * 2
    assert (large.curve, large.frame) == (SCREEN.curve, SCREEN.frame)
