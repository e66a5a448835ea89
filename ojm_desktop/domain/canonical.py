"""Canonical JSON: one text for one value, so that hashes mean something."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Any

CAME_LATER = "came_later"
"""In a field's metadata: it is left out of the canonical text while it has its default."""
type_error = "canonical JSON holds text, whole numbers, true, false, null, lists and objects only"
_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)
_PLAIN = frozenset({str, int, bool, type(None)})


def canonical(value: object) -> str:
    """Sorted keys, no spaces, UTF-8 left as it is, no floating point (decisions: ids, clock, text).

    Raises TypeError for anything else, so that no rounding ever enters a hash.
    """
    _check(value)
    return _ENCODER.encode(value)


def _check(value: object) -> None:
    if type(value) in _PLAIN or isinstance(value, str | int):  # the first is the quicker question
        return
    if isinstance(value, Mapping):
        for key, item in value.items():
            if not isinstance(key, str):
                raise TypeError(type_error)
            _check(item)
        return
    if isinstance(value, Sequence):
        for item in value:
            _check(item)
        return
    raise TypeError(type_error)


def came_later(default: object) -> Any:
    """A field that values written before it was there lack: at its default they stay the text they were hashed as."""
    return field(default=default, metadata={CAME_LATER: True})
