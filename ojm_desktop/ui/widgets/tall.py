"""What lies inside a scrolled page: as high as its words need at the width there is, and no higher."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget


class Tall(QWidget):
    """Qt takes the least height of wrapped words at their narrowest; a scroll area would then scroll over nothing."""

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        height = self.heightForWidth(max(self.width(), hint.width())) if self.hasHeightForWidth() else hint.height()
        return QSize(hint.width(), height)
