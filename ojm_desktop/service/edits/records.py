"""Records: what was done with the study without changing it. Undo passes over them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ojm_desktop.domain.canonical import came_later
from ojm_desktop.domain.changes import Changes
from ojm_desktop.domain.counting import counted
from ojm_desktop.service.edits.base import Edit, Undo
from ojm_desktop.service.study import Study


@dataclass(frozen=True, kw_only=True)
class Record(Edit):
    """Changes nothing but the log."""

    undo: ClassVar[Undo] = Undo.RECORD

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Nothing changes; the event is the point."""
        return None, Changes()


@dataclass(frozen=True, kw_only=True)
class LetOut(Record):
    """Documents left the study: in clear with the reason, or sealed for `recipients` (C7).

    `where` is a folder's name only, never a path; `files` are name and SHA-256 of what was written, `inside` those of
    the documents in a sealed file.
    """

    kind: str
    reason: str
    where: str
    files: tuple[tuple[str, str], ...]
    recipients: tuple[str, ...] = came_later(())
    inside: tuple[tuple[str, str], ...] = came_later(())

    def sentence(self, study: Study) -> str:
        told = f"{counted(len(self.inside or self.files), 'document was', 'documents were')} written"
        return f"{told}, sealed for {' and '.join(self.recipients)}." if self.recipients else f"{told}."


@dataclass(frozen=True, kw_only=True)
class LetOutApart(LetOut):
    """Something of a person's sealed side left in clear: a key of the research data alone does not learn that it did,
    nor that there was anything.
    """

    is_sealed: ClassVar[bool] = True

    participant: str

    def subject(self) -> str | None:
        return self.participant


@dataclass(frozen=True, kw_only=True)
class PrintMark(Record):
    """A person's map was printed with the mark that it may be altered by reporting; `files` as of `LetOut`."""

    is_sealed: ClassVar[bool] = True

    participant: str
    files: tuple[tuple[str, str], ...]

    def subject(self) -> str | None:
        return self.participant

    def sentence(self, study: Study) -> str:
        return "Something was recorded on the sealed side."


@dataclass(frozen=True, kw_only=True)
class MendHead(Record):
    """The head lagged behind the log after a crash and was brought up to it (A5)."""

    by_analyst: ClassVar[bool] = True
    from_sequence: int
    to_sequence: int

    def sentence(self, study: Study) -> str:
        return "The head of the log was brought up to date after a crash."


@dataclass(frozen=True, kw_only=True)
class CopiedBackup(Record):
    """A backup set was copied to another medium and read again there. `where` is a folder's name, never a path."""

    by_analyst: ClassVar[bool] = True
    set_name: str
    sequence: int
    where: str

    def sentence(self, study: Study) -> str:
        return f"A backup was copied to {self.where} and checked there."


@dataclass(frozen=True, kw_only=True)
class Restored(Record):
    """This study was restored from a backup that ends with `sequence`.

    `lost` are the beginnings of the hashes of the events that came after it in the old folder, as far as that could
    still be read: words printed from them are known here, and known to be lost (a fork). `codes` are the highest code
    numbers the old folder had given, by cohort: they stand on paper, so nobody else may get them.
    """

    by_analyst: ClassVar[bool] = True
    set_name: str
    sequence: int
    lost: tuple[str, ...]
    codes: tuple[tuple[str, int], ...] = ()

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Keep the numbers that were given after the backup."""
        for cohort, number in self.codes:
            study.store.people.keep_number(cohort, number)
        return None, Changes()

    def sentence(self, study: Study) -> str:
        return f"The study was restored from the backup {self.set_name}."


@dataclass(frozen=True, kw_only=True)
class Salvaged(Record):
    """This study was made from what could be read of a damaged one that had so many `events` (R9).

    `emptied` are the events that say nothing any more; `lost` the beginnings of the hashes of those that had to be
    linked anew: words printed from them are known here, and known to be lost. `codes` as in `Restored`.
    """

    events: int
    emptied: tuple[int, ...]
    lost: tuple[str, ...]
    codes: tuple[tuple[str, int], ...] = ()

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Keep the numbers that were given."""
        for cohort, number in self.codes:
            study.store.people.keep_number(cohort, number)
        return None, Changes()

    def sentence(self, study: Study) -> str:
        gone = counted(len(self.emptied), "event")
        return f"The study was salvaged from a damaged one: {gone} of {self.events} could not be read any more."


@dataclass(frozen=True, kw_only=True)
class ChangePassphrase(Record):
    """A key got a new passphrase, and the study new data keys (K7); `slot` is whose, `opened_by` which slot did it."""

    slot: str
    opened_by: str

    def sentence(self, study: Study) -> str:
        return "A passphrase was changed."


@dataclass(frozen=True, kw_only=True)
class AddKey(Record):
    """Somebody was let in: `slot` is the key's id, by which every event they cause names them (A8)."""

    slot: str
    kind: str
    role: str
    label: str

    def sentence(self, study: Study) -> str:
        return f"The key {self.label} was added."


@dataclass(frozen=True, kw_only=True)
class RemoveKey(Record):
    """A way in was taken out, and the study gets new data keys; the log still knows whose it was (A8)."""

    slot: str
    label: str

    def sentence(self, study: Study) -> str:
        return f"The key {self.label} was taken out."


@dataclass(frozen=True, kw_only=True)
class ReplaceRecovery(Record):
    """A new recovery sheet took the place of every older one, and the study gets new data keys."""

    slot: str

    def sentence(self, study: Study) -> str:
        return "The recovery sheet was replaced."


@dataclass(frozen=True, kw_only=True)
class TryRecovery(Record):
    """The recovery sheet was typed to see whether it opens the study; it did or it did not."""

    opens: bool

    def sentence(self, study: Study) -> str:
        return "The recovery sheet was tried: it " + ("opens the study." if self.opens else "does not open the study.")
