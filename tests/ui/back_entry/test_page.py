"""The second entry from paper by keyboard: blind, compared, settled."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from ojm_desktop.domain.answer import AnswerKey, NonAnswer
from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.paper_check import NOTHING, CheckState, Reading
from ojm_desktop.domain.visit import Mode, Visit, VisitState
from ojm_desktop.service.back_entry import AskedRating, BackEntry
from ojm_desktop.service.session import Session
from ojm_desktop.ui import theme
from ojm_desktop.ui.back_entry import BackEntryPage
from ojm_desktop.ui.back_entry.difference_row import WITHHELD
from ojm_desktop.ui.back_entry.reading_row import ReadingRow
from tests import from_paper
from tests.from_paper import HOUSING, KIN, WORK
from tests.ui import made_up
from tests.ui.showing import shown
from tests.ui.windows import dressed, window_of

FIRST = ("−3", "-3", "refused", "cold and damp")
"""What the first entry said, as any page would show it."""


@pytest.fixture
def session() -> Iterator[Session]:
    """A study with one person who has signed."""
    found = made_up.session()
    made_up.sign(found, made_up.add(found))
    yield found
    found.close()


@pytest.fixture
def visit(session: Session) -> Visit:
    """Their visit, typed in from paper."""
    return from_paper.typed_in(session)


@pytest.fixture
def page(qtbot: QtBot, session: Session, visit: Visit) -> BackEntryPage:
    """The page, at the first rating."""
    return shown(qtbot, BackEntryPage, session, visit.id)[0]


def press(*keys: Qt.Key | str) -> None:
    """Press keys wherever the focus is."""
    for key in keys:
        focus = QApplication.focusWidget()
        assert focus is not None
        if isinstance(key, str):
            QTest.keyClicks(focus, key)
        else:
            QTest.keyClick(focus, key)


def told(page: QWidget) -> str:
    """Every word on the page, for the eye and for a screen reader."""
    labels = " | ".join(label.text() for label in page.findChildren(QLabel))
    names = " | ".join(child.accessibleName() for child in page.findChildren(QWidget))
    return f"{labels} | {names}"


def readings(page: BackEntryPage) -> list[Reading | None]:
    return [row.reading for row in page.rows]


def test_that_a_visit_is_typed_again_compared_and_settled_by_keyboard(
    page: BackEntryPage, session: Session, visit: Visit
) -> None:
    assert page.rows[0].hasFocus()
    assert not page.compare.isEnabled()
    press("3", Qt.Key.Key_Return, "+5", Qt.Key.Key_Down, "r")
    assert readings(page) == [Reading("3"), Reading("5"), Reading("", NonAnswer.REFUSED)]
    assert BackEntry(session, visit.id).entered() == {
        HOUSING: Reading("3"),
        WORK: Reading("5"),
        KIN: Reading("", NonAnswer.REFUSED),
    }, "each is durable when it was typed"
    press(Qt.Key.Key_Return)
    assert page.compare.hasFocus()
    press(Qt.Key.Key_Space)
    (difference,) = page.differences
    assert difference.first.hasFocus()
    assert difference.first.text() == "First entry: −3"
    assert difference.second.text() == "Second entry: +3"
    press("2")
    assert page.result.words == "This visit is checked: 3 ratings typed twice, 1 settled by a look at the paper"
    assert page.differences[0].state.words == "On the paper: +3, the second entry"
    assert BackEntry(session, visit.id).check.state is CheckState.CHECKED
    assert page.back.hasFocus()


def test_that_nothing_of_the_first_entry_is_on_the_page_before_all_is_typed(page: BackEntryPage) -> None:
    cells = {cell.accessibleName() for row in page.rows for cell in row.cells}
    said = told(page)
    for name in sorted(cells, key=len, reverse=True):
        said = said.replace(name, "")
    assert [words for words in FIRST if words in said.replace(page.title, "")] == ["refused"], "only in the key"
    assert all(not cell.isChecked() for row in page.rows for cell in row.cells)
    assert said.count("refused") == 1


def test_that_a_third_reading_is_settled_on_where_neither_stands_on_the_paper(
    page: BackEntryPage, session: Session, visit: Visit
) -> None:
    press("3", Qt.Key.Key_Return, "+5", Qt.Key.Key_Down, "r", Qt.Key.Key_Return, Qt.Key.Key_Space)
    press("3", "-", "2", Qt.Key.Key_Return)
    assert page.differences[0].state.words == "On the paper: −2, neither of the two"
    answer = session.study.store.answers.get(AnswerKey(visit.id, HOUSING))
    assert answer is not None
    assert answer.value == "-2"
    assert BackEntry(session, visit.id).check.state is CheckState.CHECKED


def test_that_the_key_of_the_letters_stays_in_sight_while_the_ratings_scroll(page: BackEntryPage) -> None:
    (key,) = (label for label in page.findChildren(QLabel) if label.text().startswith("K doesn’t know"))
    assert key.text().endswith("Enter goes on")
    assert not any(scroll.isAncestorOf(key) for scroll in page.findChildren(QScrollArea))


def test_that_keys_type_change_and_take_away(page: BackEntryPage) -> None:
    row = page.rows[0]
    press("-", "4")
    assert readings(page)[0] == Reading("-4")
    press("2")
    assert readings(page)[0] == Reading("2")
    press("e")
    assert readings(page)[0] == NOTHING
    assert "nothing there" in row.accessibleName()
    press(Qt.Key.Key_Delete)
    assert readings(page)[0] is None
    assert "nothing typed" in row.accessibleName()
    press("9")
    assert readings(page)[0] is None, "it is not on the scale"
    press(Qt.Key.Key_Down, Qt.Key.Key_Up)
    assert row.hasFocus()


def test_that_undo_takes_the_last_reading_back_on_the_page(page: BackEntryPage, session: Session) -> None:
    press("3")
    session.undo()
    assert page.rows[0].reading is None
    assert page.count.words == "0 of 3 typed"
    session.redo()
    assert page.rows[0].reading == Reading("3")


def test_that_readings_are_kept_back_while_an_open_interview_waits_for_their_pathway(
    qtbot: QtBot, session: Session, visit: Visit
) -> None:
    entry = BackEntry(session, visit.id)
    for path, reading in ((HOUSING, Reading("4")), (WORK, Reading("2")), (KIN, Reading("", NonAnswer.REFUSED))):
        entry.enter(path, reading)
    entry.compare()
    entry.settle(WORK, is_second=True)
    later = from_paper.begin(session, Mode.IN_PERSON, wave="8")
    page = shown(qtbot, BackEntryPage, session, visit.id)[0]
    for words in ("−3", "+4", "+5", "+2"):
        assert words not in told(page)
        assert words not in " ".join(button.text() for button in page.findChildren(QAbstractButton))
    assert [line.state.words for line in page.differences] == [WITHHELD, WITHHELD]
    before = session.sequence
    QTest.keyClick(page.differences[0], Qt.Key.Key_2)
    with pytest.raises(Refused, match="waits for its rating"):
        BackEntry(session, visit.id).settle(HOUSING, is_second=True)
    assert session.sequence == before
    later.answer(HOUSING, "1")
    page.show_target(visit.id)
    housing, work = page.differences
    assert (housing.first.text(), housing.second.text()) == ("First entry: −3", "Second entry: +4")
    assert work.state.words == WITHHELD


def test_that_undo_on_this_page_stops_at_what_was_done_on_it(
    session: Session, visit: Visit, qtbot: QtBot, qapp: QApplication
) -> None:
    window = window_of(session, qtbot, qapp)
    frame = window.frame
    assert frame is not None
    frame.navigate("back_entry", visit.id)
    page = frame.page
    assert isinstance(page, BackEntryPage)
    press("3", Qt.Key.Key_Down, "+5")
    before = session.sequence - 2
    for left in (1, 0, 0):
        assert not page.strip.sentence
        QTest.keyClick(page.rows[0], Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert len(BackEntry(session, visit.id).entered()) == left
    assert session.sequence == before + 4, "the third one found nothing of this page"
    assert "the first entry is not changed by somebody who does not see it" in page.strip.sentence
    menus = [action.text() for menu in frame.bar.findChildren(QMenu) for action in menu.actions()]
    assert "Undo" in [text.partition("\t")[0].replace("&", "") for text in menus], "of the first entry it says nothing"
    found = session.study.store.visits.get(visit.id)
    assert found is not None
    assert found.state is VisitState.COMPLETE, "the first entry is not taken back by somebody who does not see it"
    for there in (1, 2):
        frame.act("redo")
        assert len(BackEntry(session, visit.id).entered()) == there
    assert not page.strip.sentence
    frame.act("undo")
    frame.act("undo")
    frame.navigate("participant", visit.participant)
    frame.act("undo")
    found = session.study.store.visits.get(visit.id)
    assert found is not None
    assert found.state is VisitState.IN_PROGRESS, "elsewhere it is what was done before"


def test_that_a_press_on_a_cell_is_as_good_as_a_key(page: BackEntryPage) -> None:
    cell = next(cell for cell in page.rows[1].cells if cell.text() == "−2")
    QTest.mouseClick(cell, Qt.MouseButton.LeftButton)
    assert page.rows[1].reading == Reading("-2")
    assert min(cell.width(), cell.height()) >= 44


def test_that_what_was_typed_is_there_when_the_page_is_opened_again(
    page: BackEntryPage, qtbot: QtBot, session: Session, visit: Visit
) -> None:
    press("3")
    later, _went = shown(qtbot, BackEntryPage, session, visit.id)
    assert later.rows[0].reading == Reading("3")
    assert later.rows[1].hasFocus()


def test_that_equal_entries_are_said_to_be_checked_and_back_goes_to_the_person(
    qtbot: QtBot, session: Session, visit: Visit
) -> None:
    page, went = shown(qtbot, BackEntryPage, session, visit.id)
    press("-3", Qt.Key.Key_Down, "5", Qt.Key.Key_Down, "R")
    page.compare.click()
    assert page.differences == []
    assert page.result.words == "This visit is checked: 3 ratings typed twice, all equal"
    page.back.click()
    assert went.to == [("participant", f"{visit.participant}/documents")]


def test_that_a_rating_with_too_many_values_for_cells_is_typed_as_a_number(qtbot: QtBot) -> None:
    asked = AskedRating("/data/a", "1.1", "Work", "How is it?", (), "0", "100")
    row = ReadingRow(asked)
    qtbot.addWidget(row)
    given: list[Reading | None] = []
    row.given.connect(lambda _path, reading: given.append(reading))
    assert row.number_line is not None
    for typed in ("42", "−7", "k", "42"):
        row.number_line.setText(typed)
        row.number_line.editingFinished.emit()
    assert given == [Reading("42"), Reading("-7"), Reading("", NonAnswer.DONT_KNOW), Reading("42")]


def test_that_a_long_section_is_named_whole(qtbot: QtBot, qapp: QApplication) -> None:
    dressed(qapp)
    asked = AskedRating("/data/a", "3.1", "Housing and Accommodation", "Thinking about it?", (("1", "+1"), ("2", "+2")))
    row = ReadingRow(asked)
    qtbot.addWidget(row)
    assert [label.text() for label in row.findChildren(QLabel)] == ["3.1  Housing and Accommodation"]


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_that_nothing_scrolls_sideways_at_any_size(
    qtbot: QtBot, qapp: QApplication, session: Session, visit: Visit, scale: float
) -> None:
    window = window_of(session, qtbot, qapp)
    try:
        dressed(qapp, theme.Look.LIGHT, scale)
        window.resize(1366, 768)
        assert window.frame is not None
        window.frame.navigate("back_entry", visit.id)
        page = window.frame.page
        assert isinstance(page, BackEntryPage)
        qapp.processEvents()
        for row in page.rows:
            for cell in row.cells:
                assert cell.x() >= 0
                assert cell.geometry().right() <= row.width()
    finally:
        dressed(qapp)


def test_that_a_visit_not_from_paper_is_refused_with_a_sentence(qtbot: QtBot, session: Session, visit: Visit) -> None:
    del visit
    person = made_up.add(session)
    made_up.sign(session, person)
    other = from_paper.typed_in(session, Mode.BY_PHONE, person)
    page, _went = shown(qtbot, BackEntryPage, session, other.id)
    assert "not from paper" in page.strip.sentence
    assert page.rows == []
