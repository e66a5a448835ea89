"""The icons of ``resources/icons``: line drawings of 24 x 24 that take any colour of the theme.

Qt draws ``currentColor`` as black, so the colour is put in its place when the file is read; one pixmap is kept for
each name, colour, size and screen ratio. An icon is never alone in a button, undo, redo and page arrows excepted.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ojm_desktop import assets
from ojm_desktop.ui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon


def names() -> tuple[str, ...]:
    """The names there are, in alphabetical order."""
    return tuple(sorted(path.stem for path in (assets.resources() / "icons").glob("*.svg")))


def icon(name: str, colour: str = "text", size: int = 20) -> QIcon:
    """An icon in a colour of the theme, ``size`` pixels at 100 %; muted where its control is disabled."""
    from PySide6.QtGui import QIcon  # brings a long list of names of themes' icons: only where one is wanted

    look = theme.current()
    made = QIcon(pixmap(name, look.colour(colour), look.px(size)))
    made.addPixmap(pixmap(name, look.colour("muted"), look.px(size)), QIcon.Mode.Disabled)
    return made


def pixmap(name: str, colour: QColor, size: int) -> QPixmap:
    """A picture of ``size`` by ``size`` device-independent pixels, sharp on the screen the program runs on."""
    return _drawn(name, colour.name(), size, QGuiApplication.primaryScreen().devicePixelRatio())


def paint(painter: QPainter, name: str, rect: QRectF, colour: QColor) -> None:
    """Draw an icon into a rectangle as vectors: sharp at any ratio, for painted widgets and delegates."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _renderer(name, colour.name()).render(painter, rect)
    painter.restore()


@lru_cache(maxsize=512)
def _drawn(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    picture.setDevicePixelRatio(ratio)
    painter = QPainter(picture)
    paint(painter, name, QRectF(0, 0, size, size), QColor(colour))
    painter.end()
    return picture


@lru_cache(maxsize=512)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))


@cache
def _source(name: str) -> str:
    return (assets.resources() / "icons" / f"{name}.svg").read_text("utf-8")
