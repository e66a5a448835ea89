"""Visits for tests: a published questionnaire of no questions, and an interview that was begun."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from ojm_desktop.domain.kept_form import FormState
from ojm_desktop.domain.visit import Visit
from ojm_desktop.service.edits import ImportForm, SetFormState, StartVisit
from ojm_desktop.service.session import Session
from tests import studies

DAY = date(2026, 3, 31)
XFORM = "<h:html>a questionnaire</h:html>"
FORM = hashlib.sha256(XFORM.encode()).hexdigest()


def keep_form(session: Session) -> None:
    """Take the questionnaire in and publish it."""
    session.do(ImportForm(name="week", version="1", title="Week", xml=XFORM))
    session.do(SetFormState(digest=FORM, state=FormState.PUBLISHED))


def start(session: Session, wave: str = "4", participant: str = "") -> Visit:
    """Begin a visit of the first person, or of another one."""
    before = {visit.id for visit in session.study.store.visits.all()}
    who = participant or studies.person_of(session)
    session.do(StartVisit(participant=who, wave=wave, form=FORM, held_on=DAY))
    (new,) = (visit for visit in session.study.store.visits.all() if visit.id not in before)
    return new


def row(session: Session, visit: Visit) -> Visit:
    """The visit as it stands."""
    found = session.study.store.visits.get(visit.id)
    assert found is not None
    return found


def named(visit: Visit) -> dict[str, Any]:
    """What every edit of a visit names."""
    return {"visit": visit.id, "participant": visit.participant}
