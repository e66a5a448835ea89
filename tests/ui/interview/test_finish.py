"""Before an interview ends: what stops it is first and red, every line leads to its question; then what was held."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ojm_desktop.domain.answer import CommentKind, NonAnswer
from ojm_desktop.domain.disclosure import Category
from ojm_desktop.domain.visit import Mode
from ojm_desktop.service.interview import Interview
from ojm_desktop.service.session import Session
from ojm_desktop.ui import theme
from ojm_desktop.ui.interview.finish import Finish, Finished
from ojm_desktop.ui.interview.finish.before import NOTHING
from ojm_desktop.ui.interview.finish.group_card import LineButton
from ojm_desktop.ui.interview.finish.lines import APART, NEEDED, Group, Line, groups
from ojm_desktop.ui.widgets.state import State
from tests import from_paper, studies
from tests.ui import people
from tests.ui.interview import held
from tests.ui.windows import dressed


@pytest.fixture
def session() -> Session:
    found = studies.in_memory()
    studies.signed_person(found)
    return found


@pytest.fixture
def talk(session: Session) -> Interview:
    """Of six questions in three sections: two answered with a doubt and a refusal, notes, something disclosed."""
    found = from_paper.begin(session)
    found.answer(from_paper.WORK, "5")
    found.decline(from_paper.KIN, NonAnswer.REFUSED)
    found.note(from_paper.KIN, CommentKind.QUOTE, "best left alone")
    found.note(from_paper.KIN, CommentKind.QUERY, "which sister")
    found.disclose(from_paper.KIN, Category.HARM_TO_OTHERS, "what was said of a neighbour")
    return found


@pytest.fixture
def screen(qtbot: QtBot, qapp: QApplication) -> Finish:
    dressed(qapp)
    found = Finish()
    qtbot.addWidget(found)
    found.resize(1366, 712)
    found.show()
    with qtbot.waitActive(found):
        found.activateWindow()
    return found


def by_name(talk: Interview) -> dict[str, Group]:
    return {group.words: group for group in groups(talk)}


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def said(widget: QWidget) -> str:
    labels = [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
    return " ".join([*labels, *(each.accessibleName() for each in widget.findChildren(QWidget) if each.isVisible())])


def test_that_groups_stand_in_their_order_and_an_empty_one_is_left_out(talk: Interview) -> None:
    found = groups(talk)
    assert [group.words for group in found] == [
        "Warned", "Unanswered", "Refused and not asked", "Notes and quotes", "Disclosures",
    ]  # fmt: skip
    assert [group.is_left for group in found] == [True, True, False, False, False]


def test_that_a_line_says_where_it_is_and_what_is_known_of_it(talk: Interview) -> None:
    found = by_name(talk)
    (warned,) = found["Warned"].lines
    assert (warned.words, warned.note) == ("Work, question 1: So good?", "No reason given yet")
    assert warned.said == "Work, question 1: So good? No reason given yet. Look"
    (number,) = [one.number for one in talk.state(from_paper.WORK).warnings]
    talk.override(from_paper.WORK, number, "first full week")
    (warned,) = by_name(talk)["Warned"].lines
    assert warned.note == "Passed: “first full week”"
    (refused,) = found["Refused and not asked"].lines
    assert (refused.words, refused.note, refused.path) == ("Family, question 1", "Refused", from_paper.KIN)
    (noted,) = found["Notes and quotes"].lines
    assert (noted.words, noted.note, found["Notes and quotes"].count) == ("1 quote, 1 query", "Family", 2)


def test_that_a_disclosure_says_no_more_than_when_it_was(talk: Interview, screen: Finish) -> None:
    (line,) = by_name(talk)["Disclosures"].lines
    assert line.is_apart, "nor at its question: it leads to where they are read"
    assert (line.words, line.note) == ("Recorded at 14:02", APART)
    screen.show_interview(talk)
    assert "neighbour" not in said(screen)
    assert "harm" not in said(screen).lower()


def test_that_reasons_of_one_section_stand_in_one_line(session: Session) -> None:
    talk = from_paper.begin(session)
    for path in (from_paper.HOUSING, from_paper.WORDS):
        talk.decline(path, NonAnswer.NOT_ASKED_DISTRESS)
    found = by_name(talk)["Refused and not asked"]
    assert [(line.words, line.note) for line in found.lines] == [("Housing, questions 1 and 2", "Not asked: distress")]
    assert found.count == 2


def test_that_only_what_is_blocked_stops_the_end(screen: Finish, qtbot: QtBot) -> None:
    session = people.empty_session()
    talk = held.begin(session, held.person(session))
    required = [path for path in talk.running.questions() if talk.state(path).required and not talk.state(path).value]
    found: list[str] = []
    screen.finished.connect(lambda: found.append("finished"))
    screen.show_interview(talk)
    blocked = by_name(talk)["Blocked"]
    assert (blocked.count, blocked.stops) == (len(required), True)
    assert blocked.lines[0].note == NEEDED
    assert f"{len(required)} questions still block" in said(screen)
    QTest.keyClick(screen, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert found == []
    image = screen.cards[0].grab().toImage()
    assert image.pixelColor(image.width() // 2, 0) == theme.current().colour("blocked")
    for path in required:
        talk.decline(path, NonAnswer.NOT_ASKED_TIME)
    screen.show_interview(talk)
    assert "Blocked" not in by_name(talk)
    assert screen.first_focus() is screen.go
    image = screen.cards[0].grab().toImage()
    assert image.pixelColor(image.width() // 2, 0) != theme.current().colour("blocked")
    QTest.keyClick(screen, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert found == ["finished"]


def test_that_arrows_walk_the_lines_and_enter_follows_one(screen: Finish, talk: Interview) -> None:
    found: list[str] = []
    screen.followed.connect(found.append)
    screen.show_interview(talk)
    first, last = screen.cards[0].lines[0], screen.cards[-1].lines[-1]
    first.setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    QTest.keyClick(focused(), Qt.Key.Key_Down)
    assert focused() is screen.cards[1].lines[0]
    QTest.keyClick(focused(), Qt.Key.Key_Right)
    assert any(focused() in card.lines for card in screen.cards if not card.group.is_left)
    for _ in range(20):
        QTest.keyClick(focused(), Qt.Key.Key_Down)
    assert focused() is last
    assert found == [from_paper.WORK]


def test_that_nothing_open_is_said_and_the_way_stays(screen: Finish, session: Session) -> None:
    talk = from_paper.begin(session)
    for path, value in ((from_paper.HOUSING, "1"), (from_paper.WORDS, "warm"), (from_paper.PLACES, "flat"),
                        (from_paper.WORK, "2"), (from_paper.KIN, "2")):  # fmt: skip
        talk.answer(path, value)
    screen.show_interview(talk)
    assert groups(talk) == ()
    assert NOTHING in said(screen)
    assert screen.go.isEnabled()


def test_that_stopping_asks_why(screen: Finish, talk: Interview) -> None:
    found: list[str] = []
    screen.stop_asked.connect(found.append)
    screen.show_interview(talk)
    screen.stop.click()
    QTest.keyClicks(focused(), "1")
    screen.stopping.hide()
    screen.stop.click()
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert not screen.stopping.isVisible()
    assert found == ["tired"]


def test_that_a_change_nobody_was_asked_about_is_there_to_be_asked(session: Session) -> None:
    session = people.empty_session()
    talk = held.begin(session, held.person(session))
    assert "Hot spots to confirm" not in by_name(talk)
    talk.answer(held.FAMILY, "-5")
    (line,) = by_name(talk)["Hot spots to confirm"].lines
    assert (line.words, line.path) == ("Family and Relationships, between week 4 and week 8", held.FAMILY)


def test_that_a_finished_interview_names_what_was_held_and_the_next_visit(qtbot: QtBot, qapp: QApplication) -> None:
    dressed(qapp)
    session = people.empty_session()
    who = held.person(session, is_known=False)  # week 4 was left out: it is no next visit
    talk = held.begin(session, who)
    for path, key in talk.ratings().items():
        talk.answer(path, str(held.WEEK_4[key.pathway]))
    for path in talk.blocking():
        talk.decline(path, NonAnswer.NOT_ASKED_TIME)
    talk.complete()
    screen, found = Finished(), list[str]()
    qtbot.addWidget(screen)
    for signal, word in ((screen.print_asked, "print"), (screen.today_asked, "today"), (screen.again_asked, "again")):
        signal.connect(lambda word=word: found.append(word))
    screen.show_interview(talk, "C1-01, week 8 interview")
    screen.show()
    assert "C1-01, week 8 interview is complete" in said(screen)
    assert "9 of 37 answered, 1 of them with a reason for no answer;" in said(screen)
    assert "Week 12, planned for 27 April" in said(screen)
    assert "Counts as held in time: 20 Apr to 3 May" in said(screen)
    QTest.keyClick(screen, Qt.Key.Key_P)
    QTest.keyClick(screen, Qt.Key.Key_Return)
    screen.again.click()
    assert found == ["print", "today", "again"]


def test_that_a_finished_visit_from_paper_asks_for_its_second_entry(qtbot: QtBot, qapp: QApplication) -> None:
    dressed(qapp)
    session = people.empty_session()
    who = held.person(session)
    visit = from_paper.typed_in(session, participant=who)
    screen, found = Finished(), list[str]()
    qtbot.addWidget(screen)
    screen.document_asked.connect(lambda: found.append("document"))
    screen.check_asked.connect(lambda: found.append("check"))
    screen.show_interview(Interview(session, visit.id), "C1-01, week 4 interview")
    screen.show()
    assert "From paper: ratings to be typed a second time" in {state.words for state in screen.findChildren(State)}
    screen.document.click()
    screen.check.click()
    assert found == ["document", "check"]
    spoken = from_paper.typed_in(session, Mode.BY_PHONE, who, "8")
    screen.show_interview(Interview(session, spoken.id), "C1-01, week 8 interview")
    assert screen.check.isHidden()
    assert all(state.isHidden() for state in screen.findChildren(State))


def test_that_long_words_of_a_line_wrap_and_none_is_cut(qtbot: QtBot, qapp: QApplication) -> None:
    dressed(qapp)
    words = "Housing, question 1: " + "thinking about the last four weeks " * 6
    button = LineButton(Line(words, "Took less than a second for a question of four lines", "Look", "/data/a"))
    qtbot.addWidget(button)
    button.resize(420, 52)
    button.show()
    shown = " ".join(each for each, _ in button.rows())
    assert "…" not in shown
    assert shown.startswith(words.strip())
    assert button.height() >= 22 * len(button.rows())
