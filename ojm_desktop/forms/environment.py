"""What a running form is handed from outside, so that nothing in it reads the machine's clock, chance or files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from functools import cached_property
from random import Random
from typing import Protocol

from ojm_desktop.forms.instance import Node, new_document


@dataclass(frozen=True)
class ExternalList:
    """The rows of a file beside the form, each a column and its text; what `pulldata` and `instance` look into."""

    rows: tuple[Mapping[str, str], ...]

    @cached_property
    def _by_column(self) -> dict[str, dict[str, Mapping[str, str]]]:
        return {}

    def find(self, column: str, value: str) -> Mapping[str, str] | None:
        """The first row that has `value` in `column`; None if there is none."""
        rows = self._by_column.get(column)
        if rows is None:
            rows = self._by_column[column] = {}
            for row in self.rows:
                rows.setdefault(row.get(column, ""), row)
        return rows.get(value)

    @cached_property
    def document(self) -> Node:
        """The rows as nodes: /root/item, one child a column."""
        document = new_document()
        root = document.add("root")
        for row in self.rows:
            item = root.add("item", is_repeat=True)
            for column, text in row.items():
                item.add(column, text)
        return document


@dataclass(frozen=True)
class Environment:
    """Clock, zone, chance, the answers of the last wave (a document) and the files beside the form."""

    now: Callable[[], datetime]
    """An aware time."""
    zone: tzinfo
    new_uuid: Callable[[], str]
    random: Random
    last_wave: Node | None = None
    files: Mapping[str, ExternalList] = field(default_factory=dict)
    username: str = ""
    """Who asks, for the meta value of that name. There is no `deviceid`: it stays empty, because on which laptop
    somebody was asked is nobody's business, and would lead from a study to a machine."""


class Spoken(Protocol):
    """Words of the form in the language it is being asked in."""

    def itext(self, text_id: str) -> str:
        """The words under an id; empty if there are none."""

    def choice_name(self, value: str, place: str) -> str:
        """The label of a choice of the question at `place` (no positions); empty if there is none."""


class Wordless:
    """A form without words: an expression tried out by itself."""

    def itext(self, text_id: str) -> str:
        return ""

    def choice_name(self, value: str, place: str) -> str:
        return ""
