"""Questions that take no answer: what the form fixed (`read_only`) or works out is shown, and the keys go past it."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ojm_desktop.domain.template import bristol
from ojm_desktop.service.session import Session
from ojm_desktop.ui.interview.card import QuestionCard
from ojm_desktop.ui.interview.trying import Trying
from tests.forms.making import run, written
from tests.ui.interview import holding
from tests.ui.windows import dressed

SURVEY = """
| | type | name | label | default | read_only | calculation |
| | text | words | Words | kept | yes | |
| | integer | number | Number | 3 | yes | |
| | select_one region | chosen | Chosen | north | yes | |
| | select_one town | open | Open | n1 | | |
| | integer | told | Told | | | 1 + 1 |
"""
OPENED = """
| | type | name | label | appearance | required | read_only |
| | begin_group | both | Both | field-list | | |
| | text | closed | Closed | | | |
| | text | why | Why | | yes | ${closed} = 'yes' |
| | end_group | | | | | |
"""


@pytest.mark.parametrize("name", ["words", "number", "chosen", "told"])
def test_that_a_fixed_answer_is_shown_and_cannot_be_changed(qtbot: QtBot, qapp: QApplication, name: str) -> None:
    dressed(qapp)
    asked = Trying(run(SURVEY), bristol("North bridge"), date(2026, 3, 1))
    card = QuestionCard(asked, f"/data/{name}")
    qtbot.addWidget(card)
    given: list[str] = []
    card.given.connect(lambda _path, value: given.append(value))
    card.show()
    assert card.field.is_reading
    assert card.first_focus() is card
    for key in (Qt.Key.Key_2, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Delete):
        QTest.keyClick(card, key)
    card.commit()
    assert given == []
    assert not QuestionCard(asked, "/data/open").field.is_reading


def test_that_an_answer_fixes_and_opens_the_question_beside_it_at_once(
    session: Session, qtbot: QtBot, qapp: QApplication
) -> None:
    visit = holding.begun(session, holding.somebody(session), written(OPENED), "opened")
    held = holding.shown(session, visit, qtbot, qapp)
    cards, why = held.talk.room.cards, "/data/both/why"
    for value, is_fixed in (("yes", True), ("no", False)):
        assert cards.cards[why].field.is_reading is not is_fixed
        cards.given.emit("/data/both/closed", value)
        assert cards.cards[why].field.is_reading is is_fixed
        held.talk.ask_reason(why)
        assert (held.talk.room.aside is held.talk.asides.reasons) is not is_fixed
    assert held.talk.scribe.held.here == why
