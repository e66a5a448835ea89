"""A disclosure: something said that must be passed on. Its words stand on the sealed side only (security)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Category(Enum):
    """What it is about."""

    FURTHER_OFFENCE = "further_offence"
    HARM_TO_SELF = "harm_to_self"
    HARM_TO_OTHERS = "harm_to_others"
    CHILD_AT_RISK = "child_at_risk"
    OTHER = "other"


@dataclass(frozen=True)
class Disclosure:
    """One disclosure; `visit` and `path` are empty where it was said outside an interview, `at` is UTC."""

    id: str
    visit: str
    path: str
    category: Category
    words: str
    at: str


@dataclass(frozen=True)
class Disclosures:
    """All of one person's, in the order they were recorded."""

    told: tuple[Disclosure, ...] = ()
