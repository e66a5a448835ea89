"""The list under the panels of sheet 1: what happened, when, in order."""

from __future__ import annotations

from ojm_desktop.domain.hot_spot import Note
from ojm_desktop.journey import overview
from ojm_desktop.typeset import Typeset
from tests.journey.legible import texts
from tests.journey.people import all_pathways, journey, spot

TYPESET = Typeset()


def test_that_a_moment_over_two_months_narrows_its_own_title_alone() -> None:
    told = journey(
        spots=[
            spot("a", 10, note=Note("One day")),
            spot("b", 12, 20, note=Note("Some days")),
            spot("c", 26, 30, note=Note("Two months")),
        ]
    )
    page = overview.pages((told, *all_pathways()[2:]), 273.0, 158.0, TYPESET)[0]
    left = {run.text: run.x for run in texts(page)}
    assert "H  29 Mar – 2 Apr" in left
    assert left["One day"] == left["Some days"] < left["Two months"]
    assert left["One day"] < left["H  13 Mar"] + 21.0
