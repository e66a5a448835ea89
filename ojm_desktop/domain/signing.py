"""The ways in which a participant says yes to the agreement (S6): drawn, typed, a mark with a witness, or on paper.

What is kept of each is part of the canonical record (S1). A researcher always signs by drawing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import Enum
from typing import Final
from zoneinfo import ZoneInfo

from ojm_desktop.domain.agreement import Signature
from ojm_desktop.domain.clock import day_in, rfc3339
from ojm_desktop.domain.errors import Refused

LONGEST_NAME: Final = 80
LONGEST_PLACE: Final = 40
"""Letters of a name that is typed and of a place, which has half a line on the paper."""


class Way(Enum):
    """How the participant signs."""

    DRAWN = "drawn"
    TYPED = "typed"
    MARK = "mark"
    PAPER = "paper"


class ScanKind(Enum):
    """What a scanned paper is, by its content; the value is the end of its file's name."""

    PDF = "pdf"
    JPEG = "jpg"
    PNG = "png"


@dataclass(frozen=True)
class Typed:
    """A name typed as a signature, as it was typed, and when it was finished, by this laptop's clock."""

    name: str
    signed_at: str
    offset: int

    @property
    def is_empty(self) -> bool:
        """Nothing was typed."""
        return not self.name.strip()


@dataclass(frozen=True)
class Witness:
    """Somebody else who was there and says so: their name as they typed it, and their drawn signature."""

    name: str
    signature: Signature

    @property
    def is_empty(self) -> bool:
        """Name or signature is missing."""
        return not self.name.strip() or self.signature.is_empty


@dataclass(frozen=True)
class Mark:
    """A mark made by somebody who does not write their name, and who saw it made."""

    mark: Signature
    witness: Witness

    @property
    def is_empty(self) -> bool:
        """Mark or witness is missing."""
        return self.mark.is_empty or self.witness.is_empty

    @property
    def signed_at(self) -> str:
        """When the mark was made, UTC."""
        return self.mark.signed_at

    @property
    def offset(self) -> int:
        """Of the laptop's clock then, in minutes."""
        return self.mark.offset


@dataclass(frozen=True)
class Scanned:
    """A paper signed in ink, scanned: its file is attached to the sealed record page, byte for byte.

    `signed_on` is the day written on the paper, `signed_at` when it was taken in. `has_our_words`: the paper has the
    words of the text that the record names; otherwise it has words of its own, and the record names none.
    """

    kind: ScanKind
    sha256: str
    size: int
    pages: int
    signed_on: date
    has_our_words: bool
    signed_at: str
    offset: int

    @property
    def is_empty(self) -> bool:
        """No paper."""
        return not self.size


Signed = Signature | Typed | Mark | Scanned

_WAYS: Final[dict[type, Way]] = {Signature: Way.DRAWN, Typed: Way.TYPED, Mark: Way.MARK, Scanned: Way.PAPER}


def way_of(signed: Signed) -> Way:
    """Which of the ways it was."""
    return _WAYS[type(signed)]


def counts_from(signed: Signed, zone: str) -> str:
    """The instant (UTC) from which a signature counts: what was said after it is taken in.

    Of a paper signed on an earlier day than it was taken in only that day is known: noon of it in the study's zone.
    """
    if not isinstance(signed, Scanned) or day_in(signed.signed_at, zone) == signed.signed_on:
        return signed.signed_at
    return rfc3339(datetime.combine(signed.signed_on, time(12), ZoneInfo(zone)).astimezone(UTC))


def check_words(signed: Signed, place: str) -> None:
    """Raise Refused for a name or place that has no room on the paper."""
    name = signed.name if isinstance(signed, Typed) else signed.witness.name if isinstance(signed, Mark) else ""
    check_name(name)
    if len(place) > LONGEST_PLACE:
        raise Refused(f"A place has {LONGEST_PLACE} letters at most. Nothing was filed; make it shorter.")


def check_name(name: str) -> None:
    """Raise Refused for a name that has no room on the paper."""
    if len(name) > LONGEST_NAME:
        raise Refused(f"A name has {LONGEST_NAME} letters at most here. Nothing was filed; make it shorter.")
