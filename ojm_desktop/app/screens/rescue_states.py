"""States of what brings a study back: restoring, a stick, a study that is damaged."""

from __future__ import annotations

import shutil
from datetime import timedelta
from typing import TYPE_CHECKING

from ojm_desktop.app.screens.stage import settle
from ojm_desktop.domain.clock import parse_utc, rfc3339
from ojm_desktop.service import backups, sticks
from ojm_desktop.service.edits import CopiedBackup
from ojm_desktop.service.session import Session
from ojm_desktop.service.studies import Unlocked
from ojm_desktop.ui.keeper import Keeper
from ojm_desktop.ui.restore.page import RestorePage
from ojm_desktop.ui.restoring.form import LOOK_AFTER, RestoreForm
from ojm_desktop.ui.unlock.page import UnlockPage

if TYPE_CHECKING:
    from ojm_desktop.app.screens.stage import Stage

FOUND = "study.db: event 212 is missing from the log\nstudy.db: the head does not match event 213"


def stick(stage: Stage) -> None:
    """Backups of three days, and a copy on a stick."""
    _past(stage.frame.session)
    stage.go("study", "backup")


def restoring(stage: Stage) -> None:
    """The newest backup is chosen: what it holds, and what it does not have."""
    _past(stage.frame.session)
    page = stage.go("restore")
    assert isinstance(page, RestorePage)
    assert page.form is not None
    page.form.table.selectRow(1)
    _read(stage)


def damaged(stage: Stage) -> None:
    """The whole check found that something was changed."""
    _past(stage.frame.session)
    stage.go("today")
    keeper = stage.frame.findChild(Keeper)
    assert keeper is not None
    keeper.damaged.emit(FOUND)
    _read(stage)


def from_stick(stage: Stage) -> None:
    """A laptop without studies, and a stick with the backups of one."""
    session = stage.scene.held
    assert session.place is not None
    medium = session.place.folder.path.parent / "FIELD STICK"
    shutil.rmtree(medium, ignore_errors=True)
    medium.mkdir()
    sticks.copy_newest(session.place, medium, session.clock.now().utc, is_due=True)
    page = stage.find(UnlockPage)
    page.restore_backup()
    stage.find(RestoreForm).look_for(medium)
    _changed(session)


def refused(stage: Stage) -> None:
    """A study that its passphrase opens and that is found damaged then."""
    session = stage.scene.held
    assert session.place is not None
    _past(session)
    broken = Unlocked(session.place.folder, session.place.opened)
    stage.find(UnlockPage).restore_backup(broken, "The log of this study was changed at event 212.")
    _read(stage)


def _past(session: Session) -> None:
    """Backups of three days, of which the newest lacks what has been done since."""
    place, now = session.place, parse_utc(session.clock.now().utc)
    assert place is not None
    for days in (2, 1, 0):
        backups.back_up(place, rfc3339(now - timedelta(days=days, minutes=40)))
        _changed(session)


def _changed(session: Session) -> None:
    """Something is written, so that what was made in the study's folder goes with the picture."""
    session.do(CopiedBackup(set_name="a", sequence=session.sequence, where="FIELD STICK"))


def _read(stage: Stage) -> None:
    """Wait until the chosen backup is read."""
    form = stage.find(RestoreForm)
    for _ in range(200):
        settle(LOOK_AFTER // 10)
        if "Whole" in form.holds.words:
            break
