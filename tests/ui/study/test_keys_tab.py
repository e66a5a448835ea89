"""Who has a way in: looked at, given, changed and taken out in the open study; the recovery sheet tried (K5, K7)."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ojm_desktop.domain import template
from ojm_desktop.service import backups, key_changes, office_key, studies
from ojm_desktop.service.session import Session
from ojm_desktop.service.studies import Created
from ojm_desktop.ui.keys.new_passphrase import NewPassphrase
from ojm_desktop.ui.study import StudyPage
from ojm_desktop.ui.study.key_steps import KeyStep, LetIn, LetOfficeIn, NewRecovery, OwnPassphrase
from ojm_desktop.ui.study.keys_tab import ONLY_READS, OPENS, OPENS_NOT, KeysTab
from ojm_desktop.ui.tasks import Tasks
from ojm_desktop.vault import recovery
from ojm_desktop.vault.errors import WrongPassphrase, WrongRecoveryKey
from tests import derived
from tests import studies as known
from tests.ui import made_up
from tests.ui.showing import shown, words_of

THEIRS = "quiet orchards lean beneath winter clouds"
NEW = "seven wet herons under a bridge"


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Created]:
    """A study on the disk, open, whose passphrases cost little."""
    monkeypatch.setattr(key_changes, "calibrated", lambda: known.QUICK)
    with derived.salt_of_this_run():
        new = studies.create(
            tmp_path / "a.ojm",
            known.with_basis(template.bristol("a")),
            known.PASSPHRASE,
            known.SetClock(),
            parameters=known.QUICK,
        )
        yield new
    new.session.close()


def keys_tab(qtbot: QtBot, session: Session) -> KeysTab:
    page, _ = shown(qtbot, StudyPage, session, "keys")
    page.tasks = Tasks(page)
    assert isinstance(page.tab, KeysTab)
    return page.tab


def typed(step: KeyStep, passphrase: NewPassphrase, words: str) -> None:
    """A passphrase typed twice, and the button pressed."""
    for field in (passphrase.first, passphrase.second):
        field.line.setText(words)
    step.go.click()


def pressed(tab: KeysTab, label: str) -> KeyStep:
    """What is asked once the button of this key's row was pressed."""
    (row,) = (row for row in tab.table.rows.rows if label in row.cells[0].words)
    tab.table.pressed.emit(row.key)
    assert tab.step is not None
    return tab.step


def buttons(tab: KeysTab) -> dict[str, str]:
    """Of every row its name and its button."""
    return {row.cells[0].words: row.cells[-1].button for row in tab.table.rows.rows}


def done(qtbot: QtBot, tab: KeysTab) -> None:
    """Wait until what was asked for is done."""
    qtbot.waitUntil(lambda: tab.step is None, timeout=20_000)


def test_that_somebody_is_let_in_by_a_passphrase_they_type_and_an_analyst_finds_no_button(
    qtbot: QtBot, made: Created
) -> None:
    session = made.session
    tab = keys_tab(qtbot, session)
    assert buttons(tab) == {"Researcher, you": "Change passphrase…", "Recovery sheet": "New sheet…"}
    tab.let_in.click()
    step = tab.step
    assert isinstance(step, LetIn)
    before = session.sequence
    step.go.click()
    assert "Type who it is" in step.named.message.words
    step.name.setText("Ana")
    step.go.click()
    assert step.wrong.words == "Choose what the passphrase opens."
    step.roles["analyst"].setChecked(True)
    typed(step, step.passphrase, "short")
    assert "15" in step.passphrase.first.message.words
    typed(step, step.passphrase, known.PASSPHRASE)
    qtbot.waitUntil(lambda: "opens the study already" in step.wrong.words, timeout=20_000)
    assert session.sequence == before
    typed(step, step.passphrase, THEIRS)
    done(qtbot, tab)
    assert tab.alarm.sentence == "Ana opens the study now: research data, no names."
    assert buttons(tab)["Ana"] == "Take out…"
    assert session.place is not None
    folder = session.place.folder.path
    backups.close(session)
    analyst = studies.open_(folder, THEIRS, known.SetClock())
    theirs = keys_tab(qtbot, analyst)
    assert set(buttons(theirs).values()) == {""}
    assert [part.isHidden() for part in (theirs.let_in, theirs.let_office_in, theirs.drill)] == [True] * 3
    assert ONLY_READS in words_of(theirs)
    backups.close(analyst)


def test_that_a_new_passphrase_is_typed_twice_and_the_study_locks_with_new_keys(qtbot: QtBot, made: Created) -> None:
    tab = keys_tab(qtbot, made.session)
    asked: list[str] = []
    tab.asked.connect(asked.append)
    step = pressed(tab, "Researcher")
    QTest.keyClick(step, Qt.Key.Key_Escape)
    assert tab.step is None
    assert not tab.card.isHidden()
    step = pressed(tab, "Researcher")
    assert isinstance(step, OwnPassphrase)
    typed(step, step.passphrase, NEW)
    done(qtbot, tab)
    assert asked == ["lock"]
    folder = tab.session.place.folder.path if tab.session.place else Path()
    backups.close(made.session)
    with pytest.raises(WrongPassphrase):
        studies.unlock(folder, known.PASSPHRASE)
    backups.close(studies.open_(folder, NEW, known.SetClock()))


def test_that_the_office_is_let_in_by_its_file_and_taken_out_again(qtbot: QtBot, made: Created, tmp_path: Path) -> None:
    tab = keys_tab(qtbot, made.session)
    private, public = office_key.make(tmp_path / "office")
    tab.let_office_in.click()
    step = tab.step
    assert isinstance(step, LetOfficeIn)
    step.go.click()
    step.take(private)
    step.go.click()
    assert tab.step is step, "a study must never be given the private half"
    step.take(public)
    step.go.click()
    done(qtbot, tab)
    assert buttons(tab)["Office"] == "Take out…"
    asked: list[str] = []
    tab.asked.connect(asked.append)
    pressed(tab, "Office").go.click()
    done(qtbot, tab)
    assert asked == ["lock"]
    assert "Office" not in buttons(tab)


def test_that_a_new_sheet_counts_only_once_a_group_was_typed_back_from_the_paper(qtbot: QtBot, made: Created) -> None:
    tab = keys_tab(qtbot, made.session)
    before = made.session.sequence
    step = pressed(tab, "Recovery sheet")
    assert isinstance(step, NewRecovery)
    assert not step.go.isEnabled()
    tab.hide()
    assert (tab.step, step.sheet._groups) == (None, ())
    tab.show()
    step = pressed(tab, "Recovery sheet")
    assert isinstance(step, NewRecovery)
    groups = step.sheet._groups
    QTest.keyClicks(step.sheet.proof, "wrong")
    step.go.click()
    assert (tab.step, made.session.sequence) == (step, before)
    step.sheet.proof.clear()
    QTest.keyClicks(step.sheet.proof, groups[step.sheet._asked])
    step.go.click()
    done(qtbot, tab)
    folder = made.session.place.folder.path if made.session.place else Path()
    backups.close(made.session)
    with pytest.raises(WrongRecoveryKey):
        studies.unlock_with_recovery(folder, str(made.recovery))
    backups.close(studies.open_session(studies.unlock_with_recovery(folder, "-".join(groups)), known.SetClock()))


def test_that_the_practice_study_keeps_the_passphrase_it_tells(qtbot: QtBot, made: Created) -> None:
    session = made.session
    with session.study.store.transaction():
        session.study.put_plan(dataclasses.replace(session.plan, is_practice=True))
    assert buttons(keys_tab(qtbot, session))["Researcher, you"] == ""


def tried(tab: KeysTab, groups: str) -> str:
    """What is said of these groups, typed and entered."""
    tab.groups.setFocus()
    tab.groups.setText(groups)
    QTest.keyClick(tab.groups, Qt.Key.Key_Return)
    return tab.groups.accessibleDescription()


def test_that_the_recovery_sheet_is_tried_in_the_open_study_and_the_log_keeps_it(qtbot: QtBot, made: Created) -> None:
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


def test_that_a_study_without_a_folder_has_no_sheet_to_try(qtbot: QtBot) -> None:
    assert keys_tab(qtbot, made_up.session()).drill.isHidden()
