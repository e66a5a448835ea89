"""What makes a drawing legible, asked of any figure (sheets: collisions, rule 7)."""

from __future__ import annotations

from itertools import combinations, pairwise

from ojm_desktop.journey.boxes import Box, text_box
from ojm_desktop.journey.primitives import Figure, Polyline, Role, TextRun
from ojm_desktop.typeset import Typeset

DATA = {Role.CURVE, Role.SUGGESTED, Role.POSITIVE, Role.NEGATIVE}
MARGIN = 0.05


def texts(figure: Figure) -> list[TextRun]:
    """The runs of a figure that show anything."""
    return [each for each in figure.primitives if isinstance(each, TextRun) and each.text.strip()]


def lines(figure: Figure, roles: set[Role]) -> list[Polyline]:
    """The polylines of those roles."""
    return [each for each in figure.primitives if isinstance(each, Polyline) and each.stroke.role in roles]


def faults(figure: Figure, typeset: Typeset, smallest: float = 8.0, margin: float = 0.0) -> list[str]:
    """Overlapping texts, texts crossed by data lines, texts outside the margins or too small; empty when legible."""
    boxes = [(run, _inner(text_box(run, typeset))) for run in texts(figure)]
    found = [f"{a.text!r} overlaps {b.text!r}" for (a, one), (b, other) in combinations(boxes, 2) if one.meets(other)]
    for line in lines(figure, DATA):
        for start, end in pairwise(line.points):
            found += [f"{run.text!r} is crossed" for run, box in boxes if box.is_crossed(start, end)]
    paper = Box(margin, margin, figure.width - margin, figure.height - margin).grown(0.3)
    found += [f"{run.text!r} leaves the margins" for run, box in boxes if not paper.holds(box)]
    return found + [f"{run.text!r} has {run.size} pt" for run, _ in boxes if run.size < smallest]


def _inner(box: Box) -> Box:
    return box.grown(-MARGIN)
