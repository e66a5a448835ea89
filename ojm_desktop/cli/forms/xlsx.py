"""`ojm forms xlsx`: a questionnaire as a workbook to edit in a spreadsheet."""

from __future__ import annotations

from pathlib import Path

import click

from ojm_desktop.cli.answers import Answer, answering, json_option
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.forms.guard import octets_of
from ojm_desktop.forms.importing import read_form
from ojm_desktop.forms.workbook_out import write_workbook


@click.command("xlsx")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False), metavar="OUT.xlsx")
@json_option
@answering
def command(file: Path, out: Path) -> Answer:
    """Write the questionnaire FILE (any kind that is read) as the workbook OUT.xlsx, which is not there yet."""
    found = read_form(file.name, octets_of(file))
    if found.form is None:
        raise OjmError("\n".join([found.report.sentence(), *(f"  {problem}" for problem in found.report.errors)]))
    octets = write_workbook(found.form)
    try:
        with out.open("xb") as written:
            written.write(octets)
    except FileExistsError as error:
        raise OjmError(f"{out} is there already and was left as it is. Choose another name.") from error
    except OSError as error:
        raise OjmError(f"{out} cannot be written: {error.strerror}. Choose another folder.") from error
    return Answer([f"Wrote {out}."], path=str(out), form=found.form.id, version=found.form.version)
