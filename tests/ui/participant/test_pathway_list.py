"""The list of pathways with their small graphs."""

from __future__ import annotations

import dataclasses

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from ojm_desktop.domain.rating import RatingKey
from ojm_desktop.domain.scale import PRESETS
from ojm_desktop.domain.template import bristol
from ojm_desktop.service.edits import SetRating
from ojm_desktop.service.queries.journeys import trajectory
from ojm_desktop.ui.participant.pathway_list import spark_of
from ojm_desktop.ui.widgets import sparkline
from tests.ui import made_up, people
from tests.ui.participant.opened import TODAY


def test_that_the_list_draws_and_tells_a_scale_without_minus_as_it_is(qapp: QApplication) -> None:
    ten = next(scale for scale in PRESETS if scale.maximum == 10)
    session = people.empty_session(dataclasses.replace(bristol("North bridge", is_practice=True), scale=ten))
    new = people.added(session)
    made_up.sign(session, new)
    for wave, value in (("4", 2), ("8", 7)):
        session.do(SetRating(key=RatingKey(new, "housing", wave), value=value, held_on=TODAY))
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
