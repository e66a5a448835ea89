"""References and expressions of a workbook: names that are not there, expressions that cannot be read, circles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from graphlib import CycleError, TopologicalSorter
from typing import Final

from ojm_desktop.domain.counting import listed
from ojm_desktop.forms.check_survey import Asked, Places
from ojm_desktop.forms.errors import ExpressionError, NotSupported
from ojm_desktop.forms.report import Gravity, Problem
from ojm_desktop.forms.vocabulary import EXPRESSIONS, suggestion
from ojm_desktop.forms.xpath.compile import compile_expression
from ojm_desktop.forms.xpath.grammar import CANNOT_STAND

REFERENCE: Final = re.compile(r"\$\{\s*(last-saved#)?([^{}]*?)\s*\}")
_PLAIN: Final = frozenset({"yes", "no", "true", "false", "true()", "false()"})
_CHECK: Final = re.compile(r"^\s*(?:block|warn|inform)\s*:(?P<expression>.*)$", re.DOTALL)
_REGEX: Final = re.compile(r"""regex\(\s*[^,]+,\s*(['"])(?P<pattern>.*?)\1\s*\)""", re.DOTALL)
_WORKED_OUT: Final = re.compile(r"\$\{|[A-Za-z][\w.-]*(?::[\w.-]+)?\(")
"""A default that is worked out and not just there: it refers to an answer or calls a function, as pyxform sees it."""
_WAITING: Final = ("calculation", "relevant")
"""The columns through which one question waits for another; those of a group hold for all that is in it. A count waits
for nothing in a circle: it may read the rows it makes.
"""
MOST_CIRCLES: Final = 20
LONGEST_CIRCLE: Final = 12
"""Names of a circle that are told; of a longer one the last is told too."""


def logic_problems(asked: list[Asked], places: Places) -> Iterator[Problem]:
    """Everything wrong with what refers to other questions, in the order of the rows; circles last."""
    by_name: dict[str, list[Asked]] = {}
    for one in asked:
        by_name.setdefault(one.name, []).append(one)
    for one in asked:
        wrong = set()
        for written, text in one.row.cells.items():
            found = list(_reference_problems(one, written, text, by_name, places))
            if found:
                wrong.add(places.headings[written].key if written in places.headings else written)
            yield from found
        for key, expression in expressions(one):
            if key not in wrong:
                yield from _expression_problems(one, key, expression, by_name, places)
        yield from _never_there(one, by_name, places)
    yield from _circles(asked, by_name, places)


def choice_references(asked: list[Asked], choices: Places) -> Iterator[Problem]:
    """Names in the words of choices that no question has."""
    names = {one.name for one in asked}
    for row in choices.sheet.rows:
        for written, text in row.cells.items():
            for name in dict.fromkeys(found[1] for found in REFERENCE.findall(text)):
                if name not in names:
                    said = f"${{{name}}} is the name of no question."
                    what_to_do = suggestion(name, names, "Write the name of a question of the survey sheet.")
                    yield choices.problem(Gravity.ERROR, row.number, written, said, what_to_do)


def expressions(one: Asked) -> Iterator[tuple[str, str]]:
    """The columns of a row that hold expressions, with them."""
    for key in (*EXPRESSIONS, "choice_filter"):
        text = one.cells.get(key, "")
        if text and text.lower() not in _PLAIN:
            yield key, text
    if _WORKED_OUT.search(one.cells.get("default", "")):
        yield "default", one.cells["default"]
    for number in range(1, 10):
        key = f"bind::ojm:check_{number}"
        if found := _CHECK.match(one.cells.get(key, "")):
            yield key, found["expression"].strip()


def _reference_problems(
    one: Asked, written: str, text: str, by_name: dict[str, list[Asked]], places: Places
) -> Iterator[Problem]:
    number = one.row.number
    for name in dict.fromkeys(found[1] for found in REFERENCE.findall(text)):
        known = by_name.get(name, [])
        if not known:
            said = f"${{{name}}} is the name of no question."
            what_to_do = suggestion(name, by_name, "Write the name of a question of the survey sheet.")
            yield places.problem(Gravity.ERROR, number, written, said, what_to_do)
        elif len(known) > 1 and len({other.path for other in known}) > 1:
            rows = listed([str(other.row.number) for other in known])
            said = f"${{{name}}} could be any of rows {rows}."
            yield places.problem(Gravity.ERROR, number, written, said, "Give each a name of its own.")
    if "${" in REFERENCE.sub("", text):
        said = "A reference begins with ${ and does not end."
        yield places.problem(Gravity.ERROR, number, written, said, "Close it with }, as in ${age}.")


def _expression_problems(
    one: Asked, key: str, expression: str, by_name: dict[str, list[Asked]], places: Places
) -> Iterator[Problem]:
    def path(found: re.Match[str]) -> str:
        where = by_name[found[2]][0].path
        return f"instance('__last-saved'){where}" if found[1] else where

    try:
        compile_expression(REFERENCE.sub(path, expression))
    except ExpressionError as error:
        level = Gravity.WARNING if isinstance(error, NotSupported) else Gravity.ERROR
        yield places.problem(level, one.row.number, key, str(_as_written(error, expression, path)))


def _as_written(error: ExpressionError, written: str, path: Callable[[re.Match[str]], str]) -> ExpressionError:
    """The same error with what the author wrote and the place in that: nobody finds a path they never typed."""
    if error.expression != REFERENCE.sub(path, written):
        return error
    longer = 0
    for found in REFERENCE.finditer(written):
        begins, length = found.start() + longer, len(path(found))
        if error.position <= begins:
            break
        if error.position <= begins + length:
            said = f"“{found[0]}” cannot stand here." if error.sentence.endswith(CANNOT_STAND) else error.sentence
            return type(error)(said, written, found.start() + 1)
        longer += length - len(found[0])
    return type(error)(error.sentence, written, max(0, error.position - longer))


def _never_there(one: Asked, by_name: dict[str, list[Asked]], places: Places) -> Iterator[Problem]:
    """A repeat that is there as often as an answer in its own rows says: without a row there is no such answer."""
    found = REFERENCE.fullmatch(one.cells.get("repeat_count", "").strip())
    if found and any(one.path in other.above for other in by_name.get(found[2], ())):
        said = f"${{{found[2]}}} stands in the rows it counts: without a row there is no answer, so there never is one."
        what_to_do = f"To ask whether there is another one, count rows, as in count(${{{found[2]}}}[. = 'yes']) + 1."
        yield places.problem(Gravity.WARNING, one.row.number, "repeat_count", said, what_to_do)


def _circles(asked: list[Asked], by_name: dict[str, list[Asked]], places: Places) -> Iterator[Problem]:
    """Values that wait for each other: through calculations, and through what makes a question or its group apply."""
    by_path = {one.path: one for one in asked}
    waits: dict[str, set[str]] = {}
    for one in asked:
        texts = [
            one.cells.get("relevant", ""),
            *(by_path[above].cells.get("relevant", "") for above in one.above if above in by_path),
        ]
        if "trigger" not in one.cells and "indexed-repeat" not in one.cells.get("calculation", ""):
            texts.append(one.cells.get("calculation", ""))
        names = {name for text in texts for last, name in REFERENCE.findall(text) if not last}
        waits[one.path] = {by_name[name][0].path for name in names if len(by_name.get(name, [])) == 1}
    for _ in range(MOST_CIRCLES):
        try:
            TopologicalSorter(waits).prepare()
        except CycleError as error:
            circle = [str(path) for path in error.args[1]][::-1]
            first = min((by_path[path] for path in circle), key=lambda one: one.row.number)
            for path in circle:
                waits[path] -= set(circle)
            above = [by_path[path] for path in reversed(first.above) if path in by_path]
            at, key = next((one, key) for one in (first, *above) for key in _WAITING if one.cells.get(key))
            way = [by_path[path].name for path in _beginning_with(circle, first.path)]
            if len(way) > LONGEST_CIRCLE:
                left_out = f"… {len(way) - LONGEST_CIRCLE:,} more …"
                way = [*way[: LONGEST_CIRCLE - 1], left_out, way[-1]]
            said = f"These wait for each other in a circle: {' → '.join(way)}."
            yield places.problem(Gravity.ERROR, at.row.number, key, said, "Take one of the references out.")
        else:
            return


def _beginning_with(circle: list[str], path: str) -> list[str]:
    """A closed circle, turned so that it begins and ends with a path."""
    at = circle.index(path)
    return [*circle[at:-1], *circle[:at], path]


def elsewhere(asked: list[Asked], places: Places) -> Iterator[Problem]:
    """What ODK Collect and Enketo will do differently with these rows."""
    for one in asked:
        for key, expression in expressions(one):
            for _, pattern in _REGEX.findall(expression):
                if not (pattern.startswith("^") and pattern.endswith("$")):
                    yield places.problem(
                        Gravity.NOTE,
                        one.row.number,
                        key,
                        "Enketo looks for this pattern anywhere in an answer; ODK Collect wants the whole answer.",
                        "Begin the pattern with ^ and end it with $.",
                    )
        ours = [key for key in one.cells if key.startswith("bind::ojm:check_")]
        if ours:
            said = "Other programs do not run the checks of this row; only the constraint column holds there."
            yield places.problem(Gravity.NOTE, one.row.number, ours[0], said)
