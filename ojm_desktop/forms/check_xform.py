"""What of an XForm leads nowhere: binds without a place, words nobody wrote, controls nobody knows, paths to nothing.

The form can be used without them, so each is a warning; a workbook is checked by its sheets instead. Places are paths.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from defusedxml.ElementTree import fromstring

from ojm_desktop.domain.form import Form
from ojm_desktop.forms import graph
from ojm_desktop.forms.errors import ExpressionError
from ojm_desktop.forms.report import Gravity, Problem
from ojm_desktop.forms.xform_controls import ASKING, ODK, plain
from ojm_desktop.forms.xform_words import XF, Texts
from ojm_desktop.forms.xpath.compile import compile_expression

_ASK: Final = "Ask who made it."
_H: Final = "{http://www.w3.org/1999/xhtml}"
_HOLDING: Final = frozenset(f"{XF}{tag}" for tag in ("group", "repeat"))
_PARTS: Final = frozenset(
    f"{XF}{tag}" for tag in ("label", "hint", "item", "itemset", "value", "output", "setvalue", "copy", "help", "alert")
)
_EVENTS: Final = frozenset(f"{ODK}{tag}" for tag in ("recordaudio", "setgeopoint"))


def loose_ends(xml: bytes, form: Form) -> Iterator[Problem]:
    """Every loose end of an XForm that could be read (`xform.parse`), in the order of the file."""
    root = fromstring(xml, forbid_dtd=True)
    places = {form.root.path, *(node.path for node in form.nodes())}
    for bind in root.iter(f"{XF}bind"):
        path = plain(bind.get("nodeset", ""))
        if path.startswith("/") and path not in places:
            yield _loose(f"bind of {path}: the form's instance has no such place, so what it says is lost.")
    texts = Texts(root.find(f"{_H}head/{XF}model/{XF}itext"))
    for body in root.iterfind(f"{_H}body"):
        for element in body.iter():
            named = element.get("ref") or element.get("nodeset") or "no place"
            tag = element.tag.rpartition("}")[2]
            if element is not body and element.tag not in ASKING | _HOLDING | _PARTS | _EVENTS:
                yield _loose(f"<{tag}> of {named}: there is no such control, so nothing is shown for it.")
            id = texts.id_of(named)
            if id and not (texts.words(id) or texts.words(id, "guidance") or list(texts.media(id))):
                yield _loose(f"<{tag}>: no translation has the words “{id}”, so none are shown.")
    yield from _paths_to_nothing(form, places)


def _paths_to_nothing(form: Form, places: set[str]) -> Iterator[Problem]:
    for node in form.nodes():
        for text in dict.fromkeys(text for _, text in graph.expressions(node)):
            try:
                uses = compile_expression(text).dependencies
            except ExpressionError:
                continue  # told as an error already
            for path in dict.fromkeys(use.against(node.path) for use in uses if use.is_absolute):
                if "*" not in path and path not in places:
                    yield _loose(f"{node.path}: an expression reads {path}, which the form does not have.")


def _loose(said: str) -> Problem:
    return Problem(Gravity.WARNING, said, _ASK)
