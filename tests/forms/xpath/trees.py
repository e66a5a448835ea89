"""A tree of answers to work expressions out against, at a fixed hour."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import UTC, datetime
from random import Random

from ojm_desktop.forms.environment import Environment, ExternalList
from ojm_desktop.forms.instance import Node, new_document
from ojm_desktop.forms.xpath.compile import compile_expression
from ojm_desktop.forms.xpath.context import Context, World
from ojm_desktop.forms.xpath.values import Value, to_text

NOW = datetime(2026, 11, 22, 14, 0, 0, tzinfo=UTC)
REPEATS = {"child", "meal", "item"}

ANSWERS = """<data>
<name>Rowan</name><age>34</age><height>1.75</height><empty/><zero>0</zero><minus>-7</minus><no>false</no><yes>true</yes>
<day>2024-02-29</day><moment>2024-02-29T12:00:00.000+02:00</moment><hour>18:30:00.000+00:00</hour>
<services>water power gas</services><one>water</one><spaced>  two  words </spaced><gone>5</gone>
<housing><rating>3</rating><comment>damp</comment></housing>
<child><name>Ann</name><age>3</age><meal><what>soup</what></meal><meal><what>bread</what></meal></child>
<child><name>Bo</name><age>7</age><meal><what>rice</what></meal></child>
<child><name>Cy</name><age/></child>
</data>"""

PLACES = """<root>
<item><name>bs1</name><label>Centre</label><district>north</district></item>
<item><name>bs3</name><label>Bedminster</label><district>south</district></item>
<item><name>bs4</name><label>Knowle</label><district>south</district></item>
</root>"""


class Words:
    """Labels of two choices and one text of the form."""

    def itext(self, text_id: str) -> str:
        return {"hello": "Good morning"}.get(text_id, "")

    def choice_name(self, value: str, place: str) -> str:
        return {("water", "/data/one"): "Water", ("soup", "/data/child/meal/what"): "Soup of the day"}.get(
            (value, place), ""
        )


def planted(xml: str) -> Node:
    """A document of nodes with the elements and texts of some XML."""
    document = new_document()
    _grow(document, ET.fromstring(xml))  # noqa: S314 - written above
    return document


def _grow(parent: Node, element: ET.Element) -> None:
    text = "" if len(element) else element.text or ""
    node = parent.add(element.tag, text, is_repeat=element.tag in REPEATS)
    for child in element:
        _grow(node, child)


def world_of(xml: str = ANSWERS, irrelevant: str = "/data/gone") -> World:
    """A form being filled in, with one irrelevant answer, a list of places, a file of prices, and a last wave."""
    document = planted(xml)
    gone = document.find(irrelevant)
    if gone is not None:
        gone.is_relevant = False
    prices = ExternalList(({"name": "tea", "price": "2"}, {"name": "milk", "price": "1.5"}))
    last_wave = planted("<data><age>33</age></data>")
    environment = Environment(
        lambda: NOW, UTC, lambda: "11111111-2222-4333-8444-555555555555", Random(1), last_wave, {"prices": prices}
    )
    return World(document, environment, {"places": planted(PLACES)}, Words())


def worked_out(expression: str, place: str = "/data/age", world: World | None = None) -> Value:
    """What an expression comes to at a place of the tree."""
    world = world or world_of()
    node = world.document.find(place)
    assert node is not None, place
    return compile_expression(expression).evaluate(Context(node, world))


def told(value: Value) -> tuple[str, str]:
    """Kind and text of a value, the texts of nodes with a bar between them."""
    if isinstance(value, tuple):
        return "nodes", "|".join(node.value for node in value)
    kind = "boolean" if isinstance(value, bool) else "number" if isinstance(value, float) else "text"
    return kind, to_text(value)
