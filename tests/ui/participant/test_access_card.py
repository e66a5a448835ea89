"""All that is kept about a person, from their page: the passphrase again, why it leaves, and both files (W8)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ojm_desktop.domain.participant import Identity
from ojm_desktop.service.edits import LetOutApart, RecordIdentity
from ojm_desktop.service.log_writer import read
from ojm_desktop.service.session import Session
from ojm_desktop.ui import messages
from ojm_desktop.ui.participant.access_card import NO_KEY, AccessCard
from ojm_desktop.ui.participant.page import ParticipantPage
from ojm_desktop.ui.tasks import Tasks
from tests import studies as known
from tests.ui import made_up
from tests.ui.showing import shown, words_of

WAIT = 20_000


def card_of(qtbot: QtBot, session: Session) -> tuple[ParticipantPage, AccessCard]:
    page, _ = shown(qtbot, ParticipantPage, session, known.person_of(session))
    page.tasks = Tasks(page)
    page.to_details.click()
    return page, page.parts.details.access


def test_that_w8_one_button_writes_all_that_is_kept_once_the_passphrase_is_typed_again_and_a_reason_given(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = made_up.on_disk(tmp_path / "a.ojm")
    session.do(RecordIdentity(participant=known.add_person(session), identity=Identity("CANARY-name", "")))
    monkeypatch.setattr(messages, "choose_folder", lambda *_args: tmp_path)
    (tmp_path / "C1-01-access.json").write_text("another")
    page, card = card_of(qtbot, session)
    card.save.click()
    assert (card.line.isHidden(), card.again.isVisible()) == (True, True), "no name before the passphrase"
    card.again.opened.emit()
    card.line.given.emit("asked for it", "")
    assert "passphrase" in page.strip.sentence, "not by a way around it either"
    session.names.open(session.clock.now())
    card.save.click()
    assert not card.line.go.isEnabled()
    card.line.reason.setText("asked for it")
    card.line.go.click()
    assert not list(tmp_path.glob("*.pdf")), "made beside the window"
    qtbot.waitUntil(lambda: "C1-01-access-2.pdf, C1-01-access-2.json" in page.strip.sentence, timeout=WAIT)
    assert (tmp_path / "C1-01-access-2.pdf").read_bytes().startswith(b"%PDF")
    assert "CANARY-name" in json.dumps(json.loads((tmp_path / "C1-01-access-2.json").read_text())["sealed"])
    event = session.study.store.log.event(session.sequence)
    assert event is not None
    entry = read(session.study, event)
    assert entry is not None
    assert isinstance(entry.entry.edit, LetOutApart)
    assert entry.entry.edit.reason == "asked for it"
    session.close()


def test_that_whoever_has_no_key_to_names_is_not_offered_it(qtbot: QtBot) -> None:
    opened = made_up.session()
    known.add_person(opened)
    _page, card = card_of(qtbot, known.as_analyst(opened))
    assert card.save.isHidden()
    assert NO_KEY in words_of(card)
