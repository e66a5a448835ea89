"""A study is its owner's alone, whatever the umask is: every file 0600, every folder 0700 (security: on disk)."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ojm_desktop.service import backups
from ojm_desktop.service import studies as service
from ojm_desktop.store import connection, migrate
from ojm_desktop.store.errors import PlaceFailed
from ojm_desktop.store.folder import StudyFolder, write_file
from ojm_desktop.store.lock import StudyLock
from ojm_desktop.store.schema import MIGRATIONS
from tests import studies
from tests.store.ground import KEY

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights in another way")


@pytest.fixture(autouse=True)
def careless() -> Iterator[None]:
    """A umask that lets everybody read and write what is made."""
    before = os.umask(0)
    yield
    os.umask(before)


def open_to_others(folder: Path) -> dict[str, str]:
    """What somebody else could look into, with its rights."""
    rights = {path: path.lstat().st_mode & 0o777 for path in (folder, *folder.rglob("*"))}
    return {path.name: oct(found) for path, found in rights.items() if found & 0o077}


def test_that_nothing_of_a_study_is_open_to_others_while_it_is_written_and_after(tmp_path: Path) -> None:
    session = studies.on_disk(tmp_path / "a.ojm")
    studies.signed_person(session)
    assert {"study.db-wal", "study.db-shm", "lock"} <= {path.name for path in (tmp_path / "a.ojm").iterdir()}
    assert open_to_others(tmp_path / "a.ojm") == {}
    made = backups.close(session)
    assert made is not None
    assert open_to_others(tmp_path / "a.ojm") == {}
    again = backups.restore(
        service.unlock(made.path, studies.PASSPHRASE), tmp_path / "restored.ojm", studies.SetClock()
    )
    assert open_to_others(tmp_path / "restored.ojm") == {}
    backups.close(again)


def test_that_a_folder_that_was_there_already_is_shut_too(tmp_path: Path) -> None:
    (tmp_path / "a.ojm").mkdir(mode=0o777)
    StudyFolder(tmp_path / "a.ojm").create()
    assert open_to_others(tmp_path / "a.ojm") == {}


def test_that_an_update_of_the_tables_leaves_the_file_to_its_owner(closed: StudyFolder) -> None:
    step = migrate.Migration(len(MIGRATIONS) + 1, "another table", "CREATE TABLE more(a TEXT) STRICT;")
    migrate.promote(closed.db, KEY, (step,))
    assert open_to_others(closed.path) == {}


def test_that_a_planted_link_leads_no_file_of_a_study_elsewhere(tmp_path: Path) -> None:
    """Beside a folder others may write to, a link under a name of ours must not have another file written over."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"kept")
    for name in ("keys.json.new", "study.db.new", "lock"):
        (tmp_path / name).symlink_to(elsewhere)
    write_file(tmp_path / "keys.json", b"new")
    assert (tmp_path / "keys.json").read_bytes() == b"new"
    with pytest.raises(PlaceFailed):
        StudyLock(tmp_path / "lock").acquire()
    connection.create(tmp_path / "study.db", KEY, "5d" * 16, MIGRATIONS).close()
    assert not (tmp_path / "study.db").is_symlink()
    assert elsewhere.read_bytes() == b"kept"
