"""The paper for a subject access request: everything kept about one person, for that person to read (W8)."""

from __future__ import annotations

from itertools import zip_longest
from typing import Final

from ojm_desktop.domain.access_paper import AccessPaper, Record
from ojm_desktop.domain.clock import long_date
from ojm_desktop.journey.primitives import Figure, Polyline, Primitive, Role, Stroke, TextRun
from ojm_desktop.report.document import Document, Facts
from ojm_desktop.report.flow import HEIGHT, MARGIN, TEXT_WIDTH, WIDTH, Flow
from ojm_desktop.typeset import Typeset

_TITLE, _HEADING, _TEXT, _LABEL, _FOOT = 18.0, 12.0, 10.0, 9.0, 8.0
_ASKED, _GAP, _LEADING = 66.0, 5.0, 4.7
"""Width of the column in which questions and times stand, the space behind it, and the height of a line, in mm."""
_WITH_HEADING = 38.0
"""A heading does not stand alone at the foot of a page."""
_HAIR = Stroke(Role.FRAME, 0.25)
ABOUT: Final = (
    "This is what the study keeps about you. The file of the same name that ends in .json holds it for a machine, as"
    " the program keeps it: with the signed agreement, with each change in full, and with what only a program reads."
)
OTHERS: Final = (
    "For the researcher, before this is handed over: these words may name other people. Look at each, and black it out"
    " where it does."
)


def pages(paper: AccessPaper, typeset: Typeset) -> tuple[Figure, ...]:
    """The paper as figures of A4."""
    flow = Flow(typeset)
    flow.text("What the study keeps about you", _TITLE, bold=True)
    flow.down(2.0)
    flow.text(f"{paper.code}, {paper.study}", _HEADING)
    for words in (paper.name, paper.contact):
        if words:
            flow.text(words, _HEADING)
    flow.down(3.0)
    flow.text(ABOUT, _TEXT, role=Role.MUTED)
    if paper.others:
        flow.down(4.0)
        flow.text(OTHERS, _TEXT, bold=True)
        flow.text(", ".join(paper.others), _TEXT)
    for part in paper.parts:
        flow.down(5.0)
        flow.keep(_WITH_HEADING)
        flow.text(part.heading, _HEADING, bold=True)
        flow.put(Polyline(((MARGIN, flow.y + 0.8), (WIDTH - MARGIN, flow.y + 0.8)), _HAIR))
        flow.down(1.0)
        for record in part.records:
            flow.down(1.4)
            _put(flow, typeset, record)

    def foot(page: int, total: int) -> tuple[Primitive, ...]:
        practice = "Practice: all of it is made up.  ·  " if paper.is_practice else ""
        known = f"{practice}{paper.study}  ·  made {long_date(paper.made_on)}"
        number = f"{paper.code}  ·  page {page} of {total}"
        return (
            TextRun(MARGIN, HEIGHT - 10.8, known, _FOOT, Role.MUTED),
            TextRun(WIDTH - MARGIN, HEIGHT - 10.8, number, _FOOT, Role.MUTED, anchor="end"),
        )

    return flow.figures(f"What the study keeps about {paper.code}", foot)


def _put(flow: Flow, typeset: Typeset, record: Record) -> None:
    """The question on the left, what was said on the right; what needs no question takes the whole width."""
    if not record.label:
        flow.text(record.words, _TEXT)
        return
    asked = typeset.wrap(record.label, _ASKED, _LABEL)
    said = typeset.wrap(record.words, TEXT_WIDTH - _ASKED - _GAP, _TEXT)
    lines = list(zip_longest(asked, said, fillvalue=""))
    flow.keep(min(6, len(lines)) * _LEADING)
    for left, right in lines:
        flow.keep(_LEADING)
        flow.down(_LEADING)
        baseline = flow.y - _LEADING * 0.3
        if left:
            flow.put(TextRun(MARGIN, baseline, left, _LABEL, Role.MUTED))
        if right:
            flow.put(TextRun(MARGIN + _ASKED + _GAP, baseline, right, _TEXT))


def octets(paper: AccessPaper, typeset: Typeset) -> bytes:
    """The paper as a PDF; a name stands on its sheet alone, never in what the file says about itself."""
    document = Document(Facts(f"{paper.code}: access", paper.study, paper.head_words, paper.is_practice), typeset)
    for page in pages(paper, typeset):
        document.add(page)
    return document.octets()
