"""What is told before a backup is restored: what it holds, what would be lost, and which one is good."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ojm_desktop.service import backups, restoring, salvage, studies
from ojm_desktop.service.session import Place, Session
from ojm_desktop.service.verify import verify
from ojm_desktop.store import backup, engine
from ojm_desktop.store.backup import BackupSet
from tests import studies as known
from tests.store.ground import flip


@pytest.fixture
def told(tmp_path: Path) -> tuple[Session, BackupSet]:
    """An open study, and a set of it from before its last three events: a person, a rating, another rating."""
    session = known.on_disk(tmp_path / "a.ojm")
    person = known.signed_person(session)
    known.rate(session, person, "work", "4", 1, session.today())
    made = backups.back_up(_place(session), session.clock.now().utc)
    known.rate(session, person, "work", "4", 2, session.today())
    known.rate(session, person, "drugs", "4", 2, session.today())
    known.add_person(session)
    return session, made


def _place(session: Session) -> Place:
    assert session.place is not None
    return session.place


def test_that_before_restoring_it_is_told_what_a_set_holds_and_what_would_be_lost(
    told: tuple[Session, BackupSet],
) -> None:
    session, made = told
    place = _place(session)
    seen = restoring.look_into(made, place.opened, place.folder)
    assert seen.contents is not None
    assert seen.loss is not None
    assert seen.contents.events == made.sequence
    assert seen.contents.words == "1 participant, 1 agreement, 1 rating"
    assert (seen.loss.events, seen.loss.is_other_line) == (3, False)
    assert seen.loss.words == "1 participant, 2 ratings", "one is new and one has another value"
    assert seen.loss.since == session.clock.now().utc
    session.close()
    assert restoring.look_into(made, place.opened, place.folder) == seen, "an open study and a closed one alike"
    assert restoring.look_into(made, place.opened).loss is None


def test_that_a_set_of_a_copy_that_went_another_way_is_told_as_such(
    told: tuple[Session, BackupSet], tmp_path: Path
) -> None:
    session, made = told
    place = _place(session)
    session.close()
    elsewhere = restoring.restore_closed(
        studies.Unlocked(studies.study_folder(made.path), place.opened), tmp_path / "b.ojm", known.SetClock()
    )
    assert verify(elsewhere).problems == ()
    (theirs,) = backup.sets(elsewhere.folder.backups)
    loss = restoring.look_into(theirs, place.opened, place.folder).loss
    assert loss is not None
    assert loss.is_other_line


def test_that_r9_the_newest_good_set_is_neither_damaged_nor_of_a_damaged_log(told: tuple[Session, BackupSet]) -> None:
    session, made = told
    place, clock = _place(session), known.SetClock()
    clock.move(minutes=1)
    cut = backups.back_up(place, clock.now().utc)
    flip(cut.path / "study.db", 5000)
    clock.move(minutes=1)
    session.close()
    raw = engine.open_file(place.folder.db, place.opened.current.study)
    raw.execute("DROP TRIGGER events_are_never_changed")
    raw.execute("UPDATE events SET utc = '2026-01-01T00:00:00.000Z' WHERE sequence = 2")
    raw.close()
    broken = backups.back_up(place, clock.now().utc)
    found = backup.sets(place.folder.backups)
    assert [one.path for one in found][:2] == [broken.path, cut.path]
    assert restoring.newest_good(found, place.opened) == made
    assert "event 2" in restoring.look_into(broken, place.opened, place.folder).problem
    assert restoring.look_into(cut, place.opened, place.folder).problem.startswith("study.db")


def test_that_r9_a_copy_of_a_damaged_study_is_not_kept_as_its_backup(told: tuple[Session, BackupSet]) -> None:
    """It would stand as the newest one, in the way of the newest good one."""
    session, made = told
    place = _place(session)
    session.close()
    raw = engine.open_file(place.folder.db, place.opened.current.study)
    raw.execute("DROP TRIGGER events_are_never_changed")
    raw.execute("UPDATE events SET utc = '2026-01-01T00:00:00.000Z' WHERE sequence = 2")
    raw.close()
    assert backups.back_up_and_check(place, "2026-05-14T14:00:00.000Z").problems
    assert backup.sets(place.folder.backups) == (made,)
    assert salvage.newest_whole(known.unlocked(session)) == made


def test_that_a_name_for_the_new_folder_is_one_that_is_free(tmp_path: Path) -> None:
    study = tmp_path / "north.ojm"
    assert restoring.free_name(study, "restored").name == "north-restored.ojm"
    for name in ("north-restored.ojm", "north-restored-2.ojm"):
        (tmp_path / name).mkdir()
    assert restoring.free_name(study, "restored").name == "north-restored-3.ojm"
    shutil.rmtree(tmp_path / "north-restored.ojm")
    assert restoring.free_name(study, "restored").name == "north-restored.ojm"
