"""What is done before anything else of the window is imported, so that its first page is there sooner."""

from __future__ import annotations

import builtins
import gc

import PySide6.QtCore  # noqa: F401  it puts its own import in the place of Python's


def begin() -> None:
    """Import without PySide's eyes, and collect no garbage until the first page is painted (``Program`` begins again).

    PySide reads the source of every module imported after it, to know whether names may be spelt otherwise there
    (``__feature__``): a third of a millisecond each, with some sixty before the first page and two hundred behind it.
    Nothing here uses that. What is made on the way to the first page is there to stay.
    """
    names = vars(builtins)
    names["__import__"] = names.get("__orig_import__", names["__import__"])
    gc.disable()
