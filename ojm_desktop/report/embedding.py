"""How a bundled face goes into a file: a subset, with a table that gives each glyph back as what was typed (I5)."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from ojm_desktop.typeset import Typeset

_TABLE = "toUnicodeCMap:"
_ROW = re.compile("<([0-9A-F]{2})> <([0-9A-F]{4,6})>")


class EmbeddedFace(TTFont):  # type: ignore[misc]  # reportlab ships no types
    """A TrueType face whose table "glyph to text" is right where reportlab's is not.

    Characters beyond U+FFFF need surrogates (reportlab writes five digits, which readers take for others), and a joined
    Arabic form is the plain letter to who searches or copies; ligatures stay one character, readers resolve those.
    """

    def addObjects(self, doc: Any) -> None:  # noqa: N802
        """Called by reportlab when the file is finished."""
        super().addObjects(doc)
        for name, entry in doc.idToObject.items():
            if str(name).startswith(_TABLE):
                entry.content = _ROW.sub(_row, entry.content)


def _row(row: re.Match[str]) -> str:
    return f"<{row[1]}> <{read_as(chr(int(row[2], 16))).encode('utf-16-be').hex().upper()}>"


def read_as(character: str) -> str:
    """The character a reader of the file gets for a drawn one."""
    if unicodedata.decomposition(character).startswith(("<initial>", "<medial>", "<final>", "<isolated>")):
        plain = unicodedata.normalize("NFKC", character)
        return plain if len(plain) == 1 else character
    return character


def register(key: str, typeset: Typeset) -> None:
    """Make a bundled face known to reportlab, once in a process."""
    if key not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(EmbeddedFace(key, str(typeset.face(key).path)))
