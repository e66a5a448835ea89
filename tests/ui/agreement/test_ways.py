"""Each way of signing in the window: a typed name, a mark before a witness, a paper signed in ink, a witnessed no."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from ojm_desktop.domain.agreement import ConsentState
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.rating import RatingKey
from ojm_desktop.domain.signing import Mark, Scanned, Signed, Typed, Way
from ojm_desktop.domain.template import bristol
from ojm_desktop.report.agreement_seal import attachments
from ojm_desktop.service import agreement_checks, agreements
from ojm_desktop.service.edits import LetOut, RefuseAgreement, SetRating, ShowAgreement
from ojm_desktop.service.edits.certificate import certificate_of
from ojm_desktop.service.session import Session
from ojm_desktop.ui import messages
from ojm_desktop.ui.agreement import AgreementPage
from ojm_desktop.ui.agreement.progress import Step
from ojm_desktop.vault.certificate import to_pem
from tests import ways
from tests.ui import made_up
from tests.ui.agreement.drawing import draw
from tests.ui.agreement.test_page import edits, opened, to_signing

ALT = Qt.KeyboardModifier.AltModifier


def signed_by(session: Session, person: str) -> Signed:
    """How somebody signed."""
    filed = agreements.filed(session, person)
    assert filed is not None
    assert agreement_checks.check_filed(session, person).is_valid
    return filed.participant_signature


def test_that_a_name_is_typed_and_enter_signs_with_it(qtbot: QtBot) -> None:
    page, session, person, _ = opened(qtbot)
    page.language.place.setText(ways.PLACE)
    to_signing(qtbot, page)
    shown_bytes = page.paper.sheet.octets
    QTest.keyClick(page, Qt.Key.Key_T, ALT)
    assert page.foot.waits.text() == "Waiting for the participant’s name"
    typed = page.signing.typed
    typed.name.setText(f" {ways.NAME} ")
    assert page.foot.waits.text() == "Waiting for the participant’s name"
    QTest.keyClick(typed.name, Qt.Key.Key_Return)
    assert typed.name.isReadOnly()
    assert len(page.paper.sheet._ink) == 1
    QTest.mouseClick(typed.below.again, Qt.MouseButton.LeftButton)
    assert page.foot.waits.text() == "Waiting for the participant’s name"
    QTest.keyClick(typed.name, Qt.Key.Key_Return)
    draw(page.signing.researcher.pad)
    page.foot.next.click()

    signed = signed_by(session, person)
    assert isinstance(signed, Typed)
    assert signed.name == ways.NAME
    filed = agreements.filed(session, person)
    assert filed is not None
    assert filed.place == ways.PLACE
    assert filed.signed_pdf.startswith(shown_bytes)
    assert page.filed.state.words.startswith("Signed with a typed name on 14 May 2026")


def test_that_a_mark_waits_for_its_witness_and_the_witnesses_name(qtbot: QtBot) -> None:
    page, session, person, _ = opened(qtbot)
    to_signing(qtbot, page)
    draw(page.signing.researcher.pad)
    QTest.keyClick(page, Qt.Key.Key_W, ALT)
    marked = page.signing.marked
    for pad in (marked.mark, marked.witness):
        draw(pad)
        assert page.foot.waits.text() == "Waiting for the mark and its witness"
    QTest.keyClicks(marked.name, "K. Nowak")
    assert page.foot.waits.text() == ""
    marked.name.clear()
    assert page.foot.waits.text() == "Waiting for the mark and its witness"
    QTest.keyClicks(marked.name, "K. Nowak")
    page.foot.next.click()

    signed = signed_by(session, person)
    assert isinstance(signed, Mark)
    assert signed.witness.name == "K. Nowak"
    assert sum(isinstance(edit, ShowAgreement) for edit in edits(session)) == 1


def give_paper(page: AgreementPage, path: Path, monkeypatch: pytest.MonkeyPatch, day: str, words: int = 1) -> None:
    """Choose a file, type the day on it, say whose words it has."""
    monkeypatch.setattr(messages, "choose_any_file", lambda *_: path)
    box = page.signing.on_paper
    box.choose.click()
    box.words.findChildren(QToolButton)[words].click()
    box.day.setText(day)
    box.day.take()


def test_that_who_signed_on_paper_before_is_asked_nothing_again_and_what_was_said_since_is_taken_in(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, session, person, _ = opened(qtbot)
    path = tmp_path / "scan.png"
    path.write_bytes(ways.png())
    QTest.keyClick(page.language.on_paper, Qt.Key.Key_Space)
    page.on()
    assert page.step is Step.CHOICES
    for yes, _no in page.choices.rows.values():
        yes.click()
    page.on()
    assert (page.step, page.foot.waits.text()) == (Step.SIGN, "Waiting for the paper, its day and its words")
    assert page.signing.segments.isHidden()
    assert not page.paper.isVisible()

    give_paper(page, path, monkeypatch, "30 February 2026")
    assert page.strip.sentence
    give_paper(page, path, monkeypatch, "4 June 2026")
    assert "has not come yet" in page.strip.sentence
    assert not page.foot.next.isEnabled()
    give_paper(page, path, monkeypatch, "1 May 2026")
    assert page.paper.sheet.pages == 2
    draw(page.signing.researcher.pad)
    page.foot.next.click()

    signed = signed_by(session, person)
    assert isinstance(signed, Scanned)
    assert (signed.signed_on, signed.has_our_words) == (date(2026, 5, 1), False)
    kept = agreements.kept_pdf(session, person)
    assert kept is not None
    assert [each.octets for each in attachments(kept)] == [ways.png()]
    assert page.paper.sheet.pages == 2
    assert page.filed.state.words == "Signed on paper on 1 May 2026, taken in on 14 May 2026"
    session.do(SetRating(key=RatingKey(person, "housing", "4"), value=1, held_on=date(2026, 5, 2)))
    with pytest.raises(OjmError, match="before they agreed"):
        session.do(SetRating(key=RatingKey(person, "family", "4"), value=1, held_on=date(2026, 4, 30)))


def test_that_a_file_that_is_no_paper_is_refused_with_a_sentence_and_another_way_shows_the_text_again(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, _, _, _ = opened(qtbot)
    to_signing(qtbot, page)
    text = page.paper.sheet.octets
    draw(page.signing.participant.pad)
    draw(page.signing.researcher.pad)
    QTest.keyClick(page, Qt.Key.Key_P, ALT)
    assert page.signing.on_paper.day.day == date(2026, 5, 14)  # it was read here, so it was signed today
    path = tmp_path / "scan.png"
    for octets, why in ((b"PK\x03\x04", "no PDF, JPEG or PNG"), (ways.png()[:-30] + b"IEND....", "cannot be shown")):
        path.write_bytes(octets)
        give_paper(page, path, monkeypatch, "14 May 2026", words=0)
        page.signing.on_paper.choose.click()
        assert why in page.strip.sentence
        assert page.paper.sheet.octets == text
    path.write_bytes(ways.png())
    give_paper(page, path, monkeypatch, "14 May 2026", words=0)
    assert page.paper.sheet.octets != text
    assert page.foot.waits.text() == "Waiting for the researcher’s signature"
    QTest.keyClick(page, Qt.Key.Key_D, ALT)
    assert page.paper.sheet.octets != b""
    assert page.paper.sheet.pages == 1
    assert page.foot.waits.text() == "Waiting for the researcher’s signature"


def test_that_the_paper_that_was_read_is_saved_with_a_reason_to_be_signed_in_ink(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, session, _, _ = opened(qtbot, made_up.session(bristol("Real")))
    to_signing(qtbot, page)
    text = page.paper.sheet.octets
    QTest.keyClick(page, Qt.Key.Key_P, ALT)
    box, target = page.signing.on_paper, tmp_path / "to-sign.pdf"
    monkeypatch.setattr(messages, "choose_new_file", lambda *_: target)
    box.to_sign.click()
    assert not box.line.go.isEnabled()
    box.line.reason.setText("to be signed in ink")
    box.line.go.click()
    assert target.read_bytes() == text
    assert "to-sign.pdf was written" in page.strip.sentence
    let_out = edits(session)[-1]
    assert isinstance(let_out, LetOut)
    assert (let_out.kind, let_out.reason) == ("agreement to sign", "to be signed in ink")
    (tmp_path / "scan.png").write_bytes(ways.png())
    give_paper(page, tmp_path / "scan.png", monkeypatch, "14 May 2026", words=0)
    assert not box.to_sign.isEnabled()


def test_that_a_no_before_a_witness_keeps_who_it_was_and_half_a_witness_is_none(qtbot: QtBot) -> None:
    page, session, person, _ = opened(qtbot)
    page.foot.refuse.click()
    page.refusal.has_witness.click()
    QTest.keyClicks(page.refusal.witness.name, "K. Nowak")
    page.refusal.record.click()
    assert "Nothing was recorded" in page.strip.sentence
    draw(page.refusal.witness.pad)
    page.refusal.record.click()
    (refusal,) = [edit for edit in edits(session) if isinstance(edit, RefuseAgreement)]
    assert refusal.witness is not None
    assert (refusal.witness.name, refusal.witness.is_empty) == ("K. Nowak", False)
    consent = session.study.store.consents.newest(person)
    assert consent is not None
    assert consent.state is ConsentState.REFUSED


def test_that_the_filed_page_hands_out_what_checks_the_paper(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, session, person, _ = opened(qtbot)
    ways.file_agreement(session, person, Way.DRAWN)
    page.flow = None
    page.show_target(person)
    monkeypatch.setattr(messages, "choose_new_file", lambda *_: tmp_path / "ca.pem")
    page.filed.certificate.click()
    certificate, kept = certificate_of(session.study), agreements.kept_pdf(session, person)
    assert certificate is not None
    assert kept is not None
    assert (tmp_path / "ca.pem").read_bytes() == to_pem(certificate.study)
    assert "Papers sealed under it say" in page.strip.sentence
    assert agreement_checks.check_file(kept, (tmp_path / "ca.pem").read_bytes()).is_valid
