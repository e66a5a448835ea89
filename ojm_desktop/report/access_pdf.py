"""The paper for a subject access request: everything kept about one person, for that person to read (W8)."""

from __future__ import annotations

from typing import Final

from ojm_desktop.domain.access_paper import AccessPaper
from ojm_desktop.domain.clock import long_date
from ojm_desktop.journey.primitives import Figure, Primitive, Role, TextRun
from ojm_desktop.report.document import Document, Facts
from ojm_desktop.report.flow import HEIGHT, MARGIN, WIDTH, Flow
from ojm_desktop.typeset import Typeset

_TITLE, _HEADING, _TEXT, _FOOT = 18.0, 12.0, 10.0, 8.0
ABOUT: Final = (
    "This is everything that the study keeps about you. The file of the same name that ends in .json holds the same for"
    " a machine, and besides it the signed agreement and every change in the order it was made."
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
        flow.keep(20.0)
        flow.text(part.heading, _HEADING, bold=True)
        for record in part.records:
            flow.down(1.2)
            flow.text(record, _TEXT, indent=4.0)

    def foot(page: int, total: int) -> tuple[Primitive, ...]:
        practice = "Practice: all of it is made up.  ·  " if paper.is_practice else ""
        known = f"{practice}{paper.study}  ·  made {long_date(paper.made_on)}"
        number = f"{paper.code}  ·  page {page} of {total}"
        return (
            TextRun(MARGIN, HEIGHT - 10.8, known, _FOOT, Role.MUTED),
            TextRun(WIDTH - MARGIN, HEIGHT - 10.8, number, _FOOT, Role.MUTED, anchor="end"),
        )

    return flow.figures(f"What the study keeps about {paper.code}", foot)


def octets(paper: AccessPaper, typeset: Typeset) -> bytes:
    """The paper as a PDF; a name stands on its sheet alone, never in what the file says about itself."""
    document = Document(Facts(f"{paper.code}: access", paper.study, paper.head_words, paper.is_practice), typeset)
    for page in pages(paper, typeset):
        document.add(page)
    return document.octets()
