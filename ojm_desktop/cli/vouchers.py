"""The vouchers of a study, counted and added up: no code, no name."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import click

from ojm_desktop.cli.answers import Answer, answering, json_option
from ojm_desktop.cli.passphrase import open_study, study_command
from ojm_desktop.domain.counting import counted, noun
from ojm_desktop.domain.voucher import pounds
from ojm_desktop.service.vouchers import study_count


@click.command()
@study_command
@json_option
@answering
def vouchers(study: Path, passphrase_file: Path | None) -> Answer:
    """Count the vouchers of STUDY that were handed out and signed for, and add up what they are worth.

    Nobody is named. It needs a key that opens the sealed side.
    """
    with open_study(study, passphrase_file) as session:
        found = study_count(session)
    all_ = found.all
    told = [
        f"{counted(all_.issued, 'voucher')} given to {counted(found.people, 'person', 'people')}:"
        f" {pounds(all_.pence)}.",
        f"{all_.signed} signed for: {pounds(all_.signed_pence)}. {all_.issued - all_.signed} not signed for yet.",
    ]
    told += [
        f"  {words}: {each.issued}, {pounds(each.pence)}; {each.signed} signed for." for words, each in found.occasions
    ]
    if found.receipts:
        told.append(f"{counted(found.receipts, 'receipt')} {noun(found.receipts, 'is', 'are')} not counted yet.")
    return Answer(
        told,
        issued=all_.issued,
        signed=all_.signed,
        people=found.people,
        pence=all_.pence,
        signed_pence=all_.signed_pence,
        uncounted_receipts=found.receipts,
        occasions=[{"for": words, **dataclasses.asdict(each)} for words, each in found.occasions],
    )
