"""Reads an object of parsed JSON field by field, believing nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeVar

LARGEST_NUMBER = 2**31
Name = TypeVar("Name", bound=str)


class Malformed(Exception):
    """What is wrong with the value, as half a sentence; the reader of the whole makes an OjmError of it."""


class Fields:
    """An object with exactly the named fields. Each method raises Malformed unless the field is what is asked for."""

    def __init__(self, value: object, names: Iterable[str]) -> None:
        if not isinstance(value, dict) or set(value) != set(names):
            raise Malformed("its parts are not those of a key file")
        self._value = value

    def value(self, name: str) -> object:
        """The field as it is."""
        found: object = self._value[name]
        return found

    def number(self, name: str) -> int:
        """A whole number from 0 to 2^31; true and false are none."""
        found = self._value[name]
        if type(found) is not int or not 0 <= found <= LARGEST_NUMBER:
            raise Malformed(f"its {name.replace('_', ' ')} is no number that it could be")
        return found

    def text(self, name: str, most: int = 200) -> str:
        """Printable text of at most `most` characters."""
        found = self._value[name]
        if not isinstance(found, str) or len(found) > most or not found.isprintable():
            raise Malformed(f"its {name} is no text that it could be")
        return found

    def one_of(self, name: str, allowed: Iterable[Name]) -> Name:
        """One of the allowed words."""
        found = self._value[name]
        for word in allowed:
            if found == word:
                return word
        raise Malformed(f"its {name} is none that this program knows")

    def octets(self, name: str, length: int) -> bytes:
        """Exactly `length` bytes in lower-case hex."""
        found = self._value[name]
        if not isinstance(found, str) or not re.fullmatch(f"[0-9a-f]{{{2 * length}}}", found):
            raise Malformed(f"its {name} is not {length} bytes in hex")
        return bytes.fromhex(found)

    def items(self, name: str, most: int) -> list[object]:
        """A list of one to `most` items."""
        found = self._value[name]
        if not isinstance(found, list) or not 1 <= len(found) <= most:
            raise Malformed(f"its {name} are none, or too many")
        return found
