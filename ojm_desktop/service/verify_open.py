"""Verifying while the study is open: on a copy made beside the writer, by connections of its own. For a worker."""

from __future__ import annotations

from ojm_desktop.service import backups, verify
from ojm_desktop.service.progress import Progress, silent
from ojm_desktop.service.session import Place
from ojm_desktop.service.studies import Unlocked
from ojm_desktop.service.verify import Report
from ojm_desktop.store.folder import StudyFolder


def verify_open(place: Place, made: str, progress: Progress = silent) -> Report:
    """Everything that `verify` checks of a closed study, on a backup set made now, which is kept when it is whole.

    `made` is the instant (RFC 3339, UTC). Raises what making a backup raises; damage is reported.
    """
    copy = backups.back_up(place, made, lambda share, words: progress(share / 4, words))
    unlocked = Unlocked(StudyFolder(copy.path), place.opened)
    return verify.verify_copy(unlocked, lambda share, words: progress(0.25 + 0.75 * share, words))
