"""The left side of the frame: the rail and, at its foot, what study this is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ojm_desktop.store.folder import folder_name
from ojm_desktop.ui import theme
from ojm_desktop.ui.reading_only import SAID
from ojm_desktop.ui.widgets.chip import Chip
from ojm_desktop.ui.widgets.rail import Rail
from ojm_desktop.ui.widgets.rail import width as rail_width
from ojm_desktop.ui.widgets.text import ElidedLabel, Hairline, Label

if TYPE_CHECKING:
    from ojm_desktop.service.session import Session


class Side(QWidget):
    """As wide as the rail; a study's name, and its folder where that is called something else."""

    def __init__(self, rail: Rail, session: Session) -> None:
        super().__init__()
        look = theme.current()
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)  # Qt paints it unasked in a bare QWidget only
        self.setFixedWidth(rail_width())
        column = QVBoxLayout()
        column.setContentsMargins(0, look.px(16), 0, 0)
        column.setSpacing(0)
        column.addWidget(rail)
        column.addStretch(1)
        column.addLayout(_foot(session))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(column)
        row.addWidget(Hairline(vertical=True))


def _foot(session: Session) -> QVBoxLayout:
    look = theme.current()
    is_practice, name = session.plan.is_practice, session.plan.name
    foot = QVBoxLayout()
    foot.setContentsMargins(look.px(24), 0, look.px(12), look.px(16))
    foot.setSpacing(look.px(2))
    reads_only = not session.study.has_sealed_side
    if reads_only and look.scale >= 2:
        foot.addWidget(Chip("Reads only"))
    elif reads_only:
        foot.addWidget(Label(SAID[0], "label", wrap=True))
        foot.addWidget(Label(SAID[1], wrap=True))
        foot.addSpacing(look.px(8))
    if is_practice:
        foot.addWidget(Chip("Practice"))
    if is_practice and look.scale < 2:
        foot.addWidget(Label("Made-up people.", tone="muted"))
        foot.addWidget(Label("Not for real data.", tone="muted"))
    if not is_practice:
        if look.scale < 2 or not reads_only:
            foot.addWidget(Label("Study", tone="muted"))
        foot.addWidget(ElidedLabel(name, "label", middle=True))
        if session.place is not None and session.place.folder.path.name != folder_name(name):
            foot.addWidget(ElidedLabel(session.place.folder.path.name, tone="muted", middle=True))
    return foot
