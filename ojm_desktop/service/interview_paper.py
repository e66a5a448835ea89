"""Printing an interview as it was asked: gathered from the visit's own questionnaire, rendered anywhere, recorded (C7).

A question is printed in the language its answer was given in. The person's own words are printed only with their yes to
quotes, as on maps; what was disclosed is on the sealed side and on no such paper. What the researcher noted for
themselves is printed only where it is asked for: the paper may be for the person it is about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from ojm_desktop.domain.answer import Answer, Comment, CommentKind, Comparison
from ojm_desktop.domain.clock import day_in, long_date
from ojm_desktop.domain.counting import counted
from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.file_names import file_name
from ojm_desktop.domain.form import Audience, Group, Level, Part, Question, Repeat, Role, Type
from ojm_desktop.domain.form_numbers import numbers
from ojm_desktop.domain.interview_paper import InterviewPaper, PaperQuestion, PaperSection
from ojm_desktop.domain.rating import Giver
from ojm_desktop.domain.visit import Mode, Visit, VisitState
from ojm_desktop.service import leaving
from ojm_desktop.service.back_entry import check_of
from ojm_desktop.service.interview import Interview
from ojm_desktop.service.interview_record import without_positions
from ojm_desktop.service.interview_words import number_of, words_of
from ojm_desktop.service.leaving import Outgoing
from ojm_desktop.service.printing import PrintedFile, as_outside
from ojm_desktop.service.queries import counted as counting_in
from ojm_desktop.service.queries.occasions import visit_name
from ojm_desktop.service.session import Session
from ojm_desktop.typeset import Typeset
from ojm_desktop.vault.words import to_words

if TYPE_CHECKING:
    from ojm_desktop.report.pictures import Rasters

Decode = Callable[[Mapping[str, bytes]], "Rasters"]
"""Pictures from files, by name: the window's, which has readers of its own for it."""
KIND = "interview as asked"
LEFT_OUT = "[Own words, left out as agreed]"
NOT_PRINTED = "[The researcher’s own note, left out]"
HELD = {
    Mode.IN_PERSON: "in person",
    Mode.BY_PHONE: "by phone",
    Mode.BY_VIDEO: "by video",
    Mode.PAPER: "on paper, typed in afterwards",
}
COMPARED = {
    Comparison.SAME: "the same as last time",
    Comparison.CHANGED: "changed since last time",
    Comparison.WAS_WRONG: "what was said last time was wrong then",
}
_GIVERS = {
    Giver.OWN_HAND: "Given by the participant, by their own hand.",
    Giver.PARTICIPANT: "Given by the participant, entered by the interviewer.",
    Giver.RESEARCHER: "Given by the interviewer.",
}
_NOTES = {CommentKind.QUOTE: "Quote", CommentKind.CONTEXT: "Context", CommentKind.QUERY: "To ask again"}
_POSITION = re.compile(r"\[(\d+)\]$")


def was_held(visit: Visit) -> bool:
    """Something was asked, so that there is something to print."""
    return visit.state not in {VisitState.PLANNED, VisitState.MISSED}


def gather(session: Session, visit: str, *, with_notes: bool = False) -> InterviewPaper:
    """Freeze what is to be printed; `with_notes`: with what the researcher noted for themselves.

    Raises Refused for a visit nobody came to, NotCounted.
    """
    plan = session.plan
    interview = Interview(session, visit)
    row, form = interview.visit, interview.form
    counting_in.counted(session, [row.participant])
    person = session.study.participant(row.participant)
    consent = session.study.store.consents.newest(row.participant)
    may_quote = consent is not None and consent.uses.quotes
    reading = _Reading(interview, may_quote=may_quote, with_notes=with_notes)
    return InterviewPaper(
        code=person.code,
        title=form.title,
        study=plan.name,
        wave=visit_name(session, row.participant, row.wave),
        facts=tuple(_facts(session, interview)),
        sections=(*reading.sections(), *reading.rowless()),
        left_out=reading.left_out(),
        without_quotes=reading.is_left_out,
        without_notes=reading.is_without_notes,
        printed_on=session.today(),
        form=", ".join(filter(None, (form.title, form.version and f"version {form.version}", form.digest[:16]))),
        head_words=to_words(session.head_hash),
        is_practice=plan.is_practice,
        pictures=reading.pictures,
    )


def print_interviews(
    session: Session,
    visits: list[str],
    folder: Path,
    *,
    reason: str = "",
    recipients: Sequence[str] = (),
    with_notes: bool = False,
    typeset: Typeset | None = None,
    decode: Decode | None = None,
) -> list[PrintedFile]:
    """Gather, write and record, a file a visit. Raises OjmError; what was written is logged. Without `decode` the words
    stand alone where the form has pictures.
    """
    if not visits:
        raise Refused("No interview was held yet, so there is none to print. Nothing was printed.")
    out = counting_in.left_out(session)
    theirs = {visit: session.study.store.visits.get(visit) for visit in visits}
    # Somebody who is left out is named where nobody else was asked for, and passed over among others.
    counting = [visit for visit, row in theirs.items() if row is None or row.participant not in out]
    with leaving.leaving(session, KIND, reason=reason, recipients=recipients) as outgoing:
        papers = [gather(session, visit, with_notes=with_notes) for visit in counting or visits]
        faces = typeset or Typeset()
        written = [_written(paper, outgoing, leaving.made(folder), faces, decode) for paper in papers]
    return as_outside(outgoing, written)


def _written(
    paper: InterviewPaper, outgoing: Outgoing, folder: Path, typeset: Typeset, decode: Decode | None
) -> PrintedFile:
    from ojm_desktop.report import interview_pdf

    path = outgoing.free(folder, file_name(paper.code, paper.wave.lower(), suffix=".pdf"))
    octets = interview_pdf.octets(paper, typeset, decode(paper.pictures) if decode and paper.pictures else {})
    return PrintedFile(path.name, outgoing.put(octets, path), ())


def _facts(session: Session, interview: Interview) -> Iterator[tuple[str, str]]:
    """What the head of the paper says of the visit."""
    visit, form, zone = interview.visit, interview.form, session.plan.zone
    if visit.held_on is not None:
        yield "Held", f"{long_date(visit.held_on)}, {HELD[visit.mode]}"
    begun = long_date(day_in(visit.started_at, zone))
    ended = long_date(day_in(visit.ended_at, zone)) if visit.ended_at else ""
    if visit.mode is Mode.PAPER:
        yield "Typed in", begun if ended in {"", begun} else f"{begun} to {ended}"
    words = visit.state.words + (f", {visit.reason}" if visit.reason else "")
    check = check_of(session, visit).words.removeprefix("From paper: ")
    yield "State", f"{words}; {check}" if check else words
    yield "Questionnaire", f"{form.title}, version {form.version}" if form.version else form.title
    spoken = sorted({answer.language for answer in interview.answers.values() if answer.language})
    if spoken or visit.language:
        yield "Language", "; ".join(spoken) or visit.language


class _Reading:
    """Reads one visit's questions and answers, own words only where they may be printed."""

    def __init__(self, interview: Interview, *, may_quote: bool, with_notes: bool) -> None:
        self._interview = interview
        self._may_quote = may_quote
        self._with_notes = with_notes
        self.is_left_out = self.is_without_notes = False
        self._scale = ""
        self.pictures: dict[str, bytes] = {}
        """Those that are wanted, by file."""
        self._numbers = numbers(interview.form)
        self._nodes = {node.path: node for node in interview.form.nodes()}

    def sections(self) -> Iterator[PaperSection]:
        """What applied, part by part."""
        begun: set[str] = set()
        for place, paths in groupby(self._interview.running.questions(), key=self._part):
            questions = tuple(self._question(path) for path in paths)
            node = self._nodes.get(without_positions(place))
            is_below = place.count("/") > 2
            self._speak(next((self._answered(path) for path in self._below(place)), None))
            heading = self._interview.state(place).label if isinstance(node, (Group, Repeat)) else ""
            if position := _POSITION.search(place):
                heading = f"{heading or place.rpartition('/')[2].partition('[')[0]}, {position[1]}"
            if place in begun and heading:  # a repeat stood in between
                heading, is_below = f"{heading}, continued", True
            begun.add(place)
            yield PaperSection(self._numbers.get(without_positions(place), ""), heading, questions, is_below)

    def rowless(self) -> Iterator[PaperSection]:
        """Notes of rows that were removed, which stand beside no question any more."""
        if found := [one for one in self._interview.rowless_notes() if self._prints(one)]:
            questions = tuple(
                PaperQuestion(
                    "",
                    Audience.INTERVIEWER,
                    f"{self._interview.words(one.path)}, row removed",
                    is_statement=True,
                    beside=(self._noted(one),),
                )
                for one in found
            )
            yield PaperSection("", "Notes of rows that were removed", questions)

    def left_out(self) -> int:
        """How many questions did not apply."""
        asked = set(self._interview.running.questions())
        places = (
            self._nodes.get(without_positions(path)) for path in self._interview.running.paths() if path not in asked
        )
        return sum(1 for node in places if isinstance(node, Question) and node.is_shown and node.type is not Type.NOTE)

    def _part(self, path: str) -> str:
        """The section a question is printed under: the nearest instance of a repeat around it, else the first group."""
        above = path.rpartition("/")[0]
        while above.count("/") > 2 and not isinstance(self._nodes.get(without_positions(above)), Repeat):
            above = above.rpartition("/")[0]
        return above if above.count("/") > 1 else ""

    def _below(self, place: str) -> Iterator[str]:
        return (path for path in self._interview.answers if place and path.startswith(f"{place}/"))

    def _answered(self, path: str) -> Answer | None:
        return self._interview.answers.get(path)

    def _speak(self, answer: Answer | None) -> None:
        """From here on in the language an answer was given in."""
        visit, form = self._interview.visit, self._interview.form
        spoken = (answer.language if answer is not None else "") or visit.language or form.default_language
        if spoken and spoken != self._interview.running.language:
            self._interview.running.language = spoken

    def _question(self, path: str) -> PaperQuestion:
        question, answer = self._interview.question(path), self._answered(path)
        if question.type is not Type.NOTE:  # what is only said is said in the language of what was asked before it
            self._speak(answer)
        state = self._interview.state(path)
        label = state.label or question.name
        number = self._numbers.get(question.path, "")
        if question.type is Type.NOTE:
            picture = self._pictured(question)
            return PaperQuestion(number, question.audience, label, is_statement=True, picture=picture)
        is_reason = answer is not None and answer.non_answer is not None
        said = self._said(question, answer, {offered.name: offered.label for offered in state.choices})
        beside = tuple(self._beside(path, question, answer))
        return PaperQuestion(
            number, question.audience, label, said,
            is_reason=is_reason, beside=beside, picture=self._pictured(question), chosen=self._chosen(question, answer),
        )  # fmt: skip

    def _pictured(self, question: Question) -> str:
        """The file of the question's picture in the language it was asked in."""
        from ojm_desktop.report.pictures import of_question

        chain = tuple(filter(None, (self._interview.running.language, self._interview.form.default_language)))
        return self._kept(of_question(question, chain))

    def _chosen(self, question: Question, answer: Answer | None) -> tuple[str, ...]:
        """The files of the pictures of what was chosen, in the order it was."""
        from ojm_desktop.report.pictures import of_choice

        if answer is None or answer.non_answer is not None or question.choices is None:
            return ()
        lists = {held.id: held.choices for held in self._interview.form.lists}
        files = {one.name: of_choice(one) for one in lists.get(question.choices.list_id, ())}
        return tuple(filter(None, (self._kept(files.get(name, "")) for name in answer.value.split())))

    def _kept(self, name: str) -> str:
        """The name, where such a file came with the form."""
        octets = self._interview.form_file(name) if name else None
        if octets is None:
            return ""
        self.pictures[name] = octets
        return name

    def _said(self, question: Question, answer: Answer | None, choices: dict[str, str]) -> tuple[str, ...]:
        if answer is None:
            return ()
        if answer.non_answer is not None:
            return (f"No answer: {answer.non_answer.words}",)
        if question.role is Role.NOTE and not self._with_notes:
            self.is_without_notes = True
            return (NOT_PRINTED,)
        if (question.role is Role.COMMENT or question.part is Part.OBSERVATION) and not self._may_quote:
            self.is_left_out = True
            return (LEFT_OUT,)
        if answer.is_attached:
            length = f"{len(answer.value):,}"
            return (*answer.shown.splitlines(), f"… the beginning of {length} characters kept in the study")
        return tuple(words_of(question, answer.value, choices))

    def _beside(self, path: str, question: Question, answer: Answer | None) -> Iterator[str]:
        if answer is not None:
            is_named = question.role is Role.RATING or answer.given_by is not Giver.PARTICIPANT
            if answer.non_answer is None and is_named:
                yield _GIVERS[answer.given_by]
            ticks = self._interview.state(path).tick_words
            told = "; ".join(f"{number_of(question, value)} {words}" for value, words in ticks if words)
            if answer.non_answer is None and told not in {"", self._scale}:  # told once, and where it is another
                self._scale = told
                yield f"The words of the scale: {told}."
            if answer.comparison is not None:
                yield f"Beside last time: {COMPARED[answer.comparison]}."
            for warned in self._interview.state(path).warnings:
                if warned.level is Level.WARN:
                    reason = self._interview.passed(path, warned.message)
                    yield f"Warned: {warned.message}" + (f" Passed, because: {reason}" if reason else " Not passed.")
        for note in filter(self._prints, self._interview.notes(path)):
            yield self._noted(note)

    def _prints(self, note: Comment) -> bool:
        """A quote is the person's; what else was noted is the researcher's."""
        is_printed = self._with_notes or note.kind is CommentKind.QUOTE
        self.is_without_notes |= not is_printed
        return is_printed

    def _noted(self, note: Comment) -> str:
        is_own = note.kind is CommentKind.QUOTE
        self.is_left_out |= is_own and not self._may_quote
        return f"{_NOTES[note.kind]}: {LEFT_OUT if is_own and not self._may_quote else note.words}"


def told(files: list[PrintedFile], folder: Path) -> str:
    """What a page or a command says of it."""
    return f"{counted(len(files), 'interview was', 'interviews were')} written to {folder.name}."
