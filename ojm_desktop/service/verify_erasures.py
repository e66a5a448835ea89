"""What verifying asks about erasures: that each is whole, and that every ledger in reach tells of it (W2, W4, W5)."""

from __future__ import annotations

from collections.abc import Iterator

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.service import ledger
from ojm_desktop.service.replay import DATABASE
from ojm_desktop.service.study import Study
from ojm_desktop.store.checks import Problem
from ojm_desktop.store.folder import StudyFolder
from ojm_desktop.vault.signing import HeadSigner


def check_ledgers(folder: StudyFolder, signer: HeadSigner, study_id: str, study: Study) -> Iterator[Problem]:
    """Every ledger is the study's own, the first knows everybody who was erased, and nobody they name is there."""
    name = folder.erased.name
    try:
        known = ledger.read(folder.erased.read_bytes(), study_id, signer)
    except FileNotFoundError:
        yield Problem(name, None, "the ledger of erasures is missing")
        return
    except (OSError, OjmError) as error:
        yield Problem(name, None, str(error))
        return
    elsewhere = ledger.gather(ledger.in_reach(folder)[1:], study_id, signer)
    for place in elsewhere.damaged:
        yield Problem(f"{folder.backups.name}/{place}".replace("backups/backups/", "backups/"), None, CHANGED)
    for stone in study.store.erasures.all():
        if stone.participant not in known:
            yield Problem(name, stone.event, f"it does not tell that {stone.code} was erased")
    for participant in sorted(ledger.merged(known, elsewhere.erased)):
        person = study.store.people.get(participant)
        if person is not None:
            yield Problem(DATABASE, None, f"{person.code} was erased, and is there again: opening the study ends that")


CHANGED = "the ledger of erasures in it was changed outside the program"


def check_stones(study: Study) -> Iterator[Problem]:
    """Of whoever was erased no event says anything any more, and the key of the commitments is gone (A6)."""
    log, keys = study.store.log, study.store.log.commitment_subjects()
    for stone in study.store.erasures.all():
        for sequence in log.naming(stone.participant):
            yield Problem(DATABASE, sequence, f"{stone.code} was erased, and what this event did is still there")
        if stone.participant in keys:
            yield Problem(DATABASE, None, f"{stone.code} was erased, and the key of their commitments is still there")
