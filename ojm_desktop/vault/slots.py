"""Key slots: each an X25519 pair whose private key only the slot's own secret frees.

A slot keeps two secrets under its lock: its private key and the table key. The table key is the same in every slot of a
study; it is mixed into each sealing of data keys. Public keys lie in clear, so without it anybody who can write to the
folder could seal keys of their own choosing to a slot and have a study opened that they can read.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from ojm_desktop.domain.canonical import canonical
from ojm_desktop.vault import kdf
from ojm_desktop.vault.errors import KeyFileAltered, NotEnoughMemory
from ojm_desktop.vault.keys import KEY_OCTETS, KEYS_OF, DataKeys, KeyName, Kind, Role

FORMAT = 1
SUITE = "x25519-hkdf-sha256-aes-256-gcm"
TAG_OCTETS = 16
SEALED_OCTETS = KEY_OCTETS + TAG_OCTETS
LockName = Literal["argon2id", "hkdf-sha256", "x25519"]
LOCK_OF: dict[Kind, LockName] = {"passphrase": "argon2id", "recovery": "hkdf-sha256", "office": "x25519"}
SALT_OCTETS_OF: dict[LockName, int] = {"argon2id": kdf.SALT_OCTETS, "hkdf-sha256": 32, "x25519": 32}
KEPT_OCTETS_OF: dict[LockName, int] = {
    "argon2id": 2 * KEY_OCTETS + TAG_OCTETS,
    "hkdf-sha256": 2 * KEY_OCTETS + TAG_OCTETS,
    "x25519": KEY_OCTETS + TAG_OCTETS,
}


@dataclass(frozen=True)
class Lock:
    """How a slot's secret becomes the key that frees it. `salt` is the ephemeral public key if the lock is x25519."""

    name: LockName
    salt: bytes
    parameters: kdf.Parameters | None = None


@dataclass(frozen=True)
class SealedKey:
    """One data key sealed to a slot's public key."""

    generation: int
    key: KeyName
    ephemeral: bytes
    blob: bytes


@dataclass(frozen=True)
class Held:
    """What a slot's secret frees."""

    private: X25519PrivateKey = field(repr=False)
    table_key: bytes = field(repr=False)


@dataclass(frozen=True)
class Slot:
    """One way in. Everything but `kept` and `sealed` is authenticated by the slot's own secret."""

    id: str
    kind: Kind
    role: Role
    label: str
    public: bytes
    lock: Lock
    kept: bytes
    sealed: tuple[SealedKey, ...]


def with_passphrase(
    slot: tuple[str, str, Role, str], secret: bytes, parameters: kdf.Parameters, table_key: bytes
) -> Slot:
    """A slot without data keys, freed by a passphrase. `slot` is study id, slot id, role, label."""
    salt = secrets.token_bytes(kdf.SALT_OCTETS)
    lock = Lock("argon2id", salt, parameters)
    return _with_own_pair(slot, "passphrase", lock, stretch(secret, lock), table_key)


def with_recovery(slot: tuple[str, str, Role, str], secret: bytes, table_key: bytes) -> Slot:
    """A slot without data keys, freed by a recovery key."""
    lock = Lock("hkdf-sha256", secrets.token_bytes(SALT_OCTETS_OF["hkdf-sha256"]))
    return _with_own_pair(slot, "recovery", lock, secret, table_key)


def with_office(slot: tuple[str, str, Role, str], public: bytes, table_key: bytes) -> Slot:
    """A slot without data keys whose private key is held elsewhere. ValueError if `public` is no usable X25519 key."""
    study_id, slot_id, role, label = slot
    ephemeral = X25519PrivateKey.generate()
    lock = Lock("x25519", ephemeral.public_key().public_bytes_raw())
    made = Slot(slot_id, "office", role, label, public, lock, b"", ())
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(public))
    return _keeping(made, study_id, shared, table_key)


def stretch(secret: bytes, lock: Lock) -> bytes:
    """A passphrase made expensive. Raises NotEnoughMemory."""
    if lock.parameters is None:
        raise ValueError(f"a lock of kind {lock.name} stretches nothing")
    try:
        return kdf.derive(secret, lock.salt, lock.parameters)
    except MemoryError as error:
        raise NotEnoughMemory(lock.parameters.memory_kib // kdf.MIB) from error


def free(slot: Slot, study_id: str, secret: bytes) -> Held | None:
    """What the slot keeps, for a stretched passphrase, recovery secret or office private key; None if it is wrong."""
    try:
        if slot.lock.name == "x25519":
            private = X25519PrivateKey.from_private_bytes(secret)
            shared = private.exchange(X25519PublicKey.from_public_bytes(slot.lock.salt))
            return Held(private, _kept(slot, study_id, shared))
        kept = _kept(slot, study_id, secret)
    except (InvalidTag, ValueError):  # a ValueError is an exchange with a public key that was made to be degenerate
        return None
    return Held(X25519PrivateKey.from_private_bytes(kept[:KEY_OCTETS]), kept[KEY_OCTETS:])


def sealed_to(slot: Slot, study_id: str, generation: int, keys: DataKeys, table_key: bytes) -> tuple[SealedKey, ...]:
    """The data keys this slot's role may hold, sealed to its public key; needs nothing of the slot's owner."""
    names = KEYS_OF[slot.role]
    return tuple(_seal_key(slot, study_id, generation, name, keys.named(name), table_key) for name in names)


def unseal(slot: Slot, study_id: str, generation: int, held: Held) -> DataKeys:
    """One generation's keys. Raises KeyFileAltered if they were not sealed by a holder of a slot of this study."""
    found: dict[str, bytes] = {}
    for sealed in slot.sealed:
        if sealed.generation != generation:
            continue
        try:
            shared = held.private.exchange(X25519PublicKey.from_public_bytes(sealed.ephemeral))
            key, nonce = _expand(shared, held.table_key, b"sealed key" + sealed.ephemeral + slot.public)
            bound = _key_bound(slot, study_id, generation, sealed.key)
            found[sealed.key] = AESGCM(key).decrypt(nonce, sealed.blob, bound)
        except (InvalidTag, ValueError) as error:
            raise KeyFileAltered from error
    return DataKeys(found["study"], found.get("identity"), found.get("link"))


def header(slot: Slot, study_id: str) -> bytes:
    """What the slot's lock authenticates: change any of it, the cost included, and the secret opens no more (K3)."""
    parameters = slot.lock.parameters
    cost = [parameters.memory_kib, parameters.passes, parameters.lanes] if parameters else []
    return canonical(
        {
            "cost": cost,
            "format": FORMAT,
            "id": slot.id,
            "kind": slot.kind,
            "label": slot.label,
            "lock": slot.lock.name,
            "public": slot.public.hex(),
            "role": slot.role,
            "salt": slot.lock.salt.hex(),
            "study": study_id,
            "suite": SUITE,
        }
    ).encode()


def _with_own_pair(slot: tuple[str, str, Role, str], kind: Kind, lock: Lock, secret: bytes, table_key: bytes) -> Slot:
    study_id, slot_id, role, label = slot
    private = X25519PrivateKey.generate()
    made = Slot(slot_id, kind, role, label, private.public_key().public_bytes_raw(), lock, b"", ())
    return _keeping(made, study_id, secret, private.private_bytes_raw() + table_key)


def _keeping(slot: Slot, study_id: str, secret: bytes, plain: bytes) -> Slot:
    key, nonce = _expand(secret, slot.lock.salt, b"slot")
    kept = AESGCM(key).encrypt(nonce, plain, header(slot, study_id))
    return Slot(slot.id, slot.kind, slot.role, slot.label, slot.public, slot.lock, kept, slot.sealed)


def _kept(slot: Slot, study_id: str, secret: bytes) -> bytes:
    key, nonce = _expand(secret, slot.lock.salt, b"slot")
    return AESGCM(key).decrypt(nonce, slot.kept, header(slot, study_id))


def _seal_key(slot: Slot, study_id: str, generation: int, name: KeyName, secret: bytes, table_key: bytes) -> SealedKey:
    ephemeral = X25519PrivateKey.generate()
    public = ephemeral.public_key().public_bytes_raw()
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(slot.public))
    key, nonce = _expand(shared, table_key, b"sealed key" + public + slot.public)
    blob = AESGCM(key).encrypt(nonce, secret, _key_bound(slot, study_id, generation, name))
    return SealedKey(generation, name, public, blob)


def _key_bound(slot: Slot, study_id: str, generation: int, name: KeyName) -> bytes:
    where = {"format": FORMAT, "study": study_id, "suite": SUITE}
    return canonical({**where, "generation": generation, "key": name, "slot": slot.id}).encode()


def _expand(secret: bytes, salt: bytes, purpose: bytes) -> tuple[bytes, bytes]:
    """A 32-byte key and a 12-byte nonce; each key encrypts once only, as salt or ephemeral key is fresh each time."""
    octets = HKDF(algorithm=SHA256(), length=44, salt=salt, info=b"OJM Desktop 1 " + purpose).derive(secret)
    return octets[:32], octets[32:]
