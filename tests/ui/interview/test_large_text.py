"""At the largest text a question and the scale it is answered on are in sight together, on the smallest laptop."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ojm_desktop.service.session import Session
from ojm_desktop.ui.interview.fields.scale import ScaleField
from ojm_desktop.ui.main_window import MainWindow
from tests.ui.interview import held as shipped
from tests.ui.interview import holding
from tests.ui.interview.holding import Held
from tests.ui.windows import Remembered, dressed

RATINGS = tuple(f"/data/{pathway}/{pathway}_rating" for pathway in ("finance", "health"))


@pytest.fixture(name="large", params=[1.5, 2.0])
def an_interview_at_large_text(
    request: pytest.FixtureRequest, session: Session, qtbot: QtBot, qapp: QApplication
) -> Iterator[Held]:
    """The shipped questionnaire, in a window of 1366 by 768."""
    dressed(qapp, scale=request.param)
    window = MainWindow(Remembered())
    window.show_study(session, "cohort", check=False)
    qtbot.addWidget(window)
    window.show()
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.activateWindow()
    yield holding.open_in(window, shipped.begin(session, shipped.person(session, is_known=False)).visit.id)
    dressed(qapp)


def test_that_a_question_and_its_scale_are_in_sight_together(large: Held) -> None:
    for path in RATINGS:
        large.go(path)
        QTest.qWait(1)
        cards = large.talk.room.cards
        card, holder = cards.cards[path], cards.parentWidget()
        assert holder is not None
        port = holder.parentWidget()
        assert isinstance(card.field, ScaleField)
        assert port is not None
        for part in (card.beginnings[-1], card.field):
            assert port.rect().contains(QRect(part.mapTo(port, QPoint(0, 0)), part.size())), (path, part)
        assert len({cell.y() for cell in card.field.cells.cells}) == 1, "one row"
