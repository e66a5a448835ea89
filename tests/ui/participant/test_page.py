"""One person's page: before the agreement and after, log, details, and that nobody else is on it."""

from __future__ import annotations

from dataclasses import replace

from ojm_desktop.domain.agreement import Severity
from ojm_desktop.domain.agreement_text import CURRENT
from ojm_desktop.domain.participant import Status
from ojm_desktop.domain.rating import RatingKey
from ojm_desktop.service.edits import DraftText, PublishText
from ojm_desktop.service.queries import people as people_rows
from ojm_desktop.service.session import Session
from ojm_desktop.ui.actions import BY_NAME
from ojm_desktop.ui.agreement import AgreementPage
from ojm_desktop.ui.frame import Frame
from ojm_desktop.ui.participant import ParticipantPage
from ojm_desktop.ui.participant.header import agreement_words
from tests.ui import made_up, people
from tests.ui.participant.opened import Opener


def test_that_nothing_can_be_rated_before_the_agreement(open_at: Opener, session: Session) -> None:
    new = people.added(session)
    page = open_at(new)
    assert page.parts.sign_first.isVisible()
    assert not page.journey.isVisible()
    assert page.first_focus() is page.parts.sign_first.first
    enabled = {bound.name for bound in page.bound_actions() if bound.enabled}
    assert not enabled & {"add_hot_spot", "no_answer", "hand_over"}
    assert "agreement" in enabled
    before = session.sequence
    page.journey.figure.point_moved.emit(RatingKey(new, "drugs", "4"), 2)
    assert session.sequence == before
    assert "agreement" in page.strip.sentence.casefold()


def test_that_signing_brings_the_journey(open_at: Opener, session: Session) -> None:
    new = people.added(session)
    page = open_at(new)
    made_up.sign(session, new)
    assert page.journey.isVisible()
    assert page.head.hand_over.isEnabled()


def test_that_s6_the_head_says_that_a_changed_agreement_is_to_be_signed_again_and_leads_to_it(
    open_at: Opener, session: Session, frame: Frame
) -> None:
    person = people.added(session)
    made_up.sign(session, person)
    page = open_at(person)
    assert page.head.again.isHidden()
    text = replace(CURRENT, version=4, title="What we agree, said anew")
    session.do(DraftText(version=4, language=text.language, style=text.style, text=text))
    session.do(PublishText(version=4, language=text.language, style=text.style, severity=Severity.MAJOR))
    assert page.head.again.isVisible()
    assert "Have version 4 or newer signed before the next visit." in page.head.again.sentence
    assert agreement_words(people_rows.row(session, person), session.plan.zone) == ("warn", "Sign again: text v4")
    assert "agreement" in {bound.name for bound in page.bound_actions() if bound.enabled}
    page.head.again.acted.emit()
    assert isinstance(frame.page, AgreementPage)


def test_that_the_log_tells_newest_first_what_was_changed(open_at: Opener, session: Session, person: str) -> None:
    page = open_at(f"{person}/log")
    cells = [row.cells[3].words for row in page.parts.log.table.rows.rows]
    assert cells[-1] == "C1-01 was added."
    assert cells[-2] == "C1-01, Drugs, alcohol, week 4 is now \u22123."
    session.undo()
    page.refresh(None)
    assert page.parts.log.table.rows.rows[0].cells[3].words.startswith("Undone: ")


def test_that_details_are_edits_and_wrong_ones_say_so(page: ParticipantPage, session: Session, person: str) -> None:
    page.to_details.click()
    form = page.parts.details
    form.age.setText("41")
    form.age.editingFinished.emit()
    form.status.setCurrentIndex(1)
    form.status.activated.emit(1)
    found = session.study.participant(person)
    assert (found.age, found.status) == (41, Status.COMPLETED)
    form.age.setText("seven")
    form.age.editingFinished.emit()
    assert form.fields["age"].message.words == "An age is a whole number of years."
    form.age.setText("7")
    form.age.editingFinished.emit()
    assert "between 10 and 110" in page.strip.sentence
    assert form.age.text() == "41"


def test_that_no_name_and_no_second_person_is_on_the_page(page: ParticipantPage, frame: Frame) -> None:
    assert frame.window().windowTitle() == "OJM Desktop"


def test_that_the_wave_a_digit_would_rate_is_ringed_while_the_list_has_the_keyboard(
    open_at: Opener, session: Session, frame: Frame
) -> None:
    person = people.added(session)
    made_up.sign(session, person)
    page = open_at(person)
    figure = page.journey.figure
    assert page.journey.way.hasFocus()
    assert figure.panel is not None
    assert figure.panel.chosen == f"wave:{page.journey.wave}"
    page.head.hand_over.setFocus()
    assert figure.panel.chosen is None


def test_that_the_help_is_read_a_line_a_subject_and_says_what_the_map_holds(page: ParticipantPage) -> None:
    assert len(page.help.splitlines()) >= 4
    assert max(len(line) for line in page.help.splitlines()) < 150
    assert BY_NAME["print"].says == "All pathways together and a sheet each, to print"
