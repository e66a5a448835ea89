"""The end of an interview in its window: what is open first, one question and back, finished, stopped, handed over."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ojm_desktop.domain.rating import Giver
from ojm_desktop.domain.visit import VisitState
from ojm_desktop.service import forms
from ojm_desktop.service.edits import RefuseAgreement, StartVisit
from ojm_desktop.service.edits.visits import VOUCHER
from ojm_desktop.service.pin import TRIES
from ojm_desktop.ui.interview.finish.group_card import LineButton
from ojm_desktop.ui.participant import ParticipantPage
from ojm_desktop.ui.participant_view import ParticipantViewPage
from ojm_desktop.ui.today import TodayPage
from tests.ui import people
from tests.ui.interview.holding import ALT, CHILD, CTRL, LAST, RATING, ROOMS, WORDS, Held, shown, somebody


def read(page: ParticipantPage) -> str:
    """What stands among the disclosures."""
    QApplication.processEvents()  # a layout shows what is new in it a moment later
    return " ".join(label.text() for label in page.parts.contacts.kept_apart.findChildren(QLabel) if label.isVisible())


def state(held: Held) -> VisitState:
    found = held.session.study.store.visits.get(held.visit)
    assert found is not None
    return found.state


def to_the_end(held: Held) -> None:
    """On from the last question."""
    held.go(LAST)
    held.next()
    assert held.page.ending.isVisible()


def answer_all(held: Held) -> None:
    """Everything is said."""
    assert held.talk.sitting is not None
    for path, value in ((RATING, "2"), (ROOMS, "3"), (WORDS, "warm"), (CHILD, "Cub"), (LAST, "no")):
        held.talk.sitting.interview.answer(path, value)
    held.page.refresh(None)


def test_that_what_stops_the_end_is_followed_answered_and_comes_back(held: Held) -> None:
    to_the_end(held)
    ending = held.page.ending
    held.press(Qt.Key.Key_Return, held=CTRL)
    assert state(held) is VisitState.IN_PROGRESS
    first = held.focus
    assert isinstance(first, LineButton)
    assert (first.line.path, first.line.action) == (ROOMS, "Answer")
    held.press(Qt.Key.Key_Return)
    assert held.talk.isVisible()
    assert held.here == ROOMS
    held.type("3")
    held.press(Qt.Key.Key_Return)
    assert ending.isVisible(), "one came for this question only"
    assert not any(card.group.stops for card in ending.before.cards)
    assert held.answers[ROOMS] == "3"


def test_that_what_was_begun_and_recorded_nowhere_is_named_before_the_end_and_goes_on(held: Held) -> None:
    answer_all(held)
    held.go(WORDS)
    held.press(Qt.Key.Key_F8)
    held.type("1said here")
    held.press(Qt.Key.Key_Escape)
    to_the_end(held)
    (card,) = [card for card in held.page.ending.before.cards if card.group.words == "Begun and not kept"]
    (line,) = card.lines
    assert line.line.said == "Housing, question 3. Begun, to be kept apart, and not recorded. Go on"
    assert held.page.ending.before.go.isEnabled(), "it stops nobody"
    line.click()
    assert held.talk.asides.disclosure.words.words == "said here"
    held.press(Qt.Key.Key_Return, held=CTRL)
    held.next()
    assert held.page.ending.isVisible()
    assert "Begun and not kept" not in [card.group.words for card in held.page.ending.before.cards]
    assert "Disclosures" in [card.group.words for card in held.page.ending.before.cards]


def test_that_look_leads_to_the_disclosures_of_the_person_which_show_nothing_until_asked(held: Held) -> None:
    held.go(WORDS)
    held.press(Qt.Key.Key_F8)
    held.type("1said here")
    held.press(Qt.Key.Key_Return, held=CTRL)
    to_the_end(held)
    (card,) = [card for card in held.page.ending.before.cards if card.group.words == "Disclosures"]
    card.lines[0].click()
    person = held.frame.page
    assert isinstance(person, ParticipantPage)
    part = person.parts.contacts.kept_apart
    assert (part.isVisible(), part.is_open, held.focus) == (True, False, part.show_words)
    assert "said here" not in read(person)
    part.show_words.click()
    told = read(person)
    assert "A further offence" in told
    assert "said here" in told
    assert "Week 8, at “" in told
    assert "nobody was told yet" in told
    held.frame.navigate("participant", f"{person.participant}/documents")
    held.frame.navigate("participant", f"{person.participant}/contacts")
    assert not part.is_open, "whoever comes back asks again"
    part.back.click()
    assert (held.frame.name, held.here) == ("interview", LAST)


def test_that_alt_left_goes_back_to_the_questions(held: Held) -> None:
    to_the_end(held)
    held.press(Qt.Key.Key_Left, held=ALT)
    assert held.talk.isVisible()
    assert held.here == LAST
    held.press(Qt.Key.Key_Left, held=ALT)
    assert held.here == CHILD, "and there it is the question before"


def test_that_a_finished_interview_is_complete_and_can_go_on_again(held: Held) -> None:
    answer_all(held)
    to_the_end(held)
    held.press(Qt.Key.Key_Return, held=CTRL)
    assert state(held) is VisitState.COMPLETE
    assert held.page.ending.is_over
    held.page.ending.done.again.click()
    assert state(held) is VisitState.IN_PROGRESS
    assert held.talk.isVisible()
    to_the_end(held)
    held.press(Qt.Key.Key_Return, held=CTRL)
    held.press(Qt.Key.Key_Return)
    assert held.frame.name == "today"


def test_that_printing_asks_on_the_persons_page(held: Held) -> None:
    answer_all(held)
    to_the_end(held)
    held.press(Qt.Key.Key_Return, held=CTRL)
    held.press(Qt.Key.Key_P)
    page = held.frame.page
    assert isinstance(page, ParticipantPage)
    assert page.line.isVisible()


def test_that_an_interview_is_stopped_with_its_reason(held: Held) -> None:
    to_the_end(held)
    held.page.ending.before.stop.click()
    held.type("3")
    found = held.session.study.store.visits.get(held.visit)
    assert found is not None
    assert (found.state, found.reason) == (VisitState.STOPPED, "called away")
    assert held.frame.name == "today"


def test_that_the_end_hides_and_pauses_and_comes_back_as_it_was(held: Held) -> None:
    held.session.pin.choose("2468")
    to_the_end(held)
    for name in ("hide", "pause"):
        held.frame.act(name)
        assert held.page.resting.isVisible()
        held.type("2468")
        held.press(Qt.Key.Key_Return)
        assert held.page.ending.isVisible()
        assert state(held) is VisitState.IN_PROGRESS


def test_that_the_laptop_is_handed_over_at_a_rating_and_comes_back_to_it(held: Held) -> None:
    held.session.pin.choose("2468")
    held.go(RATING)
    held.frame.act("hand_over")
    page = held.frame.page
    assert isinstance(page, ParticipantViewPage)
    page.preparing.go.click()
    held.type("4")
    held.press(Qt.Key.Key_Return)
    held.type("2468")
    held.press(Qt.Key.Key_Return)
    assert held.frame.name == "interview"
    assert held.here == RATING
    assert held.answers[RATING] == "4"
    assert held.talk.sitting is not None
    assert held.talk.sitting.interview.answers[RATING].given_by is Giver.OWN_HAND
    assert held.talk.sitting.interview.state(RATING).value == "4"


def test_that_the_blank_page_stays_while_five_wrong_tries_lock(alone: Held) -> None:
    alone.session.pin.choose("2468")
    page, seen = alone.page, list[bool]()
    page.asked.connect(lambda _name: seen.append(page.resting.isVisible() and not page.talk.isVisible()))
    alone.frame.act("hide")
    for _ in range(TRIES):
        alone.type("1357")
        alone.press(Qt.Key.Key_Return)
    assert seen == [True]
    assert alone.window.frame is None, "the study is closed"


def test_that_a_vouchers_receipt_is_filled_in_and_finished_in_the_window(qtbot: QtBot, qapp: QApplication) -> None:
    session = people.empty_session()
    forms.take_in_shipped(session)
    person = somebody(session)
    digest = forms.form_for(session, session.study.participant(person).cohort, VOUCHER).digest
    session.do(StartVisit(id="a" * 32, participant=person, wave=VOUCHER, form=digest, held_on=session.today()))
    held = shown(session, "a" * 32, qtbot, qapp)
    assert held.talk.sitting is not None
    assert held.talk.sitting.fact == "Voucher receipt"
    put = held.talk.sitting.give
    for name, value in (("given_for", "week_4"), ("received", "OK"), ("given_by", "PR")):
        put(f"/data/receipt/{name}", value)
    held.page.refresh(None)
    held.go("/data/receipt/given_by")
    held.next()
    assert held.page.ending.isVisible()
    assert not any(card.group.stops for card in held.page.ending.before.cards)
    held.press(Qt.Key.Key_Return, held=CTRL)
    assert state(held) is VisitState.COMPLETE
    assert held.page.ending.done.accessibleName().endswith("is complete")
    session.close()


def somebody_of(held: Held) -> str:
    """Whose interview it is."""
    assert held.talk.sitting is not None
    return held.talk.sitting.visit.participant


def test_that_an_interview_a_no_came_into_is_stopped_where_it_is_shown(held: Held) -> None:
    held.go(WORDS)
    held.session.do(RefuseAgreement(participant=somebody_of(held), text_version=1, words="no more"))
    room = held.talk.room
    assert room.told.sentence.startswith("The agreement is no longer in force")
    assert not room.foot.no_answer.isEnabled()
    held.next()
    assert held.here == CHILD, "it can still be read"
    room.told.acted.emit()
    assert state(held) is VisitState.STOPPED
    assert isinstance(held.frame.page, TodayPage)


def test_that_today_offers_to_stop_an_interview_a_no_came_into(held: Held) -> None:
    held.session.do(RefuseAgreement(participant=somebody_of(held), text_version=1, words="no more"))
    held.frame.navigate("today")
    page = held.frame.page
    assert isinstance(page, TodayPage)
    (line,) = (line for line in page.open.lines if line.visit.id == held.visit)
    assert "can only be stopped" in line.saved.text()
    line.button.click()
    assert state(held) is VisitState.STOPPED
    assert held.visit not in [line.visit.id for line in page.open.lines]
