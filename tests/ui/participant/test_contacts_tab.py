"""The Contacts tab: what is typed is recorded sealed; what is kept apart shows only when asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QPushButton

from ojm_desktop.domain.agreement import AgreementPart, Severity
from ojm_desktop.domain.agreement_text import CURRENT
from ojm_desktop.domain.contact import Outcome, Way, Why
from ojm_desktop.domain.disclosure import Category, StepKind
from ojm_desktop.service.edits import DraftText, PublishText, RecordDisclosure
from ojm_desktop.service.edits.contacts import contacts_of, leaving_of
from ojm_desktop.service.edits.disclosures import disclosures_of, steps_of
from ojm_desktop.service.edits.vouchers import vouchers_of
from ojm_desktop.service.session import Session
from ojm_desktop.ui import messages
from ojm_desktop.ui.participant import ParticipantPage
from ojm_desktop.ui.participant.contacts.entry import Entry
from ojm_desktop.ui.participant.contacts.recording import IN_USE
from ojm_desktop.ui.widgets.field import ChoiceBox
from tests.ui import made_up, people
from tests.ui.participant.opened import TODAY, Opener

WORDS = "he said what must be passed on"


def test_that_f8_takes_a_disclosure_down_and_shows_none_that_was_recorded_before(
    open_at: Opener, session: Session, person: str
) -> None:
    session.do(RecordDisclosure(participant=person, category=Category.HARM_TO_SELF, words=WORDS))
    page = open_at(f"{person}/journey")
    before = session.sequence
    next(bound for bound in page.bound_actions() if bound.name == "disclosure").act()
    part = page.parts.contacts.kept_apart
    assert (part.form.isVisible(), session.sequence) == (True, before)
    assert "a further offence" in shown(page)
    assert WORDS not in shown(page)
    put(part.new, words="and another thing")
    part.new.record.click()
    assert (part.new.fields["category"].message.words, session.sequence) == ("Choose what it is about.", before)
    part.put_away.click()
    assert part.begin_new.text() == "Go on recording"
    part.begin_new.click()
    put(part.new, category=4, agreed="there was another", said="at 3", told="the office")
    part.new.record.click()
    one = disclosures_of(session.study, person)[1]
    assert (one.category, one.words, one.agreed) == (Category.CHILD_AT_RISK, "and another thing", "there was another")
    (step,) = steps_of(session.study, person)
    assert (step.disclosure, step.kind, step.who, step.on) == (one.id, StepKind.TOLD, "the office", TODAY)
    assert not part.form.isVisible()
    assert "and another thing" not in shown(page)


def test_that_a_disclosure_goes_by_the_version_that_the_person_signed_and_not_by_a_newer_one(
    open_at: Opener, session: Session
) -> None:
    signed, unsigned = people.added(session), people.added(session)
    made_up.sign(session, signed)
    new = replace(CURRENT, version=4, parts=(*CURRENT.parts[:-1], AgreementPart("Limits", ("Only fires are told.",))))
    session.do(DraftText(version=4, language=new.language, style=new.style, text=new))
    session.do(PublishText(version=4, language=new.language, style=new.style, severity=Severity.MAJOR))
    page = open_at(f"{signed}/contacts")
    page.parts.contacts.record_disclosure()
    assert "a further offence" in shown(page)
    assert "Only fires are told." not in shown(page)
    page = open_at(f"{unsigned}/contacts")
    page.parts.contacts.record_disclosure()
    assert f"{IN_USE} Only fires are told." in shown(page)


def test_that_a_report_is_written_from_the_page_with_a_reason(
    open_at: Opener, session: Session, person: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.do(RecordDisclosure(participant=person, category=Category.HARM_TO_SELF, words=WORDS))
    page = open_at(f"{person}/disclosures")
    part = page.parts.contacts.kept_apart
    part.show_words.click()
    next(button for button in part.findChildren(QPushButton) if "Report as PDF: 1" in button.accessibleName()).click()
    monkeypatch.setattr(messages, "choose_folder", lambda *_: tmp_path)
    part.line.reason.setText("for the office")
    part.line.go.click()
    (written,) = tmp_path.iterdir()
    assert written.name == "C1-01-report-1.pdf"
    assert page.strip.isVisible()
    part.show_words.click()
    assert not part.line.isVisible()


def put(entry: Entry, **values: str | int) -> None:
    for key, value in values.items():
        editor = entry.fields[key].editor
        if isinstance(value, int):
            assert isinstance(editor, ChoiceBox)
            editor.setCurrentIndex(value)
        elif isinstance(editor, QPlainTextEdit):
            editor.setPlainText(value)
        else:
            assert isinstance(editor, QLineEdit)
            editor.setText(value)


def shown(page: ParticipantPage) -> str:
    QApplication.processEvents()  # a layout shows what is new in it a moment later
    return " ".join(label.text() for label in page.parts.contacts.kept_apart.findChildren(QLabel) if label.isVisible())


def test_that_attempts_vouchers_and_leaving_are_recorded_and_taken_back(open_at: Opener, session: Session) -> None:
    person = people.added(session)  # nobody has to have signed before somebody tries to reach them
    tab = open_at(f"{person}/contacts").parts.contacts
    put(tab.attempts.entry, day="2 March 2026", way=2, outcome=0, where="by the lift")
    tab.attempts.entry.record.click()
    (tried,) = contacts_of(session.study, person)
    assert (tried.on, tried.way, tried.outcome) == (date(2026, 3, 2), Way.IN_PERSON, Outcome.AGREED)
    assert tab.attempts.table.rows.rows[0].cells[2].words == "by the lift"
    put(tab.vouchers.entry, worth="nothing")
    tab.vouchers.entry.record.click()
    assert tab.vouchers.entry.fields["worth"].message.words == "Write pounds, such as 20 or 7.50."
    put(tab.vouchers.entry, worth="7,50", occasion=2)
    tab.vouchers.entry.record.click()
    (voucher,) = vouchers_of(session.study, person)
    assert (voucher.pence, voucher.signed_on, voucher.occasion) == (750, None, "8")
    assert tab.vouchers.table.rows.rows[0].cells[2].words == "Week 8"
    tab.vouchers.table.pressed.emit(voucher.id)
    assert vouchers_of(session.study, person)[0].signed_on == TODAY
    assert tab.vouchers.total.text() == "1 voucher, £7.50; 1 signed for."
    put(tab.leaving.entry, why=1)
    tab.leaving.entry.record.click()
    left = leaving_of(session.study, person)
    assert left is not None
    assert left.why is Why.MOVED
    session.undo()
    assert tab.leaving.says.text() == "Nothing is recorded."
    tab.vouchers.remove.click()
    tab.attempts.remove.click()
    assert (vouchers_of(session.study, person), contacts_of(session.study, person)) == ((), ())


def test_that_what_is_kept_apart_is_seen_only_when_asked_for_and_what_follows_is_added(
    open_at: Opener, session: Session, person: str
) -> None:
    session.do(RecordDisclosure(participant=person, category=Category.HARM_TO_SELF, words=WORDS))
    page = open_at(person)
    assert not page.altered.isVisible()  # nobody was told yet
    page.paper.ask()
    assert not page.paper.mark.isVisible()
    page.line.hide()
    page = open_at(f"{person}/disclosures")
    part = page.parts.contacts.kept_apart
    assert WORDS not in shown(page)
    assert Category.HARM_TO_SELF.words not in shown(page)
    part.show_words.click()
    assert WORDS in shown(page)
    put(part.step, kind=1, who="The duty manager", words="by telephone")
    part.step.record.click()
    (step,) = steps_of(session.study, person)
    assert (step.kind, step.who, step.on) == (StepKind.TOLD, "The duty manager", TODAY)
    assert "Told: The duty manager. by telephone" in shown(page)
    page = open_at(f"{person}/journey")
    assert page.altered.isVisible()
    assert page.altered.text() == "† May be altered by reporting from 14 May 2026 on."
    page.paper.ask()
    assert (page.paper.mark.isVisible(), page.paper.mark.isChecked()) == (True, False)
    page.line.hide()
    page.to_details.click()
    assert not page.altered.isVisible()
    page = open_at(f"{person}/contacts")
    assert not page.altered.isVisible()
    part.show_words.click()
    assert "Outside an interview" in shown(page)
    page = open_at(f"{people.added(session)}/contacts")
    page = open_at(f"{person}/contacts")
    assert WORDS not in shown(page)


def test_that_what_is_half_typed_is_kept_sealed_and_comes_back_to_its_person(
    open_at: Opener, session: Session, person: str
) -> None:
    other = people.added(session)
    page = open_at(f"{person}/contacts")
    assert page.half_done() == ()
    put(page.parts.contacts.attempts.entry, where="at her mother's")
    open_at(f"{other}/contacts")
    assert page.parts.contacts.attempts.entry.begun() == {}
    (kept,) = page.half_done()
    assert kept.is_sealed
    assert kept.place.endswith(person)
    open_at(f"{person}/contacts")
    assert page.parts.contacts.attempts.entry.words()["where"] == "at her mother's"
    page.parts.contacts.attempts.entry.record.click()
    assert page.half_done() == ()
