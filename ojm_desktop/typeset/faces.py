"""The bundled faces and their advance widths, read from the fonts' own tables (`cmap`, `hmtx`)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

SANS = ("NotoSans-Regular", "NotoSans-Bold", "NotoSans-Italic", "NotoSans-BoldItalic")
NASKH = ("NotoNaskhArabic-Regular", "NotoNaskhArabic-Bold")
SANS_REGULAR, SANS_BOLD = SANS[0], SANS[1]
SYMBOLS = "NotoSansSymbols2-Regular"
FACES = (*SANS, *NASKH, SYMBOLS)
"""Keys of all faces; the file of a face is `<key>.ttf`."""


def face_for(bold: bool, italic: bool) -> str:
    """Key of the text face in this style."""
    return SANS[bold + 2 * italic]


def fallback_for(bold: bool, italic: bool) -> tuple[str, str, str]:
    """Keys in the order in which they are asked for a character. Naskh and symbols have no italic."""
    return face_for(bold, italic), NASKH[bold], SYMBOLS


@dataclass(frozen=True)
class Face:
    """One TrueType face: `advances` in thousandths of the size by character."""

    key: str
    path: Path
    advances: dict[str, float]
    ascent: float
    descent: float

    @staticmethod
    def load(folder: Path, key: str) -> Face:
        """Read `<key>.ttf` in `folder`. Raises OSError when it is missing."""
        path = folder / f"{key}.ttf"
        with TTFont(path, lazy=True) as font:
            units = font["head"].unitsPerEm
            metrics = font["hmtx"].metrics
            advances = {chr(code): metrics[glyph][0] * 1000 / units for code, glyph in font.getBestCmap().items()}
            ascent, descent = font["hhea"].ascent * 1000 / units, font["hhea"].descent * 1000 / units
        return Face(key, path, advances, ascent, descent)
