"""A visit at a glance: how far each section is, what is still open before it is finished, how long it will take."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

from ojm_desktop.domain.answer import CommentKind, NonAnswer
from ojm_desktop.domain.clock import parse_utc
from ojm_desktop.domain.disclosure import Disclosure
from ojm_desktop.domain.form import Group, Level, Question, Type
from ojm_desktop.domain.paradata import Step, What
from ojm_desktop.domain.rating import Giver
from ojm_desktop.domain.rows import now_at
from ojm_desktop.domain.visit import Mode, VisitState
from ojm_desktop.service.edits.disclosures import disclosures_of
from ojm_desktop.service.interview import Interview
from ojm_desktop.service.interview_record import place_id, without_positions

_TYPED: Final = frozenset({Type.INTEGER, Type.DECIMAL, Type.DATE, Type.TIME, Type.DATE_TIME, Type.RANGE})
"""What can be written so that it is no value of its kind, without any check of the form's own."""
LATER: Final = "shown after the rating that is awaited"
"""In the place of an answer that another open interview with the person keeps back (`Interview.is_withheld`)."""
LONGEST_GAP: Final = 30 * 60
"""Seconds; the longest that a study waits for somebody before it locks (security: lock)."""


class SectionState(Enum):
    """How far a section is."""

    NOT_STARTED = "not started"
    BEGUN = "begun"
    DONE = "done"


@dataclass(frozen=True)
class Section:
    """A group of the form's first level; the form itself for questions that stand in none.

    `replied` of `asked` questions have an answer or a reason, what the questionnaire filled in left out; `blocked` and
    `warnings` count answers that stop the end or are warned of without having been passed; `reason` is why nothing in
    it was answered, where it is one for all. `is_here`: now. `required` of `asked` need a reply, `owed` have none yet.
    """

    path: str
    label: str
    asked: int
    replied: int
    non_answers: int
    warnings: int
    is_here: bool
    blocked: int = 0
    reason: NonAnswer | None = None
    required: int = 0
    owed: int = 0

    @property
    def state(self) -> SectionState:
        """Not started, begun or done: where something needs a reply, once all that does has one."""
        if self.replied == self.asked or (self.required and not self.owed):
            return SectionState.DONE
        return SectionState.BEGUN if self.replied else SectionState.NOT_STARTED


class Open(Enum):
    """Why something stands on the finish screen, in the order it stands there."""

    BLOCKED = "blocked"
    WARNED = "warned"
    UNANSWERED = "unanswered"
    NO_ANSWER = "no answer"
    NOTE = "note"
    DISCLOSURE = "disclosure"


@dataclass(frozen=True)
class Finding:
    """One line of the finish screen: a link to `path`. `words` say what is wrong, or the reason, note or category."""

    what: Open
    path: str
    label: str
    words: str
    is_settled: bool = False
    """A warning that was passed with a reason; a question that need not be answered."""
    reason: str = ""
    """Why a warning was passed."""
    kind: CommentKind | None = None
    """What a note is."""
    at: str = ""
    """When a disclosure was recorded (UTC)."""


@dataclass(frozen=True)
class Recovered:
    """One answer that was saved before, and when (UTC)."""

    path: str
    label: str
    words: str
    saved_at: str


def sections(interview: Interview) -> tuple[Section, ...]:
    """Every section with a question that applies now, in the order of the form."""
    here = interview.position
    found: dict[str, list[str]] = {}
    groups = {node.path for node in interview.form.root.children if isinstance(node, Group)}
    for path in interview.running.questions():
        place = "/".join(without_positions(path).split("/")[:3])
        found.setdefault(place if place in groups else interview.form.root.path, []).append(path)
    return tuple(_section(interview, section, paths, here) for section, paths in found.items())


def finish_list(interview: Interview) -> tuple[Finding, ...]:
    """What is open, refused, noted or disclosed; disclosures only where this key opens the sealed side."""
    found = [*_of_questions(interview), *_of_notes(interview), *_of_disclosures(interview)]
    order = list(Open)
    return tuple(sorted(found, key=lambda finding: order.index(finding.what)))


def recovered(interview: Interview) -> tuple[Recovered, ...]:
    """What was said in this visit and is there again, oldest first."""
    shown = set(interview.running.questions())
    rows = sorted(interview.answers.values(), key=lambda answer: (answer.at, answer.key.path))
    return tuple(
        Recovered(
            answer.key.path,
            interview.state(answer.key.path).label,
            _kept_back(interview, answer.key.path) or (answer.non_answer.words if answer.non_answer else answer.shown),
            answer.at,
        )
        for answer in rows
        if answer.key.path in shown
    )


def _kept_back(interview: Interview, path: str) -> str:
    return LATER if interview.is_withheld(path) else ""


def usual_seconds(interview: Interview) -> float | None:
    """The median of past interviews with this questionnaire, pauses and what was typed from paper left out; None before
    any.
    """
    store = interview.session.study.store
    ids = {facts.digest: facts.id for facts in store.forms.all()}
    lasted = [
        _seconds(store.paradata.of(visit.id))
        for visit in store.visits.all()
        if visit.state in {VisitState.COMPLETE, VisitState.LOCKED}
        and visit.mode is not Mode.PAPER
        and ids.get(visit.form) == interview.form.id
    ]
    return statistics.median(lasted) if lasted else None


def minutes_left(interview: Interview, usual: float | None) -> int | None:
    """What the share that is not asked yet takes of the `usual_seconds`; None where these are not known."""
    replied, asked = progress(interview)
    return round(usual * (asked - replied) / asked / 60) if usual is not None and asked else None


def progress(interview: Interview) -> tuple[int, int]:
    """How many of the questions that apply now have a value or a reason, and how many there are.

    What the questionnaire filled in itself is in neither: nobody has answered it, and nobody need.
    """
    asked = [path for path in _asked(interview) if not _is_filled(interview, path)]
    return sum(1 for path in asked if path in interview.answers), len(asked)


def numbered(interview: Interview) -> dict[str, tuple[str, int]]:
    """Every question that takes a reply, by path: its section's words, and its number in it from 1."""
    groups = {node.path for node in interview.form.root.children if isinstance(node, Group)}
    found: dict[str, tuple[str, int]] = {}
    counts: dict[str, int] = {}
    for path in _asked(interview):
        section = "/".join(without_positions(path).split("/")[:3])
        label = interview.state(section).label if section in groups else interview.form.title
        counts[section] = counts.get(section, 0) + 1
        found[path] = (label, counts[section])
    return found


def minutes_so_far(interview: Interview) -> int:
    """How long this visit has lasted until now, pauses left out."""
    steps = interview.session.study.store.paradata.of(interview.visit.id)
    now = Step("", What.PAUSED, interview.session.clock.now())
    return round(_seconds((*steps, now)) / 60)


def _asked(interview: Interview) -> list[str]:
    """Paths of what takes a reply, in the order of the form."""
    return [path for path in interview.running.questions() if interview.question(path).type is not Type.NOTE]


def _is_filled(interview: Interview, path: str) -> bool:
    """Whether a value stands there that the questionnaire put there: worked out, a default, what the study knows."""
    answer, question = interview.answers.get(path), interview.question(path)
    if answer is None:
        return bool(interview.running.state(path).value)
    if answer.given_by is not Giver.RESEARCHER or answer.non_answer is not None:
        return False
    return bool(question.static_default or question.known or question.defaults or question.preload)


def _section(interview: Interview, section: str, paths: list[str], here: str) -> Section:
    told = [path for path in paths if interview.question(path).type is not Type.NOTE]
    asked = [path for path in told if not _is_filled(interview, path)]
    held_back = {path for path in told if path in interview.answers and interview.is_withheld(path)}
    replies = [interview.answers[path] for path in told if path in interview.answers and path not in held_back]
    given = [answer.key.path for answer in replies if answer.non_answer is None]
    read_out = [path for path in paths if interview.question(path).type is Type.NOTE]
    warned = [(path, words) for path in (*given, *read_out) if (words := _warned(interview, path))]
    reasons = {answer.non_answer for answer in replies}
    at_root = section == interview.form.root.path
    required = [path for path in asked if _needs_reply(interview, path)]
    return Section(
        path=section,
        label=interview.form.title if at_root else interview.state(section).label,
        asked=len(asked),
        replied=sum(1 for path in asked if path in interview.answers),
        non_answers=len(replies) - len(given),
        warnings=sum(1 for path, words in warned if not interview.passed(path, words)),
        is_here=here in paths,
        blocked=sum(1 for path in (*given, *held_back) if _is_blocked(interview, path)),
        reason=next(iter(reasons)) if len(replies) == len(told) and len(reasons) == 1 else None,
        required=len(required),
        owed=sum(1 for path in required if path not in interview.answers),
    )


def _needs_reply(interview: Interview, path: str) -> bool:
    """Whether it is to be left with an answer or a reason: asked only where the form says when."""
    if not interview.question(path).required:
        return False
    state = interview.running.state(path)
    return state.required and not state.read_only


def _is_blocked(interview: Interview, path: str) -> bool:
    """Whether an answer stops the end: asked only where something is checked of it."""
    question = interview.question(path)
    return (bool(question.checks) or question.type in _TYPED) and not interview.state(path).valid


def _warned(interview: Interview, path: str) -> str:
    """The warning that an answer raises, first one that was not passed yet; empty for none."""
    question: Question = interview.question(path)
    if not (question.checks or question.choices or question.minimum_seconds or question.part or question.known):
        return ""
    found = [one.message for one in interview.state(path).warnings if one.level is Level.WARN]
    return next((words for words in found if not interview.passed(path, words)), next(iter(found), ""))


def _of_questions(interview: Interview) -> Iterator[Finding]:
    for path in interview.running.questions():
        if interview.question(path).type is Type.NOTE:
            yield from _of_warning(interview, path)
            continue
        state, answer = interview.state(path), interview.answers.get(path)
        if (answer is not None or state.value) and interview.is_withheld(path):
            yield from _of_withheld(interview, path)
        elif answer is not None and answer.non_answer is not None:
            yield Finding(Open.NO_ANSWER, path, state.label, answer.non_answer.words)
        elif not state.value:
            yield Finding(
                Open.UNANSWERED, path, state.label, state.message, is_settled=not state.required or state.read_only
            )
        elif not state.valid:
            yield Finding(Open.BLOCKED, path, state.label, state.message)
        else:
            yield from _of_warning(interview, path)


def _of_withheld(interview: Interview, path: str) -> Iterator[Finding]:
    """Of an answer that is kept back now nothing but that it stops the end: a reason or a warning would tell of it."""
    answer, state = interview.answers.get(path), interview.state(path)
    if not state.valid and (answer is None or answer.non_answer is None):
        yield Finding(Open.BLOCKED, path, state.label, LATER)


def _of_warning(interview: Interview, path: str) -> Iterator[Finding]:
    """What an answer is warned of; or what was to be read out and was passed too fast."""
    if warning := _warned(interview, path):
        reason, label = interview.passed(path, warning), interview.state(path).label
        yield Finding(Open.WARNED, path, label, warning, is_settled=bool(reason), reason=reason)


def _of_notes(interview: Interview) -> Iterator[Finding]:
    """Notes beside questions; what was written as the answer of a comment's question is no note."""
    for comment in interview.session.study.store.comments.of_visit(interview.visit.id):
        if comment.id != place_id(interview.visit.id, comment.path):
            label = _label(interview, comment.path)
            yield Finding(Open.NOTE, comment.path, label, comment.words, is_settled=True, kind=comment.kind)


def _of_disclosures(interview: Interview) -> Iterator[Finding]:
    study, visit = interview.session.study, interview.visit
    for told in disclosures_of(study, visit.participant) if study.has_sealed_side else ():
        if told.visit == visit.id:
            path, label = disclosed_at(interview, told)
            is_there, category = not path or interview.has_row(path), told.category.value
            yield Finding(Open.DISCLOSURE, path if is_there else "", label, category, is_settled=True, at=told.at)


def disclosed_at(interview: Interview, told: Disclosure) -> tuple[str, str]:
    """Where a disclosure's question lies now, and its words; both empty where it was said at none."""
    steps = interview.session.study.store.paradata.of(told.visit)
    path = now_at(told.path, (step for step in steps if step.instant.utc > told.at))
    return path, _label(interview, path)


def _label(interview: Interview, path: str) -> str:
    """The words of a question; empty for none. Where its row of a repeat was taken away since, it says so."""
    if not path or interview.has_row(path):
        return interview.state(path).label if path else ""
    return f"{interview.words(path)}, row removed"


def _seconds(steps: tuple[Step, ...]) -> float:
    """How long a visit lasted from its start to its end: pauses left out, and where nobody did anything for longer than
    the study stays open by itself: it was locked, or the laptop was off.
    """
    total, since = 0.0, None
    for step in steps:
        now = parse_utc(step.instant.utc)
        if since is not None:
            took = (now - since).total_seconds()
            total += took if 0 < took <= LONGEST_GAP else 0
        if step.what in {What.PAUSED, What.STOPPED, What.COMPLETED}:
            since = None
        elif since is not None or step.what in {What.STARTED, What.RESUMED}:
            since = now
    return total
