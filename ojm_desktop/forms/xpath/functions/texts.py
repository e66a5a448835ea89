"""Texts (ODK XForms: string functions)."""

from __future__ import annotations

import base64
import binascii
import hashlib
import math
import re

from ojm_desktop.forms.errors import ExpressionError
from ojm_desktop.forms.xpath.context import Context
from ojm_desktop.forms.xpath.functions.registry import function
from ojm_desktop.forms.xpath.pattern import matches
from ojm_desktop.forms.xpath.values import Value, to_text

LONGEST_TEXT = 1_000_000
"""Characters that texts may come to when they are joined: thirty calculations that each double the one before would
fill any memory.
"""
ALGORITHMS = {"MD5": "md5", "SHA-1": "sha1", "SHA-256": "sha256", "SHA-384": "sha384", "SHA-512": "sha512"}


@function("string", "text", "any?")
def string(context: Context, *values: Value) -> str:
    return to_text(values[0]) if values else context.node.value


@function("concat", "text", "any*")
def concat(_context: Context, *values: Value) -> str:
    return _joined("", _texts(values))


@function("join", "text", "text", "any*")
def join(_context: Context, separator: str, *values: Value) -> str:
    return _joined(separator, _texts(values))


def _joined(separator: str, texts: list[str]) -> str:
    length = sum(map(len, texts)) + len(separator) * max(0, len(texts) - 1)
    if length > LONGEST_TEXT:
        raise ExpressionError(f"The texts joined here would come to {length:,} characters; nothing was worked out.")
    return separator.join(texts)


def _texts(values: tuple[Value, ...]) -> list[str]:
    """Every text of the values, a node set giving those of all its nodes."""
    texts: list[str] = []
    for value in values:
        if isinstance(value, tuple):
            texts.extend(node.value for node in value if node.is_relevant)
        else:
            texts.append(to_text(value))
    return texts


@function("substr", "text", "text", "number", "number?")
def substr(_context: Context, text: str, start: float, end: float = math.inf) -> str:
    """From `start`, counted from 0, up to but not `end`; below zero they count from the end, as in ODK Collect."""
    first, beyond = _index(start, len(text)), _index(end, len(text))
    return text[first:beyond]


def _index(number: float, length: int) -> int:
    if math.isnan(number):
        return 0
    clipped = int(max(-length - 1, min(length, number)))
    return max(0, clipped + length) if clipped < 0 else clipped


@function("substring", "text", "text", "number", "number?")
def substring(_context: Context, text: str, start: float, length: float = math.inf) -> str:
    """XPath 1.0's own, counted from 1."""
    if math.isnan(start) or math.isnan(length):
        return ""
    first = math.floor(start + 0.5) if math.isfinite(start) else start
    beyond = first + (math.floor(length + 0.5) if math.isfinite(length) else length)
    return "".join(char for place, char in enumerate(text, 1) if first <= place < beyond)


@function("substring-before", "text", "text", "text")
def substring_before(_context: Context, text: str, mark: str) -> str:
    return text[: text.index(mark)] if mark in text else ""


@function("substring-after", "text", "text", "text")
def substring_after(_context: Context, text: str, mark: str) -> str:
    return text[text.index(mark) + len(mark) :] if mark in text else ""


@function("translate", "text", "text", "text", "text")
def translate(_context: Context, text: str, of: str, to: str) -> str:
    table: dict[str, str | int | None] = {}
    for index, char in enumerate(of):
        table.setdefault(char, to[index] if index < len(to) else "")
    return text.translate(str.maketrans(table))


@function("string-length", "number", "text?")
def string_length(context: Context, *texts: str) -> float:
    return float(len(texts[0] if texts else context.node.value))


@function("normalize-space", "text", "text?")
def normalize_space(context: Context, *texts: str) -> str:
    return " ".join(re.split(r"[ \t\r\n]+", (texts[0] if texts else context.node.value).strip(" \t\r\n")))


@function("contains", "boolean", "text", "text")
def contains(_context: Context, text: str, part: str) -> bool:
    return part in text


@function("starts-with", "boolean", "text", "text")
def starts_with(_context: Context, text: str, part: str) -> bool:
    return text.startswith(part)


@function("ends-with", "boolean", "text", "text")
def ends_with(_context: Context, text: str, part: str) -> bool:
    return text.endswith(part)


@function("regex", "boolean", "text", "text")
def regex(_context: Context, text: str, pattern: str) -> bool:
    """The whole text has to match, as ODK Collect does it and its documentation says; Enketo is content with a part."""
    return matches(text, pattern)


@function("uuid", "text", "number?")
def uuid(context: Context, *lengths: float) -> str:
    if not lengths:
        return context.world.environment.new_uuid()
    length = int(lengths[0]) if math.isfinite(lengths[0]) else 0
    letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    return "".join(context.world.environment.random.choice(letters) for _ in range(min(length, 1_000)))


@function("digest", "text", "text", "text", "text?")
def digest(_context: Context, text: str, algorithm: str, encoding: str = "base64") -> str:
    known = ALGORITHMS.get(algorithm.upper())
    if known is None or encoding not in {"base64", "hex"}:
        names = ", ".join(ALGORITHMS)
        raise ExpressionError(
            f"digest() knows {names}, written in base64 or hex; “{algorithm}, {encoding}” is neither."
        )
    octets = hashlib.new(known, text.encode(), usedforsecurity=False).digest()
    return octets.hex() if encoding == "hex" else base64.b64encode(octets).decode()


@function("base64-decode", "text", "text")
def base64_decode(_context: Context, text: str) -> str:
    try:
        return base64.b64decode("".join(text.split()), validate=True).decode(errors="replace")
    except binascii.Error:
        return ""
