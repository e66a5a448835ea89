"""Start two programs on one study, again and again; print what became of each pair. Run by test_lock.py.

Both wait on one pipe, try to open the study for writing and report; the winner keeps it open until the other has
reported, so that a second writer would be seen. Forked from a warm process: a start costs a millisecond, not a second.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from ojm_desktop.store.errors import AlreadyOpen  # noqa: E402  (the path must stand first)
from ojm_desktop.store.folder import StudyFolder  # noqa: E402
from ojm_desktop.store.lock import StudyLock  # noqa: E402
from tests.store.ground import keep, open_again  # noqa: E402


def program(folder: StudyFolder, row: str, start: int, report: int, end: int) -> None:
    """One program: wait for the start, try, report, wait for the end."""
    os.read(start, 1)
    lock = StudyLock(folder.lock)
    try:
        lock.acquire()
    except AlreadyOpen:
        os.write(report, b"r")
        os.read(end, 1)
        return
    database = open_again(folder)
    keep(database, row)
    os.write(report, b"w")
    os.read(end, 1)
    database.close()
    lock.release()


def play(folder: StudyFolder, number: int) -> str:
    """One pair; what the two reported, in order."""
    start, go = os.pipe()
    told, report = os.pipe()
    end, finish = os.pipe()
    children = []
    for which in "ab":
        child = os.fork()
        if child == 0:
            program(folder, f"{number}{which}", start, report, end)
            os._exit(0)
        children.append(child)
    os.write(go, b"..")
    outcomes = [os.read(told, 1), os.read(told, 1)]
    os.write(finish, b"..")
    for child in children:
        _, status = os.waitpid(child, 0)
        if status != 0:
            raise SystemExit(f"a program ended with {status}")
    for descriptor in (start, go, told, report, end, finish):
        os.close(descriptor)
    return " ".join({b"r": "refused", b"w": "wrote"}[outcome] for outcome in outcomes)


if __name__ == "__main__":
    for turn in range(int(sys.argv[2])):
        sys.stdout.write(play(StudyFolder(Path(sys.argv[1])), turn) + "\n")
