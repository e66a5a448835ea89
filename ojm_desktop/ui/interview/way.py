"""The way through a questionnaire that is being asked: what stands together, what comes next, where one is.

No widget: the page asks it where to go, the cards what stands at their heads.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from ojm_desktop.domain.form import Group, Question, Repeat, Role, Type
from ojm_desktop.domain.form_numbers import numbers
from ojm_desktop.domain.visit import Layout
from ojm_desktop.service.interview_record import Places, without_positions
from ojm_desktop.ui.interview.asked import Asked

if TYPE_CHECKING:
    from ojm_desktop.forms.running import RunningForm

MOMENTS: Final = frozenset({Role.HOT_SPOT, Role.EVENT})
MOST_CARDS: Final = 24
"""Questions of a section that are shown together at most: more would make going there slow."""


@dataclass(frozen=True)
class Turn:
    """One more time of something that can be told several times, or none yet (`number` 0).

    `path` is the repeat's, without a position at its end; `instance` the path of the one that ends here.
    """

    path: str
    instance: str
    label: str
    number: int
    total: int


class Walked(Asked, Protocol):
    """What can be gone through: an interview, or a questionnaire that is only tried."""

    @property
    def running(self) -> RunningForm:
        """The form with the answers so far."""


class Way:
    """Reads the interview each time it is asked: answers change what is asked next."""

    def __init__(self, interview: Walked) -> None:
        self._interview = interview
        self._numbers = numbers(interview.form)
        self._nodes = {node.path: node for node in interview.form.nodes()}
        self._meanings = Places.of(interview.form)
        self._places = {path: number for number, path in enumerate(self._nodes)}

    def screens(self, layout: Layout) -> tuple[tuple[str, ...], ...]:
        """What is shown together: a question or a list of fields; or a section, a long one in parts."""
        if layout is Layout.QUESTION:
            return self._interview.running.screens()
        found: list[tuple[str, list[str]]] = []
        for path in self._interview.running.questions():
            section = self.section(path)
            if not found or found[-1][0] != section or len(found[-1][1]) == MOST_CARDS:
                found.append((section, []))
            found[-1][1].append(path)
        return tuple(tuple(paths) for _section, paths in found)

    def screen(self, path: str, layout: Layout) -> tuple[str, ...]:
        """The screen that a question stands on; nothing where it is not asked now."""
        return next((screen for screen in self.screens(layout) if path in screen), ())

    def section(self, path: str) -> str:
        """The group of the first level that a question belongs to; the form itself for one in none."""
        place = "/".join(without_positions(path).split("/")[:3])
        return place if isinstance(self._nodes.get(place), Group) else self._interview.form.root.path

    def after(self, path: str, layout: Layout) -> str:
        """The question that comes next, also within a whole pathway; empty at the end."""
        return self._beside(path, layout, +1)

    def before(self, path: str, layout: Layout) -> str:
        """The question that came before; empty at the beginning."""
        return self._beside(path, layout, -1)

    def first_open(self, section: str) -> str:
        """Where a section is entered: its first question without a reply, else its first."""
        asked = [path for path in self._interview.running.questions() if self.section(path) == section]
        answered = self._interview.answers
        still = (path for path in asked if path not in answered and self._nodes_of(path).type is not Type.NOTE)
        return next(still, asked[0] if asked else "")

    def nearest(self, path: str) -> str:
        """A question that is asked now, for one that is not any more: the next that is, else the last."""
        questions = self._interview.running.questions()
        if path in questions or not questions:
            return path if questions else ""
        place = self._places.get(without_positions(path), 0)
        later = (one for one in questions if self._places[without_positions(one)] >= place)
        return next(later, questions[-1])

    def in_place_of(self, path: str, instance: str) -> str:
        """The same question in the row that took the place of one that went, else in the row before; else the nearest.

        `path` lay in the row that went. Where a row does not ask the same it is entered at its first question.
        """
        repeat, _, number = instance.removesuffix("]").rpartition("[")
        asked = self._interview.running.questions()
        for row in (instance, f"{repeat}[{int(number) - 1}]"):
            same = row + path.removeprefix(instance)
            if found := same if same in asked else self.first_inside(row):
                return found
        return self.nearest(path)

    def first_inside(self, instance: str) -> str:
        """The first question that is asked in one time of a repeat; empty where none is."""
        asked = self._interview.running.questions()
        return next((path for path in asked if path.startswith(f"{instance}/")), "")

    def head(self, path: str) -> str:
        """What stands above a question: its number, its section, and which of how many it is there."""
        name, place = self.name_of(self.section(path)), self.place(path)
        return f"{self._numbers.get(without_positions(path), '')}  {name}, question {place}" if place else name

    def place(self, path: str) -> str:
        """Which of how many questions of its section it is: 2 of 4; empty for what takes no answer."""
        section = self.section(path)
        asked = [
            one
            for one in self._interview.running.questions()
            if self.section(one) == section and self._nodes_of(one).type is not Type.NOTE
        ]
        return f"{asked.index(path) + 1} of {len(asked)}" if path in asked else ""

    def name_of(self, section: str) -> str:
        """A section's words in the language that is spoken; one without words has its number."""
        if section == self._interview.form.root.path:
            return self._interview.form.title
        return self._interview.state(section).label or f"Part {self._numbers.get(section, '')}"

    def short_name_of(self, section: str) -> str:
        """A pathway's short name, as in every other list, while the form's own language is spoken; else its words."""
        pathway = self.pathway(section)
        if pathway and self._interview.running.language in {"", self._interview.form.default_language}:
            found = next((one for one in self._interview.session.plan.pathways if one.key == pathway), None)
            if found is not None:
                return found.short_name
        return self.name_of(section)

    def turn_of(self, path: str) -> tuple[str, str]:
        """The first question of the innermost time a question is told, and the repeat it belongs to; else nothing."""
        around = self._around(path)
        return (self.first_inside(around[0].instance), around[0].path) if around else ("", "")

    def turns(self, path: str) -> tuple[Turn, ...]:
        """What can be told once more after this question, the innermost first."""
        found = [turn for turn in self._around(path) if self._is_last_of(path, turn.instance)]
        return (*found, *self._not_begun(path))

    def telling_place(self, path: str) -> str:
        """Where a pathway's moments are told: their first question, else the one that asks whether there are any.

        `path` is a question of that pathway; empty where the questionnaire asks for none.
        """
        pathway, asked = self.pathway(path), self._interview.running.questions()
        groups = [
            node
            for node in self._nodes.values()
            if node.role in MOMENTS and self._meanings.pathway(node.path) == pathway
        ]
        if not pathway or not groups:
            return ""
        inside = [one for one in asked if without_positions(one).startswith(f"{groups[0].path}/")]
        place = self._places[groups[0].path]
        before = [one for one in asked if self._places[without_positions(one)] < place]
        return inside[-1] if inside else before[-1] if before else ""

    def pathway(self, path: str) -> str:
        """The pathway that a question is about; empty for none."""
        return self._meanings.pathway(without_positions(path))

    # --- inside

    def _beside(self, path: str, layout: Layout, step: int) -> str:
        if layout is Layout.QUESTION:
            screens = [screen for screen in self.screens(layout) if screen]
            here = next((number for number, screen in enumerate(screens) if path in screen), None)
            if here is not None:
                return screens[here + step][0] if 0 <= here + step < len(screens) else ""
        questions = self._interview.running.questions()
        if path in questions:
            place = questions.index(path) + step
            return questions[place] if 0 <= place < len(questions) else ""
        return self.nearest(path)

    def _nodes_of(self, path: str) -> Question:
        return self._interview.question(path)

    def _around(self, path: str) -> list[Turn]:
        """The open repeats that a question stands in, the innermost first."""
        found = []
        steps = path.split("/")
        counts = self._interview.running.instances()
        for end in range(len(steps), 1, -1):
            name, _, position = steps[end - 1].partition("[")
            above = "/".join(steps[: end - 1])
            repeat = f"{above}/{name}"
            node = self._nodes.get(without_positions(repeat))
            if isinstance(node, Repeat) and not node.count and repeat in counts:
                instance = "/".join(steps[:end])
                label = self._interview.state(instance).label or node.name
                found.append(Turn(repeat, instance, label, int(position.rstrip("]") or 1), counts[repeat]))
        return found

    def _is_last_of(self, path: str, instance: str) -> bool:
        inside = [one for one in self._interview.running.questions() if one.startswith(f"{instance}/")]
        return bool(inside) and inside[-1] == path

    def _not_begun(self, path: str) -> tuple[Turn, ...]:
        """Repeats right after this question that nothing was told in yet."""
        empty = [repeat for repeat, total in self._interview.running.instances().items() if not total]
        found = []
        for repeat in empty:
            place, above = self._places[without_positions(repeat)], repeat.rpartition("/")[0]
            earlier = [
                one
                for one in self._interview.running.questions()
                if one.startswith(f"{above}/") and self._places[without_positions(one)] < place
            ]
            if earlier and earlier[-1] == path:
                found.append(Turn(repeat, "", self._words(repeat), 0, 0))
        return tuple(found)

    def _words(self, repeat: str) -> str:
        """The label of a repeat that has no instance to ask: as it was written, without what it would work out."""
        node = self._nodes[without_positions(repeat)]
        said = node.label.find((self._interview.running.language, self._interview.form.default_language))
        words = "".join(piece for piece in said[1] if isinstance(piece, str)) if said else ""
        return words.strip() or node.name
