"""A page that is closed leaves no widget behind: one for each look and size would stay as long as the program."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from ojm_desktop.ui.interview.page import InterviewPage
from ojm_desktop.ui.page import Page
from ojm_desktop.ui.participant.page import ParticipantPage
from ojm_desktop.ui.participant_view import ParticipantViewPage
from tests.ui import people
from tests.ui.interview import held
from tests.ui.windows import dressed


def closed() -> int:
    """How many widgets there are once everything that was let go is gone."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return len(QApplication.allWidgets())


@pytest.mark.usefixtures("qtbot")
def test_that_pages_opened_twice_leave_no_widget_behind(qapp: QApplication) -> None:
    dressed(qapp)
    session = people.empty_session()
    visit = held.begin(session, held.person(session)).visit
    question = f"{visit.id} {held.RATING}"
    shown: tuple[tuple[type[Page], str], ...] = (
        (ParticipantPage, visit.participant),
        (ParticipantViewPage, f"visit {question}"),
        (InterviewPage, question),
    )
    gc.collect()  # widgets that earlier tests left in cycles would go in between, and leave fewer than before
    before = closed()
    for kind, target in shown:
        for _ in range(2):
            page = kind(session, lambda _page, _target="": None)
            page.show_target(target)
            page.deleteLater()
            del page
        assert closed() == before, kind.__name__
    session.close()
