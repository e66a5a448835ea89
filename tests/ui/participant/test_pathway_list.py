"""The list of pathways with their small graphs."""

from __future__ import annotations

import dataclasses

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ojm_desktop.domain.rating import RatingKey
from ojm_desktop.domain.scale import PRESETS
from ojm_desktop.domain.template import bristol
from ojm_desktop.service.edits import SetRating
from ojm_desktop.service.leaving import Offered
from ojm_desktop.service.queries.journeys import trajectory
from ojm_desktop.service.session import Session
from ojm_desktop.ui.participant import ParticipantPage
from ojm_desktop.ui.participant.pathway_list import row_height, spark_of
from ojm_desktop.ui.widgets import sparkline
from tests.ui import made_up, people
from tests.ui.participant.opened import TODAY, kept, value


def test_that_the_list_draws_and_tells_a_scale_without_minus_as_it_is(qapp: QApplication) -> None:
    ten = next(scale for scale in PRESETS if scale.maximum == 10)
    session = people.empty_session(dataclasses.replace(bristol("North bridge", is_practice=True), scale=ten))
    new = people.added(session)
    made_up.sign(session, new)
    for wave, number in (("4", 2), ("8", 7)):
        session.do(SetRating(key=RatingKey(new, "housing", wave), value=number, held_on=TODAY))
    spark = spark_of(trajectory(session, new, "housing"))
    assert spark.sentence() == "2, 7, none"
    picture, box = QImage(80, 200, QImage.Format.Format_RGB32), QRectF(10, 80, 60, 32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    sparkline.draw(painter, box, spark, QColor("black"), QColor("black"))
    painter.end()
    drawn = {y for y in range(200) for x in range(80) if picture.pixelColor(x, y).lightness() < 200}
    assert box.top() <= min(drawn)
    assert max(drawn) <= box.bottom()


@pytest.mark.parametrize(("typed", "given"), [("3", 3), ("+2", 2), ("-4", -4)])
def test_that_a_digit_typed_in_the_list_rates_the_pathway_and_goes_on_in_the_figure(
    typed: str, given: int, page: ParticipantPage, session: Session, person: str
) -> None:
    page.journey.list.setFocus()
    wave = page.journey.wave
    QTest.keyClicks(page.journey.list, typed[0])
    assert page.journey.figure.hasFocus()
    QTest.keyClicks(page.journey.figure, typed[1:])
    assert value(session, person, wave) == given


def test_that_page_down_in_the_figure_goes_to_the_next_pathway_at_the_same_visit(
    page: ParticipantPage, session: Session, person: str
) -> None:
    wave = page.journey.wave
    page.journey.figure.setFocus()
    QTest.keyClick(page.journey.figure, Qt.Key.Key_PageDown)
    assert page.journey.pathway == "family"
    assert page.journey.figure.hasFocus()
    QTest.keyClicks(page.journey.figure, "1")
    found = kept(session, person, wave, "family")
    assert found is not None
    assert found.value == 1


def test_that_nothing_typed_in_the_list_rates_somebody_whose_figure_is_locked(
    page: ParticipantPage, session: Session
) -> None:
    page.journey.set_locked(True)
    before = session.sequence
    QTest.keyClicks(page.journey.list, "3")
    assert session.sequence == before


def test_that_the_rows_of_the_list_give_way_before_the_last_ones_are_lost(page: ParticipantPage) -> None:
    shown = page.journey.list
    assert shown.drawn_row == row_height()
    page.line.ask("The map", Offered(is_practice=False))
    QApplication.processEvents()
    assert shown.drawn_row < row_height()
    assert shown.visualItemRect(shown.item(shown.count() - 1)).bottom() < shown.viewport().height()
