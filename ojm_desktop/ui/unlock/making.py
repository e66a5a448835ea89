"""What creating a study asks for and what it leaves: not needed before somebody creates one."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from ojm_desktop.domain.plan import StudyPlan
from ojm_desktop.service.studies import Unlocked


@dataclass(frozen=True)
class Making:
    """A study to be made: its folder (still absent), its plan and the passphrase."""

    folder: Path
    plan: StudyPlan
    words: str = field(repr=False)


@dataclass(frozen=True)
class Made:
    """A study that was made: its folder, the groups to print, and the keys to open it with."""

    folder: Path
    name: str
    groups: tuple[str, ...] = field(repr=False)
    unlocked: Unlocked = field(repr=False)
