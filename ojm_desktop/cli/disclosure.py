"""Commands about disclosures: the report of one, for whoever has to act on it."""

from __future__ import annotations

from pathlib import Path

import click

from ojm_desktop.cli.answers import Answer, answering, json_option
from ojm_desktop.cli.leaving import leaving_options, sealed_words
from ojm_desktop.cli.passphrase import open_study, study_command
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.service import disclosure_report
from ojm_desktop.service.leaving import name_out


@click.group()
def disclosure() -> None:
    """What somebody disclosed, on paper for whoever has to act on it."""


@disclosure.command()
@study_command
@click.argument("code")
@click.argument("number", type=click.IntRange(min=1))
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@leaving_options("it")
@click.option("--with-name", is_flag=True, help="With the person's name; without, it has their code alone.")
@json_option
@answering
def report(
    study: Path,
    passphrase_file: Path | None,
    code: str,
    number: int,
    out: Path,
    reason: str,
    recipients: tuple[str, ...],
    with_name: bool,
) -> Answer:
    """Write the disclosure NUMBER of CODE, counted from 1, to the new file OUT.

    It holds what was recorded and nothing that was told for research. That it left is logged on the sealed side.
    """
    from ojm_desktop.typeset import Typeset

    with open_study(study, passphrase_file) as session:
        person = next((one for one in session.study.store.people.all() if one.code == code), None)
        if person is None:
            raise OjmError(f"Nobody has the code {code}. Nothing was written; see: ojm participants.")
        if with_name:
            session.names.open(session.clock.now())  # the passphrase was given for this
        paper = disclosure_report.gather(session, person.id, number, with_name=with_name)
        digest = disclosure_report.write(session, paper, person.id, out, reason, Typeset(), recipients)
    out = name_out(out, is_sealed=bool(recipients))
    return Answer(
        [f"{out.name} is written{sealed_words(recipients)}.", f"SHA-256: {digest}"], file=out.name, sha256=digest
    )
