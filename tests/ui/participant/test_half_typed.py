"""What is half typed on a person's journey waits at its pathway and wave, and is there again after a lock (L2)."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ojm_desktop.domain.hot_spot import Polarity
from ojm_desktop.domain.rating import Missing, RatingKey
from ojm_desktop.service.edits import MarkHotSpot
from ojm_desktop.ui.frame import Frame
from ojm_desktop.ui.participant import ParticipantPage
from ojm_desktop.ui.participant.journey_tab import JourneyTab
from tests import studies
from tests.ui.locking import Desk, at


def test_that_l2_words_on_why_there_is_no_value_are_back_after_a_lock(desk: Desk) -> None:
    person = desk.begin(is_signed=True)
    page = at(desk.unlock(), "participant", person)
    assert isinstance(page, ParticipantPage)
    page.journey.choose_pathway("housing")
    page.journey.figure.choose("housing", "wave:8")
    page.journey.ask_missing()
    asking = page.journey.desk.missing
    QTest.keyClick(asking, Qt.Key.Key_N)
    QTest.keyClicks(asking._words, "rang three times")
    asking._words.setCursorPosition(4)
    desk.lock()

    frame = desk.unlock()
    again = at(frame, "participant", person)
    assert isinstance(again, ParticipantPage)
    back = again.journey.desk.missing
    assert (again.journey.pathway, again.journey.wave) == ("housing", "8")
    assert back.isVisible()
    assert (back._words.text(), back._words.cursorPosition()) == ("rang three times", 4)
    assert again.first_focus() is back._words
    QTest.keyClick(back._words, Qt.Key.Key_Return)
    found = frame.session.study.store.ratings.get(RatingKey(person, "housing", "8"))
    assert found is not None
    assert (found.missing, found.reason) == (Missing.NOT_REACHED, "rang three times")
    assert frame.session.drafts() == []


def test_that_a_draft_taken_up_second_is_forgotten_once_its_words_are_given(desk: Desk) -> None:
    person = desk.begin(is_signed=True)
    session = desk.opened()
    day = date(2026, 4, 1)
    session.do(
        MarkHotSpot(participant=person, pathway="housing", first_day=day, last_day=day, polarity=Polarity.NEGATIVE)
    )
    (spot,) = session.study.store.hot_spots.of(person)
    session.keep_draft(f"hot_spot/{spot.id}/observation", "they said", 9, person)
    session.keep_draft(f"reason/{person}/family/4", "Drather no", 9, person)
    session.close()
    frame = desk.unlock()
    tab = journey(frame, person)
    QTest.keyClicks(tab.desk.editor.texts["observation"], " it")
    tab.choose_pathway("family")
    tab.figure.choose("family", "wave:4")
    tab.ask_missing()
    QTest.keyClicks(tab.desk.missing._words, "t to say")
    QTest.keyClick(tab.desk.missing._words, Qt.Key.Key_Return)
    found = frame.session.study.store.ratings.get(RatingKey(person, "family", "4"))
    assert found is not None
    assert found.reason == "rather not to say"
    assert frame.session.drafts() == []


def test_that_a_question_is_asked_again_after_a_lock_only_where_it_is_seen(desk: Desk) -> None:
    person = desk.begin(is_signed=True)
    session = desk.opened()
    other = studies.signed_person(session)
    session.close()
    frame = desk.unlock()
    tab = journey(frame, person)
    tab.figure.point_moved.emit(RatingKey(person, "housing", "12"), 2)
    assert tab.desk.is_asking_visit
    desk.lock()

    frame = desk.unlock()
    assert not journey(frame, other).desk.is_open
    page = at(frame, "participant", f"{person}/log")
    assert isinstance(page, ParticipantPage)
    back = page.journey.desk
    assert not back.is_open
    page.tabs.setCurrentIndex(0)
    assert back.is_asking_visit
    back.visit.given.emit(True)
    found = frame.session.study.store.ratings.get(RatingKey(person, "housing", "12"))
    assert found is not None
    assert found.value == 2
    assert frame.session.drafts() == []


@pytest.mark.parametrize(("kind", "text"), [("reason", "Drather no"), ("visit", "2")])
@pytest.mark.parametrize("where", ["housing/99", "gardening/8"])
def test_that_a_draft_of_a_wave_or_pathway_that_is_gone_keeps_no_page_shut(
    desk: Desk, kind: str, text: str, where: str
) -> None:
    person = desk.begin(is_signed=True)
    session = desk.opened()
    session.keep_draft(f"{kind}/{person}/{where}", text, 0, person)
    session.close()
    assert not journey(desk.unlock(), person).desk.is_open


def test_that_nothing_takes_the_place_of_a_value_that_waits(desk: Desk) -> None:
    person = desk.begin(is_signed=True)
    frame = desk.unlock()
    tab = journey(frame, person)
    tab.figure.point_moved.emit(RatingKey(person, "housing", "12"), 2)
    for act in ("add_hot_spot", "no_answer"):
        frame.act(act)
        assert frame.name == "participant"
        assert tab.desk.is_asking_visit
    assert [draft.text for draft in frame.session.drafts()] == ["2"]


def test_that_a_reason_half_typed_waits_at_its_wave_while_another_pathway_is_shown(desk: Desk) -> None:
    person = desk.begin(is_signed=True)
    frame = desk.unlock()
    tab = journey(frame, person)
    tab.choose_pathway("family")
    tab.figure.choose("family", "wave:4")
    tab.ask_missing()
    QTest.keyClick(tab.desk.missing, Qt.Key.Key_D)
    QTest.keyClicks(tab.desk.missing._words, "rather no")
    tab.choose_pathway("work")
    assert not tab.desk.is_open
    tab.choose_pathway("family")
    tab.figure.choose("family", "wave:4")
    tab.ask_missing()
    QTest.keyClicks(tab.desk.missing._words, "t to say")
    QTest.keyClick(tab.desk.missing._words, Qt.Key.Key_Return)
    found = frame.session.study.store.ratings.get(RatingKey(person, "family", "4"))
    assert found is not None
    assert found.reason == "rather not to say"
    assert frame.session.drafts() == []


def journey(frame: Frame, person: str) -> JourneyTab:
    page = at(frame, "participant", person)
    assert isinstance(page, ParticipantPage)
    return page.journey
