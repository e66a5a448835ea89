"""Pictures on paper: samples that somebody else has decoded, placed on a page of a document.

No picture is decoded here: what reads files from outside is the window's, which has readers of its own for it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from reportlab.lib.units import mm

from ojm_desktop.domain.form import Choice, Form, Question

LARGEST: Final = (26.0, 16.0)
"""A picture of a choice in mm: to be told from the next one at arm's length."""
LARGEST_OF_QUESTION: Final = (80.0, 45.0)
_KINDS: Final = ("big-image", "image")


@dataclass(frozen=True)
class Raster:
    """A decoded picture: its size in pixels, three octets a pixel, row by row from the top."""

    width: int
    height: int
    rgb: bytes

    def fitted(self, largest: tuple[float, float]) -> tuple[float, float]:
        """Width and height in mm within the largest, in its own proportions."""
        scale = min(largest[0] / self.width, largest[1] / self.height)
        return self.width * scale, self.height * scale


Rasters = Mapping[str, Raster]
"""By the name of the file."""


@dataclass(frozen=True)
class Placed:
    """A picture on a page (from 0), its top left corner and size in mm."""

    page: int
    x: float
    y: float
    width: float
    height: float
    raster: Raster


def draw(canvas: Any, placed: Placed, page_height: float) -> None:
    """Put it on the page of a reportlab canvas; the same picture is in the file once."""
    size = placed.width * mm, placed.height * mm
    canvas.drawImage(_Samples(placed.raster), placed.x * mm, (page_height - placed.y - placed.height) * mm, *size)


def of_choice(choice: Choice) -> str:
    """The file of a choice's picture; empty for none."""
    named = dict(choice.media)
    return next((named[kind].rpartition("/")[2] for kind in _KINDS if kind in named), "")


def of_question(question: Question, chain: tuple[str, ...]) -> str:
    """The file of a question's picture in the first of these languages that has one; empty for none."""
    named = dict(question.media)
    for kind in _KINDS:
        found = named[kind].find(chain) if kind in named else None
        if found is not None:
            return "".join(piece for piece in found[1] if isinstance(piece, str)).rpartition("/")[2]
    return ""


def names(form: Form, chain: tuple[str, ...]) -> tuple[str, ...]:
    """Every picture that paper in these languages would have, once."""
    return tuple(dict.fromkeys(filter(None, _names(form, chain))))


def _names(form: Form, chain: Sequence[str]) -> Iterator[str]:
    yield from (of_question(question, tuple(chain)) for question in form.questions())
    yield from (of_choice(choice) for held in form.lists for choice in held.choices)


@dataclass
class _Samples:
    """What reportlab asks of a picture that is decoded already; its words name it, so that it is kept once."""

    raster: Raster
    mode: str = "RGB"

    def __str__(self) -> str:
        return hashlib.sha256(b"%d " % self.raster.width + self.raster.rgb).hexdigest()

    def jpeg_fh(self) -> None:
        """No file of JPEG."""

    def getSize(self) -> tuple[int, int]:  # noqa: N802  (reportlab's name)
        """Pixels across and down."""
        return self.raster.width, self.raster.height

    def getRGBData(self) -> bytes:  # noqa: N802  (reportlab's name)
        """Three octets a pixel."""
        return self.raster.rgb
