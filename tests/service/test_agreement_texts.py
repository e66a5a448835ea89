"""Versions of the agreement's words: which are read, who signs again (S6), and that filed papers never change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from ojm_desktop.domain.agreement import AgreementText, Severity, Style, TextState
from ojm_desktop.domain.agreement_text import CURRENT, SHIPPED, for_study
from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.visit import Mode
from ojm_desktop.service import agreement_texts as texts
from ojm_desktop.service import forms, replay, visits
from ojm_desktop.service.compare import differences
from ojm_desktop.service.edits import DraftText, PublishText, RetireText, StartVisit
from ojm_desktop.service.progress import silent
from ojm_desktop.service.queries.people import needs_new_signature, row
from ojm_desktop.service.queries.today import today
from ojm_desktop.service.session import Session
from tests import studies

NEXT = replace(CURRENT, version=4, title="What we agree, said anew")
WELSH = replace(NEXT, language="Cymraeg", title="Beth rydym yn ei gytuno")


@pytest.fixture
def session() -> Iterator[Session]:
    opened = studies.in_memory()
    yield opened
    opened.close()


def draft(session: Session, text: AgreementText, *, checked: bool = False) -> None:
    session.do(DraftText(version=text.version, language=text.language, style=text.style, text=text, checked=checked))


def publish(session: Session, text: AgreementText, severity: Severity = Severity.MAJOR) -> None:
    session.do(PublishText(version=text.version, language=text.language, style=text.style, severity=severity))


def test_that_the_programs_texts_are_read_in_full_or_easy_until_a_study_publishes_its_own(session: Session) -> None:
    read = texts.published(session)
    assert [text.name for text in read] == ["English", "English, easy read"]
    assert [text.sha256 for text in read] == [for_study(studies.BASIS, text).sha256 for text in SHIPPED]
    draft(session, NEXT)
    assert texts.published(session) == read, "a draft is read to nobody"
    publish(session, NEXT)
    assert [text.title for text in texts.published(session)] == [NEXT.title]
    states = {one.text.name: one.state for one in texts.kept(session.study) if one.text.version == 3}
    assert set(states.values()) == {TextState.RETIRED}


def test_that_s6_who_signed_before_a_major_change_signs_again_and_no_visit_begins_before(session: Session) -> None:
    forms.take_in_shipped(session)
    who = studies.signed_person(session)
    digest = forms.form_for(session, "1", "4").digest
    language = forms.languages(session, digest)[0]
    begun = StartVisit(participant=who, wave="4", form=digest, held_on=session.today(), language=language)
    draft(session, NEXT)
    publish(session, NEXT, Severity.MINOR)
    assert texts.must_sign_again(session, who) is None, "a minor change asks nothing"
    assert not needs_new_signature(row(session, who))

    latest = replace(NEXT, version=5)
    draft(session, latest)
    publish(session, latest)
    assert texts.must_sign_again(session, who) == texts.Reason(3, 5)
    assert needs_new_signature(row(session, who))
    assert [one.participant for one in today(session).to_sign] == [who]
    with pytest.raises(Refused, match="changed in what it says since this person signed version 3"):
        session.do(begun)
    assert visits.should_sign_again(session, who)
    session.do(replace(begun, mode=Mode.PAPER))
    session.undo()

    studies.sign(session, who)
    assert texts.must_sign_again(session, who) is None
    assert today(session).to_sign == ()
    session.do(begun)


def test_that_s6_whoever_never_signed_refused_or_withdrew_is_not_asked_to_sign_again(session: Session) -> None:
    draft(session, NEXT)
    publish(session, NEXT)
    assert texts.must_sign_again(session, studies.add_person(session)) is None


def test_that_the_words_of_a_version_that_is_read_no_more_are_not_signed(session: Session) -> None:
    who = studies.add_person(session)
    draft(session, NEXT)
    publish(session, NEXT, Severity.MINOR)
    with pytest.raises(Refused, match="A newer version of the agreement is in use since"):
        studies.sign(session, who, text=for_study(studies.BASIS, CURRENT))
    with pytest.raises(Refused, match="changed since they were shown"):
        studies.sign(session, who, text=replace(NEXT, title="Something else"))


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (PublishText(version=4, language="English", style=Style.FULL, severity=Severity.MAJOR), "is no draft"),
        (PublishText(version=3, language="English", style=Style.FULL, severity=Severity.MAJOR), "is no draft"),
        (RetireText(version=3, language="English", style=Style.FULL), "Without this text nobody could sign"),
        (RetireText(version=2, language="English", style=Style.FULL), "is not in use"),
        (DraftText(version=3, language="English", style=Style.FULL, text=CURRENT), "was published and stays"),
        (DraftText(version=9, language="English", style=Style.FULL, text=replace(CURRENT, version=9)), "next version"),
        (DraftText(version=4, language="English", style=Style.FULL, text=WELSH), "another version, language or style"),
    ],
)
def test_that_nothing_published_is_changed_and_nothing_is_skipped(
    session: Session, edit: DraftText | PublishText | RetireText, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        session.do(edit)


def test_that_a_translation_follows_the_first_language_and_is_checked_by_somebody_who_speaks_it(
    session: Session,
) -> None:
    draft(session, WELSH)
    with pytest.raises(Refused, match="full text in English is published first"):
        publish(session, WELSH)
    draft(session, NEXT)
    publish(session, NEXT, Severity.MINOR)
    with pytest.raises(Refused, match="Nobody who speaks Cymraeg has ticked"):
        publish(session, WELSH, Severity.MINOR)
    draft(session, WELSH, checked=True)
    with pytest.raises(Refused, match="published as a minor change"):
        publish(session, WELSH, Severity.MAJOR)
    publish(session, WELSH, Severity.MINOR)
    assert texts.current(session, "Cymraeg").title == WELSH.title
    session.do(RetireText(version=4, language="Cymraeg", style=Style.FULL))
    with pytest.raises(Refused, match="not read in Cymraeg, full text, any more"):
        texts.current(session, "Cymraeg")


def test_that_the_log_rebuilds_every_text_and_a_draft_can_be_taken_back(session: Session) -> None:
    draft(session, NEXT)
    draft(session, replace(NEXT, title="Other words"))
    session.undo()
    assert [one.text.title for one in texts.kept(session.study)][-1] == NEXT.title
    session.undo()
    assert texts.find(session.study, 4, "English", Style.FULL) is None
    session.redo()
    publish(session, NEXT)
    session.do(DraftText(version=4, language="English", style=Style.EASY, text=replace(NEXT, style=Style.EASY)))
    again = replay.in_memory(session.study, studies.in_memory_sealer(session), silent)
    assert again.problems == []
    assert list(differences(session.study, again)) == []


def test_that_a_basis_that_is_missing_leaves_the_paragraphs_out_that_name_it() -> None:
    words = [paragraph for part in for_study(None).parts for paragraph in part.paragraphs]
    assert len(words) == sum(len(part.paragraphs) for part in CURRENT.parts) - 2
    assert not any("[" in paragraph for paragraph in words)
