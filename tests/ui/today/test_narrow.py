"""At large text a state keeps its words: the window of a visit gives way to it."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from ojm_desktop.ui.today.visits import VisitsCard


def test_that_the_window_of_a_visit_gives_way_before_the_words_of_its_state(qtbot: QtBot) -> None:
    card = VisitsCard()
    qtbot.addWidget(card)
    card.show()
    hidden = []
    for width in (900, 500):
        card.resize(width, 300)
        qtbot.wait(1)
        hidden.append(card.table.isColumnHidden(2))
        assert card.table.columnWidth(3) >= 150
    assert hidden == [False, True]
