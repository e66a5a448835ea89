"""Withdrawals that a backup is too old to know of: they stand in the study that is restored from it too (W1).

An erasure is told by its ledger. What somebody says at the other levels is told by the old folder alone: as long as it
can be read, nobody who stopped is asked, printed or counted again because a disk was restored.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ojm_desktop.domain.agreement import Consent, ConsentState
from ojm_desktop.domain.clock import parse_utc
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.withdrawal import Level
from ojm_desktop.service.edits import Withdraw
from ojm_desktop.service.log_writer import read
from ojm_desktop.service.study import Study

CANNOT: Final = (
    "Somebody withdrew after that backup, and this key cannot read what they said. Nothing was restored; ask a "
    "researcher to restore it."
)
UNREAD: Final = "not readable any more"
Standing = Mapping[str, Withdraw]
"""The newest withdrawal by participant."""


class WithdrewSince(OjmError):
    """A key without the sealed side would restore a copy in which somebody takes part who has withdrawn."""


def withdrawn(study: Study, sequence: int) -> dict[str, Withdraw]:
    """Whose withdrawal stands, as it was recorded. Raises WithdrewSince for one after event `sequence` that this key
    cannot read.
    """
    if "level" not in study.store.columns_of("consents"):
        return {}  # older than withdrawals
    newest = study.store.consents.newest_of_all().values()
    standing = [each for each in newest if each.state is ConsentState.WITHDRAWN]
    if not study.has_sealed_side:
        if any(each.event > sequence for each in standing):
            raise WithdrewSince(CANNOT)
        return {}
    return {each.participant: _recorded(study, each) for each in standing}


def missing(study: Study, standing: Standing) -> tuple[Withdraw, ...]:
    """Those that this study does not know of, of people whom it knows."""
    consents, people = study.store.consents, study.store.people
    return tuple(
        each
        for participant, each in standing.items()
        if people.get(participant) is not None
        and ((known := consents.newest(participant)) is None or known.level < each.level.value)
    )


def _recorded(study: Study, consent: Consent) -> Withdraw:
    """What was recorded; of what is damaged the level, which stands in the clear, on the day of the event."""
    event = study.store.log.event(consent.event)
    try:
        opened = read(study, event) if event is not None else None
    except OjmError:
        opened = None
    if opened is not None and isinstance(opened.entry.edit, Withdraw):
        return opened.entry.edit
    day = parse_utc(event.utc if event is not None else consent.signed_at).date()
    return Withdraw(participant=consent.participant, level=Level(consent.level), said_on=day, told_to=UNREAD)
