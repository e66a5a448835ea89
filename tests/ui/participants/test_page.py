"""The list of participants and the form that adds one, by keyboard."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from ojm_desktop.domain.diary import DiaryMode, DiaryState
from ojm_desktop.domain.participant import Identity
from ojm_desktop.domain.rating import Missing
from ojm_desktop.service.edits import AddDiaryEntry, MissDiaryWeek
from ojm_desktop.service.session import Session
from ojm_desktop.ui.participants import ParticipantsPage
from ojm_desktop.ui.widgets.cells import Cell
from ojm_desktop.ui.widgets.empty import EmptyPage
from ojm_desktop.ui.widgets.field import ChoiceBox
from tests.ui import made_up
from tests.ui.showing import shown

NAME, PLACE = "Xanthippe Quill", "telephone 00441632"


def codes(page: ParticipantsPage) -> list[str]:
    """The codes in the list."""
    return [row.cells[0].words for row in page.list.table.rows.rows]


def type_into(qtbot: QtBot, editor: object, text: str) -> None:
    """Type into a line as a person does."""
    assert isinstance(editor, QLineEdit)
    editor.setFocus()
    QTest.keyClicks(editor, text)


def with_people(count: int) -> Session:
    """A study of so many people in cohort 1."""
    session = made_up.session()
    for number in range(count):
        made_up.add(session, weeks_ago=number % 12)
    return session


def test_that_a_new_study_shows_three_steps_and_the_last_is_focused(qtbot: QtBot) -> None:
    page, went = shown(qtbot, ParticipantsPage, made_up.session())

    empty = page.findChild(EmptyPage)
    assert empty is not None
    assert empty.first is not None
    assert empty.first.hasFocus()
    texts = [label.text() for label in empty.findChildren(QLabel)]
    assert "−5 to +5, eight pathways, weeks 4, 8 and 12. The scale is fixed after the first rating." in texts

    QTest.keyClick(empty.first, Qt.Key.Key_Return)
    assert page.is_adding
    assert went.to == []


def test_that_a_person_is_added_with_the_keyboard_and_their_name_only_sealed(qtbot: QtBot) -> None:
    session = made_up.session()
    page, _ = shown(qtbot, ParticipantsPage, session, "add")
    type_into(qtbot, page.form.order_start.editor, "16 April 2026")
    type_into(qtbot, page.form.age.editor, "41")
    page.form.order_types[0].setFocus()
    QTest.keyClick(page.form.order_types[0], Qt.Key.Key_Space)
    QTest.keyClick(page.form.order_types[2], Qt.Key.Key_Space)
    type_into(qtbot, page.form.name.editor, NAME)
    type_into(qtbot, page.form.contact.editor, PLACE)
    QTest.keyClick(page.form.contact.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    person = session.study.store.people.by_code("C1-01")
    assert person is not None
    assert (person.order_start, person.age) == (date(2026, 4, 16), 41)
    assert person.order_types == (session.plan.order_types[0], session.plan.order_types[2])
    sealed = session.study.sealed_side.get_value("identity", person.id, Identity)
    assert sealed == Identity(NAME, PLACE)
    assert not page.is_adding
    assert page.list.table.key == person.id
    assert page.list.table.hasFocus()
    in_clear = [
        str(value)
        for table in ("participants", "accommodations", "plan", "codes")
        for row in session.study.store.rows_of(table)
        for value in row
    ]
    payloads = [session.study.store.log.payload(number) for number in range(1, session.sequence + 1)]
    in_clear += [payload.body for payload in payloads if payload is not None and payload.body]
    assert not [text for text in in_clear if "Xanthippe" in text or "1632" in text]


def test_that_no_row_of_the_list_shows_a_name(qtbot: QtBot) -> None:
    session = made_up.session()
    page, _ = shown(qtbot, ParticipantsPage, session, "add")
    type_into(qtbot, page.form.order_start.editor, "16 April 2026")
    type_into(qtbot, page.form.name.editor, NAME)
    page.form.add.click()

    model = page.list.table.rows
    said = [
        str(model.data(model.index(row, column), role))
        for row in range(model.rowCount())
        for column in range(model.columnCount())
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
    ]
    assert said
    assert not [text for text in said if "Xanthippe" in text]


def test_that_what_cannot_be_is_marked_and_nobody_is_added(qtbot: QtBot) -> None:
    session = made_up.session()
    page, _ = shown(qtbot, ParticipantsPage, session, "add")
    type_into(qtbot, page.form.order_start.editor, "31 April 2026")
    type_into(qtbot, page.form.age.editor, "7")
    page.form.add.click()

    assert page.is_adding
    assert page.form.order_start.editor.accessibleDescription() == "April has 30 days."
    assert page.form.age.editor.accessibleDescription() == "10 to 110, or empty."
    assert page.form.order_start.editor.hasFocus()
    assert session.study.store.people.all() == []

    page.form.order_start.editor.setText("15 May 2026")  # type: ignore[attr-defined]
    page.form.add.click()
    assert page.form.order_start.editor.accessibleDescription() == "This day has not come yet."


def test_that_where_somebody_lives_is_as_pale_as_the_other_fields_until_it_is_chosen(qtbot: QtBot) -> None:
    page, _ = shown(qtbot, ParticipantsPage, made_up.session(), "add")
    box = page.form.accommodation.editor
    assert isinstance(box, ChoiceBox)
    line = page.form.gender.editor.findChild(QLineEdit)
    assert line is not None
    pale = line.palette().placeholderText().color().rgb()
    assert box.palette().text().color().rgb() == pale
    box.setCurrentIndex(1)
    assert box.palette().text().color().rgb() != pale


def test_that_escape_leaves_the_form_without_adding(qtbot: QtBot) -> None:
    session = with_people(1)
    page, _ = shown(qtbot, ParticipantsPage, session, "add")
    QTest.keyClick(page.form.order_start.editor, Qt.Key.Key_Escape)

    assert not page.is_adding
    assert codes(page) == ["C1-01"]


def test_that_the_next_code_is_shown_and_never_used_twice(qtbot: QtBot) -> None:
    session = with_people(3)
    session.undo()
    page, _ = shown(qtbot, ParticipantsPage, session, "add")
    assert page.form.add.text() == "Add C1-04"

    page.form.cohorts.set_value("2")
    page.form.cohorts.chosen.emit("2")
    assert page.form.add.text() == "Add C2-01"


def test_that_typing_a_code_on_the_table_goes_to_it(qtbot: QtBot) -> None:
    session = with_people(120)
    page, _ = shown(qtbot, ParticipantsPage, session)
    page.list.table.setFocus()
    QTest.keyClicks(page.list.table, "c1-11")
    assert page.list.table.rows.rows[page.list.table.currentIndex().row()].cells[0].words == "C1-11"

    QTest.keyClicks(page.list.table, "9")
    assert page.list.table.rows.rows[page.list.table.currentIndex().row()].cells[0].words == "C1-119"


def test_that_search_narrows_while_typing_and_enter_opens(qtbot: QtBot) -> None:
    session = with_people(12)
    page, went = shown(qtbot, ParticipantsPage, session)
    assert page.list.search.hasFocus()
    QTest.keyClicks(page.list.search, "1-07")
    assert codes(page) == ["C1-07"]

    QTest.keyClick(page.list.search, Qt.Key.Key_Return)
    assert went.to == [("participant", page.list.table.key)]

    QTest.keyClick(page.list.search, Qt.Key.Key_Escape)
    assert len(codes(page)) == 12


def test_that_no_match_says_so_and_clearing_brings_everybody_back(qtbot: QtBot) -> None:
    page, _ = shown(qtbot, ParticipantsPage, with_people(2))
    QTest.keyClicks(page.list.search, "zz")
    texts = [label.text() for label in page.list.findChildren(QLabel) if label.isVisible()]
    assert "No one matches “zz”." in texts

    QTest.mouseClick(page.list.clear_button, Qt.MouseButton.LeftButton)
    assert codes(page) == ["C1-01", "C1-02"]
    assert page.list.search.hasFocus()


def test_that_a_filter_says_what_it_filters_and_its_cross_cancels_it(qtbot: QtBot) -> None:
    session = with_people(2)
    first = session.study.store.people.all()[0]
    made_up.sign(session, first.id)
    page, _ = shown(qtbot, ParticipantsPage, session)
    menu = page.list.agreement.menu_of_choices()
    next(action for action in menu.actions() if action.text() == "signed").trigger()
    assert page.list.agreement.text() == "Agreement: signed"
    assert codes(page) == ["C1-01"]

    page.list.agreement.setFocus()
    QTest.keyClick(page.list.agreement, Qt.Key.Key_Delete)
    assert page.list.agreement.text() == "Agreement: any"
    assert len(codes(page)) == 2


def test_that_signing_elsewhere_is_shown_at_once(qtbot: QtBot) -> None:
    session = with_people(1)
    page, _ = shown(qtbot, ParticipantsPage, session)

    def agreement() -> Cell:
        return page.list.table.rows.rows[0].cells[3]

    assert agreement().words == "Not signed yet"
    made_up.sign(session, session.study.store.people.all()[0].id)
    assert (agreement().words, agreement().icon) == ("Signed", "check")


def test_that_undoing_the_first_adding_brings_the_first_steps_back(qtbot: QtBot) -> None:
    session = with_people(1)
    page, _ = shown(qtbot, ParticipantsPage, session)
    assert page.findChild(EmptyPage) is None

    session.undo()
    assert page.findChild(EmptyPage) is not None


def test_that_tab_reaches_every_field_of_the_form_in_reading_order(qtbot: QtBot) -> None:
    session = made_up.session()
    shown(qtbot, ParticipantsPage, session, "add")
    names = []
    for _ in range(14):
        focused = QApplication.focusWidget()
        assert focused is not None
        names.append(focused.accessibleName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert names[:5] == ["Order began", "Age", "Gender", "Ethnicity", "Lives at the start"]
    assert names[5:12] == list(session.plan.order_types)
    assert names[12:] == ["Name", "Contact: telephone, address, whom to ask for"]


def test_that_the_list_shows_the_weeks_of_each_diary_or_why_there_are_none(qtbot: QtBot) -> None:
    session = made_up.session()
    unsigned, who = made_up.add(session, weeks_ago=3), made_up.add(session, weeks_ago=3)
    made_up.sign(session, who)
    start = session.study.participant(who).order_start
    session.do(AddDiaryEntry(participant=who, week=1, written_on=start, mode=DiaryMode.SELF))
    page, _ = shown(qtbot, ParticipantsPage, session)
    cells = {row.key: row.cells[-1] for row in page.list.table.rows.rows}
    done, awaited, later = DiaryState.DONE, DiaryState.AWAITED, DiaryState.NOT_DUE
    assert cells[who].weeks == (done, awaited, awaited, *(later,) * 9)
    assert cells[who].words == "1 done, 2 not in yet"
    assert cells[unsigned] == Cell("After the agreement", tone="muted")
    assert "Diary: 1 done, 2 not in yet." in next(
        row.cells[0].tip for row in page.list.table.rows.rows if row.key == who
    )
    session.do(MissDiaryWeek(participant=who, week=2, missing=Missing.DECLINED))
    page.refresh(None)
    assert DiaryState.MISSED in next(row.cells[-1] for row in page.list.table.rows.rows if row.key == who).weeks
