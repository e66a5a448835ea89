"""At large text nothing is lost: a choice box takes the list's place, and the window keeps its size."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ojm_desktop.ui import theme
from ojm_desktop.ui.frame import Frame
from ojm_desktop.ui.participant import ParticipantPage
from tests.ui import people
from tests.ui.windows import dressed


@pytest.mark.parametrize(("scale", "width", "height"), [(1.0, 1366, 768), (1.5, 1366, 768), (2.0, 1920, 1080)])
def test_that_the_page_fits_the_window_at_every_size(
    scale: float, width: int, height: int, qtbot: QtBot, qapp: QApplication
) -> None:
    session = people.empty_session()
    person = people.example(session)
    dressed(qapp, theme.Look.LIGHT, scale)
    frame = Frame(session, ())
    qtbot.addWidget(frame)
    frame.resize(width, height)
    frame.show()
    frame.navigate("participant", person)
    page = frame.page
    assert isinstance(page, ParticipantPage)
    page.journey.choose_pathway("housing")
    spot = session.study.store.hot_spots.of(person)[0]
    page.journey.figure.choose("housing", f"hot_spot:{spot.id}")
    qapp.processEvents()
    assert (frame.width(), frame.height()) == (width, height)
    assert page.first_focus() is page.journey.desk.editor.texts["title"]
    page.journey.desk.close_all()
    assert page.first_focus() is page.journey.way
    assert page.journey.way.isVisible()
    if scale > 1:
        page.journey.choice.activated.emit(2)
        assert page.journey.pathway == "family"
    dressed(qapp)
