"""From F9 or F12 on the interview's own page to the blank page painted, with a whole pathway on the screen before."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ojm_desktop.ui.interview.page import InterviewPage
from tests.benchmarks.measure import Row, Times, timed
from tests.benchmarks.typing import page_of

MOST = 200.0
"""Milliseconds at p95 (interview: pause; security: quick-hide is instant)."""
PIN = "2468"


def measure(folder: Path, app: QApplication, rounds: int) -> list[Row]:
    """A row for each key."""
    with page_of(folder, app, 0) as page:
        page.session.pin.choose(PIN)
        page.show_target(page.talk.sitting.visit_id if page.talk.sitting is not None else "")
        return [
            _row("hidden by F12, blank page painted", page, app, Qt.Key.Key_F12, rounds),
            _row("paused by F9, blank page painted", page, app, Qt.Key.Key_F9, rounds),
        ]


def _row(what: str, page: InterviewPage, app: QApplication, key: Qt.Key, rounds: int) -> Row:
    def press() -> None:
        QTest.keyClick(app.focusWidget() or page, key)
        page.window().repaint()

    taken = []
    for _ in range(rounds):
        QTest.qWait(1)
        taken.append(timed(press))
        assert page.resting.isVisible(), "the blank page is not there"
        _return(page, app)
    times = Times(tuple(taken))
    return Row(what, times, None, f"p95 {MOST:.0f} ms", times.part(0.95) < MOST)


def _return(page: InterviewPage, app: QApplication) -> None:
    QTest.keyClicks(page.resting.line, PIN)
    QTest.keyClick(page.resting.line, Qt.Key.Key_Return)
    app.processEvents()
    assert not page.holds_keys
