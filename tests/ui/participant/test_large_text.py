"""At large text nothing is lost: a choice box takes the list's place, and the window keeps its size."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ojm_desktop.ui import theme
from ojm_desktop.ui.frame import Frame
from ojm_desktop.ui.journey.surface import PX_PER_MM
from ojm_desktop.ui.participant import ParticipantPage
from ojm_desktop.ui.widgets.card import Scroll
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


@pytest.mark.parametrize("scale", [1.5, 2.0])
def test_that_at_large_text_box_and_graph_are_seen_without_scrolling(
    scale: float, qtbot: QtBot, qapp: QApplication
) -> None:
    session = people.empty_session()
    person = people.example(session)
    dressed(qapp, theme.Look.LIGHT, scale)
    frame = Frame(session, ())
    frame.bar.setParent(frame)  # as in the window, whose menu takes this much of its height
    qtbot.addWidget(frame)
    frame.resize(1366, 768 - frame.bar.sizeHint().height())
    frame.show()
    frame.navigate("participant", person)
    page = frame.page
    assert isinstance(page, ParticipantPage)
    qapp.processEvents()
    figure, plot = page.journey.figure, page.journey.figure.panel
    assert plot is not None
    below = round(plot.plot.box.bottom * PX_PER_MM)
    assert figure.visibleRegion().boundingRect().bottom() > below
    scroll = page.journey.findChild(Scroll)
    assert scroll is not None
    assert not scroll.horizontalScrollBar().isVisible()
    dressed(qapp)


def test_that_all_pathways_at_large_text_are_not_squeezed(qtbot: QtBot, qapp: QApplication) -> None:
    session = people.empty_session()
    person = people.example(session)
    dressed(qapp, theme.Look.LIGHT, 2.0)
    frame = Frame(session, ())
    qtbot.addWidget(frame)
    frame.resize(1366, 768)
    frame.show()
    frame.navigate("participant", person)
    page = frame.page
    assert isinstance(page, ParticipantPage)
    page.journey.choose_pathway("all")
    qapp.processEvents()
    rects = [panel.rect for panel in page.journey.figure.item.panels]
    assert min(rect.width() for rect in rects) >= 300
    assert min(rect.height() for rect in rects) >= 300
    dressed(qapp)
