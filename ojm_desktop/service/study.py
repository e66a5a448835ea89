"""What an edit may touch: the store's nouns, the plan, and the sealed side where this slot may write it."""

from __future__ import annotations

from typing import TypeVar

from ojm_desktop.domain.clock import Instant
from ojm_desktop.domain.errors import OjmError, Refused
from ojm_desktop.domain.participant import Participant
from ojm_desktop.domain.plan import StudyPlan
from ojm_desktop.store.codec import from_text, to_text
from ojm_desktop.store.sealed import SealedRow
from ojm_desktop.store.study_store import Store
from ojm_desktop.vault.sealing import Sealer

T = TypeVar("T")


class NotAllowed(OjmError):
    """This slot holds no identity key."""


class SealedSide:
    """Rows under the identity key: reading and writing content by kind and participant, or by random id."""

    def __init__(self, store: Store, sealer: Sealer) -> None:
        self._store = store
        self._sealer = sealer

    @property
    def sealer(self) -> Sealer:
        """For replaying the log into an empty study."""
        return self._sealer

    def row_id(self, kind: str, participant: str) -> str:
        """The id of the one row of this kind a person has; nobody without the key can link it."""
        return self._sealer.row_id_for(kind, participant)

    def put(self, row_id: str, text: str) -> None:
        """Seal text into a row."""
        sealed = self._sealer.seal(row_id, text.encode())
        self._store.sealed.put(SealedRow(row_id, self._sealer.generation, sealed.nonce, sealed.blob))

    def get(self, row_id: str) -> str | None:
        """The text of a row, None where there is none; raises OjmError when it was changed from outside."""
        row = self._store.sealed.get(row_id)
        if row is None:
            return None
        return self._sealer.open(row.id, row.generation, row.nonce, row.blob).decode()

    def read_or_none(self, row_id: str) -> str | None:
        """The text of a row, None where it is gone or does not open: for comparing."""
        try:
            return self.get(row_id)
        except OjmError:
            return None

    def put_value(self, kind: str, participant: str, value: object) -> None:
        """Seal a dataclass as the person's one row of this kind."""
        self.put(self.row_id(kind, participant), to_text(value))

    def get_value(self, kind: str, participant: str, shape: type[T]) -> T | None:
        """Read it back."""
        text = self.get(self.row_id(kind, participant))
        return None if text is None else from_text(text, shape)

    def remove(self, kind: str, participant: str) -> None:
        """Take the person's one row of this kind away."""
        self._store.sealed.remove(self.row_id(kind, participant))


class Study:
    """The open study as edits and queries see it.

    `sequence` is the number the edit being applied will have in the log, `instant` when that was by both clocks.
    While the log `is_done_again`, edits ask nothing that was not asked when they were made: an older log stays whole.
    `incoming` holds kind and octets of a file by its SHA-256 while the edit that names it is applied: the log keeps the
    hash alone. `named_files` are persons and hashes that edits named so far, for verifying after a replay.
    """

    def __init__(self, store: Store, sealer: Sealer | None) -> None:
        self.store = store
        self.sequence = 0
        self.instant = Instant("", 0, 0)
        self.is_done_again = False
        self.incoming: dict[str, tuple[str, bytes]] = {}
        self.named_files: set[tuple[str, str]] = set()
        self._sealed_side = SealedSide(store, sealer) if sealer else None
        self._plan: StudyPlan | None = None
        self._people: dict[str, Participant] = {}

    @property
    def plan(self) -> StudyPlan:
        """The plan, read once until it changes."""
        if self._plan is None:
            self._plan = self.store.plan.get()
        return self._plan

    def put_plan(self, plan: StudyPlan) -> None:
        """Write the plan."""
        self.store.plan.put(plan)
        self._plan = None

    def forget(self) -> None:
        """Drop what was remembered: the transaction around it was rolled back."""
        self._plan = None
        self._people.clear()
        self.store.visits.forget()

    @property
    def sealed_side(self) -> SealedSide:
        """The sealed side; raises NotAllowed for a slot without the identity key."""
        if self._sealed_side is None:
            raise NotAllowed("This key opens the research data only. Nothing was changed; ask a researcher to do this.")
        return self._sealed_side

    @property
    def has_sealed_side(self) -> bool:
        """Whether this slot holds the identity key."""
        return self._sealed_side is not None

    def participant(self, participant: str) -> Participant:
        """The person of that id, read once until they change; raises Refused for an unknown one."""
        known = self._people.get(participant)
        if known is not None:
            return known
        person = self.store.people.get(participant)
        if person is None:
            raise Refused("This person is not in the study any more. Nothing was changed.")
        self._people[participant] = person
        return person

    def take_in(self, participant: str, digest: str) -> None:
        """Keep the file that an edit names, where its octets have come with it."""
        self.named_files.add((participant, digest))
        if digest in self.incoming:
            kind, octets = self.incoming[digest]
            self.store.files.put(participant, digest, kind, octets)

    def put_participant(self, person: Participant) -> None:
        """Write a person's row."""
        self._people.pop(person.id, None)
        self.store.people.put(person)

    def remove_participant(self, participant: str) -> None:
        """Take a person's rows away."""
        self._people.pop(participant, None)
        self.store.people.remove(participant)
