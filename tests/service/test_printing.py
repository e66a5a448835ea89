"""What leaves the study is logged, and nothing is ever overwritten (C7)."""

from __future__ import annotations

import dataclasses
import hashlib
from pathlib import Path

import pytest
from pypdf import PdfReader

from ojm_desktop.domain.disclosure import Category, StepKind
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.hot_spot import Note, Polarity
from ojm_desktop.service import printing
from ojm_desktop.service.edits import (
    ConfirmHotSpot,
    DescribeHotSpot,
    Edit,
    FollowDisclosure,
    LetOut,
    MarkHotSpot,
    PrintMark,
    RecordDisclosure,
)
from ojm_desktop.service.edits.disclosures import disclosures_of
from ojm_desktop.service.log_writer import read
from ojm_desktop.service.progress import silent
from ojm_desktop.service.session import Session
from tests import studies


@pytest.fixture
def session() -> Session:
    """A study in memory with two people who signed and were rated once."""
    found = studies.in_memory()
    for _ in range(2):
        studies.rate(found, studies.signed_person(found), "housing", "4", 2, found.today())
    return found


def everybody(session: Session) -> list[str]:
    return [person.id for person in session.study.store.people.all()]


def last_let_out(session: Session) -> LetOut:
    opened = read(session.study, next(session.study.store.log.events(session.sequence)))
    assert opened is not None
    assert isinstance(opened.entry.edit, LetOut)
    return opened.entry.edit


def test_that_c7_what_was_written_before_a_failure_is_logged(session: Session, tmp_path: Path) -> None:
    class StickPulledError(Exception):
        pass

    def stop(done: float, doing: str) -> None:
        if doing.startswith("C1-02"):
            raise StickPulledError

    with pytest.raises(StickPulledError):
        printing.print_maps(session, everybody(session), tmp_path / "maps", reason="for the team", progress=stop)
    record = last_let_out(session)
    ((name, digest),) = record.files
    assert name == "C1-01.pdf"
    assert digest == hashlib.sha256((tmp_path / "maps" / name).read_bytes()).hexdigest()
    assert (record.reason, record.where) == ("for the team", "maps")
    assert [path.name for path in (tmp_path / "maps").iterdir()] == ["C1-01.pdf"]


def test_that_printing_twice_overwrites_nothing(session: Session, tmp_path: Path) -> None:
    printing.print_maps(session, everybody(session), tmp_path / "maps", reason="first", progress=silent)
    before = {path.name: path.read_bytes() for path in (tmp_path / "maps").iterdir()}
    with pytest.raises(OjmError, match=r"manifest\.json"):
        printing.print_maps(session, everybody(session), tmp_path / "maps", reason="again", progress=silent)
    assert {path.name: path.read_bytes() for path in (tmp_path / "maps").iterdir()} == before


def test_that_only_what_the_participant_confirmed_is_printed(session: Session) -> None:
    person = everybody(session)[0]
    session.do(
        MarkHotSpot(
            participant=person,
            pathway="housing",
            first_day=session.today(),
            last_day=session.today(),
            polarity=Polarity.POSITIVE,
        )
    )
    (spot,) = session.study.store.hot_spots.of(person)
    session.do(DescribeHotSpot(hot_spot=spot.id, participant=person, note=Note("A key of my own")))

    def printed() -> int:
        job = printing.gather(session, [person], reason="a look")
        return sum(len(journey.hot_spots) for found in job.people for journey in found.journeys)

    assert printed() == 1
    session.do(ConfirmHotSpot(hot_spot=spot.id, participant=person, is_confirmed=False))
    assert printed() == 0


def test_that_own_words_are_printed_only_where_the_person_said_yes_to_quotes(tmp_path: Path) -> None:
    session = studies.in_memory()
    for quotes in (True, False):
        person = studies.add_person(session)
        studies.sign(session, person, dataclasses.replace(studies.ALL_USES, quotes=quotes))
        studies.rate(session, person, "housing", "4", 2, session.today())
        day = session.today()
        session.do(
            MarkHotSpot(participant=person, pathway="housing", first_day=day, last_day=day, polarity=Polarity.POSITIVE)
        )
        (spot,) = session.study.store.hot_spots.of(person)
        note = Note("A key of my own", "", "I kept locking the door to hear it")
        session.do(DescribeHotSpot(hot_spot=spot.id, participant=person, note=note))
    printing.print_maps(session, everybody(session), tmp_path / "maps", reason="for the team", progress=silent)
    texts = []
    for code in ("C1-01", "C1-02"):
        pages = PdfReader(tmp_path / "maps" / f"{code}.pdf").pages
        texts.append(" ".join(" ".join(page.extract_text() for page in pages).split()))
    assert all("A key of my own" in text for text in texts)
    assert ["locking the door" in text for text in texts] == [True, False]
    assert ["Own words are left out" in text for text in texts] == [False, True]


def text_of(path: Path) -> str:
    return "".join(page.extract_text() for page in PdfReader(path).pages)


def test_that_d3_the_mark_of_reporting_is_printed_only_when_asked_for_and_logged_on_the_sealed_side(
    session: Session, tmp_path: Path
) -> None:
    first, second = everybody(session)
    session.do(RecordDisclosure(participant=first, category=Category.OTHER, words="said"))
    (told,) = disclosures_of(session.study, first)
    step = {"participant": first, "disclosure": told.id}
    session.do(FollowDisclosure(**step, kind=StepKind.TOLD, on=session.today(), who="the office"))
    edits: list[Edit] = []
    maps = []
    for name, with_mark in (("plain", False), ("marked", True)):
        before, folder = session.sequence, tmp_path / name
        whose = [first, second] if with_mark else [first]
        printing.print_maps(session, whose, folder, reason="for the team", with_mark=with_mark, progress=silent)
        maps += [text_of(folder / f"C1-0{number}.pdf") for number in range(1, len(whose) + 1)]
        said = [read(session.study, event) for event in session.study.store.log.events(before + 1)]
        edits += [one.entry.edit for one in said if one is not None]
    assert [type(edit) for edit in edits] == [LetOut, LetOut, PrintMark]
    mark = edits[-1]
    assert isinstance(mark, PrintMark)
    ((name, digest),) = mark.files
    assert (mark.participant, name) == (first, "C1-01.pdf")
    assert digest == hashlib.sha256((tmp_path / "marked" / name).read_bytes()).hexdigest()
    assert ["†" in text for text in maps] == [False, True, False]
    payload = session.study.store.log.payload(session.sequence)
    assert payload is not None
    assert (payload.participant, payload.body) == (None, None)
