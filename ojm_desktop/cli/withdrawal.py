"""The command of a withdrawal."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from ojm_desktop.cli.answers import Answer, answering, json_option
from ojm_desktop.cli.passphrase import open_study, study_command
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.withdrawal import WORDS, Level
from ojm_desktop.service import erasure
from ojm_desktop.service.edits import Withdraw
from ojm_desktop.service.session import Session


@click.command(
    epilog="Levels: " + "; ".join(f"{level.value} {words.name.lower()}" for level, words in WORDS.items()) + "."
)
@study_command
@click.argument("code")
@click.argument("level", type=click.IntRange(Level.NO_CONTACT.value, Level.ERASED.value))
@click.option("--told-to", required=True, help="Who heard it.")
@click.option("--on", "said_on", type=click.DateTime(["%Y-%m-%d"]), help="The day it was said; today when left out.")
@click.option("--words", default="", help="What was said; kept on the sealed side, and not at level 4.")
@click.option("--reason", default="", help="At level 4: why; it stays, without a name.")
@click.option("--confirm", default="", help="At level 4: the code once more. Without it is said what would go.")
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
    reason: str,
    confirm: str,
) -> Answer:
    """Record that the person CODE withdraws from STUDY, at LEVEL. It cannot be undone, and can go further later."""
    meant = Level(level)
    with open_study(study, passphrase_file) as session:
        participant = _person(session, code)
        day = date(said_on.year, said_on.month, said_on.day) if said_on else session.today()
        if meant is Level.ERASED:
            return _erase(session, participant, day, reason, told_to, is_confirmed=confirm == code)
        session.do(Withdraw(participant=participant, level=meant, said_on=day, told_to=told_to, words=words))
        sentence, sequence = session.last_sentence, session.sequence
    lines = [sentence, WORDS[meant].does, WORDS[meant].stays]
    return Answer(lines, code=code, level=level, said_on=day.isoformat(), event=sequence)


def _person(session: Session, code: str) -> str:
    person, stone = session.study.store.people.by_code(code), session.study.store.erasures.by_code(code)
    if person is not None:
        return person.id
    if stone is not None:
        return stone.participant
    raise OjmError(f"Nobody has the code {code}. Nothing was changed; see: ojm participants.")


def _erase(session: Session, participant: str, day: date, reason: str, told_to: str, *, is_confirmed: bool) -> Answer:
    """Erase, or say what would go and what stays."""
    stays = f"What stays: {WORDS[Level.ERASED].stays}"
    if not is_confirmed and session.study.store.erasures.get(participant) is None:
        going = erasure.going(session, participant)
        error = f"Nothing was changed. To erase, which cannot be undone, say it again with --confirm {going.code}"
        return Answer([going.sentence, stays], is_ok=False, error=error, code=going.code, goes=list(going.rows))
    done = erasure.erase(session, participant, on=day, basis=reason, who=told_to)
    lines = [session.last_sentence, stays]
    if not done.is_folded:
        lines.append("The last old pages go when the study is closed.")
    return Answer(lines, code=done.code, level=Level.ERASED.value, said_on=day.isoformat(), event=session.sequence)
