"""Pictures of choices: beside the words in every field that offers choices, and nothing where none came along."""

from __future__ import annotations

from datetime import UTC, date, datetime
from random import Random

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ojm_desktop.app.screens import kinds
from ojm_desktop.domain.template import bristol
from ojm_desktop.forms.environment import Environment
from ojm_desktop.forms.running import RunningForm
from ojm_desktop.ui.interview.card import QuestionCard
from ojm_desktop.ui.interview.fields.choosing import ChoosingField
from ojm_desktop.ui.interview.fields.dropped import DroppedField
from ojm_desktop.ui.interview.fields.offered import ROW_ROLE, ChoiceRow
from ojm_desktop.ui.interview.fields.picked import Pick
from ojm_desktop.ui.interview.trying import Trying
from tests.ui.windows import dressed

RED = QColor(200, 0, 40)
LARGE = QSize(600, 400)


def red(size: QSize = LARGE) -> bytes:
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(RED)
    octets = QByteArray()
    buffer = QBuffer(octets)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(octets.data())


def carded(qtbot: QtBot, qapp: QApplication, name: str, *files: str, octets: bytes = b"") -> QuestionCard:
    """The card of one question of `kinds`, with these files beside the questionnaire."""
    dressed(qapp)
    environment = Environment(lambda: datetime(2026, 3, 1, tzinfo=UTC), UTC, lambda: "0", Random(0))
    asked = Trying(RunningForm(kinds.form(), environment), bristol("North bridge"), date(2026, 3, 1))
    asked.pictures = dict.fromkeys(files, octets or red())
    card = QuestionCard(asked, f"/data/{name}")
    qtbot.addWidget(card)
    card.resize(670, card.sizeHint().height())
    card.show()
    return card


def reds(card: QuestionCard) -> int:
    image = card.grab().toImage()
    return sum(image.pixelColor(x, y) == RED for x in range(0, image.width(), 8) for y in range(0, image.height(), 8))


@pytest.mark.parametrize("name", ["seen", "beside", "many", "below", "sorted"])
def test_that_a_picture_stands_beside_the_words_of_a_choice_where_it_came_along(
    qtbot: QtBot, qapp: QApplication, name: str
) -> None:
    assert reds(carded(qtbot, qapp, name, "house.png")) > 100
    assert reds(carded(qtbot, qapp, name)) == 0


@pytest.mark.parametrize("name", ["beside", "below"])
def test_that_a_button_has_room_for_its_picture_and_its_words(qtbot: QtBot, qapp: QApplication, name: str) -> None:
    with_picture, without = carded(qtbot, qapp, name, "house.png"), carded(qtbot, qapp, name)
    one, other = with_picture.findChildren(Pick)[0], without.findChildren(Pick)[0]
    assert one.picture is not None
    assert one.heightForWidth(300) >= other.heightForWidth(300) + one.picture.height() - 8  # less slack than 48 px
    assert one.height() >= one.heightForWidth(one.width())


def test_that_rows_are_as_high_as_their_pictures_and_a_file_that_is_none_is_no_picture(
    qtbot: QtBot, qapp: QApplication
) -> None:
    field = carded(qtbot, qapp, "seen", "house.png").field
    assert isinstance(field, ChoosingField)
    rows = [field.model.data(field.model.index(row), ROW_ROLE) for row in range(4)]
    assert [isinstance(row, ChoiceRow) and row.picture is not None for row in rows] == [True, False, False, False]
    heights = [field.rows.sizeHintForIndex(field.model.index(row)).height() for row in range(4)]
    assert heights[0] >= 88 + 16 > heights[3] == 48
    broken = carded(qtbot, qapp, "seen", "house.png", octets=b"no picture").field
    assert isinstance(broken, ChoosingField)
    assert broken.model.picture_room.isEmpty()


def test_that_a_list_that_drops_down_shows_them_small(qtbot: QtBot, qapp: QApplication) -> None:
    field = carded(qtbot, qapp, "dropped", "house.png").field
    assert isinstance(field, DroppedField)
    assert [field.box.itemIcon(row).isNull() for row in range(4)] == [False, True, True, True]
    assert field.box.itemText(0) == "A house with a door of its own"
