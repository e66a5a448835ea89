"""The command that says how long everything is kept, and lets go what somebody confirms."""

from __future__ import annotations

from pathlib import Path

import click

from ojm_desktop.cli.answers import Answer, answering, json_option
from ojm_desktop.cli.passphrase import open_study, study_command
from ojm_desktop.domain.counting import counted, listed
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.retention import RULES, Until, Which, in_words
from ojm_desktop.domain.withdrawal import WORDS, Level
from ojm_desktop.service import retention as keeping
from ojm_desktop.service.session import Session


@click.command()
@study_command
@click.option("--confirm", default="", metavar="WHICH=N", help="Erase them, as in: signed=8. It cannot be undone.")
@click.option("--confirmed-by", default="", help="Who confirms it; stays in the study, so not a participant's name.")
@json_option
@answering
def retention(study: Path, passphrase_file: Path | None, confirm: str, confirmed_by: str) -> Answer:
    """Say how long everything in STUDY is kept, and whose time is over; erase those only with --confirm.

    WHICH is unsigned (those who never signed, from the study's end) or signed (everybody else, the months of the
    study's basis after it), N how many of them there are.
    """
    with open_study(study, passphrase_file) as session:
        if confirm:
            return _carry_out(session, confirm, confirmed_by)
        return _told(session)


def _told(session: Session) -> Answer:
    found, basis = keeping.due(session), session.plan.basis
    rules = [(rule, in_words(rule.until, basis)) for rule in RULES]
    lines = [f"{rule.what}: {words}." for rule, words in rules]
    lines += [found.sentence, *(one.sentence for one in found.due)]
    for one in found.due:
        lines.append(f"To erase them: --confirm {one.which.value}={len(one.people)} --confirmed-by WHO")
    if found.due:
        lines.append(f"What stays: {WORDS[Level.ERASED].stays}")
    until = found.terms.kept_until.isoformat() if found.terms else None
    return Answer(
        lines,
        ended_on=found.terms.ended_on.isoformat() if found.terms else None,
        kept_until=until,
        doubt=found.doubt,
        is_over=found.is_over,
        rules=[
            {
                "what": rule.what,
                "rule": words,
                "tables": list(rule.tables),
                "sealed": list(rule.sealed),
                "kept_until": until if rule.until is Until.PERSON else None,
            }
            for rule, words in rules
        ],
        due=[
            {
                "which": one.which.value,
                "since": one.since.isoformat(),
                "people": list(one.people),
                "rows": list(one.rows),
            }
            for one in found.due
        ],
    )


def _carry_out(session: Session, confirm: str, who: str) -> Answer:
    """Erase those of one kind, where it names as many as there are."""
    kind, _, number = confirm.partition("=")
    shown = next((one for one in keeping.due(session).due if one.which.value == kind), None)
    if shown is not None and number != str(len(shown.people)):
        raise OjmError(
            f"{counted(len(shown.people), 'person is', 'people are')} due, and not {number or 'an unsaid number'}. "
            "Nothing was deleted; look at it again without --confirm."
        )
    if kind not in {which.value for which in Which}:
        raise OjmError("Confirm says which and how many, as in: --confirm signed=8. Nothing was deleted.")
    done = keeping.carry_out(session, Which(kind), shown.people.keys() if shown else frozenset(), who)
    return Answer([f"Erased: {listed(list(done.people))}."], erased=list(done.people), event=session.sequence)
