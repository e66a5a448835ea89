"""Walking through a questionnaire says what an interview would not let go, and where it ends."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ojm_desktop.service.session import Session
from ojm_desktop.ui.interview.trying_page import END, NEEDED, NOTHING_KEPT, TryingPage
from tests.ui.interview import holding
from tests.ui.windows import dressed


def test_that_a_walk_says_once_what_needs_an_answer_and_ends_by_next_said_before(
    session: Session, qtbot: QtBot, qapp: QApplication
) -> None:
    dressed(qapp)
    holding.take_in(session, holding.small())
    went: list[tuple[str, str]] = []
    page = TryingPage(session, lambda name, target="": went.append((name, target)))
    qtbot.addWidget(page)
    page.show_target(session.study.store.forms.all()[0].digest)
    page.go(holding.ROOMS)
    page.next()
    assert (page.here, page.strip.sentence) == (holding.ROOMS, NEEDED)
    page.next()
    assert (page.here, page.strip.sentence) == (holding.WORDS, NOTHING_KEPT)
    page.go(holding.LAST)
    page.next()
    assert (page.strip.sentence, page.foot.next.text(), went) == (END, "End", [])
    page.next()
    assert went == [("study", "forms")]
