"""Making, unlocking and opening studies (security: a study on disk, opening a database)."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from ojm_desktop.domain import template
from ojm_desktop.domain.clock import Clock
from ojm_desktop.domain.errors import OjmError, Refused
from ojm_desktop.domain.log import GENESIS
from ojm_desktop.domain.plan import StudyPlan
from ojm_desktop.service import erasure, ledger, opening
from ojm_desktop.service.drafts import SealedDrafts
from ojm_desktop.service.edits import SetUpStudy
from ojm_desktop.service.rotating import finish_rotation
from ojm_desktop.service.session import Place, Session, random_id
from ojm_desktop.service.signer import SIGNING_SEED, signer_of
from ojm_desktop.store import connection as connections
from ojm_desktop.store.codec import from_text, to_text
from ojm_desktop.store.folder import StudyFolder, write_file
from ojm_desktop.store.head import HeadFile
from ojm_desktop.store.lock import StudyLock
from ojm_desktop.store.schema import MIGRATIONS
from ojm_desktop.store.sentences import BROKEN_TEXT
from ojm_desktop.store.settings import Draft
from ojm_desktop.store.study_store import Store
from ojm_desktop.vault import kdf, keyfile, passphrase, recovery, signing
from ojm_desktop.vault.errors import WrongPassphrase, WrongRecoveryKey
from ojm_desktop.vault.keys import Opened
from ojm_desktop.vault.recovery import RecoveryKey

SUFFIX = ".ojm"


class NotAStudy(OjmError):
    """The folder holds no study."""


@dataclass(frozen=True)
class Unlocked:
    """The keys of a study, before its database is opened. Lives in memory only, as short as possible."""

    folder: StudyFolder
    opened: Opened = field(repr=False)


@dataclass(frozen=True)
class Created:
    """A new study, open, and the recovery key to print; it is kept nowhere else."""

    session: Session
    recovery: RecoveryKey


def study_folder(path: Path) -> StudyFolder:
    """The folder of a study; raises NotAStudy when nothing there looks like one."""
    folder = StudyFolder(path)
    if not folder.is_study():
        raise NotAStudy(
            f"There is no study in {path.name}. Nothing was changed; choose a folder that ends in {SUFFIX}."
        )
    return folder


def check_free(path: Path) -> None:
    """Raise AlreadyOpen, SynchronisedFolder, NetworkFolder or NotAStudy before anybody types a passphrase."""
    folder = study_folder(path)
    folder.check_place()
    with StudyLock(folder.lock):
        return


def calibrated() -> kdf.Parameters:
    """What one guess of a passphrase shall cost on this laptop (K2). Takes a few seconds; for a worker thread."""
    return kdf.calibrate(_memory(), kdf.stopwatch(time.perf_counter))


def create(
    path: Path,
    plan: StudyPlan,
    words: str,
    clock: Clock,
    *,
    parameters: kdf.Parameters | None = None,
    label: str = "Researcher",
    user_name: str = "",
    is_free_choice: bool = True,
) -> Created:
    """Make a new study folder and open it.

    Raises WeakPassphrase, AlreadyThere, SynchronisedFolder, DiskFull and their like; what was begun is taken away
    again, so that the same name can be tried. `is_free_choice` False skips the passphrase's rules, for the practice
    study only.
    """
    if is_free_choice:
        passphrase.check(words, study_words=[plan.name, path.stem], user_name=user_name)
    try:
        to_text(plan).encode()
    except UnicodeEncodeError:
        raise Refused(BROKEN_TEXT) from None
    folder = StudyFolder(path)
    folder.create()
    lock = StudyLock(folder.lock)
    with ExitStack() as opened_so_far:
        # The folder was new or empty: all that is in it by now was made here, and holds nothing of anybody.
        opened_so_far.callback(shutil.rmtree, folder.path, ignore_errors=True)
        has_lock = lock.acquire()
        opened_so_far.callback(lock.release)
        study_id = random_id()
        made = keyfile.create(study_id, words, parameters or calibrated(), label)
        database = connections.create(folder.db, made.keys.study, study_id, MIGRATIONS)
        opened_so_far.callback(database.close)
        seed = signing.new_seed()
        with database.transaction():
            database.execute("INSERT INTO meta(key, value) VALUES(?, ?)", (SIGNING_SEED, seed.hex()))
        head = HeadFile(folder.head, signing.HeadSigner(seed), study_id)
        head.create(0, GENESIS)
        write_file(folder.erased, ledger.to_bytes(study_id, signing.HeadSigner(seed), {}))
        store = Store(database, head, lock if has_lock else None)
        session = Session(store, made.opened.slot_id, made.opened.sealer(), clock)
        session.do(SetUpStudy(plan=plan))
        session.settle()
        write_file(folder.keys, made.file)
        opened_so_far.pop_all()
    session.place = Place(folder, made.opened)
    return Created(session, made.recovery)


def unlock(path: Path, words: str) -> Unlocked:
    """Derive the keys: slow by design, for a worker thread. Raises WrongPassphrase, KeyFileDamaged and their like."""
    folder = study_folder(path)
    try:
        return Unlocked(folder, keyfile.open_with_passphrase(_key_file(folder), None, words))
    except WrongPassphrase as error:  # it may be another study's: the refusal says at which it was tried
        raise WrongPassphrase(folder.path.stem) from error


def unlock_with_recovery(path: Path, text: str) -> Unlocked:
    """The same with the printed recovery key. Raises RecoveryKeyMistyped, WrongRecoveryKey and their like."""
    folder = study_folder(path)
    try:
        return Unlocked(folder, keyfile.open_with_recovery(_key_file(folder), None, recovery.parse(text)))
    except WrongRecoveryKey as error:
        raise WrongRecoveryKey(folder.path.stem) from error


def get_ready() -> None:
    """Work out how the first values of a study are read, by reading such: done while the keys are derived."""
    for value in (template.bristol(""), SealedDrafts((Draft("", None, "", 0, ""),))):
        from_text(to_text(value), type(value))


def open_session(unlocked: Unlocked, clock: Clock) -> Session:
    """Open the study for writing, in the thread that will use it; checks of constant time only (R13).

    Raises AlreadyOpen, EmptyDatabase, ForeignDatabase, DamagedDatabase, NewerStudy, StudyAlarm and their like.
    """
    folder = unlocked.folder
    folder.check_place()
    lock = StudyLock(folder.lock)
    has_lock = lock.acquire()
    try:
        opened = finish_rotation(folder, unlocked.opened)
        database = connections.open_writer(folder.db, opened.current.study, opened.study_id, MIGRATIONS)
        try:
            head = HeadFile(folder.head, signer_of(database), opened.study_id)
            store = Store(database, head, lock if has_lock else None)
            state = opening.check_head(store, head)
            opening.check_gates(store, opened.study_id)
            opening.check_newest_links(store)
            session = Session(store, opened.slot_id, opened.sealer(), clock)
            opening.mend_head(session, state)
            session.place = Place(folder, opened)
            erasure.catch_up(session)
        except BaseException:
            database.close()
            raise
    except BaseException:
        lock.release()
        raise
    return session


def open_(path: Path, words: str, clock: Clock) -> Session:
    """Unlock and open in one go, for the command line and for tests."""
    return open_session(unlock(path, words), clock)


def _key_file(folder: StudyFolder) -> bytes:
    try:
        return folder.keys.read_bytes()
    except FileNotFoundError as error:
        raise NotAStudy(
            "The key file keys.json is not in this folder. Nothing was changed. Put it back, or take it from a backup."
        ) from error


def _memory() -> int:
    """RAM in bytes; where the system does not say, as if it had enough."""
    names: Callable[[str], int] | None = getattr(os, "sysconf", None)
    if names is None:
        return 8 * 1024**3
    return names("SC_PAGE_SIZE") * names("SC_PHYS_PAGES")
