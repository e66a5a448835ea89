"""Questions that take no answer: what the form fixed (`read_only`) or works out is shown, and the keys go past it."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ojm_desktop.domain.template import bristol
from ojm_desktop.ui.interview.card import QuestionCard
from ojm_desktop.ui.interview.trying import Trying
from tests.forms.making import run
from tests.ui.windows import dressed

SURVEY = """
| | type | name | label | default | read_only | calculation |
| | text | words | Words | kept | yes | |
| | integer | number | Number | 3 | yes | |
| | select_one region | chosen | Chosen | north | yes | |
| | select_one town | open | Open | n1 | | |
| | integer | told | Told | | | 1 + 1 |
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
