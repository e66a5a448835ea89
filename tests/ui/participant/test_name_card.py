"""A name on the screen: hidden until the passphrase is typed again, and hidden again when the page is left (W9)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from ojm_desktop.domain.participant import Identity
from ojm_desktop.service import reveal
from ojm_desktop.service.edits import RecordIdentity
from ojm_desktop.service.session import Session
from ojm_desktop.ui.participant.name_card import NO_KEY, NameCard
from ojm_desktop.ui.participant.page import ParticipantPage
from ojm_desktop.ui.participant_view.page import ParticipantViewPage
from ojm_desktop.ui.tasks import Tasks
from tests import studies as known
from tests.ui import made_up
from tests.ui.showing import shown, words_of

WHO = Identity("CANARY-name", "CANARY-contact")
WAIT = 20_000


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """A study on the disk with one person whose name is kept."""
    opened = made_up.on_disk(tmp_path / "a.ojm")
    opened.do(RecordIdentity(participant=known.add_person(opened), identity=WHO))
    yield opened
    opened.close()


def card_of(qtbot: QtBot, session: Session) -> tuple[ParticipantPage, NameCard]:
    page, _ = shown(qtbot, ParticipantPage, session, known.person_of(session))
    page.tasks = Tasks(page)
    page.to_details.click()
    return page, page.parts.details.name


def seen(page: ParticipantPage) -> str:
    """All that the page holds in words and lines, in sight or not."""
    return words_of(page) + " ".join(line.text() for line in page.findChildren(QLineEdit))


def test_that_w9_the_page_holds_no_name_until_the_passphrase_is_typed_again_nor_after_it_is_left(
    qtbot: QtBot, session: Session
) -> None:
    page, card = card_of(qtbot, session)
    assert "CANARY" not in seen(page)
    card.show_it.click()
    card.passphrase.line.setText("not the right words at all")
    QTest.keyClick(card.passphrase.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "not the passphrase" in card.passphrase.message.words, timeout=WAIT)
    assert "CANARY" not in seen(page)
    card.passphrase.line.setText(known.PASSPHRASE)
    card.go.click()
    qtbot.waitUntil(lambda: card.name.text() == WHO.name, timeout=WAIT)
    assert card.contact.text() == WHO.contact
    assert card.passphrase.words == ""
    page.parts.details.closed.emit()
    assert "CANARY" not in seen(page)
    page.to_details.click()
    card.show_it.click()
    assert card.name.text() == WHO.name, "within its minutes the passphrase is not asked for again"
    shown(qtbot, ParticipantViewPage, session, f"{known.person_of(session)}/8/housing")
    card._look_again()
    assert "CANARY" not in seen(page)
    assert reveal.is_asked(session)


def test_that_a_name_that_is_shown_can_be_put_right_and_undone(qtbot: QtBot, session: Session) -> None:
    page, card = card_of(qtbot, session)
    session.names.open(session.clock.now())
    card.show_it.click()
    before = session.sequence
    card.name.setFocus()
    card.contact.setFocus()
    assert session.sequence == before, "nothing was changed"
    card.contact.setText("CANARY-new")
    card.name.setFocus()
    assert session.sequence == before + 1
    assert session.last_sentence == "The name of C1-01 was sealed."
    assert reveal.still(session, known.person_of(session)) == Identity(WHO.name, "CANARY-new")
    session.undo()
    assert card.contact.text() == WHO.contact
    card.name.setText("CANARY-last")
    page.parts.details.closed.emit()
    assert reveal.still(session, known.person_of(session)).name == "CANARY-last", "a line that goes with the page"


def test_that_an_analyst_is_offered_no_name(qtbot: QtBot) -> None:
    opened = made_up.session()
    known.add_person(opened)
    _page, card = card_of(qtbot, known.as_analyst(opened))
    assert card.show_it.isHidden()
    assert NO_KEY in words_of(card)
