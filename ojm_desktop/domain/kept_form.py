"""A questionnaire as the study keeps it: the XForm's own words, bound to their hash, and whether it is in use."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class FormState(Enum):
    """Draft until it is published; a retired one opens old interviews only."""

    DRAFT = "draft"
    PUBLISHED = "published"
    RETIRED = "retired"


class FormChange(Enum):
    """What a version is beside the one before: the first, one that asks the same, or one that does not."""

    FIRST = "first"
    MINOR = "minor"
    MAJOR = "major"


@dataclass(frozen=True)
class FormFacts:
    """One version without its words; `digest` is the SHA-256 of the XForm, in hex."""

    digest: str
    id: str
    version: str
    title: str
    state: FormState
    change: FormChange
    imported_at: str


@dataclass(frozen=True)
class KeptForm:
    """One version with its words."""

    facts: FormFacts
    xml: str
