"""Backups that go elsewhere: to a stick that is plugged in, and back into a new folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from ojm_desktop.service import sticks
from ojm_desktop.store import stick
from ojm_desktop.ui import messages
from ojm_desktop.ui.study import StudyPage
from ojm_desktop.ui.study.backup_tab import BackupTab
from ojm_desktop.ui.tasks import Tasks
from tests.ui import made_up
from tests.ui.showing import shown, words_of


def test_that_a_stick_that_is_plugged_in_gets_a_copy_by_one_press_and_the_tab_says_when(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    medium = tmp_path / "FIELD STICK"
    medium.mkdir()
    monkeypatch.setattr(sticks, "found", lambda: (medium,))
    session = made_up.on_disk(tmp_path / "north-bridge.ojm")
    page, went = shown(qtbot, StudyPage, session, "backup")
    page.tasks, tab = Tasks(QObject(page)), page.tab
    assert isinstance(tab, BackupTab)
    assert tab.copied.words == "No copy on a stick yet."
    (button,) = [one for one in tab.findChildren(QPushButton) if one.accessibleName() == "To FIELD STICK"]
    button.click()
    assert not button.isEnabled()
    assert not tab.elsewhere.isEnabled()
    qtbot.waitUntil(lambda: "read again there" in tab.copied.words, timeout=20_000)
    assert len(stick.sets_at(medium)) == 1
    again, _ = shown(qtbot, StudyPage, session, "backup")
    assert isinstance(again.tab, BackupTab)
    assert again.tab.copied.words == "Last copied to FIELD STICK on 14 May 2026, 14:02."
    monkeypatch.setattr(messages, "choose_folder", lambda *_: tmp_path / "north-bridge.ojm")
    tab.elsewhere.click()
    qtbot.waitUntil(lambda: "inside a study" in tab.copied.words, timeout=20_000)
    assert tab.elsewhere.isEnabled()
    assert not tab.restore.isHidden()
    tab.restore.click()
    assert went.to == [("restore", "")]
    session.close()


def test_that_a_practice_study_offers_no_restoring_that_would_ask_for_a_passphrase_nobody_knows(qtbot: QtBot) -> None:
    page, _ = shown(qtbot, StudyPage, made_up.session(), "backup")
    assert isinstance(page.tab, BackupTab)
    assert page.tab.restore.isHidden()
    assert "its backups ask for a passphrase" in words_of(page.tab)
