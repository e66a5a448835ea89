"""An open study: one way in (`do`), one way out (`on_changed`), and the queries that views read."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta

from ojm_desktop.domain.changes import Changes
from ojm_desktop.domain.clock import Clock, Instant, day_in, parse_utc, rfc3339
from ojm_desktop.domain.errors import OjmError, Refused
from ojm_desktop.domain.log import Event
from ojm_desktop.domain.plan import StudyPlan
from ojm_desktop.service import drafts, rights
from ojm_desktop.service.clock_watch import ClockWatch
from ojm_desktop.service.edits import Edit, Erase, Undo
from ojm_desktop.service.history import History
from ojm_desktop.service.log_writer import Entry, LogWriter, read
from ojm_desktop.service.names import Names
from ojm_desktop.service.pin import Pin
from ojm_desktop.service.study import Study
from ojm_desktop.service.telling import revealed, told
from ojm_desktop.store.folder import StudyFolder
from ojm_desktop.store.sentences import BROKEN_TEXT
from ojm_desktop.store.settings import Draft
from ojm_desktop.store.study_store import Store
from ojm_desktop.vault.keys import Opened
from ojm_desktop.vault.sealing import Sealer

UNDO_REACH = timedelta(days=1)
MOST_STEPS = 500
"""Events looked at when undo is rebuilt, so that unlocking takes as long after a busy day as after a quiet one."""
Observer = Callable[[Changes], None]


def random_id() -> str:
    """128 random bits as hex (decisions: ids)."""
    return secrets.token_hex(16)


@dataclass(frozen=True)
class Place:
    """Where an open study lies and which slot opened it: for backups, verifying and keys."""

    folder: StudyFolder
    opened: Opened = field(repr=False)


class Observers:
    """Who is told what changed."""

    def __init__(self) -> None:
        self._observers: list[Observer] = []

    def connect(self, observer: Observer) -> None:
        """Tell this one from now on."""
        self._observers.append(observer)

    def disconnect(self, observer: Observer) -> None:
        """Tell it no more."""
        if observer in self._observers:
            self._observers.remove(observer)

    def tell(self, changes: Changes) -> None:
        """Tell everybody; one that fails does not keep the others from hearing, and its error is raised at the end."""
        failed: Exception | None = None
        for observer in tuple(self._observers):
            try:
                observer(changes)
            except Exception as error:  # noqa: BLE001 - kept and raised once everybody was told
                failed = failed or error
        if failed is not None:
            raise failed


@dataclass(frozen=True)
class _Asked:
    """An edit to apply: a new one, or one that takes back or brings back an event."""

    edit: Edit
    is_new: bool = False
    undoes: int | None = None
    redoes: int | None = None


class Session:
    """The open study of one slot.

    Every change goes through `do`, `undo` or `redo`; each is one transaction and one event, or one for each edit of a
    step.
    """

    def __init__(self, store: Store, slot: str, sealer: Sealer | None, clock: Clock) -> None:
        self.study = Study(store, sealer)
        self.slot = slot
        self.clock = clock
        self.opened_at = clock.now()
        self.on_changed = Observers()
        self.history = History()
        self.saved_at: Instant | None = None
        self.last_sentence = ""
        self.last_reveals: frozenset[tuple[str, str]] = frozenset()
        self.place: Place | None = None
        self.begun: Opened | None = None
        """Where a change of keys was begun: all keys of both generations. Closing ends it (`backups.close`)."""
        self.pin = Pin()
        self.names = Names()
        self.opened_visits: set[str] = set()
        """Visits whose interview was on the screen since the study was unlocked: these were not cut off."""
        self._store = store
        self._log = LogWriter(self.study, slot, random_id)
        self.clock_watch = ClockWatch(clock, self.opened_at, next(iter(store.log.newest(1)), None))
        self.saved_sequence = self._log.sequence
        self._is_together = False
        self._rebuild_history()

    # --- the one way in

    def do(self, edit: Edit, *more: Edit) -> Changes:
        """Apply an edit; or several, in order, as one step: one transaction, an event each, taken back together.

        When this returns it is durable, logged, and everybody was told. Raises OjmError with nothing changed.
        """
        return self._apply([_Asked(each, is_new=True) for each in (edit, *more)])

    @contextmanager
    def together(self) -> Iterator[None]:
        """Everything done inside is durable at its end, and not before: for a story that is played in, not for people.

        Where it fails nothing of it stays, and this session is of no use any more.
        """
        with self._store.transaction():
            self._is_together = True
            try:
                yield
            finally:
                self._is_together = False
        unwritten = self._write_head(self.sequence, self.head_hash)
        if unwritten is not None:
            raise unwritten

    def undo(self) -> Changes:
        """Take back the newest edit of this slot's last day; raises Refused at a barrier or when there is none."""
        step = self.history.next_undo
        if step is None:
            raise Refused("There is nothing to undo.")
        if not step.can_be_taken_back:
            raise Refused(f"{step.sentence} That cannot be undone; everything before it stays as it is.")
        parts = [(part.sequence, part.inverse) for part in reversed(step.parts)]
        return self._apply([_Asked(inverse, undoes=sequence) for sequence, inverse in parts if inverse])

    def redo(self) -> Changes:
        """Do again what was undone last; raises Refused when there is nothing."""
        step = self.history.next_redo
        if step is None or not step.can_be_taken_back:
            raise Refused("There is nothing to redo.")
        parts = [(part.sequence, part.inverse) for part in reversed(step.parts)]
        return self._apply([_Asked(inverse, redoes=sequence) for sequence, inverse in parts if inverse])

    def note_clock(self) -> None:
        """Note a clock that jumped at once, and not only with the next edit: somebody saw it jump (T2)."""
        if self.clock_watch.look(self.clock, self.clock.now()):
            self._apply(())

    def _apply(self, asked: Sequence[_Asked]) -> Changes:
        instant = self.clock.now()
        noted = self.clock_watch.look(self.clock, instant)
        group = self._log.next + len(noted) if len(asked) > 1 else None
        steps = [*((_Asked(note, is_new=True), None) for note in noted), *((each, group) for each in asked)]
        changes = Changes()
        done: list[tuple[Event, Entry]] = []
        try:
            with self._store.transaction():
                for each, of_step in steps:
                    event, entry, touched = self._apply_one(each, instant, of_step)
                    done.append((event, entry))
                    changes |= touched
        except BaseException as error:
            self.study.forget()
            self._log.forget()
            if isinstance(error, UnicodeEncodeError):
                raise Refused(BROKEN_TEXT) from None
            raise
        event, _entry = done[-1]
        self._log.committed(event)
        self.clock_watch.keep(self.clock, instant)
        if any(isinstance(each.edit, Erase) for each in asked):
            self._log.forget()
        for event, entry in done:
            self.last_sentence = told((entry,), self.study)
            self.history.took_place(event.sequence, entry, self.last_sentence)
        entries = [entry for _, entry in done[len(noted) :]] or [done[-1][1]]
        self.last_reveals = revealed(entries)
        if len(entries) > 1:
            self.last_sentence = told(entries, self.study)
        unwritten = self._write_head(event.sequence, event.hash)
        if unwritten is None:
            self.saved_at, self.saved_sequence = instant, event.sequence
        self.on_changed.tell(changes)
        if unwritten is not None:
            raise unwritten
        return changes

    def _apply_one(self, asked: _Asked, instant: Instant, group: int | None) -> tuple[Event, Entry, Changes]:
        """One edit of a running transaction; stamped only now, because the next free code is what those before left."""
        self.study.sequence, self.study.instant = self._log.next, instant
        rights.check_edit(self.study, asked.edit)
        edit = asked.edit.stamped(self.study, random_id(), instant.utc) if asked.is_new else asked.edit
        inverse, touched = edit.apply(self.study)
        entry = Entry(edit, inverse, asked.undoes, asked.redoes, group)
        return self._log.append(entry, instant), entry, touched

    def _write_head(self, sequence: int, digest: str) -> OjmError | None:
        """The head follows the commit. Where it cannot be written the edit stands all the same, and only it is said."""
        if self._is_together:
            return None
        try:
            self._store.write_head(sequence, digest)
        except OjmError as error:
            return OjmError(f"The change is stored, but the head of the log could not be written. {error}")
        return None

    def _rebuild_history(self) -> None:
        """Back from the newest event as far as undo may reach without a gap, then forward in the order of the log."""
        since = rfc3339(parse_utc(self.clock.now().utc) - UNDO_REACH)
        found: list[tuple[int, Entry]] = []
        for event in self._store.log.newest(MOST_STEPS):
            entry = self._entry_of(event) if event.utc >= since else None
            if entry is None:
                break
            if entry.edit.undo is Undo.RECORD:
                continue
            if event.slot != self.slot:
                # To take back what came before would undo what somebody else did since.
                break
            found.append((event.sequence, entry))
            if entry.edit.undo is Undo.BARRIER:
                break
        if found and found[-1][1].group is not None and found[-1][1].group < found[-1][0]:
            # The oldest step reaches back beyond what was read: half of it would be taken back.
            cut = found[-1][1].group
            found = [(sequence, entry) for sequence, entry in found if entry.group != cut]
        for sequence, entry in reversed(found):
            self.history.took_place(sequence, entry, told((entry,), self.study))

    def _entry_of(self, event: Event) -> Entry | None:
        """What an event did; None for what cannot be read or was changed, so cannot be undone. Verifying names it."""
        try:
            opened = read(self.study, event)
        except OjmError:
            return None
        return opened.entry if opened and opened.fits else None

    # --- what views read

    @property
    def plan(self) -> StudyPlan:
        """How the study is set up."""
        return self.study.plan

    @property
    def sequence(self) -> int:
        """Number of the newest event. The saved mark acknowledges `saved_sequence`, which has its head as well."""
        return self._log.sequence

    @property
    def head_hash(self) -> str:
        """Hash of the newest event: printed as words."""
        return self._log.hash

    def today(self) -> date:
        """The day in the study's zone."""
        return day_in(self.clock.now().utc, self.plan.zone)

    # --- half-typed text: durable, but not an edit

    def keep_draft(
        self, place: str, text: str, cursor: int, participant: str | None = None, *, is_sealed: bool = False
    ) -> None:
        """Keep what is half done (L2), sealed where it may hold a name; empty text forgets it."""
        if text and self._store.erasures.names(place, participant):
            return  # a page that was open on somebody who is erased keeps nothing of them
        draft = Draft(place, participant, text, cursor, self.clock.now().utc)
        with self._store.transaction():
            if is_sealed or not text:  # what was in clear before a name came in does not stay beside it
                self._store.drafts.remove(place)
            if text and is_sealed:
                drafts.seal(self.study, draft)
                return
            drafts.unseal(self.study, place)
            if text:
                self._store.drafts.put(draft)

    def draft(self, place: str) -> Draft | None:
        """What was half done at a place."""
        return self._store.drafts.get(place) or drafts.sealed(self.study).get(place)

    def drafts(self) -> list[Draft]:
        """Everything that was half done when the program stopped."""
        return [*self._store.drafts.all(), *drafts.sealed(self.study).values()]

    # --- settling and closing

    def settle(self) -> None:
        """At a page change, a pause or after two idle seconds: checkpoint, and the head to the disk."""
        self._store.settle()

    def close(self) -> None:
        """Checkpoint, head, close, release the lock. Safe to call twice."""
        self._store.close()
