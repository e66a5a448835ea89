"""The agreement on paper (MB16) as it is shown; `agreement_signing` adds signatures and seal behind it."""

from __future__ import annotations

from dataclasses import dataclass

from ojm_desktop.journey.primitives import Band, Figure, Polyline, Primitive, Role, Shape, Stroke, TextRun
from ojm_desktop.report.document import Document, Facts
from ojm_desktop.report.flow import HEIGHT, MARGIN, WIDTH, Flow
from ojm_desktop.typeset import Typeset

SIGNATURE_WIDTH, SIGNATURE_HEIGHT = 80.0, 20.0
"""The reserved box in mm; a pad on the screen keeps its 4:1 shape."""

SMALL = 8.5
_TITLE, _FOOT, _HEADING_MORE = 18.0, 8.0, 0.5
_SIZES = (11.0, 10.5, 10.0, 9.5)
"""Text in points: the first at which all is on one page is taken, so that nobody signs a nearly empty one."""
_TICK_BOX = 4.0
_TICK = ((0.7, 2.0), (1.2, 1.5), (1.75, 2.2), (3.1, 0.6), (3.6, 1.1), (1.75, 3.2))
Corner = tuple[float, float]
"""Where a box begins, from the left and the top of its page, in mm."""
_HAIR = Stroke(Role.FRAME, 0.25)
_EDGE = Stroke(Role.AXIS, 0.3)


@dataclass(frozen=True)
class AgreementPaper:
    """What is agreed, as plain values. `uses`: the words of each use and whether it was a yes.

    `note` stands under the title (how it was read, by whom). `text_sha256` binds the paper to the exact words.
    `answers` is the heading over the uses.
    """

    title: str
    code: str
    text_version: int
    language: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    uses: tuple[tuple[str, bool], ...]
    study: str
    day: str
    text_sha256: str = ""
    note: str = ""
    is_practice: bool = False
    answers: str = "You said"


@dataclass(frozen=True)
class ShownAgreement:
    """The paper before signing: its pages as figures (for the screen), its octets, and where the signatures go."""

    pages: tuple[Figure, ...]
    octets: bytes
    participant_box: Corner
    researcher_box: Corner


def shown(paper: AgreementPaper, typeset: Typeset) -> ShownAgreement:
    """The paper as it is shown: text, ticks, and empty boxes to sign in."""
    laid_out = (_laid_out(paper, typeset, size) for size in _SIZES)
    whole = next((found for found in laid_out if found[0].page == 0), None)
    flow, participant_box, researcher_box = whole or _laid_out(paper, typeset, _SIZES[0])
    pages = flow.figures(f"{paper.title}, {paper.code}", lambda page, pages: _foot(paper, typeset, page, pages))
    document = Document(Facts(f"{paper.code}: {paper.title}", paper.study, (), paper.is_practice), typeset)
    for page in pages:
        document.add(page)
    return ShownAgreement(pages, document.octets(), participant_box, researcher_box)


def _laid_out(paper: AgreementPaper, typeset: Typeset, size: float) -> tuple[Flow, Corner, Corner]:
    """Everything at a size of text, and the corners of the boxes; the last part stays with choices and signatures."""
    flow = Flow(typeset)
    _put_head(flow, paper)
    for number, (heading, paragraphs) in enumerate(paper.parts, start=1):
        if number == len(paper.parts):
            flow.keep(_ending_height(paper, typeset, size))
        _put_part(flow, number, heading, paragraphs, size)
    _put_uses(flow, paper, size)
    participant_box, researcher_box = _put_boxes(flow, paper.code)
    return flow, participant_box, researcher_box


def _ending_height(paper: AgreementPaper, typeset: Typeset, size: float) -> float:
    """From the last part's heading to below the signatures, in mm; 0 where no page could hold that."""
    ending = Flow(typeset)
    for heading, paragraphs in paper.parts[-1:]:
        _put_part(ending, len(paper.parts), heading, paragraphs, size)
    _put_uses(ending, paper, size)
    _put_boxes(ending, paper.code)
    return 0.0 if ending.page else ending.y - MARGIN


def _put_head(flow: Flow, paper: AgreementPaper) -> None:
    flow.text(paper.title, _TITLE, bold=True)
    flow.down(0.6)
    note = f"{paper.note.rstrip('.')}." if paper.note else ""
    words = f"{paper.language}. Text version {paper.text_version}." if paper.text_version else ""
    parts = (note, words, f"Code {paper.code}. {paper.day}.")
    flow.text(" ".join(part for part in parts if part), SMALL, role=Role.MUTED)
    flow.down(3.2)


def _put_part(flow: Flow, number: int, heading: str, paragraphs: tuple[str, ...], size: float) -> None:
    air = size / _SIZES[0]
    flow.keep(18.0)
    flow.text(f"{number}  {heading}", size + _HEADING_MORE, bold=True)
    flow.down(0.8 * air)
    for paragraph in paragraphs:
        flow.text(paragraph, size)
        flow.down(1.6 * air)
    flow.down(2.2 * air)


def _put_uses(flow: Flow, paper: AgreementPaper, size: float) -> None:
    """The choices, each with its box and its word, so that no meaning hangs on the tick alone."""
    air = size / _SIZES[0]
    flow.keep(len(paper.uses) * 6.6 * air + 10.0 + _signing_height())
    flow.text(paper.answers, size + _HEADING_MORE, bold=True)
    flow.down(1.0 * air)
    for words, yes in paper.uses:
        top = flow.y + 1.0 * air
        flow.put(Band(MARGIN, top, _TICK_BOX, _TICK_BOX, Role.PAPER, _EDGE))
        if yes:
            flow.put(Shape(tuple((MARGIN + x, top + y) for x, y in _TICK), Role.TEXT, None))
        flow.text(f"{'yes' if yes else 'no'} to {words}", size, indent=_TICK_BOX + 2.6)
        flow.down(1.2 * air)
    flow.down(3.0 * air)


def _signing_height() -> float:
    return SIGNATURE_HEIGHT + 22.0


def _put_boxes(flow: Flow, code: str) -> tuple[Corner, Corner]:
    """Two reserved boxes side by side and the line under each; the top left corners."""
    flow.keep(_signing_height())
    flow.down(2.0)
    top = flow.y
    left, right = (MARGIN, top), (WIDTH - MARGIN - SIGNATURE_WIDTH, top)
    for (x, _), who in ((left, f"Participant {code}"), (right, "Researcher")):
        foot = top + SIGNATURE_HEIGHT
        flow.put(
            Polyline(((x, foot), (x + SIGNATURE_WIDTH, foot)), _EDGE),
            TextRun(x, foot + 4.4, who, SMALL + 0.5, bold=True),
        )
    flow.down(_signing_height())
    return left, right


def _foot(paper: AgreementPaper, typeset: Typeset, page: int, pages: int) -> tuple[Primitive, ...]:
    """The study, the words' fingerprint and the page; a long name goes on below and leaves the page its place."""
    left = paper.study + (f"  ·  text {paper.text_sha256[:16]}" if paper.text_sha256 else "")
    number = f"Page {page} of {pages}"
    room = WIDTH - 2 * MARGIN - typeset.width(number, _FOOT) - 6.0
    return (
        Polyline(((MARGIN, HEIGHT - 16.0), (WIDTH - MARGIN, HEIGHT - 16.0)), _HAIR),
        *(
            TextRun(MARGIN, HEIGHT - 11.8 + line * 3.6, words, _FOOT, Role.MUTED)
            for line, words in enumerate(typeset.wrap(left, room, _FOOT))
        ),
        TextRun(WIDTH - MARGIN, HEIGHT - 11.8, number, _FOOT, Role.MUTED, anchor="end"),
    )
