"""An agreement's text as plain lines that a person can edit and compare, and read back.

``# `` begins the title, ``## `` a part, a blank line a new paragraph. ``## Yes or no`` has a line for each use, its
name first: ``diary: a weekly diary``; ``## Understood`` a line for each question. The last other part is what must be
passed on (MB16).
"""

from __future__ import annotations

import difflib
from dataclasses import replace
from typing import Final

from ojm_desktop.domain.agreement import AgreementPart, AgreementText
from ojm_desktop.domain.agreement_text import CURRENT, FILLED
from ojm_desktop.domain.counting import counted
from ojm_desktop.domain.errors import Refused

USES: Final = "Yes or no"
QUESTIONS: Final = "Understood"
LONGEST: Final = 20_000
_AGAIN: Final = "Nothing was changed; mend it and keep it again."


def to_words(text: AgreementText) -> str:
    """The text as lines."""
    blocks = [f"# {text.title}"]
    for part in text.parts:
        blocks += [f"## {part.heading}", *part.paragraphs]
    blocks += [f"## {USES}", "\n".join(f"{use}: {words}" for use, words in text.uses)]
    blocks += [f"## {QUESTIONS}", "\n".join(text.questions)]
    return "\n\n".join(blocks) + "\n"


def from_words(words: str, of: AgreementText) -> AgreementText:
    """The text that these lines say, with version, language and style of another.

    Raises Refused for anything that could not be read to a participant as an agreement.
    """
    if len(words) > LONGEST:
        raise Refused(f"An agreement has at most {LONGEST:,} letters. {_AGAIN}")
    title, sections = "", _Sections()
    for line in words.splitlines():
        if line.startswith("## "):
            sections.begin(line[3:].strip())
        elif line.startswith("# "):
            title = line[2:].strip()
        else:
            sections.add(line)
    parts = tuple(AgreementPart(heading, sections.paragraphs(heading)) for heading in sections.parts())
    found = replace(
        of, title=title, parts=parts, uses=_uses(sections.lines(USES)), questions=tuple(sections.lines(QUESTIONS))
    )
    check_whole(found)
    return found


def check_whole(text: AgreementText) -> None:
    """Refuse a text that leaves out what an agreement must say."""
    if not text.title:
        raise Refused(f"The agreement has no title: a line that begins with one #. {_AGAIN}")
    if len(text.parts) < 2:
        raise Refused(f"An agreement has two parts at least, the last of them what must be passed on. {_AGAIN}")
    for part in text.parts:
        if not part.heading or not part.paragraphs:
            raise Refused(f"The part “{part.heading}” says nothing. {_AGAIN}")
        for paragraph in part.paragraphs:
            left = paragraph
            for place in FILLED:
                left = left.replace(place, "")
            if "[" in left or "]" in left:
                places = ", ".join(FILLED)
                raise Refused(f"Only these are filled from the basis: {places}. Others in brackets are not. {_AGAIN}")
    names = [use for use, _ in CURRENT.uses]
    if [use for use, _ in text.uses] != names or not all(words for _, words in text.uses):
        raise Refused(f"Under “{USES}” stand {', '.join(names)}, in this order, each with its words. {_AGAIN}")
    if len(text.questions) != len(CURRENT.questions):
        asked = counted(len(CURRENT.questions), "question")
        raise Refused(f"Under “{QUESTIONS}” stand {asked}, a line each. {_AGAIN}")


def differences(older: AgreementText, newer: AgreementText) -> tuple[tuple[bool, str], ...]:
    """Lines that only one of two texts has, in their order: whether it is the newer one, and the line."""
    found = difflib.ndiff(to_words(older).splitlines(), to_words(newer).splitlines())
    return tuple((line[0] == "+", line[2:]) for line in found if line[0] in "+-" and line[2:].strip())


class _Sections:
    """Lines by the heading they stand under, in the order of the headings."""

    def __init__(self) -> None:
        self._order: list[tuple[str, list[str]]] = []

    def begin(self, heading: str) -> None:
        if any(heading == known for known, _ in self._order):
            raise Refused(f"Two parts are called “{heading}”. {_AGAIN}")
        self._order.append((heading, []))

    def add(self, line: str) -> None:
        if self._order:
            self._order[-1][1].append(line.strip())
        elif line.strip():
            raise Refused(f"Words stand before the first part: a part begins with ##. {_AGAIN}")

    def parts(self) -> list[str]:
        return [heading for heading, _ in self._order if heading not in (USES, QUESTIONS)]

    def lines(self, heading: str) -> list[str]:
        return [line for known, lines in self._order if known == heading for line in lines if line]

    def paragraphs(self, heading: str) -> tuple[str, ...]:
        (lines,) = [lines for known, lines in self._order if known == heading]
        blocks = "\n".join(lines).split("\n\n")
        joined = (" ".join(block.split()) for block in blocks)
        return tuple(block for block in joined if block)


def _uses(lines: list[str]) -> tuple[tuple[str, str], ...]:
    pairs = (line.partition(":") for line in lines)
    return tuple((use.strip(), words.strip()) for use, _, words in pairs)
