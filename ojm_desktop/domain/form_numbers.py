"""The numbers of a form's questions, the same on the screen and on paper (interview: paper parity).

A section (anything right below the root) is 1, 2, 3; what is asked in it 1.1, 1.2; what is asked in a repeat 1.2.1,
1.2.2. Groups inside a section only go on counting. What takes no answer has no number.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from ojm_desktop.domain.form import AnyNode, Form, Group, Question, Repeat, Type, walk


def numbers(form: Form) -> dict[str, str]:
    """Path -> number of every section, repeat and question that takes an answer."""
    found: dict[str, str] = {}
    sections = count(1)
    for node in form.root.children:
        if not takes_answers(node):
            continue
        own = str(next(sections))
        found[node.path] = own
        if not isinstance(node, Question):
            found.update(_below(node, own, count(1)))
    return found


def takes_answers(node: AnyNode) -> bool:
    """Somebody answers it, or something below it."""
    if isinstance(node, Question):
        return node.is_shown and node.type is not Type.NOTE
    return any(takes_answers(below) for below in walk(node) if isinstance(below, Question))


def _below(parent: Group | Repeat, own: str, counter: Iterator[int]) -> Iterator[tuple[str, str]]:
    """Path and number of what stands below `parent`, which has the number `own`."""
    for node in parent.children:
        if not takes_answers(node):
            continue
        if isinstance(node, Group):
            yield from _below(node, own, counter)
            continue
        number = f"{own}.{next(counter)}"
        yield node.path, number
        if isinstance(node, Repeat):
            yield from _below(node, number, count(1))
