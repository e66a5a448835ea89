"""Records of who looked: the study opened, a name shown, a wrong passphrase (A8, W9). Undo passes over them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ojm_desktop.domain.changes import Changes
from ojm_desktop.domain.counting import counted
from ojm_desktop.service.edits.base import Edit, PersonEdit, Undo
from ojm_desktop.service.edits.records import Record
from ojm_desktop.service.study import Study


@dataclass(frozen=True, kw_only=True)
class OpenStudy(Record):
    """The window opened the study, after so many wrong passphrases or sheets since it did so last on this laptop."""

    by_analyst: ClassVar[bool] = True
    wrong_tries: int = 0

    def sentence(self, study: Study) -> str:
        if not self.wrong_tries:
            return "The study was opened."
        return f"The study was opened, after {counted(self.wrong_tries, 'wrong try', 'wrong tries')}."


@dataclass(frozen=True, kw_only=True)
class ShowName(PersonEdit):
    """Name and contact of one person were shown, after the passphrase was typed again; sealed, as what was shown is."""

    undo: ClassVar[Undo] = Undo.RECORD
    is_sealed: ClassVar[bool] = True

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Nothing changes; the event is the point."""
        study.participant(self.participant)
        return None, Changes()

    def sentence(self, study: Study) -> str:
        return f"The name of {study.participant(self.participant).code} was shown."


@dataclass(frozen=True, kw_only=True)
class RefuseName(Record):
    """A name was asked for with a passphrase that is not the one that opens it."""

    def sentence(self, study: Study) -> str:
        return "A name was asked for with a wrong passphrase; nothing was shown."
