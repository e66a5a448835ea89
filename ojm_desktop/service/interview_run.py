"""What a visit's questionnaire runs in: the study's clock and zone, the last wave, who asks."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from itertools import count
from random import Random
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from ojm_desktop.domain.answer import Answer
from ojm_desktop.domain.clock import parse_utc
from ojm_desktop.domain.form import Form, Known, Level, Question
from ojm_desktop.domain.visit import Visit
from ojm_desktop.service.session import Session

WHOSE: Final = frozenset({Known.CODE, Known.COHORT, Known.WAVE, Known.ORDER_START})
"""What tells whose visit it is, which, and where its days lie: never put right by an answer."""

if TYPE_CHECKING:
    from ojm_desktop.forms.environment import ExternalList
    from ojm_desktop.forms.instance import Node
    from ojm_desktop.forms.running import RunningForm
    from ojm_desktop.forms.state import NodeState


def here(session: Session) -> datetime:
    """Now, in the study's zone."""
    return parse_utc(session.clock.now().utc).astimezone(ZoneInfo(session.plan.zone))


def kept_answers(session: Session, visit: str) -> dict[str, Answer]:
    """What the study holds of a visit's answers, by path."""
    return {answer.key.path: answer for answer in session.study.store.answers.of(visit)}


def last_answers(session: Session, visit: Visit, form: Form) -> dict[str, Answer]:
    """The relevant answers of the visit that was held before this one with a form of the same id.

    Held, not typed: an interview on paper that comes in late is last time for those held after it, and for none before.
    """
    store = session.study.store
    begun = (one for one in store.visits.of(visit.participant) if one.form and one.id != visit.id)
    earlier = sorted((one for one in begun if _when(one) < _when(visit)), key=_when)
    ids = {facts.digest: facts.id for facts in store.forms.all()}
    for one in reversed(earlier):
        if ids.get(one.form) == form.id:
            return {
                path: answer
                for path, answer in kept_answers(session, one.id).items()
                if answer.is_relevant and not answer.is_cleared
            }
    return {}


def _when(visit: Visit) -> tuple[date, str]:
    """The day a visit was held, which of paper is the paper's; within a day when it was begun."""
    return visit.held_on or date.min, visit.started_at


def run(
    session: Session, visit: Visit, form: Form, last: Mapping[str, Answer], files: Mapping[str, bytes]
) -> RunningForm:
    """The questionnaire of a visit before any answer, filled with what the study knows.

    Its chance is the visit's own, so that opened again it is the same. A list that did not come along, or cannot be
    read, is missing: the question that looks into it says so.
    """
    from ojm_desktop.forms.environment import Environment
    from ojm_desktop.forms.running import RunningForm

    ids = count()
    environment = Environment(
        lambda: parse_utc(session.clock.now().utc),
        ZoneInfo(session.plan.zone),
        lambda: hashlib.sha256(f"{visit.id} {next(ids)}".encode()).hexdigest()[:32],
        Random(visit.id),
        _document(last),
        {id: lists for id, name in form.files if (lists := external_list(name, files.get(name))) is not None},
        username=session.place.opened.label if session.place else "",
    )
    running = RunningForm(form, environment, visit.language or None)
    for question in form.questions():
        if question.known is not None:
            _fill(running, question, known(session, visit, question.known))
    return running


def known(session: Session, visit: Visit, what: Known) -> tuple[str, ...]:
    """What the study knows of a visit, in every way a questionnaire may write it; empty where it does not know."""
    person = session.study.participant(visit.participant)
    return {
        Known.CODE: (person.code,),
        Known.COHORT: (person.cohort,),
        Known.WAVE: (visit.wave,),
        Known.HELD_ON: (visit.held_on.isoformat(),) if visit.held_on else (),
        Known.ORDER_START: (person.order_start.isoformat(),),
        Known.ORDER: person.order_types[:1],
        Known.AGE: (str(person.age),) if person.age is not None else (),
    }[what]


def with_known(session: Session, visit: Visit, question: Question, state: NodeState) -> NodeState:
    """The state of a question that says whose visit it is, warned of an answer that the study knows to be another's.

    The warning stands behind the question's own checks and those of haste and of the map, and is passed like them.
    """
    if question.known not in WHOSE or not (state.relevant and state.valid and state.value):
        return state
    labels = {choice.name: choice.label for choice in state.choices}
    names = {label: name for name, label in labels.items()}
    wanted = [names.get(text, text) for text in known(session, visit, question.known)]
    if state.value in wanted or (labels and not labels.keys() & wanted):
        return state
    from ojm_desktop.forms.state import Warned  # not needed before an interview is held

    shown = labels.get(wanted[0], wanted[0])
    words = f"The study has “{shown}” here. Look whether this is the right person and visit."
    return dataclasses.replace(state, warnings=(*state.warnings, Warned(Level.WARN, words, len(question.checks) + 2)))


def _fill(running: RunningForm, question: Question, known: tuple[str, ...]) -> None:
    """Put the first of these that the question takes: as it is, or as the choice with these words."""
    if not running.has(question.path):
        return
    words = {choice.label: choice.name for choice in running.state(question.path).choices}
    for text in known:
        running.set(question.path, words.get(text, text))
        if running.state(question.path).valid:
            return
    running.set(question.path, "")


def external_list(name: str, octets: bytes | None) -> ExternalList | None:
    """The rows of a file beside a form; None where it did not come along or cannot be read."""
    from ojm_desktop.forms.external import BadExternalList, read_list

    try:
        return None if octets is None else read_list(name, octets)
    except BadExternalList:
        return None


def _document(answers: Mapping[str, Answer]) -> Node:
    """Answers as the tree that expressions read."""
    from ojm_desktop.forms.instance import new_document

    document = new_document()
    for path, answer in answers.items():
        node = document
        for step in path.strip("/").split("/"):
            name, _, position = step.partition("[")
            index = int(position.rstrip("]")) - 1 if position else 0
            while len(node.by_name.get(name, ())) <= index:
                node.add(name, is_repeat=bool(position))
            node = node.by_name[name][index]
        node.text = answer.value
    return document
