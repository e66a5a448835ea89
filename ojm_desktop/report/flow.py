"""Text from top to bottom over as many A4 pages as it takes, laid out as figures: a screen can show them too."""

from __future__ import annotations

from collections.abc import Callable

from ojm_desktop.journey.primitives import Figure, Primitive, Role, TextRun
from ojm_desktop.report.pictures import Placed, Raster
from ojm_desktop.typeset import Typeset

WIDTH, HEIGHT, MARGIN = 210.0, 297.0, 20.0
TEXT_WIDTH = WIDTH - 2 * MARGIN
BOTTOM = 274.0
_MM_PER_POINT = 25.4 / 72
_LINE = 1.36

Footer = Callable[[int, int], tuple[Primitive, ...]]
"""Page and number of pages, from 1 -> what stands at the foot."""


class Flow:
    """A cursor that goes down the page and begins another when there is no room. `y`, `bottom`: mm from the top."""

    def __init__(self, typeset: Typeset, bottom: float = BOTTOM) -> None:
        self._typeset = typeset
        self._bottom = bottom
        self._pages: list[list[Primitive]] = [[]]
        self.y = MARGIN
        self.pictures: list[Placed] = []
        """What a document draws over its pages."""

    @property
    def page(self) -> int:
        """The page the cursor is on, from 0."""
        return len(self._pages) - 1

    def keep(self, height: float) -> None:
        """Begin a page unless `height` mm are left on this one."""
        if self.y + height > self._bottom and self._pages[-1]:
            self._pages.append([])
            self.y = MARGIN

    def down(self, height: float) -> None:
        """Leave a space."""
        self.y += height

    def put(self, *primitives: Primitive) -> None:
        """Shapes at their own places on the cursor's page."""
        self._pages[-1].extend(primitives)

    def picture(self, x: float, y: float, size: tuple[float, float], raster: Raster) -> None:
        """A picture at its own place on the cursor's page, in mm."""
        self.pictures.append(Placed(self.page, x, y, *size, raster))

    def text(
        self,
        words: str,
        size: float,
        *,
        role: Role = Role.TEXT,
        bold: bool = False,
        italic: bool = False,
        indent: float = 0.0,
        keep_lines: int = 2,
    ) -> None:
        """A paragraph; at least `keep_lines` of its lines stay together before a page ends."""
        leading = size * _MM_PER_POINT * _LINE
        lines = self._typeset.wrap(words, TEXT_WIDTH - indent, size, bold, italic)
        self.keep(min(keep_lines, len(lines)) * leading)
        for line in lines:
            self.keep(leading)
            self.y += leading
            baseline = self.y - leading * (1 - 1 / _LINE) / 2 - size * _MM_PER_POINT * 0.22
            self.put(TextRun(MARGIN + indent, baseline, line, size, role, bold, italic))

    def figures(self, sentence: str, footer: Footer) -> tuple[Figure, ...]:
        """The pages; `sentence` describes them to who cannot see them."""
        total = len(self._pages)
        return tuple(
            Figure(WIDTH, HEIGHT, (*page, *footer(number, total)), sentence)
            for number, page in enumerate(self._pages, start=1)
        )
