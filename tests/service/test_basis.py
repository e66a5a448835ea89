"""What a study says of itself before anybody is added: on what basis, for how long, until when."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date

import pytest

from ojm_desktop.domain.agreement_text import CURRENT, for_study
from ojm_desktop.domain.errors import Refused
from ojm_desktop.service import agreements, replay
from ojm_desktop.service.compare import differences
from ojm_desktop.service.edits import AddParticipant, SetBasis
from ojm_desktop.service.progress import silent
from ojm_desktop.service.session import Session
from ojm_desktop.typeset import Typeset
from tests import studies

ADDED = AddParticipant(cohort="1", order_start=date(2026, 3, 2))


@pytest.fixture
def session() -> Iterator[Session]:
    opened = studies.in_memory()
    opened.do(SetBasis(basis=None))
    yield opened
    opened.close()


def test_that_nobody_is_added_before_the_basis_was_entered(session: Session) -> None:
    with pytest.raises(Refused, match="enter it under Study, Basis"):
        session.do(ADDED)
    session.do(SetBasis(basis=studies.BASIS))
    session.do(ADDED)
    assert [person.code for person in session.study.store.people.all()] == ["C1-01"]


def test_that_the_log_rebuilds_the_basis_whether_entered_changed_or_taken_back(session: Session) -> None:
    session.do(SetBasis(basis=studies.BASIS))
    session.do(ADDED)
    session.do(SetBasis(basis=dataclasses.replace(studies.BASIS, retention_months=60)))
    session.undo()
    assert session.plan.basis == studies.BASIS
    session.do(SetBasis(basis=None))
    again = replay.in_memory(session.study, studies.in_memory_sealer(session), silent)
    assert again.problems == []
    assert list(differences(session.study, again)) == []
    assert again.study.plan.basis is None


@pytest.mark.parametrize("empty", ["lawful_basis", "condition", "dpia_reference", "controller", "contact"])
def test_that_nothing_of_it_is_left_out(empty: str) -> None:
    without: dict[str, str] = {empty: " "}
    with pytest.raises(Refused, match="Not said yet"):
        dataclasses.replace(studies.BASIS, **without)  # type: ignore[arg-type]  # texts only
    with pytest.raises(Refused, match="1 to 600 months"):
        dataclasses.replace(studies.BASIS, retention_months=0)


def test_that_the_text_names_contact_months_and_last_day_and_its_hash_is_of_these_words() -> None:
    text = for_study(studies.BASIS)
    said = " ".join(paragraph for part in text.parts for paragraph in part.paragraphs)
    for expected in ("Until 30 September 2026", "24 months", "the research team, room 4", "Made-up University"):
        assert expected in said
    assert [part.heading for part in text.parts] == [part.heading for part in CURRENT.parts]
    assert text.sha256 not in {CURRENT.sha256, for_study(dataclasses.replace(studies.BASIS, contact="x")).sha256}


def test_that_a_paper_shown_before_the_basis_was_changed_is_not_signed(session: Session) -> None:
    session.do(SetBasis(basis=studies.BASIS))
    person = studies.add_person(session)
    shown = agreements.show(
        session, agreements.prepare(session, person, studies.ALL_USES, read_aloud=True, typeset=Typeset())
    )
    assert len(shown.prepared.paper.pages) == 1, "nobody signs a nearly empty page"
    session.do(SetBasis(basis=dataclasses.replace(studies.BASIS, contact="room 5")))
    with pytest.raises(Refused, match="words changed since they were shown"):
        agreements.sign(session, shown, studies.signature(1), studies.signature(2))
    assert session.study.store.consents.newest(person) is None
