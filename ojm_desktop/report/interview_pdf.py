"""An interview as it was asked, on paper: question, answer, why there is none, and what stands beside it."""

from __future__ import annotations

from ojm_desktop.domain.clock import long_date
from ojm_desktop.domain.counting import counted
from ojm_desktop.domain.interview_paper import InterviewPaper, PaperQuestion, PaperSection
from ojm_desktop.journey.primitives import Figure, Polyline, Primitive, Role, Stroke, TextRun
from ojm_desktop.report.document import Document, Facts
from ojm_desktop.report.flow import HEIGHT, MARGIN, TEXT_WIDTH, WIDTH, Flow
from ojm_desktop.report.form_layers import BARS, LAYERS, Layer
from ojm_desktop.report.pen import MM_PER_POINT
from ojm_desktop.report.pictures import LARGEST, LARGEST_OF_QUESTION, Placed, Rasters
from ojm_desktop.typeset import Typeset

_TITLE, _SECTION, _BELOW, _QUESTION, _ANSWER, _SMALL, _FOOT = 18.0, 13.0, 10.5, 9.5, 11.0, 8.5, 8.0
_NUMBER = 16.0
"""Width of the column in which numbers stand."""
_FACT = 28.0
_GAP = 2.4
"""Between pictures."""
_HAIR = Stroke(Role.FRAME, 0.25)
_LEADING = 1.34
_BOTTOM = 269.0
"""The foot has up to four lines."""
_HOW = (
    "Words beside a thick bar were read aloud, slanting words beside a dashed bar were for the interviewer only, and"
    " words beside two thin bars for the participant to read."
)
_NO_QUOTES = "Own words are left out, as agreed."
_NO_NOTES = "The researcher’s notes are left out."
_CAVEAT = "One person’s own account: no measurement, and not typical of everybody on an order."


def pages(paper: InterviewPaper, typeset: Typeset) -> tuple[Figure, ...]:
    """The paper as figures of A4, without its pictures."""
    return _laid_out(paper, typeset, {})[0]


def _laid_out(paper: InterviewPaper, typeset: Typeset, pictures: Rasters) -> tuple[tuple[Figure, ...], list[Placed]]:
    flow = Flow(typeset, _BOTTOM)
    writer = _Writer(paper, typeset, flow, pictures)
    writer.head()
    for section in paper.sections:
        writer.section(section)
    writer.end()
    return flow.figures(f"{paper.code}, {paper.wave}: {paper.title} as it was asked", writer.foot), flow.pictures


def octets(paper: InterviewPaper, typeset: Typeset, pictures: Rasters | None = None) -> bytes:
    """The paper as a PDF, with those of its pictures that came decoded."""
    facts = Facts(f"{paper.code}: {paper.wave}, as asked", paper.study, paper.head_words, paper.is_practice)
    document = Document(facts, typeset)
    figures, placed = _laid_out(paper, typeset, pictures or {})
    for number, page in enumerate(figures):
        document.add(page, pictures=[one for one in placed if one.page == number])
    return document.octets()


class _Writer:
    """Puts one interview down, from top to bottom."""

    def __init__(self, paper: InterviewPaper, typeset: Typeset, flow: Flow, pictures: Rasters) -> None:
        self._paper = paper
        self._pictures = pictures
        self._typeset = typeset
        self._flow = flow

    def head(self) -> None:
        """Whose interview it is by code, and the facts of the visit."""
        flow, paper = self._flow, self._paper
        flow.text(f"{paper.code}  ·  {paper.wave}", _TITLE, bold=True)
        flow.down(2.0)
        for what, words in paper.facts:
            self._lines(words, _QUESTION, MARGIN + _FACT, TEXT_WIDTH - _FACT, label=what)
        flow.down(2.0)
        flow.put(Polyline(((MARGIN, flow.y), (WIDTH - MARGIN, flow.y)), Stroke(Role.TEXT, 0.35)))
        flow.down(2.0)

    def section(self, section: PaperSection) -> None:
        """A heading with what was asked under it."""
        flow, size = self._flow, _BELOW if section.is_below else _SECTION
        flow.keep(26.0)
        flow.down(2.0 if section.is_below else 3.4)
        if section.heading:
            flow.text(f"{section.number}  {section.heading}".strip(), size, bold=True)
            flow.down(1.2)
        for question in section.questions:
            self._question(question)

    def end(self) -> None:
        """What is not on the paper."""
        self._flow.down(3.0)
        if self._paper.left_out:
            words = counted(self._paper.left_out, "question did not apply and is", "questions did not apply and are")
            self._flow.text(f"{words} left out.", _SMALL, role=Role.MUTED)
        if self._paper.without_quotes:
            self._flow.text(_NO_QUOTES, _SMALL, role=Role.MUTED)
        if self._paper.without_notes:
            self._flow.text(_NO_NOTES, _SMALL, role=Role.MUTED)
        self._flow.text(_HOW, _SMALL, role=Role.MUTED)

    def foot(self, page: int, pages: int) -> tuple[Primitive, ...]:
        """Study, day, head words of the log and questionnaire; beside them the code and the page."""
        paper = self._paper
        number = f"{paper.code}  ·  page {page} of {pages}"
        practice = " Practice: all of it is made up." if paper.is_practice else ""
        log = f"  ·  log {' '.join(paper.head_words)}" if paper.head_words else ""
        known = f"{paper.study}  ·  {paper.form}  ·  printed {long_date(paper.printed_on)}{log}"
        room = WIDTH - 2 * MARGIN - self._typeset.width(number, _FOOT) - 6.0
        lines = [f"{_CAVEAT}{practice}", *self._typeset.wrap(known, room, _FOOT)]
        top = HEIGHT - 10.8 - 3.6 * (len(lines) - 1)
        return (
            Polyline(((MARGIN, top - 4.4), (WIDTH - MARGIN, top - 4.4)), _HAIR),
            *(TextRun(MARGIN, top + 3.6 * place, line, _FOOT, Role.MUTED) for place, line in enumerate(lines)),
            TextRun(WIDTH - MARGIN, HEIGHT - 10.8, number, _FOOT, Role.MUTED, anchor="end"),
        )

    def _question(self, question: PaperQuestion) -> None:
        """The words that were said, and under them in bold what came back."""
        flow, left = self._flow, MARGIN + _NUMBER
        width = TEXT_WIDTH - _NUMBER
        layer, size = LAYERS[question.audience], _SMALL if question.is_statement else _QUESTION
        is_muted = question.is_statement or layer is not Layer.ALOUD
        said = len(self._typeset.wrap(question.label, width, size, italic=layer is Layer.INTERVIEWER))
        back = 0.0 if question.is_statement else 0.6 + _ANSWER * MM_PER_POINT * _LEADING
        flow.keep(min(said * size * MM_PER_POINT * _LEADING + back, _BOTTOM / 2))
        self._lines(
            question.label, size, left, width,
            label=question.number, layer=layer, role=Role.MUTED if is_muted else Role.TEXT,
            italic=layer is Layer.INTERVIEWER,
        )  # fmt: skip
        self._put_pictures((question.picture,), LARGEST_OF_QUESTION)
        if not question.is_statement:
            flow.down(0.6)
            for words in question.answer or ("Left unanswered, without a reason",):
                is_bold = bool(question.answer) and not question.is_reason
                role = Role.TEXT if question.answer else Role.MUTED
                self._lines(words, _ANSWER, left, width, bold=is_bold, italic=question.is_reason, role=role)
            self._put_pictures(question.chosen, LARGEST)
            for words in question.beside:
                self._lines(words, _SMALL, left + 4.0, width - 4.0, role=Role.MUTED)
        flow.down(1.6 if question.is_statement else 2.8)

    def _put_pictures(self, names: tuple[str, ...], largest: tuple[float, float]) -> None:
        """The pictures of these files beside each other, as many as fit in a row."""
        flow, left = self._flow, MARGIN + _NUMBER
        held = [raster for name in names if (raster := self._pictures.get(name)) is not None]
        each = max(1, int((TEXT_WIDTH - _NUMBER) / (largest[0] + _GAP)))
        for start in range(0, len(held), each):
            row = [(raster, raster.fitted(largest)) for raster in held[start : start + each]]
            tall = max(size[1] for _, size in row) + 1.6
            flow.keep(tall)
            x = left
            for raster, size in row:
                flow.picture(x, flow.y + 0.8, size, raster)
                x += size[0] + _GAP
            flow.down(tall)

    def _lines(
        self,
        words: str,
        size: float,
        left: float,
        width: float,
        *,
        label: str = "",
        layer: Layer | None = None,
        role: Role = Role.TEXT,
        bold: bool = False,
        italic: bool = False,
    ) -> None:
        """A paragraph at a place of its own, its label before its first line, its layer's bar beside every line."""
        flow, height = self._flow, size * MM_PER_POINT * _LEADING
        for place, line in enumerate(self._typeset.wrap(words, width, size, bold, italic)):
            flow.keep(height)
            top = flow.y
            flow.down(height)
            baseline = flow.y - height * (1 - 1 / _LEADING) / 2 - size * MM_PER_POINT * 0.22
            if label and place == 0:
                flow.put(TextRun(MARGIN, baseline, label, size, Role.MUTED, bold=layer is not None))
            flow.put(TextRun(left, baseline, line, size, role, bold, italic))
            for shift, stroke in BARS[layer] if layer else ():
                x = left - 2.6 + shift
                flow.put(Polyline(((x, top), (x, flow.y)), stroke))
