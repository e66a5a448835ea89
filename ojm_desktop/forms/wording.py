"""The words of a running form in the language it is asked in, and what `jr:itext` and `jr:choice-name` find.

A text that the language lacks comes from the form's default language, then from words written without a language,
then from any; who asks is told which language it was (interview: languages).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from ojm_desktop.domain.form import Choice, Form, Output, Question, Words
from ojm_desktop.forms.instance import Node

_TEXT_ID = re.compile(r"(?P<place>/[^:]+):(?P<kind>label|hint)")


@dataclass(frozen=True)
class Said:
    """Words as they are shown. `fell_back`: the language they are in where that is not the one asked for."""

    text: str
    fell_back: str | None = None


class Wording:
    """The words of `form` in `language`, which may be changed at any time."""

    def __init__(self, form: Form, language: str, output: Callable[[str, Node], str]) -> None:
        self.language = language
        self._form = form
        self._output = output
        self._questions = {question.path: question for question in form.questions()}
        self._lists = {held.id: held for held in form.lists}

    def say(self, words: Words, node: Node) -> Said:
        """A text with the values that stand in it, as read from a node."""
        found = words.find((self.language, self._form.default_language))
        if found is None:
            return Said("")
        language, pieces = found
        text = "".join(self._output(piece.expression, node) if isinstance(piece, Output) else piece for piece in pieces)
        return Said(text, language if language not in {"", self.language} else None)

    def itext(self, text_id: str) -> str:
        """The words under an id as pyxform makes them: /data/age:label, or list-3 for the fourth choice of a list."""
        found = _TEXT_ID.fullmatch(text_id)
        if found is not None and (question := self._questions.get(found["place"])) is not None:
            return self._plain(question.label if found["kind"] == "label" else question.hint)
        list_id, _, number = text_id.rpartition("-")
        held = self._lists.get(list_id)
        if held is None or not number.isdigit() or int(number) >= len(held.choices):
            return ""
        return self._plain(held.choices[int(number)].label)

    def choice_name(self, value: str, place: str) -> str:
        """The label of a choice of the question at `place`; of several choices, their labels with commas."""
        question = self._questions.get(place)
        return ", ".join(self._choice_label(question, name) for name in value.split()) if question else ""

    def _choice_label(self, question: Question, name: str) -> str:
        held = self._lists.get(question.choices.list_id) if question.choices is not None else None
        choice = None if held is None else find_choice(held.choices, name)
        return "" if choice is None else self._plain(choice.label)

    def _plain(self, words: Words) -> str:
        found = words.find((self.language, self._form.default_language))
        return "" if found is None else "".join(piece for piece in found[1] if isinstance(piece, str))


def find_choice(choices: tuple[Choice, ...], name: str) -> Choice | None:
    """The choice with a name."""
    return next((choice for choice in choices if choice.name == name), None)
