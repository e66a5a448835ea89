"""XForms of other people, in a folder, filled in at random beside the oracle: `dev.py torture forms --folder DIR`.

Nothing of them belongs to the project: they are read where they lie. What differs is told form by form, in the oracle's
own words where it refuses a form or an expression; the reasons stand in ARCHITECTURE.md.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from ojm_desktop.domain.errors import OjmError
from tests.forms.differential.compare import _POSITION, Pair, plausible, their_path

STEPS = 12


@dataclass
class Met:
    """What became of the forms of a folder: `told` by form, and what was `compared` in all."""

    forms: int = 0
    told: dict[str, list[str]] = field(default_factory=dict)
    compared: Counter[str] = field(default_factory=Counter)


def meet(folder: Path) -> Met:
    """Every .xml below a folder."""
    met = Met()
    for path in sorted(folder.rglob("*.xml")):
        met.forms += 1
        told, compared = _fill_in(path.read_text(encoding="utf-8"))
        met.compared += compared
        if told:
            met.told[path.relative_to(folder).as_posix()] = told
    return met


def _fill_in(xml: str) -> tuple[list[str], Counter[str]]:
    """The differences of one form, each once."""
    try:
        pair = Pair(xml)
    except OjmError as error:
        return [f"not a form here: {error}"], Counter()
    except (RuntimeError, ValueError) as error:  # what the oracle raises
        return [f"not a form to the oracle: {error}"], Counter()
    chance, told = Random(1), dict.fromkeys(pair.differences())
    asked = {question.path: question for question in pair.form.questions() if question.is_shown}
    for _ in range(STEPS):
        there = pair.ours.paths()
        open_ones = [path for path in there if _POSITION.sub("", path) in asked and not pair.ours.state(path).read_only]
        if not open_ones:
            break
        path = chance.choice(open_ones)
        value = plausible(pair, path, asked[_POSITION.sub("", path)].type, chance)
        try:
            pair.theirs.set(their_path(path, set(there)), value)
        except (KeyError, RuntimeError, ValueError) as error:
            told[f"the oracle has no {path}: {error}"] = None
            continue
        pair.ours.set(path, value)
        told |= dict.fromkeys(pair.differences())
    told |= dict.fromkeys(f"the oracle cannot work out {path}" for path in sorted(pair.refused))
    return list(told), pair.compared
