"""While an interview waits for a rating its pathway is empty on every page, not only on the interview's own."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from ojm_desktop.domain.diary import DiaryMode, Occurrence
from ojm_desktop.domain.hot_spot import Polarity
from ojm_desktop.domain.rating import Giver, RatingKey
from ojm_desktop.domain.visit import PauseReason, VisitState
from ojm_desktop.service.edits import AddDiaryEntry, RefuseAgreement, SetRating
from ojm_desktop.service.interview import Interview
from ojm_desktop.service.queries.journeys import awaited, shown_now
from ojm_desktop.service.session import Session
from ojm_desktop.ui.interview.card import WITHHELD, QuestionCard
from ojm_desktop.ui.interview.page import InterviewPage
from ojm_desktop.ui.participant import ParticipantPage
from ojm_desktop.ui.participant_view import ParticipantViewPage
from ojm_desktop.ui.participant_view.preparing import GRAPH, SCALE
from tests.ui.interview import held
from tests.ui.windows import window_of


@pytest.fixture
def talk(session: Session) -> Interview:
    return held.begin(session, held.person(session))


def said(widget: QWidget) -> str:
    labels = [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
    parts = [part.accessibleName() for part in widget.findChildren(QWidget) if part.isVisible()]
    return " ".join([*labels, *parts])


def test_that_a_journey_is_whole_again_once_the_answer_is_given_or_the_interview_rests(
    session: Session, talk: Interview
) -> None:
    who = talk.visit.participant
    assert set(awaited(session, who)) == set(held.WEEK_4)
    assert all(each.is_hidden for each in shown_now(session, who))
    talk.answer(held.RATING, "1")
    assert {each.pathway.key for each in shown_now(session, who) if not each.is_hidden} == {"housing"}
    talk.pause(PauseReason.COMFORT)
    assert not any(each.is_hidden for each in shown_now(session, who))


def test_that_two_open_interviews_hide_what_either_waits_for_and_a_no_gives_all_back(
    session: Session, talk: Interview
) -> None:
    who = talk.visit.participant
    held.begin(session, who, wave="12")
    (later,) = (one for one in session.study.store.visits.of(who) if one.wave == "12")
    Interview(session, later.id).answer(held.FAMILY, "1")
    found = awaited(session, who)
    assert (sorted(found["housing"]), found["family"]) == (["12", "8"], ("8",))
    session.do(RefuseAgreement(participant=who, text_version=1, words="not any more"))
    assert awaited(session, who) == {}
    assert not any(each.is_hidden for each in shown_now(session, who))


def test_that_the_participants_page_hides_it_in_graph_table_and_list(
    session: Session, talk: Interview, qtbot: QtBot, qapp: QApplication
) -> None:
    window = window_of(session, qtbot, qapp)
    assert window.frame is not None
    window.frame.navigate("participant", f"{talk.visit.participant}/8")
    page = window.frame.page
    assert isinstance(page, ParticipantPage)
    tab = page.journey
    tab.choose_pathway("housing")
    assert "shown after the answer" in tab.figure.accessibleName()
    assert "\u22122" not in said(tab)
    row = [tab.list.key(number) for number in range(tab.list.count())].index("housing")
    assert "\u22122" not in str(tab.list.item(row).data(11))  # Qt.ItemDataRole.AccessibleTextRole
    tab.show_view("table")
    assert "shown after the answer" in _table(tab.twin)
    assert "\u22122" not in _table(tab.twin)
    tab.show_view("graph")
    before = session.sequence
    tab.figure.choose("housing", "wave:8")
    tab.figure.setFocus()
    QTest.keyClicks(tab.figure, "3")
    assert session.sequence == before, "the rating is given in the interview"
    talk.answer(held.RATING, "1")
    page.refresh(None)
    assert "week 4: \u22122, week 8: +1" in tab.figure.accessibleName()


def test_that_an_older_interview_opened_to_read_keeps_its_rating_back_until_the_new_one_has_its_own(
    session: Session, talk: Interview, qtbot: QtBot, qapp: QApplication
) -> None:
    who = talk.visit.participant
    window = window_of(session, qtbot, qapp)
    frame = window.frame
    assert frame is not None

    def card(path: str) -> QuestionCard:
        frame.navigate("interview", f"{talk.visit.id} {path}")
        assert isinstance(frame.page, InterviewPage)
        return frame.page.talk.room.cards.cards[path]

    def seen(path: str) -> tuple[QImage, str]:
        shown = card(path)
        return shown.grab().toImage(), said(shown)

    def with_answer(value: str) -> None:
        if talk.visit.state is not VisitState.IN_PROGRESS:
            talk.resume()
        talk.answer(held.RATING, value)
        talk.stop("a test")

    with_answer("-2")
    read = seen(held.RATING)
    assert "\u22122 " in read[1], "no interview waits: it is shown"
    held.begin(session, who, wave="12")
    found = {}
    for value in ("-2", "3"):
        with_answer(value)
        found[value] = seen(held.RATING)
        assert WITHHELD in found[value][1]
    assert found["-2"] == found["3"], "neither in pixels nor in words"
    assert found["-2"][0] != read[0]
    later = next(one for one in session.study.store.visits.of(who) if one.wave == "12")
    Interview(session, later.id).answer(held.RATING, "1")
    after = seen(held.RATING)
    assert WITHHELD not in after[1]
    assert after[0] != found["3"][0]


def test_that_an_entry_of_the_diary_keeps_its_rating_back_until_the_answer_is_given(
    session: Session, talk: Interview, qtbot: QtBot, qapp: QApplication
) -> None:
    who = talk.visit.participant
    frame = window_of(session, qtbot, qapp).frame
    assert frame is not None
    frame.navigate("participant", f"{who}/diary")
    page = frame.page
    assert isinstance(page, ParticipantPage)
    panel = page.parts.diary.entry

    def told(value: int) -> tuple[Occurrence, ...]:
        return (Occurrence("housing", Polarity.POSITIVE, "A room.", value, 1),)

    def opened(value: int) -> tuple[QImage, str, str]:
        how = DiaryMode.SELF
        session.do(AddDiaryEntry(participant=who, week=2, written_on=held.HELD_ON, mode=how, occurrences=told(value)))
        page.parts.diary.write(2)
        assert not panel.is_begun
        return panel.grab().toImage(), said(panel), panel.happenings[0].value.currentText()

    first = opened(3)
    panel.closed.emit()
    session.undo()
    assert first == opened(-2), "neither in pixels nor in words"
    panel.hoped.setPlainText("A lock on the door.")
    panel.save.click()
    entry = session.study.store.diary.of_week(who, 2)
    assert entry is not None
    assert (entry.occurrences, entry.hoped) == (told(-2), "A lock on the door."), "what is not in sight is kept"
    page.parts.diary.write(2)
    talk.answer(held.RATING, "1")
    page.refresh(None)
    assert panel.happenings[0].value.currentText() == "\u22122"
    assert not panel.is_begun


def test_that_the_participants_view_hides_it_too(
    session: Session, talk: Interview, qtbot: QtBot, qapp: QApplication
) -> None:
    window = window_of(session, qtbot, qapp)
    assert window.frame is not None
    window.frame.navigate("participant_view", f"{talk.visit.participant}/8/housing")
    page = window.frame.page
    assert isinstance(page, ParticipantViewPage)
    page.preparing.what.set_value(GRAPH)
    QTest.keyClicks(page.preparing.pin, "2468")
    page.preparing.go.click()
    assert "shown after the answer" in page.graph.figure.accessibleName()
    assert session.study.store.ratings.get(RatingKey(talk.visit.participant, "housing", "8")) is None
    page.graph.go.click()
    QTest.keyClicks(page.thanks.pin, "2468")
    QTest.keyClick(page.thanks.pin, Qt.Key.Key_Return)  # it holds all keys of the program until then
    assert not page.holds_keys


def test_that_handing_over_one_of_two_open_interviews_shows_nothing_that_the_other_waits_for(
    session: Session, talk: Interview, qtbot: QtBot, qapp: QApplication
) -> None:
    frame = window_of(session, qtbot, qapp).frame
    assert frame is not None
    held.begin(session, talk.visit.participant, wave="12")

    def handed(value: str, what: str) -> list[object]:
        talk.answer(held.RATING, value)
        frame.navigate("participant_view", f"visit {talk.visit.id} {held.RATING}")
        page = frame.page
        assert isinstance(page, ParticipantViewPage)
        page.preparing.what.set_value(what)
        page.preparing.pin.setText("2468")
        page.preparing.go.click()
        face = page.graph if what == GRAPH else page.asking
        seen: list[object] = [face.grab().toImage(), said(face)]
        if what == GRAPH:
            page.graph.tried.emit(1)
            seen += [face.grab().toImage(), said(face)]
        page.ask_back()
        page.thanks.pin.setText("2468")
        QTest.keyClick(page.thanks.pin, Qt.Key.Key_Return)
        return seen

    for what in (GRAPH, SCALE):
        handed("0", what)  # laid out once
        assert handed("-3", what) == handed("3", what), "neither in pixels nor in words"


def _table(twin: QWidget) -> str:
    from PySide6.QtWidgets import QTableView

    view = twin if isinstance(twin, QTableView) else twin.findChild(QTableView)
    assert view is not None
    model = view.model()
    cells = ((row, column) for row in range(model.rowCount()) for column in range(model.columnCount()))
    return " ".join(str(model.index(*cell).data()) for cell in cells)


def test_that_the_log_the_foot_and_the_menus_say_no_value_while_it_is_awaited(
    session: Session, talk: Interview, qtbot: QtBot, qapp: QApplication
) -> None:
    who = talk.visit.participant
    window = window_of(session, qtbot, qapp)
    frame = window.frame
    assert frame is not None
    session.do(SetRating(key=RatingKey(who, "housing", "8"), value=4, held_on=held.HELD_ON, given_by=Giver.OWN_HAND))
    frame.navigate("participant", f"{who}/8")
    page = frame.page
    assert isinstance(page, ParticipantPage)

    def told() -> str:
        page.parts.log.show_person(who)
        rows = [str(cell) for row in page.parts.log.table.rows.rows for cell in row.cells]
        menus = [action.text() for menu in frame.bar.findChildren(QMenu) for action in menu.actions()]
        return " ".join([*rows, *menus, said(frame.status)])

    before = told()
    assert "+4" not in before
    assert "\u22122" not in before
    assert "negative hot spot" not in before
    assert "Housing: a change, told after the answer" in before
    talk.answer(held.RATING, "1")
    after = told()
    assert "Housing, week 8 is now +4, given by their own hand." in after
    assert "Housing, week 4 is now \u22122." in after
    assert "Family, week 4 is now +2." not in after, "that one is awaited still"
