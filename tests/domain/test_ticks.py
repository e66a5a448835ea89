"""Words at values of a scale: which value they belong to, and how much room each has."""

from __future__ import annotations

import pytest

from ojm_desktop.domain.scale import PRESETS, Scale
from ojm_desktop.domain.ticks import placed, reaches


def test_that_words_stand_at_their_value_however_it_is_written() -> None:
    words = [("-1.0", "Bad"), ("1", "Good"), ("7", "Nowhere"), ("a lot", "No number")]
    assert placed(("-1", "0", "1"), words) == ("Bad", "", "Good")


@pytest.mark.parametrize(
    ("places", "rooms"),
    [
        ((0, 5, 10), [(0, 2), (3, 7), (8, 10)]),
        ((0, 10), [(0, 5), (6, 10)]),
        ((0, 4, 9), [(0, 2), (3, 5), (6, 9)]),
        (range(11), [(place, place) for place in range(11)]),
        ((3,), [(0, 10)]),
        ((), []),
    ],
)
def test_that_words_share_the_room_and_those_between_stay_centred(
    places: tuple[int, ...], rooms: list[tuple[int, int]]
) -> None:
    count = 10 if places == (0, 4, 9) else 11
    words = ["words" if at in places else "" for at in range(count)]
    assert [(one.first, one.last) for one in reaches(words)] == rooms


@pytest.mark.parametrize("scale", PRESETS)
def test_that_the_words_of_a_scale_begin_like_sentences_at_its_ends_and_at_the_neutral_value(scale: Scale) -> None:
    told = dict(zip(scale.values(), scale.words(), strict=True))
    assert {value: words for value, words in told.items() if words} == {
        scale.minimum: "As bad as it could be",
        scale.neutral: "Neither good nor bad",
        scale.maximum: "As good as it could be",
    }
