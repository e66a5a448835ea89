"""A running form for other programs: steps in, states out, as `ojm forms run` reads and prints them.

A step is an object with one thing to do: {"path": …, "value": …}, {"add_repeat": …}, {"remove_repeat": …} or
{"language": …}. A node is told by its path, with positions: value, relevant, required, missing, read_only, valid,
message, label, hint, choices and ticks (name and label; ticks are the words at values of a range), warnings (level
and message).
"""

from __future__ import annotations

import json
import re
from typing import Any

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.forms.running import RunningForm
from ojm_desktop.forms.state import NodeState


class BadSteps(OjmError):
    """Answers that cannot be applied; the sentence says which and why."""


def steps_of(text: bytes) -> list[dict[str, str]]:
    """The steps in a JSON list. Raises BadSteps where it is none."""
    try:
        steps = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadSteps(f"The answers are no JSON that can be read: {error}. Nothing was run.") from error
    if not isinstance(steps, list):
        raise BadSteps('The answers are no list. Nothing was run; write [{"path": "/data/age", "value": "34"}].')
    return [_step(number, step) for number, step in enumerate(steps, 1)]


def _step(number: int, step: object) -> dict[str, str]:
    if not isinstance(step, dict) or set(step) not in _SHAPES:
        raise BadSteps(f"Answer {number} is not understood: {json.dumps(step)[:80]}. Nothing was run.")
    told = {key: _as_text(value) for key, value in step.items()}
    if any(_HALF.search(value) for value in told.values() if value):
        raise BadSteps(f"Answer {number} has half a character in it: {json.dumps(step)[:80]}. Nothing was run.")
    if any(value is None for value in told.values()):
        raise BadSteps(f"Answer {number} is more than a text: {json.dumps(step)[:80]}. Nothing was run.")
    return {key: value for key, value in told.items() if value is not None}


_HALF = re.compile("[\ud800-\udfff]")
"""JSON can write one half of a pair of surrogates alone, which no text can be written with."""
_SHAPES = ({"path", "value"}, {"add_repeat"}, {"remove_repeat"}, {"language"})


def _as_text(value: object) -> str | None:
    """Texts as they are, and what people write for them: numbers, true and false, null for no answer."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return json.dumps(value) if isinstance(value, int | float) else None


def apply(form: RunningForm, steps: list[dict[str, str]]) -> None:
    """Do the steps in order. Raises BadSteps, naming the step, where the form refuses one."""
    for number, step in enumerate(steps, 1):
        try:
            _do(form, step)
        except BadSteps:
            raise
        except OjmError as error:
            raise BadSteps(f"Answer {number}: {error}") from error


def _do(form: RunningForm, step: dict[str, str]) -> None:
    if "path" in step:
        form.set(step["path"], step["value"])
    elif "add_repeat" in step:
        form.add_repeat(step["add_repeat"])
    elif "remove_repeat" in step:
        form.remove_repeat(step["remove_repeat"])
    elif step["language"] not in form.form.languages:
        known = ", ".join(form.form.languages) or "none by name"
        raise OjmError(f"The form has no words in {step['language']}. Its languages: {known}.")
    else:
        form.language = step["language"]


def describe(form: RunningForm) -> dict[str, dict[str, Any]]:
    """Every node by its path, in the order of the form."""
    return {path: describe_node(form.state(path)) for path in form.paths()}


def describe_node(state: NodeState) -> dict[str, Any]:
    """One node."""
    return {
        "value": state.value,
        "relevant": state.relevant,
        "required": state.required,
        "missing": state.missing,
        "read_only": state.read_only,
        "valid": state.valid,
        "message": state.message,
        "label": state.label,
        "hint": state.hint,
        "choices": [{"name": choice.name, "label": choice.label} for choice in state.choices],
        "ticks": [{"name": tick.name, "label": tick.label} for tick in state.ticks],
        "warnings": [{"level": one.level.value, "message": one.message} for one in state.warnings],
    }
