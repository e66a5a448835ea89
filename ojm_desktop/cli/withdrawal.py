"""The command of a withdrawal."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from ojm_desktop.cli.answers import Answer, answering, json_option
from ojm_desktop.cli.passphrase import open_study, study_command
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.withdrawal import WORDS, Level
from ojm_desktop.service.edits import Withdraw


@click.command(
    epilog="Levels: " + "; ".join(f"{level.value} {words.name.lower()}" for level, words in WORDS.items()) + "."
)
@study_command
@click.argument("code")
@click.argument("level", type=click.IntRange(Level.NO_CONTACT.value, Level.EXCLUDED.value))
@click.option("--told-to", required=True, help="Who heard it.")
@click.option("--on", "said_on", type=click.DateTime(["%Y-%m-%d"]), help="The day it was said; today when left out.")
@click.option("--words", default="", help="What was said; kept on the sealed side.")
@json_option
@answering
def withdraw(
    study: Path,
    passphrase_file: Path | None,
    code: str,
    level: int,
    told_to: str,
    said_on: datetime | None,
    words: str,
) -> Answer:
    """Record that the person CODE withdraws from STUDY, at LEVEL. It cannot be undone, and can go further later."""
    with open_study(study, passphrase_file) as session:
        person = session.study.store.people.by_code(code)
        if person is None:
            raise OjmError(f"Nobody has the code {code}. Nothing was changed; see: ojm participants.")
        day = date(said_on.year, said_on.month, said_on.day) if said_on else session.today()
        meant = Level(level)
        session.do(Withdraw(participant=person.id, level=meant, said_on=day, told_to=told_to, words=words))
        sentence, sequence = session.last_sentence, session.sequence
    lines = [sentence, WORDS[meant].does, WORDS[meant].stays]
    return Answer(lines, code=code, level=level, said_on=day.isoformat(), event=sequence)
