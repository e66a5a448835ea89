"""The agreement that comes before anything else (MB16), and the consent rows that the store checks."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields
from enum import Enum

from ojm_desktop.domain.canonical import canonical


@dataclass(frozen=True)
class Uses:
    """What a participant said yes to. Each use is refused by the store without its tick."""

    interview: bool
    diary: bool
    quotes: bool
    audio: bool
    contact: bool

    def counts(self) -> tuple[int, int]:
        """How many yes, how many no."""
        ticks = [getattr(self, field.name) for field in fields(self)]
        return sum(ticks), len(ticks) - sum(ticks)


class ConsentState(Enum):
    """What an agreement is worth now."""

    IN_FORCE = "in_force"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Consent:
    """One row a signed or refused agreement leaves in the clear: no name, no document.

    `event` is the log sequence of the signature; `record_sha256` the hash of the canonical record on the sealed side.
    `level` is how far somebody withdrew (`domain.withdrawal`), 0 beside a signature or a refusal. A withdrawal keeps
    version, uses and time of the agreement it ends, as what was said until then was said under it; version 0 for none.
    """

    participant: str
    event: int
    text_version: int
    uses: Uses
    state: ConsentState
    signed_at: str
    record_sha256: str
    level: int = 0


@dataclass(frozen=True)
class StrokePoint:
    """One point of a pen stroke: position in units of 1/10,000 of the box's width, pressure 0-1,000, milliseconds."""

    x: int
    y: int
    pressure: int
    at: int


@dataclass(frozen=True)
class Signature:
    """A drawn signature: its strokes and the instant at which it was finished, by this laptop's clock."""

    strokes: tuple[tuple[StrokePoint, ...], ...]
    signed_at: str
    offset: int

    @property
    def is_empty(self) -> bool:
        """Nothing was drawn."""
        return not any(self.strokes)


@dataclass(frozen=True)
class AgreementPart:
    """A heading and the paragraphs read under it."""

    heading: str
    paragraphs: tuple[str, ...]


class Style(Enum):
    """How a text is written."""

    FULL = "full"
    EASY = "easy"

    @property
    def words(self) -> str:
        """As people choose it."""
        return "Full text" if self is Style.FULL else "Easy read"


class TextState(Enum):
    """What a text is used for: written, read to people, read to nobody any more."""

    DRAFT = "draft"
    PUBLISHED = "published"
    RETIRED = "retired"


class Severity(Enum):
    """Of a change of the words: after a major one whoever signed before is asked to sign again."""

    MINOR = "minor"
    MAJOR = "major"


@dataclass(frozen=True)
class AgreementText:
    """A version of the words that are read before signing, in one language and style.

    The last of the `parts` is what must be passed on, which is shown on a step of its own (MB16). `uses` are names of
    `Uses` with their words, `questions` are asked to see whether it was understood.
    """

    version: int
    language: str
    title: str
    parts: tuple[AgreementPart, ...]
    uses: tuple[tuple[str, str], ...]
    style: Style = Style.FULL
    questions: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        """Hash of the canonical text: binds a signature to the exact words."""
        body = {
            "version": self.version,
            "language": self.language,
            "style": self.style.value,
            "title": self.title,
            "parts": [[part.heading, list(part.paragraphs)] for part in self.parts],
            "uses": [list(use) for use in self.uses],
            "questions": list(self.questions),
        }
        return hashlib.sha256(canonical(body).encode()).hexdigest()

    @property
    def name(self) -> str:
        """Its language, and that it is easy to read."""
        return self.language if self.style is Style.FULL else f"{self.language}, easy read"


@dataclass(frozen=True)
class KeptText:
    """A text as a study keeps it. `checked`: somebody who speaks its language has read it (decisions: Welsh)."""

    text: AgreementText
    state: TextState
    severity: Severity = Severity.MAJOR
    checked: bool = False
