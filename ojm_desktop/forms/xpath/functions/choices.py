"""Choices: what has been selected, what it is called, and lists beside the form (ODK XForms: select functions)."""

from __future__ import annotations

import math

from ojm_desktop.forms.errors import ExpressionError
from ojm_desktop.forms.instance import Node
from ojm_desktop.forms.xpath.context import Context
from ojm_desktop.forms.xpath.functions.registry import function
from ojm_desktop.forms.xpath.paths import resolve


@function("selected", "boolean", "text", "text")
def selected(_context: Context, chosen: str, value: str) -> bool:
    return value.strip() in chosen.split()


@function("selected-at", "text", "text", "number")
def selected_at(_context: Context, chosen: str, index: float) -> str:
    items = chosen.split()
    return items[int(index)] if math.isfinite(index) and 0 <= int(index) < len(items) and index >= 0 else ""


@function("count-selected", "number", "text")
def count_selected(_context: Context, chosen: str) -> float:
    return float(len(chosen.split()))


@function("jr:choice-name", "text", "text", "text")
def choice_name(context: Context, value: str, path: str) -> str:
    if not value:
        return ""
    return context.world.spoken.choice_name(value, resolve(path.strip(), context.current.place))


@function("jr:itext", "text", "text")
def itext(context: Context, text_id: str) -> str:
    return context.world.spoken.itext(text_id)


@function("pulldata", "text", "text", "text", "text", "text")
def pulldata(context: Context, list_id: str, wanted: str, column: str, value: str) -> str:
    file = context.world.environment.files.get(list_id)
    if file is not None:
        row = file.find(column, value)
        return "" if row is None else row.get(wanted, "")
    document = context.world.instance(list_id)
    if document is None:
        raise ExpressionError(f"pulldata() looks into “{list_id}”, which has no rows; add the file to the form.")
    return next((_cell(item, wanted) for item in _rows(document) if _cell(item, column) == value), "")


def _rows(document: Node) -> list[Node]:
    return [item for root in document.children for item in root.children]


def _cell(item: Node, column: str) -> str:
    cells = item.by_name.get(column)
    return cells[0].value if cells else ""
