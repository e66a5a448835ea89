"""Showing who somebody is: the one way to a name, for whoever types the passphrase again (W9).

Taking a signature, an attempt to reach somebody or a disclosure needs none of this: they write what they are told.
"""

from __future__ import annotations

from typing import Final

from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.participant import Identity
from ojm_desktop.service.edits import RefuseName, ShowName
from ojm_desktop.service.edits.sealed_kinds import IDENTITY
from ojm_desktop.service.session import Place, Session
from ojm_desktop.vault import keyfile
from ojm_desktop.vault.errors import WrongPassphrase
from ojm_desktop.vault.keys import opens_everything

WRONG: Final = "This is not the passphrase that opened the study. Nothing was shown; the log keeps the try."


class NamesClosed(Refused):
    """A name was asked for without the passphrase typed again, or after its time was over."""


def check_try(session: Session) -> None:
    """Raise NamesClosed while a wrong passphrase makes the next try wait."""
    left = session.names.seconds_to_wait(session.clock.now())
    if left:
        raise NamesClosed(f"That was wrong several times. Nothing was shown; the next try is taken in {left} s.")


def is_asked(session: Session) -> bool:
    """Whether the passphrase has to be typed first: not within its minutes, and not of made-up people."""
    return not (session.plan.is_practice or session.place is None or session.names.is_open(session.clock.now()))


def proves(place: Place, words: str) -> bool:
    """Whether this passphrase is of the key that opened the study. Slow, for a worker thread.

    Where the recovery sheet or the office opened it, which have none, any passphrase that opens everything does.
    """
    try:
        found = keyfile.open_with_passphrase(place.folder.keys.read_bytes(), place.opened.study_id, words)
    except WrongPassphrase:
        return False
    if place.opened.kind == "passphrase":
        return found.slot_id == place.opened.slot_id
    return opens_everything(found.role)


def let(session: Session, is_proved: bool) -> None:
    """Open the names for some minutes, or refuse: logged, and the next try waits. Raises NamesClosed."""
    now = session.clock.now()
    if is_proved:
        session.names.open(now)
        return
    session.names.failed(now)
    session.do(RefuseName())
    raise NamesClosed(WRONG)


def show(session: Session, participant: str) -> Identity:
    """Name and contact, empty where none were given; logged before it is shown. Raises NamesClosed, NotAllowed."""
    if is_asked(session):
        raise NamesClosed("Names are shown once the passphrase is typed again. Nothing was shown.")
    side = session.study.sealed_side
    session.do(ShowName(participant=participant))
    session.names.shown.add(participant)
    return side.get_value(IDENTITY, participant, Identity) or Identity("", "")


def still(session: Session, participant: str) -> Identity:
    """The same drawn again within its minutes, as after an undo: no other showing. Raises NamesClosed."""
    if is_asked(session) or participant not in session.names.shown:
        raise NamesClosed("This name is not open any more. Nothing was shown.")
    return session.study.sealed_side.get_value(IDENTITY, participant, Identity) or Identity("", "")
