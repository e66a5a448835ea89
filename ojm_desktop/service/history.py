"""What can be undone and redone, rebuilt from the log after an unlock (architecture: the one rule)."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from ojm_desktop.service.edits import Edit, Undo
from ojm_desktop.service.log_writer import Entry


@dataclass(frozen=True)
class Part:
    """One event of a step and the edit that takes it back; None where nothing does."""

    sequence: int
    inverse: Edit | None


@dataclass(frozen=True)
class Step:
    """What one press of undo takes back: one event, or the events of one step (`group` is the first one's number).

    One that cannot be taken back is a barrier, and `sentence` says why undo stops there.
    """

    group: int
    parts: tuple[Part, ...]
    sentence: str

    @property
    def can_be_taken_back(self) -> bool:
        """Whether every part has an edit that takes it back."""
        return all(part.inverse is not None for part in self.parts)

    def and_then(self, part: Part, sentence: str) -> Step:
        """With one more event; what several say alike is said once."""
        words = self.sentence if sentence in self.sentence else f"{self.sentence} {sentence}"
        return dataclasses.replace(self, parts=(*self.parts, part), sentence=words)


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
        part, group = Part(sequence, entry.inverse), entry.group or sequence
        if entry.undoes is not None:
            self._drop(self._undo, entry.undoes)
            self._push(self._redo, group, part, sentence)
        elif entry.redoes is not None:
            self._drop(self._redo, entry.redoes)
            self._push(self._undo, group, part, sentence)
        elif entry.edit.undo is not Undo.RECORD:
            self._push(self._undo, group, part, sentence)
            self._redo.clear()

    @staticmethod
    def _push(stack: list[Step], group: int, part: Part, sentence: str) -> None:
        if stack and stack[-1].group == group:
            stack[-1] = stack[-1].and_then(part, sentence)
        else:
            stack.append(Step(group, (part,), sentence))

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
