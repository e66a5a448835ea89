"""What the answers of a running questionnaire are for the journey: ratings, comments, hot spots, turning points.

Worked out for the places an answer touched only, and compared with what the study holds; the edit carries it out.
"""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, TypeVar

from ojm_desktop.domain.answer import Answer, Comment, CommentKind, NonAnswer
from ojm_desktop.domain.effects import Effects
from ojm_desktop.domain.form import AnyNode, Form, Level, Part, Question, Repeat, Role
from ojm_desktop.domain.hot_spot import Certainty, Direction, HotSpot, Note, Polarity, TurningPoint
from ojm_desktop.domain.rating import Giver, Missing, Rating, RatingKey
from ojm_desktop.domain.visit import Visit
from ojm_desktop.service.edits.days import journey_days
from ojm_desktop.service.study import Study

if TYPE_CHECKING:
    from ojm_desktop.forms.running import RunningForm
    from ojm_desktop.forms.state import NodeState

WHOLE = re.compile(r"(-?[0-9]{1,3})(?:\.0*)?")
OF_VISIT = {"begin": 0, "end": -1}
"""Which of a recalled cohort's waves a rating told looking back belongs to."""

DAYS = frozenset({Part.FIRST_DAY, Part.LAST_DAY})
OFF_MAP = "This day lies outside the months that the map shows. It is kept as the answer; the map does not mark it."

Kind = TypeVar("Kind", bound=Enum)


@dataclass(frozen=True)
class Places:
    """The questions of a form that mean something for the journey, by path without positions."""

    nodes: Mapping[str, AnyNode]
    parts: tuple[tuple[str, Part], ...]
    """The questions that fill a field of a hot spot or an event."""

    @staticmethod
    def of(form: Form) -> Places:
        """Read them from a form."""
        parts = tuple((one.path, one.part) for one in form.questions() if one.part is not None)
        return Places({node.path: node for node in form.nodes()}, parts)

    def pathway(self, place: str) -> str:
        """The pathway of a place: its own, or that of the nearest group around it; empty for none."""
        while place:
            node = self.nodes.get(place)
            if node is not None and node.pathway:
                return node.pathway
            place = place.rpartition("/")[0]
        return ""

    def tells_journey(self, path: str) -> bool:
        """Whether an answer is a rating, or part of a hot spot or an event: what the graph shows."""
        node = self.nodes.get(without_positions(path))
        return node is not None and (node.role is Role.RATING or bool(self.moment(path)))

    def names_rows(self, path: str) -> bool:
        """Whether a path says of every repeat in it which row it means."""
        place = ""
        for part in path.split("/")[1:]:
            place += f"/{part.partition('[')[0]}"
            if isinstance(self.nodes.get(place), Repeat) and "[" not in part:
                return False
        return True

    def moment(self, path: str) -> str:
        """The path of the hot spot's or event's group that an answer fills a field of; empty for none."""
        node = self.nodes.get(without_positions(path))
        if not isinstance(node, Question) or node.part is None:
            return ""
        above = path.rpartition("/")[0]
        while above:
            group = self.nodes.get(without_positions(above))
            if group is not None and group.role in {Role.HOT_SPOT, Role.EVENT}:
                return above
            above = above.rpartition("/")[0]
        return ""


@dataclass(frozen=True)
class Telling:
    """One visit's questionnaire as it stands, with what the study holds of its answers."""

    study: Study
    visit: Visit
    places: Places
    running: RunningForm
    answers: Mapping[str, Answer]

    def effects(self, touched: Iterable[str]) -> Effects:
        """What must change in the record so that it says what the questionnaire says at these paths."""
        made = Effects()
        moments = set()
        for path in touched:
            node = self.places.nodes.get(without_positions(path))
            if isinstance(node, Question) and node.role is Role.RATING:
                made = self._rating(made, path, node)
            elif isinstance(node, Question) and node.role is Role.COMMENT:
                made = self._comment(made, path)
            elif group := self.places.moment(path):
                moments.add(group)
        for group in sorted(moments):
            made = self._moment(made, group)
        return made

    def rating_key(self, node: Question) -> RatingKey:
        """Where the answer of a rating question stands in the journey."""
        wave = self.visit.wave
        if node.wave in OF_VISIT:
            cohort = self.study.plan.cohort(self.study.participant(self.visit.participant).cohort)
            wave = cohort.waves[OF_VISIT[node.wave]].key
        return RatingKey(self.visit.participant, self.places.pathway(node.path), wave)

    def _rating(self, made: Effects, path: str, node: Question) -> Effects:
        key = self.rating_key(node)
        old, wanted = self.study.store.ratings.get(key), self._told(key, path)
        if wanted is None:
            return made if old is None else dataclasses.replace(made, no_ratings=(*made.no_ratings, key))
        if old is not None and (old.value, old.missing, old.reason, old.held_on, old.given_by) == (
            wanted.value,
            wanted.missing,
            wanted.reason,
            wanted.held_on,
            wanted.given_by,
        ):
            return made
        return dataclasses.replace(made, ratings=(*made.ratings, wanted))

    def _told(self, key: RatingKey, path: str) -> Rating | None:
        """The rating that an answer is, or why there is none; None where nothing was said."""
        state, answer = self._standing(path), self.answers.get(path)
        if state is None or not state.relevant:
            return None
        if answer is not None and answer.non_answer is not None:
            refused = answer.non_answer is NonAnswer.REFUSED
            missing = Missing.DECLINED if refused else Missing.NOT_REACHED
            words = "" if refused else answer.non_answer.words
            return Rating(key, None, missing, words, None, Giver.RESEARCHER, False, 0, "")
        value = whole(state.value) if state.valid else None
        giver = answer.given_by if answer is not None else Giver.PARTICIPANT
        return None if value is None else Rating(key, value, None, "", self.visit.held_on, giver, False, 0, "")

    def _comment(self, made: Effects, path: str) -> Effects:
        state, comment_id = self._standing(path), self._id(path)
        old = self.study.store.comments.get(comment_id)
        if state is None or not (state.relevant and state.valid and state.value):
            return made if old is None else dataclasses.replace(made, no_comments=(*made.no_comments, comment_id))
        visit, pathway = self.visit, self.places.pathway(without_positions(path))
        words = Comment(
            comment_id, visit.participant, visit.id, path, pathway, visit.wave, CommentKind.QUOTE, state.value
        )
        return made if old == words else dataclasses.replace(made, comments=(*made.comments, words))

    def _moment(self, made: Effects, group: str) -> Effects:
        """The hot spot or turning point of one group: there as soon as the parts it needs are, gone without them."""
        moment_id = self._id(group)
        if self.places.nodes[without_positions(group)].role is Role.HOT_SPOT:
            old_spot, spot = self.study.store.hot_spots.get(moment_id), self._hot_spot(group, moment_id)
            if spot is None:
                gone = (moment_id,) if old_spot is not None else ()
                return dataclasses.replace(made, no_hot_spots=(*made.no_hot_spots, *gone))
            return made if spot == old_spot else dataclasses.replace(made, hot_spots=(*made.hot_spots, spot))
        old_turn, turn = self.study.store.turning_points.get(moment_id), self._turning_point(group, moment_id)
        if turn is None:
            gone = (moment_id,) if old_turn is not None else ()
            return dataclasses.replace(made, no_turning_points=(*made.no_turning_points, *gone))
        return made if turn == old_turn else dataclasses.replace(made, turning_points=(*made.turning_points, turn))

    def _hot_spot(self, group: str, moment_id: str) -> HotSpot | None:
        parts = self._parts(group)
        days, polarity = _days(parts), _one_of(Polarity, parts.get(Part.POLARITY, ""))
        if days is None or polarity is None:
            return None
        if is_off_map(self.study, self.visit.participant, *days):
            return None
        pathway = self.places.pathway(without_positions(group))
        return HotSpot(moment_id, self.visit.participant, pathway, *days, polarity, True, _note(parts))

    def _turning_point(self, group: str, moment_id: str) -> TurningPoint | None:
        parts = self._parts(group)
        days, direction = _days(parts), _one_of(Direction, parts.get(Part.POLARITY, ""))
        certainty = _one_of(Certainty, parts.get(Part.CERTAINTY, ""))
        if days is None or direction is None or certainty is None:
            return None
        if is_off_map(self.study, self.visit.participant, *days):
            return None
        pathway = self.places.pathway(without_positions(group))
        said, who = parts.get(Part.WHEN, ""), self.visit.participant
        return TurningPoint(moment_id, who, pathway, *days, direction, certainty, said, _note(parts))

    def _parts(self, group: str) -> dict[Part, str]:
        """The fields that have a relevant, valid answer."""
        found: dict[Part, str] = {}
        place = without_positions(group)
        for path, part in self.places.parts:
            if path.startswith(f"{place}/"):
                state = self._standing(group + path.removeprefix(place))
                if state is not None and state.relevant and state.valid and state.value:
                    found[part] = state.value
        return found

    def _standing(self, path: str) -> NodeState | None:
        """How a question stands; None where its instance of a repeat is gone."""
        return self.running.state(path) if self.running.has(path) else None

    def _id(self, path: str) -> str:
        return place_id(self.visit.id, path)


def place_id(visit: str, path: str) -> str:
    """An id that the same place of the same visit always has: of the comment, hot spot or turning point told there."""
    return hashlib.sha256(f"{visit} {path}".encode()).hexdigest()[:32]


def is_off_map(study: Study, participant: str, *days: date) -> bool:
    """Whether a day lies outside the months that a person's map shows: no moment is marked on it then."""
    person = study.participant(participant)
    first, last = journey_days(study.plan.cohort(person.cohort), person.order_start)
    return any(not first <= day <= last for day in days)


def with_place_on_map(state: NodeState, question: Question, study: Study, participant: str) -> NodeState:
    """The state of a moment's day, warned of one that the map cannot show: it is kept as what was said all the same.

    The warning stands behind the question's own checks and the one of haste, and is passed like them.
    """
    if question.part not in DAYS or not (state.relevant and state.valid and state.value):
        return state
    try:
        day = date.fromisoformat(state.value[:10])
    except ValueError:
        return state
    if not is_off_map(study, participant, day):
        return state
    from ojm_desktop.forms.state import Warned  # not needed before an interview is held

    warned = Warned(Level.WARN, OFF_MAP, len(question.checks) + 1)
    return dataclasses.replace(state, warnings=(*state.warnings, warned))


def without_positions(path: str) -> str:
    """A path as the form has it: /data/child[2]/age is /data/child/age."""
    return "/".join(step.partition("[")[0] for step in path.split("/"))


def whole(text: str) -> int | None:
    """A rating's number as a questionnaire writes it (3, 3.0); None for any other text."""
    found = WHOLE.fullmatch(text)
    return int(found[1]) if found else None


def _days(parts: Mapping[Part, str]) -> tuple[date, date] | None:
    """First and last day; the last is the first where nobody said one; None without a first or in the wrong order."""
    try:
        first = date.fromisoformat(parts.get(Part.FIRST_DAY, "")[:10])
        last = date.fromisoformat(parts[Part.LAST_DAY][:10]) if Part.LAST_DAY in parts else first
    except ValueError:
        return None
    return (first, last) if first <= last else None


def _one_of(kind: type[Kind], text: str) -> Kind | None:
    return next((each for each in kind if each.value == text), None)


def _note(parts: Mapping[Part, str]) -> Note:
    return Note(parts.get(Part.TITLE, ""), parts.get(Part.COULD_HAVE_HELPED, ""), parts.get(Part.OBSERVATION, ""))
