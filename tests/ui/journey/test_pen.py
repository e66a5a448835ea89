"""The two pens: what the screen draws of a figure is what the paper draws, compared as values."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from ojm_desktop.domain.hot_spot import Note, Polarity
from ojm_desktop.journey.figure import figure
from ojm_desktop.journey.layout import HANDED, PRINT, SCREEN, SMALL, scaled
from ojm_desktop.journey.primitives import Figure, Role
from ojm_desktop.report import inks as paper_inks
from ojm_desktop.report import pen as paper_pen
from ojm_desktop.service.queries.journeys import trajectories, trajectory
from ojm_desktop.service.session import Session
from ojm_desktop.ui import theme
from ojm_desktop.ui.journey import pen, surface
from ojm_desktop.ui.journey.inks import inks
from tests import practising
from tests.ui import people

WRITINGS = "ŵ ŷ Łódź <unclear> & <3 مرحبا بك اردو 🙂 e\u0301"


@pytest.fixture(name="played")
def the_practice_study() -> Session:
    """The practice study with its nineteen people."""
    return practising.played()


def both(drawn: Figure) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """What each pen draws, with the paper's inks on both."""
    return pen.record(drawn, pen.bundled(), paper_inks.INKS), paper_pen.record(drawn, pen.bundled())


def test_that_both_pens_draw_every_practice_map_alike(played: Session) -> None:
    count = 0
    for person in played.study.store.people.all():
        for journey in trajectories(played, person.id):
            for layout, width, height in ((PRINT, 267.0, 150.0), (SCREEN, 225.0, 132.0)):
                screen, paper = both(figure(journey, width, height, layout, pen.bundled()))
                assert screen == paper
                assert len(screen) > 20
                count += 1
    assert count == 19 * 8 * 2


def test_that_both_pens_draw_other_writings_alike() -> None:
    session = people.empty_session()
    person = people.example(session)
    people.spot(session, person, people.START, Polarity.MIXED, Note(WRITINGS, WRITINGS, WRITINGS))
    drawn = figure(trajectory(session, person, "housing"), 225, 160, SCREEN, pen.bundled())
    screen, paper = both(drawn)
    assert screen == paper
    assert {str(row[3]) for row in screen if row[0] == "run"} >= {"NotoSans-Regular", "NotoNaskhArabic-Regular"}


@pytest.mark.parametrize("look", list(theme.Look))
def test_that_every_role_has_an_ink_in_every_theme(look: theme.Look) -> None:
    found = inks(theme.make(look))
    assert set(found) == set(Role)
    assert all(len(ink) == 7 and ink.startswith("#") for ink in found.values())


def test_that_signs_keep_the_colours_of_their_polarity() -> None:
    assert inks(theme.make(theme.Look.LIGHT))[Role.POSITIVE] == "#0072B2"
    assert inks(theme.make(theme.Look.LIGHT))[Role.NEGATIVE] == "#D55E00"
    assert inks(theme.make(theme.Look.DARK))[Role.POSITIVE] == "#56B4E9"
    assert inks(theme.make(theme.Look.DARK))[Role.NEGATIVE] == "#E69F00"


@pytest.mark.parametrize("text", ["Week 12", "AVATAR To", "\u22125", "Łódź ŵ", "مرحبا"])
def test_that_glyphs_stand_where_the_layout_measured_them(qapp: QApplication, text: str) -> None:
    for run in pen.bundled().runs(text, True):
        glyphs = surface.glyphs(run.font_key, run.text, 12.0, pen.bundled())
        last = pen.bundled().face(run.font_key).advances[run.text[-1]]
        assert glyphs.positions()[-1].x() == pytest.approx((run.em - last) / 1000 * 16)
        advances = glyphs.rawFont().advancesForGlyphIndexes(glyphs.glyphIndexes())
        assert sum(advance.x() for advance in advances) == pytest.approx(run.em / 1000 * 16, abs=len(run.text) / 64)
        assert len(glyphs.positions()) == len(glyphs.glyphIndexes())
        assert 0 not in glyphs.glyphIndexes()


@pytest.mark.parametrize("layout", [SCREEN, SMALL, HANDED, scaled(SCREEN, 2.0)])
def test_that_a_figure_is_painted_with_all_its_inks(qapp: QApplication, layout: object) -> None:
    session = people.empty_session()
    journey = trajectory(session, people.example(session), "housing")
    image = QImage(1400, 900, QImage.Format.Format_RGB32)
    image.fill(0x00123456)
    painter = QPainter(image)
    colours = inks(theme.make(theme.Look.LIGHT))
    pen.draw(painter, figure(journey, 360, 230, layout, pen.bundled()), colours)  # type: ignore[arg-type]
    painter.end()
    seen = {image.pixel(x, y) & 0xFFFFFF for x in range(0, 1400, 1) for y in range(0, 900, 3)}
    for role in (Role.POSITIVE, Role.NEGATIVE, Role.TINT_POSITIVE, Role.TINT_NEGATIVE, Role.CURVE):
        assert int(colours[role][1:], 16) in seen
