"""A blank questionnaire on paper, numbered as on the screen, with the same three text layers (interview: paper parity).

Nobody's name has a place on it: a code, the day and the initials of whoever asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from ojm_desktop.domain.form import AnyNode, Choice, Form, Group, Question, Repeat, Type, walk
from ojm_desktop.domain.form_numbers import numbers
from ojm_desktop.journey.primitives import Band, Figure, Polyline, Primitive, Role, Stroke, TextRun
from ojm_desktop.report.document import Document, Facts
from ojm_desktop.report.files import write_new
from ojm_desktop.report.flow import HEIGHT, MARGIN, WIDTH, Flow
from ojm_desktop.report.form_answers import put_answer
from ojm_desktop.report.form_conditions import Known, in_words
from ojm_desktop.report.form_layers import BAR, LAYERS, LEFT, REASON_WIDTH, RIGHT, Layer, plain, say
from ojm_desktop.report.pictures import LARGEST_OF_QUESTION, Placed, Rasters, of_choice, of_question
from ojm_desktop.typeset import Typeset

MOST_COPIES = 20
"""A repeat is printed no more often than this, whatever its count says."""

_TITLE, _SECTION, _HEADING, _NUMBER, _SMALL, _FOOT = 18.0, 13.0, 10.5, 10.0, 8.5, 8.0
_BOTTOM = 278.0
_BEFORE_BAR = 1.4
_HAIR = Stroke(Role.FRAME, 0.25)
_HOW = (
    "Words beside a thick bar are read aloud as they stand. Slanting words beside a dashed bar are for the interviewer "
    "only. Words beside two thin bars are for the participant to read. Grey words without a bar help where help is "
    "wanted. A circle: choose one. A box: any may be ticked. A star after a number: it needs an answer, or a reason "
    "why there is none.",
    "In the box on the right write the reason for no answer: K doesn’t know, R refused, A not applicable, T not asked: "
    "time, S not asked: distress, P not asked: third party present. Leave it empty where there is an answer.",
    "Where the lines are too few, go on overleaf with the question’s number. Write no names on this paper. Afterwards "
    "it is typed in under its code, with the day that stands here.",
)
_FIELDS = (("Code", 44.0), ("Day", 44.0), ("Asked by (initials)", 44.0))


@dataclass(frozen=True)
class FormPaper:
    """What is printed: the form, the language to read from (others fill gaps), blank copies of an open repeat."""

    form: Form
    language: str = ""
    copies: int = 1
    pictures: Rasters = field(default_factory=dict)
    """Those of its pictures that came along; for the others the words stand alone."""


def pages(paper: FormPaper, typeset: Typeset) -> tuple[Figure, ...]:
    """The paper as figures of A4, without its pictures."""
    return _laid_out(paper, typeset)[0]


def _laid_out(paper: FormPaper, typeset: Typeset) -> tuple[tuple[Figure, ...], list[Placed]]:
    flow = Flow(typeset, _BOTTOM)
    writer = _Writer(paper, typeset)
    writer.head(flow)
    for node in paper.form.root.children:
        writer.section(flow, node)
    return flow.figures(f"{paper.form.title}, blank", writer.foot), flow.pictures


def octets(paper: FormPaper, typeset: Typeset) -> bytes:
    """The paper as a PDF."""
    return _document(paper, typeset).octets()


def write(paper: FormPaper, path: Path, typeset: Typeset) -> int:
    """Write the paper to the new file `path`; how many pages it has. Raises FileIsThere and NotWritten."""
    document = _document(paper, typeset)
    count = document.pages
    finished = document.octets()
    write_new(path, lambda temporary: temporary.write_bytes(finished))
    return count


def _document(paper: FormPaper, typeset: Typeset) -> Document:
    document = Document(Facts(paper.form.title, f"Version {paper.form.version}" if paper.form.version else ""), typeset)
    figures, pictures = _laid_out(paper, typeset)
    for number, page in enumerate(figures):
        document.add(page, pictures=[placed for placed in pictures if placed.page == number])
    return document


class _Writer:
    """Puts one form down; what is said of it comes from the form alone."""

    def __init__(self, paper: FormPaper, typeset: Typeset) -> None:
        self._form = paper.form
        self._typeset = typeset
        self._copies = paper.copies
        self._pictures = paper.pictures
        self._is_again = False
        self._chain = tuple(dict.fromkeys(one for one in (paper.language, paper.form.default_language) if one))
        self._numbers = numbers(paper.form)
        self._lists = {held.id: held.choices for held in paper.form.lists}
        self._known = Known(self._numbers, {one.path: self._words_of(one) for one in paper.form.questions()})

    def head(self, flow: Flow) -> None:
        """Title, where code and day are written, and how to use the paper."""
        flow.text(self._form.title, _TITLE, bold=True)
        language = self._chain[0] if self._chain else ""
        about = (f"Version {self._form.version}" if self._form.version else "", language)
        flow.text(". ".join(part for part in about if part), _SMALL, role=Role.MUTED)
        flow.down(7.6)
        x = MARGIN
        for words, width in _FIELDS:
            flow.put(
                Polyline(((x, flow.y), (x + width, flow.y)), _HAIR),
                TextRun(x, flow.y + 4.0, words, _SMALL, Role.MUTED),
            )
            x += width + 10.0
        flow.down(6.4)
        for paragraph in _HOW:
            flow.text(paragraph, _FOOT)
            flow.down(0.8)
        flow.down(1.6)

    def section(self, flow: Flow, node: AnyNode) -> None:
        """A part of the form with its heading; what nobody is shown is left out."""
        if isinstance(node, Question):
            self._question(flow, node)
        elif any(isinstance(below, Question) and below.is_shown for below in walk(node)):
            self._group(flow, node, _SECTION)

    def foot(self, page: int, pages: int) -> tuple[Primitive, ...]:
        """Title, version and fingerprint of the form, and the page."""
        version = f"version {self._form.version}" if self._form.version else ""
        left = "  ·  ".join(filter(None, (self._form.title, version, self._form.digest[:16])))
        number = f"Page {page} of {pages}"
        room = WIDTH - 2 * MARGIN - self._typeset.width(number, _FOOT) - 6.0
        return (
            Polyline(((MARGIN, HEIGHT - 16.0), (WIDTH - MARGIN, HEIGHT - 16.0)), _HAIR),
            *(
                TextRun(MARGIN, HEIGHT - 11.8 + line * 3.6, words, _FOOT, Role.MUTED)
                for line, words in enumerate(self._typeset.wrap(left, room, _FOOT))
            ),
            TextRun(WIDTH - MARGIN, HEIGHT - 11.8, number, _FOOT, Role.MUTED, anchor="end"),
        )

    def _group(self, flow: Flow, node: Group | Repeat, size: float) -> None:
        if isinstance(node, Group):
            self._keep_with_first(flow, node, size)
            self._heading(flow, node, size, "")
            self._children(flow, node)
            return
        copies = int(node.count) if node.count.strip().isdecimal() else self._copies
        copies = min(copies, MOST_COPIES)
        for copy in range(1, copies + 1):
            self._heading(flow, node, size, f", {copy} of {copies}" if copies > 1 else "")
            self._is_again = copy > 1
            self._children(flow, node)
        self._is_again = False
        if not node.count:
            flow.text("If there is more to tell, go on with another sheet.", _SMALL, role=Role.MUTED)
            flow.down(3.0)

    def _keep_with_first(self, flow: Flow, node: Group, size: float) -> None:
        """A heading never stands at the foot of a page with its first question overleaf."""
        first = next((child for child in node.children if not isinstance(child, Question) or child.is_shown), None)
        tried = Flow(self._typeset, _BOTTOM)
        self._heading(tried, node, size, "")
        if isinstance(first, Question):
            self._put(tried, first)
        if tried.page == 0:
            flow.keep(tried.y - MARGIN)

    def _children(self, flow: Flow, node: Group | Repeat) -> None:
        for child in node.children:
            if isinstance(child, Question):
                self._question(flow, child)
            elif any(isinstance(below, Question) and below.is_shown for below in walk(child)):
                self._group(flow, child, _HEADING)

    def _heading(self, flow: Flow, node: Group | Repeat, size: float, copy: str) -> None:
        words = plain(node.label, self._chain, self._numbers) or (node.name if node.label or copy else "")
        flow.keep(38.0)
        if words:
            flow.down(1.6)
            flow.text(f"{self._numbers.get(node.path, '')}  {words}{copy}".strip(), size, bold=True)
        self._condition(flow, node)
        flow.down(1.2)

    def _question(self, flow: Flow, question: Question) -> None:
        """One question, kept together where a page can hold it."""
        if not question.is_shown:
            return
        tried = Flow(self._typeset, _BOTTOM)
        self._put(tried, question)
        if tried.page == 0:
            flow.keep(tried.y - MARGIN)
        self._put(flow, question)

    def _put(self, flow: Flow, question: Question) -> None:
        flow.keep(20.0)
        self._condition(flow, question)
        number = self._numbers.get(question.path)
        if number:
            star = "*" if question.required.strip() not in {"", "false()"} else ""
            flow.put(TextRun(MARGIN, flow.y + 3.8, number + star, self._number_size(number + star), bold=True))
            flow.put(Band(RIGHT - REASON_WIDTH, flow.y + 0.4, REASON_WIDTH, 7.0, Role.PAPER, _HAIR))
        for layer, words in self._layers(question):
            say(flow, self._typeset, layer, words)
        if (picture := self._pictures.get(of_question(question, self._chain))) is not None:
            size = picture.fitted(LARGEST_OF_QUESTION)
            flow.keep(size[1] + 1.6)
            flow.picture(LEFT, flow.y + 0.8, size, picture)
            flow.down(size[1] + 1.6)
        said = list(self._words_of(question).values())
        drawn = [self._pictures.get(of_choice(choice)) for choice in self._choices_of(question)]
        put_answer(flow, self._typeset, question, said, self._ticks_of(question), drawn)
        flow.down(1.2 if question.type is Type.NOTE else 2.4)

    def _number_size(self, number: str) -> float:
        """In points: smaller where a number is so long that it would touch the bar before the words."""
        room = BAR - _BEFORE_BAR - MARGIN
        return min(_NUMBER, _NUMBER * room / self._typeset.width(number, _NUMBER, bold=True))

    def _condition(self, flow: Flow, node: AnyNode) -> None:
        said = in_words(node.relevant, node.path, self._known)
        if said == "":
            return
        words = f"Only if {said}." if said else f"Only if this holds: {' '.join(node.relevant.split())}"
        flow.text(words, _SMALL, role=Role.MUTED, indent=LEFT - MARGIN)
        flow.down(0.8)

    def _layers(self, question: Question) -> Iterator[tuple[Layer, str]]:
        """What is printed over the place for the answer, by layer; neighbours of one layer stand under one label.

        A repeat's second copy and those after it say what is asked; how to ask it stands on the first.
        """
        if self._is_again:
            yield LAYERS[question.audience], plain(question.label, self._chain, self._numbers) or question.name
            return
        said = [
            (LAYERS[question.audience], plain(question.label, self._chain, self._numbers) or question.name),
            (Layer.INTERVIEWER, plain(question.guidance, self._chain, self._numbers)),
            (Layer.INTERVIEWER, self._about_choices(question)),
            (Layer.HELP, plain(question.hint, self._chain, self._numbers)),
        ]
        for layer, pairs in groupby((pair for pair in said if pair[1]), key=itemgetter(0)):
            yield layer, "\n".join(words for _, words in pairs)

    def _about_choices(self, question: Question) -> str:
        """What paper cannot do with choices: a list in another file, rows that depend on other answers."""
        if question.choices is None:
            return ""
        files = dict(self._form.files)
        if question.choices.list_id in files:
            return f"The choices are in the list “{files[question.choices.list_id]}”."
        return "Which of these apply depends on earlier answers." if question.choices.filter else ""

    def _ticks_of(self, question: Question) -> list[tuple[str, str]]:
        """The words at values of a range."""
        rows = self._lists.get(question.range.labels, ()) if question.range is not None else ()
        return [(row.name, plain(row.label, self._chain, self._numbers)) for row in rows]

    def _words_of(self, question: Question) -> dict[str, str]:
        """Value -> words of every choice of a question."""
        rows = self._choices_of(question)
        return {row.name: plain(row.label, self._chain, self._numbers) or row.name for row in rows}

    def _choices_of(self, question: Question) -> list[Choice]:
        """The choices of a question, each name once."""
        rows = self._lists.get(question.choices.list_id, ()) if question.choices is not None else ()
        return list({row.name: row for row in rows}.values())
