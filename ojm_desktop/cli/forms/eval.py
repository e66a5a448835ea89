"""`ojm forms eval`: what an expression comes to, by itself or against the XML of a filled-in form."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, NoReturn

import click

from ojm_desktop.cli.answers import REFUSED, json_option
from ojm_desktop.cli.forms.surroundings import machine_environment
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.forms.guard import octets_of
from ojm_desktop.forms.instance import new_document
from ojm_desktop.forms.instance_xml import read_instance
from ojm_desktop.forms.xpath.compile import compile_expression
from ojm_desktop.forms.xpath.context import Context, World
from ojm_desktop.forms.xpath.values import Value, number_as_text


@click.command("eval", context_settings={"ignore_unknown_options": True})  # "-1 div 0" is no option
@click.argument("expression", metavar="XPATH", required=False)
@click.option("--instance", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A filled-in form, XML.")
@click.option("--context", metavar="PATH", help="The node the expression belongs to; without it the root.")
@click.option(
    "--file", "listed", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help='A JSON list of expressions, each a text or {"expression": …, "context": …}.',
)  # fmt: skip
@json_option
def command(
    expression: str | None, instance: Path | None, context: str | None, listed: Path | None, as_json: bool
) -> None:
    """Work out an expression (XPath as XForms use it), or a list of them."""
    if (expression is None) == (listed is None):
        raise click.UsageError("Give one expression, or --file with a list of them.")
    try:
        asked = [(expression, context)] if listed is None else _asked(listed, context)
        world = _world(instance)
    except OjmError as error:
        _refuse(str(error), as_json=as_json)
    answers = [_answer(world, text or "", place) for text, place in asked]
    if as_json:
        click.echo(json.dumps(answers if listed else answers[0], ensure_ascii=False))
    else:
        for answer in answers:
            click.echo(answer["value"] if isinstance(answer["value"], str) else json.dumps(answer["value"]))
    if listed is None and answers[0]["type"] == "error":
        sys.exit(REFUSED)


def _refuse(sentence: str, *, as_json: bool) -> NoReturn:
    click.echo(json.dumps({"type": "error", "value": sentence}, ensure_ascii=False) if as_json else sentence)
    sys.exit(REFUSED)


class BadList(OjmError):
    """A file that is no list of expressions."""


def _asked(path: Path, context: str | None) -> list[tuple[str, str | None]]:
    try:
        rows = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise BadList(f"{path.name} is no JSON that can be read: {error}. Nothing was worked out.") from None
    if not isinstance(rows, list):
        raise BadList(f"{path.name} holds no list of expressions. Nothing was worked out.")
    return [_row(path, row, context) for row in rows]


def _row(path: Path, row: Any, context: str | None) -> tuple[str, str | None]:
    if isinstance(row, str):
        return row, context
    if isinstance(row, dict) and isinstance(row.get("expression"), str):
        return row["expression"], row.get("context", context)
    raise BadList(f"{path.name} holds {json.dumps(row)[:80]}, which is no expression. Nothing was worked out.")


def _world(instance: Path | None) -> World:
    if instance is None:
        document = new_document()
        document.add("data")
    else:
        document = read_instance(octets_of(instance))
    return World(document, machine_environment())


def _answer(world: World, text: str, place: str | None) -> dict[str, Any]:
    try:
        node = world.document.children[0] if place is None else world.document.find(place)
    except ValueError:
        node = None
    if node is None:
        return {"type": "error", "value": f"There is no {place} in the form; nothing was worked out."}
    try:
        return shape(compile_expression(text).evaluate(Context(node, world)))
    except OjmError as error:
        return {"type": "error", "value": str(error)}


def shape(value: Value) -> dict[str, Any]:
    """A value for JSON: whole numbers whole, what JSON has no number for as text, nodes as the list of their texts."""
    if isinstance(value, tuple):
        return {"type": "nodeset", "value": [node.value for node in value]}
    if isinstance(value, bool):
        return {"type": "boolean", "value": value}
    if isinstance(value, str):
        return {"type": "string", "value": value}
    text = number_as_text(value)
    if text.endswith(("NaN", "Infinity")):
        return {"type": "number", "value": text}
    return {"type": "number", "value": int(text) if text.lstrip("-").isdigit() else value}
