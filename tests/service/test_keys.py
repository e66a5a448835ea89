"""A new passphrase means new data keys, and every interruption of the change is harmless (K7, K8)."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ojm_desktop.domain import template
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.participant import Identity
from ojm_desktop.service import keys, rotating, studies
from ojm_desktop.service.backups import close
from ojm_desktop.service.edits import RecordIdentity
from ojm_desktop.service.verify import verify
from ojm_desktop.store import folder as folders
from ojm_desktop.store import rekey
from ojm_desktop.vault.errors import WeakPassphrase, WrongPassphrase
from tests import studies as known

NEW = "seven wet herons under a bridge"
WHO = Identity("Somebody", "by post")


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """A closed study with one sealed identity and one signed agreement."""
    session = known.on_disk(tmp_path / "a.ojm")
    participant = known.signed_person(session)
    session.do(RecordIdentity(participant=participant, identity=WHO))
    close(session)
    return tmp_path / "a.ojm"


def opened_name(study: Path, words: str) -> str:
    """Open with a passphrase and read the sealed name."""
    session = studies.open_(study, words, known.SetClock())
    found = session.study.sealed_side.get_value("identity", known.person_of(session), Identity)
    close(session)
    assert found is not None
    return found.name


def test_that_k7_the_old_passphrase_and_the_old_key_file_open_nothing_new(study: Path) -> None:
    old_file = (study / "keys.json").read_bytes()
    keys.change_passphrase(studies.unlock(study, known.PASSPHRASE), NEW, known.QUICK)
    assert opened_name(study, NEW) == WHO.name
    with pytest.raises(WrongPassphrase):
        studies.unlock(study, known.PASSPHRASE)
    (study / "keys.json").write_bytes(old_file)
    with pytest.raises(OjmError):
        studies.open_(study, known.PASSPHRASE, known.SetClock())


def test_that_the_recovery_sheet_of_day_one_still_opens_after_a_change(tmp_path: Path) -> None:
    made = studies.create(
        tmp_path / "b.ojm",
        known.with_basis(template.bristol("b")),
        known.PASSPHRASE,
        known.SetClock(),
        parameters=known.QUICK,
    )
    close(made.session)
    keys.change_passphrase(studies.unlock(tmp_path / "b.ojm", known.PASSPHRASE), NEW, known.QUICK)
    unlocked = studies.unlock_with_recovery(tmp_path / "b.ojm", str(made.recovery))
    close(studies.open_session(unlocked, known.SetClock()))
    assert verify(unlocked).problems == ()


def test_that_a_weak_new_passphrase_changes_nothing(study: Path) -> None:
    before = (study / "keys.json").read_bytes(), (study / "study.db").read_bytes()
    with pytest.raises(WeakPassphrase):
        keys.change_passphrase(studies.unlock(study, known.PASSPHRASE), "password", known.QUICK)
    assert ((study / "keys.json").read_bytes(), (study / "study.db").read_bytes()) == before


class Stopped(BaseException):
    """The power went."""


def stop(*_: object, **__: object) -> None:
    raise Stopped


def after(real: Callable[..., object]) -> Callable[..., None]:
    """Do it, then the power goes."""

    def run(*words: object, **named: object) -> None:
        real(*words, **named)
        raise Stopped

    return run


STEPS: dict[str, tuple[object, str, Callable[..., object]]] = {
    "before the sealed rows": (rotating, "_seal_again", stop),
    "after the sealed rows": (rotating, "_seal_again", after(rotating._seal_again)),
    "before the database": (rekey, "rekey", stop),
    "after the database": (rekey, "rekey", after(rekey.rekey)),
    "before the old keys go": (rotating, "write_file", stop),
    "after the old keys went": (rotating, "write_file", after(folders.write_file)),
}


@pytest.mark.parametrize("step", sorted(STEPS))
def test_that_k8_a_change_of_keys_stopped_at_any_step_is_finished_at_the_next_opening(
    study: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, name, broken = STEPS[step]
    unlocked = studies.unlock(study, known.PASSPHRASE)
    with monkeypatch.context() as patched:
        patched.setattr(place, name, broken)
        with pytest.raises(Stopped):
            keys.change_passphrase(unlocked, NEW, known.QUICK)
    assert opened_name(study, NEW) == WHO.name
    again = studies.unlock(study, NEW)
    assert list(again.opened.keys) == [again.opened.generation]
    assert verify(again).problems == ()
    with pytest.raises(WrongPassphrase):
        studies.unlock(study, known.PASSPHRASE)


def test_that_a_backup_from_before_the_change_opens_with_the_slots_it_was_made_with(
    study: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "kept"
    shutil.copytree(next(iter((study / "backups").iterdir())), kept)
    keys.change_passphrase(studies.unlock(study, known.PASSPHRASE), NEW, known.QUICK)
    assert studies.unlock(kept, known.PASSPHRASE).opened.study_id == studies.unlock(study, NEW).opened.study_id


def test_that_an_interrupted_change_of_keys_does_not_keep_the_recovery_sheet_from_making_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = studies.create(
        tmp_path / "b.ojm",
        known.with_basis(template.bristol("b")),
        known.PASSPHRASE,
        known.SetClock(),
        parameters=known.QUICK,
    )
    close(made.session)
    with monkeypatch.context() as patched:
        patched.setattr(rekey, "rekey", stop)
        with pytest.raises(Stopped):
            keys.change_passphrase(studies.unlock(tmp_path / "b.ojm", known.PASSPHRASE), NEW, known.QUICK)
    unlocked = studies.unlock_with_recovery(tmp_path / "b.ojm", str(made.recovery))
    third = "quiet orchards lean beneath winter clouds"
    changed = keys.change_passphrase(unlocked, third, known.QUICK)
    close(studies.open_session(changed, known.SetClock()))
    assert verify(studies.unlock(tmp_path / "b.ojm", third)).problems == ()


def test_that_only_the_passphrase_of_an_open_study_proves_who_returns_to_it(study: Path) -> None:
    session = known.reopened(study)
    assert session.place is not None
    assert keys.is_passphrase(session.place, known.PASSPHRASE)
    assert not keys.is_passphrase(session.place, NEW)
    close(session)
