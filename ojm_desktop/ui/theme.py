"""The look: every colour, size and type step, from ``resources/tokens.json``, in three themes and three sizes.

Colours are asked for by the name of what they are for (``accent``, ``muted``, ``blocked``), lengths in pixels at
100 %. The theme in force hangs on the application object, never on a module; painted widgets ask :func:`current` each
time they paint and so follow a change of colours without being told. A change of size builds the pages anew.
"""

from __future__ import annotations

import gc
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from ojm_desktop import assets

SIZES: Final = (1.0, 1.5, 2.0)
"""Text sizes offered. Heights, widths and spacing go with them; borders and the focus ring do not."""

FIRST_FACES: Final = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf")
"""What the first page is written in, names of folders in other scripts excepted."""

_PROPERTY: Final = "ojm_theme"
_LENGTH: Final = re.compile(r"(?<![\w#.])(\d+)px")
_NAME: Final = re.compile(r"@([a-z_]+)")


class Look(StrEnum):
    """The three themes, by their key in ``tokens.json``."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


@dataclass(frozen=True)
class Theme:
    """One look at one size. ``scale`` is 1.0, 1.5 or 2.0; every length a widget asks for is multiplied by it."""

    look: Look
    scale: float
    colours: Mapping[str, str]

    def colour(self, name: str) -> QColor:
        """The colour for a purpose; raises KeyError for a name that is no token."""
        return QColor(self.colours[name])

    def px(self, length: float) -> int:
        """A length given in pixels at 100 %, in pixels at this size."""
        return round(length * self.scale)

    def space(self, step: int) -> int:
        """Step 1 to 7 of the spacing scale: 4, 8, 12, 16, 24, 32, 48 at 100 %."""
        return self.px(tokens()["space"][str(step)])

    def height(self, name: str) -> int:
        """A height of the token table, such as ``control`` or ``row``."""
        return self.px(tokens()["height"][name])

    def width(self, name: str) -> int:
        """A width of the token table, such as ``rail``; borders are not scaled and are asked as :attr:`border`."""
        return self.px(tokens()["width"][name])

    @property
    def border(self) -> int:
        """Width of the border of a control: 1 px, 2 px in high contrast, at every size."""
        return 2 if self.look is Look.CONTRAST else 1

    @property
    def is_dark(self) -> bool:
        """Whether text is lighter than its ground."""
        return self.look is not Look.LIGHT

    def font(self, step: str = "body", *, italic: bool = False) -> QFont:
        """The font of a type step (``body label heading ask title display number``)."""
        kind = tokens()["type"][step]
        font = QFont(_families())
        font.setPixelSize(self.px(kind["px"]))
        font.setWeight(QFont.Weight.Bold if kind["weight"] == 700 else QFont.Weight.Normal)
        font.setItalic(italic)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font


@cache
def tokens() -> dict[str, Any]:
    """The token table as read; keys ``colour type space radius height width contrast``."""
    table: dict[str, Any] = json.loads((assets.resources() / "tokens.json").read_text("utf-8"))
    return table


def make(look: Look, scale: float = 1.0) -> Theme:
    """The theme for a look and a size."""
    return Theme(look, scale, tokens()["colour"][look.value])


def current() -> Theme:
    """The theme in force; light at 100 % before one was applied."""
    app = QGuiApplication.instance()
    theme = app.property(_PROPERTY) if app is not None else None
    return theme if isinstance(theme, Theme) else make(Look.LIGHT)


def apply(app: QApplication, theme: Theme, *, is_first: bool = False) -> None:
    """Make a theme the one in force: fonts, palette and style sheet of the whole application.

    ``is_first`` registers no more than the first page is written in; the caller registers the rest once it is painted.
    """
    for name in FIRST_FACES if is_first else ():
        load_face(assets.fonts() / name)
    if not is_first:
        load_fonts()
    app.setProperty(_PROPERTY, theme)
    with _nothing_collected():
        app.setFont(theme.font())
        app.setPalette(_palette(theme))
        app.setStyleSheet(style_sheet(theme))


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Inside, no garbage is collected: Qt lists every widget there is, then tells one after the other of the new style.

    Event filters and widgets written in Python hear of it and may set off a collection, and where that destroys a
    widget of the list, Qt goes on to one that is gone: the program ends without a word.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def wanted(app: QGuiApplication, look: str, size: int) -> Theme:
    """The theme for what is set: ``look`` a Look or ``system``, ``size`` in per cent."""
    return make(followed_look(app) if look == "system" else Look(look), size / 100)


def followed_look(app: QGuiApplication) -> Look:
    """The look the system asks for: high contrast first, then dark, else light."""
    hints = app.styleHints()
    asks_contrast = hasattr(hints, "accessibility")  # Qt 6.10 and later tell whether more contrast is wanted
    if asks_contrast and hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return Look.CONTRAST
    return Look.DARK if hints.colorScheme() == Qt.ColorScheme.Dark else Look.LIGHT


@cache
def load_fonts() -> tuple[str, ...]:
    """Register the bundled TrueType files with Qt, once a process; the families found."""
    found = [family for path in sorted(assets.fonts().glob("*.ttf")) for family in load_face(path)]
    return tuple(dict.fromkeys(found))


@cache
def load_face(path: Path) -> tuple[str, ...]:
    """Register one TrueType file, once a process: most of a millisecond each; the families in it."""
    return tuple(QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path))))


def style_sheet(theme: Theme) -> str:
    """``resources/style.qss`` with ``@name`` replaced by colours and every ``NNpx`` scaled.

    ``@border`` is the width of a control's border and is never scaled; ``@field`` is what a border leaves of a field's
    height. Raises KeyError for an unknown ``@name``.
    """
    text = (assets.resources() / "style.qss").read_text("utf-8")
    text = _LENGTH.sub(lambda found: f"{theme.px(int(found[1]))}px", text)
    values = {**theme.colours, "border": f"{theme.border}px", "border_strong": "2px"}
    values["out_of_use"] = "dashed" if theme.look is Look.CONTRAST else "solid"  # there no grey says it
    for suffix, height in (("", "control"), ("_large", "control_interview")):
        values[f"field{suffix}"] = f"{theme.height(height) - 2 * theme.border}px"
        values[f"field_wrong{suffix}"] = f"{theme.height(height) - 4}px"
    return _NAME.sub(lambda found: values[found[1]], text)


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two ``#RRGGBB`` colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _families() -> list[str]:
    font = tokens()["font"]
    return [font["family"], *font["scripts"].values(), *font["fallback"]]


def _palette(theme: Theme) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for target, name in (
        (role.Window, "window"),
        (role.Base, "card"),
        (role.AlternateBase, "sunken"),
        (role.Button, "card"),
        (role.WindowText, "text"),
        (role.Text, "text"),
        (role.ButtonText, "text"),
        (role.ToolTipBase, "card"),
        (role.ToolTipText, "text"),
        (role.PlaceholderText, "muted"),
        (role.Highlight, "selection"),
        (role.HighlightedText, "on_selection"),
        (role.Link, "accent"),
        (role.Mid, "control"),
        (role.Dark, "line"),
    ):
        palette.setColor(target, theme.colour(name))
    for target in (role.Text, role.ButtonText, role.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, theme.colour("muted"))
    return palette
