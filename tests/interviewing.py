"""Interviews for tests: a study with one person who has signed, a questionnaire from a workbook, and a visit begun."""

from __future__ import annotations

from functools import lru_cache

from pyxform.xls2xform import convert

from ojm_desktop.domain.kept_form import FormFile, FormState
from ojm_desktop.domain.visit import Mode
from ojm_desktop.service.edits import ImportForm, SetFormState, StartVisit
from ojm_desktop.service.interview import Interview
from ojm_desktop.service.session import Session
from tests import studies
from tests.visiting import DAY

SETTINGS = '| settings |\n| | form_id | version | namespaces |\n| | week | 1 | ojm="https://ojm-desktop.example/ns" |\n'


@lru_cache(maxsize=16)
def xform(workbook: str) -> str:
    """The XForm of a workbook; one that names no form is called week."""
    text = workbook.strip()
    return str(convert(xlsform=text if "| settings |" in text else SETTINGS + text).xform)


def keep(session: Session, workbook: str, files: tuple[FormFile, ...] = ()) -> str:
    """Take a questionnaire in and publish it; its digest."""
    before = {facts.digest for facts in session.study.store.forms.all()}
    session.do(ImportForm(name="week", version="1", title="Week", xml=xform(workbook), files=files))
    (digest,) = {facts.digest for facts in session.study.store.forms.all()} - before
    session.do(SetFormState(digest=digest, state=FormState.PUBLISHED))
    return digest


def asking(workbook: str, files: tuple[FormFile, ...] = ()) -> Session:
    """A study in memory with one person who has signed, and a questionnaire."""
    session = studies.in_memory()
    studies.signed_person(session)
    keep(session, workbook, files)
    return session


def begin(session: Session, wave: str = "4", mode: Mode = Mode.IN_PERSON) -> Interview:
    """A visit of the first person is begun a minute after the one before, with the newest form."""
    clock = session.clock
    assert isinstance(clock, studies.SetClock)
    clock.move(minutes=1)
    before = {visit.id for visit in session.study.store.visits.all()}
    digest = next(facts.digest for facts in reversed(session.study.store.forms.all()) if facts.id == "week")
    session.do(StartVisit(participant=studies.person_of(session), wave=wave, form=digest, held_on=DAY, mode=mode))
    (new,) = {visit.id for visit in session.study.store.visits.all()} - before
    return Interview(session, new)
