"""The look: tokens, contrast, sizes, fonts."""

from __future__ import annotations

import gc
import re

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from ojm_desktop.ui import icons, theme
from ojm_desktop.ui.theme import Look


@pytest.mark.parametrize("look", list(Look))
def test_that_every_pair_of_colours_has_the_contrast_its_use_needs(look: Look) -> None:
    colours = theme.make(look).colours
    pairs = theme.tokens()["contrast"][look.value]
    assert len(pairs) > 40
    for pair in pairs:
        found = theme.contrast(colours[pair["foreground"]], colours[pair["background"]])
        assert found >= pair["needed"], pair
        assert found == pytest.approx(pair["ratio"], abs=0.006), pair


def test_that_all_themes_name_the_same_colours() -> None:
    named = [set(theme.make(look).colours) for look in Look]
    assert named[0] == named[1] == named[2]


def test_that_contrast_is_that_of_wcag() -> None:
    assert theme.contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert theme.contrast("#777777", "#FFFFFF") == pytest.approx(4.478, abs=0.001)
    assert theme.contrast("#123456", "#123456") == 1.0


def test_that_nothing_on_the_screen_is_under_twelve_points() -> None:
    assert min(kind["pt"] for kind in theme.tokens()["type"].values()) >= 12
    sheet = theme.style_sheet(theme.make(Look.LIGHT))
    assert min(int(size) for size in re.findall(r"font-size: (\d+)px", sheet)) >= 16


@pytest.mark.parametrize("look", list(Look))
@pytest.mark.parametrize("scale", theme.SIZES)
def test_that_the_style_sheet_is_whole_in_every_theme_and_size(qapp: QApplication, look: Look, scale: float) -> None:
    sheet = theme.style_sheet(theme.make(look, scale))
    assert "@" not in sheet
    assert sheet.count("{") == sheet.count("}")


def test_that_lengths_grow_with_the_size_and_borders_do_not() -> None:
    small, large = (theme.style_sheet(theme.make(Look.LIGHT, scale)) for scale in (1.0, 2.0))
    assert "font-size: 20px" in small
    assert "font-size: 40px" in large
    assert "border: 1px solid" in small
    assert "border: 1px solid" in large


def test_that_an_unknown_colour_is_an_error() -> None:
    with pytest.raises(KeyError):
        theme.make(Look.LIGHT).colour("pink")


def test_that_the_bundled_family_is_the_one_drawn(qapp: QApplication) -> None:
    assert "Noto Sans" in theme.load_fonts()
    info = QFontInfo(theme.make(Look.LIGHT).font("label"))
    assert (info.family(), info.bold(), info.pixelSize()) == ("Noto Sans", True, 16)
    assert QFontDatabase.hasFamily("Noto Naskh Arabic")


def test_that_the_theme_in_force_is_the_one_applied(qapp: QApplication) -> None:
    for look in (Look.DARK, Look.LIGHT):
        theme.apply(qapp, theme.make(look))
        assert theme.current().look is look


def test_that_no_garbage_is_collected_while_every_widget_is_told_of_a_new_style(
    qtbot: QtBot, qapp: QApplication
) -> None:
    class Told(QPushButton):
        def changeEvent(self, event: QEvent) -> None:
            collects.append(gc.isenabled())

    collects: list[bool] = []
    told = Told("Begin")
    qtbot.addWidget(told)
    told.show()
    collects.clear()
    gc.enable()
    for look in (Look.DARK, Look.LIGHT):
        theme.apply(qapp, theme.make(look))
    assert collects
    assert not any(collects)
    assert gc.isenabled()


def test_that_the_icons_take_the_colour_they_are_asked_in(qapp: QApplication) -> None:
    colour = theme.make(Look.LIGHT).colour("blocked")
    drawn = icons.pixmap("lock", colour, 48).toImage()
    inks = {
        drawn.pixelColor(x, y).name() for x in range(48) for y in range(48) if drawn.pixelColor(x, y).alpha() == 255
    }
    assert inks == {colour.name()}


def test_that_every_icon_draws_something(qapp: QApplication) -> None:
    assert len(icons.names()) == 43
    for name in icons.names():
        drawn = icons.pixmap(name, theme.make(Look.LIGHT).colour("text"), 24).toImage()
        assert any(drawn.pixelColor(x, y).alpha() for x in range(24) for y in range(24)), name
