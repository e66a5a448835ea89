"""An XForm, as pyxform writes it or another program does, read into a frozen form.

A study keeps the XML of each questionnaire, and a running interview reads it: nothing here imports pyxform. What the
XML may do to the reader is bounded first: no entity is resolved and no document type allowed (I2), and no more than
`DEEPEST` elements may lie inside each other.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Final, TypeVar
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.form import (
    NAMESPACE,
    NO_WORDS,
    AnyNode,
    Audience,
    Check,
    Choices,
    Default,
    Form,
    Group,
    Known,
    Last,
    Level,
    Part,
    Question,
    Range,
    Repeat,
    Role,
    Type,
    Words,
    walk,
)
from ojm_desktop.forms.xform_controls import JR, ODK, Body, choices_of, inline_list, plain, read_body, read_lists
from ojm_desktop.forms.xform_words import XF, Texts, referring

DEEPEST: Final = 100
OJM: Final = f"{{{NAMESPACE}}}"
_H: Final = "{http://www.w3.org/1999/xhtml}"
_CONTROL_TYPES: Final = {
    f"{XF}select1": Type.SELECT_ONE,
    f"{XF}select": Type.SELECT_MULTIPLE,
    f"{ODK}rank": Type.RANK,
    f"{XF}range": Type.RANGE,
    f"{XF}trigger": Type.ACKNOWLEDGE,
}
_LIMIT: Final = re.compile(r"\s*[+-]?([0-9]{1,15}(\.[0-9]{0,15})?|\.[0-9]{1,15})\s*")
_BIND_TYPES: Final = {
    "": Type.TEXT,
    "string": Type.TEXT,
    "int": Type.INTEGER,
    "integer": Type.INTEGER,
    "decimal": Type.DECIMAL,
    "date": Type.DATE,
    "time": Type.TIME,
    "dateTime": Type.DATE_TIME,
}
Named = TypeVar("Named", bound=Enum)


class BadXForm(OjmError):
    """The octets are no XForm this program can read; each of the `sentences` says one reason. `form` is what could be
    read nevertheless, to be looked through for more; None where nothing could.
    """

    def __init__(self, *sentences: str, form: Form | None = None) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences
        self.form = form


@dataclass(frozen=True)
class Reader:
    """What is needed to read one node: binds and controls by path, the texts, and where values are set."""

    binds: dict[str, Element]
    body: Body
    texts: Texts
    set_values: dict[str, tuple[Default, ...]]
    mistakes: list[str] = field(default_factory=list)
    """What is wrong with the form, in its order: everything is told at once."""


def parse(xml: bytes) -> Form:
    """The form an XForm describes; raises BadXForm with a sentence for each reason why it describes none."""
    html = _root(xml)
    model = html.find(f"{_H}head/{XF}model")
    instance = None if model is None else model.find(f"{XF}instance")
    data = None if instance is None else next(iter(instance), None)
    if model is None or data is None:
        raise BadXForm("This is XML, but no XForm: it has no model with an instance. Choose the form's own file.")
    texts = Texts(model.find(f"{XF}itext"))
    binds = {plain(bind.get("nodeset", "")): bind for bind in model.iterfind(f"{XF}bind")}
    ids = {bind.get("id", ""): path for path, bind in binds.items()}
    root = f"/{_local(data)}"
    body = read_body(html.find(f"{_H}body"), root, ids)
    set_values = _set_values(model, body, root, ids)
    lists, files = read_lists(model, texts)
    reader = Reader(binds, body, texts, set_values)
    tree = Group(path=root, children=_children(data, root, reader, 1))
    _check_controls(body, tree, reader)
    inline = (inline_list(control, _inline_id(path), texts) for path, control in body.controls.items())
    naming = binds.get(f"{root}/meta/instanceName")
    form = Form(
        id=data.get("id") or _local(data),
        version=data.get("version") or data.get(f"{ODK}version") or "",
        title=(html.findtext(f"{_H}head/{_H}title") or "").strip(),
        digest=hashlib.sha256(xml).hexdigest(),
        languages=texts.languages,
        default_language=texts.default_language,
        root=tree,
        lists=lists + tuple(one for one in inline if one is not None),
        files=files,
        submission_name="" if naming is None else (naming.get("calculate") or "").strip(),
    )
    if reader.mistakes:
        raise BadXForm(*reader.mistakes, form=form)
    return form


def _check_controls(body: Body, tree: Group, reader: Reader) -> None:
    """A question whose answer has no place would be lost in silence."""
    places = {node.path for node in walk(tree)}
    for path in body.controls:
        if path not in places:
            reader.mistakes.append(f"The form asks for {path}, but its instance has no such place. Ask who made it.")


def _root(xml: bytes) -> Element:
    try:
        root: Element = fromstring(xml, forbid_dtd=True)
    except DefusedXmlException as error:
        raise BadXForm("This XML defines entities or a document type, which a form never needs: refused.") from error
    except (ParseError, ValueError, LookupError) as error:
        raise BadXForm(f"This is not well-formed XML ({error}). Save the form again where it was made.") from error
    return root


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _inline_id(path: str) -> str:
    return path.strip("/").replace("/", "_")


def _set_values(model: Element, body: Body, root: str, ids: dict[str, str]) -> dict[str, tuple[Default, ...]]:
    """The dynamic defaults of each path. One expression set at several events is one default."""
    found: dict[str, dict[str, list[str]]] = {}
    everywhere = [(element, "") for element in model.iterfind(f"{XF}setvalue")] + body.set_values
    for element, trigger in everywhere:
        path = plain(element.get("ref", "")) or ids.get(element.get("bind", ""), "")
        path = path if path.startswith("/") else f"{root}/{path}"
        expression = (element.get("value") or "").strip() or _literal((element.text or "").strip())
        triggers = found.setdefault(path, {}).setdefault(expression, [])
        if trigger and "xforms-value-changed" in element.get("event", ""):
            triggers.append(trigger)
    return {
        path: tuple(Default(expression, tuple(dict.fromkeys(triggers))) for expression, triggers in each.items())
        for path, each in found.items()
    }


def _literal(text: str) -> str:
    """An expression for a text: what stands inside a setvalue is no expression (ODK XForms: actions)."""
    parts = [f"'{part}'" for part in text.split("'")]
    between = """, "'", """
    return parts[0] if len(parts) == 1 else f"concat({between.join(parts)})"


def _children(element: Element, path: str, reader: Reader, depth: int) -> tuple[AnyNode, ...]:
    if depth > DEEPEST:
        raise BadXForm(f"Groups lie more than {DEEPEST} deep inside each other in this form: refused.")
    counts = Counter(child.tag for child in element if f"{JR}template" not in child.attrib)
    kept = {child.tag: child for child in reversed(element)}
    kept.update({child.tag: child for child in element if f"{JR}template" in child.attrib})
    return tuple(_node(kept[tag], path, counts[tag], reader, depth) for tag in dict.fromkeys(c.tag for c in element))


def _node(element: Element, above: str, count: int, reader: Reader, depth: int) -> AnyNode:
    path = f"{above}/{_local(element)}"
    is_repeat = path in reader.body.repeats
    if not (is_repeat or len(element) or path in reader.body.labels or _local(element) == "meta"):
        return _question(element, path, reader)
    bind = reader.binds.get(path)
    children = _children(element, path, reader, depth + 1)
    group = Group(
        path=path,
        label=reader.texts.of_element(reader.body.labels.get(path)),
        relevant=_said(bind, "relevant"),
        appearance=reader.body.appearances.get(path, ()),
        role=_named(Role, bind, "role", path, reader),
        pathway=_said(bind, f"{OJM}pathway"),
        wave=_said(bind, f"{OJM}wave"),
        audience=_named(Audience, bind, "audience", path, reader) or Audience.ALOUD,
        children=children,
    )
    if not is_repeat:
        return group
    shared = {name: getattr(group, name) for name in group.__dataclass_fields__}
    return Repeat(**shared, count=reader.body.repeats[path], first_instances=count)


def _said(bind: Element | None, attribute: str) -> str:
    return "" if bind is None else (bind.get(attribute) or "").strip()


def _named(kind: type[Named], bind: Element | None, attribute: str, path: str, reader: Reader) -> Named | None:
    """The member of an enumeration that an attribute of ours names; None, and a mistake, where it names none."""
    text = _said(bind, f"{OJM}{attribute}")
    if not text:
        return None
    try:
        return kind(text)
    except ValueError:
        known = ", ".join(str(member.value) for member in kind)
        reader.mistakes.append(f'{path}: ojm:{attribute} is "{text}"; it can be {known}.')
        return None


def _question(element: Element, path: str, reader: Reader) -> Question:
    bind, control, texts = reader.binds.get(path), reader.body.controls.get(path), reader.texts
    label = None if control is None else control.find(f"{XF}label")
    hint = None if control is None else control.find(f"{XF}hint")
    choices = None if control is None else choices_of(control)
    if control is not None and choices is None and control.find(f"{XF}item") is not None:
        choices = Choices(_inline_id(path))
    limits = _range(control, choices, reader)
    question = Question(
        path=path,
        type=Type.TEXT,
        source_type=_source_type(bind, control),
        label=texts.of_element(label),
        hint=texts.of_element(hint),
        guidance=texts.of_element(hint, "guidance"),
        media=() if label is None else tuple(texts.media(texts.id_of(label.get("ref", "")))),
        relevant=_said(bind, "relevant"),
        appearance=reader.body.appearances.get(path, ()),
        required=_said(bind, "required"),
        required_message=texts.of_attribute(_said(bind, f"{JR}requiredMsg")),
        checks=_checks(bind, path, reader),
        calculation=_said(bind, "calculate"),
        read_only=_said(bind, "readonly"),
        static_default=(element.text or "").strip(),
        defaults=reader.set_values.get(path, ()),
        choices=None if limits else choices,
        range=limits,
        preload=_preload(bind),
        role=_named(Role, bind, "role", path, reader),
        pathway=_said(bind, f"{OJM}pathway"),
        wave=_said(bind, f"{OJM}wave"),
        audience=_named(Audience, bind, "audience", path, reader) or Audience.ALOUD,
        part=_named(Part, bind, "part", path, reader),
        last=_named(Last, bind, "last", path, reader) or Last.NEVER,
        minimum_seconds=_seconds(bind, path, reader),
        known=_named(Known, bind, "known", path, reader),
    )
    return replace(question, type=_type(question, bind, control))


def _source_type(bind: Element | None, control: Element | None) -> str:
    if control is not None and control.tag == f"{XF}upload":
        return control.get("mediatype", "")
    if control is not None and control.get("query"):
        return "select_one_external"
    return _said(bind, "type")


def _type(question: Question, bind: Element | None, control: Element | None) -> Type:
    """The kind of value, from the control that asks for it and the type of its bind."""
    if control is None:
        return _unshown_type(question, bind)
    if control.tag == f"{XF}upload":
        return _upload_type(control.get("mediatype", ""), question.appearance)
    if control.tag in _CONTROL_TYPES:
        return _CONTROL_TYPES[control.tag]
    if control.get("query") or any(word.startswith("ex:") for word in question.appearance):
        return Type.TYPED_ELSEWHERE
    found = _BIND_TYPES.get(_said(bind, "type"), Type.TYPED_ELSEWHERE)
    is_said_only = question.read_only == "true()" and not (
        question.calculation or question.static_default or question.defaults
    )
    return Type.NOTE if found is Type.TEXT and is_said_only else found


def _unshown_type(question: Question, bind: Element | None) -> Type:
    if _said(bind, f"{JR}preload") or question.path.split("/")[2:3] == ["meta"]:
        return Type.CALCULATE if question.calculation else Type.META
    return Type.CALCULATE if question.calculation or question.defaults else Type.HIDDEN


def _upload_type(media: str, appearance: Iterable[str]) -> Type:
    if media.startswith("image/"):
        return Type.SIGNATURE if "signature" in appearance else Type.IMAGE
    return Type.AUDIO if media.startswith("audio/") else Type.FILE


def _preload(bind: Element | None) -> str:
    """What a meta value is filled with: start, end, today, deviceid, username, uid."""
    return _said(bind, f"{JR}preloadParams") or _said(bind, f"{JR}preload")


def _range(control: Element | None, labels: Choices | None, reader: Reader) -> Range | None:
    """Limits of a range; an itemset in it holds the words at its values (ODK XForms: range), not choices."""
    if control is None or control.tag != f"{XF}range":
        return None
    limits = (control.get("start", ""), control.get("end", ""), control.get("step", ""))
    for text in filter(None, limits):
        if not _LIMIT.fullmatch(text):
            said = f'The scale for {control.get("ref", "")} has "{text}" for an end or a step, which no scale has.'
            reader.mistakes.append(f"{said} Ask who made it.")
            return None
    marks = (control.get(f"{ODK}tick-interval", ""), control.get(f"{ODK}placeholder", ""))
    return Range(*limits, labels.list_id if labels else "", *marks)


def _seconds(bind: Element | None, path: str, reader: Reader) -> int:
    text = _said(bind, f"{OJM}minimum_seconds") or "0"
    if not (text.isascii() and text.isdigit()):
        reader.mistakes.append(f'{path}: ojm:minimum_seconds is "{text}"; it is a whole number of seconds.')
        return 0
    return int(text)


def _checks(bind: Element | None, path: str, reader: Reader) -> tuple[Check, ...]:
    """The standard constraint, then check_1 to check_9 in the order of their numbers."""
    found = []
    if constraint := _said(bind, "constraint"):
        found.append(Check(Level.BLOCK, constraint, reader.texts.of_attribute(_said(bind, f"{JR}constraintMsg"))))
    for number in range(1, 10):
        if written := _said(bind, f"{OJM}check_{number}"):
            try:
                level, expression = read_check(written, f"{path}: ojm:check_{number}")
            except BadXForm as error:
                reader.mistakes.extend(error.sentences)
                continue
            message = referring(_said(bind, f"{OJM}message_{number}"))
            found.append(Check(level, expression, Words((("", message),)) if message else NO_WORDS))
    return tuple(found)


def read_check(written: str, where: str) -> tuple[Level, str]:
    """Level and expression of a check, written as "warn: EXPRESSION"; raises BadXForm where it is not."""
    level, colon, expression = written.partition(":")
    known = {member.value: member for member in Level}
    if not colon or level.strip() not in known or not expression.strip():
        raise BadXForm(f'{where} is "{written}"; it begins with block:, warn: or inform:, then an expression.')
    return known[level.strip()], expression.strip()
