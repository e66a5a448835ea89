"""Conditions of a form in words, for whoever holds the paper: “Only if 3.2 is “Yes””.

It says the comparisons, `and`, `or`, `not`, `selected`, `abs` and `true` that questionnaires are made of. `in_words`
gives None for anything else, so that nothing is told wrongly: the caller then prints the condition as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_TOKEN = re.compile(
    r"\s*(?:(?P<text>'[^']*'|\"[^\"]*\")|(?P<number>\d+(?:\.\d+)?)"
    r"|(?P<path>(?:instance\(\s*['\"]__last-saved['\"]\s*\)|current\(\))?(?:/|\.\.?)(?:[\w.-]|/)*)"
    r"|(?P<word>[A-Za-z][\w:-]*)|(?P<sign>!=|<=|>=|[()=<>,+-]))"
)
_COMPARED = {
    "=": "{} is {}",
    "!=": "{} is not {}",
    ">": "{} is more than {}",
    ">=": "{} is {} or more",
    "<": "{} is less than {}",
    "<=": "{} is {} or less",
}
_LAST = "__last-saved"
_THEN = " last time"
_END = ("", "")


class _NotSaid(Exception):
    """The condition has something in it that has no words here."""


@dataclass(frozen=True)
class Known:
    """What a condition may speak of: numbers of questions by path, and by path the words of each choice."""

    numbers: Mapping[str, str]
    choices: Mapping[str, Mapping[str, str]]


def in_words(expression: str, context: str, known: Known) -> str | None:
    """The condition that stands at the node `context`; "" where it always holds, None where there are no words."""
    if expression.strip() in {"", "true()", "1"}:
        return ""
    try:
        return _Sayer(expression, context, known).whole()
    except _NotSaid:
        return None


class _Sayer:
    """Says one expression from left to right; `_paths` are the paths said so far, for the words of choices."""

    def __init__(self, expression: str, context: str, known: Known) -> None:
        self._tokens = _tokens(expression)
        self._context = context
        self._known = known
        self._at = 0

    def whole(self) -> str:
        said = self._any_of()
        if self._next() != _END:
            raise _NotSaid
        return said

    def _next(self) -> tuple[str, str]:
        return self._tokens[self._at] if self._at < len(self._tokens) else _END

    def _take(self, *wanted: str) -> str:
        """The next token if it is one of `wanted`, else ""."""
        kind, token = self._next()
        if kind in {"word", "sign"} and token in wanted:
            self._at += 1
            return token
        return ""

    def _need(self, wanted: str) -> None:
        if not self._take(wanted):
            raise _NotSaid

    def _any_of(self) -> str:
        said = [self._all_of()]
        while self._take("or"):
            said.append(self._all_of())
        if len(said) == 1:
            return said[0]
        return ", or ".join(f"({one})" if ", and " in one and not one.startswith("(") else one for one in said)

    def _all_of(self) -> str:
        said = [self._one()]
        while self._take("and"):
            said.append(self._one())
        return ", and ".join(said)

    def _one(self) -> str:
        if self._take("("):
            said = self._any_of()
            self._need(")")
            return f"({said})"
        if self._take("not"):
            self._need("(")
            said = self._any_of()
            self._need(")")
            return f"not ({said})"
        if self._take("selected"):
            return self._selected()
        path, left = self._value()
        sign = self._take(*_COMPARED)
        if not sign:
            raise _NotSaid
        kind, token = self._next()
        if kind == "text" and path:
            self._at += 1
            return self._compared_with_text(path, left, sign, token[1:-1])
        other, right = self._value()
        if path and path == other and left != right and sign in {"=", "!="}:  # now and then
            left, right = left.removesuffix(_THEN), f"the same as{_THEN}"
        return _COMPARED[sign].format(left, right)

    def _selected(self) -> str:
        self._need("(")
        path, said = self._value()
        self._need(",")
        kind, token = self._next()
        self._at += 1
        if kind != "text" or not path:
            raise _NotSaid
        self._need(")")
        return f"{self._quoted(path, token[1:-1])} is chosen in {said}"

    def _compared_with_text(self, path: str, said: str, sign: str, text: str) -> str:
        if sign not in {"=", "!="}:
            raise _NotSaid
        if not text:
            return f"{said} has {'no' if sign == '=' else 'an'} answer"
        return _COMPARED[sign].format(said, self._quoted(path, text))

    def _quoted(self, path: str, value: str) -> str:
        return f"“{self._known.choices.get(path, {}).get(value, value)}”"

    def _value(self) -> tuple[str, str]:
        """A number, an answer or a difference: its path if it is an answer, and its words."""
        if self._take("abs"):
            self._need("(")
            _, first = self._value()
            self._need("-")
            _, second = self._value()
            self._need(")")
            return "", f"the difference between {first} and {second}"
        sign = "−" if self._take("-") else ""
        kind, token = self._next()
        self._at += 1
        if kind == "number":
            return "", sign + token
        if kind == "path" and not sign:
            return self._answer(token)
        raise _NotSaid

    def _answer(self, token: str) -> tuple[str, str]:
        if token == ".":
            return self._context, "the answer"
        path = _against(self._context, token)
        said = self._known.numbers.get(path, f"“{path.rpartition('/')[2].replace('_', ' ')}”")
        return path, said + _THEN if _LAST in token else said


def _tokens(expression: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    at, end = 0, len(expression.rstrip())
    while at < end:
        match = _TOKEN.match(expression, at)
        if match is None or match.lastgroup is None:
            raise _NotSaid
        found.append((match.lastgroup, match[match.lastgroup]))
        at = match.end()
    return found


def _against(context: str, path: str) -> str:
    """A path as written at `context`, absolute."""
    path = re.sub(r"^(?:instance\([^)]*\)|current\(\)/)", "", path)
    if path.startswith("/"):
        return path
    steps = context.split("/")
    for step in path.split("/"):
        if step == "..":
            steps.pop()
        elif step != ".":
            steps.append(step)
    return "/".join(steps)
