"""States of the Contacts tab: vouchers, and what is kept apart."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from ojm_desktop.app.screens.stage import Stage, settle
from ojm_desktop.domain.disclosure import StepKind
from ojm_desktop.service.edits import FollowDisclosure
from ojm_desktop.service.edits.disclosures import disclosures_of
from ojm_desktop.ui.participant.page import ParticipantPage


def vouchers(stage: Stage) -> None:
    """Vouchers of somebody, all of them signed for."""
    _part(stage, stage.scene.telling.participant, "vouchers")


def kept_apart(stage: Stage) -> None:
    """What is kept apart of somebody, shown because it was asked for, with what followed."""
    session = stage.scene.practice
    everybody = session.study.store.people.all()
    person = next(one.id for one in everybody if disclosures_of(session.study, one.id))
    (told, *_) = disclosures_of(session.study, person)
    followed = (
        (StepKind.DONE, "", "Stayed with them until their officer came."),
        (StepKind.TOLD, "The duty manager", "By telephone, in the words that were agreed."),
    )
    for kind, who, words in followed:
        day = session.today()
        session.do(FollowDisclosure(participant=person, disclosure=told.id, kind=kind, on=day, who=who, words=words))
    part = _part(stage, person, "kept_apart").parts.contacts.kept_apart
    if not part.is_open:
        part.show_words.click()
    settle()


def report(stage: Stage) -> None:
    """Asked why the report of a disclosure leaves the study, and whether with the name."""
    session = stage.scene.practice
    person = next(one.id for one in session.study.store.people.all() if disclosures_of(session.study, one.id))
    part = _part(stage, person, "kept_apart").parts.contacts.kept_apart
    if not part.is_open:
        part.show_words.click()
    next(button for button in part.findChildren(QPushButton) if "Report as PDF" in button.accessibleName()).click()
    settle()


def apart_new(stage: Stage) -> None:
    """Where F8 leads from a person's page: what takes a disclosure down, and none of those that there are."""
    page = stage.go("participant", stage.scene.telling.participant)
    assert isinstance(page, ParticipantPage)
    next(bound for bound in page.bound_actions() if bound.name == "disclosure").act()
    settle()


def apart_asked(stage: Stage) -> None:
    """Where Look at the end of an interview leads: nothing is shown yet, and there is a way back."""
    (visit,) = stage.scene.held.study.store.visits.all()
    stage.go("participant", f"{visit.participant}/disclosures/{visit.id}")
    settle()


def _part(stage: Stage, person: str, name: str) -> ParticipantPage:
    page = stage.go("participant", f"{person}/contacts")
    assert isinstance(page, ParticipantPage)
    page.parts.contacts.show_part(name)
    return page
