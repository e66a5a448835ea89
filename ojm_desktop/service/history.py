"""What can be undone and redone, rebuilt from the log after an unlock (architecture: the one rule)."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from ojm_desktop.service.edits import Edit, Erase, Undo
from ojm_desktop.service.log_writer import Entry
from ojm_desktop.service.telling import revealed


@dataclass(frozen=True)
class Part:
    """One event of a step and the edit that takes it back; None where nothing does."""

    sequence: int
    inverse: Edit | None


@dataclass(frozen=True)
class Step:
    """What one press of undo takes back: one event, or the events of one step (`group` is the first one's number).

    One that cannot be taken back is a barrier, and `sentence` says why undo stops there. `reveals` are the participants
    and pathways of which it tells something.
    """

    group: int
    parts: tuple[Part, ...]
    sentence: str
    reveals: frozenset[tuple[str, str]] = frozenset()

    @property
    def can_be_taken_back(self) -> bool:
        """Whether every part has an edit that takes it back."""
        return all(part.inverse is not None for part in self.parts)

    def and_then(self, later: Step) -> Step:
        """With one more event; what several say alike is said once."""
        words = self.sentence if later.sentence in self.sentence else f"{self.sentence} {later.sentence}"
        reveals = self.reveals | later.reveals
        return dataclasses.replace(self, parts=(*self.parts, *later.parts), sentence=words, reveals=reveals)


class History:
    """Two stacks. Updated before anybody is told, so that a failing view cannot lose an edit."""

    def __init__(self) -> None:
        self._undo: list[Step] = []
        self._redo: list[Step] = []

    @property
    def next_undo(self) -> Step | None:
        """What undo would meet."""
        return self._undo[-1] if self._undo else None

    @property
    def next_redo(self) -> Step | None:
        """What redo would do."""
        return self._redo[-1] if self._redo else None

    def took_place(self, sequence: int, entry: Entry, sentence: str) -> None:
        """Take note of an event, in the order of the log."""
        told = Step(entry.group or sequence, (Part(sequence, entry.inverse),), sentence, revealed((entry,)))
        if entry.undoes is not None:
            self._drop(self._undo, entry.undoes)
            self._push(self._redo, told)
        elif entry.redoes is not None:
            self._drop(self._redo, entry.redoes)
            self._push(self._undo, told)
        elif entry.edit.undo is not Undo.RECORD:
            if isinstance(entry.edit, Erase):
                self._undo.clear()  # what it would take back stands in there, and some of it was said by that person
            self._push(self._undo, told)
            self._redo.clear()

    @staticmethod
    def _push(stack: list[Step], step: Step) -> None:
        if stack and stack[-1].group == step.group:
            stack[-1] = stack[-1].and_then(step)
        else:
            stack.append(step)

    @staticmethod
    def _drop(stack: list[Step], sequence: int) -> None:
        """Take an event off the top; the events of one step are taken back last first."""
        if not stack or stack[-1].parts[-1].sequence != sequence:
            return
        rest = stack[-1].parts[:-1]
        if rest:
            stack[-1] = dataclasses.replace(stack[-1], parts=rest)
        else:
            stack.pop()
