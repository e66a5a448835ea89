"""Widths, fallback by character, and what no face has."""

from __future__ import annotations

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from ojm_desktop.typeset import FACES, Typeset

MM_PER_POINT = 25.4 / 72
SAMPLES = ("Week 8: \u22123†", "Tŷ’r Ŵyl – AVATAR To", "Łódź żółć 0123456789", "șosea “țară”…")


@pytest.mark.parametrize("text", SAMPLES)
@pytest.mark.parametrize(("bold", "italic", "key"), [(b, i, FACES[b + 2 * i]) for b in (0, 1) for i in (0, 1)])
def test_that_widths_equal_reportlabs(typeset: Typeset, text: str, bold: int, italic: int, key: str) -> None:
    pdfmetrics.registerFont(TTFont(f"check-{key}", str(typeset.face(key).path)))
    expected = pdfmetrics.stringWidth(text, f"check-{key}", 9.5) * MM_PER_POINT
    assert typeset.width(text, 9.5, bool(bold), bool(italic)) == pytest.approx(expected, rel=1e-12)


def test_that_a_plain_text_is_one_run(typeset: Typeset) -> None:
    (run,) = typeset.runs("Week 8: \u22123", bold=True)
    assert (run.font_key, run.text, run.reads, run.muted) == (
        "NotoSans-Bold",
        "Week 8: \u22123",
        "Week 8: \u22123",
        False,
    )


def test_that_each_character_is_drawn_with_the_first_face_that_has_it(typeset: Typeset) -> None:
    runs = typeset.runs("ok ⚡ بيت", italic=True)
    assert [run.font_key for run in runs] == [
        "NotoSans-Italic",
        "NotoSansSymbols2-Regular",
        "NotoSans-Italic",
        "NotoNaskhArabic-Regular",
    ]


def test_that_the_width_of_a_line_is_the_sum_of_its_runs(typeset: Typeset) -> None:
    line = "ok ⚡ بيت 😀 w\u0302"
    total = sum(run.em for run in typeset.runs(line)) * 9 * MM_PER_POINT / 1000
    assert typeset.width(line, 9) == pytest.approx(total)


def test_that_a_character_no_face_has_is_named_in_a_muted_run_and_listed(typeset: Typeset) -> None:
    runs = typeset.runs("a😀b")
    assert [(run.text, run.muted) for run in runs] == [("a", False), ("[U+1F600 GRINNING FACE]", True), ("b", False)]
    assert typeset.missing("a😀b😀中\n") == ("😀", "中")


def test_that_nothing_is_listed_as_missing_that_has_no_shape(typeset: Typeset) -> None:
    assert typeset.missing("a\u200d\ufe0f\u00ad\x00\n\u202e") == ()


def test_that_an_accent_typed_apart_is_drawn_on_its_letter_and_read_as_typed(typeset: Typeset) -> None:
    (run,) = typeset.runs("dw\u0302r")
    assert (run.text, run.reads) == ("dŵr", "dw\u0302r")


def test_that_joiners_are_not_drawn_but_read(typeset: Typeset) -> None:
    (run,) = typeset.runs("a\u200db\u00adc")
    assert (run.text, run.reads) == ("abc", "a\u200db\u00adc")
    assert run.em == sum(typeset.face("NotoSans-Regular").advances[c] for c in "abc")


def test_that_a_stand_in_wider_than_the_column_is_broken_and_not_cut(typeset: Typeset) -> None:
    lines = typeset.wrap("\U0001f600", 20.0, 9.0)
    assert " ".join(lines) == "[U+1F600 GRINNING FACE]"
    assert max(typeset.width(line, 9.0) for line in lines) <= 20.0


def test_that_a_line_feed_in_one_line_counts_as_a_space(typeset: Typeset) -> None:
    assert [run.text for run in typeset.runs("a\nb")] == ["a b"]


def test_that_an_empty_line_has_no_runs_and_no_width(typeset: Typeset) -> None:
    assert typeset.runs("") == ()
    assert typeset.width("", 9.0) == 0
