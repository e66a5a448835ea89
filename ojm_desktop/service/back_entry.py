"""The second entry of a visit from paper: blind until everything was typed, then laid beside the first and settled.

What was typed first is not to be had here before the two are compared, so no page can show it by mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from ojm_desktop.domain.answer import AnswerKey
from ojm_desktop.domain.changes import Changes
from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.form import Range, Role
from ojm_desktop.domain.form_numbers import numbers
from ojm_desktop.domain.paper_check import Check, CheckState, Reading, SecondEntry, Settled
from ojm_desktop.domain.rating import Giver
from ojm_desktop.domain.scale import MINUS
from ojm_desktop.domain.visit import Mode, Visit, VisitState
from ojm_desktop.service.edits import CompareEntries, CorrectAnswer, EnterAgain, SettleDifference
from ojm_desktop.service.interview import Interview
from ojm_desktop.service.interview_record import without_positions
from ojm_desktop.service.session import Session

MOST_VALUES = 21
"""A rating with more values than this is typed as a number."""


@dataclass(frozen=True)
class AskedRating:
    """A rating as the paper asks it. `values` are (value, as shown); empty where there are too many to choose from."""

    path: str
    number: str
    section: str
    label: str
    values: tuple[tuple[str, str], ...]
    least: str = ""
    most: str = ""

    def shown(self, reading: Reading) -> str:
        """A reading in words."""
        if reading.non_answer is not None:
            return reading.non_answer.words
        return dict(self.values).get(reading.value, reading.value) or "nothing there"


@dataclass(frozen=True)
class Difference:
    """A rating that was read in two ways; `settled` is the reading that stands on the paper, None before somebody
    looked. `is_withheld`: no reading is shown now, because an open interview waits for a rating of its pathway.
    """

    asked: AskedRating
    first: Reading
    second: Reading
    settled: Reading | None
    is_withheld: bool = False


def check_of(session: Session, visit: Visit) -> Check:
    """How far the second entry of a visit is."""
    checks = session.study.store.paper_checks
    entries = checks.of(visit.id) if visit.mode is Mode.PAPER else []
    is_over = visit.state in {VisitState.COMPLETE, VisitState.STOPPED, VisitState.LOCKED}
    if not entries:
        return Check(CheckState.OPEN if visit.mode is Mode.PAPER and is_over else CheckState.NOT_NEEDED)
    if not checks.compared_at(visit.id):
        return Check(CheckState.ENTERING, len(entries))
    different = sum(1 for entry in entries if not entry.agrees_with(_first(session, entry)))
    return Check(CheckState.DIFFERENT if different else CheckState.CHECKED, len(entries), different)


class BackEntry:
    """One visit's ratings typed a second time. Raises Refused where the visit was not begun or is not from paper."""

    def __init__(self, session: Session, visit: str) -> None:
        self._session = session
        self._interview = Interview(session, visit)
        self.visit = self._interview.visit
        if self.visit.mode is not Mode.PAPER:
            raise Refused("This visit is not from paper, so it is not typed a second time. Nothing was changed.")
        self.asked = tuple(self._ratings())
        self._by_path = {one.path: one for one in self.asked}

    @property
    def check(self) -> Check:
        """How far it is."""
        return check_of(self._session, self._session.study.store.visits.get(self.visit.id) or self.visit)

    @property
    def is_compared(self) -> bool:
        """The two entries were laid side by side."""
        return bool(self._session.study.store.paper_checks.compared_at(self.visit.id))

    def entered(self) -> dict[str, Reading]:
        """What was typed again, by path."""
        return {entry.path: entry.reading for entry in self._entries()}

    def enter(self, path: str, reading: Reading | None) -> Changes:
        """What stands on the paper; None takes it away. Durable when this returns; raises OjmError."""
        asked = self._by_path.get(path)
        if asked is None:
            raise Refused("The questionnaire does not ask for this rating. Nothing was changed.")
        if reading is not None and reading.value and not _fits(asked, reading.value):
            raise Refused(_off_scale(asked, reading.value))
        return self._session.do(EnterAgain(**self._where(), path=path, reading=reading))

    def compare(self) -> tuple[Difference, ...]:
        """Lay both entries side by side; nobody types blind any more after this."""
        self._session.do(CompareEntries(**self._where(), paths=tuple(self._by_path)))
        return self.differences()

    def differences(self) -> tuple[Difference, ...]:
        """Every rating that was read in two ways, settled or not. Raises Refused before they were compared."""
        if not self.is_compared:
            raise Refused("The first entry is seen only after the second one. Nothing was changed; type on.")
        found = []
        for entry in self._entries():
            first, asked = _first(self._session, entry), self._by_path.get(entry.path)
            if asked is not None and (entry.reading != first or entry.settled is not None):
                settled = entry.settled
                was, right = (settled.first, settled.right) if settled else (first, None)
                found.append(Difference(asked, was, entry.reading, right, self._interview.is_withheld(entry.path)))
        order = [one.path for one in self.asked]
        return tuple(sorted(found, key=lambda one: order.index(one.asked.path)))

    def settle(self, path: str, *, is_second: bool = False, neither: Reading | None = None) -> Changes:
        """One of the two stands on the paper, or `neither` and what is there instead; it takes its place in the record.

        Raises Refused for a value that is not on the scale.
        """
        (difference,) = (one for one in self.differences() if one.asked.path == path)
        if difference.is_withheld:
            raise Refused(
                "An open interview with this person waits for its rating of this pathway, so the two readings are not "
                "shown yet. Nothing was changed; settle them after that rating."
            )
        if neither is not None and neither.value and not _fits(difference.asked, neither.value):
            raise Refused(_off_scale(difference.asked, neither.value))
        chosen = neither or (difference.second if is_second else difference.first)
        settle = SettleDifference(**self._where(), path=path, settled=Settled(difference.first, chosen))
        old = self._session.study.store.answers.get(AnswerKey(self.visit.id, path))
        if Reading.of(old) == chosen:
            return self._session.do(settle)
        giver = Giver.RESEARCHER if chosen.non_answer else old.given_by if old is not None else Giver.PARTICIPANT
        self._interview.open()
        try:
            effects = self._interview.effects_of(path, chosen.value, chosen.non_answer, giver)
            correct = CorrectAnswer(**self._where(), path=path, reading=chosen, given_by=giver, effects=effects)
            return self._session.do(correct, settle)
        finally:
            self._interview.open()

    def _ratings(self) -> Iterator[AskedRating]:
        """Those that applied as the first entry has it, in the order of the paper."""
        interview, known = self._interview, numbers(self._interview.form)
        for path in interview.running.questions():
            question = interview.question(path)
            if question.role is not Role.RATING:
                continue
            place, positions = without_positions(path), re.findall(r"\[(\d+)\]", path)
            number = known.get(place, "") + "".join(f" ({position})" for position in positions)
            section = "/".join(place.split("/")[:3])
            heading = "" if section == place else interview.state(section).label
            state = interview.state(path)
            if question.range is None:
                choices = tuple((one.name, one.label) for one in state.choices)
                yield AskedRating(path, number, heading, state.label, choices[:MOST_VALUES])
                continue
            least, most = sorted((question.range.start, question.range.end), key=Decimal)
            yield AskedRating(path, number, heading, state.label, _values(question.range), least, most)

    def _where(self) -> dict[str, Any]:
        return {"visit": self.visit.id, "participant": self.visit.participant}

    def _entries(self) -> list[SecondEntry]:
        return self._session.study.store.paper_checks.of(self.visit.id)


def _first(session: Session, entry: SecondEntry) -> Reading:
    """What the record says at a question now: an answer that does not apply any more is none."""
    answer = session.study.store.answers.get(AnswerKey(entry.visit, entry.path))
    return Reading.of(answer if answer is not None and answer.is_relevant else None)


def _values(limits: Range) -> tuple[tuple[str, str], ...]:
    """Every value of a scale and how it is printed; none where there are too many."""
    least, most = sorted((Decimal(limits.start), Decimal(limits.end)))
    step = abs(Decimal(limits.step))
    if not step or (most - least) / step >= MOST_VALUES:
        return ()
    values = [least + step * place for place in range(int((most - least) / step) + 1)]
    return tuple((f"{value}", _shown(value, least)) for value in values)


def _shown(value: Decimal, least: Decimal) -> str:
    if value < 0:
        return f"{MINUS}{-value}"
    return f"+{value}" if value > 0 > least else f"{value}"


def _off_scale(asked: AskedRating, value: str) -> str:
    return f"{value} is not on the scale from {asked.least} to {asked.most}. Nothing was changed."


def _fits(asked: AskedRating, value: str) -> bool:
    """One of the values, or a number within the limits."""
    if asked.values:
        return value in dict(asked.values)
    try:
        number = Decimal(value)
        return number.is_finite() and (not asked.least or Decimal(asked.least) <= number <= Decimal(asked.most))
    except InvalidOperation:
        return False
