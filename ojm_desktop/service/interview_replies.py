"""What counts as a reply to a question, and what stops an interview from being complete (interview: finish screen)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ojm_desktop.domain.answer import Answer

if TYPE_CHECKING:
    from ojm_desktop.forms.running import RunningForm


def is_reply(row: Answer | None, running: RunningForm) -> bool:
    """Whether a question has an answer that can be one, or a reason why it has none."""
    return row is not None and (row.non_answer is not None or running.state(row.key.path).valid)


def blocking(running: RunningForm, answers: Mapping[str, Answer]) -> tuple[str, ...]:
    """Paths of answers that cannot be one, and of questions that need one and have neither it nor a reason.

    One that may only be read now stops nobody: nothing can be given there.
    """
    found = []
    for path in running.questions():
        row, state = answers.get(path), running.state(path)
        if row is not None and row.non_answer is not None:
            continue
        if (not state.valid) if state.value else (state.missing and not state.read_only):
            found.append(path)
    return tuple(found)
