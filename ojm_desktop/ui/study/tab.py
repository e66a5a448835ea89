"""What a part of the Study page is: a scrolled column that shows a part of the plan and asks for edits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ojm_desktop.service.edits import Edit
from ojm_desktop.service.session import Session
from ojm_desktop.ui import theme
from ojm_desktop.ui.widgets.card import Scroll
from ojm_desktop.ui.widgets.tall import Tall

WIDEST = 1120
RING = 8
"""Widest column and the room for the focus ring, in pixels at 100 %."""


class Do(Protocol):
    """Apply edits; whether they took place. A refusal is said in the page, which then draws everything as it is."""

    def __call__(self, *edits: Edit) -> bool: ...


class Tab(QWidget):
    """A part of how the study is set up. ``refresh`` draws it from the plan; ``do`` is its only way to change it,
    ``refused`` says why what was typed cannot even become an edit.
    """

    asked = Signal(str)

    name = ""
    words = ""
    group = ""
    """Under which of the page's groups it stands: Questions, Agreement, Keeping."""
    buttons: tuple[QWidget, ...] = ()
    """What stands beside the page's title while the tab is shown."""

    def __init__(self, session: Session, do: Do, refused: Callable[[str], object]) -> None:
        super().__init__()
        look = theme.current()
        self.session = session
        self.do = do
        self.refused = refused
        self.setAccessibleName(self.words)
        inside = Tall()
        inside.setMaximumWidth(look.px(WIDEST + 2 * RING))
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(*(look.px(RING),) * 4)
        self.column.setSpacing(look.space(4))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self.scrolled = Scroll(inside)
        self.scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scrolled.setAccessibleName(self.words)
        whole.addWidget(self.scrolled)

    def refresh(self) -> None:
        """Draw what the plan says now."""

    def first(self) -> QWidget | None:
        """What has the focus when the tab is gone to."""
        return None
