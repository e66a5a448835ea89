"""Numbers within a sentence."""

from __future__ import annotations

from ojm_desktop.domain.counting import counted, listed, noun, spelt


def test_that_a_noun_agrees_with_its_number() -> None:
    assert [counted(number, "change") for number in (0, 1, 2)] == ["0 changes", "1 change", "2 changes"]
    assert [counted(number, "person", "people") for number in (1, 3)] == ["1 person", "3 people"]
    assert [noun(number, "entry", "entries") for number in (1, 2)] == ["entry", "entries"]


def test_that_small_numbers_are_spelt_and_others_are_digits() -> None:
    assert [spelt(number) for number in (0, 1, 12, 13)] == ["no", "one", "twelve", "13"]


def test_that_lists_read_as_sentences() -> None:
    assert listed(["a"]) == "a"
    assert listed(["a", "b"]) == "a and b"
    assert listed(["a", "b", "c"]) == "a, b and c"
