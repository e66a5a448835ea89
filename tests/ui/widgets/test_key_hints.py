"""Hints of keys: as many as there is room for, none cut."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from ojm_desktop.ui.widgets.key_hints import KeyHints

HINTS = (("0–5 −", "rate"), ("← →", "move"), ("PgDn", "next pathway"))


def test_that_a_hint_that_does_not_fit_is_left_out_and_not_cut(qtbot: QtBot) -> None:
    shown = KeyHints(HINTS)
    qtbot.addWidget(shown)
    counts = []
    for width in (900, 200, 120, 20):
        shown.resize(width, 24)
        counts.append(len(shown.fitting()))
    assert counts[0] == 3
    assert counts[-1] == 0
    assert counts == sorted(counts, reverse=True)
    assert 0 < counts[1] < 3


def test_that_a_screen_reader_is_told_all_of_them(qtbot: QtBot) -> None:
    shown = KeyHints(HINTS)
    qtbot.addWidget(shown)
    assert shown.accessibleName() == "Keys: 0–5 −: rate, ← →: move, PgDn: next pathway"
