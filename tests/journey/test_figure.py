"""What is drawn of a journey, and what never is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ojm_desktop.domain.diary import DiaryState
from ojm_desktop.domain.handed_words import IN_ENGLISH, HandedWords, Word
from ojm_desktop.domain.hot_spot import Direction, Note, Polarity
from ojm_desktop.domain.rating import Missing
from ojm_desktop.domain.scale import Scale
from ojm_desktop.journey.figure import figure, ground
from ojm_desktop.journey.layout import HANDED, PRINT, PX, SCREEN, SMALL, Layout
from ojm_desktop.journey.primitives import Band, Disc, Figure, Point, Polyline, Role, Shape, TextRun
from ojm_desktop.journey.trajectory import ContextEvent, Suggestion, Trajectory, concealed
from ojm_desktop.typeset import Typeset
from tests.journey.legible import lines, texts
from tests.journey.people import cohort_of, day, journey, rating, recalled, spot, turn

TYPESET = Typeset()
SIZE = {PRINT: (273.0, 158.0), SCREEN: (840 * PX, 500 * PX)}
WEEK = 239.2 / 13  # mm on paper


def drawn(trajectory: Trajectory, layout: Layout = PRINT, **how: object) -> Figure:
    return figure(trajectory, *SIZE[layout], layout, TYPESET, **how)  # type: ignore[arg-type]


def words(shown: Figure) -> list[str]:
    return [run.text for run in texts(shown)]


def curves(shown: Figure, layout: Layout = PRINT) -> list[Polyline]:
    return [line for line in lines(shown, {Role.CURVE}) if line.stroke.width == layout.curve]


def squares(shown: Figure, role: Role = Role.CURVE) -> list[Point]:
    """Centres of the square markers of housing."""
    found = []
    for shape in shown.primitives:
        if isinstance(shape, Shape) and shape.fill is role and len(shape.points) == 4 and shape.stroke is None:
            (left, top), (right, bottom) = shape.points[0], shape.points[2]
            if abs(right - left) > 2.5:
                found.append(((left + right) / 2, (top + bottom) / 2))
    return found


def test_that_empty_boxes_say_on_the_screen_what_they_are_for_and_nothing_on_paper() -> None:
    empty = journey((None, None, None))
    hints = {"No hot spot on this pathway yet", "What is written of a hot spot stands here."}
    assert hints <= set(words(drawn(empty, SCREEN)))
    assert not hints & set(words(drawn(empty, PRINT)))
    assert not hints & set(words(figure(empty, 220.0, 120.0, HANDED, TYPESET))), "nor in the participant's hands"
    assert not hints & set(words(drawn(concealed(empty, ("8",)), SCREEN)))


def test_that_longer_words_beside_the_scale_are_whole() -> None:
    labels = HandedWords({**IN_ENGLISH.texts, Word.WORST: "Gwaethaf oll"})
    shown = figure(replace(journey((-2, 1, 4)), labels=labels), 220.0, 120.0, HANDED, TYPESET)
    (run,) = (each for each in shown.primitives if isinstance(each, TextRun) and each.text == "Gwaethaf oll")
    assert run.anchor == "end"
    assert run.x - TYPESET.width(run.text, run.size) >= 0


def test_that_a_missing_interview_breaks_the_line() -> None:
    whole = curves(drawn(journey((-2, 1, 4))))
    broken = curves(drawn(journey((-2, Missing.MISSED, 4))))
    assert [len(line.points) for line in whole] == [3]
    assert broken == []


def test_that_a_missing_interview_shows_its_letter_at_the_planned_week() -> None:
    shown = drawn(journey((-2, 1, Missing.WITHDRAWN)))
    letter = next(run for run in texts(shown) if run.text == "W" and run.bold)
    assert letter.x == pytest.approx(33.8 + 12 * WEEK)


def test_that_one_value_is_a_marker_without_a_line() -> None:
    shown = drawn(journey((2, None, None)))
    assert len(squares(shown)) == 1
    assert curves(shown) == []


def test_that_a_marker_stands_at_its_actual_day_and_value() -> None:
    shown = drawn(journey((-2, 3, None), (30, 58, 84)))
    (first, second), (line,) = squares(shown), curves(shown)
    assert first[0] == pytest.approx(33.8 + 30 / 7 * WEEK)
    assert second[0] == pytest.approx(33.8 + 58 / 7 * WEEK)
    assert first[1] - second[1] == pytest.approx(5 * 5.3)
    assert line.points[0] == pytest.approx(first)
    assert line.points[1] == pytest.approx(second)


def test_that_every_value_carries_its_number() -> None:
    assert {"−2", "+3", "0"} <= set(words(drawn(journey((-2, 3, 0)))))


def test_that_the_same_journey_gives_equal_figures() -> None:
    told = journey((-2, 3, 4), (30, 58, 84), [spot("a", 40)])
    assert drawn(told) == drawn(told)
    assert drawn(told) != drawn(journey((-2, 3, 5), (30, 58, 84), [spot("a", 40)]))


def test_that_a_hot_spot_between_two_ratings_meets_the_curve_in_a_ring() -> None:
    shown = drawn(journey((0, 4, None), (28, 56, 84), [spot("a", 42)]))
    ring = next(each for each in shown.primitives if isinstance(each, Disc))
    line = next(x for x in lines(shown, {Role.CURVE}) if x.stroke.width == PRINT.thin and not x.stroke.dash)
    assert ring.centre[0] == pytest.approx(33.8 + 6 * WEEK)
    assert ring.centre[1] == pytest.approx((curves(shown)[0].points[0][1] + curves(shown)[0].points[1][1]) / 2)
    assert line.points[-1] == pytest.approx((ring.centre[0], ring.centre[1] - ring.radius))


def test_that_a_hot_spot_without_a_rating_has_a_dashed_line_that_stops_at_the_plot() -> None:
    shown = drawn(journey((0, 4, None), (28, 56, 84), [spot("a", 10)]))
    dashed = [x for x in lines(shown, {Role.CURVE}) if x.stroke.dash and x.points[0][0] > 33.8]
    top = min(band.y for band in shown.primitives if isinstance(band, Band) and band.fill is Role.TINT_POSITIVE)
    assert [x.points[-1][1] for x in dashed] == [pytest.approx(top)]
    assert not [each for each in shown.primitives if isinstance(each, Disc)]


def test_that_days_that_lasted_are_a_bar_at_the_foot_of_the_box() -> None:
    shown = drawn(journey(spots=[spot("a", 35, 49)]))
    assert any(
        x.points[0][0] == pytest.approx(33.8 + 5 * WEEK) and x.points[1][0] == pytest.approx(33.8 + 7 * WEEK)
        for x in lines(shown, {Role.CURVE})
    )


def test_that_what_is_not_confirmed_never_prints() -> None:
    waiting = spot("a", 40, note=Note("Only guessed"), is_confirmed=False)
    told = journey(spots=[waiting], suggestions=[Suggestion("8", day(30), day(58), 5)])
    shown = drawn(told, suggestions_shown=True)
    assert shown == drawn(journey())
    assert "Only guessed" not in shown.sentence


def test_that_suggestions_are_grey_and_can_be_touched() -> None:
    told = journey(spots=[spot("a", 66, is_confirmed=False)], suggestions=[Suggestion("8", day(30), day(58), 5)])
    shown = drawn(told, SCREEN, suggestions_shown=True)
    assert [hit.name for hit in shown.hits if hit.kind in {"suggestion", "hot_spot"}] == ["suggestion:8", "hot_spot:a"]
    assert lines(shown, {Role.SUGGESTED})
    assert not [hit for hit in drawn(told, SCREEN).hits if hit.kind in {"suggestion", "hot_spot"}]


def test_that_numbers_are_the_same_on_screen_and_paper() -> None:
    told = journey(spots=[spot("a", 20, is_confirmed=False), spot("b", 40), spot("c", 66, polarity=Polarity.NEGATIVE)])
    for layout in (SCREEN, PRINT):
        assert {"1 +", "2 −"} <= set(words(drawn(told, layout, suggestions_shown=True)))


def test_that_a_dragged_value_leaves_its_old_place_pale() -> None:
    told = journey((1, 1, None))
    shown = drawn(told, SCREEN, preview={"8": 3})
    (ghost,) = squares(shown, Role.GHOST)
    assert ghost[0] == squares(shown)[1][0]
    assert ghost[1] > squares(shown)[1][1]
    assert "+3" in words(shown)
    assert "past 4 weeks" in words(shown)
    assert "past 4 weeks" not in words(drawn(told, SCREEN))


def test_that_a_first_rating_can_be_dragged_before_it_is_kept() -> None:
    shown = drawn(journey((None, None, None)), SCREEN, preview={"4": 2})
    (centre,) = squares(shown)
    wave = next(hit for hit in shown.hits if hit.name == "wave:4")
    assert wave.holds(*centre)


def test_that_dragging_over_a_missing_wave_takes_its_letter_away() -> None:
    told = journey((1, Missing.DECLINED, 2))
    assert "D" in words(drawn(told, SCREEN))
    assert "D" not in words(drawn(told, SCREEN, preview={"8": 0}))


def test_that_hidden_values_leave_empty_axes() -> None:
    told = journey((1, 2, 3), spots=[spot("a", 40, note=Note("Told"))])
    shown = drawn(concealed(told, ("12",)), SCREEN)
    assert squares(shown) == []
    assert [hit.name for hit in shown.hits if hit.kind != "notes"] == ["wave:12"]
    assert "Told" not in " ".join(words(shown))
    assert "+3" not in shown.sentence
    assert shown.sentence == "C1-03, Housing and Accommodation: shown after the answer."
    assert shown == drawn(concealed(journey((None, None, None)), ("12",)), SCREEN), "it says nothing of what was said"


def test_that_a_value_tried_on_empty_axes_stands_there_alone() -> None:
    told = concealed(journey((1, 2, 3), spots=[spot("a", 40, note=Note("Told"))]), ("12",))
    tried = replace(told, ratings=(rating("12", -4, 84),))
    shown = drawn(tried, SCREEN)
    assert len(squares(shown)) == 1
    assert "No hot spot on this pathway yet" not in words(shown)
    assert {hit.name for hit in shown.hits if hit.kind != "notes"} == {"wave:12", "value:12"}


def test_that_the_ring_of_an_empty_graph_is_clear_of_its_words() -> None:
    empty = journey((None, None, None))
    shown, bare = drawn(empty, SCREEN, chosen="wave:8"), drawn(empty, SCREEN)
    rings = [each for each in shown.primitives if each not in bare.primitives]
    (says,) = (each for each in shown.primitives if isinstance(each, TextRun) and each.text.startswith("No rating"))
    assert rings
    assert min(ring.y for ring in rings if isinstance(ring, Band)) > says.y + 2


def test_that_an_empty_graph_says_so_and_nothing_of_visits_it_does_not_know() -> None:
    assert "No rating on this pathway yet" in words(drawn(journey((None, None, None)), SCREEN))
    assert "No rating on this pathway yet" in words(drawn(recalled((None, None)), SCREEN))


def test_that_the_first_band_grows_only_when_strikes_cannot_stand_otherwise() -> None:
    def plot_top(count: int) -> float:
        shown = drawn(journey(spots=[spot(f"s{i:02}", 42) for i in range(count)]))
        return min(band.y for band in shown.primitives if isinstance(band, Band) and band.fill is Role.TINT_POSITIVE)

    assert plot_top(0) == plot_top(12) == pytest.approx(27.325, abs=0.2)
    assert plot_top(70) > plot_top(0)


def test_that_all_numbers_of_twelve_hot_spots_at_one_time_are_there() -> None:
    shown = drawn(journey(spots=[spot(f"s{i:02}", 42) for i in range(12)]))
    assert {f"{n} +" for n in range(1, 13)} <= set(words(shown))


def test_that_a_strip_without_content_is_left_out_and_the_notes_grow() -> None:
    def notes_top(trajectory: Trajectory) -> float:
        return max(band.y for band in drawn(trajectory).primitives if isinstance(band, Band) and band.width == 273.0)

    bare = journey()
    full = journey(events=[ContextEvent(day(9), day(20), "cold spell")], diary=[DiaryState.DONE] * 12)
    assert notes_top(full) - notes_top(bare) == pytest.approx(10.0)
    assert "Events around them" in words(drawn(full))
    assert "Events around them" not in words(drawn(bare))


def test_that_planned_weeks_are_bold_and_the_last_number_stands_against_the_margin() -> None:
    numbers = {run.text: run for run in texts(drawn(journey())) if run.text.isdigit() and run.size == 8.0}
    assert [text for text, run in numbers.items() if run.bold and text != "0"] == ["4", "8", "12"]
    last = numbers["13"]
    assert last.x + TYPESET.width("13", 8.0) == pytest.approx(273.0)


def test_that_months_lie_between_their_ticks() -> None:
    months = [band for band in drawn(journey()).primitives if isinstance(band, Band) and band.height == 4.4]
    edges = [(band.x - 33.8) / WEEK for band in months] + [(months[-1].x + months[-1].width - 33.8) / WEEK]
    assert edges == [pytest.approx(week) for week in (0, 4, 8, 12)]


def test_that_a_rating_held_after_week_13_widens_the_axis() -> None:
    shown = drawn(journey((1, 2, 3), (30, 58, 97)))
    assert "14" in words(shown)
    assert squares(shown)[2][0] < 273.0


@pytest.mark.parametrize("scale", [Scale(minimum=-2, maximum=2), Scale(minimum=1, maximum=10, neutral=5)])
def test_that_any_scale_is_drawn_with_its_whole_range(scale: Scale) -> None:
    shown = drawn(journey((scale.minimum, scale.maximum, scale.neutral), scale=scale))
    assert {scale.text(scale.minimum), scale.text(scale.neutral), scale.text(scale.maximum)} <= set(words(shown))
    (low, _), (high, _) = ((y, x) for x, y in squares(shown)[:2])
    assert low - high == pytest.approx(53.0)


def test_that_other_waves_have_their_own_ticks() -> None:
    shown = drawn(journey((1, 2, 3, 4), (14, 42, 70, 140), cohort=cohort_of((2, 6, 10, 20))))
    bold = [run.text for run in texts(shown) if run.text.isdigit() and run.size == 8.0 and run.bold and run.text != "0"]
    assert bold == ["2", "6", "10", "20"]


def test_that_a_recalled_journey_has_no_week_numbers_and_a_dashed_line() -> None:
    shown = drawn(recalled((-3, 2), [turn("a", 21, 34, Direction.DOWN, "about the first month’s end")]))
    assert not any(run.text.isdigit() and run.size == 8.0 and int(run.text) > 5 for run in texts(shown))
    assert "Week of the order" not in words(shown)
    dashed = [x for x in lines(shown, {Role.CURVE}) if x.stroke.dash == (2.6, 1.6)]
    assert len(dashed) == 1
    assert {"−3", "+2", "beginning", "end", "1 −"} <= set(words(shown))


def test_that_a_recalled_value_is_a_box_and_turning_points_have_no_drop_line() -> None:
    shown = drawn(recalled((-3, 2), [turn("a", 21, 34, Direction.UP)]))
    boxes = [band for band in shown.primitives if isinstance(band, Band) and (band.width, band.height) == (7.2, 6.2)]
    assert len(boxes) == 2
    assert squares(shown) == []
    assert not [x for x in lines(shown, {Role.CURVE}) if x.stroke.width == PRINT.thin]


def test_that_the_recall_gap_is_printed() -> None:
    assert "recall gap: about 23 weeks" in words(drawn(recalled()))
    assert "recalled, about 23 weeks on" in words(drawn(recalled(), SCREEN))


@pytest.mark.parametrize(("gap", "text"), [(20, "about 3 weeks"), (13, "13 days"), (6, "6 days")])
def test_that_a_short_recall_gap_is_never_made_shorter(gap: int, text: str) -> None:
    whole = recalled()
    told = replace(whole, ratings=tuple(replace(r, held_on=day(91 + gap)) for r in whole.ratings))
    printed = [word for word in words(drawn(told)) if text in word]
    assert printed or gap < 20, "on paper the bar of three weeks has room for its length"
    assert f"recalled, {text} on" in words(drawn(told, SCREEN))
    assert not any("recall gap: 2 weeks" in word or "0 weeks" in word for word in words(drawn(told)))


def test_that_a_journey_told_on_the_last_day_has_no_gap_to_name() -> None:
    whole = recalled()
    told = replace(whole, ratings=tuple(replace(r, held_on=day(91)) for r in whole.ratings))
    assert not any(word.startswith("recalled,") for word in words(drawn(told, SCREEN)))


def test_that_months_are_named_by_the_ticks_they_lie_between() -> None:
    """A bar that ends at tick 8 ends with month 2, and both say 8."""
    months = [word for word in words(drawn(journey())) if word.startswith("Month ")]
    assert months == ["Month 1 (weeks 0–4)", "Month 2 (weeks 4–8)", "Month 3 (weeks 8–12)"]


def test_that_a_recalled_journey_with_one_end_missing_has_no_line() -> None:
    shown = drawn(recalled((-3, Missing.DECLINED)))
    assert "D" in words(shown)
    assert not [x for x in lines(shown, {Role.CURVE}) if x.stroke.dash == (2.6, 1.6)]


def test_that_values_columns_and_strikes_can_be_touched() -> None:
    shown = drawn(journey((-2, 3, None), spots=[spot("a", 40)]), SCREEN)
    kinds = [hit.name for hit in shown.hits if hit.kind != "notes"]
    assert kinds == ["wave:4", "wave:8", "wave:12", "value:4", "value:8", "hot_spot:a", "note:a"]
    columns = [hit for hit in shown.hits if hit.kind == "wave"]
    plot = ground(journey((-2, 3, None), spots=[spot("a", 40)]), shown.width, shown.height, SCREEN, TYPESET)
    for week, touched in ((1, []), (4, ["4"]), (5, ["4"]), (6, []), (8, ["8"]), (12, ["12"])):
        assert [hit.key for hit in columns if hit.holds(plot.x(week), plot.y(0))] == touched, week
    value = next(hit for hit in shown.hits if hit.name == "value:8")
    assert value.holds(*squares(shown)[1])


@pytest.mark.parametrize("layout", [SCREEN, SMALL])
def test_that_the_ground_told_to_the_pointer_is_the_one_drawn(layout: Layout) -> None:
    told = journey((-2, 3, None), spots=[spot(f"s{i}", 40 + i) for i in range(5)])
    for each in (told, recalled()):
        shown = figure(each, 420 * PX, 320 * PX, layout, TYPESET)
        plot = ground(each, 420 * PX, 320 * PX, layout, TYPESET)
        tint = next(b for b in shown.primitives if isinstance(b, Band) and b.fill is Role.TINT_POSITIVE)
        assert (tint.x, tint.y) == (plot.box.left, plot.box.top)
        assert plot.value_at(plot.y(3) + 0.1) == 3


def test_that_what_is_chosen_is_ringed() -> None:
    told = journey((-2, 3, None), spots=[spot("a", 40)])
    for name in ("value:8", "hot_spot:a", "wave:12"):
        plain, ringed = drawn(told, SCREEN), drawn(told, SCREEN, chosen=name)
        rings = set(map(repr, ringed.primitives)) - set(map(repr, plain.primitives))
        hit = next(hit for hit in plain.hits if hit.name == name)
        assert any("Band" in ring for ring in rings), name
        ring = next(b for b in ringed.primitives if isinstance(b, Band) and b.stroke and b.stroke.width == 0.53)
        assert hit.holds(ring.x + ring.width / 2, ring.y + ring.height / 2)


def test_that_the_ring_of_the_last_column_is_whole() -> None:
    told = journey((-2, 3, None))
    ringed = drawn(told, SCREEN, chosen="wave:12")
    ring = next(b for b in ringed.primitives if isinstance(b, Band) and b.stroke and b.stroke.width == 0.53)
    assert ring.x + ring.width + 0.53 / 2 <= ringed.width


def test_that_long_notes_on_the_screen_scroll() -> None:
    told = journey(spots=[spot("a", 40, note=Note("Head", "b " * 200, "c " * 200))])
    shown = drawn(told, SCREEN)
    assert shown.overflow == (1,)
    total = int(next(hit for hit in shown.hits if hit.kind == "notes").key)
    end = drawn(told, SCREEN, notes_from=total)
    assert "Head" in words(shown)
    assert "Head" not in words(end)
    assert any(text.endswith("”") for text in words(end))


def test_that_a_value_outside_its_window_is_named_under_the_graph() -> None:
    told = journey((1, 2, 3), (30, 65, 84))
    assert any("outside its window" in text for text in words(drawn(told)))
    assert not any("outside its window" in text for text in words(drawn(journey((1, 2, 3)))))


def test_that_a_bars_name_is_not_written_over_another_bar() -> None:
    events = [ContextEvent(day(a), day(a + 8), "a long police operation") for a in (0, 12, 24, 36, 48, 60, 72)]
    shown = drawn(replace(journey(), events=tuple(events)))
    assert len([b for b in shown.primitives if isinstance(b, Band) and b.fill is Role.EVENT]) == 7
