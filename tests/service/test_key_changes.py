"""Keys of an open study are changed without a page noticing, and a kill at any step leaves one way in (K5-K8)."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ojm_desktop.domain import template
from ojm_desktop.domain.errors import OjmError, Refused
from ojm_desktop.domain.participant import Identity
from ojm_desktop.domain.rating import RatingKey
from ojm_desktop.service import backups, key_changes, keys, office_key, studies
from ojm_desktop.service.edits import AddKey, RecordIdentity, SetRating
from ojm_desktop.service.log_writer import read
from ojm_desktop.service.rights import AnalystRefused
from ojm_desktop.service.session import Place, Session
from ojm_desktop.service.verify import verify
from ojm_desktop.service.ways_in import ways_in
from ojm_desktop.store import folder as folders
from ojm_desktop.store import rekey
from ojm_desktop.vault import keyfile
from ojm_desktop.vault.errors import RecoveryKeyMistyped, SlotRefused, WrongPassphrase
from tests import derived
from tests import studies as known

NEW = "seven wet herons under a bridge"
THEIRS = "quiet orchards lean beneath winter clouds"
CANARY = "CANARY-7f3a"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A closed study with one name, one rating and a second person's key; and its recovery groups."""
    path = tmp_path_factory.mktemp("keys") / "a.ojm"
    with derived.salt_of_this_run():
        new = studies.create(
            path,
            known.with_basis(template.bristol("north")),
            known.PASSPHRASE,
            known.SetClock(),
            parameters=known.QUICK,
        )
    session = new.session
    participant = known.signed_person(session)
    session.do(RecordIdentity(participant=participant, identity=Identity(CANARY)))
    session.do(SetRating(key=RatingKey(participant, "drugs", "4"), value=-2, held_on=session.today()))
    assert session.place is not None
    change = key_changes.prepare_person(session.place, "Analyst", "analyst", THEIRS, known.QUICK)
    key_changes.put(session, change)
    backups.close(session)
    return path, str(new.recovery)


@pytest.fixture
def study(made: tuple[Path, str], tmp_path: Path) -> Path:
    """A copy of it that a test may spoil."""
    shutil.copytree(made[0], tmp_path / "a.ojm")
    return tmp_path / "a.ojm"


@pytest.fixture
def session(study: Path) -> Iterator[Session]:
    """The study, open for its researcher."""
    opened = known.reopened(study)
    yield opened
    opened.close()


def place_of(session: Session) -> Place:
    assert session.place is not None
    return session.place


def test_that_a8_whoever_is_let_in_is_named_by_the_events_they_cause(session: Session) -> None:
    added = next(way for way in ways_in(session) if way.label == "Analyst")
    event = session.study.store.log.newest(1)[0]
    opened = read(session.study, event)
    assert opened is not None
    assert opened.entry.edit == AddKey(
        id=opened.entry.edit.id, at=event.utc, slot=added.slot, kind="passphrase", role="analyst", label="Analyst"
    )
    assert (added.last_wrote, added.is_mine) == ("", False)
    assert event.slot == session.slot
    assert next(way for way in ways_in(session) if way.is_mine).last_wrote == event.utc


def test_that_an_analyst_opens_the_study_and_meets_no_name_in_any_byte_it_can_read(study: Path) -> None:
    session = studies.open_(study, THEIRS, known.SetClock())
    store = session.study.store.connection
    tables = [row[0] for row in store.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()]
    everything = "".join(str(row) for table in tables for row in store.execute(f'SELECT * FROM "{table}"').fetchall())
    assert "sealed" in tables
    assert store.execute("SELECT 1 FROM sealed").fetchone() is not None
    assert CANARY not in everything
    assert "drugs" in everything
    participant = known.person_of(session)
    with pytest.raises(AnalystRefused):
        known.rate(session, participant, "drugs", "4", 1, session.today())
    with pytest.raises(SlotRefused, match="ask a researcher"):
        key_changes.prepare_passphrase(place_of(session), NEW, known.QUICK)
    backups.close(session)


def test_that_k7_a_new_passphrase_takes_over_when_the_study_closes_and_answers_and_undo_outlast_it(
    study: Path, session: Session
) -> None:
    old_keys = (study / "keys.json").read_bytes()
    participant = known.person_of(session)
    session.do(SetRating(key=RatingKey(participant, "drugs", "4"), value=3, held_on=session.today()))
    session.keep_draft("hot_spot/1", "half a sentence", 4, participant)
    key_changes.put(session, key_changes.prepare_passphrase(place_of(session), NEW, known.QUICK))
    known.rate(session, participant, "housing", "4", 1, session.today())
    backups.close(session)
    with pytest.raises(WrongPassphrase):
        studies.unlock(study, known.PASSPHRASE)
    again = studies.open_(study, NEW, known.SetClock())
    assert place_of(again).opened.generation == 2
    assert len(place_of(again).opened.keys) == 1
    assert again.draft("hot_spot/1") is not None
    again.undo()
    again.undo()
    found = {rating.key.pathway: rating.value for rating in again.study.store.ratings.of(participant)}
    assert found == {"drugs": -2}
    checked = [backups.check_set(place_of(again), made) for made in backups.sets(again)]
    assert checked == [()] * len(checked)
    assert len(checked) >= 2
    backups.close(again)
    assert verify(studies.unlock(study, NEW)).problems == ()
    (study / "keys.json").write_bytes(old_keys)
    with pytest.raises(OjmError):
        studies.open_(study, known.PASSPHRASE, known.SetClock())


def test_that_somebody_taken_out_opens_nothing_from_then_on_and_the_others_still_do(
    study: Path, session: Session, made: tuple[Path, str]
) -> None:
    old_keys = (study / "keys.json").read_bytes()
    place = place_of(session)
    with pytest.raises(SlotRefused, match="somebody else"):
        key_changes.prepare_removal(place, session.slot)
    gone = key_changes.named(place, "Analyst")
    key_changes.put(session, key_changes.prepare_removal(place, gone.slot_id))
    assert session.last_sentence == "The key Analyst was taken out."
    with pytest.raises(SlotRefused, match="finished when the study is closed"):
        key_changes.prepare_passphrase(place, NEW, known.QUICK)
    backups.close(session)
    with pytest.raises(WrongPassphrase):
        studies.unlock(study, THEIRS)
    backups.close(studies.open_session(studies.unlock_with_recovery(study, made[1]), known.SetClock()))
    backups.close(known.reopened(study))
    (study / "keys.json").write_bytes(old_keys)
    with pytest.raises(OjmError):
        studies.open_(study, THEIRS, known.SetClock())


def test_that_a_new_sheet_opens_and_the_old_one_does_not(study: Path, session: Session, made: tuple[Path, str]) -> None:
    assert key_changes.try_sheet(session, made[1])
    assert session.last_sentence == "The recovery sheet was tried: it opens the study."
    before = session.sequence
    with pytest.raises(RecoveryKeyMistyped, match="Group"):
        key_changes.try_sheet(session, "A" + made[1][1:] if made[1][0] != "A" else "B" + made[1][1:])
    assert session.sequence == before
    change = key_changes.prepare_sheet(place_of(session))
    assert change.sheet is not None
    key_changes.put(session, change)
    assert not key_changes.try_sheet(session, made[1])
    assert session.last_sentence == "The recovery sheet was tried: it does not open the study."
    assert key_changes.try_sheet(session, str(change.sheet))
    backups.close(session)
    backups.close(studies.open_session(studies.unlock_with_recovery(study, str(change.sheet)), known.SetClock()))


def test_that_k5_the_office_opens_the_study_with_the_half_it_keeps_and_the_private_half_is_never_taken(
    study: Path, session: Session, tmp_path: Path
) -> None:
    private, public = office_key.make(tmp_path / "office")
    assert private.stat().st_mode & 0o077 == 0
    with pytest.raises(SlotRefused, match="private half"):
        office_key.read_public(private)
    with pytest.raises(OjmError, match="there already"):
        office_key.make(tmp_path / "office")
    change = key_changes.prepare_office(place_of(session), "Office", office_key.read_public(public))
    key_changes.put(session, change)
    backups.close(session)
    unlocked = office_key.unlock(study, private)
    assert (unlocked.opened.kind, unlocked.opened.label) == ("office", "Office")
    opened = studies.open_session(unlocked, known.SetClock())
    assert opened.study.has_sealed_side
    key_changes.put(opened, key_changes.prepare_passphrase(place_of(opened), NEW, known.QUICK))
    backups.close(opened)
    backups.close(studies.open_(study, NEW, known.SetClock()))


def test_that_two_keys_have_neither_one_name_nor_one_passphrase(session: Session) -> None:
    place = place_of(session)
    with pytest.raises(Refused, match="called Analyst already"):
        key_changes.prepare_person(place, " Analyst ", "lead", NEW, known.QUICK)
    with pytest.raises(keys.SamePassphrase):
        key_changes.prepare_person(place, "Lead", "lead", known.PASSPHRASE, known.QUICK)
    with pytest.raises(Refused, match="no one key"):
        key_changes.named(place, "")
    stale = key_changes.prepare_person(place, "Lead", "lead", NEW, known.QUICK)
    key_changes.put(session, key_changes.prepare_person(place, "Other", "lead", NEW, known.QUICK))
    with pytest.raises(Refused, match="changed meanwhile"):
        key_changes.put(session, stale)


def test_that_a_study_lead_opens_everything(study: Path, session: Session) -> None:
    key_changes.put(session, key_changes.prepare_person(place_of(session), "Lead", "lead", NEW, known.QUICK))
    backups.close(session)
    lead = studies.open_(study, NEW, known.SetClock())
    assert lead.study.sealed_side.get_value("identity", known.person_of(lead), Identity) == Identity(CANARY)
    gone = key_changes.named(place_of(lead), "Researcher")
    key_changes.put(lead, key_changes.prepare_removal(place_of(lead), gone.slot_id))
    backups.close(lead)
    with pytest.raises(WrongPassphrase):
        studies.unlock(study, known.PASSPHRASE)


class Stopped(BaseException):
    """The power went."""


def stop(*_: object, **__: object) -> None:
    raise Stopped


def stop_after(real: Callable[..., object]) -> Callable[..., None]:
    def run(*words: object, **named: object) -> None:
        real(*words, **named)
        raise Stopped

    return run


def put_and_close(session: Session, change: key_changes.KeyChange) -> None:
    key_changes.put(session, change)
    backups.close(session)


STEPS: dict[str, tuple[object, str, Callable[..., object]]] = {
    "before the log": (Session, "do", stop),
    "before the files": (key_changes, "write_file", stop),
    "after the first file": (key_changes, "write_file", stop_after(folders.write_file)),
    "before the closing": (backups, "finish_rotation", stop),
    "after the database": (rekey, "rekey", stop_after(rekey.rekey)),
}


@pytest.mark.parametrize("step", sorted(STEPS))
def test_that_k6_one_passphrase_opens_the_study_wherever_a_change_of_keys_was_stopped(
    study: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = known.reopened(study)
    change = key_changes.prepare_passphrase(place_of(session), NEW, known.QUICK)
    place, name, broken = STEPS[step]
    with monkeypatch.context() as patched:
        patched.setattr(place, name, broken)
        with pytest.raises(Stopped):
            put_and_close(session, change)
    session.close()
    opening = []
    for words in (known.PASSPHRASE, NEW):
        try:
            opening.append(studies.unlock(study, words))
        except WrongPassphrase:
            continue
    assert len(opening) == 1
    again = studies.open_session(opening[0], known.SetClock())
    assert again.study.sealed_side.get_value("identity", known.person_of(again), Identity) == Identity(CANARY)
    assert len(keyfile.summaries((study / "keys.json").read_bytes())) == 3
    backups.close(again)
