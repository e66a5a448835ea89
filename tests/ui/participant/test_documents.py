"""What leaves the study from a person's page: the signed agreement and the maps."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ojm_desktop.domain.answer import NonAnswer
from ojm_desktop.domain.paper_check import Reading
from ojm_desktop.domain.recipient import Recipient
from ojm_desktop.domain.signing import Way
from ojm_desktop.exchange import age
from ojm_desktop.service.back_entry import BackEntry
from ojm_desktop.service.edits import AddRecipient
from ojm_desktop.service.leaving import Offered, offered
from ojm_desktop.service.session import Session
from ojm_desktop.ui import messages
from ojm_desktop.ui.participant import ParticipantPage
from ojm_desktop.ui.widgets.buttons import Button
from ojm_desktop.ui.widgets.state import State
from tests import from_paper, ways
from tests.from_paper import HOUSING, KIN, WORK
from tests.service.test_leaving import last_let_out, signing
from tests.ui import made_up
from tests.ui.participant.opened import Opener


def test_that_the_signed_agreement_is_saved_as_the_same_bytes(
    open_at: Opener, session: Session, person: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "choose_folder", lambda *_args: tmp_path)
    page = open_at(f"{person}/documents")
    page.parts.documents.save.click()
    page.parts.documents.line.go.click()
    assert (tmp_path / "C1-01-agreement.pdf").read_bytes() == b"%PDF-made-up"
    page.parts.documents.line.given.emit("", "a4")
    assert "already" in page.strip.sentence


def test_that_a_scanned_paper_is_shown_behind_the_record_of_it(open_at: Opener, session: Session) -> None:
    other = made_up.add(session)
    ways.file_agreement(session, other, Way.PAPER, signed_on=session.today())
    tab = open_at(f"{other}/documents").parts.documents
    tab.show_paper.click()
    shown = [label for label in tab.findChildren(QLabel) if label.accessibleName() == "A page of the signed agreement"]
    sizes = [label.pixmap().deviceIndependentSize() for label in shown]
    assert [round(size.height() / size.width(), 1) for size in sizes] == [1.4, 0.8]  # A4, and a picture of 4 x 3


def test_that_a_map_is_printed_and_recorded(
    page: ParticipantPage, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(messages, "choose_folder", lambda *_args: tmp_path)
    before = session.sequence
    page.head.print.click()
    page.line.go.click()
    qtbot.waitUntil(lambda: "C1-01.pdf" in page.strip.sentence, timeout=20_000)
    assert (tmp_path / "C1-01.pdf").read_bytes().startswith(b"%PDF")
    assert session.sequence == before + 1


def test_that_what_was_written_is_one_click_away_and_its_whole_place_can_be_read(
    page: ParticipantPage, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    opened: list[Path] = []
    shows = iter((True, False))

    def open_folder(folder: Path) -> bool:
        opened.append(folder)
        return next(shows)

    monkeypatch.setattr(messages, "choose_folder", lambda *_args: tmp_path)
    monkeypatch.setattr(messages, "open_folder", open_folder)
    page.head.print.click()
    page.line.go.click()
    qtbot.waitUntil(lambda: "C1-01.pdf" in page.strip.sentence, timeout=20_000)
    assert [label.toolTip() for label in page.strip.findChildren(QLabel)] == [str(tmp_path)]
    (button,) = page.strip.findChildren(Button)
    assert (button.isVisible(), button.accessibleName()) == (True, "Open folder")
    told = page.strip.sentence
    page.strip.close_it.click()
    assert page.strip.sentence == "", "read and closed"
    page.paper.say_written(told, tmp_path)
    page.tabs.setCurrentIndex(page.tabs.currentIndex() + 1)
    assert page.strip.sentence == "", "and not said of another tab"
    page.paper.say_written(told, tmp_path)
    button.click()
    assert opened == [tmp_path]
    button.click()
    assert str(tmp_path) in page.strip.sentence, "a desktop without a window of files is told the place in words"
    assert not button.isVisible()


def test_that_a_real_study_prints_only_with_a_reason(page: ParticipantPage, session: Session) -> None:
    page.line.ask("The map", Offered(is_practice=False))
    assert not page.line.go.isEnabled()
    page.line.reason.setText("for the participant")
    assert page.line.go.isEnabled()


def test_that_a_map_is_sealed_for_a_recipient_who_is_chosen_and_asks_for_no_reason_then(
    page: ParticipantPage, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    line = page.line
    line.ask("The map", Offered(is_practice=False))
    assert not line.way.isVisible(), "there is nobody to seal it for"
    signing(session)
    for name in ("Lead", "Office"):
        session.do(AddRecipient(recipient=Recipient(name, age.new_key().public)))
    line.ask("The map", dataclasses.replace(offered(session), is_practice=False))
    assert (line.sealed_for, line.reason.isVisible(), line.go.isEnabled()) == ((), True, False)
    line.way.setCurrentIndex(3)
    assert (line.sealed_for, line.reason.isVisible(), line.go.isEnabled()) == (("Lead", "Office"), False, True)
    line.way.setCurrentIndex(1)
    monkeypatch.setattr(messages, "choose_folder", lambda *_args: tmp_path)
    line.go.click()
    qtbot.waitUntil(lambda: "C1-01.pdf.zip.age" in page.strip.sentence, timeout=20_000)
    assert [path.name for path in tmp_path.iterdir()] == ["C1-01.pdf.zip.age"]
    assert last_let_out(session).recipients == ("Lead",)
    page.head.print.click()
    assert line.sealed_for == (), "each time it is chosen anew"


def test_that_an_interview_is_saved_as_it_was_asked(
    open_at: Opener, session: Session, person: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "choose_folder", lambda *_args: tmp_path)
    assert not open_at(f"{person}/documents").parts.documents.interviews.save, "nobody was asked yet"
    visit = from_paper.typed_in(session, participant=person)
    page = open_at(f"{person}/documents")
    page.parts.documents.interviews.save[visit.id].click()
    page.parts.documents.interviews.line.go.click()
    assert page.strip.sentence == f"C1-01-week-4.pdf was written to {tmp_path.name}."
    assert (tmp_path / "C1-01-week-4.pdf").read_bytes().startswith(b"%PDF")


def test_that_a_visit_from_paper_says_how_far_its_check_is_and_leads_to_it(
    open_at: Opener, session: Session, person: str
) -> None:
    visit = from_paper.typed_in(session, participant=person)
    page = open_at(f"{person}/documents")
    assert "From paper: ratings to be typed a second time" in _states(page)
    page.parts.documents.interviews.check[visit.id].click()
    entry = BackEntry(session, visit.id)
    for path, reading in ((HOUSING, "-3"), (WORK, "5")):
        entry.enter(path, Reading(reading))
    entry.enter(KIN, Reading("", NonAnswer.REFUSED))
    entry.compare()
    page = open_at(f"{person}/documents")
    assert "From paper: checked by a second entry" in _states(page)


def _states(page: ParticipantPage) -> set[str]:
    return {state.words for state in page.parts.documents.interviews.findChildren(State)}
