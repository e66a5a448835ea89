"""The agreement from the first word to the sealed paper, with the keyboard and a drawn signature (S1, S2, S6, MB16)."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ojm_desktop.domain.agreement import ConsentState, Signature, Style
from ojm_desktop.domain.template import bristol
from ojm_desktop.service import agreement_texts, agreements
from ojm_desktop.service.edits import LetOut, RefuseAgreement, ShowAgreement, SignAgreement
from ojm_desktop.service.log_writer import read
from ojm_desktop.service.session import Session
from ojm_desktop.ui import messages
from ojm_desktop.ui.agreement import AgreementPage
from ojm_desktop.ui.agreement.giving import AGAIN
from ojm_desktop.ui.agreement.progress import Step
from ojm_desktop.ui.agreement.signing import SigningPanel
from ojm_desktop.ui.agreement.steps import Panel
from ojm_desktop.ui.agreement.ways import ANY_MARK
from tests.ui import made_up
from tests.ui.agreement.answering import UNDERSTOOD, answer, go_on_to
from tests.ui.agreement.drawing import draw
from tests.ui.showing import Went, shown
from tests.ui.windows import dressed

WINDOW = (1366, 768)


def edits(session: Session) -> list[object]:
    """Every edit in the log, in order."""
    opened = (read(session.study, event) for event in session.study.store.log.events())
    return [found.entry.edit for found in opened if found is not None]


def opened(qtbot: QtBot, session: Session | None = None) -> tuple[AgreementPage, Session, str, Went]:
    """The page for a person who has not signed."""
    session = session or made_up.session()
    person = made_up.add(session, weeks_ago=2)
    page, went = shown(qtbot, AgreementPage, session, person, WINDOW)
    return page, session, person, went


def to_signing(qtbot: QtBot, page: AgreementPage, no_to: tuple[str, ...] = ("audio",)) -> None:
    """Read everything aloud and answer, with the keyboard."""
    QTest.keyClick(page.language.aloud, Qt.Key.Key_Space)
    QTest.keyClick(page, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    go_on_to(page, Step.CHOICES)
    for use, (yes, no) in page.choices.rows.items():
        QTest.keyClick(no if use in no_to else yes, Qt.Key.Key_Space)
    QTest.keyClick(page.foot.next, Qt.Key.Key_Return)


def read_on_screen(panel: Panel) -> set[str]:
    """The texts a person sees."""
    return {label.text() for label in panel.findChildren(QLabel) if label.isVisible()}


def test_that_every_word_of_the_agreement_was_on_the_screen_before_signing(qtbot: QtBot) -> None:
    page, session, _, _ = opened(qtbot)
    seen: set[str] = set()
    QTest.keyClick(page.language.alone, Qt.Key.Key_Space)
    page.on()
    while page.step in (Step.READ, Step.UNDERSTOOD, Step.REPORTED):
        QApplication.processEvents()
        if page.step is Step.UNDERSTOOD:
            seen |= read_on_screen(page.understood)
            page.on()
            assert page.step is Step.UNDERSTOOD, "nobody goes on unanswered"
            answer(page)
        seen |= read_on_screen(page.reading)
        page.on()

    assert page.step is Step.CHOICES
    for part in agreement_texts.current(session).parts:
        assert {part.heading, *part.paragraphs} <= seen
    assert set(agreement_texts.current(session).questions) <= seen


def test_that_a_drawn_signature_seals_exactly_the_paper_that_was_shown(qtbot: QtBot) -> None:
    page, session, person, _ = opened(qtbot)
    to_signing(qtbot, page)
    shown_bytes = page.paper.sheet.octets
    assert page.foot.waits.text() == "Waiting for the participant’s signature"
    assert not page.foot.next.isEnabled()
    draw(page.signing.participant.pad)
    assert page.foot.waits.text() == "Waiting for the researcher’s signature"
    draw(page.signing.researcher.pad, ((0.2, 0.5), (0.5, 0.2), (0.8, 0.6)))
    assert page.foot.waits.text() == ""
    page.foot.next.click()

    filed = agreements.filed(session, person)
    assert isinstance(filed, SignAgreement)
    assert filed.signed_pdf[: len(shown_bytes)] == shown_bytes
    assert len(filed.signed_pdf) > len(shown_bytes)
    assert filed.read_aloud
    assert filed.uses.counts() == (4, 1)
    assert filed.understood == UNDERSTOOD
    assert isinstance(filed.participant_signature, Signature)
    assert [len(stroke) for stroke in filed.participant_signature.strokes] == [5]
    assert [point.at for point in filed.participant_signature.strokes[0]] == [0, 10, 20, 30, 40]
    showing = next(edit for edit in edits(session) if isinstance(edit, ShowAgreement))
    assert showing.shown_sha256 == hashlib.sha256(shown_bytes).hexdigest()
    assert page.step is Step.FILE
    assert page.paper.sheet.octets == filed.signed_pdf
    made_up.rate(session, person, "4", pathways=1)


def test_that_the_record_words_on_the_page_are_those_on_the_paper(qtbot: QtBot) -> None:
    page, session, person, _ = opened(qtbot)
    to_signing(qtbot, page)
    assert page.flow is not None
    assert page.flow.shown is not None
    words = page.flow.shown.record_words
    draw(page.signing.participant.pad)
    draw(page.signing.researcher.pad)
    page.foot.next.click()

    assert page.filed.words.text() == " ".join(words)
    assert agreements.record_words(session, person) == words


def test_that_showing_is_logged_once_for_each_set_of_answers(qtbot: QtBot) -> None:
    page, session, _, _ = opened(qtbot)
    to_signing(qtbot, page)
    page.go(Step.CHOICES)
    page.go(Step.SIGN)
    assert sum(isinstance(edit, ShowAgreement) for edit in edits(session)) == 1

    page.go(Step.CHOICES)
    page.choices.rows["contact"][1].click()
    page.go(Step.SIGN)
    assert sum(isinstance(edit, ShowAgreement) for edit in edits(session)) == 2


def test_that_a_changed_answer_makes_a_new_paper_to_be_signed_again(qtbot: QtBot) -> None:
    page, _, _, _ = opened(qtbot)
    to_signing(qtbot, page)
    before = page.paper.sheet.octets
    draw(page.signing.participant.pad)
    page.go(Step.CHOICES)
    page.choices.rows["quotes"][1].click()
    assert page.strip.sentence == AGAIN

    page.go(Step.SIGN)
    assert page.paper.sheet.octets != before
    assert page.foot.waits.text() == "Waiting for the participant’s signature"
    assert page.signing.participant.pad.is_empty


def test_that_clear_and_sign_again_empties_the_box(qtbot: QtBot) -> None:
    page, _, _, _ = opened(qtbot)
    to_signing(qtbot, page)
    draw(page.signing.participant.pad)
    QTest.mouseClick(page.signing.participant.again, Qt.MouseButton.LeftButton)

    assert page.signing.participant.pad.is_empty
    assert page.foot.waits.text() == "Waiting for the participant’s signature"


def settled() -> None:
    """Layouts that ask each other for room need a few rounds until all stands still."""
    for _ in range(6):
        QApplication.processEvents()


def test_that_the_boxes_keep_their_place_when_a_signature_is_finished(qtbot: QtBot, qapp: QApplication) -> None:
    dressed(qapp)
    panel = SigningPanel(made_up.StandingClock().now)
    boxes = (panel.participant, panel.researcher)
    qtbot.addWidget(panel)
    panel.resize(672, 600)
    panel.show()
    settled()
    before = [box.geometry() for box in boxes]
    for box in boxes:
        box.show_signature(made_up.drawn())
    settled()
    assert [box.geometry() for box in boxes] == before


def test_that_a_refusal_is_filed_as_a_refusal_and_nothing_can_be_rated(qtbot: QtBot) -> None:
    page, session, person, went = opened(qtbot)
    page.foot.refuse.click()
    QTest.keyClicks(page.refusal.words, "not for me")
    page.refusal.record.click()

    (refusal,) = [edit for edit in edits(session) if isinstance(edit, RefuseAgreement)]
    assert refusal.words == "not for me"
    consent = session.study.store.consents.newest(person)
    assert consent is not None
    assert consent.state is ConsentState.REFUSED
    assert went.to == [("participant", person)]
    payload = session.study.store.log.payload(session.sequence)
    assert payload is not None
    assert (payload.participant, payload.body) == (None, None)


def test_that_whoever_refused_and_comes_back_is_met_with_a_warning(qtbot: QtBot) -> None:
    session = made_up.session()
    person = made_up.add(session)
    session.do(RefuseAgreement(participant=person, text_version=1, words=""))
    page, _ = shown(qtbot, AgreementPage, session, person, WINDOW)

    assert "did not want to sign on 14 May 2026" in page.strip.sentence
    assert page.step is Step.LANGUAGE


def test_that_no_to_interviews_cannot_be_signed(qtbot: QtBot) -> None:
    page, _, _, _ = opened(qtbot)
    to_signing(qtbot, page, no_to=("interview",))

    assert page.step is Step.CHOICES
    assert page.foot.waits.text() == "Without interviews there is nothing to sign"


def test_that_a_signed_person_sees_the_filed_paper_and_not_the_steps(qtbot: QtBot) -> None:
    page, session, person, _ = opened(qtbot)
    to_signing(qtbot, page)
    draw(page.signing.participant.pad)
    draw(page.signing.researcher.pad)
    page.foot.next.click()
    again, went = shown(qtbot, AgreementPage, session, person, WINDOW)

    assert again.step is Step.FILE
    assert again.paper.sheet.octets == agreements.kept_pdf(session, person)
    again.foot.next.click()
    assert went.to == [("participant", person)]


def test_that_the_next_person_finds_nothing_of_the_last_one(qtbot: QtBot) -> None:
    page, session, _, _ = opened(qtbot)
    to_signing(qtbot, page)
    draw(page.signing.participant.pad)
    other = made_up.add(session)
    page.show_target(other)

    assert page.step is Step.LANGUAGE
    assert page.language.read_aloud is None
    assert page.signing.participant.pad.is_empty
    assert page.flow is not None
    assert page.flow.progress.uses == {}
    assert page.top.code.text() == "C1-02"


def test_that_hide_asks_for_the_lock_at_once(qtbot: QtBot) -> None:
    page, _, _, _ = opened(qtbot)
    with qtbot.waitSignal(page.asked) as asked:
        page.top.hide_now.click()
    assert asked.args == ["lock"]


def test_that_in_a_narrow_window_the_paper_is_shown_before_the_boxes(qtbot: QtBot) -> None:
    page, _, _, _ = opened(qtbot)
    page.resize(900, 768)
    qtbot.waitUntil(lambda: page.room.is_folded)
    to_signing(qtbot, page)
    assert page.room.is_large
    assert page.paper.isVisible()
    assert not page.signing.isVisible()

    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert page.signing.isVisible()
    assert not page.paper.isVisible()


def signed_in(qtbot: QtBot, session: Session) -> tuple[AgreementPage, str]:
    """The filed step of a person who has just signed."""
    page, _, person, _ = opened(qtbot, session)
    to_signing(qtbot, page)
    draw(page.signing.participant.pad)
    draw(page.signing.researcher.pad)
    page.foot.next.click()
    return page, person


def test_that_a_copy_is_the_kept_bytes_and_its_reason_is_logged(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = made_up.session(bristol("Real"))
    page, person = signed_in(qtbot, session)
    target = tmp_path / "copy.pdf"
    monkeypatch.setattr(messages, "choose_new_file", lambda *_: target)
    page.filed.copy_button.click()

    assert target.read_bytes() == agreements.kept_pdf(session, person)
    logged = edits(session)[-1]
    assert isinstance(logged, LetOut)
    assert (logged.reason, logged.where) == ("For the participant to keep", tmp_path.name)
    assert logged.files == (("copy.pdf", hashlib.sha256(target.read_bytes()).hexdigest()),)


def test_that_a_copy_from_a_real_study_without_a_reason_is_refused(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, _ = signed_in(qtbot, made_up.session(bristol("Real")))
    target = tmp_path / "copy.pdf"
    monkeypatch.setattr(messages, "choose_new_file", lambda *_: target)
    page.filed.reason.setEditText("  ")
    page.filed.copy_button.click()

    assert "needs a reason" in page.strip.sentence
    assert not target.exists()


def test_that_undoing_the_adding_leaves_the_page(qtbot: QtBot) -> None:
    _, session, _, went = opened(qtbot)
    session.undo()
    assert went.to == [("participants", "")]


def tabbed(page: AgreementPage, start: QWidget, times: int) -> list[QWidget]:
    """Where Tab leads from a widget."""
    start.setFocus()
    found: list[QWidget] = []
    for _ in range(times):
        at = QApplication.focusWidget()
        assert at is not None
        QTest.keyClick(at, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        assert now is not None
        found.append(now)
    return found


def test_that_tab_goes_on_after_the_last_answer_and_only_then_back(qtbot: QtBot) -> None:
    page, _session, _person, _went = opened(qtbot)
    assert tabbed(page, page.language.aloud, 3) == [page.language.place, page.foot.refuse, page.foot.back]
    QTest.keyClick(page.language.aloud, Qt.Key.Key_Space)
    assert tabbed(page, page.language.place, 1) == [page.foot.next]
    go_on_to(page, Step.CHOICES)
    for yes, _no in page.choices.rows.values():
        QTest.keyClick(yes, Qt.Key.Key_Space)
    last = list(page.choices.rows.values())[-1][0]
    assert tabbed(page, last, 3) == [page.foot.next, page.foot.refuse, page.foot.back]


def test_that_tab_goes_from_the_signatures_to_sealing(qtbot: QtBot) -> None:
    page, _session, _person, _went = opened(qtbot)
    to_signing(qtbot, page)
    first, second = page.signing.participant, page.signing.researcher
    assert tabbed(page, first.pad, 1) == [second.pad]
    draw(first.pad)
    draw(second.pad)
    assert tabbed(page, first.pad, 4) == [first.again, second.pad, second.again, page.foot.next]


def test_that_the_page_says_what_somebody_does_who_cannot_draw(qtbot: QtBot) -> None:
    page, _session, _person, _went = opened(qtbot)
    to_signing(qtbot, page)
    QTest.keyClick(page, Qt.Key.Key_W, Qt.KeyboardModifier.AltModifier)
    assert ANY_MARK in read_on_screen(page.signing)


def test_that_s1_an_easy_text_is_chosen_read_from_its_beginning_and_kept_with_its_style(qtbot: QtBot) -> None:
    page, session, person, _ = opened(qtbot)
    assert page.language.texts.currentText() == "English"
    go_to_reading(page)
    page.go(Step.LANGUAGE)
    page.language.texts.setCurrentIndex(1)
    page.language.texts.activated.emit(1)
    assert page.flow is not None
    assert page.flow.progress.parts_read == 0, "other words are read anew"
    to_signing(qtbot, page)
    draw(page.signing.participant.pad)
    draw(page.signing.researcher.pad)
    page.foot.next.click()
    filed = agreements.filed(session, person)
    assert isinstance(filed, SignAgreement)
    easy = agreement_texts.current(session, style=Style.EASY)
    assert (filed.style, filed.text_sha256) == (Style.EASY, easy.sha256)


def go_to_reading(page: AgreementPage) -> None:
    page.language.aloud.click()
    go_on_to(page, Step.REPORTED)
