"""A5: the head may lag behind the log, is never ahead of it, and survives a torn write."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from ojm_desktop.store.errors import DiskFull, ForgedHead, PlaceFailed, TornHead
from ojm_desktop.store.head import RECORD, HeadFile, HeadKind
from tests.store.ground import STUDY, KeyedSigner, flip, make_study, open_again, run_until_killed

GENESIS = "0" * 64


def digest(sequence: int) -> str:
    """The hash of a made-up event."""
    return hashlib.sha256(str(sequence).encode()).hexdigest() if sequence else GENESIS


@pytest.fixture
def head(tmp_path: Path) -> HeadFile:
    """A head at event 0."""
    made = HeadFile(tmp_path / "head", KeyedSigner(), STUDY)
    made.create(0, GENESIS)
    return made


def reread(head: HeadFile) -> int:
    """The sequence another program would read."""
    record = HeadFile(head._path, KeyedSigner(), STUDY).read()
    assert record is not None
    assert record.hash == digest(record.sequence)
    return record.sequence


def test_that_a5_the_newest_written_record_is_read(head: HeadFile) -> None:
    for sequence in range(1, 8):
        head.write(sequence, digest(sequence))
        assert reread(head) == sequence
    head.close()
    assert head._path.stat().st_size == 2 * RECORD


def test_that_a5_a_write_cut_at_any_byte_leaves_the_new_or_the_last_record(head: HeadFile) -> None:
    head.write(1, digest(1))
    head.write(2, digest(2))
    before = head._path.read_bytes()
    head.write(3, digest(3))
    after = head._path.read_bytes()
    head.close()
    at = next(start for start in (0, RECORD) if before[start : start + RECORD] != after[start : start + RECORD])
    for cut in range(RECORD + 1):
        head._path.write_bytes(before[:at] + after[at : at + cut] + before[at + cut :])
        assert reread(head) == (3 if cut == RECORD else 2)


def test_that_a5_writing_goes_on_over_the_torn_record(head: HeadFile) -> None:
    head.write(1, digest(1))
    head.write(2, digest(2))
    head.close()
    torn = next(at for at in (0, RECORD) if head._path.read_bytes()[at + 31] == 1)
    flip(head._path, torn + 200)
    assert reread(head) == 2
    again = HeadFile(head._path, KeyedSigner(), STUDY)
    again.write(3, digest(3))
    again.close()
    records = again.records()
    assert records is not None
    assert sorted(record.sequence for record in records if record) == [2, 3]


def test_that_a5_one_flipped_bit_anywhere_is_seen_in_one_record(head: HeadFile) -> None:
    head.write(1, digest(1))
    head.close()
    content = head._path.read_bytes()
    for position in range(len(content)):
        flipped = bytearray(content)
        flipped[position] ^= 1
        head._path.write_bytes(flipped)
        records = head.records()
        assert records is not None
        assert records.count(None) == 1


def test_that_a5_two_torn_records_are_an_alarm(head: HeadFile) -> None:
    flip(head._path, 40)
    flip(head._path, RECORD + 40)
    with pytest.raises(TornHead, match="unreadable"):
        head.read()
    head._path.write_bytes(b"")
    with pytest.raises(TornHead):
        head.read()


def test_that_a5_equal_lag_lead_fork_and_missing_are_told_apart(head: HeadFile) -> None:
    head.write(5, digest(5))
    head.close()

    def state(last: int, last_hash: str) -> tuple[HeadKind, int, bool]:
        found = head.compare(last, last_hash, digest)
        return found.kind, found.by, found.is_alarm

    assert state(5, digest(5)) == (HeadKind.EQUAL, 0, False)
    assert state(8, digest(8)) == (HeadKind.LAG, 3, False)
    assert state(4, digest(4)) == (HeadKind.LEAD, 1, True)
    assert state(5, digest(6)) == (HeadKind.FORK, 0, True)
    assert head.compare(8, digest(8), lambda _: digest(9)).kind is HeadKind.FORK
    assert "older than its head" in head.compare(4, digest(4), digest).sentence
    head._path.unlink()
    assert state(5, digest(5)) == (HeadKind.MISSING, 0, True)


def test_that_a5_a_kill_between_commit_and_head_is_a_lag_of_one(tmp_path: Path) -> None:
    folder, database = make_study(tmp_path / "a.ojm")
    database.close()
    HeadFile(folder.head, KeyedSigner(), STUDY).create(0, GENESIS)
    run_until_killed(KILLED_BEFORE_HEAD, str(folder.path))
    database = open_again(folder)
    row = database.execute("SELECT sequence, hash FROM events ORDER BY sequence DESC").fetchone()
    database.close()
    assert row == (4, digest(4))
    state = HeadFile(folder.head, KeyedSigner(), STUDY).compare(4, digest(4), digest)
    assert (state.kind, state.by) == (HeadKind.LAG, 1)


KILLED_BEFORE_HEAD = """
import os, signal, sys
from pathlib import Path
from ojm_desktop.store.folder import StudyFolder
from ojm_desktop.store.head import HeadFile
from tests.store.ground import STUDY, KeyedSigner, open_again
from tests.store.test_head import digest
folder = StudyFolder(Path(sys.argv[1]))
database, head = open_again(folder), HeadFile(folder.head, KeyedSigner(), STUDY)
for sequence in range(1, 9):
    with database.transaction():
        database.execute("INSERT INTO events VALUES(?, '', 0, 0, '', '', '', ?)", (sequence, digest(sequence)))
    if sequence == 4:
        os.kill(os.getpid(), signal.SIGKILL)
    head.write(sequence, digest(sequence))
"""


def test_that_r10_another_studys_head_and_another_signer_are_refused(head: HeadFile) -> None:
    other = HeadFile(head._path, KeyedSigner(), "6e" * 16)
    with pytest.raises(ForgedHead):
        other.read()
    with pytest.raises(ForgedHead):
        HeadFile(head._path, KeyedSigner(b"other"), STUDY).read()


def test_that_a_head_is_synced_when_asked_and_not_at_each_answer(
    head: HeadFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    real = os.fsync

    def counted(descriptor: int) -> None:
        synced.append(descriptor)
        real(descriptor)

    monkeypatch.setattr(os, "fsync", counted)
    for sequence in range(1, 6):
        head.write(sequence, digest(sequence))
    assert synced == []
    head.sync()
    head.sync()
    assert len(synced) == 1
    head.write(6, digest(6))
    head.close()
    head.close()
    assert len(synced) == 2


def test_that_a_head_that_cannot_be_written_is_a_sentence(head: HeadFile, monkeypatch: pytest.MonkeyPatch) -> None:
    head.write(1, digest(1))

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "pwrite", full)
    with pytest.raises(DiskFull, match="MB free"):
        head.write(2, digest(2))
    monkeypatch.undo()
    assert reread(head) == 1
    head.close()
    head._path.unlink()
    with pytest.raises(PlaceFailed):
        HeadFile(head._path, KeyedSigner(), STUDY).write(2, digest(2))
