"""The command of a subject access request."""

from __future__ import annotations

from pathlib import Path

import click

from ojm_desktop.cli.answers import Answer, answering, json_option
from ojm_desktop.cli.leaving import leaving_options, sealed_words
from ojm_desktop.cli.passphrase import open_study, study_command
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.service import access as accesses


@click.command()
@study_command
@click.argument("code")
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@leaving_options("it")
@json_option
@answering
def access(
    study: Path, passphrase_file: Path | None, code: str, out: Path, reason: str, recipients: tuple[str, ...]
) -> Answer:
    """Write everything about CODE, with the name, to the new file OUT (a PDF) and as JSON beside it.

    Words that may name other people are listed first, to be looked at before it is handed over.
    """
    from ojm_desktop.typeset import Typeset

    with open_study(study, passphrase_file) as session:
        person = session.study.store.people.by_code(code)
        if person is None:
            raise OjmError(f"Nobody has the code {code}. Nothing was written; see: ojm participants.")
        session.names.open(session.clock.now())  # the passphrase was given for this
        files = accesses.write(session, person.id, out, reason, Typeset(), recipients)
    return Answer([f"Written{sealed_words(recipients)}: {', '.join(files)}."], files=list(files))
