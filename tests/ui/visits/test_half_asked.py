"""A question about a visit that is half answered is there again: after a lock, a kill, or somebody else's page (L2)."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ojm_desktop.domain.visit import Mode
from ojm_desktop.ui import half_done
from ojm_desktop.ui.frame import Frame
from ojm_desktop.ui.participant import ParticipantPage
from ojm_desktop.ui.today import TodayPage
from ojm_desktop.ui.visits import VisitDesk
from ojm_desktop.ui.visits.another_day import AnotherDayPanel
from ojm_desktop.ui.visits.ask import VisitAsk
from ojm_desktop.ui.visits.missed import MissedPanel
from ojm_desktop.ui.visits.start import StartPanel
from tests import studies
from tests.ui.locking import Desk

Panel = TypeVar("Panel", bound=VisitAsk)


def today(frame: Frame) -> VisitDesk:
    """Where questions stand on Today."""
    frame.navigate("today")
    assert isinstance(frame.page, TodayPage)
    return frame.page.desk


def theirs(frame: Frame, person: str) -> VisitDesk:
    """Where they stand on somebody's page."""
    frame.navigate("participant", f"{person}/interviews")
    assert isinstance(frame.page, ParticipantPage)
    return frame.page.interviews.desk


def panel(asked: VisitDesk, kind: type[Panel]) -> Panel:
    """The question that stands there."""
    found = asked.asked
    assert isinstance(found, kind)
    return found


def test_that_l2_why_a_visit_was_missed_is_there_on_today_after_a_lock(desk: Desk) -> None:
    person = desk.begin(is_signed=True)
    there = today(desk.unlock())
    there.miss(person, "4")
    QTest.keyClick(panel(there, MissedPanel), Qt.Key.Key_N)
    QTest.keyClicks(panel(there, MissedPanel).words, "rang three times")
    desk.lock()

    frame = desk.unlock()
    assert [(one.page, one.target) for one in half_done.waiting(frame.session)] == [("today", "")]
    back = panel(today(frame), MissedPanel)
    assert back.fields() == ("N", "rang three times")
    assert isinstance(frame.page, TodayPage)
    assert frame.page.first_focus() is back.words
    QTest.keyClick(back.words, Qt.Key.Key_Return)
    assert [visit.reason for visit in frame.session.study.store.visits.of(person)] == ["rang three times"]
    frame.keep_half_done()
    assert frame.session.drafts() == []


def test_that_l2_another_day_is_there_on_the_persons_page_after_a_lock_and_given_up_for_good(desk: Desk) -> None:
    person = desk.begin(is_signed=True)
    there = theirs(desk.unlock(), person)
    there.another_day(person, "8")
    QTest.keyClicks(panel(there, AnotherDayPanel).reason, "at work")
    desk.lock()

    frame = desk.unlock()
    (waits,) = half_done.waiting(frame.session)
    assert (waits.page, waits.target) == ("participant", f"{person}/interviews")
    assert today(frame).asked is None
    back = panel(theirs(frame, person), AnotherDayPanel)
    assert back.reason.text() == "at work"
    QTest.keyClick(back, Qt.Key.Key_Escape)
    assert frame.session.drafts() == []


def test_that_l2_how_a_visit_was_to_begin_is_kept_and_what_nobody_touched_is_not(desk: Desk) -> None:
    person = desk.begin(is_signed=True)
    there = theirs(desk.unlock(), person)
    there.start(person, "4")
    assert there.half_done() == ()
    panel(there, StartPanel).mode.set_value(Mode.BY_PHONE.value)
    desk.lock()
    assert panel(theirs(desk.unlock(), person), StartPanel).mode.value == Mode.BY_PHONE.value


def test_that_words_about_somebody_who_has_not_signed_are_sealed(desk: Desk) -> None:
    person = desk.begin(is_signed=False)
    there = today(desk.unlock())
    there.another_day(person, "4")
    QTest.keyClicks(panel(there, AnotherDayPanel).reason, "moving house")
    (one,) = there.half_done()
    assert one.is_sealed
    desk.lock()
    frame = desk.unlock()
    assert frame.session.study.store.drafts.all() == []
    assert panel(today(frame), AnotherDayPanel).reason.text() == "moving house"


def test_that_words_wait_while_somebody_else_or_another_page_is_shown(desk: Desk) -> None:
    person = desk.begin(is_signed=True)
    frame = desk.unlock()
    other = studies.add_person(frame.session)
    there = theirs(frame, person)
    there.another_day(person, "8")
    QTest.keyClicks(panel(there, AnotherDayPanel).reason, "at work")
    theirs(frame, other)
    assert there.asked is None
    theirs(frame, person)
    assert panel(there, AnotherDayPanel).reason.text() == "at work"
    here = today(frame)
    here.miss(person, "4")
    QTest.keyClicks(panel(here, MissedPanel).words, "no")
    theirs(frame, other)
    assert panel(today(frame), MissedPanel).words.text() == "no"
