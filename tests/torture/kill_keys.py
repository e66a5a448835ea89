"""A change of passphrase killed: at every call that writes (K6), and at any moment of the rekey (K8).

Each time a copy of one study is changed by a child that is killed; then exactly one of both passphrases must open it,
the name and the words in it must be whole, and the study must close and verify.
"""

from __future__ import annotations

import os
import secrets
import select
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.participant import Identity
from ojm_desktop.service import backups, key_changes, reveal, studies
from ojm_desktop.service.edits import RecordIdentity
from ojm_desktop.service.key_changes import KeyChange
from ojm_desktop.service.session import Session
from ojm_desktop.service.studies import Unlocked
from ojm_desktop.service.verify import verify
from ojm_desktop.store.folder import StudyFolder
from ojm_desktop.vault.errors import WrongPassphrase
from tests import derived
from tests import studies as known
from tests.torture import ground as grounds
from tests.torture.figures import Figures
from tests.torture.strace import TraceFailed, can_trace

NEW = "seven wet herons under a bridge"
WHO = Identity("CANARY-name")
CALLS = ("write", "pwrite64", "fsync", "fdatasync", "ftruncate", "rename", "unlink", "openat")
"""Calls by which files change, come, go, and are known to be on the disk: some 680 of one change."""
PATIENCE = 60.0
MEGABYTES = 4
"""Of words in the study, so that its rekey takes long enough to be met."""


@dataclass(frozen=True)
class Changing:
    """A closed study, its keys, and a change of passphrase that was prepared for it and put nowhere."""

    base: Path
    unlocked: Unlocked
    change: KeyChange
    participant: str


def make(folder: Path, megabytes: int = 0) -> Changing:
    """The study with one name in it, and the change."""
    ground = grounds.make(folder)
    session = studies.open_session(ground.unlocked, grounds.clock())
    session.do(RecordIdentity(participant=ground.participant, identity=WHO))
    for number in range(megabytes):  # a draft is no event, and it is as much to encrypt again as any row
        session.keep_draft(f"far/{number}", secrets.token_hex(1 << 19), 0)
    assert session.place is not None
    change = key_changes.prepare_passphrase(session.place, NEW, known.QUICK)
    session.close()
    return Changing(folder, ground.unlocked, change, ground.participant)


def at_every_call(scale: float = 1.0) -> Figures:
    """Killed at the first, second … of each call until a change came to its end. Raises TraceFailed without strace."""
    if not can_trace():
        raise TraceFailed("Calls can be killed one by one only as root and with strace. Run this as root.")
    figures, step = Figures(), max(1, round(1 / scale))
    with tempfile.TemporaryDirectory(prefix="ojm-keys-") as folder, derived.remembered():
        changing = make(Path(folder) / "base.ojm")
        for call in CALLS:
            number, ended = 1, False
            while not ended and number < 5000:
                ended = _killed_at(changing, call, number, figures)
                number += step
    return figures


def at_any_moment(kills: int, seed: int) -> Figures:
    """So many kills, drawn over the time that closing with new keys takes."""
    figures, chance = Figures(), Random(seed)
    with tempfile.TemporaryDirectory(prefix="ojm-keys-") as folder, derived.remembered():
        changing = make(Path(folder) / "base.ojm", MEGABYTES)
        longest = _time_of(changing)
        while figures.kills < kills:
            _examined(changing, _killed_after(changing, chance.uniform(0, longest)), figures)
    return figures


def _time_of(changing: Changing) -> float:
    """Seconds from the key file's change to the end, measured once in a child as it will be killed."""
    copy, child, heard = _begun(changing)
    begun = time.monotonic()
    os.waitpid(child, 0)
    os.close(heard)
    shutil.rmtree(copy.path)
    return time.monotonic() - begun


def _killed_after(changing: Changing, delay: float) -> StudyFolder:
    copy, child, heard = _begun(changing)
    time.sleep(delay)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(heard)
    return copy


def _begun(changing: Changing) -> tuple[StudyFolder, int, int]:
    """A copy, the child that has put the new key file and goes on to close, and the pipe it told that by."""
    copy = _copied(changing)
    heard, telling = os.pipe()
    child = _forked(lambda: _change(changing, copy, lambda: os.write(telling, b"p")))
    os.close(telling)
    if not select.select([heard], [], [], PATIENCE)[0] or os.read(heard, 1) != b"p":
        raise SystemExit("the change of keys did not begin")
    return copy, child, heard


def _killed_at(changing: Changing, call: str, number: int, figures: Figures) -> bool:
    """Kill at the n-th call of this name; whether the change came to its end before there were so many."""
    copy = _copied(changing)
    waited, go = os.pipe()

    def program() -> None:
        os.read(waited, 1)
        _change(changing, copy, lambda: None)

    child = _forked(program)
    line = ["strace", "-f", "-qq", "-p", str(child), "-o", "/dev/null", "-e", f"trace={call}"]
    watcher = subprocess.Popen([*line, "-e", f"inject={call}:signal=SIGKILL:when={number}"])
    _wait_until_watched(child)
    os.write(go, b"g")
    _, status = os.waitpid(child, 0)
    watcher.wait()
    for end in (waited, go):
        os.close(end)
    if os.WIFEXITED(status):
        if os.WEXITSTATUS(status):
            figures.violations.append(f"{call} {number}: the change failed by itself")
        shutil.rmtree(copy.path)
        return True
    _examined(changing, copy, figures, f"{call} {number}: ")
    return False


def _wait_until_watched(child: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        lines = Path(f"/proc/{child}/status").read_text("utf-8").splitlines()
        if any(line.startswith("TracerPid:") and line.split()[1] != "0" for line in lines):
            return
        time.sleep(0.002)
    raise TraceFailed("strace did not come to watch the child.")


def _forked(program: Callable[[], None]) -> int:
    child = os.fork()
    if child == 0:
        try:
            program()
        except BaseException:  # noqa: BLE001  a child must never go on as its parent
            os._exit(1)
        os._exit(0)
    return child


def _copied(changing: Changing) -> StudyFolder:
    path = changing.base.with_name(f"{secrets.token_hex(4)}.ojm")
    shutil.copytree(changing.base, path)
    return StudyFolder(path)


def _change(changing: Changing, copy: StudyFolder, is_put: Callable[[], object]) -> None:
    """What the window does: the change into log and key file, then it locks."""
    session = studies.open_session(Unlocked(copy, changing.unlocked.opened), grounds.clock())
    key_changes.put(session, changing.change)
    is_put()
    backups.close(session)


def _examined(changing: Changing, copy: StudyFolder, figures: Figures, where: str = "") -> None:
    """Open by either passphrase, read the name, finish the change, verify."""
    figures.kills += 1
    opening = []
    for words in (known.PASSPHRASE, NEW):
        try:
            opening.append(studies.unlock(copy.path, words))
        except WrongPassphrase:
            continue
        except OjmError as error:
            figures.violations.append(f"{where}{error}")
    if len(opening) != 1:
        figures.violations.append(f"{where}{len(opening)} passphrases open the study")
    else:
        figures.violations += [f"{where}{what}" for what in _read(changing, copy, opening[0])]
    shutil.rmtree(copy.path)


def _read(changing: Changing, copy: StudyFolder, unlocked: Unlocked) -> list[str]:
    try:
        session = studies.open_session(unlocked, grounds.clock())
        found = _name_in(session, changing.participant)
        opened = session.place.opened if session.place is not None else unlocked.opened
        backups.close(session) if session.begun is not None else session.close()
        problems = [f"{one.file}: {one.what}" for one in verify(Unlocked(copy, opened)).problems]
    except OjmError as error:
        return [str(error)]
    return problems if found == WHO else [*problems, "the name is gone"]


def _name_in(session: Session, participant: str) -> Identity:
    reveal.let(session, is_proved=True)
    return reveal.show(session, participant)
