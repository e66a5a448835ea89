"""The unlock page: what it shows, how it refuses, how a study is made."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from ojm_desktop.service.session import Session
from ojm_desktop.ui.keys.waiting import in_words
from ojm_desktop.ui.preferences import Recent
from ojm_desktop.ui.unlock.create_card import CreateCard
from ojm_desktop.ui.unlock.no_study_card import NoStudyCard
from ojm_desktop.ui.unlock.opener import Opener
from ojm_desktop.ui.unlock.page import UnlockPage
from ojm_desktop.ui.unlock.study_list import opened_words
from ojm_desktop.ui.unlock.unlock_card import UnlockCard
from ojm_desktop.vault import guesses, kdf
from tests import studies
from tests.studies import PASSPHRASE, SetClock
from tests.ui.windows import Remembered, dressed

WAIT = 20_000


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("studies") / "north-bridge.ojm"
    studies.on_disk(made).close()
    return made


class Shown:
    """A page over some studies, with a clock that stands, and the sessions it opened."""

    def __init__(self, qtbot: QtBot, app: QApplication, *folders: Path) -> None:
        dressed(app)
        clock = SetClock()
        recent = [Recent(folder, "2026-05-13T15:40:00.000Z") for folder in folders]
        self.opener = Opener(clock, lambda _progress: folders[0], app)
        self.preferences = Remembered(*recent)
        self.page = UnlockPage(self.preferences, self.opener, clock, "0.1.0")
        self.sessions: list[Session] = []
        self.page.opened.connect(lambda session, _folder: self.sessions.append(session))
        qtbot.addWidget(self.page)
        self.page.resize(1366, 768)
        self.page.show()
        qtbot.waitExposed(self.page)

    @property
    def card(self) -> UnlockCard:
        found = self.page.findChild(UnlockCard)
        assert found is not None
        return found

    def type(self, qtbot: QtBot, words: str) -> None:
        line = self.card.passphrase.line
        line.clear()
        QTest.keyClicks(line, words)
        QTest.keyClick(line, Qt.Key.Key_Return)


@pytest.fixture
def shown(qtbot: QtBot, qapp: QApplication, folder: Path) -> Iterator[Shown]:
    made = Shown(qtbot, qapp, folder)
    yield made
    made.opener.tasks.finish()
    for session in made.sessions:
        session.close()


def test_that_the_passphrase_opens_the_study_and_is_forgotten(shown: Shown, qtbot: QtBot) -> None:
    shown.type(qtbot, PASSPHRASE)
    qtbot.waitUntil(lambda: bool(shown.sessions), timeout=WAIT)
    assert shown.sessions[0].plan.name == "north-bridge"
    assert shown.card.passphrase.line.text() == ""


def test_that_k4_a_wrong_passphrase_changes_no_byte_and_selects_the_field(
    shown: Shown, qtbot: QtBot, folder: Path
) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    shown.type(qtbot, "not the right words at all")
    qtbot.waitUntil(lambda: "does not open “north-bridge”" in shown.card.passphrase.message.words, timeout=WAIT)
    assert shown.card.passphrase.line.selectedText() == shown.card.passphrase.line.text()
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before
    assert shown.preferences.wrong == {folder: 1}, "counted beside the study, for its log"


def test_that_k4_the_wait_after_wrong_passphrases_grows_and_is_told_in_words(
    shown: Shown, qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guesses, "seconds_left", lambda tries, _since: float(guesses.delay_after(tries)))
    told = []
    for _ in range(5):
        shown.card._waiting.wrong(folder)
        told.append(shown.card.passphrase.message.words)
    assert all(words.startswith("Wrong passphrase for “north-bridge”.") for words in told[2:])
    assert [words.rsplit(" in ", 1)[-1] for words in told[2:]] == ["one second.", "two seconds.", "four seconds."]
    shown.type(qtbot, PASSPHRASE)
    assert shown.opener.tasks.current is None


def test_that_k4_a_damaged_key_file_has_a_sentence_of_its_own(shown: Shown, qtbot: QtBot, folder: Path) -> None:
    keys = folder / "keys.json"
    keys.write_bytes(keys.read_bytes().replace(b"a", b"b", 1))
    shown.type(qtbot, PASSPHRASE)
    qtbot.waitUntil(lambda: bool(shown.card.passphrase.message.words), timeout=WAIT)
    assert "damaged" in shown.card.passphrase.message.words
    assert "passphrase" not in shown.card.passphrase.message.words


def test_that_r11_a_study_open_elsewhere_is_refused_before_anybody_types(
    qtbot: QtBot, qapp: QApplication, folder: Path
) -> None:
    holder = studies.reopened(folder)
    try:
        shown = Shown(qtbot, qapp, folder)
        with qtbot.waitSignal(shown.page.already_open, timeout=WAIT):
            pass
        assert "already open" in shown.card.passphrase.message.words
    finally:
        holder.close()


def test_that_l4_the_letters_hide_again_when_the_field_is_left(shown: Shown, qtbot: QtBot) -> None:
    line = shown.card.passphrase.line
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    QTest.keyClick(line, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    assert line.is_shown
    shown.card.list.setFocus()
    assert not line.is_shown


def test_that_l4_neither_undo_nor_copy_brings_the_passphrase_back(shown: Shown, qtbot: QtBot) -> None:
    line = shown.card.passphrase.line
    QTest.keyClicks(line, "amber kettle")
    line.selectAll()
    line.copy()
    assert QApplication.clipboard().text() != "amber kettle"
    line.show_letters(True)
    line.forget()
    line.undo()
    assert line.text() == ""
    line.show_letters(True)  # a line that hides its letters takes nothing back; this one would
    line.undo()
    assert line.text() == ""


def test_that_caps_lock_is_noticed(shown: Shown, qtbot: QtBot) -> None:
    QTest.keyClick(shown.card.passphrase.line, Qt.Key.Key_A)
    assert shown.card.passphrase.message.words == ""
    QApplication.sendEvent(shown.card.passphrase.line, _capital_without_shift())
    assert shown.card.passphrase.message.words == "Caps Lock is on"


def test_that_nothing_but_folder_names_and_openings_is_seen(shown: Shown) -> None:
    words = " ".join(label.text() for label in shown.page.findChildren(QLabel))
    assert "north-bridge" in words
    assert "Nothing inside is shown until it is open." in words
    assert shown.card.list.item(0).text() == "north-bridge"


def test_that_a_study_from_elsewhere_is_put_on_the_list_and_marked(shown: Shown, tmp_path: Path) -> None:
    shown.page.choose(tmp_path / "stick" / "south.ojm")
    assert [shown.card.list.item(row).text() for row in range(shown.card.list.count())] == ["north-bridge", "south"]
    assert shown.card.list.folder == tmp_path / "stick" / "south.ojm"


def test_that_the_recovery_sheet_opens_the_study(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    from ojm_desktop.domain import template
    from ojm_desktop.service import studies as service

    folder = tmp_path / "a.ojm"
    made = service.create(folder, template.bristol("a"), PASSPHRASE, SetClock(), parameters=studies.QUICK)
    made.session.close()
    shown = Shown(qtbot, qapp, folder)
    shown.card._swap()
    editor = shown.card.recovery.editor
    assert isinstance(editor, QLineEdit)
    QTest.keyClicks(editor, " ".join(made.recovery.groups).lower())
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(shown.sessions), timeout=WAIT)
    shown.sessions[0].close()


def test_that_a_laptop_without_studies_is_offered_to_create_one(qtbot: QtBot, qapp: QApplication) -> None:
    page = Shown(qtbot, qapp).page
    card = page.findChild(NoStudyCard)
    assert card is not None
    assert page.first_focus() is card.create_button
    assert page.findChild(UnlockCard) is None


def test_that_a_study_is_made_in_three_steps_and_proved_by_its_paper(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ojm_desktop.service import studies as service

    monkeypatch.setattr(service, "calibrated", lambda: kdf.Parameters(64 * 1024, 4))
    shown = Shown(qtbot, qapp)
    shown.page.create_study()
    card = shown.page.findChild(CreateCard)
    assert card is not None
    card.place._parent_folder = tmp_path
    QTest.keyClicks(card.place.name, "Impact 3")
    QTest.keyClick(card.place.name, Qt.Key.Key_Return)
    card.passphrase.first.line.setText("too short")
    QTest.keyClick(card.passphrase.second.line, Qt.Key.Key_Return)
    assert "15" in card.passphrase.first.message.words
    for field in (card.passphrase.first, card.passphrase.second):
        field.line.setText(PASSPHRASE)
    QTest.keyClick(card.passphrase.second.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: card._steps.currentIndex() == 2, timeout=WAIT)
    assert card.passphrase.words == ""
    recovery = card.recovery
    wanted = recovery._groups[recovery._asked]
    recovery.proof.setFocus()
    assert wanted not in " ".join(cell.text() for cell in recovery._cells)
    QTest.keyClicks(recovery.proof, "wrong")
    QTest.keyClick(recovery.proof, Qt.Key.Key_Return)
    assert shown.sessions == []
    recovery.proof.clear()
    QTest.keyClicks(recovery.proof, wanted.lower())
    QTest.keyClick(recovery.proof, Qt.Key.Key_Return)
    assert [session.plan.name for session in shown.sessions] == ["Impact 3"]
    shown.sessions[0].close()
    assert (tmp_path / "Impact-3.ojm" / "study.db").exists()


@pytest.mark.parametrize(
    ("opened", "words"),
    [
        ("2026-05-14T08:00:00.000Z", "Opened today, 09:00"),
        ("2026-05-13T15:40:00.000Z", "Opened yesterday, 16:40"),
        ("2026-04-02T10:00:00.000Z", "Opened 2 April"),
        ("2024-04-02T10:00:00.000Z", "Opened 2 April 2024"),
        ("nonsense", "Not opened on this laptop yet"),
    ],
)
def test_that_the_last_opening_is_said_as_people_say_it(opened: str, words: str) -> None:
    assert opened_words(Recent(Path("a.ojm"), opened), SetClock().now()) == words


def test_that_seconds_are_told_in_words() -> None:
    assert [in_words(n) for n in (1, 8, 40, 120, 300)] == [
        "one second", "eight seconds", "40 seconds", "2 minutes", "5 minutes",
    ]  # fmt: skip


def _capital_without_shift() -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_B, Qt.KeyboardModifier.NoModifier, "B")
