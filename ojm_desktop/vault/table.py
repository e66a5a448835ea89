"""The key file as bytes: canonical JSON, its check sum, and the HMAC over the slots (K3, K9).

Exactly one byte string stands for one table: after reading, the table is written again and compared, so a byte that
changes nothing in the meaning is refused as well. Every version of the format keeps the outermost rule: `sha256` covers
the canonical JSON of everything else, and `table.format` is a whole number.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from ojm_desktop.domain.canonical import canonical
from ojm_desktop.vault import kdf
from ojm_desktop.vault.errors import KeyFileAltered, KeyFileDamaged, KeyFileNewer
from ojm_desktop.vault.fields import Fields, Malformed
from ojm_desktop.vault.keys import KEY_OCTETS, KEYS_OF, DataKeys
from ojm_desktop.vault.slots import (
    FORMAT,
    KEPT_OCTETS_OF,
    LOCK_OF,
    SALT_OCTETS_OF,
    SEALED_OCTETS,
    SUITE,
    Lock,
    SealedKey,
    Slot,
)

LARGEST_FILE = 256 * 1024
MOST_SLOTS = 16
MOST_WORK = 40 * 1024 * kdf.MIB
"""KiB times passes over all passphrase slots together: a made-up file cannot keep a laptop busy for longer (K3)."""
LONGEST_LABEL = 80


@dataclass(frozen=True)
class KeyTable:
    """A key file: which study, which generations (two while rotating, each with its mac), and who has a way in."""

    study_id: str
    generations: tuple[int, ...]
    slots: tuple[Slot, ...]
    macs: tuple[bytes, ...] = ()


def read(file: bytes) -> KeyTable:
    """Reads and bounds everything before any of it is used. Raises KeyFileDamaged or KeyFileNewer."""
    try:
        return _read(file)
    except (Malformed, ValueError, RecursionError) as error:
        raise KeyFileDamaged(str(error) if isinstance(error, Malformed) else "it is not a key file") from error


def write(table: KeyTable, keys: Mapping[int, DataKeys]) -> bytes:
    """The bytes of a key file, signed under the study key of each of its generations."""
    macs = [_mac(table, keys[generation].study).hex() for generation in table.generations]
    return _with_checksum({"macs": macs, "table": _plain(table)})


def check_macs(table: KeyTable, keys: Mapping[int, DataKeys]) -> None:
    """Raises KeyFileAltered unless the holder of each generation's study key wrote exactly this table."""
    if set(keys) != set(table.generations):
        raise KeyFileAltered
    if not all(is_signed_with(table, generation, keys[generation].study) for generation in table.generations):
        raise KeyFileAltered


def is_signed_with(table: KeyTable, generation: int, study_key: bytes) -> bool:
    """Whether this generation's HMAC over the table was made with this study key."""
    return hmac.compare_digest(table.macs[table.generations.index(generation)], _mac(table, study_key))


def _read(file: bytes) -> KeyTable:
    if len(file) > LARGEST_FILE:
        raise Malformed("it is far too large")
    whole = json.loads(file, parse_float=_no_number, parse_constant=_no_number)
    if not isinstance(whole, dict) or not isinstance(whole.get("sha256"), str):
        raise Malformed("it is not a key file")
    if _with_checksum({name: value for name, value in whole.items() if name != "sha256"}) != file:
        raise Malformed("its check sum does not match")
    inner = whole.get("table")
    number = inner.get("format") if isinstance(inner, dict) else None
    if type(number) is int and number > FORMAT:
        raise KeyFileNewer(number)
    outer = Fields(whole, ("macs", "sha256", "table"))
    table = _table(Fields(outer.value("table"), ("format", "generations", "slots", "study", "suite")))
    macs = tuple(Fields({"mac": mac}, ("mac",)).octets("mac", 32) for mac in outer.items("macs", most=2))
    if len(macs) != len(table.generations):
        raise Malformed("its generations and its codes differ in number")
    return KeyTable(table.study_id, table.generations, table.slots, macs)


def _table(fields: Fields) -> KeyTable:
    if fields.number("format") != FORMAT or fields.text("suite") != SUITE:
        raise Malformed("it names a cipher that this program never used")
    generations = tuple(Fields({"n": n}, ("n",)).number("n") for n in fields.items("generations", most=2))
    if generations not in ((generations[0],), (generations[0], generations[0] + 1)) or generations[0] < 1:
        raise Malformed("its generations are not in order")
    slots = tuple(_slot(item, generations) for item in fields.items("slots", most=MOST_SLOTS))
    if len({slot.id for slot in slots}) != len(slots):
        raise Malformed("two of its slots have the same id")
    if sum(slot.lock.parameters.work for slot in slots if slot.lock.parameters) > MOST_WORK:
        raise Malformed("opening it would take far too long")
    return KeyTable(fields.octets("study", 16).hex(), generations, slots)


def _slot(value: object, generations: tuple[int, ...]) -> Slot:
    fields = Fields(value, ("id", "kept", "kind", "label", "lock", "public", "role", "sealed"))
    kind = fields.one_of("kind", LOCK_OF)
    role = fields.one_of("role", KEYS_OF)
    name = LOCK_OF[kind]
    expected = [(generation, key) for generation in generations for key in KEYS_OF[role]]
    items = fields.items("sealed", most=len(expected))
    sealed = tuple(_sealed_key(item) for item in items)
    if [(key.generation, key.key) for key in sealed] != expected:
        raise Malformed("a slot holds other keys than its role allows")
    return Slot(
        id=fields.octets("id", 16).hex(),
        kind=kind,
        role=role,
        label=fields.text("label", most=LONGEST_LABEL),
        public=fields.octets("public", KEY_OCTETS),
        lock=_lock(fields.value("lock"), name),
        kept=fields.octets("kept", KEPT_OCTETS_OF[name]),
        sealed=sealed,
    )


def _lock(value: object, expected: str) -> Lock:
    cost = ("lanes", "memory_kib", "passes") if expected == "argon2id" else ()
    fields = Fields(value, ("name", "salt", *cost))
    name = fields.one_of("name", SALT_OCTETS_OF)
    if name != expected:
        raise Malformed("a slot has the lock of another kind")
    parameters = None
    if cost:
        try:
            parameters = kdf.Parameters(fields.number("memory_kib"), fields.number("passes"), fields.number("lanes"))
        except ValueError as error:
            raise Malformed(f"a slot's Argon2 {error}") from error
    return Lock(name, fields.octets("salt", SALT_OCTETS_OF[name]), parameters)


def _sealed_key(value: object) -> SealedKey:
    fields = Fields(value, ("blob", "ephemeral", "generation", "key"))
    return SealedKey(
        fields.number("generation"),
        fields.one_of("key", {"study": 0, "identity": 0, "link": 0}),
        fields.octets("ephemeral", KEY_OCTETS),
        fields.octets("blob", SEALED_OCTETS),
    )


def _plain(table: KeyTable) -> dict[str, object]:
    return {
        "format": FORMAT,
        "generations": list(table.generations),
        "slots": [_plain_slot(slot) for slot in table.slots],
        "study": table.study_id,
        "suite": SUITE,
    }


def _plain_slot(slot: Slot) -> dict[str, object]:
    lock: dict[str, object] = {"name": slot.lock.name, "salt": slot.lock.salt.hex()}
    if slot.lock.parameters:
        cost = slot.lock.parameters
        lock |= {"lanes": cost.lanes, "memory_kib": cost.memory_kib, "passes": cost.passes}
    return {
        "id": slot.id,
        "kept": slot.kept.hex(),
        "kind": slot.kind,
        "label": slot.label,
        "lock": lock,
        "public": slot.public.hex(),
        "role": slot.role,
        "sealed": [
            {"blob": key.blob.hex(), "ephemeral": key.ephemeral.hex(), "generation": key.generation, "key": key.key}
            for key in slot.sealed
        ],
    }


def _mac(table: KeyTable, study_key: bytes) -> bytes:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"OJM Desktop 1 slot table").derive(study_key)
    return hmac.digest(key, canonical(_plain(table)).encode(), "sha256")


def _with_checksum(rest: dict[str, object]) -> bytes:
    checksum = hashlib.sha256(canonical(rest).encode()).hexdigest()
    return canonical({**rest, "sha256": checksum}).encode()


def _no_number(_: str) -> None:
    raise Malformed("it holds a number that is not whole")
