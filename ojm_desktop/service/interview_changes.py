"""What follows in the study from a change of a running questionnaire: worked out here, carried out by the edit.

The running form has changed already; `rows` are the answers the study still holds. What it costs follows what the form
says was touched, but for instances of a repeat that go: then every answer is looked at once.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ojm_desktop.domain.answer import Answer, AnswerKey, Comment
from ojm_desktop.domain.effects import Effects
from ojm_desktop.domain.form import Question, Type
from ojm_desktop.domain.rating import Giver
from ojm_desktop.domain.rows import beyond, without_row
from ojm_desktop.domain.visit import Visit
from ojm_desktop.service.interview_record import Places, Telling, place_id, without_positions
from ojm_desktop.service.study import Study

if TYPE_CHECKING:
    from ojm_desktop.forms.running import RunningForm, Touched


@dataclass(frozen=True)
class Consequences:
    """One visit's questionnaire after a change, beside what the study holds of it."""

    study: Study
    visit: Visit
    places: Places
    running: RunningForm
    rows: Mapping[str, Answer]

    def of_answer(self, answer: Answer, touched: Touched, unkept: set[str]) -> Effects:
        """What an answer does beside itself. `unkept`: what the form gave itself and the study does not hold yet."""
        own = answer.key.path
        gone = [each for each in self.rows if not self.running.has(each)] if touched.has_grown else []
        made = self._effects({**self.rows, own: answer}, {own, *touched.paths, *gone}, unkept, own)
        if not touched.has_grown:
            return made
        counts = self.running.instances()
        return dataclasses.replace(made, comments=(*made.comments, *self._notes(lambda path: beyond(path, counts))))

    def of_adding(self, repeat: str, touched: Touched) -> Effects:
        """What one more instance of a repeat does: the count, and the defaults in it."""
        made = self._effects(self.rows, set(touched.paths), unkept(self.places, self.running, self.rows))
        return dataclasses.replace(made, instances=((repeat, self.running.instances()[repeat]),))

    def of_removing(self, instance: str, touched: Touched) -> Effects:
        """What it does to take an instance away: those behind it move up, with answers, notes and all they mean.

        Notes in it stay without a row.
        """
        repeat, _, number = instance.removesuffix("]").rpartition("[")
        moved: dict[str, Answer] = {}
        for path, row in self.rows.items():
            new = _moved_up(path, repeat, int(number))
            if new is not None:
                moved[new] = row if new == path else dataclasses.replace(row, key=AnswerKey(self.visit.id, new))
        inside = {path for path in self.rows if path.startswith(f"{repeat}[")}
        made = self._effects(moved, inside | {*touched.paths}, unkept(self.places, self.running, moved))
        after = _after(moved, made)
        counts, old = self.running.instances(), self.study.store.instances.of(self.visit.id)
        here = [path for path in {**counts, **old} if path == repeat or path.startswith(f"{repeat}[")]
        return dataclasses.replace(
            made,
            answers=tuple(row for path, row in after.items() if self.rows.get(path) != row),
            no_answers=tuple(path for path in self.rows if path not in after),
            set_aside=(),
            brought_back=(),
            instances=tuple((path, counts[path]) for path in here if path in counts and old.get(path) != counts[path]),
            no_instances=tuple(path for path in here if path not in counts),
            comments=(*made.comments, *self._notes(lambda path: without_row(path, instance))),
        )

    def of_itself(self, path: str) -> Answer:
        """An answer that the questionnaire gave: a default, what another answer triggered, what the study knows."""
        state, visit = self.running.state(path), self.visit
        return Answer(
            AnswerKey(visit.id, path),
            visit.participant,
            state.value,
            visit.language,
            Giver.RESEARCHER,
            visit.mode,
            "",
            is_relevant=state.relevant,
        )

    def _effects(self, holds: Mapping[str, Answer], touched: set[str], unkept: Iterable[str], own: str = "") -> Effects:
        """What the places touched do to the record and to the answers but `own`; `holds` is what is answered now."""
        made = Telling(self.study, self.visit, self.places, self.running, holds).effects(sorted(touched))
        given: list[Answer] = []
        gone: list[str] = []
        turned: dict[bool, list[str]] = {True: [], False: []}
        for each in sorted({*touched, *unkept} - {own}):
            old = holds.get(each)
            if not is_given(self.places, each):
                continue
            if not self.running.has(each):
                gone += [each] if old is not None else []
                continue
            state = self.running.state(each)
            if state.value and (old is None or old.value != state.value):
                given.append(self.of_itself(each))
            elif not state.value and old is not None and old.value:
                if has_default(self.places, each):
                    given.append(self.of_itself(each))
                else:
                    gone.append(each)
            elif old is not None and old.is_relevant != state.relevant:
                turned[state.relevant].append(each)
        return dataclasses.replace(
            made,
            answers=tuple(given),
            no_answers=tuple(gone),
            set_aside=tuple(turned[False]),
            brought_back=tuple(turned[True]),
        )

    def _notes(self, goes: Callable[[str], str]) -> tuple[Comment, ...]:
        """Notes beside questions that lie elsewhere now; none is lost with its row. `goes` gives a path's new place."""
        found = self.study.store.comments.of_visit(self.visit.id)
        notes = (note for note in found if note.id != place_id(self.visit.id, note.path))
        return tuple(dataclasses.replace(note, path=new) for note in notes if (new := goes(note.path)) != note.path)


def is_given(places: Places, path: str) -> bool:
    """Whether a value is kept as an answer: not where it is worked out from others each time."""
    node = places.nodes.get(without_positions(path))
    return isinstance(node, Question) and not node.calculation and node.type is not Type.NOTE


def has_default(places: Places, path: str) -> bool:
    """Whether a question is filled when it is opened, so that an empty answer has to be kept as one."""
    node = places.nodes.get(without_positions(path))
    if not isinstance(node, Question):
        return False
    return bool(node.static_default or node.known or any(not one.triggers for one in node.defaults))


def unkept(places: Places, running: RunningForm, rows: Mapping[str, Answer]) -> set[str]:
    """What the form gave itself and the study does not hold yet."""
    return {path for path in running.answers() if is_given(places, path)} - rows.keys()


def _moved_up(path: str, repeat: str, number: int) -> str | None:
    """Where a path lies once instance `number` of a repeat is gone; None where it lay inside it."""
    if not path.startswith(f"{repeat}["):
        return path
    position, _, rest = path[len(repeat) + 1 :].partition("]")
    if int(position) == number:
        return None
    return f"{repeat}[{int(position) - 1}]{rest}" if int(position) > number else path


def _after(rows: Mapping[str, Answer], made: Effects) -> dict[str, Answer]:
    """The answers as effects leave them."""
    after = {**rows, **{row.key.path: row for row in made.answers}}
    for path in made.no_answers:
        after.pop(path, None)
    for is_relevant, paths in ((False, made.set_aside), (True, made.brought_back)):
        after |= {path: dataclasses.replace(after[path], is_relevant=is_relevant) for path in paths}
    return after
