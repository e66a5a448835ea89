"""From reading order to the order in which glyphs stand."""

from __future__ import annotations

from ojm_desktop.typeset.display import in_display_order


def test_that_left_to_right_text_is_left_alone() -> None:
    assert in_display_order("Tŷ (a <b> c) – 3") == "Tŷ (a <b> c) – 3"


def test_that_arabic_letters_join_and_stand_from_right_to_left() -> None:
    assert in_display_order("بيت") == "\ufe96\ufef4\ufe91"


def test_that_lam_and_alef_become_one_glyph() -> None:
    assert in_display_order("لا") == "\ufefb"


def test_that_urdu_letters_join_too() -> None:
    assert in_display_order("ٹھیک") == "\ufb8f\ufbff\ufbad\ufb68"


def test_that_brackets_are_mirrored_and_numbers_are_not_turned_round() -> None:
    assert in_display_order("گھر (12) ہے").startswith("\ufbaf")
    assert "(12)" in in_display_order("گھر (12) ہے")


def test_that_a_quote_inside_an_english_line_is_turned_round_by_itself() -> None:
    shown = in_display_order("said: بيت then")
    assert shown.startswith("said: ")
    assert shown.endswith(" then")


def test_that_vowel_signs_are_kept() -> None:
    assert "\u064f" in in_display_order("مُحمد")
