"""A study's questionnaires: what a new one starts with, which is asked when, in which languages, and what must fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from ojm_desktop.domain import template
from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.kept_form import FormState, FormUse
from ojm_desktop.domain.plan import StudyPlan
from ojm_desktop.domain.scale import Scale
from ojm_desktop.domain.visit import VisitState
from ojm_desktop.forms.report import Report
from ojm_desktop.service import form_versions, forms
from ojm_desktop.service.edits import (
    AssignForm,
    ChangeScale,
    ImportForm,
    ReleaseLanguage,
    RemoveForm,
    SetFormState,
    StartVisit,
    SwitchLanguage,
)
from ojm_desktop.service.form_fit import misfits
from ojm_desktop.service.form_words import other_words
from ojm_desktop.service.interview import Interview
from ojm_desktop.service.session import Session
from tests import studies, visiting
from tests.forms.making import made

WELSH = "Cymraeg, drafft (cy)"


def study(plan: StudyPlan | None = None) -> Session:
    """A study with what the program brings."""
    session = studies.in_memory(plan)
    forms.take_in_shipped(session)
    return session


@pytest.fixture
def session() -> Iterator[Session]:
    found = study()
    yield found
    found.close()


def states(session: Session) -> dict[str, FormState]:
    return {facts.id: facts.state for facts in session.study.store.forms.all()}


def test_that_a_new_study_can_be_asked_with_at_once(session: Session) -> None:
    assert set(states(session).values()) == {FormState.PUBLISHED}
    assert len(states(session)) == 5
    assert not forms.lacks_shipped(session)
    asked = {
        (cohort, wave): forms.form_for(session, cohort, wave).id
        for cohort, wave in (("1", "intake"), ("1", "4"), ("1", "12"), ("2", "retrospective"))
    }
    assert asked == {
        ("1", "intake"): "ojm_intake",
        ("1", "4"): "ojm_cohort1",
        ("1", "12"): "ojm_cohort1",
        ("2", "retrospective"): "ojm_cohort2",
    }
    assert forms.form_of(session, "diary").id == "ojm_diary"
    assert forms.form_of(session, "voucher").id == "ojm_voucher"


def test_that_undo_does_not_take_the_questionnaires_of_a_new_study_away(session: Session) -> None:
    with pytest.raises(Refused, match="nothing to undo"):
        session.undo()


def test_that_taking_in_again_changes_nothing_that_is_there(session: Session) -> None:
    session.do(AssignForm(use=FormUse("1", "ojm_intake")))
    before = session.study.store.forms.all(), session.study.store.forms.uses()
    forms.take_in_shipped(session)
    assert (session.study.store.forms.all(), session.study.store.forms.uses()) == before


def test_that_what_does_not_fit_the_study_stays_a_draft_and_says_why() -> None:
    session = study(template.empty("x"))
    assert states(session)["ojm_cohort1"] is FormState.DRAFT
    assert states(session)["ojm_intake"] is FormState.PUBLISHED
    digest = next(facts.digest for facts in session.study.store.forms.all() if facts.id == "ojm_cohort1")
    reasons = forms.reasons_against(session, digest)
    assert len(reasons) == 7
    assert reasons[0].startswith("“drugs_help” is about the pathway “drugs”, which this study does not have.")
    with pytest.raises(Refused, match="was not published"):
        forms.publish(session, digest)
    with pytest.raises(Refused, match="not published"):
        forms.form_for(session, "1", "8")
    session.close()


def test_that_another_scale_keeps_a_published_questionnaire_from_being_begun(session: Session) -> None:
    session.do(ChangeScale(scale=Scale(minimum=1, maximum=10, neutral=5)))
    with pytest.raises(Refused) as told:
        forms.form_for(session, "1", "8")
    assert str(told.value) == (
        "Cohort 1, weeks 4, 8 and 12 does not fit this study any more. Nothing was changed. “drugs_rating”, "
        "“housing_rating”, “family_rating” and 5 more: each goes from −5 to 5; the study’s scale goes from 1 to 10. "
        "Write start=1 end=10 step=1 in the column parameters, or change the study’s scale while nobody has rated."
    )


def test_that_a_wave_can_have_a_questionnaire_of_its_own(session: Session) -> None:
    session.do(AssignForm(use=FormUse("1/8", "ojm_intake")))
    assert session.last_sentence == "Intake is used for Cohort 1, week 8."
    assert forms.form_for(session, "1", "8").id == "ojm_intake"
    assert forms.form_for(session, "1", "4").id == "ojm_cohort1"
    session.undo()
    assert session.last_sentence == "Undone: Cohort 1, weeks 4, 8 and 12 is used for Cohort 1, week 8."
    assert forms.form_for(session, "1", "8").id == "ojm_cohort1"
    with pytest.raises(Refused, match="not in the study"):
        session.do(AssignForm(use=FormUse("1/8", "nobody_knows_it")))
    session.do(AssignForm(use=FormUse("intake", "")))
    with pytest.raises(Refused, match="No questionnaire is chosen for intake"):
        forms.form_for(session, "1", "intake")


def test_that_a_questionnaire_that_was_taken_out_is_not_in_the_way_of_undo(session: Session) -> None:
    session.do(ImportForm(name="mine", version="1", title="Mine", xml="<mine/>"))
    (digest,) = (facts.digest for facts in session.study.store.forms.all() if facts.id == "mine")
    session.do(AssignForm(use=FormUse("1/8", "mine")))
    session.do(RemoveForm(digest=digest))
    with pytest.raises(Refused, match="week 8 is not published"):
        forms.form_for(session, "1", "8")
    session.do(AssignForm(use=FormUse("1/8", "ojm_intake")))
    for _ in range(4):
        session.undo()
    assert "mine" not in states(session)
    assert forms.form_for(session, "1", "8").id == "ojm_cohort1"


def test_that_publishing_retires_the_version_before_in_one_step(session: Session) -> None:
    old = forms.form_for(session, "1", "8")
    xml = _again(session, old.digest, "2")
    session.do(ImportForm(name=old.id, version="2", title=old.title, xml=xml, languages=("English (en)",)))
    new = next(facts for facts in session.study.store.forms.all() if facts.version == "2")
    with pytest.raises(Refused, match=r"Version 1 of .* is published\. Nothing was changed; retire it first\."):
        session.do(SetFormState(digest=new.digest, state=FormState.PUBLISHED))
    forms.publish(session, new.digest)
    assert forms.form_for(session, "1", "8").digest == new.digest
    session.undo()
    assert forms.form_for(session, "1", "8").digest == old.digest


def test_that_a_language_is_asked_in_only_once_somebody_ticked_it_as_checked(session: Session) -> None:
    participant = studies.signed_person(session)
    form = forms.form_for(session, "1", "8").digest
    assert forms.languages(session, form) == ("English (en)",)
    begin = StartVisit(participant=participant, wave="8", form=form, held_on=visiting.DAY, language=WELSH)
    with pytest.raises(Refused, match="Nobody has ticked “Cymraeg, drafft"):
        session.do(begin)
    session.do(ReleaseLanguage(digest=form, language=WELSH))
    assert forms.languages(session, form) == ("English (en)", WELSH)
    session.do(begin)
    (visit,) = session.study.store.visits.of(participant)
    assert Interview(session, visit.id).languages == ("English (en)", WELSH)
    assert (visit.state, visit.language) == (VisitState.IN_PROGRESS, WELSH)
    session.do(ReleaseLanguage(digest=form, language=WELSH, is_released=False))
    session.do(SwitchLanguage(visit=visit.id, participant=participant, language=""))
    assert Interview(session, visit.id).languages == ("English (en)",)
    with pytest.raises(Refused, match="Nobody has ticked"):
        session.do(SwitchLanguage(visit=visit.id, participant=participant, language=WELSH))
    with pytest.raises(Refused, match="no language “Polski”"):
        session.do(ReleaseLanguage(digest=form, language="Polski"))


def test_that_a_practice_study_offers_every_language() -> None:
    session = study(template.bristol("p", is_practice=True))
    assert forms.languages(session, forms.form_for(session, "1", "8").digest) == ("English (en)", WELSH)
    session.close()


@pytest.mark.parametrize(
    ("survey", "said"),
    [
        ("| range | a | A | start=-5 end=5 step=1 | rating | housing |", ()),
        ("| range | a | A | start=-5 end=5 step=0.5 | rating | housing |", ("“a” does not go in whole numbers",)),
        ("| range | a | A | start=0 end=4 step=2 | rating | housing |", ("“a” goes from 0 to 4 in steps of 2",)),
        ("| range | a | A | start=-5 end=5 step=1 | rating | |", ("“a” asks for a rating of no pathway",)),
        ("| range | a | A | start=-5 end=5 step=1 | rating | garden |", ("“a” is about the pathway “garden”",)),
        ("| integer | a | A | | rating | housing |", ()),
        ("| text | a | A | | rating | housing |", ("“a” takes no whole numbers",)),
        ("| select_one few | a | A | | rating | housing |", ("“a” has other choices than the numbers",)),
    ],
)
def test_that_ratings_fit_the_scale_and_pathways_of_the_study(survey: str, said: tuple[str, ...]) -> None:
    head = "| | type | name | label | parameters | bind::ojm:role | bind::ojm:pathway |"
    settings = '| settings |\n| | namespaces |\n| | ojm="https://ojm-desktop.example/ns" |\n'
    choices = "| choices |\n| | list_name | name | label |\n| | few | 1 | One |\n| | few | 2 | Two |\n"
    form = made(f"{head}\n| {survey}", choices + settings)
    found = misfits(template.bristol("x"), form)
    assert len(found) == len(said)
    for sentence, beginning in zip(found, said, strict=True):
        assert sentence.startswith(beginning)
        assert "Write" in sentence or "Name one" in sentence or "Add" in sentence


def test_that_other_words_under_the_scale_are_told_with_what_stands_where() -> None:
    head = "| | type | name | label | parameters | bind::ojm:role | bind::ojm:pathway |"
    rows = (
        "| | range | a | A | start=-5 end=5 step=1 tick_labelset=ends | rating | housing |",
        "| | range | b | B | start=-5 end=5 step=1 tick_labelset=ends | rating | work |",
        "| | range | bare | C | start=-5 end=5 step=1 | rating | family |",
    )
    settings = '| settings |\n| | namespaces |\n| | ojm="https://ojm-desktop.example/ns" |\n'
    told = (("-5", "Terrible"), ("0", "Neither good nor bad"), ("5", "As good as it could be"))
    words = "".join(f"| | ends | {value} | {said} |\n" for value, said in told)
    form = made("\n".join((head, *rows)), f"| choices |\n| | list_name | name | label |\n{words}{settings}")
    plan = template.bristol("x")
    (said,) = other_words(plan, form)
    assert said == (
        "“a” and “b”: each has other words under its scale than the study: "
        "under \u22125 “Terrible”, in the study “as bad as it could be”."
    )
    assert misfits(plan, form) == (), "it can be asked all the same"
    scale = replace(plan.scale, low="terrible")
    assert other_words(replace(plan, scale=scale), form) == ()
    (nothing,) = other_words(replace(plan, scale=replace(scale, middle="")), form)
    assert nothing.endswith("under 0 “Neither good nor bad”, in the study nothing.")


def test_that_what_comes_along_has_the_words_of_a_new_study_and_says_so_when_they_change(session: Session) -> None:
    assert form_versions.with_other_words(session) == ()
    session.do(ChangeScale(scale=replace(session.plan.scale, high="couldn’t be better")))
    assert set(form_versions.with_other_words(session)) == {
        forms.read(session, facts.digest).title
        for facts in session.study.store.forms.all()
        if facts.id in ("ojm_cohort1", "ojm_cohort2")
    }
    digest = forms.form_for(session, "1", "8").digest
    form = forms.read(session, digest)
    told = form_versions.met_with_study(session, replace(form, digest="0" * 64, version="2"), Report("week.xlsx"))
    (warned,) = told.problems
    assert "under +5 “As good as it could be”, in the study “couldn’t be better”" in warned.what
    assert "on the journey, maps and tables the study’s" in warned.what_to_do
    assert told.is_usable


def test_that_a_wave_that_no_visit_looking_back_has_is_named(session: Session) -> None:
    form = forms.read(session, forms.form_for(session, "2", "retrospective").digest)
    assert misfits(session.plan, form) == ()
    strange = replace(form, root=replace(form.root, children=(replace(form.root.children[0], wave="middle"),)))
    (said,) = misfits(session.plan, strange)
    assert "names the wave “middle”. Write begin or end" in said


def _again(session: Session, digest: str, version: str) -> str:
    kept = session.study.store.forms.get(digest)
    assert kept is not None
    return kept.xml.replace('version="1"', f'version="{version}"', 1)
