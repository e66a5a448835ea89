"""Keys in quick succession: a digit that another may follow, and the page left before it could; Undo in a line."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from pyxform.xls2xform import convert

from tests.ui import people
from tests.ui.interview import holding
from tests.ui.interview.holding import Held, again

FORM = """
| settings |
| | form_id | form_title | version |
| | quick | Quick | 1 |
| survey |
| | type | name | label | parameters | appearance |
| | range | ten | How much? | start=0 end=10 step=1 | |
| | select_one many | rows | Which? | | |
| | select_multiple many | several | Which ones? | | |
| | select_one many | beside | Which of these? | | columns-4 |
| | integer | number | How many? | | |
| | text | last | Anything else? | | |
| choices |
| | list_name | name | label |
"""


@cache
def quick() -> str:
    """The XForm of a questionnaire in which a digit can go on."""
    choices = "\n".join(f"| | many | m{number} | Choice {number} |" for number in range(1, 13))
    return str(convert(xlsform=f"{FORM.strip()}\n{choices}").xform)


@pytest.fixture
def held(qtbot: QtBot, qapp: QApplication) -> Iterator[Held]:
    session = people.empty_session()
    yield holding.shown(session, holding.begun(session, holding.somebody(session), quick(), "quick"), qtbot, qapp)
    session.close()


def test_that_a_digit_is_given_when_the_question_is_left_before_another_one_could_follow(held: Held) -> None:
    for path, value in (("ten", "1"), ("rows", "m1"), ("several", "m1"), ("beside", "m1")):
        held.go(f"/data/{path}")
        held.type("1")
        held.next()
        assert held.answers.get(f"/data/{path}") == value
    held.talk.other_layout()
    held.go("/data/beside")
    held.type("12")
    assert held.answers["/data/beside"] == "m12"
    held.type("1")
    QTest.mouseClick(held.talk.room.sections.buttons[0], Qt.MouseButton.LeftButton)
    assert held.answers["/data/beside"] == "m1"


def test_that_a_number_side_by_side_waits_a_moment_only(held: Held, qtbot: QtBot) -> None:
    path = "/data/beside"
    held.go(path)
    held.type("1")
    held.press(Qt.Key.Key_Return)
    assert (held.here, held.answers.get(path)) == (path, "m1")
    held.type("12")
    assert held.answers[path] == "m12"
    held.type("1")
    qtbot.waitUntil(lambda: held.answers[path] == "m1", timeout=2000)
    held.type("2")
    assert held.answers[path] == "m2", "a digit of a second ago is no part of it"


def test_that_a_digit_that_waits_when_the_study_locks_is_kept_as_typed_and_given_by_enter(
    held: Held, qtbot: QtBot, qapp: QApplication
) -> None:
    for path, value in (("ten", "1"), ("rows", "m1"), ("beside", "m1")):
        held.go(f"/data/{path}")
        held.type("1")
        held.frame.keep_half_done()  # as a lock does first, and every two seconds
        held = again(held, qtbot, qapp)
        assert held.here == f"/data/{path}"
        assert f"/data/{path}" not in held.answers, "whether another digit was to follow nobody knows"
        assert "being typed at 1 question" in held.talk.room.recovered.sentence
        assert held.talk.room.cards.typed()[f"/data/{path}"] == value, "and the next lock keeps it as well"
        held.press(Qt.Key.Key_Return)
        assert held.answers.get(f"/data/{path}") == value
        held.frame.keep_half_done()
        assert [draft for draft in held.session.drafts() if draft.text == value] == []


def test_that_undo_in_a_line_with_nothing_to_take_back_is_the_studys(held: Held) -> None:
    path = "/data/number"
    held.go(path)
    held.press(Qt.Key.Key_F6)
    held.type("2")
    assert held.answers[path] == "refused"
    held.press(Qt.Key.Key_Z, held=Qt.KeyboardModifier.ControlModifier)
    assert path not in held.answers
    held.type("4")
    held.press(Qt.Key.Key_Z, held=Qt.KeyboardModifier.ControlModifier)
    assert held.focus.property("text") == "", "what is typed is taken back first"
