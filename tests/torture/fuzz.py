"""Mutated files of a study, opened one after the other in a process that must not die of any of them (R12).

A file is cut, flipped, zeroed, doubled or filled with noise. A page of the database is changed behind the encryption
too, as who holds the key could: there the engine meets what its authentication keeps from it otherwise. Each case ends
in one word: refused, found (opened, and verifying names what is wrong), whole. Anything else is a violation: an error
that is no sentence, a process that died or came to no end.
"""

from __future__ import annotations

import faulthandler
import json
import os
import shutil
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from random import Random
from typing import BinaryIO, Final

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.service.queries import study_log
from ojm_desktop.service.queries.journeys import trajectories
from ojm_desktop.service.queries.today import today
from ojm_desktop.service.studies import Unlocked, open_session
from ojm_desktop.service.verify import verify
from ojm_desktop.store.folder import StudyFolder
from tests import pages, studies

LONGEST: Final = 60
"""Seconds after which a case that came to no end is a violation."""
REFUSED, FOUND, WHOLE = "refused", "found", "whole"
BEHIND: Final = "behind the encryption"
DAY = date(2026, 3, 31)


@dataclass
class Fuzzed:
    """What a run came to: how many cases ended how, of which files, and what must not be."""

    ends: Counter[str] = field(default_factory=Counter)
    files: Counter[str] = field(default_factory=Counter)
    violations: list[str] = field(default_factory=list)


def make(folder: Path) -> tuple[Path, Unlocked]:
    """A small study as a crash left it: closed but for its write-ahead log, which lies beside the database."""
    session = studies.on_disk(folder / "made.ojm")
    person = studies.signed_person(session)
    for pathway in ("housing", "drugs", "mental"):
        studies.rate(session, person, pathway, "4", -2, DAY)
    session.study.store.connection.checkpoint("TRUNCATE")
    studies.rate(session, person, "housing", "8", 3, DAY)
    unlocked = studies.unlocked(session)
    left = shutil.copytree(folder / "made.ojm", folder / "left.ojm", ignore=shutil.ignore_patterns("*-shm", "lock"))
    session.close()
    return left, unlocked


def mutate(folder: Path, key: bytes, chance: Random) -> str:
    """Change one file of the study; which, and how."""
    names = ("study.db", "study.db", "study.db", "study.db-wal", "head", "keys.json", "erased.json", BEHIND, BEHIND)
    name = chance.choice(names)
    if name == BEHIND:
        path = folder / "study.db"
        page = chance.randint(1, path.stat().st_size // pages.PAGE)
        how, change = _of_page(chance)
        pages.rewrite(path, key, page, change)
        (folder / "study.db-wal").unlink()  # or it would lay its own page over that one
        return f"{BEHIND}, page {page}, {how}"
    path = folder / name
    how, changed = _of_file(path.read_bytes(), chance)
    path.write_bytes(changed)
    return f"{name}, {how}"


def run(cases: int, folder: Path, seed: int = 1, *, is_verified: bool = True) -> Fuzzed:
    """So many cases, in a child process; where it dies, the case is named and another child goes on behind it.

    Verifying takes longer than the rest; without it, what opens counts as whole.
    """
    fuzzed, (left, unlocked), case = Fuzzed(), make(folder), 0
    while case < cases:
        begun: dict[str, str] = {}
        work = partial(
            _try_all, left=left, unlocked=unlocked, cases=range(case, cases), seed=seed, is_verified=is_verified
        )
        died = _in_a_child(work, begun, fuzzed)
        case = int(begun["case"]) + 1 if begun else cases
        if died or not begun:
            fuzzed.violations.append(f"case {case - 1}, {begun.get('what', 'before the first')}: {died or 'no case'}")
    return fuzzed


def _in_a_child(work: Callable[[BinaryIO], None], begun: dict[str, str], fuzzed: Fuzzed) -> str:
    """Fork, hear what the child tells, and say how it died; empty where it came to its end."""
    heard, telling = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(heard)
        try:
            with os.fdopen(telling, "wb", buffering=0) as out:
                work(out)
        except BaseException:  # noqa: BLE001  a child must never go on as its parent
            traceback.print_exc()
            os._exit(3)
        os._exit(0)
    os.close(telling)
    with os.fdopen(heard, "rb") as lines:
        for line in lines:
            said = json.loads(line)
            if "end" not in said:
                begun.update(case=str(said["case"]), what=said["what"])
                fuzzed.files[said["what"].partition(",")[0]] += 1
            elif said["end"] in {REFUSED, FOUND, WHOLE}:
                fuzzed.ends[said["end"]] += 1
            else:
                fuzzed.violations.append(f"case {begun['case']}, {begun['what']}: {said['end']}")
    _, status = os.waitpid(child, 0)
    return f"the process died (status {status})" if status else ""


def _try_all(out: BinaryIO, left: Path, unlocked: Unlocked, cases: range, seed: int, *, is_verified: bool) -> None:
    for case in cases:
        tried = left.with_name("tried.ojm")
        shutil.rmtree(tried, ignore_errors=True)
        shutil.copytree(left, tried)
        what = mutate(tried, unlocked.opened.current.study, Random(f"{seed}-{case}"))
        out.write(json.dumps({"case": case, "what": what}).encode() + b"\n")
        faulthandler.dump_traceback_later(LONGEST, exit=True)
        end = _end(Unlocked(StudyFolder(tried), unlocked.opened), is_verified=is_verified)
        faulthandler.cancel_dump_traceback_later()
        out.write(json.dumps({"end": end}).encode() + b"\n")


def _end(unlocked: Unlocked, *, is_verified: bool) -> str:
    """Open it, read what pages read, write one rating, close and verify it."""
    try:
        _work(unlocked)
        return WHOLE if not is_verified or verify(unlocked).is_whole else FOUND
    except OjmError:
        return REFUSED
    except Exception as error:  # noqa: BLE001  named, and counted as what must not be
        at = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__} at {Path(at.filename).name}:{at.lineno}: {error}"


def _work(unlocked: Unlocked) -> None:
    session = open_session(unlocked, studies.SetClock())
    try:
        today(session)
        study_log.rows(session, study_log.Chosen())
        for person in session.study.store.people.all():
            list(trajectories(session, person.id))
            studies.rate(session, person.id, "work", "4", 1, DAY)
    finally:
        session.close()


def _of_file(octets: bytes, chance: Random) -> tuple[str, bytes]:
    """A file changed in one of six ways; one of no octets is filled with noise."""
    at, length = chance.randrange(len(octets) or 1), chance.choice((1, 16, 512, 4096))
    ways = {
        "flipped": lambda: octets[:at] + bytes([octets[at] ^ 1 << chance.randrange(8)]) + octets[at + 1 :],
        "cut": lambda: octets[:at],
        "zeroed": lambda: octets[:at] + bytes(len(octets[at : at + length])) + octets[at + length :],
        "noise": lambda: octets[:at] + chance.randbytes(len(octets[at : at + length])) + octets[at + length :],
        "put in": lambda: octets[:at] + chance.randbytes(length) + octets[at:],
        "doubled": lambda: octets[: at + length] + octets[at:],
    }
    how = chance.choice(list(ways)) if octets else "put in"
    return f"{how} at {at}", ways[how]()


def _of_page(chance: Random) -> tuple[str, Callable[[bytearray], None]]:
    """A page changed in one of four ways: its head and the places of its cells are where a reader goes astray."""
    how = chance.choice(("head", "cells", "flipped", "noise"))

    def change(page: bytearray) -> None:
        head = 84 if len(page) < pages.PAGE - pages.IV - pages.TAG else 0  # behind the file's own, without the salt
        if how == "head":
            page[head + chance.randrange(12)] = chance.randrange(256)
        elif how == "cells":
            at = head + 8 + 2 * chance.randrange(24)
            page[at : at + 2] = chance.randbytes(2)
        elif how == "flipped":
            for _ in range(chance.randint(1, 8)):
                page[chance.randrange(len(page))] ^= 1 << chance.randrange(8)
        else:
            at = chance.randrange(len(page))
            page[at : at + 64] = chance.randbytes(len(page[at : at + 64]))

    return how, change
