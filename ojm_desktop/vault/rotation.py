"""Changing who has a way in, and the new keys that go with it (K5, K7).

A new passphrase, a new recovery sheet and a person taken out each begin a rotation: new data keys, sealed to every slot
that stays, beside the old ones. The store then re-encrypts the sealed rows, rekeys, reopens with the new ones, and only
then is the old one dropped with `end`. Interrupted anywhere, the file holds both generations and whoever opens it
goes on. Nobody else's secret is needed. Letting somebody in needs no new keys. Every function returns a new file; none
writes one.
"""

from __future__ import annotations

import dataclasses
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ojm_desktop.vault import keyfile, slots, table
from ojm_desktop.vault.errors import ForeignKeyFile, SlotRefused
from ojm_desktop.vault.kdf import Parameters
from ojm_desktop.vault.keys import DataKeys, Opened, Role, fresh, opens_everything
from ojm_desktop.vault.recovery import RecoveryKey
from ojm_desktop.vault.slots import Slot
from ojm_desktop.vault.table import KeyTable


@dataclass(frozen=True)
class Rotation:
    """A key file with two generations, and the same opening extended by the new one."""

    file: bytes = field(repr=False)
    opened: Opened


def change_passphrase(
    file: bytes, opened: Opened, passphrase: str, parameters: Parameters, *, slot_id: str | None = None
) -> Rotation:
    """A new pair under a new passphrase for a slot (default: the one that opened), and a rotation begun (K7).

    The slot keeps its id, role and label, so the log still names the same person. Raises WeakPassphrase, SlotRefused.
    """
    found = _writable(file, opened)
    old = _slot(found, slot_id or opened.slot_id)
    if old.kind != "passphrase":
        raise SlotRefused("This key has no passphrase to change. Nothing was changed; choose a person's key.")
    new = keyfile.passphrase_slot(
        opened.study_id, old.id, old.role, old.label, passphrase, parameters, opened.table_key
    )
    return _begin(opened, tuple(new if slot.id == old.id else slot for slot in found.slots))


def replace_recovery(file: bytes, opened: Opened) -> tuple[Rotation, RecoveryKey]:
    """A new recovery key in the place of all old ones, and a rotation begun: the old sheet opens no new data."""
    found = _writable(file, opened)
    key, new = keyfile.recovery_slot(opened.study_id, secrets.token_hex(16), opened.table_key)
    return _begin(opened, (*(slot for slot in found.slots if slot.kind != "recovery"), new)), key


def remove_slot(file: bytes, opened: Opened, slot_id: str) -> Rotation:
    """Takes a way in out, and begins a rotation. Raises SlotRefused for the slot in use or the last of its kind."""
    found = _writable(file, opened)
    gone = _slot(found, slot_id)
    if gone.id == opened.slot_id:
        raise SlotRefused("You opened the study with this key. Nothing was changed; somebody else has to take it out.")
    staying = tuple(slot for slot in found.slots if slot.id != gone.id)
    missing = left_without(staying)
    if missing:
        raise SlotRefused(f"The study would be left without a {missing}. Nothing was changed; add another first.")
    return _begin(opened, staying)


def left_without(staying: Iterable[Slot | keyfile.SlotSummary]) -> str:
    """What a study with these slots alone would lack, in words; empty where nobody could be locked out of it."""
    kinds = {slot.kind for slot in staying if opens_everything(slot.role)}
    needed = (("passphrase", "passphrase that opens everything"), ("recovery", "recovery key"))
    return next((words for kind, words in needed if kind not in kinds), "")


def add_passphrase_slot(
    file: bytes, opened: Opened, passphrase: str, parameters: Parameters, role: Role, label: str
) -> bytes:
    """Lets another person in with a passphrase of their own. Raises WeakPassphrase, SlotRefused."""
    named = (opened.study_id, secrets.token_hex(16), role, label)
    new = keyfile.passphrase_slot(*named, passphrase, parameters, opened.table_key)
    return _with(file, opened, new)


def add_office_slot(file: bytes, opened: Opened, public: bytes, label: str) -> bytes:
    """Lets the office in with the X25519 key whose private half it keeps (K5). Raises SlotRefused."""
    keyfile.check_label(label)
    try:
        new = slots.with_office((opened.study_id, secrets.token_hex(16), "researcher", label), public, opened.table_key)
    except ValueError as error:
        raise SlotRefused("This is not an office key (32 bytes of X25519). Nothing was changed.") from error
    return _with(file, opened, new)


def end(file: bytes, opened: Opened) -> Rotation:
    """Drops every generation but the newest, once the database was reopened with it. Again changes nothing."""
    found = _checked(file, opened)
    newest = found.generations[-1]
    keys = {newest: opened.keys[newest]}
    kept = tuple(
        dataclasses.replace(slot, sealed=tuple(key for key in slot.sealed if key.generation == newest))
        for slot in found.slots
    )
    ended = table.write(KeyTable(found.study_id, (newest,), kept), keys)
    return Rotation(ended, dataclasses.replace(opened, generation=newest, keys=keys))


def _begin(opened: Opened, staying: tuple[Slot, ...]) -> Rotation:
    generation = opened.generation + 1
    keys = {**opened.keys, generation: fresh(opened.current.link)}
    return Rotation(_written(opened, staying, keys), dataclasses.replace(opened, generation=generation, keys=keys))


def _with(file: bytes, opened: Opened, new: Slot) -> bytes:
    found = _writable(file, opened)
    if len(found.slots) >= table.MOST_SLOTS:
        raise SlotRefused(f"A study has at most {table.MOST_SLOTS} keys. Nothing was changed; take one out first.")
    return _written(opened, (*found.slots, new), opened.keys)


def _written(opened: Opened, staying: Iterable[Slot], keys: Mapping[int, DataKeys]) -> bytes:
    """The file with all these generations sealed to all these slots, refused if it could not be read again."""
    made = tuple(keyfile.holding(slot, opened.study_id, keys, opened.table_key) for slot in staying)
    work = sum(slot.lock.parameters.work for slot in made if slot.lock.parameters)
    if work > table.MOST_WORK:
        raise SlotRefused("Trying all passphrases would take too long. Nothing was changed; take a key out first.")
    return table.write(KeyTable(opened.study_id, tuple(sorted(keys)), made), keys)


def _checked(file: bytes, opened: Opened) -> KeyTable:
    """The table, believed only if it is this study's and signed under the keys in hand."""
    found = table.read(file)
    if found.study_id != opened.study_id:
        raise ForeignKeyFile
    table.check_macs(found, opened.keys)
    return found


def _writable(file: bytes, opened: Opened) -> KeyTable:
    """The same, for somebody who may change it, with no rotation under way."""
    if not opens_everything(opened.role):
        raise SlotRefused(
            "Only a key that opens everything may change the keys. Nothing was changed; ask a researcher."
        )
    if len(table.read(file).generations) > 1:
        raise SlotRefused(
            "The last change of keys is finished when the study is closed. Nothing was changed; lock it and open it "
            "again first."
        )
    return _checked(file, opened)


def _slot(found: KeyTable, slot_id: str) -> Slot:
    for slot in found.slots:
        if slot.id == slot_id:
            return slot
    raise SlotRefused("This key is no longer in the study. Nothing was changed; look at the list again.")
