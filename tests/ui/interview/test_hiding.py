"""F12 puts the blank page over every page of an open interview, also over what lies above one of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from ojm_desktop.domain.visit import VisitState
from ojm_desktop.ui.participant_view import ParticipantViewPage
from tests.ui.interview.holding import CHILD, LAST, RATING, ROOMS, WORDS, Held, again

PIN = "2468"


def choosing_the_pin(held: Held) -> None:
    """Where the sitting begins."""
    held.page.choose_pin.begin()
    held.page._faces.setCurrentWidget(held.page.choose_pin)


def before_handing_over(held: Held) -> None:
    """The page on which it is chosen what the participant gets."""
    held.go(RATING)
    held.frame.act("hand_over")
    assert isinstance(held.frame.page, ParticipantViewPage)


def complete(held: Held) -> None:
    """What is shown once everything was said and it was finished."""
    assert held.talk.sitting is not None
    for path, value in ((RATING, "2"), (ROOMS, "3"), (WORDS, "warm"), (CHILD, "Cub"), (LAST, "no")):
        held.talk.sitting.interview.answer(path, value)
    held.frame.act("finish")
    held.page.ending.before.finished.emit()
    assert held.talk.sitting.visit.state is VisitState.COMPLETE


PAGES: dict[str, Callable[[Held], object]] = {
    "choosing the PIN": choosing_the_pin,
    "a question": lambda held: held.go(RATING),
    "no answer": lambda held: held.frame.act("no_answer"),
    "a note": lambda held: held.frame.act("note"),
    "a disclosure": lambda held: held.frame.act("disclosure"),
    "before handing over": before_handing_over,
    "before it is finished": lambda held: held.frame.act("finish"),
    "why it ends": lambda held: held.page.ending.before.ask_why(),
    "complete": complete,
}
"""Every page of an interview and what opens beside its questions, in an order that leads through them."""


def pressed_over(held: Held, open_it: Callable[[], object]) -> None:
    """F12 in what opens over the page; it may hold the events until it is closed."""

    def press() -> None:
        over = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        assert over is not None
        QTest.keyClick(over, Qt.Key.Key_F12)

    QTimer.singleShot(0, press)
    open_it()
    QApplication.processEvents()


def menus(held: Held) -> None:
    """The first menu, opened by its keys."""
    held.frame.act("menus")
    held.press(Qt.Key.Key_Down)


def pressed_in_the_finder(held: Held) -> None:
    """The list that finds people, places and actions."""
    held.frame.act("find")
    QTest.keyClick(held.focus, Qt.Key.Key_F12)


OVER: dict[str, Callable[[Held], object]] = {
    "nothing": lambda held: QTest.keyClick(held.focus, Qt.Key.Key_F12),
    "a box": lambda held: pressed_over(held, lambda: held.frame.act("help")),
    "a menu": lambda held: pressed_over(held, lambda: menus(held)),
    "the finder": pressed_in_the_finder,
}


@pytest.mark.parametrize("over", OVER)
def test_that_hiding_is_a_blank_page_on_every_page_of_an_open_interview(held: Held, over: str) -> None:
    locked: list[str] = []
    held.window.locked.connect(locked.append)
    for name, go in PAGES.items():
        go(held)
        held.session.pin.choose(PIN)
        OVER[over](held)
        hidden = held.frame.page
        assert (locked, hidden is not None and hidden.holds_keys) == ([], True), name
        assert held.page.resting.isVisible(), name
        assert QApplication.activeModalWidget() is QApplication.activePopupWidget() is None, name
        line = held.page.resting.line
        assert held.window.focusWidget() is line, name
        QTest.keyClicks(line, PIN)
        QTest.keyClick(line, Qt.Key.Key_Return)
        assert not held.page.holds_keys, name
        held.window.activateWindow()
        assert QTest.qWaitForWindowActive(held.window)


def test_that_l2_a_reason_half_typed_on_the_blank_page_outlives_a_kill_and_goes_once_it_is_given(
    alone: Held, qtbot: QtBot, qapp: QApplication
) -> None:
    def why(held: Held) -> QLineEdit:
        """The pause, as far as the field for another reason."""
        held.press(Qt.Key.Key_F9)
        held.press(*(*[Qt.Key.Key_Down] * 4, Qt.Key.Key_Return) * 2)
        return held.page.resting.why.stopping.words

    alone.go(WORDS)
    why(alone)
    alone.type("the fire al")
    alone.frame.keep_half_done()
    after = again(alone, qtbot, qapp)
    words = why(after)
    assert words.text() == "the fire al"
    after.type("arm")
    after.press(Qt.Key.Key_Return)
    visit = after.session.study.store.visits.get(after.visit)
    assert visit is not None
    assert visit.state is VisitState.STOPPED
    after.frame.keep_half_done()
    assert [draft for draft in after.session.drafts() if draft.place.startswith("stopping/")] == []
