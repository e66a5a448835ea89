"""Restoring in the window: from the open study, from a stick alone, and out of a study that is damaged."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ojm_desktop.domain import template
from ojm_desktop.service import backups, sticks, studies
from ojm_desktop.service.session import Session
from ojm_desktop.service.verify import verify
from ojm_desktop.store.folder import StudyFolder
from ojm_desktop.ui.damaged import DamagedPage
from ojm_desktop.ui.main_window import MainWindow
from ojm_desktop.ui.restore import RestorePage
from ojm_desktop.ui.restoring.form import RestoreForm
from ojm_desktop.ui.restoring.rescue import Rescue
from ojm_desktop.ui.tasks import Tasks
from ojm_desktop.ui.unlock.opener import Opener
from ojm_desktop.ui.unlock.page import UnlockPage
from ojm_desktop.ui.unlock.rescuing import Rescuing
from ojm_desktop.vault import guesses
from ojm_desktop.vault.errors import WrongPassphrase
from ojm_desktop.vault.words import to_words
from tests import derived
from tests import studies as known
from tests.ui.restoring.looking import read, restore
from tests.ui.windows import Remembered, dressed, window_of

WAIT = 20_000


@dataclass
class Made:
    """A study with one person; the first backup lacks a rating and whatever came later. Copies of it are cheap."""

    folder: Path
    groups: str
    head: str
    person: str


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("made") / "a.ojm"
    with derived.salt_of_this_run():
        new = studies.create(
            folder, known.with_basis(template.bristol("a")), known.PASSPHRASE, known.SetClock(), parameters=known.QUICK
        )
    session, clock = new.session, known.SetClock()
    person = known.signed_person(session)
    assert session.place is not None
    backups.back_up(session.place, clock.now().utc)
    known.rate(session, person, "work", "4", 2, session.today())
    clock.move(minutes=5)
    backups.back_up(session.place, clock.now().utc)
    head = " ".join(to_words(session.head_hash))
    session.close()
    return Made(folder, " ".join(new.recovery.groups), head, person)


@pytest.fixture
def session(made: Made, tmp_path: Path) -> Iterator[Session]:
    """A copy of it, open."""
    shutil.copytree(made.folder, tmp_path / "a.ojm")
    found = known.reopened(tmp_path / "a.ojm")
    yield found
    found.close()


@pytest.fixture
def window(session: Session, qtbot: QtBot, qapp: QApplication) -> MainWindow:
    return window_of(session, qtbot, qapp)


def test_that_a_backup_is_restored_beside_the_open_study_and_opened_after_a_lock(
    window: MainWindow, session: Session, qtbot: QtBot, made: Made, tmp_path: Path
) -> None:
    frame = window.frame
    assert frame is not None
    frame.navigate("restore")
    page = frame.page
    assert isinstance(page, RestorePage)
    form = page.form
    assert form is not None
    assert form.table.hasFocus()
    read(form, qtbot)
    assert "Nothing would be lost" in form.loses.words
    before, sequence = session.head_hash, session.sequence
    QTest.keyClick(form.table, Qt.Key.Key_Down)
    read(form, qtbot)
    assert "1 participant, 1 agreement;" in form.holds.words
    assert form.loses.words.startswith("It does not have 1 event since 14 May 2026")
    assert form.loses.words.endswith(": 1 rating, new or changed.")
    restore(form, qtbot)
    assert (session.head_hash, session.sequence) == (before, sequence)
    with qtbot.waitSignal(window.locked):
        form.open.click()
    assert window.next_study == tmp_path / "a-restored.ojm"
    report = verify(studies.unlock(tmp_path / "a-restored.ojm", known.PASSPHRASE), made.head)
    assert [problem.what[:52] for problem in report.problems] == [
        "these words are known, and lost by the restore of 20"
    ]


def test_that_b5_on_a_laptop_without_studies_the_stick_and_the_recovery_sheet_open_the_study(
    session: Session, qtbot: QtBot, qapp: QApplication, made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    medium = tmp_path / "FIELD STICK"
    medium.mkdir()
    assert session.place is not None
    sticks.copy_newest(session.place, medium, session.clock.now().utc, is_due=True)
    session.close()
    shutil.rmtree(tmp_path / "a.ojm")
    monkeypatch.setattr(sticks, "found", lambda: (medium,))
    dressed(qapp)
    opener = Opener(known.SetClock(), lambda _progress: tmp_path, qapp)
    page = UnlockPage(Remembered(), opener, known.SetClock(), "0.1.0")
    opened: list[tuple[Session, Path]] = []
    page.opened.connect(lambda session, folder: opened.append((session, folder)))
    qtbot.addWidget(page)
    page.show()
    page.restore_backup()
    way = page.findChild(Rescuing)
    assert way is not None
    form = way.form
    assert not hasattr(form, "salvaging")
    assert [cell.words for cell in form.table.rows.rows[0].cells][2] == "FIELD STICK"
    key = form.key
    key.passphrase.line.setText("not what it is at all")
    QTest.keyClick(key.passphrase.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "does not open" in key.passphrase.message.words, timeout=WAIT)
    key._swap()
    key.sheet.setText(made.groups.lower())
    QTest.keyClick(key.sheet, Qt.Key.Key_Return)
    read(form, qtbot)
    assert (key.words, key.isVisible()) == ("", False)
    assert "1 participant" in form.holds.words
    restore(form, qtbot)
    form.open.click()
    ((again, folder),) = opened
    assert folder == Path.home() / "OJM studies" / "a.ojm"
    assert [one.id for one in again.study.store.people.all()] == [made.person]
    again.close()


def test_that_k4_the_wait_after_wrong_passphrases_of_a_backup_grows_and_no_try_is_taken_before(
    qtbot: QtBot, qapp: QApplication, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    dressed(qapp)
    monkeypatch.setattr(sticks, "found", lambda: (made.folder,))
    monkeypatch.setattr(sticks, "sets_at", lambda *_: sticks.sets_of(StudyFolder(made.folder)))
    form = RestoreForm(lambda: Tasks(form), known.SetClock(), None, "Open it")
    qtbot.addWidget(form)
    form.show()
    tried: list[str] = []

    def wrong(_folder: Path, words: str) -> None:
        tried.append(words)
        raise WrongPassphrase("a")

    def taken(number: int) -> bool:
        return len(tried) == number and form.table.isEnabled()

    monkeypatch.setattr(studies, "unlock", wrong)
    monkeypatch.setattr(guesses, "seconds_left", lambda tries, _since: float(guesses.delay_after(tries)))
    field = form.key.passphrase
    for number in (1, 2, 3):
        field.line.setText(f"not it {number}")
        QTest.keyClick(field.line, Qt.Key.Key_Return)
        qtbot.waitUntil(partial(taken, number), timeout=WAIT)
    assert field.message.words == "Wrong passphrase for this backup. The next try is taken in one second."
    assert not form.key.open_button.isEnabled()
    form.table.selectRow(1)
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert form.table.isEnabled(), "another set is waited for too"
    assert len(tried) == 3


def test_that_r9_a_study_found_damaged_while_open_is_closed_without_a_backup_and_can_be_restored_or_salvaged(
    window: MainWindow, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    frame = window.frame
    assert frame is not None
    known.rate(session, known.person_of(session), "drugs", "4", 1, session.today())
    frame._keeper.damaged.emit("study.db: event 4 is missing from the log")
    sets = [path.name for path in (tmp_path / "a.ojm" / "backups").iterdir()]
    page = frame.findChild(DamagedPage)
    assert page is not None
    assert page.rescue is not None
    assert page.hasFocus(), "so that what was found stays in sight at large text"
    assert not (tmp_path / "a.ojm" / "lock").exists(), "it is closed, so that what is there can be read"
    read(page.rescue.form, qtbot)
    assert "1 rating, new or changed" in page.rescue.form.loses.words
    card = page.rescue.salvaging
    card.salvage.click()
    qtbot.waitUntil(card.open.isVisible, timeout=WAIT)
    assert card.said.words == "Everything could be read: 5 events, in a-salvaged.ojm now."
    restore(page.rescue.form, qtbot)
    window.rebuild()
    assert page.isVisible(), "another look makes no page of a study that is closed"
    with qtbot.waitSignal(window.locked):
        card.open.click()
    assert window.next_study == tmp_path / "a-salvaged.ojm"
    assert [path.name for path in (tmp_path / "a.ojm" / "backups").iterdir()] == sets
    for name in ("a-salvaged.ojm", "a-restored.ojm"):
        assert verify(studies.unlock(tmp_path / name, known.PASSPHRASE)).problems == ()


def test_that_r9_a_study_that_its_passphrase_opens_and_that_is_damaged_leads_to_its_backups(
    session: Session, qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    session.close()
    (tmp_path / "a.ojm" / "study.db").write_bytes(b"")
    dressed(qapp)
    opener = Opener(known.SetClock(), lambda _progress: tmp_path, qapp)
    page = UnlockPage(Remembered(), opener, known.SetClock(), "0.1.0")
    qtbot.addWidget(page)
    page.show()
    page.choose(tmp_path / "a.ojm")
    field = page.first_focus()
    assert field is not None
    QTest.keyClicks(field, known.PASSPHRASE)
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.findChild(Rescuing) is not None, timeout=WAIT)
    way = page.findChild(Rescuing)
    assert way is not None
    assert isinstance(way.form, Rescue)
    form = way.form.form
    read(form, qtbot)
    assert form.loses.words == "", "of a study that cannot be read nobody can say what would be lost"
    restore(form, qtbot)
    assert (tmp_path / "a.ojm" / "study.db").read_bytes() == b""
    way.left.emit()
    assert page.first_focus() is not None
    assert opener.refused is None
