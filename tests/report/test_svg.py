"""A figure as SVG."""

from __future__ import annotations

from xml.etree import ElementTree

from ojm_desktop.journey.primitives import Band, Disc, Figure, Polyline, Role, Shape, Stroke, TextRun
from ojm_desktop.report.svg import svg
from ojm_desktop.typeset import Typeset

NAME = "{http://www.w3.org/2000/svg}"
EDGE = Stroke(Role.FRAME, 0.25, (0.8, 0.8))
FIGURE = Figure(
    297.0,
    210.0,
    (
        TextRun(12.0, 16.0, "<unclear> & <3 بيت 😀 \x00", 15.0, bold=True, anchor="end"),
        Polyline(((0.0, 0.0), (1.5, 2.25)), EDGE),
        Shape(((0.0, 0.0), (1.0, 0.0), (0.0, 1.0)), Role.POSITIVE, None),
        Disc((5.0, 6.0), 0.9, None, EDGE),
        Band(1.0, 2.0, 3.0, 4.0, Role.TINT_POSITIVE, None),
    ),
    "C1-03, Housing: week 4: \u22122 & more",
)


def _root(typeset: Typeset) -> ElementTree.Element:
    return ElementTree.fromstring(svg(FIGURE, typeset))  # noqa: S314  # our own drawing


def test_that_text_stays_text_and_never_becomes_markup(typeset: Typeset) -> None:
    text = _root(typeset).find(f"{NAME}text")
    assert text is not None
    assert text.text == "<unclear> & <3 بيت [U+1F600 GRINNING FACE] "
    assert (text.get("font-weight"), text.get("text-anchor"), text.get("x")) == ("bold", "end", "12")


def test_that_the_sentence_describes_the_drawing(typeset: Typeset) -> None:
    assert _root(typeset).findtext(f"{NAME}desc") == FIGURE.sentence


def test_that_sizes_are_millimetres_and_inks_those_of_paper(typeset: Typeset) -> None:
    root = _root(typeset)
    assert (root.get("width"), root.get("viewBox")) == ("297mm", "0 0 297 210")
    drawn = {child.tag.removeprefix(NAME): child for child in root}
    assert drawn["polyline"].get("points") == "0,0 1.5,2.25"
    assert drawn["polyline"].get("stroke-dasharray") == "0.8 0.8"
    assert drawn["polygon"].get("fill") == "#0072B2"
    assert (drawn["circle"].get("fill"), drawn["circle"].get("stroke-width")) == ("none", "0.25")
    assert drawn["rect"].get("fill") == "#EEF5FA"
