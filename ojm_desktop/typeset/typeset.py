"""`Typeset`: what layout and pens ask of the bundled fonts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ojm_desktop import assets
from ojm_desktop.typeset.characters import clean, clusters, has_right_to_left, is_ignorable, stand_in
from ojm_desktop.typeset.display import in_display_order
from ojm_desktop.typeset.faces import Face, face_for, fallback_for
from ojm_desktop.typeset.lines import broken

MM_PER_POINT = 25.4 / 72
_CACHED_TEXTS = 8192
_LONGEST_CACHED = 400
_CACHED_PARAGRAPHS = 1024
_LONGEST_CACHED_PARAGRAPH = 2000


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line in one face, drawn plainly from left to right, each glyph after the other without kerning.

    `text` stands in display order already: a pen whose toolkit reorders must be told not to (Qt: U+202D in front).
    `reads` is what a reader of the file should get where that differs from what is drawn (an accent typed apart).
    `em` is the advance in thousandths of the size. `muted`: a stand-in for a character no face has.
    """

    font_key: str
    text: str
    reads: str
    em: float
    muted: bool = False


class Typeset:
    """The bundled faces. Widths in mm, sizes in points; equal to reportlab's widths, and to Qt's with kerning off.

    Faces are read when first needed; measures are remembered, since a figure is laid out on every frame of a drag.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or assets.fonts()
        self._faces: dict[str, Face] = {}
        self._plain: dict[str, dict[str, float]] = {}
        self._runs = lru_cache(_CACHED_TEXTS)(self._compose)
        self._em = lru_cache(_CACHED_TEXTS)(self._measure)
        self._lines = lru_cache(_CACHED_PARAGRAPHS)(self._wrap)

    def face(self, key: str) -> Face:
        """The face `key`, one of `FACES`."""
        if key not in self._faces:
            self._faces[key] = Face.load(self._folder, key)
        return self._faces[key]

    def width(self, text: str, size: float, bold: bool = False, italic: bool = False) -> float:
        """Advance width in mm of one line at `size` points, without kerning."""
        return self._advance(text, bold, italic) * size * MM_PER_POINT / 1000

    def runs(self, text: str, bold: bool = False, italic: bool = False) -> tuple[Run, ...]:
        """One line as it is drawn from left to right; a line feed in it counts as a space."""
        if len(text) <= _LONGEST_CACHED:
            return self._runs(text, bold, italic)
        return self._compose(text, bold, italic)

    def wrap(self, text: str, width: float, size: float, bold: bool = False, italic: bool = False) -> list[str]:
        """Lines no wider than `width` mm, in reading order; broken at spaces, long words broken, nothing cut (I7).

        An empty text is one empty line. A stand-in wider than `width` is broken as words are.
        """
        if len(text) <= _LONGEST_CACHED_PARAGRAPH:  # head and foot are asked for their height before they are drawn
            return list(self._lines(text, width, size, bold, italic))
        return list(self._wrap(text, width, size, bold, italic))

    def _wrap(self, text: str, width: float, size: float, bold: bool, italic: bool) -> tuple[str, ...]:
        limit = width / (size * MM_PER_POINT) * 1000
        text = clean(text)
        for character in self.missing(text):
            if self._widest(character, bold, italic) > limit:
                text = text.replace(character, stand_in(character))

        def em(piece: str) -> float:
            return self._advance(piece, bold, italic)

        def widest(character: str) -> float:
            return self._widest(character, bold, italic)

        return tuple(broken(text, limit, em, widest))

    def missing(self, text: str) -> tuple[str, ...]:
        """Characters no bundled face has, each once, in order of appearance: listed before printing (I5)."""
        plain = self._plain_advances(False, False).keys()
        if plain >= set(text):
            return ()
        return tuple(
            character
            for character in dict.fromkeys(clean(text))
            if character != "\n" and not is_ignorable(character) and self._key_of(character, False, False) is None
        )

    def _advance(self, text: str, bold: bool, italic: bool) -> float:
        return self._em(text, bold, italic) if len(text) <= _LONGEST_CACHED else self._measure(text, bold, italic)

    def _plain_advances(self, bold: bool, italic: bool) -> dict[str, float]:
        """Advances of the text face for characters that need neither fallback nor order; most texts have no others."""
        key = face_for(bold, italic)
        if key not in self._plain:
            advances = self.face(key).advances
            self._plain[key] = {
                c: w for c, w in advances.items() if c >= " " and unicodedata.category(c)[0] not in "CM"
            }
        return self._plain[key]

    def _measure(self, text: str, bold: bool, italic: bool) -> float:
        try:
            return sum(map(self._plain_advances(bold, italic).__getitem__, text))
        except KeyError:
            return sum(run.em for run in self._compose(text, bold, italic))

    def _compose(self, text: str, bold: bool, italic: bool) -> tuple[Run, ...]:
        if not text:
            return ()
        try:
            em = sum(map(self._plain_advances(bold, italic).__getitem__, text))
        except KeyError:
            return tuple(self._fallen_back(text, bold, italic))
        return (Run(face_for(bold, italic), text, text, em),)

    def _fallen_back(self, text: str, bold: bool, italic: bool) -> Iterator[Run]:
        """Runs of a line with characters outside the text face, marks, or writing from right to left."""
        line = clean(text).replace("\n", " ")
        ordered = has_right_to_left(line)
        key: str | None = None
        shown: list[str] = []
        typed: list[str] = []
        unseen = ""
        for drawn, was in ((c, c) for c in in_display_order(line)) if ordered else clusters(line):
            if is_ignorable(drawn):
                if ordered:
                    continue
                if typed:
                    typed[-1] += was
                else:
                    unseen += was
                continue
            here = self._key_of(drawn, bold, italic)
            if shown and here != key:
                yield from self._finished(key, shown, typed, bold, italic)
                shown, typed = [], []
            key = here
            shown.append(drawn)
            typed.append(unseen + was)
            unseen = ""
        yield from self._finished(key, shown, typed, bold, italic)

    def _finished(self, key: str | None, shown: list[str], typed: list[str], bold: bool, italic: bool) -> Iterator[Run]:
        if key is None:
            for character, was in zip(shown, typed, strict=True):
                yield self._muted(character, was, bold, italic)
        else:
            advances = self.face(key).advances
            yield Run(key, "".join(shown), "".join(typed), sum(advances[c] for c in shown))

    def _key_of(self, character: str, bold: bool, italic: bool) -> str | None:
        for key in fallback_for(bold, italic):
            if character in self.face(key).advances:
                return key
        return None

    def _muted(self, character: str, typed: str, bold: bool, italic: bool) -> Run:
        """The stand-in; joiners typed around the character stay readable around it."""
        words = stand_in(character)
        em = self._measure(words, bold, italic)
        return Run(face_for(bold, italic), words, typed.replace(character, words), em, muted=True)

    def _widest(self, character: str, bold: bool, italic: bool) -> float:
        """Advance of a character standing alone: what it takes at most when a long word is cut."""
        if is_ignorable(character):
            return 0.0
        key = self._key_of(character, bold, italic)
        return self.face(key).advances[character] if key else self._muted(character, character, bold, italic).em
