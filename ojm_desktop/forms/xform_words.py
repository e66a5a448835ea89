"""The words of an XForm: its itext tables, labels written inline, and places where a value stands inside a sentence.

pyxform writes "-" where a translation is missing; that is undone here: a language without the text simply lacks it
(interview: languages). A text that is "-" in every language was written so and stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final
from xml.etree.ElementTree import Element

from ojm_desktop.domain.form import NO_WORDS, Output, Piece, Words

XF: Final = "{http://www.w3.org/2002/xforms}"
MISSING: Final = "-"
UNTOLD: Final = "default"
"""What pyxform calls the language of words that were written without one."""

_ITEXT = re.compile(r"""^\s*jr:itext\(\s*(['"])(?P<id>.+?)\1\s*\)\s*$""")
_REFERENCE = re.compile(r" ((?:/|\.\./|\./)[\w.-]+(?:/[\w.-]+|/\.\.)*) ")
"""How pyxform leaves ${name} in an attribute: the path with a space at either side."""


def language_of(name: str) -> str:
    """The name of a language as a form holds it: "" where the workbook named none."""
    return "" if name == UNTOLD else name


def pieces_of(element: Element) -> tuple[Piece, ...]:
    """The text of an element and the outputs inside it, without white space at its ends."""
    pieces: list[Piece] = [element.text or ""]
    for child in element:
        if child.tag == f"{XF}output":
            pieces.append(Output((child.get("value") or child.get("ref") or "").strip()))
        pieces.append(child.tail or "")
    return trimmed(pieces)


def trimmed(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Pieces with neighbouring texts joined, empty ones left out, and no white space at the ends of the whole."""
    joined: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str) and joined and isinstance(joined[-1], str):
            joined[-1] += piece
        else:
            joined.append(piece)
    if joined and isinstance(joined[0], str):
        joined[0] = joined[0].lstrip()
    if joined and isinstance(joined[-1], str):
        joined[-1] = joined[-1].rstrip()
    return tuple(piece for piece in joined if piece != "")


def referring(text: str) -> tuple[Piece, ...]:
    """The pieces of a text in which pyxform put paths for ${name}."""
    parts = _REFERENCE.split(f" {text} ")
    return trimmed(Output(part) if at % 2 else part for at, part in enumerate(parts))


class Texts:
    """The itext tables of one XForm: for an id and a form ("" is the plain text), the words in every language."""

    def __init__(self, itext: Element | None) -> None:
        self.languages: tuple[str, ...] = ()
        self.default_language = ""
        self._held: dict[tuple[str, str], dict[str, tuple[Piece, ...]]] = {}
        self._shapes: dict[str, list[str]] = {}
        translations = [] if itext is None else itext.findall(f"{XF}translation")
        for translation in translations:
            self._add(translation)
        named = [translation.get("lang", "") for translation in translations]
        marked = [translation.get("lang", "") for translation in translations if translation.get("default")]
        self.languages = tuple(dict.fromkeys(name for name in map(language_of, named) if name))
        self.default_language = language_of((marked or named or [""])[0])

    def _add(self, translation: Element) -> None:
        language = language_of(translation.get("lang", ""))
        for text in translation.iterfind(f"{XF}text"):
            id = text.get("id", "")
            for value in text.iterfind(f"{XF}value"):
                shape = value.get("form", "")
                self._shapes.setdefault(id, [])
                if shape not in self._shapes[id]:
                    self._shapes[id].append(shape)
                self._held.setdefault((id, shape), {})[language] = pieces_of(value)

    def words(self, id: str, shape: str = "") -> Words:
        """The words under an id, in the languages that have them."""
        held = self._held.get((id, shape), {})
        if any(pieces != (MISSING,) for pieces in held.values()):
            held = {language: pieces for language, pieces in held.items() if pieces != (MISSING,)}
        return Words(tuple((language, pieces) for language, pieces in held.items() if pieces))

    def media(self, id: str) -> Iterator[tuple[str, Words]]:
        """Kind of medium and, by language, the name of the file, for each the text of an id has."""
        for shape in self._shapes.get(id, []):
            if shape in {"image", "big-image", "audio", "video"} and (found := self.words(id, shape)):
                named = ((language, (_file_name(pieces),)) for language, pieces in found.by_language)
                yield shape, Words(tuple(named))

    def of_element(self, element: Element | None, shape: str = "") -> Words:
        """The words of a label or hint: by reference or written inside it."""
        if element is None:
            return NO_WORDS
        id = self.id_of(element.get("ref", ""))
        if id:
            return self.words(id, shape)
        pieces = pieces_of(element)
        return Words((("", pieces),)) if pieces and not shape else NO_WORDS

    def of_attribute(self, text: str) -> Words:
        """The words of a message, which stands in an attribute or is referred to there."""
        if id := self.id_of(text):
            return self.words(id)
        return Words((("", (text.strip(),)),)) if text.strip() else NO_WORDS

    @staticmethod
    def id_of(reference: str) -> str:
        """The id inside jr:itext('...'); empty where the text is no such reference."""
        found = _ITEXT.match(reference)
        return found["id"] if found else ""


def _file_name(pieces: tuple[Piece, ...]) -> str:
    address = "".join(piece for piece in pieces if isinstance(piece, str))
    return address.rpartition("/")[2]
