"""`ojm forms check`: everything that is wrong with questionnaires, a report a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ojm_desktop.cli.answers import Answer, answering, json_option
from ojm_desktop.forms.guard import octets_of
from ojm_desktop.forms.importing import Imported, read_form, refused
from ojm_desktop.forms.report import Problem


@click.command("check")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@json_option
@answering
def command(files: tuple[Path, ...]) -> Answer:
    """Read each FILE (.xlsx, .xls, .csv, .md or an XForm) and say all that is wrong with it, and where.

    The exit code is 0 where every file can be used, whatever warnings are listed, and 1 where one has errors and
    cannot.
    """
    lines: list[str] = []
    reports: list[dict[str, Any]] = []
    for path in files:
        found = _read(path)
        lines += _lines(found)
        reports.append(_fields(path, found))
    is_ok = all(report["usable"] for report in reports)
    return Answer(lines, is_ok=is_ok, files=reports)


def _read(path: Path) -> Imported:
    try:
        octets = octets_of(path)
    except OSError as error:
        return refused(path.name, f"The file cannot be opened: {error.strerror}. Look for it where it was saved.")
    return read_form(path.name, octets)


def _lines(found: Imported) -> list[str]:
    report = found.report
    lines = [report.sentence()]
    lines += [f"  {problem.level.value}: {problem}" for problem in report.problems]
    if report.elsewhere:
        lines += ["  In ODK Collect and Enketo:", *(f"    {problem}" for problem in report.elsewhere)]
    return lines


def _fields(path: Path, found: Imported) -> dict[str, Any]:
    form = found.form
    return {
        "file": str(path),
        "usable": found.report.is_usable,
        "sentence": found.report.sentence(),
        "problems": [_problem(one) for one in found.report.problems],
        "elsewhere": [_problem(one) for one in found.report.elsewhere],
        "form": None
        if form is None
        else {
            "id": form.id,
            "version": form.version,
            "title": form.title,
            "digest": form.digest,
            "languages": list(form.languages),
            "questions": sum(question.is_shown for question in form.questions()),
        },
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "level": problem.level.value,
        "sheet": problem.sheet or None,
        "row": problem.row or None,
        "column": problem.column or None,
        "cell": problem.cell or None,
        "what": problem.what,
        "what_to_do": problem.what_to_do or None,
    }
