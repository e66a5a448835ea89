"""The page that anybody may see: up at once, nothing of the study on it, and only PIN or passphrase leads back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ojm_desktop.domain.visit import PauseReason
from ojm_desktop.service.pin import TRIES
from ojm_desktop.service.session import Session
from ojm_desktop.ui.interview.choose_pin import ChoosePin
from ojm_desktop.ui.interview.resting import HIDDEN_MINUTES, WORD, Resting
from ojm_desktop.ui.widgets.focus_ring import ringed
from tests import studies
from tests.ui.windows import dressed

PIN = "2468"


@pytest.fixture
def session() -> Session:
    found = studies.in_memory()
    found.pin.choose(PIN)
    return found


@pytest.fixture
def resting(session: Session, qtbot: QtBot, qapp: QApplication) -> Resting:
    return shown(session, qtbot, qapp)


def shown(session: Session, qtbot: QtBot, qapp: QApplication) -> Resting:
    dressed(qapp)
    page = Resting(session)
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show()
    with qtbot.waitActive(page):
        page.activateWindow()
    return page


def type_in(page: Resting, words: str) -> None:
    QTest.keyClicks(page.line, words)
    QTest.keyClick(page.line, Qt.Key.Key_Return)


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def said(widget: QWidget) -> str:
    labels = [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
    return " ".join([*labels, *(each.accessibleName() for each in widget.findChildren(QWidget) if each.isVisible())])


def heard(page: Resting) -> list[object]:
    found: list[object] = []
    page.paused.connect(found.append)
    page.stopped.connect(found.append)
    page.went_on.connect(lambda: found.append("went on"))
    page.returned.connect(lambda: found.append("returned"))
    page.lost.connect(lambda: found.append("lost"))
    return found


def test_that_a_hidden_page_says_one_word_and_the_pin_returns(resting: Resting) -> None:
    found = heard(resting)
    resting.hide_now()
    assert WORD in said(resting)
    assert "nterview" not in said(resting)
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_F12, Qt.Key.Key_F10, Qt.Key.Key_Return):
        QTest.keyClick(resting.line, key)
    assert found == []
    type_in(resting, PIN)
    assert found == ["returned"]


def test_that_five_wrong_pins_are_one_too_many(resting: Resting) -> None:
    found = heard(resting)
    resting.hide_now()
    for _ in range(TRIES - 1):
        type_in(resting, "1357")
    assert found == []
    assert "one more try" in said(resting)
    type_in(resting, "not the passphrase")
    assert found == ["lost"]


def test_that_ten_hidden_minutes_are_the_end_and_a_pause_has_none(resting: Resting) -> None:
    found = heard(resting)
    resting.hide_now()
    assert resting._hidden.isActive()
    assert resting._hidden.interval() == HIDDEN_MINUTES * 60_000 == 600_000
    resting._hidden.timeout.emit()
    assert found == ["lost"]
    resting.pause()
    assert not resting._hidden.isActive()


def choose(page: Resting, *rows: int) -> None:
    """A pause, and in each list so many rows down and Enter."""
    page.pause()
    page.first_focus().setFocus()
    for row in rows:
        for key in (*[Qt.Key.Key_Down] * row, Qt.Key.Key_Return):
            QTest.keyClick(focused(), key)


@pytest.mark.parametrize(("row", "reason"), list(enumerate(PauseReason, 1)))
def test_that_arrows_and_enter_say_why_it_rests_and_then_the_pin_returns(
    resting: Resting, row: int, reason: PauseReason
) -> None:
    found = heard(resting)
    choose(resting, row)
    assert found == [reason]
    type_in(resting, PIN)
    assert found == [reason, "returned"]


def test_that_no_digit_of_a_pin_becomes_a_reason_wherever_one_is(resting: Resting) -> None:
    found = heard(resting)
    for down in ((), (Qt.Key.Key_Down,), (Qt.Key.Key_Up, Qt.Key.Key_Return)):
        resting.pause()
        resting.first_focus().setFocus()
        for key in down:
            QTest.keyClick(focused(), key)
        for digit in PIN:
            QTest.keyClicks(focused(), digit)
        QTest.keyClick(focused(), Qt.Key.Key_Return)
        assert found == [PauseReason.INTERRUPTION, "returned"]
        found.clear()
    assert resting._session.pin.tries_left == TRIES


def test_that_what_is_typed_of_a_pin_outlasts_the_wait_for_a_reason(resting: Resting) -> None:
    found = heard(resting)
    resting.pause()
    QTest.keyClicks(resting.line, PIN[:2])
    resting._unasked.timeout.emit()
    type_in(resting, PIN[2:])
    assert found == [PauseReason.INTERRUPTION, "returned"]


def test_that_a_pause_nobody_explains_is_an_interruption(resting: Resting) -> None:
    found = heard(resting)
    resting.pause()
    assert resting._unasked.isActive()
    resting._unasked.timeout.emit()
    assert found == [PauseReason.INTERRUPTION]
    assert resting.line.isVisible()


def test_that_escape_takes_a_pause_back_only_where_there_is_no_pin(qtbot: QtBot, qapp: QApplication) -> None:
    session = studies.in_memory()
    page = shown(session, qtbot, qapp)
    found = heard(page)
    for said, expected in (("Go on", ["went on"]), ("", [])):
        page.pause()
        page.first_focus().setFocus()
        assert page.why._back.isVisible() is bool(said)
        QTest.keyClick(focused(), Qt.Key.Key_Escape)
        assert found == expected
        assert page._unasked.isActive() is not bool(said)
        found.clear()
        session.pin.choose(PIN)


def test_that_words_for_another_reason_are_not_cut_off_and_wait_for_the_next_pause(resting: Resting) -> None:
    found = heard(resting)
    choose(resting, 4, 4)
    words = resting.why.stopping.words
    resting._unasked.stop()
    QTest.keyClicks(words, "fire")
    assert resting._unasked.isActive(), "it begins anew with every letter"
    resting._unasked.timeout.emit()
    type_in(resting, PIN)
    assert found == [PauseReason.INTERRUPTION, "returned"]
    choose(resting, 4, 4)
    QTest.keyClicks(words, " alarm")
    QTest.keyClick(words, Qt.Key.Key_Return)
    assert found[2:] == ["fire alarm"]
    choose(resting, 4, 4)
    assert words.text() == "", "what was given is no words of the next time"


def test_that_an_interview_is_stopped_for_a_reason_of_its_own(resting: Resting) -> None:
    found = heard(resting)
    for rows, reason in (((4, 1), "tired"), ((4, 3), "called away")):
        choose(resting, *rows)
        assert found.pop() == reason
    choose(resting, 4, 4)
    words = resting.why.stopping.words
    QTest.keyClick(words, Qt.Key.Key_Return)
    assert found == []
    QTest.keyClicks(words, "fire alarm 4")
    QTest.keyClick(words, Qt.Key.Key_Return)
    assert found == ["fire alarm 4"]


def test_that_the_passphrase_returns_where_no_pin_was_chosen(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> None:
    session = studies.on_disk(tmp_path / "a.ojm")
    page = shown(session, qtbot, qapp)
    found = heard(page)
    page.hide_now()
    assert "PIN" not in said(page)
    type_in(page, "2468")
    qtbot.waitUntil(lambda: "four more tries" in said(page))
    type_in(page, studies.PASSPHRASE)
    qtbot.waitUntil(lambda: found == ["returned"])
    assert session.pin.tries_left == TRIES
    page.stop()
    session.close()


def test_that_a_pin_is_chosen_once_it_is_one_or_passed_over(qtbot: QtBot, qapp: QApplication) -> None:
    dressed(qapp)
    page, found = ChoosePin(), list[str]()
    qtbot.addWidget(page)
    page.chosen.connect(found.append)
    page.passed_over.connect(lambda: found.append("without"))
    page.show()
    QTest.keyClicks(page.pin, "24x6")
    QTest.keyClick(page.pin, Qt.Key.Key_Return)
    assert found == []
    assert not page.go.isEnabled()
    QTest.keyClicks(page.pin, "8")
    QTest.keyClick(page.pin, Qt.Key.Key_Return)
    QTest.keyClick(page.pin, Qt.Key.Key_Escape)
    assert found == ["2468", "without"]
    assert page.pin.text() == ""


def test_that_a_list_of_reasons_shows_its_focus_though_none_is_chosen_beforehand(resting: Resting) -> None:
    resting.pause()
    resting.why.list.setFocus()
    assert ringed(resting.why.list) is resting.why.list
    assert resting.why.list.marked is None
