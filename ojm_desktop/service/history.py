"""What can be undone and redone, rebuilt from the log after an unlock (architecture: the one rule)."""

from __future__ import annotations

from dataclasses import dataclass

from ojm_desktop.service.edits import Edit, Undo
from ojm_desktop.service.log_writer import Entry


@dataclass(frozen=True)
class Step:
    """An event and the edit that takes it back.

    `inverse` None is a barrier, and `sentence` says why undo stops there.
    """

    sequence: int
    inverse: Edit | None
    sentence: str


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
        step = Step(sequence, entry.inverse, sentence)
        if entry.undoes is not None:
            self._drop(self._undo, entry.undoes)
            self._redo.append(step)
        elif entry.redoes is not None:
            self._drop(self._redo, entry.redoes)
            self._undo.append(step)
        elif entry.edit.undo is not Undo.RECORD:
            self._undo.append(step)
            self._redo.clear()

    @staticmethod
    def _drop(stack: list[Step], sequence: int) -> None:
        if stack and stack[-1].sequence == sequence:
            stack.pop()
