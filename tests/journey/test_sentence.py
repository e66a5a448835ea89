"""The generated sentence: what a reader who sees no graph is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ojm_desktop.domain.answer import NonAnswer
from ojm_desktop.domain.hot_spot import Direction, Polarity
from ojm_desktop.domain.rating import Missing
from ojm_desktop.domain.scale import Scale
from ojm_desktop.journey.plot import course
from ojm_desktop.journey.sentence import describe, describe_all, printed, summary, summary_all
from ojm_desktop.journey.table import rows
from ojm_desktop.journey.trajectory import concealed
from tests.journey.people import all_pathways, day, journey, recalled, spot, turn


def test_that_values_stand_behind_a_colon() -> None:
    assert summary(journey((-2, 3, Missing.NOT_REACHED))) == "week 4: −2, week 8: +3, week 12: not reached."


@pytest.mark.parametrize("reason", [reason for reason in NonAnswer if reason is not NonAnswer.REFUSED])
def test_that_who_was_there_and_did_not_answer_is_nowhere_called_not_reached(reason: NonAnswer) -> None:
    told = journey((-2, 3, Missing.NOT_REACHED))
    asked = replace(told, ratings=(*told.ratings[:2], replace(told.ratings[2], reason=reason.words)))
    assert summary(asked) == f"week 4: −2, week 8: +3, week 12: no answer ({reason.words})."
    both = (told, replace(asked, pathway=all_pathways()[0].pathway))
    assert "1 not reached, 1 no answer" in summary_all(both)
    (gap,) = course(asked, None).gaps
    assert (gap.letter, gap.words, gap.reason) == ("N", "no answer", reason.words)
    (row,) = (row for row in rows(asked) if row.value.startswith("no answer"))
    assert row.value == f"no answer: {reason.words}"


def test_that_the_description_names_person_and_pathway() -> None:
    assert describe(journey((1, None, None))).startswith(
        "C1-03, Housing and Accommodation: week 4: +1, week 8: not yet"
    )


def test_that_hot_spots_are_told_by_day_and_sign() -> None:
    spots = [spot("a", 44), spot("b", 62, 72, Polarity.NEGATIVE)]
    told = summary(journey((1, 4, None), spots=spots))
    assert told.endswith("; 2 hot spots: 16 Apr positive, 4–14 May negative.")


def test_that_one_hot_spot_is_not_plural() -> None:
    assert "; 1 hot spot: 16 Apr mixed." in summary(journey(spots=[spot("a", 44, polarity=Polarity.MIXED)]))


def test_that_many_hot_spots_are_counted_by_sign() -> None:
    spots = [spot(f"s{i}", 40 + i) for i in range(8)] + [spot("n", 60, polarity=Polarity.NEGATIVE)]
    assert "9 hot spots, 8 positive and 1 negative" in summary(journey(spots=spots))


def test_that_what_is_not_confirmed_is_not_told() -> None:
    assert "hot spot" not in summary(journey(spots=[spot("a", 44, is_confirmed=False)]))


def test_that_a_visit_outside_its_window_is_named() -> None:
    assert "week 8: +3 (held on day 63, outside its window)" in summary(journey((1, 3, 4), (30, 63, 84)))
    assert "outside" not in summary(journey((1, 3, 4), (34, 62, 77)))


def test_that_nothing_yet_says_what_comes() -> None:
    assert printed(journey((None, None, None))) == "No rating yet."


def test_that_a_recalled_journey_says_which_way_it_went_and_how_long_ago() -> None:
    turns = [turn("a", 21, 34, Direction.DOWN), turn("b", 42, 46, Direction.UP)]
    assert printed(recalled((-3, 2), turns)) == (
        "Beginning: −3, end: +2, so up. 2 turning points: down around 24 Mar – 6 Apr, up around 14–18 Apr. "
        "Recalled about 23 weeks after the three months ended."
    )
    assert ", so the same." in printed(recalled((2, 2)))
    assert ", so down." in printed(recalled((2, 1)))
    assert "so " not in printed(recalled((2, Missing.DECLINED)))


def test_that_eight_pathways_are_counted_and_the_ends_named() -> None:
    told = summary_all(all_pathways())
    assert told == "24 ratings asked, 24 given. Highest: Work +5 at week 12. Lowest: Drugs, alcohol −4 at week 4."
    assert describe_all(all_pathways()).startswith("C1-03, eight pathways on the same axes: 24 ratings")


def test_that_missing_ratings_are_counted_by_reason() -> None:
    told = summary_all((journey((2, Missing.DECLINED, 2)), journey((2, Missing.MISSED, None))))
    assert told == "6 ratings asked, 3 given, 1 missed, 1 declined, 1 not yet given. Every rating is +2."


def test_that_recalled_pathways_are_counted_by_direction() -> None:
    told = summary_all((recalled((-3, 2)), recalled((1, 1)), recalled((1, Missing.DECLINED))))
    assert "From beginning to end: up 1, same 1, down 0. Recalled about 23 weeks after" in told


def test_that_a_scale_without_negative_values_has_no_plus_signs() -> None:
    scale = Scale(minimum=1, maximum=5, neutral=3)
    assert summary(journey((1, 5, 3), scale=scale)) == "week 4: 1, week 8: 5, week 12: 3."


def test_that_no_recall_gap_is_told_of_an_interview_within_the_three_months() -> None:
    whole = recalled((-3, 2))
    early = replace(whole, ratings=tuple(replace(rating, held_on=day(70)) for rating in whole.ratings))
    assert "Recalled" in printed(whole)
    assert "Recalled" not in printed(early)
    assert "Recalled" not in summary_all((early,))


@pytest.mark.parametrize(
    ("gap", "text"),
    [
        (0, "Recalled on the day the three months ended."),
        (6, "Recalled 6 days after the three months ended."),
        (20, "Recalled about 3 weeks after the three months ended."),
    ],
)
def test_that_the_recall_gap_is_never_made_shorter(gap: int, text: str) -> None:
    whole = recalled((-3, 2))
    told = replace(whole, ratings=tuple(replace(rating, held_on=day(91 + gap)) for rating in whole.ratings))
    assert printed(told).endswith(text)
    assert summary_all((told, told)).endswith(text)


def test_that_the_sentence_takes_the_names_the_panels_bear() -> None:
    names = {pathway.pathway.key: pathway.pathway.name for pathway in all_pathways()}
    told = summary_all(all_pathways(), names)
    assert "Highest: Work, Training and Education +5" in told
    assert describe_all(all_pathways(), names).endswith(told)


def test_that_pathways_whose_answer_is_awaited_are_named_and_nothing_of_them_is_counted() -> None:
    first, *others = all_pathways()
    told = summary_all((concealed(first, ("8",)), *others))
    assert "21 ratings asked" in told
    assert told.endswith(f"{first.pathway.short_name}: shown after the answer.")
    assert summary_all((concealed(first, ("8",)),)) == "Shown after the answer."
