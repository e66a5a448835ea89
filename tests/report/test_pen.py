"""What the pen asks of paper."""

from __future__ import annotations

import pytest

from ojm_desktop.journey.primitives import Band, Disc, Figure, Polyline, Primitive, Role, Shape, Stroke, TextRun
from ojm_desktop.report.inks import INKS, rgb
from ojm_desktop.report.pen import record
from ojm_desktop.typeset import Typeset

LINE = Stroke(Role.CURVE, 0.9, (2.0, 1.0))


def _rows(typeset: Typeset, *primitives: Primitive) -> list[tuple[object, ...]]:
    return record(Figure(297.0, 210.0, primitives, "a figure"), typeset)


def test_that_each_shape_is_drawn_once_in_its_ink_and_order(typeset: Typeset) -> None:
    assert _rows(
        typeset,
        Band(1.0, 2.0, 3.0, 4.0, Role.TINT_POSITIVE, None),
        Polyline(((0.0, 0.0), (1.00049, 2.0)), LINE),
        Shape(((0.0, 0.0), (1.0, 0.0), (0.0, 1.0)), Role.POSITIVE, Stroke(Role.POSITIVE, 0.3)),
        Disc((5.0, 6.0), 0.9, Role.PAPER, Stroke(Role.CURVE, 0.2)),
    ) == [
        ("band", 1.0, 2.0, 3.0, 4.0, "#EEF5FA", None),
        ("polyline", ((0.0, 0.0), (1.0, 2.0)), ("#000000", 0.9, (2.0, 1.0))),
        ("outline", ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0)), "#0072B2", ("#0072B2", 0.3, ())),
        ("disc", (5.0, 6.0), 0.9, "#FFFFFF", ("#000000", 0.2, ())),
    ]


@pytest.mark.parametrize(("anchor", "share"), [("start", 0.0), ("middle", 0.5), ("end", 1.0)])
def test_that_a_text_hangs_on_its_anchor(typeset: Typeset, anchor: str, share: float) -> None:
    run = TextRun(100.0, 50.0, "Week 8", 9.0, Role.MUTED, bold=True, anchor=anchor)  # type: ignore[arg-type]
    left = round(100.0 - share * typeset.width("Week 8", 9.0, bold=True), 3)
    assert _rows(typeset, run) == [("run", left, 50.0, "NotoSans-Bold", "Week 8", 9.0, "#4D4D4D")]


def test_that_a_character_no_face_has_is_named_in_grey(typeset: Typeset) -> None:
    inks = [row[-1] for row in _rows(typeset, TextRun(0.0, 0.0, "a😀b", 9.0))]
    assert inks == ["#000000", "#4D4D4D", "#000000"]


def test_that_runs_of_a_line_stand_one_after_the_other(typeset: Typeset) -> None:
    rows = _rows(typeset, TextRun(10.0, 0.0, "ok بيت", 9.0))
    assert rows[1][1] == pytest.approx(10.0 + typeset.width("ok ", 9.0), abs=0.001)


def test_that_every_role_has_an_ink() -> None:
    assert set(INKS) == set(Role)


@pytest.mark.parametrize("role", [Role.TEXT, Role.MUTED])
def test_that_text_is_legible_on_the_darkest_tint_it_meets(role: Role) -> None:
    def luminance(ink: str) -> float:
        parts = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb(ink)]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    darkest = min(luminance(INKS[tint]) for tint in (Role.TINT_EVENT_POSITIVE, Role.TINT_EVENT_NEGATIVE, Role.MONTH))
    assert (darkest + 0.05) / (luminance(INKS[role]) + 0.05) >= 4.5
