"""A key in a text answer on the interview's own page, to the painted letter: long texts, and much in the study.

The editor holds 100,000 characters at most; one unbroken line of them is the worst it can be given. Five megabytes are
attached to the question before, and ten thousand answers lie in the study (interview: the text editor; bad input).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ojm_desktop.app.settings import Settings
from ojm_desktop.domain.answer import LONGEST_TYPED, Answer, AnswerKey
from ojm_desktop.domain.rating import Giver
from ojm_desktop.domain.visit import Layout, Mode
from ojm_desktop.service.interview import Interview
from ojm_desktop.service.session import Session
from ojm_desktop.ui import theme
from ojm_desktop.ui.interview.fields.words import WordsField
from ojm_desktop.ui.interview.fields.writing import Writing
from ojm_desktop.ui.interview.page import InterviewPage
from ojm_desktop.ui.main_window import MainWindow
from tests.benchmarks.measure import Row, Times, alone
from tests.ui import people
from tests.ui.interview import holding

MOST = 16.0
"""Milliseconds at p95: the letter is there with the next frame."""
ATTACHED = "wort " * 1_000_000
LINE = "x" * (LONGEST_TYPED - 1_000)
FIRST, SECOND = "/data/s0/q0", "/data/s0/q1"


@contextmanager
def page_of(folder: Path, app: QApplication, answers: int) -> Iterator[InterviewPage]:
    """A pathway of thirty questions on one page, its first answer attached, so many answers in the study."""
    theme.apply(app, theme.make(theme.Look.LIGHT))
    session = people.empty_session()
    visit = holding.begun(session, holding.somebody(session), holding.long(30), "long")
    _fill(session, Interview(session, holding.begin(session, holding.somebody(session))), answers)
    interview = Interview(session, visit)
    interview.set_layout(Layout.PATHWAY)
    interview.answer(FIRST, ATTACHED)
    window = MainWindow(Settings(folder / "settings.json"))
    window.resize(1366, 768)
    window.show_study(session, "interview", visit, check=False)
    window.show()
    window.activateWindow()
    QTest.qWait(50)
    assert window.frame is not None
    page = window.frame.page
    assert isinstance(page, InterviewPage)
    try:
        yield page
    finally:
        window.leave_open()
        session.close()


def measure(folder: Path, app: QApplication, keys: int, answers: int) -> list[Row]:
    """A row for an empty answer beside the attached one, and one for the longest line there can be."""
    with page_of(folder, app, answers) as page:
        page.talk.scribe.go(SECOND)
        field = page.talk.room.cards.cards[SECOND].field
        assert isinstance(field, WordsField)
        beside = _row(f"a key beside 5 MB attached, {answers} answers", field.writing, app, keys)
        field.writing.set_text(LINE)
        field.writing.moveCursor(QTextCursor.MoveOperation.Start)
        return [beside, _row("a key in a line of 99,000 characters", field.writing, app, keys)]


def _row(what: str, writing: Writing, app: QApplication, keys: int) -> Row:
    writing.setFocus()

    def type_one() -> None:
        QTest.keyClicks(writing, "a")
        app.processEvents()

    taken: Times = alone(type_one, keys)
    return Row(what, taken, None, f"p95 {MOST:.0f} ms", taken.part(0.95) < MOST)


def _fill(session: Session, interview: Interview, number: int) -> None:
    """Answers of another person, far more than one questionnaire has, as they lie in the store."""
    visit = interview.visit
    with session.study.store.transaction():
        for each in range(number):
            key = AnswerKey(visit.id, f"/data/far/q{each}")
            answer = Answer(key, visit.participant, "yes", "", Giver.PARTICIPANT, Mode.IN_PERSON, visit.started_at)
            session.study.store.answers.put(answer, None)
