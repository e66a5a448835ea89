"""What reaches a page and what does not."""

from __future__ import annotations

from ojm_desktop.typeset import clean, stand_in


def test_that_controls_and_direction_overrides_never_reach_a_page() -> None:
    assert clean("a\x00b\x07c\x1b[31md\u202ee\u2066f\x9bg") == "abc[31mdefg"


def test_that_every_kind_of_line_end_is_one_line_feed_and_a_tab_is_a_space() -> None:
    assert clean("a\r\nb\rc\u2028d\x85e\vf\tg") == "a\nb\nc\nd\ne\nf g"


def test_that_marks_that_shape_words_are_kept() -> None:
    assert clean("می\u200cخواهم e\u0301 \u00a0") == "می\u200cخواهم e\u0301 \u00a0"


def test_that_a_stand_in_says_number_and_name() -> None:
    assert stand_in("\U0001f600") == "[U+1F600 GRINNING FACE]"
    assert stand_in("\ud800") == "[U+D800]"
    assert stand_in("\u4e2d") == "[U+4E2D CJK UNIFIED IDEOGRAPH-4E2D]"
