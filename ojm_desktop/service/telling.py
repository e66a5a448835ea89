"""What an event did, as a sentence: the same in the foot of the window, in the log and on the command line."""

from __future__ import annotations

from collections.abc import Sequence

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.service.edits import Undo
from ojm_desktop.service.log_writer import Entry
from ojm_desktop.service.study import Study


def told(step: Sequence[Entry], study: Study) -> str:
    """What the edits of one step did, each sentence once; of an undoing what stands again."""
    words = " ".join(dict.fromkeys(_sentence(entry, study) for entry in step))
    if any(entry.undoes is not None for entry in step):
        return f"Undone: {words}"
    return f"Done again: {words}" if any(entry.redoes is not None for entry in step) else words


def revealed(step: Sequence[Entry]) -> frozenset[tuple[str, str]]:
    """Participants and pathways of which the sentence of a step tells something."""
    return frozenset(place for entry in step if (place := entry.edit.reveals()) is not None)


def _sentence(entry: Entry, study: Study) -> str:
    """Less is said of an edit that names things which are gone by now."""
    try:
        edit = entry.edit
        return edit.sentence(study) if entry.undoes is None else edit.sentence_undone(study)
    except OjmError:
        if entry.edit.undo is Undo.UNDOABLE:
            return "An earlier change, about something that is not there any more."
        return "Something was recorded."
