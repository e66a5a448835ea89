"""Changing who has a way into an open study: people, the recovery sheet, the office (K5-K8; security: keys).

In two steps, because deriving a key takes a second: `prepare_*` only reads and may run in a worker, `put` writes on the
session's thread, first into the log, then the key file. Letting somebody in is done then. What takes a way out gives
the study new data keys: the key file holds both generations from `put` on, and the database follows when the study is
closed (`backups.close`), or at the next opening where that was interrupted. So nothing is re-encrypted under an open
page, and answers, drafts and undo are what they are over every lock. The window locks after such a change.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ojm_desktop.domain.errors import OjmError, Refused
from ojm_desktop.service import keys
from ojm_desktop.service.edits import AddKey, ChangePassphrase, Edit, RemoveKey, ReplaceRecovery, TryRecovery
from ojm_desktop.service.session import Place, Session
from ojm_desktop.service.studies import calibrated
from ojm_desktop.store.folder import write_file
from ojm_desktop.vault import kdf, keyfile, passphrase, recovery, rotation
from ojm_desktop.vault.errors import WrongRecoveryKey
from ojm_desktop.vault.keyfile import SlotSummary
from ojm_desktop.vault.keys import Opened, Role
from ojm_desktop.vault.recovery import RecoveryKey


@dataclass(frozen=True)
class KeyChange:
    """A new key file, made from `before` and written nowhere yet, and the record of it.

    `begun` holds the keys of both generations where the study gets new ones, `sheet` a new recovery key to print.
    """

    before: bytes = field(repr=False)
    file: bytes = field(repr=False)
    record: Edit
    begun: Opened | None = field(repr=False, default=None)
    sheet: RecoveryKey | None = field(repr=False, default=None)


def prepare_person(
    place: Place, label: str, role: Role, words: str, parameters: kdf.Parameters | None = None
) -> KeyChange:
    """Let somebody in with a passphrase of their own. Raises WeakPassphrase, SamePassphrase, SlotRefused, Refused."""
    before = _before(place)
    label = _unused(before, label)
    passphrase.check(words, study_words=[place.folder.path.stem, label], user_name="")
    keys.check_is_another(before, words)
    file = rotation.add_passphrase_slot(before, place.opened, words, parameters or calibrated(), role, label)
    change = _added(before, file)
    assert isinstance(change.record, AddKey)
    _check_opens(place, file, words, change.record.slot)
    return change


def prepare_office(place: Place, label: str, public: bytes) -> KeyChange:
    """Let the office in with the X25519 public key whose private half it keeps (K5). Raises SlotRefused, Refused."""
    before = _before(place)
    return _added(before, rotation.add_office_slot(before, place.opened, public, _unused(before, label)))


def prepare_passphrase(place: Place, words: str, parameters: kdf.Parameters | None = None) -> KeyChange:
    """A new passphrase for the key that is open, or for the researcher's where the recovery sheet or office opened it.

    Raises WeakPassphrase, SamePassphrase, SlotRefused.
    """
    before = _before(place)
    opened = place.opened
    slot = opened.slot_id if opened.kind == "passphrase" else keys.researcher_slot(before)
    passphrase.check(words, study_words=[place.folder.path.stem], user_name="")
    keys.check_is_another(before, words)
    begun = rotation.change_passphrase(before, opened, words, parameters or calibrated(), slot_id=slot)
    _check_opens(place, begun.file, words, slot)
    return KeyChange(before, begun.file, ChangePassphrase(slot=slot, opened_by=opened.slot_id), begun.opened)


def prepare_removal(place: Place, slot_id: str) -> KeyChange:
    """Take a way in out. Raises SlotRefused for the key in use and the last of its kind."""
    before = _before(place)
    begun = rotation.remove_slot(before, place.opened, slot_id)
    gone = next(slot for slot in keyfile.summaries(before) if slot.slot_id == slot_id)
    return KeyChange(before, begun.file, RemoveKey(slot=slot_id, label=gone.label), begun.opened)


def prepare_sheet(place: Place) -> KeyChange:
    """A new recovery sheet in the place of every older one; nothing counts before it is on paper and `put`."""
    before = _before(place)
    begun, sheet = rotation.replace_recovery(before, place.opened)
    (new,) = (slot for slot in keyfile.summaries(begun.file) if slot.kind == "recovery")
    keyfile.open_with_recovery(begun.file, place.opened.study_id, sheet)
    return KeyChange(before, begun.file, ReplaceRecovery(slot=new.slot_id), begun.opened, sheet)


def put(session: Session, change: KeyChange) -> None:
    """Log the change and write the key file. Raises Refused where the keys changed since it was prepared."""
    place = _place(session)
    if _before(place) != change.before:
        raise Refused("The keys of this study changed meanwhile. Nothing was changed; look at the list and try again.")
    session.do(change.record)
    write_file(place.folder.keys_previous, change.before)
    write_file(place.folder.keys, change.file)
    session.begun = change.begun


def try_sheet(session: Session, text: str) -> bool:
    """Whether the groups of a recovery sheet open this study, logged either way.

    Raises RecoveryKeyMistyped, which names the group; then nothing was tried and nothing is logged.
    """
    place = _place(session)
    key = recovery.parse(text)
    try:
        keyfile.open_with_recovery(_before(place), place.opened.study_id, key)
    except WrongRecoveryKey:
        opens = False
    else:
        opens = True
    session.do(TryRecovery(opens=opens))
    return opens


def named(place: Place, who: str) -> SlotSummary:
    """The one key of this label, or of an id that begins so (8 digits or more). Raises Refused."""
    found = [
        slot
        for slot in keys.slots(place.folder)
        if slot.label == who or (len(who) >= 8 and slot.slot_id.startswith(who))
    ]
    if len(found) != 1:
        raise Refused(f"There is no one key called {who}. Nothing was changed; look at the list of keys.")
    return found[0]


def _check_opens(place: Place, file: bytes, words: str, slot: str) -> None:
    """The new file is opened once with what was typed before it counts: nobody finds out with the old one gone."""
    if keyfile.open_with_passphrase(file, place.opened.study_id, words).slot_id != slot:
        raise OjmError("The new key does not open the study as it should. Nothing was changed; try again.")


def _added(before: bytes, file: bytes) -> KeyChange:
    known = {slot.slot_id for slot in keyfile.summaries(before)}
    (new,) = (slot for slot in keyfile.summaries(file) if slot.slot_id not in known)
    return KeyChange(before, file, AddKey(slot=new.slot_id, kind=new.kind, role=new.role, label=new.label))


def _unused(before: bytes, label: str) -> str:
    """The label as it will stand in the list; two keys of one label could not be told apart in the log."""
    label = label.strip()
    if any(slot.label == label for slot in keyfile.summaries(before)):
        raise Refused(f"There is a key called {label} already. Nothing was changed; choose another name.")
    return label


def _before(place: Place) -> bytes:
    return place.folder.keys.read_bytes()


def _place(session: Session) -> Place:
    if session.place is None:
        raise OjmError("This study has no folder, so it has no keys. Nothing was changed.")
    return session.place
