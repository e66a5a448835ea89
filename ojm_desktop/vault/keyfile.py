"""Making a study's key file and opening it, by passphrase, by recovery key or by the office's key (K3-K5).

Bytes in, bytes out: where the file lies, and that it is written anew, synced and renamed, is the store's business.
"""

from __future__ import annotations

import dataclasses
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ojm_desktop.vault import passphrase as passphrases
from ojm_desktop.vault import recovery, slots, table
from ojm_desktop.vault.errors import ForeignKeyFile, SlotRefused, WrongOfficeKey, WrongPassphrase, WrongRecoveryKey
from ojm_desktop.vault.kdf import Parameters
from ojm_desktop.vault.keys import KEY_OCTETS, DataKeys, Kind, Opened, Role, fresh
from ojm_desktop.vault.recovery import RecoveryKey
from ojm_desktop.vault.slots import Held, Slot
from ojm_desktop.vault.table import KeyTable

__all__ = [
    "Created",
    "DataKeys",
    "Opened",
    "SlotSummary",
    "create",
    "open_with_office",
    "open_with_passphrase",
    "open_with_recovery",
    "study_of",
    "summaries",
    "verify_table",
]

FIRST_GENERATION = 1
RECOVERY_LABEL = "Recovery sheet"


@dataclass(frozen=True)
class Created:
    """A new key file, the recovery key to print (kept nowhere else), and the study as its first slot opens it."""

    file: bytes = field(repr=False)
    recovery: RecoveryKey
    opened: Opened

    @property
    def keys(self) -> DataKeys:
        """The keys of the first generation."""
        return self.opened.current


@dataclass(frozen=True)
class SlotSummary:
    """A slot as the page of people and keys shows it; holds no secret and needs none."""

    slot_id: str
    kind: Kind
    role: Role
    label: str
    parameters: Parameters | None


def create(study_id: str, passphrase: str, parameters: Parameters, label: str) -> Created:
    """A key file with two slots that open everything: this passphrase, and a new recovery key.

    `study_id` is 32 lower-case hex digits. Raises WeakPassphrase below the shortest length (call passphrase.check
    first for the rest), SlotRefused for a label that is empty, too long or unprintable.
    """
    table_key = secrets.token_bytes(KEY_OCTETS)
    keys = {FIRST_GENERATION: fresh()}
    first = passphrase_slot(study_id, secrets.token_hex(16), "researcher", label, passphrase, parameters, table_key)
    key, second = recovery_slot(study_id, secrets.token_hex(16), table_key)
    made = tuple(holding(slot, study_id, keys, table_key) for slot in (first, second))
    file = table.write(KeyTable(study_id, (FIRST_GENERATION,), made), keys)
    table.read(file)  # refuses a study id that could never be read again
    return Created(file, key, _opened(study_id, first, FIRST_GENERATION, keys, table_key))


def open_with_passphrase(file: bytes, study_id: str | None, passphrase: str) -> Opened:
    """Opens with a passphrase; every passphrase slot is tried, each at its full cost (K4).

    `study_id` is what the database says; None only where there is no database to ask. Raises KeyFileDamaged,
    KeyFileAltered, KeyFileNewer, ForeignKeyFile, WrongPassphrase or NotEnoughMemory.
    """
    found = _read(file, study_id)
    secret = passphrases.octets(passphrase)
    return _open(found, "passphrase", lambda slot: slots.stretch(secret, slot.lock), WrongPassphrase)


def open_with_recovery(file: bytes, study_id: str | None, key: RecoveryKey) -> Opened:
    """Opens with the printed recovery key. Raises as open_with_passphrase does, with WrongRecoveryKey."""
    return _open(_read(file, study_id), "recovery", lambda _: key.secret, WrongRecoveryKey)


def open_with_office(file: bytes, study_id: str | None, private: bytes) -> Opened:
    """Opens with the 32-byte X25519 private key the office keeps. Raises as the others do, with WrongOfficeKey."""
    return _open(_read(file, study_id), "office", lambda _: private, WrongOfficeKey)


def verify_table(file: bytes, study_key: bytes) -> bool:
    """Whether the holder of this study key wrote exactly these slots. Raises KeyFileDamaged or KeyFileNewer."""
    found = table.read(file)
    return any(table.is_signed_with(found, generation, study_key) for generation in found.generations)


def study_of(file: bytes) -> str:
    """The id of the study a whole key file belongs to. Raises KeyFileDamaged or KeyFileNewer."""
    return table.read(file).study_id


def summaries(file: bytes) -> tuple[SlotSummary, ...]:
    """Who has a way in. Only to be believed after opening, which checks it. Raises KeyFileDamaged or KeyFileNewer."""
    return tuple(
        SlotSummary(slot.id, slot.kind, slot.role, slot.label, slot.lock.parameters) for slot in table.read(file).slots
    )


def passphrase_slot(
    study_id: str,
    slot_id: str,
    role: Role,
    label: str,
    passphrase: str,
    parameters: Parameters,
    table_key: bytes,
) -> Slot:
    """A slot without data keys. Raises WeakPassphrase or SlotRefused."""
    passphrases.check_length(passphrase)
    check_label(label)
    named = (study_id, slot_id, role, label)
    return slots.with_passphrase(named, passphrases.octets(passphrase), parameters, table_key)


def recovery_slot(study_id: str, slot_id: str, table_key: bytes) -> tuple[RecoveryKey, Slot]:
    """A new recovery key and its slot, without data keys yet."""
    key = recovery.new()
    return key, slots.with_recovery((study_id, slot_id, "researcher", RECOVERY_LABEL), key.secret, table_key)


def check_label(label: str) -> None:
    """Raises SlotRefused unless the label can stand in a list of people and keys."""
    if not label.strip() or len(label) > table.LONGEST_LABEL or not label.isprintable():
        raise SlotRefused(
            f"A key needs a label of 1 to {table.LONGEST_LABEL} printable characters. "
            "Nothing was changed; choose another."
        )


def holding(slot: Slot, study_id: str, keys: Mapping[int, DataKeys], table_key: bytes) -> Slot:
    """The slot with the keys of all these generations sealed to it."""
    sealed = tuple(
        key
        for generation in sorted(keys)
        for key in slots.sealed_to(slot, study_id, generation, keys[generation], table_key)
    )
    return dataclasses.replace(slot, sealed=sealed)


def _read(file: bytes, study_id: str | None) -> KeyTable:
    found = table.read(file)
    if study_id is not None and found.study_id != study_id:
        raise ForeignKeyFile
    return found


def _open(
    found: KeyTable,
    kind: Kind,
    secret_for: Callable[[Slot], bytes],
    wrong: type[WrongPassphrase] | type[WrongRecoveryKey] | type[WrongOfficeKey],
) -> Opened:
    for slot in found.slots:
        if slot.kind != kind:
            continue
        held = slots.free(slot, found.study_id, secret_for(slot))
        if held is not None:
            return _open_slot(found, slot, held)
    raise wrong


def _open_slot(found: KeyTable, slot: Slot, held: Held) -> Opened:
    keys = {number: slots.unseal(slot, found.study_id, number, held) for number in found.generations}
    table.check_macs(found, keys)
    return _opened(found.study_id, slot, found.generations[-1], keys, held.table_key)


def _opened(study_id: str, slot: Slot, generation: int, keys: Mapping[int, DataKeys], table_key: bytes) -> Opened:
    return Opened(study_id, slot.id, slot.kind, slot.role, slot.label, generation, dict(keys), table_key)
