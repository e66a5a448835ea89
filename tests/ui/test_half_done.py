"""Whatever is half done when a study locks, or its program dies, is there again after the unlock (L2, R5)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from ojm_desktop.domain.signing import Way
from ojm_desktop.service.edits import ShowAgreement
from ojm_desktop.service.log_writer import read
from ojm_desktop.service.queries.people import AgreementState, row
from ojm_desktop.service.session import Session
from ojm_desktop.service.studies import unlock
from ojm_desktop.service.verify import verify
from ojm_desktop.store.errors import DiskFull
from ojm_desktop.ui import half_done
from ojm_desktop.ui.agreement import AgreementPage
from ojm_desktop.ui.agreement.giving import AGAIN
from ojm_desktop.ui.agreement.progress import Step
from ojm_desktop.ui.frame import Frame
from ojm_desktop.ui.half_done import HalfDone
from ojm_desktop.ui.participants import ParticipantsPage
from tests import studies
from tests.ui.agreement.answering import go_on_to
from tests.ui.agreement.drawing import draw
from tests.ui.agreement.test_page import to_signing
from tests.ui.locking import Desk, at

NAME = "Somebody Made-up"


def agreement(frame: Frame, person: str) -> AgreementPage:
    page = at(frame, "agreement", person)
    assert isinstance(page, AgreementPage)
    return page


def shown_in_log(session: Session) -> int:
    """How often an agreement was shown."""
    opened = (read(session.study, event) for event in session.study.store.log.events())
    return sum(found is not None and isinstance(found.entry.edit, ShowAgreement) for found in opened)


def line(widget: object) -> QLineEdit:
    assert isinstance(widget, QLineEdit)
    return widget


def test_that_l2_words_of_a_refusal_are_back_after_a_lock(desk: Desk) -> None:
    person = desk.begin(is_signed=False)
    page = agreement(desk.unlock(), person)
    page.foot.refuse.click()
    QTest.keyClicks(page.refusal.words, "not with my daughter's name in it")
    desk.lock()

    frame = desk.unlock()
    again = agreement(frame, person)
    assert again.is_refusing
    assert again.first_focus() is again.refusal.words
    assert again.refusal.words.toPlainText() == "not with my daughter's name in it"
    assert again.refusal.words.textCursor().position() == len("not with my daughter's name in it")
    again.refusal.record.click()
    assert row(frame.session, person).agreement is AgreementState.REFUSED
    assert frame.session.drafts() == []


def test_that_l2_answers_and_a_signature_are_back_after_a_lock_on_the_very_paper(desk: Desk) -> None:
    person = desk.begin(is_signed=False)
    frame = desk.unlock()
    page = agreement(frame, person)
    to_signing(desk.qtbot, page)
    draw(page.signing.participant.pad)
    assert page.flow is not None
    was, paper = page.flow.progress, page.paper.sheet.octets
    desk.lock()

    frame = desk.unlock()
    again = agreement(frame, person)
    assert again.step is Step.SIGN
    assert again.flow is not None
    now = again.flow.progress
    assert (now.read_aloud, now.uses, now.reported_at) == (was.read_aloud, was.uses, was.reported_at)
    assert now.participant == was.participant
    assert not again.signing.participant.pad.is_empty
    assert again.paper.sheet.octets == paper
    assert shown_in_log(frame.session) == 1
    draw(again.signing.researcher.pad)
    again.foot.next.click()
    assert row(frame.session, person).agreement is AgreementState.SIGNED
    assert frame.session.drafts() == []
    desk.lock()
    assert verify(unlock(desk.folder, studies.PASSPHRASE)).is_whole


def test_that_a_signature_does_not_move_to_a_paper_of_another_day(desk: Desk) -> None:
    person = desk.begin(is_signed=False)
    page = agreement(desk.unlock(), person)
    to_signing(desk.qtbot, page)
    draw(page.signing.participant.pad)
    desk.lock()
    desk.clock.move(days=1)

    again = agreement(desk.unlock(), person)
    assert again.step is Step.SIGN
    assert again.flow is not None
    assert again.flow.progress.participant is None
    assert again.signing.participant.pad.is_empty
    assert again.strip.sentence == AGAIN


def test_that_l2_a_way_of_signing_half_given_is_back_after_a_lock(desk: Desk) -> None:
    person = desk.begin(is_signed=False)
    page = agreement(desk.unlock(), person)
    page.language.place.setText("Room 2")
    to_signing(desk.qtbot, page)
    page.giving.choose_way(Way.TYPED)
    page.signing.typed.name.setText("Siân")
    page.giving.choose_way(Way.MARK)
    draw(page.signing.marked.mark)
    page.signing.marked.name.setText("K. N")
    desk.lock()

    again = agreement(desk.unlock(), person)
    assert again.step is Step.SIGN
    assert again.flow is not None
    assert (again.flow.progress.way, again.flow.progress.place) == (Way.MARK, "Room 2")
    marked = again.signing.marked
    assert (marked.half().mark is None, marked.name.text()) == (False, "K. N")
    draw(marked.witness)
    assert again.flow.progress.participant == marked.given()
    assert again.signing.typed.name.text() == "Siân"


def test_that_l2_a_part_being_read_and_answers_half_given_are_back_after_a_lock(desk: Desk) -> None:
    person = desk.begin(is_signed=False)
    page = agreement(desk.unlock(), person)
    QTest.keyClick(page.language.alone, Qt.Key.Key_Space)
    page.on()
    page.on()
    part = page.reading.title.text()
    desk.lock()
    again = agreement(desk.unlock(), person)
    assert (again.step, again.reading.title.text()) == (Step.READ, part)
    assert again.language.alone.isChecked()
    go_on_to(again, Step.UNDERSTOOD)
    QTest.keyClicks(again.understood.lines[0], "You put it on a map")
    desk.lock()
    again = agreement(desk.unlock(), person)
    assert (again.step, again.understood.lines[0].text()) == (Step.UNDERSTOOD, "You put it on a map")
    go_on_to(again, Step.CHOICES)
    QTest.keyClick(again.choices.rows["interview"][0], Qt.Key.Key_Space)
    desk.lock()
    once_more = agreement(desk.unlock(), person)
    assert once_more.step is Step.CHOICES
    assert once_more.choices.rows["interview"][0].isChecked()


def test_that_two_agreements_under_way_are_both_kept(desk: Desk) -> None:
    first = desk.begin(is_signed=False)
    frame = desk.unlock()
    second = studies.add_person(frame.session)
    page = agreement(frame, first)
    QTest.keyClick(page.language.alone, Qt.Key.Key_Space)
    page = agreement(frame, second)
    assert not page.language.alone.isChecked()
    QTest.keyClick(page.language.aloud, Qt.Key.Key_Space)
    desk.lock()
    frame = desk.unlock()
    assert agreement(frame, first).language.alone.isChecked()
    assert agreement(frame, second).language.aloud.isChecked()
    assert agreement(frame, first).language.alone.isChecked()


def test_that_l2_a_person_being_added_is_back_after_a_lock_with_the_name_on_the_sealed_side_only(desk: Desk) -> None:
    desk.begin(is_signed=False)
    page = at(desk.unlock(), "participants", "add")
    assert isinstance(page, ParticipantsPage)
    page.form.cohorts.set_value("2")
    QTest.keyClicks(page.form.order_start.editor, "3 March 2026")
    page.form.gender.editor.setCurrentText("Woman")  # type: ignore[attr-defined]
    page.form.order_types[1].setChecked(True)
    page.form.name.setFocus()
    QTest.keyClicks(page.form.name.editor, NAME)
    line(page.form.name.editor).setCursorPosition(8)
    desk.lock()
    assert verify(unlock(desk.folder, studies.PASSPHRASE)).is_whole

    frame = desk.unlock()
    assert frame.session.study.store.drafts.all() == []
    assert "adding a participant" in frame.notice.sentence
    again = at(frame, "participants")
    assert isinstance(again, ParticipantsPage)
    assert again.is_adding
    form = again.form
    assert form.add.text() == "Add C2-01"
    assert [line(field.editor).text() for field in (form.order_start, form.name)] == ["3 March 2026", NAME]
    assert form.gender.editor.currentText() == "Woman"  # type: ignore[attr-defined]
    assert [box.isChecked() for box in form.order_types][:3] == [False, True, False]
    assert form.name.editor.hasFocus()
    assert line(form.name.editor).cursorPosition() == 8
    again.add_person()
    assert [person.code for person in frame.session.study.store.people.all()] == ["C1-01", "C2-01"]
    frame.keep_half_done()
    assert frame.session.drafts() == []


def test_that_a_form_that_was_left_or_added_is_not_there_again(desk: Desk) -> None:
    desk.begin(is_signed=False)
    frame = desk.unlock()
    page = at(frame, "participants", "add")
    assert isinstance(page, ParticipantsPage)
    QTest.keyClicks(page.form.name.editor, NAME)
    frame.keep_half_done()
    assert len(frame.session.drafts()) == 1
    QTest.keyClick(page.form.name.editor, Qt.Key.Key_Escape)
    assert frame.session.drafts() == []
    page.begin_adding()
    QTest.keyClicks(page.form.order_start.editor, "3 March 2026")
    frame.keep_half_done()
    kept = frame.session.drafts()[0]
    page.add_person()
    frame.session.keep_draft(kept.place, kept.text, kept.cursor, is_sealed=True)  # as if killed between the two
    desk.lock()
    again = at(desk.unlock(), "participants")
    assert isinstance(again, ParticipantsPage)
    assert not again.is_adding


def test_that_a_name_is_kept_sealed_or_not_at_all() -> None:
    session = studies.in_memory(may_seal=False)
    session.keep_draft("new_person", NAME, 0, is_sealed=True)
    assert session.drafts() == []


def test_that_what_becomes_sealed_is_not_left_in_clear_and_the_newer_words_count() -> None:
    session = studies.in_memory()
    session.keep_draft("new_person", "without a name", 0)
    session.keep_draft("new_person", NAME, 0, is_sealed=True)
    assert [draft.text for draft in session.drafts()] == [NAME]
    session.keep_draft("new_person", "without a name again", 0)
    assert [draft.text for draft in session.drafts()] == ["without a name again"]


def test_that_r5_a_page_s_half_done_work_is_kept_within_two_seconds_without_a_lock(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert half_done.EVERY_MS <= 2000
    monkeypatch.setattr(half_done, "EVERY_MS", 30)
    person = desk.begin(is_signed=False)
    frame = desk.unlock()
    page = agreement(frame, person)
    QTest.keyClick(page.language.aloud, Qt.Key.Key_Space)
    before = frame.session.sequence
    desk.qtbot.waitUntil(lambda: len(frame.session.drafts()) == 1, timeout=2000)
    assert frame.session.sequence == before


def test_that_today_says_what_is_half_done_and_goes_there(desk: Desk) -> None:
    person = desk.begin(is_signed=False)
    page = agreement(desk.unlock(), person)
    QTest.keyClick(page.language.aloud, Qt.Key.Key_Space)
    desk.lock()
    frame = desk.unlock()
    assert frame.notice.sentence == "Half done when the study closed, and kept: the agreement of C1-01."
    frame.notice.acted.emit()
    assert isinstance(frame.page, AgreementPage)
    assert frame.page.language.aloud.isChecked()


def test_that_a_larger_text_size_keeps_a_person_half_added(desk: Desk) -> None:
    desk.begin(is_signed=False)
    page = at(desk.unlock(), "participants", "add")
    assert isinstance(page, ParticipantsPage)
    QTest.keyClicks(page.form.name.editor, NAME)
    assert desk.window is not None
    desk.window.preferences.set("size", 150)
    desk.window.rebuild()
    assert desk.window.frame is not None
    again = desk.window.frame.page
    assert isinstance(again, ParticipantsPage)
    assert line(again.form.name.editor).text() == NAME


def test_that_what_cannot_be_kept_does_not_stop_a_lock(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    person = desk.begin(is_signed=False)
    frame = desk.unlock()
    page = agreement(frame, person)
    QTest.keyClick(page.language.aloud, Qt.Key.Key_Space)

    def full(*_args: object, **_more: object) -> None:
        raise DiskFull("The disk is full. Nothing was changed.")

    monkeypatch.setattr(frame.session, "keep_draft", full)
    desk.lock()
    again = desk.opened()  # the lock is free: it was closed
    again.close()


def test_that_a_person_whose_adding_is_undone_leaves_nothing_half_done(desk: Desk) -> None:
    desk.begin(is_signed=False)
    frame = desk.unlock()
    person = studies.add_person(frame.session)
    frame.session.keep_draft(*_kept(person), is_sealed=True)
    frame.session.undo()
    assert frame.session.drafts() == []


def test_that_adding_somebody_again_brings_back_what_was_half_done_with_them(desk: Desk) -> None:
    desk.begin(is_signed=True)
    frame = desk.unlock()
    person = studies.add_person(frame.session)
    page = agreement(frame, person)
    page.language.aloud.click()
    frame.keep_half_done()
    frame.navigate("participants")
    frame.act("undo")
    assert frame.session.drafts() == []
    frame.act("redo")
    desk.lock()

    again = agreement(desk.unlock(), person)
    assert again.flow is not None
    assert again.flow.progress.read_aloud is not None


def _kept(person: str) -> tuple[str, str, int]:
    each = HalfDone(f"agreement/{person}", "words")
    return each.place, each.text, each.cursor
