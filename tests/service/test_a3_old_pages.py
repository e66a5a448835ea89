"""What the engine itself lets pass: an old page, an old file, a write-ahead log that is damaged or gone (A3)."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.service import studies as real
from ojm_desktop.service.opening import StudyAlarm
from ojm_desktop.service.studies import Unlocked
from ojm_desktop.service.verify import verify
from ojm_desktop.store.folder import StudyFolder
from tests import studies

DAY = date(2026, 3, 31)
PAGE = 4096


@pytest.fixture(scope="module")
def moments(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path, Unlocked]:
    """The same study three times: yesterday's, today's closed, and today's as a crash left it, with its log beside."""
    folder = tmp_path_factory.mktemp("a3")
    session = studies.on_disk(folder / "live.ojm")
    person = studies.signed_person(session)
    studies.rate(session, person, "housing", "4", -2, DAY)
    unlocked = studies.unlocked(session)
    session.close()
    old = shutil.copytree(folder / "live.ojm", folder / "old.ojm")
    session = real.open_session(unlocked, studies.SetClock())
    for value in range(5):
        studies.rate(session, person, "housing", "4", value, DAY)
    crashed = shutil.copytree(folder / "live.ojm", folder / "crashed.ojm", ignore=shutil.ignore_patterns("*-shm"))
    session.close()
    assert (crashed / "study.db-wal").stat().st_size > 0
    return old, folder / "live.ojm", crashed, unlocked


def at(folder: Path, unlocked: Unlocked) -> Unlocked:
    return Unlocked(StudyFolder(folder), unlocked.opened)


def copied(source: Path, tmp_path: Path) -> Path:
    return shutil.copytree(source, tmp_path / "tried.ojm")


def is_found(folder: Path, unlocked: Unlocked) -> bool:
    """Opening says so, or verifying does where opening could not see it."""
    try:
        session = real.open_session(at(folder, unlocked), studies.SetClock())
    except OjmError:
        return True
    session.close()
    return not verify(at(folder, unlocked)).is_whole


def test_that_a_crash_alone_is_no_damage(moments: tuple[Path, Path, Path, Unlocked], tmp_path: Path) -> None:
    _, _, crashed, unlocked = moments
    assert not is_found(copied(crashed, tmp_path), unlocked)


def test_that_a3_an_old_database_in_todays_folder_is_found_when_it_is_opened(
    moments: tuple[Path, Path, Path, Unlocked], tmp_path: Path
) -> None:
    old, live, _, unlocked = moments
    tried = copied(live, tmp_path)
    shutil.copyfile(old / "study.db", tried / "study.db")
    with pytest.raises(StudyAlarm, match="older than its head: 5 events"):
        real.open_session(at(tried, unlocked), studies.SetClock())
    assert not verify(at(tried, unlocked)).is_whole


def test_that_a3_an_old_page_put_in_place_of_todays_is_found(
    moments: tuple[Path, Path, Path, Unlocked], tmp_path: Path
) -> None:
    old, live, _, unlocked = moments
    was, is_now = (folder / "study.db" for folder in (old, live))
    before, after = was.read_bytes(), is_now.read_bytes()
    differing = [at for at in range(0, min(len(before), len(after)), PAGE) if before[at:][:PAGE] != after[at:][:PAGE]]
    assert len(differing) > 3
    for offset in differing[:: max(1, len(differing) // 5)]:
        tried = copied(live, tmp_path)
        content = after[:offset] + before[offset : offset + PAGE] + after[offset + PAGE :]
        (tried / "study.db").write_bytes(content)
        assert is_found(tried, unlocked), offset // PAGE
        shutil.rmtree(tried)


@pytest.mark.parametrize("damage", ["deleted", "emptied", "cut", "flipped", "of yesterday's salt"])
def test_that_a3_a_write_ahead_log_that_is_gone_or_damaged_is_found_when_the_study_is_opened(
    moments: tuple[Path, Path, Path, Unlocked], tmp_path: Path, damage: str
) -> None:
    _, _, crashed, unlocked = moments
    tried = copied(crashed, tmp_path)
    log = tried / "study.db-wal"
    content = bytearray(log.read_bytes())
    if damage == "deleted":
        log.unlink()
    elif damage == "emptied":
        log.write_bytes(b"")
    elif damage == "cut":
        log.write_bytes(content[: len(content) * 3 // 4])
    elif damage == "flipped":
        content[len(content) // 2] ^= 1
        log.write_bytes(content)
    else:
        content[16] ^= 1
        log.write_bytes(content)
    with pytest.raises(OjmError):
        real.open_session(at(tried, unlocked), studies.SetClock())
