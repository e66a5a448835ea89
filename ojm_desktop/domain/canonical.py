"""Canonical JSON: one text for one value, so that hashes mean something."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

type_error = "canonical JSON holds text, whole numbers, true, false, null, lists and objects only"


def canonical(value: object) -> str:
    """Sorted keys, no spaces, UTF-8 left as it is, no floating point (decisions: ids, clock, text).

    Raises TypeError for anything else, so that no rounding ever enters a hash.
    """
    _check(value)
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _check(value: object) -> None:
    if value is None or isinstance(value, str | bool | int):
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
