"""Versions of a study's questionnaires: how they differ, whom publishing concerns, what the study says of one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.form import Form
from ojm_desktop.domain.kept_form import FormChange, FormFile, FormState, FormUse
from ojm_desktop.forms.report import Report
from ojm_desktop.forms.xform import parse
from ojm_desktop.service import form_versions, forms
from ojm_desktop.service.edits import AssignForm, StartVisit
from ojm_desktop.service.form_moments import asked_at
from ojm_desktop.service.session import Session
from tests import studies, visiting

COHORT1 = "ojm_cohort1"
REST = ("cohort2", "diary", "intake", "voucher")


@pytest.fixture
def session() -> Iterator[Session]:
    """A new study."""
    found = studies.in_memory()
    forms.take_in_shipped(found)
    yield found
    found.close()


def newer(session: Session, version: str = "2", old: str = "", new: str = "") -> tuple[Form, bytes]:
    """The questionnaire of cohort 1 with another version, and other words in one place."""
    kept = session.study.store.forms.get(form_versions.versions(session, COHORT1)[-1].facts.digest)
    assert kept is not None
    assert old in kept.xml
    assert isinstance(session.clock, studies.SetClock)
    session.clock.move(days=1)
    xml = kept.xml.replace('version="1"', f'version="{version}"', 1).replace(old, new, 1 if old else 0).encode()
    return parse(xml), xml


HELP = ("Prescribed medicines count too.", "Medicines from a doctor count too.")
ASKS = ("managing with drugs and alcohol?", "getting on with drugs and alcohol?")


def test_that_a_new_version_is_a_draft_weighed_against_the_one_in_use(session: Session) -> None:
    helped = form_versions.take_in(session, *newer(session, "2", *HELP))
    asked = form_versions.take_in(session, *newer(session, "3", *ASKS))
    found = form_versions.versions(session, COHORT1)
    assert [(one.facts.version, one.facts.state, one.facts.change) for one in found] == [
        ("3", FormState.DRAFT, FormChange.MAJOR),
        ("2", FormState.DRAFT, FormChange.MINOR),
        ("1", FormState.PUBLISHED, FormChange.FIRST),
    ]
    assert [one.told for one in found] == [
        "Major: 1 question in other words",
        "Minor: 1 help text",
        "The first one",
    ]
    before = form_versions.version_before(session, asked)
    assert before is not None
    assert before.version == "1", "the one in use"
    forms.publish(session, helped)
    again = form_versions.version_before(session, asked)
    assert again is not None
    assert again.version == "2"
    listed = form_versions.lines(session)
    assert [line.facts.id for line in listed] == [COHORT1, *(f"ojm_{name}" for name in REST)]
    assert listed[0].facts.version == "2", "the one in use, not the newest"


def test_that_publishing_says_who_was_asked_with_the_earlier_version(session: Session) -> None:
    first = forms.form_for(session, "1", "4").digest
    people = [studies.signed_person(session) for _ in range(2)]
    for number, person in enumerate(people):
        for wave in ("4", "8", "12")[: 1 + 2 * number]:
            session.do(StartVisit(participant=person, wave=wave, form=first, held_on=visiting.DAY))
    digest = form_versions.take_in(session, *newer(session, "2", *ASKS))
    found = form_versions.meaning(session, digest)
    assert (found.is_major, found.changed) == (True, 1)
    assert (found.visits, found.people, found.under_way) == (4, 2, 4)
    assert (found.will_meet, found.asked_again) == (1, 1)
    assert found.asked_at == ("Cohort 1, week 4, week 8 and week 12",)
    for wave in ("8", "12"):
        session.do(AssignForm(use=FormUse(f"1/{wave}", "ojm_intake")))
    elsewhere = form_versions.meaning(session, digest)
    assert elsewhere.asked_at == ("Cohort 1, week 4",)
    assert (elsewhere.will_meet, elsewhere.asked_again) == (0, 2), "no wave to come asks it"
    assert asked_at(session, "ojm_intake") == ("the intake", "Cohort 1, week 8 and week 12")
    session.undo()
    session.undo()
    assert {line.facts.id: line.used_in for line in form_versions.lines(session)}[COHORT1] == "4 visits"
    minor = form_versions.meaning(session, form_versions.take_in(session, *newer(session, "3", *HELP)))
    assert (minor.is_major, minor.changed) == (False, 0)


def test_that_the_study_adds_to_the_report_what_only_it_knows(session: Session) -> None:
    form, _ = newer(session, "1", *HELP)
    report = form_versions.met_with_study(session, form, Report("week.xlsx"))
    (said,) = report.errors
    assert (said.sheet, said.row, said.column) == ("settings", 2, "version")
    assert said.what == "The study has a version “1” of this questionnaire with other words."
    form, _ = newer(session, "2", 'start="-5"', 'start="0"')
    (warned,) = form_versions.met_with_study(session, form, Report("week.xlsx")).problems
    assert warned.what.endswith("It cannot be published like this.")
    assert warned.what_to_do.startswith("Write start=-5 end=5 step=1")
    _, xml = newer(session, "1")
    with pytest.raises(Refused, match="in the study already, as version 1 of Cohort 1"):
        form_versions.met_with_study(session, parse(xml), Report("week.xlsx"))


def test_that_a_list_beside_the_form_is_compared_too(session: Session) -> None:
    towns = FormFile("towns.csv", b"name,label\nn1,Upper\n")
    without = form_versions.take_in(session, *newer(session, "2"))
    having = form_versions.take_in(session, *newer(session, "3"), (towns,))
    (found,) = form_versions.compared(session, without, having)
    assert (found.name, found.of, found.before, found.after) == ("towns.csv", "file beside the form", "", "2 lines")
    assert form_versions.compared(session, without, without) == ()
