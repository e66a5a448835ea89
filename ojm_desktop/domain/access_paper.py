"""What the paper for a subject access request says, as plain values: everything kept about one person (W8)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

WITHIN: Final = re.compile(r"(?:(?<=[^\W\d_] )|(?<=[^\W\d_], ))[A-Z][^\W\d_]{2,}")
"""A word with a capital within a sentence: a person's name, or a place, a month, a language."""


@dataclass(frozen=True)
class Record:
    """What is kept, under what it was asked or when it was done; `label` is empty where `words` say all."""

    label: str
    words: str


@dataclass(frozen=True)
class Part:
    """A heading and its records."""

    heading: str
    records: tuple[Record, ...]


@dataclass(frozen=True)
class AccessPaper:
    """Everything about one person; `others` are words in what was said that may name somebody else."""

    code: str
    name: str
    contact: str
    study: str
    parts: tuple[Part, ...]
    others: tuple[str, ...]
    made_on: date
    head_words: tuple[str, ...]
    is_practice: bool


def may_name_others(texts: Iterable[str], own: str) -> tuple[str, ...]:
    """Words with a capital within a sentence, but those of the person's own name: to be looked at by somebody."""
    known = {part.casefold() for part in own.split()}
    found = {word for text in texts for word in WITHIN.findall(text)}
    return tuple(sorted(word for word in found if word.casefold() not in known))
