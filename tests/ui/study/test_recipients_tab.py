"""For whom documents are sealed: seen, added and removed in the window; a key that reads only finds no button (C7)."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from ojm_desktop.domain.recipient import Recipient
from ojm_desktop.exchange import age
from ojm_desktop.service import recipients
from ojm_desktop.service.edits import AddRecipient
from ojm_desktop.service.session import Session
from ojm_desktop.ui.study import StudyPage
from ojm_desktop.ui.study.recipient_steps import AddSomebody, RemoveSomebody
from ojm_desktop.ui.study.recipients_tab import NOBODY, ONLY_READS, RecipientsTab
from tests.ui import made_up
from tests.ui.showing import shown, words_of


def tab_of(qtbot: QtBot, session: Session) -> tuple[StudyPage, RecipientsTab]:
    page, _ = shown(qtbot, StudyPage, session, "recipients")
    assert isinstance(page.tab, RecipientsTab)
    return page, page.tab


def _labels(view: QWidget) -> set[str]:
    return {label.text() for label in view.findChildren(QLabel) if label.isVisible()}


def test_that_c7_a_recipient_is_added_from_a_file_or_by_its_key_and_removed_once_asked(
    qtbot: QtBot, tmp_path: Path
) -> None:
    session = made_up.session()
    page, tab = tab_of(qtbot, session)
    assert NOBODY in words_of(tab)
    own = recipients.make_key(tmp_path / "own.key", session.clock)
    words = recipients.fingerprint(own.public)
    assert f"# its words: {words}\n" in (tmp_path / "own.key").read_text(), "its owner has nothing to read out"
    tab.add.click()
    step = tab.step
    assert isinstance(step, AddSomebody)
    step.go.click()
    assert "Type who it is" in step.named.message.words
    step.name.setText(" Study lead ")
    for wrong, said in ((tmp_path / "own.key", "private key"), (tmp_path / "none.pub", "none.pub")):
        step.take(wrong)
        assert (said in step.keyed.message.words, step.key.text()) == (True, "")
    step.key.setText(own.public[:-1])
    step.go.click()
    assert (step.keyed.editor.property("wrong"), session.study.store.recipients.all()) == ("true", [])
    step.take(tmp_path / "own.key.pub")
    assert words in step.keyed.message.words
    QTest.keyClick(step.key, Qt.Key.Key_Return)
    assert session.study.store.recipients.all() == [Recipient("Study lead", own.public)]
    assert not tab.card.isHidden()
    assert {"Study lead", words, "Since 14 May 2026"} <= _labels(tab)
    tab.add.click()
    assert isinstance(tab.step, AddSomebody)
    tab.step.name.setText("study lead")
    tab.step.key.setText(own.public)
    tab.step.go.click()
    assert "among the recipients already" in page.strip.sentence
    QTest.keyClick(tab.step, Qt.Key.Key_Escape)
    tab.remove["Study lead"].click()
    assert isinstance(tab.step, RemoveSomebody)
    assert len(session.study.store.recipients.all()) == 1
    tab.step.go.click()
    assert (session.study.store.recipients.all(), tab.remove) == ([], {})
    session.undo()
    assert list(tab.remove) == ["Study lead"], "undo brings somebody back, and the page must say so"


def test_that_a_key_that_reads_only_sees_recipients_and_changes_none(qtbot: QtBot) -> None:
    session = made_up.session()
    public = age.new_key().public
    session.do(AddRecipient(recipient=Recipient("Study lead", public)))
    _, tab = tab_of(qtbot, Session(session.study.store, "9" * 32, None, session.clock))
    assert (tab.remove, tab.add.isHidden()) == ({}, True)
    qtbot.waitUntil(lambda: {recipients.fingerprint(public), ONLY_READS} <= _labels(tab))


def test_that_every_part_of_the_study_is_in_sight_on_a_small_laptop(qtbot: QtBot) -> None:
    page, _ = tab_of(qtbot, made_up.session())
    qtbot.waitUntil(lambda: page.parts.list.verticalScrollBar().maximum() == 0)
