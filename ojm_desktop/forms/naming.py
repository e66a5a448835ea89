"""From paths back to the ${names} of a workbook.

pyxform puts " /data/age " where a workbook says ${age}, and a relative path where both lie in one repeat. The way back
takes exactly what pyxform would put there again and leaves every other path as it is, which pyxform passes on.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.form import Form, Output, Piece, Repeat

_LAST: Final = "instance('__last-saved')"
_PADDED: Final = re.compile(
    r"(?:^| )(?P<path>(?:instance\('__last-saved'\)|current\(\)/)?(?:/|(?:\.\./)+)[\w.-]+(?:/[\w.-]+)*)(?: |$)"
)


class NotWritable(OjmError):
    """A part of the form that no workbook can say; the sentence names it."""


class Naming:
    """The names of one form, and what refers to them."""

    def __init__(self, form: Form) -> None:
        names = Counter(node.name for node in form.nodes())
        self._names = {node.path: node.name for node in form.nodes() if names[node.name] == 1}
        self._repeats = [node.path for node in form.nodes() if isinstance(node, Repeat)]

    def reference(self, path: str, context: str) -> str:
        """${name} for a path as it is written at a place of the form; "" where pyxform would not lead back to it."""
        last = path.startswith(_LAST)
        plain = path.removeprefix(_LAST).removeprefix("current()/")
        target = plain if plain.startswith("/") else _resolved(plain, context)
        name = self._names.get(target, "")
        if last:
            return f"${{last-saved#{name}}}" if name else ""
        is_relative = not plain.startswith("/")
        return f"${{{name}}}" if name and is_relative == self._in_one_repeat(target, context) else ""

    def _in_one_repeat(self, target: str, context: str) -> bool:
        return any(target.startswith(f"{repeat}/") and context.startswith(f"{repeat}/") for repeat in self._repeats)

    def expression(self, text: str, context: str) -> str:
        """An expression with names for the paths that pyxform put there."""
        return _PADDED.sub(lambda found: self.reference(found["path"], context) or found[0], text)

    def needed(self, path: str, context: str) -> str:
        """${name} where a workbook has to have it; raises NotWritable where there is none."""
        target = path if path.startswith("/") else _resolved(path, context)
        name = self._names.get(target, "") or self.reference(path, context).strip("${}")
        if not name:
            raise NotWritable(
                f"{context}: a workbook can show only the answer of a question with a name of its own, and this form "
                f'shows "{path}". Keep the XForm file instead.'
            )
        return f"${{{name}}}"

    def text(self, pieces: tuple[Piece, ...], context: str) -> str:
        """Words as a cell holds them."""
        return "".join(
            self.needed(piece.expression, context) if isinstance(piece, Output) else piece for piece in pieces
        )


def _resolved(path: str, context: str) -> str:
    steps = context.split("/")
    for step in path.split("/"):
        steps = steps[:-1] if step == ".." else [*steps, step]
    return "/".join(steps)
