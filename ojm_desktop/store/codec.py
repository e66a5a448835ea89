"""Values to canonical JSON and back, by their type hints (cattrs). Used for the plan, the log's payloads and order
types.

Unknown fields are an error: a payload of a newer program is refused, never half-read.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, TypeVar

from cattrs import Converter
from cattrs.errors import BaseValidationError, ForbiddenExtraKeysError
from cattrs.gen import make_dict_unstructure_fn, override

from ojm_desktop.domain.canonical import CAME_LATER, canonical
from ojm_desktop.domain.errors import OjmError

T = TypeVar("T")


class Unreadable(OjmError):
    """A stored value does not have the shape this program knows."""


def _strict_int(value: object, _: type) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"not a whole number: {type(value).__name__}")
    return value


def _strict_str(value: object, _: type) -> str:
    if not isinstance(value, str):
        raise TypeError(f"not text: {type(value).__name__}")
    return value


def _strict_bool(value: object, _: type) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"not true or false: {type(value).__name__}")
    return value


def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True)
    converter.register_structure_hook(int, _strict_int)
    converter.register_structure_hook(str, _strict_str)
    converter.register_structure_hook(bool, _strict_bool)
    converter.register_unstructure_hook(date, lambda day: day.isoformat())
    converter.register_structure_hook(date, lambda text, _: date.fromisoformat(text))
    converter.register_unstructure_hook(bytes, lambda raw: base64.b64encode(raw).decode())
    converter.register_structure_hook(bytes, lambda text, _: base64.b64decode(text, validate=True))
    converter.register_unstructure_hook_factory(lambda kind: bool(_came_later(kind)), _leaving_out(converter))
    return converter


def _came_later(kind: Any) -> tuple[str, ...]:
    """Fields of a class that are left out at their default."""
    if not isinstance(kind, type) or not is_dataclass(kind):
        return ()
    return tuple(field.name for field in fields(kind) if CAME_LATER in field.metadata)


def _leaving_out(converter: Converter) -> Callable[[Any], Callable[[Any], dict[str, Any]]]:
    """A row written before such fields were there stays the row the log gives."""

    def hook(kind: Any) -> Callable[[Any], dict[str, Any]]:
        without: Any = dict.fromkeys(_came_later(kind), override(omit_if_default=True))
        made: Callable[[Any], dict[str, Any]] = make_dict_unstructure_fn(kind, converter, **without)
        return made

    return hook


_CONVERTER = _converter()


def to_plain(value: object) -> Any:
    """A dataclass as dicts, lists, text and whole numbers."""
    return _CONVERTER.unstructure(value)


def from_plain(plain: object, kind: type[T]) -> T:
    """The dataclass again; raises Unreadable when the shape differs."""
    try:
        return _CONVERTER.structure(plain, kind)
    except (BaseValidationError, ForbiddenExtraKeysError, TypeError, ValueError, KeyError) as error:
        message = (
            f"A stored {kind.__name__} cannot be read. Nothing was changed; verify the study to see what is damaged."
        )
        raise Unreadable(message) from error


def to_text(value: object) -> str:
    """Canonical JSON of a dataclass."""
    return canonical(to_plain(value))


def from_text(text: str, kind: type[T]) -> T:
    """Read what `to_text` wrote; raises Unreadable."""
    try:
        plain = json.loads(text)
    except json.JSONDecodeError as error:
        raise Unreadable(f"A stored {kind.__name__} is not JSON. Nothing was changed; verify the study.") from error
    return from_plain(plain, kind)
