"""The check at the start, as the foot of the window tells it, and the sets that follow as work goes on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ojm_desktop.domain.changes import Changes
from ojm_desktop.service import backups
from ojm_desktop.service.edits import CompleteVisit
from ojm_desktop.ui.keeper import Keeper
from ojm_desktop.ui.status_strip import StatusStrip
from ojm_desktop.ui.tasks import Tasks
from tests import studies, visiting
from tests.ui import made_up
from tests.ui.windows import dressed, window_of


def test_that_the_foot_says_what_was_checked_and_when(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> None:
    dressed(qapp)
    session, status = made_up.on_disk(tmp_path / "a.ojm"), StatusStrip()
    qtbot.addWidget(status)
    owner = QObject()
    keeper = Keeper(Tasks(owner), status, owner)
    with qtbot.waitSignal(keeper.finished, timeout=20_000):
        keeper.start(session)
    assert status.backup.words == "Backed up and checked 14:02"
    session.close()


def test_that_b1_a_set_follows_an_interview_and_15_minutes_of_work_and_nothing_follows_nothing(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    dressed(qapp)
    session, status = made_up.on_disk(tmp_path / "a.ojm"), StatusStrip()
    qtbot.addWidget(status)
    owner = QObject()
    tasks = Tasks(owner)
    keeper = Keeper(tasks, status, owner)
    studies.signed_person(session)
    visiting.keep_form(session)
    visit = visiting.start(session)
    session.opened_visits.add(visit.id)
    on_way = Changes(visits=frozenset({visit.id}))
    keeper.hear(session, on_way)
    assert tasks.current is None
    session.do(CompleteVisit(**visiting.named(visit)))
    with qtbot.waitSignal(keeper.followed, timeout=20_000):
        keeper.hear(session, on_way)
    assert [found.sequence for found in backups.sets(session)] == [session.sequence]
    assert status.backup.words == "Backed up 14:02"

    session.clock.go_on(minutes=15)  # type: ignore[attr-defined]
    keeper.follow(session)
    assert tasks.current is None
    studies.add_person(session)
    keeper.hear(session, on_way)
    assert tasks.current is None
    with qtbot.waitSignal(keeper.followed, timeout=20_000):
        keeper.follow(session)
    assert [found.sequence for found in backups.sets(session)] == [session.sequence, session.sequence - 1]
    session.close()


def test_that_b1_the_window_looks_every_15_minutes_until_it_is_closed(qtbot: QtBot, qapp: QApplication) -> None:
    frame = window_of(studies.in_memory(), qtbot, qapp).frame
    assert frame is not None
    (clock,) = (timer for timer in frame.findChildren(QTimer) if timer.interval() == 15 * 60 * 1000)
    assert clock.isActive()
    frame.let_go()
    assert not clock.isActive()
