"""How the people of a study were reached and why they left: counted, small numbers hidden, no code and no name."""

from __future__ import annotations

from pathlib import Path

import click

from ojm_desktop.cli.answers import Answer, answering, json_option
from ojm_desktop.cli.passphrase import open_study, study_command
from ojm_desktop.domain.contact import Outcome, Way
from ojm_desktop.service.taking_part import hidden, said
from ojm_desktop.service.taking_part import taking_part as counted_in


@click.command(name="taking-part")
@study_command
@json_option
@answering
def taking_part(study: Path, passphrase_file: Path | None) -> Answer:
    """Count how the people of STUDY were reached, and why they left.

    Numbers of 1 and 2 are hidden, as null in JSON, and with any of them the sum. It needs a key that opens the sealed
    side.
    """
    with open_study(study, passphrase_file) as session:
        found = counted_in(session)
    tried = {
        way: {outcome: found.attempts.get((way, outcome), 0) for outcome in Outcome}
        for way in Way
        if any(found.attempts.get((way, outcome)) for outcome in Outcome)
    }
    left = {why: found.left_for(why) for why in found.reasons}
    is_whole = all(hidden(number) is not None for number in left.values())
    told = ["Attempts to reach people:" if tried else "No attempt to reach anybody is recorded."]
    for way, came in tried.items():
        told.append(f"  {way.words}: " + ", ".join(f"{one.words} {said(n)}" for one, n in came.items() if n) + ".")
    told.append("Why people left:" if left else "Nobody is recorded as having left.")
    told += [f"  {why}: {said(number)}." for why, number in left.items()]
    attempts = {way.value: {one.value: hidden(number) for one, number in came.items()} for way, came in tried.items()}
    return Answer(
        told,
        attempts=attempts,
        left={why: hidden(number) for why, number in left.items()},
        left_in_all=sum(left.values()) if is_whole else None,
    )
