"""Names are shown only after the passphrase was typed again, each showing is logged, and an analyst reads none (W9)."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ojm_desktop.domain.disclosure import Category
from ojm_desktop.domain.participant import Identity
from ojm_desktop.service import reveal, studies
from ojm_desktop.service.edits import IssueVoucher, RecordDisclosure, RecordIdentity, RefuseName, ShowName
from ojm_desktop.service.log_writer import read
from ojm_desktop.service.names import Names
from ojm_desktop.service.reveal import NamesClosed
from ojm_desktop.service.rights import AnalystRefused
from ojm_desktop.service.session import Place, Session
from tests import pages
from tests import studies as known

CANARIES = tuple(f"CANARY-{number:02}-9c4e" for number in range(50))
WHO = Identity("Practice name", "07700 900123")


@pytest.fixture(scope="module")
def clock() -> known.SetClock:
    return known.SetClock()


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory, clock: known.SetClock) -> Iterator[Session]:
    """A study on the disk with one person whose name is kept."""
    session = known.on_disk(tmp_path_factory.mktemp("names") / "a.ojm", clock=clock)
    session.do(RecordIdentity(participant=known.add_person(session), identity=WHO))
    yield session
    session.close()


@pytest.fixture
def session(opened: Session) -> Session:
    """The same for each test, with the names closed."""
    opened.names = Names()
    return opened


def place_of(session: Session) -> Place:
    assert session.place is not None
    return session.place


def newest(session: Session) -> object:
    found = read(session.study, session.study.store.log.newest(1)[0])
    assert found is not None
    return found.entry.edit


def test_that_w9_a_name_is_shown_for_five_minutes_after_the_passphrase_and_each_showing_is_a_sealed_event(
    session: Session, clock: known.SetClock
) -> None:
    who = known.person_of(session)
    before = session.sequence
    with pytest.raises(NamesClosed):
        reveal.show(session, who)
    assert session.sequence == before
    reveal.let(session, reveal.proves(place_of(session), known.PASSPHRASE))
    for showing in (1, 2):
        assert reveal.show(session, who) == WHO
        assert session.sequence == before + showing
    edit = newest(session)
    assert isinstance(edit, ShowName)
    assert edit.participant == who
    payload = session.study.store.log.payload(session.sequence)
    assert payload is not None
    assert (payload.participant, payload.body, payload.sealed is not None) == (None, None, True)
    assert reveal.still(session, who) == WHO
    assert session.sequence == before + 2, "drawn again is no other showing"
    clock.move(minutes=4, seconds=59)
    assert reveal.show(session, who) == WHO
    clock.move(seconds=1)
    for way in (reveal.show, reveal.still):
        with pytest.raises(NamesClosed):
            way(session, who)


def test_that_w9_a_wrong_passphrase_shows_nothing_is_logged_and_makes_the_next_try_wait(
    session: Session, clock: known.SetClock
) -> None:
    is_proved = reveal.proves(place_of(session), "quiet orchards lean beneath winter clouds")
    for _ in range(3):
        reveal.check_try(session)
        with pytest.raises(NamesClosed, match="Nothing was shown"):
            reveal.let(session, is_proved)
    assert isinstance(newest(session), RefuseName)
    with pytest.raises(NamesClosed, match="wrong several times"):
        reveal.check_try(session)
    with pytest.raises(NamesClosed):
        reveal.show(session, known.person_of(session))
    clock.move(seconds=1)
    reveal.check_try(session)


def test_that_w9_only_the_passphrase_of_the_key_that_is_open_opens_names(session: Session) -> None:
    place = place_of(session)
    another = dataclasses.replace(place, opened=dataclasses.replace(place.opened, slot_id="0" * 32))
    assert not reveal.proves(another, known.PASSPHRASE)
    by_sheet = dataclasses.replace(place, opened=dataclasses.replace(another.opened, kind="recovery"))
    assert reveal.proves(by_sheet, known.PASSPHRASE)


def test_that_w9_an_analyst_reads_none_of_fifty_names_in_any_byte_the_study_key_opens(tmp_path: Path) -> None:
    session = known.on_disk(tmp_path / "b.ojm")
    with session.together():
        for canary in CANARIES[:46]:
            session.do(RecordIdentity(participant=known.add_person(session), identity=Identity(canary, f"at {canary}")))
    who = known.person_of(session)
    session.do(RecordIdentity(participant=who, identity=Identity(CANARIES[46])))
    session.undo()
    session.do(RecordDisclosure(participant=who, category=Category.OTHER, words=CANARIES[47]))
    session.do(IssueVoucher(participant=who, pence=2000, given_on=date(2026, 5, 14), number=CANARIES[48]))
    session.keep_draft("new_person", CANARIES[49], 0, is_sealed=True)
    reveal.let(session, is_proved=True)
    reveal.show(session, who)
    place = place_of(session)
    analyst = known.as_analyst(session)
    with pytest.raises(AnalystRefused):
        reveal.let(analyst, is_proved=False)
    analyst.names.open(analyst.clock.now())
    with pytest.raises(Exception, match="research data"):
        reveal.show(analyst, who)
    session.close()
    readable = pages.decrypted(place.folder.db, place.opened.current.study)
    assert b"CREATE TABLE" in readable
    assert who.encode() in readable
    assert [canary for canary in CANARIES if canary.encode() in readable] == []
    beside = [path for path in place.folder.path.rglob("*") if path.is_file() and path != place.folder.db]
    assert len(beside) >= 3
    assert [path.name for path in beside for canary in CANARIES if canary.encode() in path.read_bytes()] == []
    studies.open_session(studies.Unlocked(place.folder, place.opened), known.SetClock()).close()
