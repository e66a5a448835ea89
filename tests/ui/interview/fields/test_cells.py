"""The cells of a scale: nothing chosen beforehand, nothing recorded by walking past, nothing told of last time."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ojm_desktop.domain.form import Range
from ojm_desktop.domain.scale import PRESETS, Scale
from ojm_desktop.ui import theme
from ojm_desktop.ui.interview.fields import steps
from ojm_desktop.ui.interview.fields.cells import Cells
from ojm_desktop.ui.interview.fields.scale import ScaleField
from ojm_desktop.ui.widgets.text import Label
from tests.ui.interview.carded import Shown
from tests.ui.windows import dressed

TYPED = {"3": "3", "-4": "-4", "+2": "2", "\u22125": "-5", "0": "0"}


def cells_of(shown: Shown) -> Cells:
    field = shown.card.field
    assert isinstance(field, ScaleField)
    return field.cells


def press(shown: Shown, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(shown.window.focusWidget(), key)


@pytest.mark.parametrize(("keys", "value"), TYPED.items())
def test_that_digits_give_a_value_and_a_sign_before_them(
    qtbot: QtBot, qapp: QApplication, keys: str, value: str
) -> None:
    shown = Shown(qtbot, qapp, "rating")
    assert cells_of(shown).value == ""
    for key in keys:
        QTest.sendKeyEvent(
            QTest.KeyAction.Click, shown.card.first_focus(), Qt.Key.Key_unknown, key, Qt.KeyboardModifier.NoModifier
        )
    assert (shown.given, cells_of(shown).value) == ([value], value)


def test_that_arrows_walk_and_enter_gives_the_one_they_stand_at(qtbot: QtBot, qapp: QApplication) -> None:
    shown = Shown(qtbot, qapp, "rating", last="-2")
    assert shown.window.focusWidget() is cells_of(shown).whole
    press(shown, Qt.Key.Key_Right)
    assert shown.window.focusWidget() is cells_of(shown).cells[5]
    press(shown, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left)
    assert shown.given == []
    assert "Last time" not in shown.heard()
    press(shown, Qt.Key.Key_Return)
    assert shown.given == ["1"]
    assert cells_of(shown).cells[6].isChecked()
    press(shown, Qt.Key.Key_Home, Qt.Key.Key_Space)
    assert shown.given == ["1", "-5"]


def test_that_a_digit_that_may_go_on_waits_for_the_next_one(qtbot: QtBot, qapp: QApplication) -> None:
    shown = Shown(qtbot, qapp, "ten")
    QTest.keyClicks(cells_of(shown), "10")
    assert shown.given == ["10"]
    QTest.keyClicks(cells_of(shown), "1")
    assert shown.given == ["10"]
    press(shown, Qt.Key.Key_Return)
    assert shown.given == ["10", "1"]


def test_that_last_time_is_neither_seen_nor_heard_before_and_nothing_moves_after(
    qtbot: QtBot, qapp: QApplication
) -> None:
    shown, bare = Shown(qtbot, qapp, "rating", last="-2"), Shown(qtbot, qapp, "rating")
    for each in (shown, bare):
        each.window.setFocus()
        QTest.qWait(1)
    assert shown.card.grab().toImage() == bare.card.grab().toImage()
    assert "ast time" not in shown.heard().replace("Beside the last time", "")
    before = [cell.geometry() for cell in cells_of(shown).cells], shown.card.height()
    cells_of(shown).cells[6].click()
    QTest.qWait(1)
    assert ([cell.geometry() for cell in cells_of(shown).cells], shown.card.height()) == before
    assert "Last time, week 4" in shown.heard()


@pytest.mark.parametrize("preset", PRESETS)
def test_that_cells_are_of_one_width_between_least_and_most_and_none_is_coloured(
    qtbot: QtBot, qapp: QApplication, preset: Scale
) -> None:
    cells = Cells(steps.of_scale(preset))
    qtbot.addWidget(cells)
    for wide, least in ((620, 48), (530, 44), (360, 48)):
        cells.resize(wide, 200)
        cells.show()
        widths = {cell.width() for cell in cells.cells}
        assert max(widths) - min(widths) <= 1
        assert least <= min(widths) <= max(widths) <= 97
        assert all(cells.rect().contains(cell.geometry()) for cell in cells.cells)
    grounds = {cell.grab().toImage().pixelColor(6, 20).name() for cell in cells.cells}
    assert grounds == {theme.current().colour("card").name()}


def test_that_a_range_has_the_studys_words_only_where_it_is_the_studys_scale() -> None:
    told = steps.of_range(Range("-5", "5", "1"), Scale())
    assert told is not None
    assert (told.shown[0], told.shown[-1], told.neutral, told.words[0]) == (
        "\u22125",
        "+5",
        5,
        "As bad as it could be",
    )
    other = steps.of_range(Range("0", "1", "0.25"), Scale())
    assert other is not None
    assert (other.values, other.words) == (("0", "0.25", "0.5", "0.75", "1"), ())
    assert other.worded((("0.50", "Half"),)) == ("", "", "Half", "", "")
    assert other.place("0.50") == 2
    assert steps.of_range(Range("0", "100", "1"), Scale()) is None


@pytest.mark.parametrize("wide", [640, 360])
@pytest.mark.parametrize("places", [(0, 5, 10), (0, 3, 7, 10), (2, 9), (4,)])
def test_that_words_under_a_scale_stay_in_sight_and_off_each_other(
    qtbot: QtBot, qapp: QApplication, places: tuple[int, ...], wide: int
) -> None:
    dressed(qapp)
    cells = Cells(steps.of_scale(Scale()))
    qtbot.addWidget(cells)
    cells.show_words(tuple("Cystal ag y gallai fod" if at in places else "" for at in range(11)))
    cells.resize(wide, 300)
    cells.show()
    labels = [label for label in cells.findChildren(Label) if label.isVisible()]
    assert [label.text() for label in labels] == ["Cystal ag y gallai fod"] * len(places)
    for label in labels:
        assert cells.rect().contains(label.geometry())
        assert label.height() >= label.heightForWidth(label.width())
        assert not any(
            label.geometry().intersects(each.geometry()) for each in (*cells.cells, *labels) if each != label
        )
    cells.show_words(("",) * 11)
    assert not any(label.isVisible() for label in labels)
