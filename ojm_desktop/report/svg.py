"""A figure as SVG: millimetre units, text is text, the generated sentence as its description."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from ojm_desktop.journey.primitives import Band, Disc, Figure, Point, Polyline, Primitive, Shape, Stroke, TextRun
from ojm_desktop.report.inks import INKS
from ojm_desktop.report.pen import MM_PER_POINT
from ojm_desktop.typeset import Typeset, clean, stand_in

_FAMILIES = "'Noto Sans','Noto Naskh Arabic','Noto Sans Symbols 2',sans-serif"


def svg(figure: Figure, typeset: Typeset) -> str:
    """The whole document. Texts stand in reading order; a viewer joins and orders them itself."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" '
        f'width="{_n(figure.width)}mm" height="{_n(figure.height)}mm" '
        f'viewBox="0 0 {_n(figure.width)} {_n(figure.height)}">',
        f"<desc>{escape(_printable(figure.sentence, typeset))}</desc>",
        f"<style>text{{font-family:{_FAMILIES};font-kerning:none;unicode-bidi:plaintext;white-space:pre}}</style>",
        *(_element(primitive, typeset) for primitive in figure.primitives),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _element(primitive: Primitive, typeset: Typeset) -> str:
    match primitive:
        case TextRun():
            return _text(primitive, typeset)
        case Polyline(points, stroke):
            return f'<polyline points="{_points(points)}" fill="none" stroke-linejoin="round"{_stroke(stroke)}/>'
        case Shape(points, fill, edge):
            return f'<polygon points="{_points(points)}"{_fill(fill and INKS[fill])}{_stroke(edge)}/>'
        case Disc((x, y), radius, fill, edge):
            place = f'cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}"'
            return f"<circle {place}{_fill(fill and INKS[fill])}{_stroke(edge)}/>"
        case Band(x, y, width, height, fill, edge):
            place = f'x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}"'
            return f"<rect {place}{_fill(fill and INKS[fill])}{_stroke(edge)}/>"


def _text(run: TextRun, typeset: Typeset) -> str:
    style = ' font-weight="bold"' if run.bold else ""
    style += ' font-style="italic"' if run.italic else ""
    style += f' text-anchor="{run.anchor}"' if run.anchor != "start" else ""
    place = (
        f'x="{_n(run.x)}" y="{_n(run.y)}" font-size="{_n(run.size * MM_PER_POINT)}" fill={quoteattr(INKS[run.role])}'
    )
    return f"<text {place}{style}>{escape(_printable(run.text, typeset))}</text>"


def _printable(text: str, typeset: Typeset) -> str:
    """The text with a name in brackets for each character no bundled face has: the same words as on paper."""
    shown = clean(text)
    for character in typeset.missing(shown):
        shown = shown.replace(character, stand_in(character))
    return shown


def _fill(ink: str | None) -> str:
    return f' fill="{ink or "none"}"'


def _stroke(stroke: Stroke | None) -> str:
    if stroke is None:
        return ""
    dash = f' stroke-dasharray="{" ".join(map(_n, stroke.dash))}"' if stroke.dash else ""
    return f' stroke="{INKS[stroke.role]}" stroke-width="{_n(stroke.width)}"{dash}'


def _points(points: tuple[Point, ...]) -> str:
    return " ".join(f"{_n(x)},{_n(y)}" for x, y in points)


def _n(length: float) -> str:
    """A length with at most three decimals, never with a decimal comma."""
    return f"{length:.3f}".rstrip("0").rstrip(".") if length else "0"
