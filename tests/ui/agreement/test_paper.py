"""The picture of the paper is drawn from its bytes, and ink lies where the signature will be."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from ojm_desktop.domain.agreement import Uses
from ojm_desktop.service import agreements
from ojm_desktop.typeset import Typeset
from ojm_desktop.ui import theme
from ojm_desktop.ui.agreement.paper import BOX_WIDTH, POINTS_PER_MM, Ink, PaperPanel
from tests.ui import made_up
from tests.ui.windows import dressed


def dark(picture: QImage, left: float, top: float, width: float, height: float) -> int:
    """How many dark pixels a part of the picture has."""
    return sum(
        QColor(picture.pixel(x, y)).lightness() < 100
        for x in range(int(left), int(left + width))
        for y in range(int(top), int(top + height))
    )


def test_that_a_signature_lies_in_its_box_and_the_same_place_once_it_is_on_the_bytes(qtbot: QtBot) -> None:
    session = made_up.session()
    person = made_up.add(session)
    uses = Uses(interview=True, diary=True, quotes=True, audio=True, contact=True)
    shown = agreements.show(session, agreements.prepare(session, person, uses, read_aloud=True, typeset=Typeset()))
    panel = PaperPanel("Paper")
    qtbot.addWidget(panel)
    panel.set_large(True)
    panel.resize(1200, 900)
    panel.show_paper(shown.prepared.shown_pdf)
    sheet = panel.sheet
    x, y = shown.prepared.paper.participant_box
    scale = sheet.width() * POINTS_PER_MM / 595.28
    box = (x * scale, y * scale, BOX_WIDTH * scale, BOX_WIDTH / 4 * scale - 4)
    assert dark(sheet.grab().toImage(), *box) == 0

    drawn = made_up.drawn()
    sheet.set_ink(Ink(drawn, (x, y)))
    inked = dark(sheet.grab().toImage(), *box)
    assert inked > 50

    agreements.sign(session, shown, drawn, drawn)
    kept = agreements.kept_pdf(session, person)
    assert kept is not None
    panel.show_paper(kept)
    assert dark(sheet.grab().toImage(), *box) > 0.4 * inked


@pytest.mark.parametrize("scale", [1.5, 2.0])
def test_that_at_large_text_the_paper_has_the_height_and_never_scrolls_sideways(
    scale: float, qtbot: QtBot, qapp: QApplication
) -> None:
    session = made_up.session()
    person = made_up.add(session)
    uses = Uses(interview=True, diary=True, quotes=True, audio=True, contact=True)
    prepared = agreements.prepare(session, person, uses, read_aloud=True, typeset=Typeset())
    dressed(qapp, theme.Look.LIGHT, scale)
    panel = PaperPanel("Paper")
    qtbot.addWidget(panel)
    panel.show_paper(prepared.shown_pdf)
    panel.set_large(True)
    panel.resize(1366, 540)
    panel.show()
    qtbot.wait(1)
    scroll = panel.findChild(QScrollArea)
    assert scroll is not None
    assert scroll.horizontalScrollBar().maximum() == 0
    assert scroll.viewport().height() > 0.75 * panel.height()
    dressed(qapp)
