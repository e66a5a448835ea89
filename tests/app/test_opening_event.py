"""Opening a study is an event of the key that opened it, and says how often it was tried in vain before (A8)."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ojm_desktop.app.application import Program
from ojm_desktop.app.settings import Settings
from ojm_desktop.cli import listed
from ojm_desktop.service.edits import OpenStudy
from ojm_desktop.service.log_writer import read
from tests import studies


def test_that_a8_opening_in_the_window_is_an_event_that_counts_the_wrong_tries_since_the_last(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, file = tmp_path / "a.ojm", tmp_path / "settings.json"
    settings = Settings(file)
    settings.wrong_try(folder)
    settings.wrong_try(tmp_path / "b.ojm")
    monkeypatch.setattr(listed, "Settings", lambda: Settings(file))
    listed.note_wrong_try(folder)
    program = Program(qapp, Settings(file))
    qtbot.addWidget(program.window)
    session = studies.on_disk(folder)
    before, undone = session.sequence, session.history.next_undo
    program.page.opened.emit(session, folder)
    assert session.sequence == before + 1
    event = session.study.store.log.newest(1)[0]
    opened = read(session.study, event)
    assert opened is not None
    assert isinstance(opened.entry.edit, OpenStudy)
    assert (event.slot, opened.entry.edit.wrong_tries) == (session.slot, 2)
    assert opened.entry.edit.sentence(session.study) == "The study was opened, after 2 wrong tries."
    assert session.history.next_undo == undone
    again = Settings(file)
    assert (again.take_wrong_tries(folder), again.take_wrong_tries(tmp_path / "b.ojm")) == (0, 1)
    program.window.leave_open()
    session.close()


def test_that_a_count_of_tries_that_was_damaged_counts_as_none(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    for content in ('{"wrong_tries": 3}', '{"wrong_tries": {"/a": "x"}}'):
        file.write_text(content, "utf-8")
        assert Settings(file).take_wrong_tries(Path("/a")) == 0
