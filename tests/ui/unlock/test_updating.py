"""R14 where people meet it: a study of an older version is unlocked by a newer program."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ojm_desktop.service import studies as service
from ojm_desktop.service.session import Session
from ojm_desktop.store.errors import DiskFull
from ojm_desktop.store.migrate import Migration
from ojm_desktop.store.rows import Rows
from ojm_desktop.store.schema import MIGRATIONS
from ojm_desktop.ui.unlock.opener import Opener
from ojm_desktop.ui.unlock.page import UnlockPage
from ojm_desktop.ui.unlock.rescuing import Rescuing
from ojm_desktop.ui.unlock.unlock_card import UnlockCard
from tests import studies
from tests.store.ground import every_byte
from tests.ui.windows import Remembered, dressed

WAIT = 20_000
NEXT = len(MIGRATIONS) + 1


def no_room(_rows: Rows) -> None:
    """What a conversion meets on a full disk."""
    raise DiskFull("The disk is full. Make 30 MB free, then try again.")


def test_that_r14_a_study_whose_update_fails_is_refused_untouched_and_updated_at_the_next_unlock(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    studies.on_disk(tmp_path / "a.ojm").close()
    before = every_byte(tmp_path / "a.ojm")
    monkeypatch.setattr(
        service, "MIGRATIONS", (*MIGRATIONS, Migration(NEXT, "full", "CREATE TABLE later(a);", no_room))
    )
    dressed(qapp)
    page = UnlockPage(
        Remembered(), Opener(studies.SetClock(), lambda _progress: tmp_path, qapp), studies.SetClock(), "0.1.0"
    )
    opened: list[Session] = []
    page.opened.connect(lambda session, _folder: opened.append(session))
    qtbot.addWidget(page)
    page.show()
    page.choose(tmp_path / "a.ojm")
    card = page.findChild(UnlockCard)
    assert card is not None
    QTest.keyClicks(card.passphrase.line, studies.PASSPHRASE)
    QTest.keyClick(card.passphrase.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Make 30 MB free" in card.passphrase.message.words, timeout=WAIT)
    assert every_byte(tmp_path / "a.ojm") == before
    assert page.findChild(Rescuing) is None, "a full disk is no damage"
    monkeypatch.setattr(service, "MIGRATIONS", (*MIGRATIONS, Migration(NEXT, "later", "CREATE TABLE later(a);")))
    QTest.keyClick(card.passphrase.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(opened), timeout=WAIT)
    assert opened[0].study.store.connection.schema_version == NEXT
    opened[0].close()
