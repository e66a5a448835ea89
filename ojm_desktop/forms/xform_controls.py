"""The body of an XForm: which control asks for which node, what its choices are, what groups and repeats look like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

from ojm_desktop.domain.form import Choice, ChoiceList, Choices
from ojm_desktop.forms.xform_words import XF, Texts

JR: Final = "{http://openrosa.org/javarosa}"
ODK: Final = "{http://www.opendatakit.org/xforms}"
ASKING: Final = frozenset(
    {*(f"{XF}{tag}" for tag in ("input", "secret", "select", "select1", "range", "trigger", "upload")), f"{ODK}rank"}
)
_LAST_SAVED: Final = "jr://instance/last-saved"
_INSTANCE = re.compile(r"""^instance\(\s*(['"])(?P<id>[^'"]+)\1\s*\)/root/item\s*(?P<rows>\[.*\])?$""", re.DOTALL)
_APPEARANCE = re.compile(r"(?:[^\s()]+|\((?:[^()]|\([^()]*\))*\))+")


@dataclass
class Body:
    """What the body says of each path."""

    controls: dict[str, Element] = field(default_factory=dict)
    labels: dict[str, Element] = field(default_factory=dict)
    appearances: dict[str, tuple[str, ...]] = field(default_factory=dict)
    repeats: dict[str, str] = field(default_factory=dict)
    """How often each repeat is asked; "" leaves it open."""
    set_values: list[tuple[Element, str]] = field(default_factory=list)
    """Each setvalue and the path of the control it stands in; "" where it stands in none."""


def plain(path: str) -> str:
    """A path without prefixes and white space."""
    return "/".join(step.rpartition(":")[2] for step in path.strip().split("/"))


def resolved(reference: str, context: str) -> str:
    """An absolute path, where a body may write one relative to the group it stands in."""
    reference = plain(reference)
    return reference if reference.startswith("/") else f"{context}/{reference}"


def read_body(body: Element | None, root: str, ids: dict[str, str]) -> Body:
    """Everything the body says; `ids` leads from the id of a bind to its path."""
    told = Body()
    if body is not None:
        _read(body, root, ids, told)
    return told


def _read(parent: Element, context: str, ids: dict[str, str], told: Body) -> None:
    for element in parent:
        named = element.get("ref") or element.get("nodeset") or ""
        path = resolved(named, context) if named else ids.get(element.get("bind", ""), "")
        if element.tag in ASKING and path:
            told.controls[path] = element
            told.appearances[path] = appearance_of(element)
            told.set_values += [(child, path) for child in element.iterfind(f"{XF}setvalue")]
        elif element.tag == f"{XF}setvalue":
            told.set_values.append((element, ""))
        elif element.tag == f"{XF}group":
            _keep_look(element, path, told)
            _read(element, path or context, ids, told)
        elif element.tag == f"{XF}repeat" and path:
            told.repeats[path] = (element.get(f"{JR}count") or "").strip()
            _keep_look(element, path, told)
            _read(element, path, ids, told)


def _keep_look(element: Element, path: str, told: Body) -> None:
    """Label and appearance of a group, or of a repeat, which pyxform puts on the group around it."""
    label = element.find(f"{XF}label")
    if path and label is not None:
        told.labels[path] = label
    if path and element.get("appearance"):
        told.appearances[path] = appearance_of(element)


def appearance_of(element: Element) -> tuple[str, ...]:
    """The words of an appearance; what stands in brackets belongs to the word before it."""
    return tuple(_APPEARANCE.findall(element.get("appearance") or ""))


def read_lists(model: Element, texts: Texts) -> tuple[tuple[ChoiceList, ...], tuple[tuple[str, str], ...]]:
    """The lists inside the form, and id and file name of those beside it."""
    lists: list[ChoiceList] = []
    files: list[tuple[str, str]] = []
    for instance in model.findall(f"{XF}instance")[1:]:
        id, source = instance.get("id", ""), instance.get("src", "")
        if source and source != _LAST_SAVED:
            files.append((id, source.rpartition("/")[2]))
        elif not source:
            root = next(iter(instance), None)
            lists.append(ChoiceList(id, () if root is None else tuple(_listed(item, texts) for item in root)))
    return tuple(lists), tuple(sorted(files))


def _listed(item: Element, texts: Texts) -> Choice:
    columns = {child.tag.rpartition("}")[2]: child for child in item}
    name = (columns.pop("name").text or "").strip() if "name" in columns else ""
    text_id = columns.pop("itextId", None)
    written = columns.pop("label", None)
    id = "" if text_id is None else (text_id.text or "").strip()
    label = texts.words(id) if id else texts.of_element(written)
    others = tuple((key, (child.text or "").strip()) for key, child in columns.items())
    return Choice(name, label, others, _media(id, texts))


def _media(id: str, texts: Texts) -> tuple[tuple[str, str], ...]:
    """The media of a choice; a file that differs between languages is the first one's."""
    return tuple(
        (kind, "".join(piece for piece in words.by_language[0][1] if isinstance(piece, str)))
        for kind, words in texts.media(id)
    )


def inline_list(control: Element, id: str, texts: Texts) -> ChoiceList | None:
    """The choices that are written inside a control, as a list under `id`."""
    items = control.findall(f"{XF}item")
    if not items:
        return None
    choices = []
    for item in items:
        label = item.find(f"{XF}label")
        value = item.find(f"{XF}value")
        text_id = "" if label is None else texts.id_of(label.get("ref", ""))
        name = "" if value is None else (value.text or "").strip()
        choices.append(Choice(name, texts.of_element(label), (), _media(text_id, texts)))
    return ChoiceList(id, tuple(choices))


def choices_of(control: Element) -> Choices | None:
    """Where the choices of a control come from, as its itemset says.

    A list made of the answers of a repeat has the path of that repeat, with its predicate, as `list_id`.
    """
    itemset = control.find(f"{XF}itemset")
    if itemset is None:
        return None
    nodes = (itemset.get("nodeset") or "").strip()
    randomized, seed = nodes.startswith("randomize("), ""
    if randomized:
        nodes, *after = top_level_parts(nodes[len("randomize(") :].rstrip().removesuffix(")"))
        seed = after[0].strip() if after else ""
    found = _INSTANCE.match(nodes.strip())
    value, label = itemset.find(f"{XF}value"), itemset.find(f"{XF}label")
    shown = "" if label is None else label.get("ref", "")
    return Choices(
        list_id=found["id"] if found else nodes.strip(),
        filter=" and ".join(_predicates(found["rows"] or "")) if found else "",
        value_column=plain("" if value is None else value.get("ref", "")) or "name",
        label_column="label" if "itext" in shown or not shown else plain(shown),
        randomized=randomized,
        seed=seed,
    )


def _predicates(rows: str) -> list[str]:
    """The conditions of [one][other], each in brackets of its own where there are several."""
    found = [text[1:-1].strip() for text in top_level_parts(rows, "")]
    return found if len(found) == 1 else [f"({one})" for one in found]


def top_level_parts(text: str, separator: str = ",") -> list[str]:
    """A text cut at a separator outside brackets and quotes; with no separator, at the end of each bracket."""
    return [part for part in _parts(text, separator) if part.strip()]


def _parts(text: str, separator: str) -> Iterator[str]:
    depth, quote, start = 0, "", 0
    for at, character in enumerate(text):
        if quote or character in "'\"":
            quote = "" if character == quote else quote or character
        elif character in "([":
            depth += 1
        elif character in ")]":
            depth -= 1
            if not separator and depth == 0:
                yield text[start : at + 1]
                start = at + 1
        elif character == separator and depth == 0:
            yield text[start:at]
            start = at + 1
    yield text[start:]
