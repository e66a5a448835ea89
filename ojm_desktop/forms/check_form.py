"""What is wrong with a form as it would run, wherever it came from: its expressions, its circles, its translations.

An XForm of another program has no sheets to point at, so places are paths. A workbook has been through `checks`
already; for it this is the second look, at what pyxform made of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from random import Random
from typing import Final

from ojm_desktop.domain.counting import counted, listed
from ojm_desktop.domain.form import AnyNode, Form, Question, Range, Type
from ojm_desktop.forms import graph
from ojm_desktop.forms.check_cells import NOT_DRAWN
from ojm_desktop.forms.environment import Environment
from ojm_desktop.forms.errors import ExpressionError, NotSupported
from ojm_desktop.forms.report import Gravity, Problem
from ojm_desktop.forms.running import RunningForm
from ojm_desktop.forms.xpath.compile import compile_expression

NAMED: Final = 8


def form_problems(form: Form) -> Iterator[Problem]:
    """Every problem of a form, in its order; circles and translations last."""
    lists = {held.id for held in form.lists}
    for node in form.nodes():
        for text in dict.fromkeys(_expressions(node)):
            try:
                compile_expression(text)
            except ExpressionError as error:
                level = Gravity.WARNING if isinstance(error, NotSupported) else Gravity.ERROR
                yield Problem(level, f"{node.path}: {error}")
        if isinstance(node, Question) and node.type is Type.TYPED_ELSEWHERE:
            said = f'{node.path}: "{node.source_type}" needs a device this program does not use.'
            yield Problem(Gravity.NOTE, said, "The answer is typed in by hand.")
        if isinstance(node, Question) and node.range is not None:
            yield from _about_ticks(node.path, node.range, lists)
    told = graph.Graph.of(form)
    for circle in told.circles:
        said = f"These wait for each other in a circle: {' → '.join((*circle, circle[0]))}."
        yield Problem(Gravity.ERROR, said, "Take one of the references out.")
    if told.self_counted and not told.circles:
        yield from _endless(form)
    yield from _missing_translations(form)


def _endless(form: Form) -> Iterator[Problem]:
    """Counts of their own rows that never come to rest while nobody has answered anything."""
    opened = RunningForm(form, Environment(lambda: datetime(2000, 1, 3, tzinfo=UTC), UTC, lambda: "", Random(0)))
    for path in sorted(opened.endless):
        said = f"{path} makes rows because of the rows it has made, without end."
        yield Problem(Gravity.ERROR, said, "Count rows with an answer in them, as in count(${more}[. = 'yes']) + 1.")


def _about_ticks(path: str, told: Range, lists: set[str]) -> Iterator[Problem]:
    """What of the words and marks at a range's values is not shown here."""
    for key, written in (("tick_interval", told.tick_interval), ("placeholder", told.placeholder)):
        if written:
            yield Problem(Gravity.NOTE, f"{path}: {key} is not supported here: {NOT_DRAWN[key]}.")
    if told.labels and told.labels not in lists:
        said = f"{path}: the words of the scale stand outside the form, which is not supported here."
        yield Problem(Gravity.WARNING, said, "Put them into a list of the form.")


def _expressions(node: AnyNode) -> Iterator[str]:
    yield from (text for _, text in graph.expressions(node))
    if isinstance(node, Question):
        yield from (default.expression for default in node.defaults)
        if node.choices is not None:
            yield from filter(None, (node.choices.filter, node.choices.seed))


def _missing_translations(form: Form) -> Iterator[Problem]:
    for language in form.languages:
        without = [node.path for node in form.nodes() if node.label and language not in dict(node.label.by_language)]
        if without:
            more = [f"{len(without) - NAMED} more"] if len(without) > NAMED else []
            said = f"{counted(len(without), 'label')} missing in {language}: {listed([*without[:NAMED], *more])}."
            yield Problem(Gravity.WARNING, said, "Write the translation; until then another language is shown.")
