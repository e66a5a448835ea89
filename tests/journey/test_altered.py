"""The mark of reporting on paper: a dagger from the day on, a dashed line, a hatched strip, and no date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ojm_desktop.journey import altered, sentence
from ojm_desktop.journey.figure import figure
from ojm_desktop.journey.frame import SheetFrame
from ojm_desktop.journey.layout import PRINT
from ojm_desktop.journey.primitives import Figure, Polyline, TextRun
from ojm_desktop.journey.sheets import person_sheets
from ojm_desktop.journey.trajectory import Trajectory, concealed
from ojm_desktop.typeset import Typeset
from tests.journey.people import day, journey

JOURNEY = journey([-2, 3, 1], [30, 58, 84])
MARKED = replace(JOURNEY, altered_from=day(47))


def drawn(trajectory: Trajectory) -> Figure:
    return figure(trajectory, 273.0, 160.0, PRINT, Typeset())


def words(shown: Figure) -> list[str]:
    return [shape.text for shape in shown.primitives if isinstance(shape, TextRun)]


def dashed(shown: Figure) -> list[Polyline]:
    """Upright lines of the dash that stands at the day."""
    lines = [shape for shape in shown.primitives if isinstance(shape, Polyline) and shape.stroke.dash == (1.6, 0.8)]
    return [line for line in lines if line.points[0][0] == line.points[1][0]]


def test_that_values_from_that_day_on_have_the_dagger_and_those_before_have_none() -> None:
    told = words(drawn(MARKED))
    assert {"−2", "+3†", "+1†"} <= set(told)
    assert sentence.summary(MARKED).startswith("week 4: −2, week 8: +3†, week 12: +1†")
    assert "+3†" in words(drawn(replace(JOURNEY, altered_from=day(58))))
    assert "+3" in words(drawn(replace(JOURNEY, altered_from=day(59))))


def test_that_d3_a_line_and_a_strip_say_from_where_and_not_on_which_day() -> None:
    told = words(drawn(MARKED))
    (line,) = dashed(drawn(MARKED))
    before = [shape.x for shape in drawn(MARKED).primitives if isinstance(shape, TextRun) and shape.text == "†"]
    assert len(before) == 1
    assert abs(before[0] - line.points[0][0]) < 2.0
    assert {altered.NAME, altered.SAYS} <= set(told)
    assert not any("19 Apr" in text or "47" in text for text in told)


def test_that_a_journey_without_it_is_drawn_as_before_and_a_concealed_one_has_none() -> None:
    assert "†" not in "".join(words(drawn(JOURNEY)))
    assert dashed(drawn(JOURNEY)) == []
    assert concealed(MARKED, ("8",)).altered_from is None


def test_that_the_strip_is_whole_wherever_the_day_lies() -> None:
    for number in (-20, 0, 20, 90, 200):
        shown = drawn(replace(JOURNEY, altered_from=day(number)))
        (text,) = (shape for shape in shown.primitives if isinstance(shape, TextRun) and shape.text == altered.SAYS)
        width = Typeset().width(altered.SAYS, text.size)
        left = text.x - {"start": 0.0, "middle": width / 2, "end": width}[text.anchor]
        assert PRINT.gutter <= left
        assert left + width <= 273.0


def test_that_each_marked_sheet_says_in_its_foot_what_the_dagger_is() -> None:
    frame = SheetFrame("north-bridge", date(2026, 5, 14), ())
    for trajectory, expected in ((MARKED, True), (JOURNEY, False), (replace(JOURNEY, altered_from=day(100)), False)):
        for sheet in person_sheets((trajectory,), frame, Typeset()):
            said = " ".join(" ".join(words(page)) for page in sheet.pages)
            assert ("may be altered by reporting. One person" in said) is expected
