"""How one node of a running form stands: what it is worth, what is asked, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ojm_desktop.domain.form import AnyNode, Check, Level, Question, Type
from ojm_desktop.forms import validity
from ojm_desktop.forms.choosing import Choosing, Offered
from ojm_desktop.forms.instance import Node
from ojm_desktop.forms.propagation import Propagation
from ojm_desktop.forms.wording import Said, Wording
from ojm_desktop.forms.xpath.values import to_boolean

GONE: Final = "The answer is no longer among the choices that apply. It is kept; look at it again."
NOT_ALLOWED: Final = "This answer does not fit what the form asks for."
UNANSWERED: Final = "This question needs an answer, or the reason why there is none."
_NEVER_ASKED: Final = frozenset({Type.NOTE, Type.META})


@dataclass(frozen=True)
class Warned:
    """A check that does not hold and stops nobody. `number`: which of the question's checks, from 0; -1 where the
    program itself says so.
    """

    level: Level
    message: str
    number: int = -1


@dataclass(frozen=True)
class NodeState:
    """A node as it is now. `valid` is False only for an answer that stops; an answer still missing is `missing`.

    `message` says why it stops, or that an answer is missing; `warnings` what stops nobody. `fell_back` is the language
    the label is in where the one asked for has none. `ticks`: values of a range with the words that stand at them.
    """

    path: str
    value: str
    relevant: bool
    required: bool
    read_only: bool
    valid: bool
    missing: bool
    message: str
    label: str
    hint: str
    guidance: str
    choices: tuple[Offered, ...]
    warnings: tuple[Warned, ...]
    fell_back: str | None
    ticks: tuple[Offered, ...] = ()

    @property
    def tick_words(self) -> tuple[tuple[str, str], ...]:
        """Value and words of each tick."""
        return tuple((tick.name, tick.label) for tick in self.ticks)


class States:
    """The states of the nodes of one running form."""

    def __init__(self, propagation: Propagation, choosing: Choosing, wording: Wording) -> None:
        self._propagation = propagation
        self._choosing = choosing
        self._wording = wording

    def of(self, told: AnyNode, node: Node) -> NodeState:
        """The state of a node; groups and repeats have words and relevance only."""
        label = self._wording.say(told.label, node)
        if not isinstance(told, Question):
            return self._unasked(node, label)
        required = self._holds(told.required, node)
        read_only = bool(told.calculation) or self._holds(told.read_only, node)
        is_asked = node.is_relevant and told.type not in _NEVER_ASKED and not read_only  # else there were no way on
        missing = required and is_asked and not node.text
        offered = self._choosing.offered(told, node)
        stops, warnings = self._checked(told, node, offered)
        message = stops or ""
        if missing:
            message = self._wording.say(told.required_message, node).text or UNANSWERED
        return NodeState(
            path=node.path,
            value=node.text,
            relevant=node.is_relevant,
            required=required,
            read_only=read_only,
            valid=stops is None,
            missing=missing,
            message=message,
            label=label.text,
            hint=self._wording.say(told.hint, node).text,
            guidance=self._wording.say(told.guidance, node).text,
            choices=offered,
            warnings=warnings,
            fell_back=label.fell_back,
            ticks=self._choosing.ticks(told, node),
        )

    def _unasked(self, node: Node, label: Said) -> NodeState:
        return NodeState(
            node.path, "", node.is_relevant, False, False, True, False, "", label.text, "", "", (), (), label.fell_back
        )

    def _holds(self, expression: str, node: Node) -> bool:
        if expression in {"", "false()"}:
            return False
        value = True if expression == "true()" else self._propagation.evaluate(expression, node)
        return value is not None and to_boolean(value)

    def _checked(
        self, told: Question, node: Node, offered: tuple[Offered, ...]
    ) -> tuple[str | None, tuple[Warned, ...]]:
        """Why an answer stops, None where it does not, and what else is said; never of an empty or irrelevant one.

        The form's own checks wait for a value of the question's kind: of "abc" as a number they can tell nothing.
        """
        if not node.text or not node.is_relevant:
            return None, self._failures(node)
        said = [] if told.calculation else [validity.mistake(told, node.text, self._choosing.names(told))]
        stops = next(filter(None, said), None)
        is_of_its_kind = stops is None
        warnings = []
        if told.choices is not None and stops is None and self._is_gone(told, node.text, offered):
            warnings.append(Warned(Level.WARN, GONE))
        for number, check in enumerate(told.checks if is_of_its_kind else ()):
            if self._passes(check, node):
                continue
            message = self._wording.say(check.message, node).text or NOT_ALLOWED
            if check.level is not Level.BLOCK:
                warnings.append(Warned(check.level, message, number))
            elif stops is None:
                stops = message
        return stops, (*warnings, *self._failures(node))

    def _is_gone(self, told: Question, text: str, offered: tuple[Offered, ...]) -> bool:
        names = {choice.name for choice in offered}
        chosen = [text] if told.type is Type.SELECT_ONE else text.split()
        return any(name not in names for name in chosen)

    def _passes(self, check: Check, node: Node) -> bool:
        value = self._propagation.evaluate(check.expression, node)
        return value is None or to_boolean(value)

    def _failures(self, node: Node) -> tuple[Warned, ...]:
        """Expressions of the form that could not be worked out here."""
        said = (sentence for (at, _), sentence in self._propagation.failures.items() if at is node)
        return tuple(Warned(Level.INFORM, sentence) for sentence in said)
