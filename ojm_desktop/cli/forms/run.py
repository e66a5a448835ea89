"""`ojm forms run`: a questionnaire answered by a list of answers, and how every node of it stands then."""

from __future__ import annotations

from pathlib import Path

import click

from ojm_desktop.cli.answers import Answer, answering, json_option
from ojm_desktop.cli.forms.surroundings import lists_beside, machine_environment
from ojm_desktop.forms.describe import apply, describe, steps_of
from ojm_desktop.forms.guard import octets_of
from ojm_desktop.forms.importing import read_form
from ojm_desktop.forms.running import RunningForm

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("run")
@click.argument("file", type=FILE)
@click.option("--answers", type=FILE, help='JSON: [{"path": "/data/age", "value": "34"}, {"add_repeat": …}, …]')
@json_option
@answering
def command(file: Path, answers: Path | None) -> Answer:
    """Answer the questionnaire in FILE with a list of answers, in order, and print how each of its nodes stands."""
    found = read_form(file.name, octets_of(file))
    if found.form is None:
        return Answer([], is_ok=False, error="\n".join(map(str, [found.report.sentence(), *found.report.problems])))
    steps = steps_of(answers.read_bytes()) if answers is not None else []
    form = RunningForm(found.form, machine_environment(lists_beside(file, found.form)))
    apply(form, steps)
    nodes = describe(form)
    lines = [f"{path} = {node['value']}" for path, node in nodes.items() if node["relevant"] and node["value"]]
    lines += [f"{path}: {node['message']}" for path, node in nodes.items() if node["message"]]
    return Answer(lines, form=found.form.id, language=form.language, nodes=nodes, questions=list(form.questions()))
