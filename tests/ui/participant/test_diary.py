"""The Diary tab: weeks written, copied from paper, missed, taken out; what is half written survives; the booklet."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ojm_desktop.domain.diary import DiaryEntry, DiaryMode, Occurrence
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.hot_spot import Polarity
from ojm_desktop.domain.rating import Missing
from ojm_desktop.service.edits import AddDiaryEntry, Edit
from ojm_desktop.service.queries import people as rows
from ojm_desktop.service.queries.diary import slots
from ojm_desktop.service.session import Session
from ojm_desktop.ui import messages
from ojm_desktop.ui.frame import Frame
from ojm_desktop.ui.half_done import waiting
from ojm_desktop.ui.participant import ParticipantPage
from ojm_desktop.ui.participant.diary.empty import DiaryEmpty
from ojm_desktop.ui.participant.diary.tab import DiaryTab
from ojm_desktop.ui.widgets.text import Label
from tests.ui import made_up, people
from tests.ui.participant.opened import TODAY, Opener
from tests.ui.windows import dressed, focused

KEYS = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ROOM = Occurrence("housing", Polarity.POSITIVE, "A room at last.", 3, 1)


@dataclass
class Shown:
    """The tab of one signed person whose order began on 2 February, without the page round it."""

    session: Session
    person: str
    tab: DiaryTab
    refused: list[str] = field(default_factory=list)

    def do(self, *edits: Edit) -> bool:
        try:
            self.session.do(*edits)
        except OjmError as error:
            self.refused.append(str(error))
            return False
        return True

    def refresh(self, _changes: object = None) -> None:
        self.tab.show_person(rows.row(self.session, self.person))


@pytest.fixture
def shown(qtbot: QtBot, qapp: QApplication) -> Shown:
    dressed(qapp)
    session = people.empty_session()
    person = people.added(session)
    made_up.sign(session, person)
    made = Shown(session, person, cast(DiaryTab, None))
    made.tab = DiaryTab(session, made.do)
    qtbot.addWidget(made.tab)
    session.on_changed.connect(made.refresh)
    made.refresh()
    made.tab.resize(1100, 560)
    made.tab.show()
    return made


@pytest.fixture
def session(shown: Shown) -> Session:
    return shown.session


@pytest.fixture
def person(shown: Shown) -> str:
    return shown.person


@pytest.fixture
def tab(shown: Shown) -> DiaryTab:
    return shown.tab


@pytest.fixture
def page(open_at: Opener, person: str) -> ParticipantPage:
    return open_at(f"{person}/diary")


def entry(session: Session, person: str, week: int) -> DiaryEntry | None:
    return session.study.store.diary.of_week(person, week)


def said(page: ParticipantPage) -> str:
    return " ".join(label.text() for label in page.parts.diary.empty.findChildren(Label))


def test_that_a_week_is_written_by_keys_alone(
    page: ParticipantPage, session: Session, person: str, frame: Frame
) -> None:
    tab = page.parts.diary
    assert frame.focusWidget() is tab.weeks.strip
    QTest.keyClick(tab.weeks.strip, KEYS.Key_Right)
    QTest.keyClick(tab.weeks.strip, KEYS.Key_Return)
    assert frame.focusWidget() is tab.entry.happenings[0].words
    QTest.keyClicks(frame.focusWidget(), "The key worker rang back.")
    QTest.keyClick(frame.focusWidget(), KEYS.Key_B, CONTROL)
    assert frame.focusWidget() is tab.entry.happenings[2].words
    QTest.keyClicks(frame.focusWidget(), "Two buses.")
    tab.entry.happenings[0].pathway.setFocus()
    QTest.keyClicks(tab.entry.happenings[0].pathway, "h")
    tab.entry.happenings[0].value.setCurrentText("+2")
    QTest.keyClick(tab.entry, KEYS.Key_Return, CONTROL)
    found = entry(session, person, 2)
    assert found is not None
    assert (found.mode, found.written_on) == (DiaryMode.SELF, TODAY)
    assert found.occurrences == (
        Occurrence("housing", Polarity.POSITIVE, "The key worker rang back.", 2, 1),
        Occurrence("", Polarity.NEGATIVE, "Two buses."),
    )
    assert frame.focusWidget() is tab.weeks.strip
    assert tab.weeks.week == 2
    assert tab.weeks.table.rows.rows[1].cells[5].words == "1 good, 1 bad: Housing"
    session.undo()
    assert entry(session, person, 2) is None
    assert tab.weeks.table.rows.rows[1].cells[5].words == ""


def test_that_weeks_are_copied_from_paper_one_after_another(tab: DiaryTab, session: Session, person: str) -> None:
    tab.write(1)
    tab.entry.mode.set_value("paper")
    tab.entry.mode.chosen.emit("paper")
    assert tab.entry.written.text() == "", "the day is the paper's, and has to be read from it"
    for week, day in ((1, "9/2/2026"), (2, "27 February 2026")):
        assert tab.entry.begun.week == week
        assert tab.entry.begun.mode == "paper"
        tab.entry.written.setText(day)
        tab.entry.happenings[1].words.setPlainText("Water through the ceiling.")
        QTest.keyClick(tab.entry, KEYS.Key_Return, CONTROL | SHIFT)
    first, second = entry(session, person, 1), entry(session, person, 2)
    assert first is not None
    assert second is not None
    assert [one.written_on for one in (first, second)] == [date(2026, 2, 9), date(2026, 2, 27)]
    assert {one.mode for one in (first, second)} == {DiaryMode.PAPER}
    states = [slot.state.name for slot in tab._slots[:3]]
    assert states == ["DONE", "LATE", "AWAITED"]


@pytest.mark.parametrize(
    ("typed", "why"),
    [("", "Type the day."), ("31/4/2026", "April has 30 days."), ("15 May 2026", "This day has not come yet.")],
)
def test_that_a_day_that_cannot_be_is_said_where_it_stands(
    tab: DiaryTab, session: Session, person: str, typed: str, why: str
) -> None:
    tab.write(1)
    tab.entry.written.setText(typed)
    tab.entry.save.click()
    assert tab.entry.written.accessibleDescription() == why
    assert entry(session, person, 1) is None


def test_that_what_the_study_refuses_is_said_and_stays_as_typed(
    shown: Shown, tab: DiaryTab, session: Session, person: str
) -> None:
    tab.write(12)
    tab.entry.written.setText("2 February 2026")
    tab.entry.happenings[0].words.setPlainText("Kept.")
    tab.entry.save.click()
    assert "once that week has begun" in shown.refused[0]
    assert tab.entry.isVisible()
    assert tab.entry.happenings[0].words.toPlainText() == "Kept."
    tab.entry.written.setText("14 May 2026")
    tab.entry.happenings[1].value.setCurrentIndex(1)
    tab.entry.save.click()
    assert "which part of life" in tab.entry.message.words
    assert entry(session, person, 12) is None


def test_that_an_entry_is_put_right_moved_to_another_week_and_taken_out(
    tab: DiaryTab, session: Session, person: str
) -> None:
    session.do(
        AddDiaryEntry(participant=person, week=3, written_on=TODAY, mode=DiaryMode.BY_PHONE, occurrences=(ROOM,))
    )
    tab.write(3)
    assert tab.entry.save_next.isHidden()
    tab.entry.week.setCurrentText(next(text for text in _weeks(tab) if text.startswith("Week 4,")))
    tab.entry.hoped.setPlainText("A timetable.")
    tab.entry.save.click()
    moved = entry(session, person, 4)
    assert moved is not None
    assert (moved.occurrences, moved.hoped, moved.mode) == ((ROOM,), "A timetable.", DiaryMode.BY_PHONE)
    assert entry(session, person, 3) is None
    tab.write(4)
    tab.entry.remove.click()
    assert entry(session, person, 4) is None
    assert tab.weeks.isVisible()


def _weeks(tab: DiaryTab) -> list[str]:
    return [tab.entry.week.itemText(row) for row in range(tab.entry.week.count())]


def test_that_a_missed_week_has_a_reason_that_can_be_taken_back(tab: DiaryTab, session: Session, person: str) -> None:
    tab.weeks.choose(5)
    QTest.keyClick(tab.weeks, KEYS.Key_Delete)
    QTest.keyClick(tab.missed, KEYS.Key_D)
    (words,) = tab.missed.findChildren(QLineEdit)
    QTest.keyClicks(words, "too tired")
    QTest.keyClick(words, KEYS.Key_Return)
    found = entry(session, person, 5)
    assert found is not None
    assert (found.missing, found.reason) == (Missing.DECLINED, "too tired")
    assert tab.missed.isHidden()
    assert tab.weeks.table.rows.rows[4].cells[2].words == "Declined"
    tab.ask_missed()
    tab.missed.cleared.emit()
    assert entry(session, person, 5) is None


def test_that_what_is_half_written_is_kept_and_gone_on_with(shown: Shown, session: Session, person: str) -> None:
    tab = shown.tab
    tab.write(6)
    assert tab.half_done() == ()
    tab.entry.happenings[0].words.setPlainText("Half a sen")
    (kept,) = tab.half_done()
    assert (kept.place, kept.participant) == (f"diary/{person}", person)
    session.keep_draft(kept.place, kept.text, kept.cursor, kept.participant)
    assert [one.target for one in waiting(session)] == [f"{person}/diary"]
    again = DiaryTab(session, shown.do)
    found = rows.row(session, person)
    again.show_person(found)
    assert again.entry.begun == tab.entry.begun
    assert again.half_done() == (kept,), "what is stated no more is forgotten"
    session.do(AddDiaryEntry(participant=person, week=6, written_on=TODAY, mode=DiaryMode.SELF))
    later = DiaryTab(session, shown.do)
    later.show_person(found)
    assert later.half_done() == ()
    assert session.draft(kept.place) is None


def test_that_leaving_by_esc_changes_nothing(tab: DiaryTab, session: Session, person: str) -> None:
    tab.write(1)
    tab.entry.happenings[0].words.setPlainText("Not this.")
    QTest.keyClick(tab.entry.happenings[0].words, KEYS.Key_Escape)
    assert tab.weeks.isVisible()
    assert tab.half_done() == ()
    assert entry(session, person, 1) is None


def test_that_on_this_tab_f6_asks_why_there_is_no_entry(page: ParticipantPage, frame: Frame) -> None:
    frame.act("no_answer")
    assert page.parts.diary.missed.isVisible()
    assert page.parts.diary.missed.accessibleName() == "Why is there no entry about week 1?"


def test_that_an_empty_tab_says_why(open_at: Opener, session: Session) -> None:
    unsigned = people.added(session)
    assert "begins with the agreement" in said(open_at(f"{unsigned}/diary"))
    recalled = people.added(session, "2")
    assert "No diary is kept in Cohort 2" in said(open_at(f"{recalled}/diary"))
    new = people.added(session, start=TODAY)
    made_up.sign(session, new)
    page = open_at(f"{new}/diary")
    assert "The first entry is due in week 1" in said(page)
    page.parts.diary.empty.write_asked.emit()
    assert page.parts.diary.entry.isVisible()
    page.parts.diary.entry.happenings[0].words.setPlainText("Half")
    assert [one.place for one in page.half_done()] == [f"diary/{new}"]


def test_that_the_first_week_is_the_first_one_asked_where_the_agreement_came_later(
    session: Session, person: str, qtbot: QtBot
) -> None:
    empty = DiaryEmpty()
    qtbot.addWidget(empty)
    weeks = [replace(slot, is_before=slot.week < 4) for slot in slots(session, person)]
    empty.show_person(rows.row(session, person), weeks, weeks[3].first_day, keeps=True)
    assert "The first entry is due in week 4" in " ".join(label.text() for label in empty.findChildren(Label))
    assert empty.first is not None
    assert (empty.first.text(), empty.week) == ("Write week 4", 4)


def test_that_a_blank_booklet_is_printed_and_a_code_on_it_asks_why(
    tab: DiaryTab, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    tab.done.connect(lambda words, _folder: written.append(words))
    monkeypatch.setattr(messages, "choose_folder", lambda *_args: tmp_path)
    before = session.sequence
    tab.weeks.booklet.click()
    tab.booklet.go.click()
    assert (tmp_path / "diary-booklet.pdf").read_bytes().startswith(b"%PDF")
    assert session.sequence == before
    assert written[0].startswith("diary-booklet.pdf was written")
    tab.weeks.booklet.click()
    tab.booklet.has_code.setChecked(True)
    tab.booklet.go.click()
    assert (tmp_path / "C1-01-diary-booklet.pdf").exists()
    assert session.sequence == before + 1


def test_that_too_long_a_paste_is_left_out_and_said(tab: DiaryTab) -> None:
    tab.write(1)
    words = tab.entry.happenings[0].words
    words.setPlainText("a" * 9_999)
    QTest.keyClicks(words, "bc")
    assert len(words.toPlainText()) == 10_000
    assert "10,000 characters" in tab.entry.message.words


def test_that_an_entry_taken_back_while_it_is_open_is_written_anew(
    tab: DiaryTab, session: Session, person: str
) -> None:
    session.do(AddDiaryEntry(participant=person, week=3, written_on=TODAY, mode=DiaryMode.SELF, occurrences=(ROOM,)))
    tab.write(3)
    tab.entry.hoped.setPlainText("A timetable.")
    session.undo()
    assert entry(session, person, 3) is None
    tab.entry.save.click()
    again = entry(session, person, 3)
    assert again is not None
    assert (again.hoped, again.occurrences) == ("A timetable.", (ROOM,))


def test_that_tab_goes_through_an_entry_as_it_is_read(tab: DiaryTab, qapp: QApplication) -> None:
    tab.write(1)
    tab.entry.make_room("negative")
    qapp.processEvents()  # what was added is shown by the next event
    tab.entry.written.setFocus()
    went: list[QWidget] = []
    while len(went) < 40 and focused() is not tab.entry.save:
        QTest.keyClick(focused(), KEYS.Key_Tab)
        went.append(focused())
    rows = [part for each in tab.entry.happenings for part in (each.pathway, each.value, each.remove, each.words)]
    foot = [tab.entry.good, tab.entry.bad, tab.entry.hoped]
    assert [each for each in went if each in rows or each in foot] == rows + foot
    assert went[-1] is tab.entry.save
