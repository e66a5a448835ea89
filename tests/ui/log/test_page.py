"""The Log page: what it lists, how it is filtered, verifying beside the open study, the head to compare with paper."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ojm_desktop.domain.counting import counted
from ojm_desktop.report.squares import squares
from ojm_desktop.service.queries import study_log
from ojm_desktop.service.session import Session
from ojm_desktop.store.study_store import Store
from ojm_desktop.ui import messages
from ojm_desktop.ui.log import LogPage
from ojm_desktop.ui.tasks import Tasks
from ojm_desktop.vault.words import to_words
from tests import studies
from tests.ui import made_up
from tests.ui.showing import shown


def cells(page: LogPage, column: int) -> list[str]:
    model = page.table.model()
    return [str(model.index(row, column).data(Qt.ItemDataRole.DisplayRole)) for row in range(model.rowCount())]


def test_that_the_log_is_told_newest_first_and_chosen_by_person_and_kind(qtbot: QtBot) -> None:
    session = made_up.session()
    one, other = made_up.add(session), made_up.add(session)
    made_up.sign(session, one)
    made_up.rate(session, one, "4", pathways=2)
    page, _ = shown(qtbot, LogPage, session, other)
    assert cells(page, 3) == ["C1-02"]
    page.person.setCurrentIndex(0)
    page.kind.setCurrentIndex(page.kind.findText("Ratings"))
    page.kind.activated.emit(page.kind.currentIndex())
    assert cells(page, 3) == ["C1-01", "C1-01"]
    assert not page.verify.isEnabled(), "a study in memory has nothing to copy"
    made_up.rate(session, one, "8", pathways=1)
    assert len(cells(page, 0)) == 3, "a change is an event"
    assert page.words.text() == " ".join(to_words(session.head_hash))
    assert page.code.squares == squares(page.words.text())


@pytest.fixture
def open_study(tmp_path: Path) -> Iterator[Session]:
    session = studies.on_disk(tmp_path / "a.ojm")
    person = studies.signed_person(session)
    studies.rate(session, person, "housing", "4", 2, session.today())
    yield session
    session.close()


def verified(qtbot: QtBot, session: Session) -> LogPage:
    """The page after Verify now."""
    page, _ = shown(qtbot, LogPage, session)
    page.tasks = Tasks(page)
    page.refresh(None)
    page.verify.click()
    assert not page.verify.isEnabled()
    qtbot.waitUntil(page.verify.isEnabled, timeout=20_000)
    return page


def test_that_an_open_study_is_verified_on_a_copy_and_a_row_the_log_does_not_know_is_named(
    qtbot: QtBot, open_study: Session
) -> None:
    page = verified(qtbot, open_study)
    assert page.strip.sentence.startswith(f"Whole: {open_study.sequence} events")
    store: Store = open_study.study.store
    assert isinstance(open_study.clock, studies.SetClock)
    open_study.clock.move(minutes=1)
    store.connection.execute("UPDATE ratings SET value = 3 WHERE value = 2")
    page.verify.click()
    qtbot.waitUntil(page.verify.isEnabled, timeout=20_000)
    assert page.strip.sentence.startswith("Not whole. study.db")
    assert "C1-01" in page.strip.sentence


def test_that_a7_the_log_is_saved_with_a_reason_and_with_the_script_that_checks_it(
    qtbot: QtBot, open_study: Session, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, session = tmp_path_factory.mktemp("auditor"), open_study
    monkeypatch.setattr(messages, "choose_folder", lambda *_args: folder)
    before = session.sequence
    page, _ = shown(qtbot, LogPage, session)
    page.save.click()
    assert page.line.reason.hasFocus()
    QTest.keyClick(page.line.reason, Qt.Key.Key_Return)
    assert session.sequence == before, "nothing leaves without a reason"
    QTest.keyClicks(page.line.reason, "for the auditor")
    QTest.keyClick(page.line.reason, Qt.Key.Key_Return)
    assert page.line.isHidden()
    assert page.strip.sentence.startswith(f"{counted(before, 'event')} in log.jsonl, written to {folder.name}.")
    checked = subprocess.run(
        [sys.executable, "-I", "verify_log.py", "log.jsonl"], cwd=folder, capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout
    page.save.click()
    QTest.keyClick(page.line.reason, Qt.Key.Key_Return)
    assert sorted(path.name for path in folder.iterdir()) == ["log-2.jsonl", "log.jsonl", "verify_log.py"]
    rows = study_log.rows(session, study_log.Chosen())
    assert [row.sentence for row in rows[:2]] == ["1 document was written."] * 2
