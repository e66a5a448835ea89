"""Where panels that stand side by side lie in the view, in pixels."""

from __future__ import annotations

from PySide6.QtCore import QRectF

COLUMNS, NARROWEST, LOWEST = 4, 196, 200
"""Panels beside each other at most, and the smallest width and height of one at large text, in pixels at 100 %."""
HEAD = 30
"""Height of a panel's name, in pixels at 100 %."""


def grid(whole: QRectF, count: int, columns: int, head: float, gap: float) -> list[QRectF]:
    """Two rows of four for eight panels; each leaves `head` above it for its name."""
    columns = min(columns, count)
    rows = -(-count // columns)
    width = (whole.width() - gap * (columns - 1)) / columns
    height = (whole.height() - gap * (rows - 1)) / rows
    return [
        QRectF(
            (number % columns) * (width + gap),
            (number // columns) * (height + gap) + head,
            width,
            height - head,
        )
        for number in range(count)
    ]
