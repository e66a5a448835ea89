"""The report of a disclosure: what was recorded and nothing else, by code, and logged where nobody else reads it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ojm_desktop.domain.disclosure import Category, StepKind
from ojm_desktop.domain.disclosure_paper import DisclosurePaper
from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.participant import Identity
from ojm_desktop.service.disclosure_report import gather, write
from ojm_desktop.service.edits import FollowDisclosure, LetOutApart, RecordDisclosure, RecordIdentity, ShowName
from ojm_desktop.service.edits.disclosures import disclosures_of
from ojm_desktop.service.leaving import NoReason
from ojm_desktop.service.log_writer import read
from ojm_desktop.service.session import Session
from ojm_desktop.service.study import NotAllowed
from ojm_desktop.typeset import Typeset
from tests import studies
from tests.visiting import DAY

NAME = "Tamsin Orrery"
APRIL = date(2026, 4, 2)


@pytest.fixture
def session() -> Iterator[Session]:
    found = studies.in_memory()
    who = studies.signed_person(found)
    about, said = Category.CHILD_AT_RISK, "about the boy next door"
    found.do(
        RecordDisclosure(participant=who, category=about, words=said, agreed="a child may be alone", said="at 3"),
        RecordDisclosure(participant=who, category=about, words="something else again"),
    )
    one = disclosures_of(found.study, who)[0].id
    for kind, on, by, words in ((StepKind.DONE, DAY, "", "rang twice"), (StepKind.TOLD, APRIL, "the office", "")):
        found.do(FollowDisclosure(participant=who, disclosure=one, kind=kind, on=on, who=by, words=words))
    found.do(RecordIdentity(participant=who, identity=Identity(NAME)))
    yield found
    found.close()


def paper_of(session: Session, number: int = 1, *, with_name: bool = False) -> DisclosurePaper:
    return gather(session, studies.person_of(session), number, with_name=with_name)


def test_that_d2_it_holds_what_was_recorded_of_that_one_and_a_name_only_where_asked_for(session: Session) -> None:
    paper = paper_of(session)
    assert (paper.words, paper.agreed, paper.said) == ("about the boy next door", "a child may be alone", "at 3")
    assert [(step.what, step.who, step.words) for step in paper.steps] == [
        ("Done", "", "rang twice"),
        ("Told", ": the office", ""),
    ]
    assert (paper.code, paper.name, paper.where) == ("C1-01", "", "Outside an interview")
    assert NAME not in repr(paper)
    assert "something else" not in repr(paper)
    assert paper_of(session, 2).steps == ()
    assert paper_of(session, with_name=True).name == NAME
    (shown,) = session.study.store.log.events(session.sequence)
    opened = read(session.study, shown)
    assert opened is not None
    assert isinstance(opened.entry.edit, ShowName), "a name on paper is a name that was shown (W9)"
    with pytest.raises(Refused, match="2 disclosures are recorded of C1-01"):
        paper_of(session, 3)
    who = studies.person_of(session)
    two = disclosures_of(session.study, who)[1].id
    agreed = {"participant": who, "disclosure": two, "words": "as said"}
    session.do(FollowDisclosure(**agreed, kind=StepKind.AGREED, on=DAY, who=""))
    assert (paper_of(session, 2).agreed, paper_of(session, 2).steps) == ("as said", ())
    session.do(RecordIdentity(participant=studies.person_of(session), identity=None))
    with pytest.raises(Refused, match="No name is kept"):
        paper_of(session, with_name=True)


def test_that_d2_it_leaves_with_a_reason_and_who_reads_the_research_data_alone_does_not_learn_of_it(
    session: Session, tmp_path: Path
) -> None:
    who = studies.person_of(session)
    with pytest.raises(NoReason):
        write(session, paper_of(session), who, tmp_path / "none.pdf", " ", Typeset())
    assert not list(tmp_path.iterdir())
    digest = write(session, paper_of(session), who, tmp_path / "report.pdf", "for the office", Typeset())
    event = session.study.store.log.event(session.sequence)
    payload = session.study.store.log.payload(session.sequence)
    assert event is not None
    assert payload is not None
    assert (payload.participant, payload.body) == (None, None)
    opened = read(session.study, event)
    assert opened is not None
    edit = opened.entry.edit
    assert isinstance(edit, LetOutApart)
    assert (edit.participant, edit.reason, edit.where) == (who, "for the office", tmp_path.name)
    assert edit.files == (("report.pdf", digest),)
    with pytest.raises(NotAllowed):
        gather(studies.as_analyst(session), who, 1)
