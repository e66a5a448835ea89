"""A backup on a stick, and a study that comes back from it alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ojm_desktop.service import backups, sticks, studies
from ojm_desktop.service.verify import verify
from ojm_desktop.store import stick
from ojm_desktop.store.errors import BackupFailed, PlaceRefused
from tests import studies as known


def test_that_b4_what_is_new_is_backed_up_copied_and_logged_and_comes_back_without_the_laptop(tmp_path: Path) -> None:
    session = known.on_disk(tmp_path / "a.ojm")
    person = known.signed_person(session)
    assert sticks.last_copy(session) is None
    medium = tmp_path / "stick"
    medium.mkdir()
    assert session.place is not None
    copied = sticks.copy_newest(session.place, medium, session.clock.now().utc, is_due=backups.is_due(session))
    session.do(copied.record())
    last = sticks.last_copy(session)
    assert last is not None
    assert (last.where, last.sequence, last.at) == ("stick", session.sequence - 1, session.clock.now().utc)
    known.rate(session, person, "work", "4", 1, session.today())
    assert sticks.last_copy(session) == last
    session.close()
    shutil.rmtree(tmp_path / "a.ojm")
    (found,) = stick.sets_at(medium)
    again = backups.restore(studies.unlock(found.path, known.PASSPHRASE), tmp_path / "b.ojm", known.SetClock())
    assert [one.id for one in again.study.store.people.all()] == [person]
    backups.close(again)
    assert verify(studies.unlock(tmp_path / "b.ojm", known.PASSPHRASE)).problems == ()


def test_that_nothing_is_copied_where_there_is_no_backup_or_into_the_study_itself(tmp_path: Path) -> None:
    session = known.on_disk(tmp_path / "a.ojm")
    place = session.place
    assert place is not None
    with pytest.raises(BackupFailed, match="no backup of this study yet"):
        sticks.copy_newest(place, tmp_path, session.clock.now().utc, is_due=False)
    with pytest.raises(PlaceRefused):
        sticks.copy_newest(place, place.folder.backups.parent, session.clock.now().utc, is_due=True)
    session.close()
