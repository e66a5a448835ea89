"""A PDF as this program makes it: bundled faces only, the same bytes for the same values, no markup, no
pictures but those of a questionnaire.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

from reportlab import rl_config
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from ojm_desktop import __version__
from ojm_desktop.journey.primitives import Figure
from ojm_desktop.report.embedding import register
from ojm_desktop.report.inks import WATERMARK, rgb
from ojm_desktop.report.pen import Pen
from ojm_desktop.report.pictures import Placed, draw
from ojm_desktop.report.surface import Page
from ojm_desktop.typeset import SANS_BOLD, SANS_REGULAR, Typeset, clean

PRACTICE_WORDS = "PRACTICE – made-up people"
_WATERMARK_LENGTH = 0.86
_WATERMARK_TILT = 24.0
_WATERMARK_ALPHA = 0.2


@dataclass(frozen=True)
class Facts:
    """What the file says about itself. Never a participant's name.

    `head_words` anchor the log: whoever has the paper can tell whether the log was cut behind it.
    """

    title: str
    study: str
    head_words: tuple[str, ...] = ()
    is_practice: bool = False


class Document:
    """Collects pages; `octets()` is the finished file."""

    def __init__(self, facts: Facts, typeset: Typeset) -> None:
        for key in (SANS_REGULAR, SANS_BOLD):
            register(key, typeset)
        rl_config.useA85 = 0  # pages as bytes: text armour costs a quarter of the size and of the time
        self._facts = facts
        self._typeset = typeset
        self._buffer = BytesIO()
        self._canvas = Canvas(self._buffer, invariant=1, pageCompression=1, initialFontName=SANS_REGULAR, lang="en-GB")
        self._pages = 0
        self._say_what_it_is()

    @property
    def pages(self) -> int:
        """How many pages there are so far."""
        return self._pages

    def add(self, figure: Figure, bookmark: str | None = None, pictures: Iterable[Placed] = ()) -> None:
        """A page as large as the figure; with a bookmark if it is named, and with the pictures that are its own."""
        self._canvas.setPageSize((figure.width * mm, figure.height * mm))
        if bookmark is not None:
            key = f"page-{self._pages + 1}"
            self._canvas.bookmarkPage(key)
            self._canvas.addOutlineEntry(clean(bookmark), key)
        Pen(Page(self._canvas, self._typeset, figure.height), self._typeset).figure(figure)
        for placed in pictures:
            draw(self._canvas, placed, figure.height)
        if self._facts.is_practice:
            self._watermark(figure.width * mm, figure.height * mm)
        self._canvas.showPage()
        self._pages += 1

    def octets(self) -> bytes:
        """The whole file; the document is finished by this."""
        self._canvas.save()
        return self._buffer.getvalue()

    def _say_what_it_is(self) -> None:
        canvas = self._canvas
        canvas.setTitle(clean(self._facts.title))
        canvas.setSubject(clean(self._facts.study))
        canvas.setAuthor("OJM Desktop")
        canvas.setCreator(f"OJM Desktop {__version__}")
        canvas.setProducer(f"OJM Desktop {__version__}")
        canvas.setKeywords(", ".join(self._facts.head_words))

    def _watermark(self, width: float, height: float) -> None:
        """Across the page, over everything, so pale that what is under it stays readable on a copy."""
        canvas = self._canvas
        canvas.saveState()
        canvas.translate(width / 2, height / 2)
        canvas.rotate(_WATERMARK_TILT)
        canvas.setFillColorRGB(*rgb(WATERMARK))
        canvas.setFillAlpha(_WATERMARK_ALPHA)
        size = _WATERMARK_LENGTH * width / (self._typeset.width(PRACTICE_WORDS, 1.0, bold=True) * mm)
        canvas.setFont(SANS_BOLD, size)
        canvas.drawCentredString(0, -size / 3, PRACTICE_WORDS)
        canvas.restoreState()
