"""The survey sheet row by row: types, names, groups that open and close, lists, appearances, our own columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from ojm_desktop.domain.form import Audience, Known, Last, Part, Role
from ojm_desktop.forms import vocabulary
from ojm_desktop.forms.check_cells import cell_problems
from ojm_desktop.forms.report import Gravity, Problem
from ojm_desktop.forms.vocabulary import TYPES, UNSHOWN, Kind, heading, nearest, suggestion
from ojm_desktop.forms.workbook import Row, Sheet
from ojm_desktop.forms.xform import BadXForm, read_check

NAME: Final = re.compile(r"[^\W\d][\w.-]*")
_ONE_OF: Final = {
    "role": tuple(one.value for one in Role),
    "audience": tuple(one.value for one in Audience),
    "part": tuple(one.value for one in Part),
    "last": tuple(one.value for one in Last),
    "known": tuple(one.value for one in Known),
    "wave": ("begin", "end"),
}
_YES: Final = frozenset({"yes", "true", "true()"})


@dataclass
class Asked:
    """A row that makes a node: its type, name and path, and the paths of what it lies in."""

    row: Row
    kind: Kind
    name: str
    path: str
    above: tuple[str, ...]
    cells: dict[str, str] = field(default_factory=dict)
    """By the column that is meant, for those without a language."""


_DROPS: Final = {"select_one", "select1", "select one", "select_one_from_file"}
"""What drops down where it is asked to; several choices stand in rows."""
_NOT_KEPT: Final = {
    "audit": "the interview has its own record of what was asked when, in the study",
    "phonenumber": "no telephone is asked which number it has",
    "email": "nobody's address is written into answers",
    "deviceid": "on which machine somebody was asked is nobody's business",
    **dict.fromkeys(("subscriberid", "simserial", "imei"), "no telephone is asked which card or device it is"),
}
TAKEN_ELSEWHERE: Final = {"audio", "video"}
"""What other programs record with the device they run on."""


class Places:
    """Makes problems that know their sheet, and finds the cell of a column."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.headings = {written: heading(written) for written in sheet.headings}
        self._written = {found.key: written for written, found in reversed(self.headings.items())}

    def has(self, key: str) -> bool:
        """The sheet has a column of that meaning."""
        return key in self._written

    def cells(self, row: Row) -> dict[str, str]:
        """The cells of a row by the column that is meant; the first language stands for all."""
        found: dict[str, str] = {}
        for written, text in row.cells.items():
            if written in self.headings:
                found.setdefault(self.headings[written].key, text)
        return found

    def problem(self, level: Gravity, row: int, key: str, what: str, what_to_do: str = "") -> Problem:
        """A problem at a row and column (by its meaning or as it is written) of this sheet."""
        written = key if key in self.sheet.headings else self._written.get(key, "")
        cell = f"{self.sheet.headings[written]}{row}" if written and row else ""
        return Problem(level, what, what_to_do, self.sheet.name, row, written or key, cell)


class SurveyReader:
    """Goes through the survey sheet once; afterwards `asked` has its nodes, `problems` what is wrong and `elsewhere`
    what other programs draw that is drawn plainly here.
    """

    def __init__(self, sheet: Sheet, lists: set[str] | None, *, root: str = "data") -> None:
        self.places = Places(sheet)
        self.lists = lists
        self.asked: list[Asked] = []
        self.problems: list[Problem] = []
        self.elsewhere: list[Problem] = []
        self._root = root
        self._open: list[Asked] = []
        for row in sheet.rows:
            cells = self.places.cells(row)
            if cells and cells.get("disabled", "").lower() not in _YES:
                self._read(row, cells)
        for left in self._open:
            self._error(
                left.row.number,
                "type",
                f'The {left.kind.opens} "{left.name}" begins here and never ends.',
                f"Add a row with end_{left.kind.opens} where it is over.",
            )
        self._check_duplicates()

    def _error(self, row: int, key: str, what: str, what_to_do: str = "") -> None:
        self.problems.append(self.places.problem(Gravity.ERROR, row, key, what, what_to_do))

    def _say(self, level: Gravity, row: int, key: str, what: str, what_to_do: str = "") -> None:
        self.problems.append(self.places.problem(level, row, key, what, what_to_do))

    def _read(self, row: Row, cells: dict[str, str]) -> None:
        written = cells.get("type", "")
        if not written:
            if self.places.has("type") and (cells.get("name") or cells.get("label")):
                self._error(
                    row.number, "type", "This row has no type.", "Say what kind of question it is, or empty it."
                )
            return
        found = vocabulary.kind(written)
        if found is None:
            word = written.split()[0]
            known = {*TYPES, "begin_group", "end_group", "begin_repeat", "end_repeat"}
            self._error(
                row.number,
                "type",
                f'There is no type "{written}".',
                suggestion(word, known, "Use a type of XLSForm, such as text, integer or select_one LIST."),
            )
            found = Kind(written, "text")
        if found.closes:
            self._close(row, found, cells)
            return
        one = self._node(row, found, cells)
        self.asked.append(one)
        self._check_row(one)
        if found.opens:
            self._open.append(one)

    def _close(self, row: Row, found: Kind, cells: dict[str, str]) -> None:
        if not self._open:
            self._error(
                row.number,
                "type",
                f"A {found.closes} ends here that never began.",
                f"Add begin_{found.closes} above, or take this row out.",
            )
            return
        top = self._open.pop()
        if top.kind.opens != found.closes:
            self._error(
                row.number,
                "type",
                f'A {found.closes} ends here, but what is open is the {top.kind.opens} "{top.name}" of row '
                f"{top.row.number}.",
                f"Write end_{top.kind.opens}, or move the row.",
            )

    def _node(self, row: Row, found: Kind, cells: dict[str, str]) -> Asked:
        name = cells.get("name", "")
        if not name:
            name = f"row_{row.number}"
            if found.base != "note" and self.places.has("name"):
                self._error(row.number, "name", "This row has no name.", "Give it a short one, such as age.")
        elif not NAME.fullmatch(name):
            self._error(
                row.number,
                "name",
                f'"{name}" cannot be a name.',
                "Begin with a letter; go on with letters, digits, underscores, hyphens or full stops, without spaces.",
            )
        above = (*self._open[-1].above, self._open[-1].path) if self._open else (f"/{self._root}",)
        return Asked(row, found, name, f"{above[-1]}/{name}", above, cells)

    def _check_row(self, one: Asked) -> None:
        self._check_label(one)
        if one.kind.base == "calculate" and not one.cells.keys() & {"calculation", "default", "trigger"}:
            said = f'"{one.name}" calculates nothing.'
            self._error(one.row.number, "calculation", said, "Write the calculation, or take the row out.")
        self._check_list(one)
        self.problems += cell_problems(one.kind, one.cells, one.row.number, self.places.problem, self.lists)
        self._check_appearance(one)
        self.problems += _our_problems(one, self.places)
        what = TYPES.get(one.kind.base, "")
        if one.kind.base == "select_one_external":
            said = f'"{one.kind.base}" takes its choices from the sheet external_choices, which is not read here.'
            do = "The answer is typed in by hand; to have the choices here, put them on the sheet choices."
            self._say(Gravity.NOTE, one.row.number, "type", said, do)
            if not one.cells.get("choice_filter"):
                said = f'"{one.kind.base}" stands only beside a filter.'
                self._error(one.row.number, "choice_filter", said, "Write one, or use select_one.")
        elif one.kind.base in _NOT_KEPT:
            said = f'"{one.kind.base}" is not kept here: {_NOT_KEPT[one.kind.base]}.'
            self._say(Gravity.NOTE, one.row.number, "type", said, "It stays empty here.")
        elif what in {"elsewhere", "silent"} and one.kind.base not in UNSHOWN:
            self._say(
                Gravity.NOTE,
                one.row.number,
                "type",
                f'"{one.kind.base}" needs a device this program does not use.',
                "The answer is typed in by hand." if what == "elsewhere" else "It stays empty here.",
            )
        if one.kind.base in TAKEN_ELSEWHERE:
            said = f'"{one.kind.base}" is not recorded here: a file of it is chosen from the disk.'
            self._say(Gravity.NOTE, one.row.number, "type", said, "Record it with another device first.")

    def _check_label(self, one: Asked) -> None:
        what = TYPES.get(one.kind.base, "")
        is_shown = what not in {"meta", "silent", ""} and one.kind.base not in UNSHOWN
        has_words = any(key in one.cells for key in ("label", "hint", "media::image", "media::audio", "media::video"))
        is_head = "label" in one.cells.get("appearance", "").split()
        if is_shown and not (has_words or is_head or "calculation" in one.cells):
            self._error(
                one.row.number,
                "label",
                f'Nobody can see what "{one.name}" asks: it has no label.',
                "Write the words that are read aloud.",
            )

    def _check_list(self, one: Asked) -> None:
        what = TYPES.get(one.kind.base, "")
        wanted, row = one.kind.list_name, one.row.number
        if what not in {"select", "from_file"}:
            return
        if not wanted:
            self._error(
                row, "type", f"{one.kind.base} does not say which list.", "Write the name of the list after it."
            )
        elif what == "from_file" and not wanted.lower().endswith((".csv", ".xml")):
            self._error(row, "type", f'"{wanted}" is no file of choices.', "Name a file that ends in .csv or .xml.")
        elif what == "select" and not wanted.startswith("${") and self.lists is not None and wanted not in self.lists:
            near = nearest(wanted, self.lists)
            otherwise = "Add its rows to the choices sheet."
            self._error(
                row,
                "type",
                f'There is no list "{wanted}" on the choices sheet.',
                f"Did you mean {near}?" if near else otherwise,
            )

    def _check_appearance(self, one: Asked) -> None:
        for word in re.findall(r"[^\s()]+(?:\([^)]*\))?", one.cells.get("appearance", "")):
            if not vocabulary.is_known_appearance(word):
                known = {*vocabulary.APPEARANCES, *vocabulary.DEGRADED}
                self._say(
                    Gravity.WARNING,
                    one.row.number,
                    "appearance",
                    f'There is no appearance "{word}"; the plain control is shown.',
                    suggestion(word, known, "Take the word out."),
                )
            elif word.startswith("ex:"):
                said = f'"{word}" asks another program, which is not done here.'
                self._say(Gravity.NOTE, one.row.number, "appearance", said, "The answer is typed in by hand.")
                self._say_elsewhere(one, f'ODK Collect opens another program for "{word}".')
            elif word.startswith("search("):
                said = f'"{word}" takes its choices from a file in ODK Collect; here those of the sheet are offered.'
                do = "To have those of the file, ask with select_one_from_file or select_multiple_from_file."
                self._say(Gravity.WARNING, one.row.number, "appearance", said, do)
            elif vocabulary.is_degraded(word) or (word == "minimal" and one.kind.base not in _DROPS):
                said = f'The appearance "{word}" is shown as the plain control here.'
                self._say(Gravity.NOTE, one.row.number, "appearance", said)
                self._say_elsewhere(one, f'"{word}" is drawn there where the program knows it, and plainly here.')

    def _say_elsewhere(self, one: Asked, said: str) -> None:
        self.elsewhere.append(self.places.problem(Gravity.NOTE, one.row.number, "appearance", said))

    def _check_duplicates(self) -> None:
        first: dict[str, Asked] = {}
        for one in self.asked:
            if one.path in first:
                self._error(
                    one.row.number,
                    "name",
                    f'"{one.name}" is the name of row {first[one.path].row.number} too.',
                    "Give one of them another name.",
                )
            first.setdefault(one.path, one)
        repeats: dict[str, Asked] = {}
        for one in self.asked:
            if one.kind.opens == "repeat" and one.name in repeats and repeats[one.name].path != one.path:
                self._error(
                    one.row.number,
                    "name",
                    f'Two repeats are called "{one.name}", here and in row {repeats[one.name].row.number}.',
                    "Repeats need names of their own, wherever they lie.",
                )
            if one.kind.opens == "repeat":
                repeats.setdefault(one.name, one)


def _our_problems(one: Asked, places: Places) -> Iterator[Problem]:
    """What is wrong with the columns that only this program reads."""
    for key, text in one.cells.items():
        name = key.removeprefix("bind::ojm:")
        if name == key or not text:
            continue
        number = one.row.number
        if name in _ONE_OF and text not in _ONE_OF[name]:
            known = _ONE_OF[name]
            said = f'"{text}" cannot stand in {name}.'
            yield places.problem(Gravity.ERROR, number, key, said, suggestion(text, known, f"Use {', '.join(known)}."))
        elif name == "minimum_seconds" and not (text.isascii() and text.isdigit()):
            yield places.problem(
                Gravity.ERROR, number, key, f'"{text}" is no number of seconds.', "Write digits alone."
            )
        elif name.startswith("check_"):
            try:
                read_check(text, "")
            except BadXForm:
                yield places.problem(
                    Gravity.ERROR,
                    number,
                    key,
                    f'"{text}" does not say what the check does.',
                    "Begin with block:, warn: or inform:, then the expression that should hold.",
                )
        elif name.startswith("message_") and f"bind::ojm:check_{name[-1]}" not in one.cells:
            said = f"This message belongs to check_{name[-1]}, which is empty."
            yield places.problem(Gravity.WARNING, number, key, said, "Write the check, or take the message out.")
    if one.cells.get("bind::ojm:role") == "rating" and "bind::ojm:pathway" not in one.cells:
        said = f'"{one.name}" is a rating, but of no pathway.'
        column = "bind::ojm:role"
        yield places.problem(Gravity.ERROR, one.row.number, column, said, "Fill in bind::ojm:pathway.")
