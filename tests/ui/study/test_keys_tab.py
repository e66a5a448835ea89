"""Who has a way in, and the recovery sheet tried while the study is open."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ojm_desktop.domain import template
from ojm_desktop.service import backups, studies
from ojm_desktop.service.session import Session
from ojm_desktop.ui.study import StudyPage
from ojm_desktop.ui.study.keys_tab import OPENS, OPENS_NOT, KeysTab
from ojm_desktop.vault import recovery
from tests import derived
from tests import studies as known
from tests.ui import made_up
from tests.ui.showing import shown


def keys_tab(qtbot: QtBot, session: Session) -> KeysTab:
    page, _ = shown(qtbot, StudyPage, session, "keys")
    assert isinstance(page.tab, KeysTab)
    return page.tab


def tried(tab: KeysTab, groups: str) -> str:
    """What is said of these groups, typed and entered."""
    tab.groups.setFocus()
    tab.groups.setText(groups)
    QTest.keyClick(tab.groups, Qt.Key.Key_Return)
    return tab.groups.accessibleDescription()


def test_that_the_recovery_sheet_is_tried_in_the_open_study_and_the_log_keeps_it(qtbot: QtBot, tmp_path: Path) -> None:
    with derived.salt_of_this_run():
        made = studies.create(
            tmp_path / "a.ojm", template.bristol("a"), known.PASSPHRASE, known.SetClock(), parameters=known.QUICK
        )
    session, groups = made.session, str(made.recovery)
    tab = keys_tab(qtbot, session)
    assert "Type the groups" in tried(tab, " ")
    before = session.sequence
    slip = tried(tab, ("B" if groups[0] == "A" else "A") + groups[1:])
    assert slip.startswith("Group 1 ")
    assert (session.sequence, bool(tab.groups.text())) == (before, True)
    assert tried(tab, groups) == OPENS
    assert tab.groups.text() == ""
    assert session.last_sentence == "The recovery sheet was tried: it opens the study."
    assert tried(tab, str(recovery.new())) == OPENS_NOT
    assert session.sequence == before + 2
    tab.groups.setText(groups)
    tab.hide()
    assert tab.groups.text() == ""
    backups.close(session)


def test_that_a_study_without_a_folder_has_no_sheet_to_try(qtbot: QtBot) -> None:
    assert keys_tab(qtbot, made_up.session()).drill.isHidden()
