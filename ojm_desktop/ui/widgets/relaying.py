"""Taking a layout apart to lay the same widgets out again."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout


def empty(layout: QLayout) -> None:
    """Take everything out of a layout; its widgets stay, to be put in again.

    ``takeAt`` alone leaves a widget's item behind in Python, and Qt asks the oldest item a widget has how high it is:
    the height from before would be kept for ever.
    """
    for at in reversed(range(layout.count())):
        item = layout.itemAt(at)
        widget = item.widget() if item is not None else None
        if widget is not None:
            layout.removeWidget(widget)
        else:
            layout.takeAt(at)
