"""The laptop handed over in an interview: the question it stands at, on the scale or the graph, and back to it."""

from __future__ import annotations

import dataclasses

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ojm_desktop.domain.answer import NonAnswer
from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.handed_words import ENGLISH, LIST, Word, handed_words
from ojm_desktop.domain.paradata import What
from ojm_desktop.domain.rating import Giver
from ojm_desktop.journey.primitives import TextRun
from ojm_desktop.service.interview import Interview
from ojm_desktop.service.queries import events
from ojm_desktop.service.session import Session
from ojm_desktop.ui.participant_view import ParticipantViewPage
from ojm_desktop.ui.participant_view.handed import OfVisit
from ojm_desktop.ui.participant_view.preparing import GRAPH
from ojm_desktop.ui.widgets.card import Scroll
from tests.forms.shipped import WELSH
from tests.ui import people
from tests.ui.interview import held
from tests.ui.windows import dressed

PIN = "2468"


@pytest.fixture
def session() -> Session:
    return people.empty_session()


@pytest.fixture
def talk(session: Session) -> Interview:
    return held.begin(session, held.person(session))


@pytest.fixture
def went(session: Session) -> list[tuple[str, str]]:
    return []


@pytest.fixture
def page(
    session: Session, talk: Interview, went: list[tuple[str, str]], qtbot: QtBot, qapp: QApplication
) -> ParticipantViewPage:
    dressed(qapp)
    session.pin.choose(PIN)
    found = ParticipantViewPage(session, lambda page, target="": went.append((page, target)))
    found.asked.connect(lambda name: went.append((name, "")))
    qtbot.addWidget(found)
    found.resize(1366, 768)
    found.show_target(f"visit {talk.visit.id} {held.RATING}")
    found.show()
    return found


def give_back(page: ParticipantViewPage) -> None:
    QTest.keyClicks(page.thanks.pin, PIN)
    QTest.keyClick(page.thanks.pin, Qt.Key.Key_Return)


def said(widget: QWidget) -> str:
    seen = [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
    return " ".join([*seen, *(each.accessibleName() for each in widget.findChildren(QWidget) if each.isVisible())])


def test_that_the_answer_goes_through_the_interview_and_the_pin_goes_back_to_the_question(
    page: ParticipantViewPage, talk: Interview, went: list[tuple[str, str]]
) -> None:
    assert not page.preparing.pin.isVisible(), "the PIN of the sitting is known already"
    page.preparing.go.click()
    assert page.holds_keys
    assert talk.state(held.RATING).label in said(page)
    assert "C1-" not in said(page)
    assert "As bad as it could be" in said(page)
    QTest.keyClicks(page, "4")
    QTest.keyClick(page, Qt.Key.Key_Return)
    talk.open()
    assert (talk.answers[held.RATING].value, talk.answers[held.RATING].given_by) == ("4", Giver.OWN_HAND)
    give_back(page)
    assert went == [("interview", f"{talk.visit.id} {held.RATING}")]
    steps = [step for step in talk.session.study.store.paradata.of(talk.visit.id) if step.path == held.RATING]
    assert [step.what for step in steps] == [What.HANDED_OVER, What.ANSWERED, What.GIVEN_BACK]
    told = [one.sentence for one in events.about(talk.session, talk.visit.participant, 3)]
    code = talk.session.study.participant(talk.visit.participant).code
    assert told == [
        f"{code}, week 8, the laptop was given back.",
        f"An answer of {code}, week 8 was given by their own hand.",
        f"{code}, week 8, the laptop was handed over.",
    ]
    talk.session.undo()
    talk.open()
    assert held.RATING not in talk.answers, "undo passes over the laptop's coming and going"
    talk.answer(held.RATING, "4")
    assert talk.answers[held.RATING].given_by is Giver.PARTICIPANT
    assert not page.holds_keys


def test_that_who_would_rather_not_say_has_refused(page: ParticipantViewPage, talk: Interview) -> None:
    page.preparing.go.click()
    page.asking.decline.click()
    talk.open()
    assert talk.answers[held.RATING].non_answer is NonAnswer.REFUSED
    assert talk.answers[held.RATING].given_by is Giver.OWN_HAND
    give_back(page)


def test_that_the_graph_takes_the_rating_and_shows_no_earlier_one_before_it_is_given(
    page: ParticipantViewPage, talk: Interview, session: Session
) -> None:
    page.preparing.what.set_value(GRAPH)
    page.preparing.go.click()
    before = session.sequence
    assert not page.graph.go.isEnabled()
    QTest.keyClick(page, Qt.Key.Key_Up)
    assert not page.graph.go.isEnabled(), "an arrow only shows where a rating would stand"
    assert (page.graph.figure.chosen_name or "").startswith("wave:")
    assert page.graph.figure.accessibleName() == "0, not chosen yet"
    QTest.keyClick(page, Qt.Key.Key_Up)
    QTest.keyClick(page, Qt.Key.Key_Return)
    assert page.graph.go.isEnabled(), "Enter puts it there, and gives nothing yet"
    assert session.sequence == before
    QTest.keyClick(page, Qt.Key.Key_Minus)
    QTest.keyClicks(page, "4")
    assert session.sequence == before, "a value that is tried is not given"
    assert "\u22124" in said(page.graph)
    assert "\u22122" not in said(page.graph)
    QTest.keyClick(page, Qt.Key.Key_Return)
    talk.open()
    assert talk.answers[held.RATING].value == "-4"
    give_back(page)


def test_that_a_pathways_open_ratings_are_asked_from_its_other_questions(session: Session, talk: Interview) -> None:
    assert OfVisit(session, f"visit {talk.visit.id} {held.COMMENT}").asked(()) == [held.RATING]
    with pytest.raises(Refused, match="no pathway"):
        OfVisit(session, f"visit {talk.visit.id} /data/before/ready")


def test_that_a_pin_is_chosen_for_the_sitting_where_there_is_none(
    session: Session, talk: Interview, qtbot: QtBot, qapp: QApplication
) -> None:
    dressed(qapp)
    page = ParticipantViewPage(session, lambda page, target="": None)
    qtbot.addWidget(page)
    page.show_target(f"visit {talk.visit.id} {held.RATING}")
    page.show()
    assert page.first_focus() is page.preparing.pin
    QTest.keyClicks(page.preparing.pin, PIN)
    page.preparing.go.click()
    assert session.pin.is_chosen
    page.ask_back()
    give_back(page)
    assert not page.holds_keys


def test_that_the_scale_has_the_words_of_the_form_in_the_language_that_is_spoken(
    page: ParticipantViewPage, talk: Interview
) -> None:
    talk.set_language(WELSH)
    page.show_target(f"visit {talk.visit.id} {held.RATING}")
    page.preparing.go.click()
    assert talk.state(held.RATING).label in said(page)
    for words in ("Mor ddrwg ag y gallai fod", "Ddim yn dda nac yn ddrwg", "Cystal ag y gallai fod"):
        assert words in said(page)
    assert "Tai a Llety" in said(page)
    assert "could be" not in said(page)
    (whole,) = page.asking.findChildren(Scroll)
    assert whole.verticalScrollBar().maximum() == 0, "all of it is in sight"
    page.resize(600, 760)
    page.asking.cells.resize(500, 400)
    below = [label.text() for label in page.asking.cells.findChildren(QLabel) if label.isVisible()]
    assert len(below) == 3, "in two rows as well"


def test_that_the_page_itself_speaks_the_language_of_the_interview_until_the_laptop_is_back(
    page: ParticipantViewPage, talk: Interview
) -> None:
    talk.set_language(WELSH)
    welsh = handed_words(talk.form, WELSH)
    assert not welsh.missing
    page.show_target(f"visit {talk.visit.id} {held.RATING}")
    assert not page.preparing.notice.isVisible(), "nothing is in English"
    page.preparing.go.click()
    shown = said(page)
    for word in (Word.DONE, Word.DECLINE, Word.CHOOSE):
        assert welsh[word] in shown
        assert ENGLISH[word] not in shown
    page.asking.cells.choose(1)
    assert welsh[Word.LAST] in said(page)
    assert welsh[Word.CHOOSE] not in said(page)
    page.asking.decline.click()
    assert welsh[Word.THANKS] in said(page)
    give_back(page)
    page.preparing.what.set_value(GRAPH)
    page.preparing.go.click()
    assert {page.graph.decline.text(), page.graph.go.text()} == {welsh[Word.DECLINE], welsh[Word.DONE]}
    assert "Tai a Llety" in said(page.graph)
    drawn = {each.text for each in page.graph.figure.item.panels[0].figure.primitives if isinstance(each, TextRun)}
    parts = {part for text in drawn for part in text.split()}
    for word in (Word.HOT_SPOTS, Word.WEEK, Word.BEST, Word.NEITHER, Word.WORST):
        assert set(welsh[word].split()) <= parts, word
        assert not set(ENGLISH[word].split()) & parts, word
    assert "could be" not in said(page.graph), "the words of the scale are Welsh in the graph and in what is read out"


def test_that_words_the_questionnaire_lacks_are_in_english_and_the_researcher_is_told_before(
    page: ParticipantViewPage, talk: Interview, session: Session
) -> None:
    talk.set_language(WELSH)
    found = OfVisit(session, f"visit {talk.visit.id} {held.RATING}")
    form = found._talk.form
    found._talk.form = dataclasses.replace(form, lists=tuple(one for one in form.lists if one.id != LIST))
    assert found.chrome[Word.DONE] == "Done"
    page.preparing.warn(found.notice)
    assert page.preparing.notice.isVisible()
    assert WELSH in said(page)
    assert LIST in said(page)
    talk.set_language("English (en)")
    found = OfVisit(session, f"visit {talk.visit.id} {held.RATING}")
    assert (found.notice, found.chrome.missing) == ("", ())
