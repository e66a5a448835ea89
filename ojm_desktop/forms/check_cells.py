"""Cells of a survey row that are no expression but have a form of their own: parameters, trigger, a reserved name.

pyxform checks them as well, but stops at the first; here all of them are told at once, each at its cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Final

from ojm_desktop.forms.report import Gravity, Problem
from ojm_desktop.forms.vocabulary import TYPES, Kind, suggestion

Say = Callable[[Gravity, int, str, str, str], Problem]
"""Makes a problem from its gravity, row, column, what is wrong and what to do."""
_PAIR: Final = re.compile(r"([\w-]+)\s*=\s*([^\s,;]+)")
_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?")
_TRIGGER: Final = re.compile(r"\s*\$\{[^{}]+\}\s*(,\s*\$\{[^{}]+\}\s*)*")
_CHOOSING: Final = ("randomize", "seed")
_KNOWN: Final = {
    "range": ("start", "end", "step", "placeholder", "tick_interval", "tick_labelset"),
    "select": _CHOOSING,
    "from_file": (*_CHOOSING, "value", "label"),
}
NOT_DRAWN: Final = {
    "tick_interval": "every value of a scale has a mark of its own",
    "placeholder": "nothing stands on a scale before somebody has chosen",
}
"""Parameters of a range that other tools draw and this program does not, each with what it does."""


def cell_problems(
    kind: Kind, cells: Mapping[str, str], row: int, say: Say, lists: Collection[str] | None
) -> Iterator[Problem]:
    """What is wrong with the cells of one row, by the column that is meant. `lists` are those of the choices sheet,
    None where nobody knows them.
    """
    yield from _parameters(kind, cells, row, say)
    if kind.base == "range":
        yield from _ticks(dict(_PAIR.findall(cells.get("parameters", ""))), row, say, lists)
    trigger = cells.get("trigger", "")
    if trigger and not _TRIGGER.fullmatch(trigger):
        said = f'"{trigger}" is no question whose answer is waited for.'
        yield say(Gravity.ERROR, row, "trigger", said, "Write its name as a reference, such as ${age}.")
    if cells.get("name", "").lower() == "meta":
        said = 'The name "meta" is kept for what every form records by itself.'
        yield say(Gravity.ERROR, row, "name", said, "Give it another name.")
    if TYPES.get(kind.base) == "from_file" and kind.list_name.lower().endswith(".xml"):
        said = f'"{kind.list_name}" is not read here, so nothing can be chosen: lists beside a form are read from CSV.'
        yield say(Gravity.WARNING, row, "type", said, "Save the list as .csv and name that file.")


def _parameters(kind: Kind, cells: Mapping[str, str], row: int, say: Say) -> Iterator[Problem]:
    written = cells.get("parameters", "")
    if not written:
        return
    is_drawn = bool({"signature", "draw"} & set(cells.get("appearance", "").split()))  # small whatever is asked for
    pairs = dict(_PAIR.findall(written))
    if not pairs:
        said = f'"{written}" cannot be read.'
        yield say(Gravity.ERROR, row, "parameters", said, "Write pairs, such as start=0 end=10 step=1.")
    known = _KNOWN.get("range" if kind.base == "range" else TYPES.get(kind.base, ""), ())
    for key, value in pairs.items():
        if known and key not in known:
            said = f'A {kind.base} has no parameter "{key}".'
            yield say(Gravity.ERROR, row, "parameters", said, suggestion(key, known, f"Use {', '.join(known)}."))
        elif not known and not (is_drawn and key == "max-pixels"):
            yield say(Gravity.NOTE, row, "parameters", f'The parameter "{key}" is not used here for "{kind.base}".', "")
        elif kind.base == "range" and key in known[:3]:
            yield from _limit(key, value, row, say)
        elif key == "randomize" and value.lower() not in {"true", "false"}:
            said = f'randomize is "{value}".'
            yield say(Gravity.ERROR, row, "parameters", said, "Write randomize=true or randomize=false.")


def _ticks(pairs: Mapping[str, str], row: int, say: Say, lists: Collection[str] | None) -> Iterator[Problem]:
    """Words at the values of a range are shown here; where other tools draw ticks, and where a handle waits, is not."""
    wanted = pairs.get("tick_labelset", "")
    if wanted and lists is not None and wanted not in lists:
        said = f'There is no list "{wanted}" on the choices sheet for the words of the scale.'
        yield say(
            Gravity.ERROR, row, "parameters", said, suggestion(wanted, lists, "Add its rows to the choices sheet.")
        )
    for key, instead in NOT_DRAWN.items():
        if key in pairs:
            yield say(Gravity.NOTE, row, "parameters", f"{key} is not supported here: {instead}.", "")


def _limit(key: str, value: str, row: int, say: Say) -> Iterator[Problem]:
    if not _NUMBER.fullmatch(value):
        yield say(Gravity.ERROR, row, "parameters", f'{key} is "{value}".', "It has to be a number.")
    elif key == "step" and not float(value):
        said = "The steps of the scale are 0 apart."
        yield say(Gravity.ERROR, row, "parameters", said, "Write how far each is from the next, such as step=1.")
