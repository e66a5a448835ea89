"""The head of a card of the right column: icon, title, a quiet fact."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel

from ojm_desktop.ui import icons, theme
from ojm_desktop.ui.widgets.card import row
from ojm_desktop.ui.widgets.text import Label


def card_head(icon: str, title: str, fact: Label) -> QHBoxLayout:
    """A row of 52 px: the icon in the secondary colour, the title, the fact on the right."""
    picture = QLabel()
    look = theme.current()
    picture.setPixmap(icons.pixmap(icon, look.colour("muted"), look.px(24)))
    picture.setFixedSize(look.px(24), look.px(24))
    return row(picture, Label(title, "label"), 1, fact, margins=(16, 14, 16, 14))
