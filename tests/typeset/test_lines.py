"""Line breaking: nothing wider than the column, nothing lost, and fast enough for a diary of a megabyte."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ojm_desktop.typeset import Typeset, clean

COLUMN, SIZE = 63.0, 9.0
LETTERS = st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"), max_codepoint=0x1F6FF)
TEXTS = st.text(st.one_of(LETTERS, st.sampled_from(" \n-/ŵżșمہ😀")), max_size=300)
SHARED = Typeset()


@given(TEXTS)
def test_that_no_line_is_wider_than_its_column_whatever_is_written(text: str) -> None:
    lines = SHARED.wrap(text, COLUMN, SIZE)
    assert max(SHARED.width(line, SIZE) for line in lines) <= COLUMN + 1e-6


@given(TEXTS)
def test_that_wrapping_loses_no_character_but_the_spaces_at_its_breaks(text: str) -> None:
    kept = text.replace("\u200e", "").replace("\u200f", "")
    lines = "".join(SHARED.wrap(kept, 400.0, SIZE)).replace("\u200e", "").replace("\u200f", "")
    assert re.sub(r"[ \n]+", "", lines) == re.sub(r"[ \n]+", "", clean(kept))


def test_that_lines_break_at_spaces_and_spaces_inside_a_line_stay() -> None:
    assert SHARED.wrap("aaa bbb  ccc ddd", SHARED.width("aaa bbb  ccc", SIZE), SIZE) == ["aaa bbb  ccc", "ddd"]


def test_that_a_line_end_typed_is_a_line_end_printed() -> None:
    assert SHARED.wrap("a\n\nb\r\nc", COLUMN, SIZE) == ["a", "", "b", "c"]


def test_that_an_empty_text_is_one_empty_line() -> None:
    assert SHARED.wrap("", COLUMN, SIZE) == [""]


def test_that_a_long_word_is_cut_after_a_sign_where_there_is_one() -> None:
    word = "https://example.org/a-place/for-people/leaving/custody"
    lines = SHARED.wrap(word, 30.0, SIZE)
    assert "".join(lines) == word
    assert all(line[-1] in "/-." for line in lines[:-1])


def test_that_an_accent_is_never_cut_from_its_letter() -> None:
    lines = SHARED.wrap("w\u0302" * 100, 20.0, SIZE)
    assert all(line.startswith("w") for line in lines)


def test_that_each_line_of_an_urdu_paragraph_reads_from_right_to_left() -> None:
    lines = SHARED.wrap("مجھے گھر چاہیے Bristol Probation Service Approved Premises گھر", 40.0, SIZE)
    latin_first = [line for line in lines if line.lstrip("\u200f")[0].isascii()]
    assert latin_first
    assert all(line.startswith("\u200f") for line in latin_first)


@pytest.mark.parametrize(
    "diary",
    [
        "The quick brown fox said dŵr. " * 34_000,
        "x" * 1_000_000,
        "السلامعليكم" * 90_000,
        "السلام عليكم " * 80_000,
        "😀" * 250_000,
        "\n" * 1_000_000,
        " " * 1_000_000,
    ],
    ids=["prose", "one word", "one arabic word", "arabic", "emoji", "empty lines", "spaces"],
)
def test_that_i7_a_diary_of_a_megabyte_is_broken_into_lines_within_the_minute_a_print_may_take(diary: str) -> None:
    begun = time.process_time()
    lines = SHARED.wrap(diary, COLUMN, SIZE)
    assert time.process_time() - begun < 30
    assert all(SHARED.width(line, SIZE) <= COLUMN + 1e-6 for line in (*lines[:50], *lines[-50:]))


@pytest.mark.parametrize("words", ["moved out, week 2", "two lines, weeks 9–11", "the part of (wave 3)"])
def test_that_no_line_begins_with_the_number_of_a_week(words: str) -> None:
    number = words.rpartition(" ")[2]
    lines = SHARED.wrap(words, SHARED.width(words, SIZE) - 0.5, SIZE)
    assert len(lines) == 2
    assert lines[1].endswith(number)
    assert lines[1] != number


def test_that_a_week_and_its_number_part_where_no_line_holds_both() -> None:
    narrow = SHARED.width("week", SIZE) + 0.1
    assert SHARED.wrap("week 2", narrow, SIZE) == ["week", "2"]


def test_that_a_day_and_its_month_stay_on_one_line() -> None:
    for width in range(24, 60):
        lines = Typeset().wrap("Third officer in two months, 12–23 Sep – 4 Oct", width, 9.0)
        assert not any(line.endswith(("23", "4")) for line in lines), lines
