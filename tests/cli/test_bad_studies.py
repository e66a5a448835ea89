"""Bad input gets a sentence and loses nothing: tried through a process, and the study's files stay as they were."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, suppress
from pathlib import Path

import pytest

from ojm_desktop.service.backups import close
from ojm_desktop.service.studies import unlock
from ojm_desktop.service.verify import verify
from ojm_desktop.store import engine
from ojm_desktop.store.errors import DiskFull
from tests import disks, studies
from tests.cli.ojm import Ojm


def state(folder: Path) -> dict[str, str]:
    """Every file's hash; what a refused command may not change."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def empty_database(study: Path) -> None:
    (study / "study.db").write_bytes(b"")


def no_database(study: Path) -> None:
    (study / "study.db").unlink()


def foreign_database(study: Path) -> None:
    other = studies.on_disk(study.parent / "other.ojm")
    close(other)
    (study / "study.db").write_bytes((study.parent / "other.ojm" / "study.db").read_bytes())


def plain_database(study: Path) -> None:
    (study / "study.db").write_bytes(b"SQLite format 3\x00" + bytes(4096))


def damaged_database(study: Path) -> None:
    content = bytearray((study / "study.db").read_bytes())
    content[4096 * 2 + 100 : 4096 * 2 + 200] = bytes(100)
    (study / "study.db").write_bytes(content)


def newer_version(study: Path) -> None:
    unlocked = unlock(study, studies.PASSPHRASE)
    connection = engine.open_file(study / "study.db", unlocked.opened.current.study)
    connection.execute("PRAGMA user_version = 99")
    connection.close()


def damaged_keys(study: Path) -> None:
    content = (study / "keys.json").read_bytes()
    (study / "keys.json").write_bytes(content[: len(content) // 2])


def no_keys(study: Path) -> None:
    (study / "keys.json").unlink()


def foreign_keys(study: Path) -> None:
    other = studies.on_disk(study.parent / "other.ojm")
    close(other)
    (study / "keys.json").write_bytes((study.parent / "other.ojm" / "keys.json").read_bytes())


def torn_head(study: Path) -> None:
    (study / "head").write_bytes(bytes(1024))


def synchronised(study: Path) -> None:
    (study.parent / ".stfolder").mkdir()


BAD: dict[str, Callable[[Path], None]] = {
    "is empty: 0 bytes": empty_database,
    "missing from the study's folder": no_database,
    "another study": foreign_database,
    "without encryption|cannot be read": plain_database,
    "damaged": damaged_database,
    "newer version": newer_version,
    "key file of this study is damaged": damaged_keys,
    "keys.json is not in this folder": no_keys,
    "belongs to another study|cannot be read with this study's key": foreign_keys,
    "head are unreadable": torn_head,
    "synchron|Syncthing": synchronised,
}


@pytest.mark.parametrize("sentence", sorted(BAD))
def test_that_bad_input_gets_a_sentence_and_loses_nothing(ojm: Ojm, study: Path, sentence: str) -> None:
    BAD[sentence](study)
    before = state(study)
    done = ojm("rate", study, "C1-01", "housing", "8", "1")
    assert done.returncode == 1, done.stdout + done.stderr
    assert any(part in done.stderr for part in sentence.split("|")), done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert state(study) == before


def test_that_a_wrong_passphrase_writes_nothing(ojm: Ojm, study: Path) -> None:
    before = state(study)
    for _ in range(3):
        assert ojm("rate", study, "C1-01", "housing", "8", "1", passphrase="not this one, surely not").returncode == 1
    assert state(study) == before


def test_that_a_second_program_is_told_and_the_first_goes_on(ojm: Ojm, study: Path) -> None:
    session = studies.reopened(study)
    done = ojm("rate", study, "C1-01", "housing", "8", "1")
    assert done.returncode == 1
    assert "already open" in done.stderr
    studies.rate(session, studies.person_of(session), "work", "4", 2, session.today())
    close(session)
    assert ojm.json("info", study)["ratings"] == 2


def put_in(disk: AbstractContextManager[Path]) -> Iterator[Path]:
    """A real disk for one test, which does not run where nobody may mount one."""
    with ExitStack() as mounted:
        try:
            place = mounted.enter_context(disk)
        except disks.CannotMount:
            if os.geteuid() == 0 and "CI" in os.environ:
                raise
            pytest.skip("not run here: needs root to mount a disk")
        yield place


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    yield from put_in(disks.tiny(tmp_path / "small"))


@pytest.fixture
def stick(study: Path, tmp_path: Path) -> Iterator[Path]:
    yield from put_in(disks.read_only(study.parent, tmp_path / "stick"))


def test_that_a_full_disk_gets_a_sentence_with_megabytes_and_loses_nothing(ojm: Ojm, small: Path) -> None:
    """On a real, tiny file system: what was acknowledged is there once there is room again."""
    session = studies.on_disk(small / "a.ojm")
    studies.signed_person(session)
    close(session)
    filler = small / "filler"
    with filler.open("ab", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"x" * 4096)
    done = ojm("rate", small / "a.ojm", "C1-01", "housing", "8", "1")
    assert done.returncode == 1
    assert "MB free" in done.stderr, done.stderr
    filler.unlink()
    report = ojm.json("verify", small / "a.ojm")
    assert report["whole"] is True


def test_that_r7_an_open_session_goes_on_once_there_is_room_again(small: Path) -> None:
    """The very session that met the full disk: nothing acknowledged is lost, and its next answer is stored."""
    session = studies.on_disk(small / "a.ojm")
    person = studies.signed_person(session)
    filler = small / "filler"
    with filler.open("ab", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"x" * 4096)
    acknowledged: list[tuple[str, str, int]] = []

    def answer() -> None:
        for number in range(500):
            key = (("housing", "family")[number % 2], ("4", "8", "12")[number % 3], number % 5)
            studies.rate(session, person, *key, session.today())
            acknowledged.append(key)

    with pytest.raises(DiskFull, match="MB free"):
        answer()
    for number in range(3):
        with pytest.raises(DiskFull):
            studies.rate(session, person, "work", "4", number, session.today())
    filler.unlink()
    studies.rate(session, person, "work", "4", 4, session.today())
    acknowledged.append(("work", "4", 4))
    close(session)
    again = studies.reopened(small / "a.ojm")
    held = {(found.key.pathway, found.key.wave): found.value for found in again.study.store.ratings.of(person)}
    assert held == {(pathway, wave): value for pathway, wave, value in acknowledged}
    close(again)
    assert verify(unlock(small / "a.ojm", studies.PASSPHRASE)).problems == ()


def test_that_r8_a_read_only_medium_gets_a_sentence_and_is_verified(ojm: Ojm, study: Path, stick: Path) -> None:
    done = ojm("rate", stick / study.name, "C1-01", "housing", "8", "1")
    assert done.returncode == 1
    assert "cannot be written where it lies" in done.stderr, done.stderr
    assert ojm.json("verify", stick / study.name)["whole"] is True
