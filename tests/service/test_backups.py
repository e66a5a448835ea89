"""Backups of an open study: on the way out, beside the writer, and back again (B1)."""

from __future__ import annotations

import subprocess
import threading
from pathlib import Path

import pytest

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.service import backups, studies
from ojm_desktop.service import verify as verifying
from ojm_desktop.service.session import Session
from ojm_desktop.service.verify import verify
from ojm_desktop.store import backup
from ojm_desktop.store.migrate import Migration
from ojm_desktop.store.rotation import NEWEST
from ojm_desktop.store.schema import MIGRATIONS
from ojm_desktop.vault.words import to_words
from tests import studies as known

NEWER = (*MIGRATIONS, Migration(len(MIGRATIONS) + 1, "later", "CREATE INDEX later ON ratings(wave);"))


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """An open study with one person who signed."""
    found = known.on_disk(tmp_path / "a.ojm")
    known.signed_person(found)
    return found


def sets(folder: Path) -> list[Path]:
    """The sets of a study, newest first."""
    return [found.path for found in backup.sets(folder / "backups")]


def test_that_b1_closing_makes_a_verified_set_of_what_is_new_and_only_then(session: Session, tmp_path: Path) -> None:
    made = backups.close(session)
    assert made is not None
    assert made.sequence == session.sequence
    assert sets(tmp_path / "a.ojm") == [made.path]
    clock = known.SetClock()
    clock.move(minutes=1)
    assert backups.close(known.reopened(tmp_path / "a.ojm", clock)) is None
    clock.move(minutes=1)
    again = known.reopened(tmp_path / "a.ojm", clock)
    known.rate(again, known.person_of(again), "work", "4", 1, again.today())
    backups.close(again)
    assert len(sets(tmp_path / "a.ojm")) == 2
    assert verify(studies.unlock(tmp_path / "a.ojm", known.PASSPHRASE)).problems == ()


def test_that_b1_a_set_made_beside_a_writing_session_is_whole(session: Session) -> None:
    """The writer goes on while a worker copies; the set holds one moment, and its own log fits it."""
    place = session.place
    found: list[backups.Checked] = []
    assert place is not None
    person = known.person_of(session)

    def work() -> None:
        found.extend(backups.back_up_and_check(place, f"2026-05-14T13:0{minute}:00.000Z") for minute in range(3))

    worker = threading.Thread(target=work)
    worker.start()
    value = 0
    while worker.is_alive():
        value = (value + 1) % 5
        known.rate(session, person, "work", "4", value, session.today())
    worker.join()
    assert [checked.problems for checked in found] == [(), (), ()]
    for checked in found:
        assert backup.verify_set(checked.made.path, place.opened.current.study, place.opened.study_id) == ()
    backups.close(session)


def test_that_starts_at_which_nothing_is_new_leave_one_set(session: Session) -> None:
    place = session.place
    assert place is not None
    for minute in range(3):
        backups.back_up_and_check(place, f"2026-05-14T13:0{minute}:00.000Z")
    known.rate(session, known.person_of(session), "work", "4", 1, session.today())
    newest = backups.back_up_and_check(place, "2026-05-14T13:05:00.000Z").made
    found = backup.sets(place.folder.backups)
    assert [one.sequence for one in found] == [session.sequence, session.sequence - 1]
    assert found[0] == newest
    backups.close(session)


def test_that_a_backup_that_fails_still_closes_the_study_and_says_so(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OjmError("The stick was pulled out.")

    monkeypatch.setattr(backup, "make", refuse)
    with pytest.raises(OjmError, match="pulled out"):
        backups.close(session)
    monkeypatch.undo()
    again = known.reopened(tmp_path / "a.ojm")
    backups.close(again)
    assert len(sets(tmp_path / "a.ojm")) == 1


def test_that_a_clean_close_leaves_no_log_beside_the_database_and_no_lock(session: Session, tmp_path: Path) -> None:
    backups.close(session)
    names = {path.name for path in (tmp_path / "a.ojm").iterdir()}
    assert names == {"study.db", "keys.json", "head", "erased.json", "backups"}


def test_that_t1_a_clock_that_was_ahead_does_not_have_later_backups_removed(session: Session, tmp_path: Path) -> None:
    """Otherwise the sets of the wrong year stay the newest for good, and each later one is the first to go."""
    clock = known.SetClock()
    clock.move(days=400)
    place = session.place
    assert place is not None
    for _ in range(NEWEST):
        clock.move(minutes=1)
        backups.back_up(place, clock.now().utc)
    known.rate(session, known.person_of(session), "work", "4", 1, session.today())
    made = backups.close(session)
    assert made is not None
    assert sets(tmp_path / "a.ojm")[0] == made.path
    assert made.path.is_dir()


def test_that_a_code_given_after_the_backup_is_not_given_again_after_restoring_it(
    session: Session, tmp_path: Path
) -> None:
    """C1-02 stands on paper; another person must not get it."""
    place = session.place
    assert place is not None
    made = backups.back_up(place, session.clock.now().utc)
    lost = session.study.participant(known.add_person(session)).code
    backups.close(session)
    unlocked = studies.unlock(made.path, known.PASSPHRASE)
    again = backups.restore(unlocked, tmp_path / "b.ojm", known.SetClock())
    assert again.study.participant(known.add_person(again)).code > lost
    backups.close(again)
    assert verify(studies.unlock(tmp_path / "b.ojm", known.PASSPHRASE)).problems == ()


def test_that_a_set_of_an_older_version_is_restored_and_its_codes_are_not_given_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = known.on_disk(tmp_path / "a.ojm")
    rated = known.signed_person(session)
    known.rate(session, rated, "work", "4", 1, session.today())
    assert session.place is not None
    made = backups.back_up(session.place, session.clock.now().utc)
    lost = session.study.participant(known.add_person(session)).code
    backups.close(session)
    for module in (studies, backups, verifying):  # a program of tomorrow, as today's can no longer write old tables
        monkeypatch.setattr(module, "MIGRATIONS", NEWER)
    again = backups.restore(studies.unlock(made.path, known.PASSPHRASE), tmp_path / "b.ojm", known.SetClock())
    assert again.study.store.connection.schema_version == len(NEWER)
    assert again.study.participant(known.add_person(again)).code > lost
    assert [(rating.key.wave, rating.value) for rating in again.study.store.ratings.of(rated)] == [("4", 1)]
    known.rate(again, rated, "work", "4", 2, again.today())
    again.undo()
    backups.close(again)
    assert verify(studies.unlock(tmp_path / "b.ojm", known.PASSPHRASE)).problems == ()


def test_that_a_stranger_among_the_sets_does_not_stand_for_a_backup(session: Session, tmp_path: Path) -> None:
    """Sets that are ahead of the study, copied there from elsewhere or named by hand, are no backup of it."""
    folder = tmp_path / "a.ojm" / "backups"
    for number in range(NEWEST):
        (folder / f"20990101T0000000{number:02d}Z-900000").mkdir()
    made = backups.close(session)
    assert made is not None
    assert made.path.is_dir()


def test_that_events_a_crash_left_in_the_write_ahead_log_are_known_as_lost_and_the_old_folder_stays(
    session: Session, tmp_path: Path
) -> None:
    assert session.place is not None
    made = backups.back_up(session.place, session.clock.now().utc)
    lost = session.study.participant(known.add_person(session)).code
    crashed = tmp_path / "crashed.ojm"
    subprocess.run(["cp", "-r", str(session.place.folder.path), str(crashed)], check=True)
    (crashed / "lock").unlink()
    assert (crashed / "study.db-wal").stat().st_size
    before = {path.name: path.read_bytes() for path in crashed.iterdir() if path.is_file()}
    words, sequence = " ".join(to_words(session.head_hash)), made.sequence

    chosen = crashed / "backups" / made.path.name
    again = backups.restore(studies.unlock(chosen, known.PASSPHRASE), tmp_path / "again.ojm", session.clock)
    assert again.sequence == sequence + 1
    assert again.study.participant(known.add_person(again)).code > lost
    backups.close(again)
    report = verify(studies.unlock(tmp_path / "again.ojm", known.PASSPHRASE), words)
    assert "lost by the restore" in report.problems[0].what
    assert {path.name: path.read_bytes() for path in crashed.iterdir() if path.is_file()} == before
    assert not list((tmp_path / "again.ojm").glob("left-behind-*"))
