"""Every kind of question in the interview's own page: answered by keys, durable, the same when it is come to again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ojm_desktop.domain.visit import Visit
from ojm_desktop.service.interview import Interview
from ojm_desktop.service.session import Session
from ojm_desktop.store.visits import Visits
from ojm_desktop.ui.interview.card import QuestionCard
from ojm_desktop.ui.interview.fields import strokes
from ojm_desktop.ui.interview.fields.filed import DrawnField
from ojm_desktop.ui.widgets.strip import Strip
from tests.forms import all_kinds
from tests.ui.interview import holding
from tests.ui.interview.holding import Held

BY_KEYS = {
    "rating": ("-3", "-3"),
    "comment": ("Warm.", "Warm."),
    "short": ("The hostel", "The hostel"),
    "numbers": ("12", "12"),
    "age": ("34", "34"),
    "hours": ("2,5", "2.5"),
    "home": ("2", "no"),
    "month": ("3\r", "m3"),
    "town": ("number 777\r", "t777"),
    "likert": ("3", "a3"),
    "columns": ("4", "m4"),
    "boxes": ("1", "a1"),
    "helped": ("13", "worker friend"),
    "ten": ("10", "10"),
    "two": ("-1", "-1"),
    "upright": ("4", "4"),
    "day": ("3 Feb 2026", "2026-02-03"),
    "month_year": ("Feb 2026", "2026-02-01"),
    "year": ("2024", "2024-01-01"),
    "time": ("2.30pm", "14:30"),
    "ready": (" ", "OK"),
    "place": ("51.45 -2.59", "51.45 -2.59"),
    "own": ("My kids.", "My kids."),
}
"""What is typed at a question and what is stored for it."""


@pytest.fixture
def visit(session: Session) -> str:
    """An interview with every kind of question."""
    return holding.begun(session, holding.somebody(session), all_kinds.xform(), "kinds")


def card(held: Held, name: str) -> QuestionCard:
    path = next(path for path in held.talk.room.cards.cards if path.endswith(f"/{name}"))
    return held.talk.room.cards.cards[path]


def test_that_every_kind_of_question_is_answered_by_keys_and_stays_so(
    session: Session, visit: str, qtbot: QtBot, qapp: QApplication
) -> None:
    held = holding.shown(session, visit, qtbot, qapp)
    interview = Interview(session, visit)
    for path in interview.running.questions():
        name = path.rpartition("/")[2]
        if name in BY_KEYS:
            held.talk.scribe.go(path)
            for letter in BY_KEYS[name][0].removesuffix("\r"):
                held.type(letter)
            if BY_KEYS[name][0].endswith("\r"):
                held.press(Qt.Key.Key_Return)
            held.talk.leave_question()
    told = {path.rpartition("/")[2]: value for path, value in held.answers.items()}
    assert {name: told.get(name) for name in BY_KEYS} == {name: stored for name, (_, stored) in BY_KEYS.items()}
    for path in Interview(session, visit).running.questions():
        held.talk.scribe.go(path)
        held.talk.leave_question()
    assert {path.rpartition("/")[2]: value for path, value in held.answers.items()} == told
    check_a_drawing_becomes_a_file(held)


def check_a_drawing_becomes_a_file(held: Held) -> None:
    """In the same window, since another one costs as much as all of the above."""
    held.talk.scribe.go("/data/signed")
    field = card(held, "signed").field
    assert isinstance(field, DrawnField)
    field.pad.show_strokes((((100, 100), (5_000, 900)),))
    held.talk.next()
    octets = Interview(held.session, held.visit).file("/data/signed")
    assert octets == strokes.as_png((((100, 100), (5_000, 900)),), 4.0)
    assert held.answers["/data/signed"] == "signed.png"


def test_that_i10_a_key_reads_nothing_of_the_visit(
    session: Session, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = holding.begun(session, holding.somebody(session), holding.small())
    held = holding.shown(session, visit, qtbot, qapp)
    held.talk.scribe.go(holding.WORDS)
    held.type("A")
    asked: list[str] = []
    read = Visits.get

    def get(self: Visits, visit: str) -> Visit | None:
        asked.append(visit)
        return read(self, visit)

    monkeypatch.setattr(Visits, "get", get)
    held.type(" warm room")
    assert asked == []
    held.talk.leave_question()
    assert asked != []


def test_that_enter_in_a_reason_keeps_the_answer_and_goes_no_further(
    session: Session, qtbot: QtBot, qapp: QApplication
) -> None:
    visit = holding.begun(session, holding.somebody(session), holding.small())
    held = holding.shown(session, visit, qtbot, qapp)
    held.talk.scribe.go(holding.ROOMS)
    held.type("12")
    held.talk.leave_question()
    strip = next(strip for strip in card(held, "rooms").findChildren(Strip) if strip.isVisible())
    strip.acted.emit()
    held.type("All of them")
    held.press(Qt.Key.Key_Return)
    assert held.here == holding.ROOMS
    assert Interview(session, visit).passed(holding.ROOMS, "Rather many.") == "All of them"
