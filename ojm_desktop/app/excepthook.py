"""What happens when the program itself is wrong: said once, with a report to copy that holds no values (C5)."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import qVersion

from ojm_desktop import __version__
from ojm_desktop.app import journal
from ojm_desktop.domain.errors import OjmError

_log = logging.getLogger(__name__)


def report(error: BaseException) -> str:
    """Versions, and types and lines of the error: nothing a person typed, no source, no message."""
    import platform

    return "\n".join(
        (
            f"OJM Desktop {__version__}",
            f"Python {platform.python_version()}, Qt {qVersion()}, {platform.system()} {platform.release()}",
            journal.describe(error),
        )
    )


class ExceptHook:
    """``sys.excepthook`` of the window: a sentence for what a person can act on, the report for what is ours.

    ``say`` shows a sentence in the page; ``show_report`` shows the report and returns when it was read. While one
    report is open no second one is shown.
    """

    def __init__(self, say: Callable[[str], None], show_report: Callable[[str], None]) -> None:
        self._say = say
        self._show_report = show_report
        self._open = False

    def install(self) -> None:
        """Take over from Python's own hook, which would print the message."""
        sys.excepthook = self

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            sys.exit(130)
        if isinstance(error, OjmError):
            self._say(str(error))
            return
        error = error.with_traceback(trace)
        _log.error("An error of the program.", exc_info=(kind, error, trace))
        if self._open:
            return
        self._open = True
        try:
            self._show_report(report(error))
        finally:
            self._open = False
