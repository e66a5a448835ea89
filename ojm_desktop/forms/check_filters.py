"""What choice filters read of the lists they narrow.

A name in a filter is a column of the list. ODK's engines read one that is not there as empty, so that a slip in it
leaves a question without choices, or with all of them, and nobody says why.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ojm_desktop.forms.check_logic import REFERENCE
from ojm_desktop.forms.check_survey import Asked, Places
from ojm_desktop.forms.errors import ExpressionError
from ojm_desktop.forms.report import Gravity, Problem
from ojm_desktop.forms.vocabulary import CHOICES_COLUMNS, TYPES, suggestion
from ojm_desktop.forms.xpath.compile import compile_expression

_SELF: Final = {".", "..", "*", "**"}


def filter_problems(asked: list[Asked], survey: Places, choices: Places, external: Places) -> Iterator[Problem]:
    """A warning for each name in a filter that is no column of the sheet with the list; files are not looked into."""
    for one in asked:
        written = one.cells.get("choice_filter", "")
        lists = {"select": choices, "elsewhere": external}.get(TYPES.get(one.kind.base, ""))
        if not written or lists is None or one.kind.list_name.startswith("${"):
            continue
        columns = _columns(lists)
        for name in _names(written):
            if name not in columns:
                said = f'The sheet {lists.sheet.name} has no column "{name}", so this filter reads it as empty.'
                what_to_do = suggestion(name, columns, f"Add the column, or write ${{{name}}} if an answer is meant.")
                yield survey.problem(Gravity.WARNING, one.row.number, "choice_filter", said, what_to_do)


def _columns(lists: Places) -> set[str]:
    """What a choice is made of, as its sheet writes it: a column of one's own keeps its capitals."""
    known = {one.key for one in lists.headings.values() if one.key in CHOICES_COLUMNS}
    return {written for written, one in lists.headings.items() if one.key not in known} | known


def _names(written: str) -> list[str]:
    """The names a filter reads of the choice it is asked of, in their order."""
    try:
        uses = compile_expression(REFERENCE.sub("/answer", written)).dependencies
    except ExpressionError:  # which has been said of its cell
        return []
    found = (use.steps[-1] for use in uses if not use.is_absolute and ".." not in use.steps and use.steps)
    return [name for name in dict.fromkeys(found) if name not in _SELF and f"current()/{name}" not in written]
