"""Changing who has a way in: new data keys for everything written from then on (K7, K8; security: keys).

The order makes every interruption harmless: slots for both generations, sealed rows, database, old generation dropped.
Whoever opens the study next goes on where it stopped.
"""

from __future__ import annotations

import dataclasses

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.service.rotating import finish_rotation
from ojm_desktop.service.session import Place
from ojm_desktop.service.studies import Unlocked, calibrated
from ojm_desktop.store.folder import StudyFolder, write_file
from ojm_desktop.store.lock import StudyLock
from ojm_desktop.vault import kdf, keyfile, passphrase, rotation
from ojm_desktop.vault.errors import WrongPassphrase
from ojm_desktop.vault.keys import opens_everything


class SamePassphrase(OjmError):
    """The new passphrase is one that opens the study already: whoever knew it would still have a way in."""


def slots(folder: StudyFolder) -> tuple[keyfile.SlotSummary, ...]:
    """Who has a way in, without secrets."""
    return keyfile.summaries(folder.keys.read_bytes())


def is_passphrase(place: Place, words: str) -> bool:
    """Whether these words open all that is open now: what returns from a hidden page. Slow, for a worker thread."""
    try:
        found = keyfile.open_with_passphrase(place.folder.keys.read_bytes(), place.opened.study_id, words)
    except WrongPassphrase:
        return False
    return found.role == place.opened.role


def change_passphrase(unlocked: Unlocked, words: str, parameters: kdf.Parameters | None = None) -> Unlocked:
    """Give the researcher's slot a new passphrase and the study new data keys; the study must be closed.

    Works from the recovery key too. Raises WeakPassphrase, SamePassphrase, AlreadyOpen, SlotRefused with nothing
    changed.
    """
    folder, opened = unlocked.folder, unlocked.opened
    passphrase.check(words, study_words=[folder.path.stem], user_name="")
    with StudyLock(folder.lock):
        # A change that was stopped in the middle is finished first: who comes back with the recovery sheet after a
        # power cut has no other way to open the study.
        opened = finish_rotation(folder, opened)
        content = folder.keys.read_bytes()
        check_is_another(content, words)
        begun = rotation.change_passphrase(
            content, opened, words, parameters or calibrated(), slot_id=researcher_slot(content)
        )
        write_file(folder.keys_previous, content)
        write_file(folder.keys, begun.file)
        finished = finish_rotation(folder, begun.opened)
    return dataclasses.replace(unlocked, opened=finished)


def check_is_another(content: bytes, words: str) -> None:
    """Raise SamePassphrase where these words open a study with this key file already."""
    try:
        keyfile.open_with_passphrase(content, None, words)
    except WrongPassphrase:
        return
    raise SamePassphrase("This passphrase opens the study already. Nothing was changed; choose another one.")


def researcher_slot(content: bytes) -> str:
    """The slot of the researcher's passphrase; raises OjmError where there is none."""
    for slot in keyfile.summaries(content):
        if slot.kind == "passphrase" and opens_everything(slot.role):
            return slot.slot_id
    raise OjmError("No key of this study has a passphrase to change. Nothing was changed.")
