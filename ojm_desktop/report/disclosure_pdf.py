"""The report of a disclosure (MB16): one sheet for whoever has to act on it, with what was recorded, no more."""

from __future__ import annotations

from typing import Final

from ojm_desktop.domain.clock import long_date
from ojm_desktop.domain.disclosure_paper import DisclosurePaper, StepLine
from ojm_desktop.journey.primitives import Figure, Polyline, Primitive, Role, Stroke, TextRun
from ojm_desktop.report.document import Document, Facts
from ojm_desktop.report.flow import HEIGHT, MARGIN, TEXT_WIDTH, WIDTH, Flow
from ojm_desktop.report.pen import MM_PER_POINT
from ojm_desktop.typeset import Typeset

_TITLE, _HEADING, _TEXT, _SMALL, _FOOT = 18.0, 11.5, 11.0, 9.0, 8.0
_LABEL: Final = 34.0
"""Width of the column in which it says what a fact is."""
_LEADING: Final = 1.36
_BOTTOM: Final = 270.0
_HAIR, _BAR = Stroke(Role.FRAME, 0.25), Stroke(Role.TEXT, 0.7)
_LINE_TO_WRITE: Final = 11.0
FOR: Final = "For whoever has to act on it, and for nobody else."
NOT_AGREED: Final = "No wording was agreed with them."
NOTHING_YET: Final = "Nothing is recorded as done, and nobody as told."
CLAIM: Final = (
    "This holds what was recorded of one disclosure, and nothing else that the person told this study. The words are"
    " those that the researcher wrote down; nobody has checked them. The times are those of this laptop’s clock;"
    " no trusted timestamp confirms them."
)
_TO_WRITE: Final = ("Handed over by", "Handed over to", "Day and time", "Signature")


def pages(paper: DisclosurePaper, typeset: Typeset) -> tuple[Figure, ...]:
    """The report as figures of A4."""
    flow = Flow(typeset, _BOTTOM)
    writer = _Writer(paper, typeset, flow)
    writer.head()
    writer.quoted("What was said", paper.words)
    writer.quoted("Agreed with them: it is passed on in these words", paper.agreed, NOT_AGREED)
    writer.followed()
    writer.end()
    return flow.figures(f"Report of a disclosure, {paper.code}", writer.foot)


def octets(paper: DisclosurePaper, typeset: Typeset) -> bytes:
    """The report as a PDF; a name stands on its sheet alone, never in what the file says about itself."""
    facts = Facts(f"{paper.code}: report {paper.number}", paper.study, paper.head_words, paper.is_practice)
    document = Document(facts, typeset)
    for page in pages(paper, typeset):
        document.add(page)
    return document.octets()


class _Writer:
    """Puts one report down, from top to bottom."""

    def __init__(self, paper: DisclosurePaper, typeset: Typeset, flow: Flow) -> None:
        self._paper = paper
        self._typeset = typeset
        self._flow = flow

    def head(self) -> None:
        """Whom it is about, and the facts."""
        flow, paper = self._flow, self._paper
        flow.text("Report of a disclosure", _TITLE, bold=True)
        flow.down(0.6)
        flow.text(FOR, _SMALL, role=Role.MUTED)
        flow.down(3.0)
        self._rule()
        facts = (
            ("Person", f"{paper.name} ({paper.code})" if paper.name else paper.code),
            ("What it is about", paper.category),
            ("When it was said", paper.said or "When it was recorded"),
            ("Recorded", f"{paper.recorded}, by this laptop’s clock"),
            ("Where", paper.where),
            ("Agreement", paper.agreement),
            ("Study", f"{paper.study}, report {paper.number} of {paper.code}"),
        )
        for what, words in facts:
            self._fact(what, words, is_bold=what in ("Person", "What it is about"))
        flow.down(1.6)
        self._rule()

    def quoted(self, heading: str, words: str, none: str = "") -> None:
        """Words as they were recorded, beside a bar; or a line that says that there are none."""
        self._heading(heading)
        if not words:
            self._flow.text(none, _TEXT, role=Role.MUTED)
        for paragraph in words.splitlines() or ([words] if words else []):
            self._lines(paragraph or " ", MARGIN + 4.0, TEXT_WIDTH - 4.0, is_barred=True)

    def followed(self) -> None:
        """What was done, and who was told, in the order it was recorded."""
        self._heading("What was done, and who was told")
        if not self._paper.steps:
            self._flow.text(NOTHING_YET, _TEXT, role=Role.MUTED)
        for step in self._paper.steps:
            self._fact(step.day, _told(step))

    def end(self) -> None:
        """Lines to write on when it is handed over, kept together, and what the paper claims."""
        flow = self._flow
        rows = (len(_TO_WRITE) + 1) // 2
        flow.keep(16.0 + rows * _LINE_TO_WRITE)
        self._heading("Handed over")
        middle = WIDTH / 2
        for place, words in enumerate(_TO_WRITE):
            if place % 2 == 0:
                flow.down(_LINE_TO_WRITE)
            left, right = (MARGIN, middle - 3.0) if place % 2 == 0 else (middle + 3.0, WIDTH - MARGIN)
            flow.put(TextRun(left, flow.y - 1.2, words, _SMALL, Role.MUTED))
            flow.put(Polyline(((left + 28.0, flow.y), (right, flow.y)), _HAIR))
        flow.down(6.0)
        flow.text(CLAIM, _SMALL, role=Role.MUTED, keep_lines=4)

    def foot(self, page: int, pages: int) -> tuple[Primitive, ...]:
        """Study, day and head words of the log; beside them the code and the page."""
        paper = self._paper
        number = f"{paper.code}  ·  page {page} of {pages}"
        practice = "Practice: all of it is made up.  ·  " if paper.is_practice else ""
        log = f"  ·  log {' '.join(paper.head_words)}" if paper.head_words else ""
        known = f"{practice}{paper.study}  ·  printed {long_date(paper.printed_on)}{log}"
        room = TEXT_WIDTH - self._typeset.width(number, _FOOT) - 6.0
        lines = self._typeset.wrap(known, room, _FOOT)
        top = HEIGHT - 10.8 - 3.6 * (len(lines) - 1)
        return (
            Polyline(((MARGIN, top - 4.4), (WIDTH - MARGIN, top - 4.4)), _HAIR),
            *(TextRun(MARGIN, top + 3.6 * place, line, _FOOT, Role.MUTED) for place, line in enumerate(lines)),
            TextRun(WIDTH - MARGIN, HEIGHT - 10.8, number, _FOOT, Role.MUTED, anchor="end"),
        )

    def _heading(self, words: str) -> None:
        self._flow.keep(20.0)
        self._flow.down(5.0)
        self._flow.text(words, _HEADING, bold=True)
        self._flow.down(1.0)

    def _fact(self, what: str, words: str, *, is_bold: bool = False) -> None:
        if words:
            self._lines(words, MARGIN + _LABEL, TEXT_WIDTH - _LABEL, label=what, is_bold=is_bold)

    def _rule(self) -> None:
        self._flow.put(Polyline(((MARGIN, self._flow.y), (WIDTH - MARGIN, self._flow.y)), Stroke(Role.TEXT, 0.35)))
        self._flow.down(2.0)

    def _lines(
        self, words: str, left: float, width: float, *, label: str = "", is_bold: bool = False, is_barred: bool = False
    ) -> None:
        """A paragraph at a place of its own: with a label before its first line, or beside a bar."""
        flow, height = self._flow, _TEXT * MM_PER_POINT * _LEADING
        for place, line in enumerate(self._typeset.wrap(words, width, _TEXT, is_bold)):
            flow.keep(height)
            top = flow.y
            flow.down(height)
            baseline = flow.y - height * (1 - 1 / _LEADING) / 2 - _TEXT * MM_PER_POINT * 0.22
            if label and place == 0:
                flow.put(TextRun(MARGIN, baseline, label, _TEXT, Role.MUTED))
            flow.put(TextRun(left, baseline, line, _TEXT, Role.TEXT, is_bold))
            if is_barred:
                flow.put(Polyline(((MARGIN + 0.4, top), (MARGIN + 0.4, flow.y)), _BAR))


def _told(step: StepLine) -> str:
    """Done by the researcher. Rang the helpline. / Told: the duty manager. By telephone."""
    return f"{step.what}{step.who}. {step.words}".rstrip()
