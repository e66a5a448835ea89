"""Commands about a study and the people in it: new, info, participants, rate."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from ojm_desktop.cli.answers import Answer, answering, json_option
from ojm_desktop.cli.listed import list_new
from ojm_desktop.cli.passphrase import machine_clock, open_study, passphrase_file_option, read, study_command
from ojm_desktop.domain.counting import counted
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.participant import Participant
from ojm_desktop.domain.rating import Giver, Missing, RatingKey
from ojm_desktop.domain.template import TEMPLATES
from ojm_desktop.service import backups, forms, studies
from ojm_desktop.service.edits import Correct, Edit, SetMissing, SetRating
from ojm_desktop.service.edits.days import check_has_come
from ojm_desktop.service.edits.withdrawal import as_text
from ojm_desktop.service.queries import people as queries
from ojm_desktop.service.session import Session
from ojm_desktop.vault.words import to_words


@click.command()
@click.argument("study", type=click.Path(path_type=Path))
@click.option("--template", type=click.Choice(sorted(TEMPLATES)), default="bristol", show_default=True)
@passphrase_file_option
@json_option
@answering
def new(study: Path, template: str, passphrase_file: Path | None) -> Answer:
    """Create the encrypted study STUDY (a new folder). Prints the recovery key once: write it down."""
    path = study if study.suffix == studies.SUFFIX else study.with_name(study.name + studies.SUFFIX)
    words = read(passphrase_file, "New passphrase", is_new=True)
    created = studies.create(path, TEMPLATES[template](path.stem), words, machine_clock())
    forms.take_in_shipped(created.session)
    now = created.session.clock.now().utc
    backups.close(created.session)
    listed = list_new(path, now)
    recovery = str(created.recovery)
    return Answer(
        [
            f"Created {path}." + ("" if listed else " In the window, choose: Open another folder."),
            "",
            "Recovery key, the only other way in. Write it down and keep it locked away:",
            recovery,
        ],
        study=str(path),
        recovery_key=recovery,
    )


@click.command()
@study_command
@json_option
@answering
def info(study: Path, passphrase_file: Path | None) -> Answer:
    """Say what is in STUDY: counts and the head of its log."""
    with open_study(study, passphrase_file) as session:
        store, plan = session.study.store, session.plan
        everybody = store.people.all()
        cohorts: list[dict[str, Any]] = [
            {"cohort": cohort.key, "name": cohort.name, "participants": sum(p.cohort == cohort.key for p in everybody)}
            for cohort in plan.cohorts
        ]
        head = " ".join(to_words(session.head_hash))
        fields: dict[str, Any] = {
            "name": plan.name,
            "study_id": store.connection.study_id,
            "schema": store.connection.schema_version,
            "participants": len(everybody),
            "cohorts": cohorts,
            "ratings": store.ratings.count_values(),
            "missing": store.ratings.count() - store.ratings.count_values(),
            "events": session.sequence,
            "head": head,
        }
    lines = [
        f"{plan.name}: {counted(len(everybody), 'participant')}, {_answered(fields['ratings'], fields['missing'])}, "
        f"{counted(fields['events'], 'event')}.",
        *(f"  {cohort['name']}: {counted(cohort['participants'], 'participant')}" for cohort in cohorts),
        f"Head of the log: {head}",
    ]
    return Answer(lines, **fields)


@click.command()
@study_command
@json_option
@answering
def participants(study: Path, passphrase_file: Path | None) -> Answer:
    """List the participants of STUDY by code; never by name."""
    with open_study(study, passphrase_file) as session:
        found: list[dict[str, Any]] = [
            {
                "code": row.person.code,
                "cohort": row.person.cohort,
                "status": row.person.status.value,
                "agreement": row.agreement.name.lower(),
                "withdrawn": row.level,
                **_answers(session, row.person),
            }
            for row in queries.rows(session)
        ]
    lines = [
        f"{one['code']}  cohort {one['cohort']}  {one['agreement'].replace('_', ' ')}  "
        f"{_answered(len(one['ratings']), len(one['missing']))}"
        for one in found
    ]
    return Answer(lines or ["Nobody yet."], participants=found)


def _answered(values: int, missing: int) -> str:
    """Values given, and apart from them the places that have a reason instead."""
    return counted(values, "rating") + (f" and {counted(missing, 'missing answer')}" if missing else "")


def _answers(session: Session, person: Participant) -> dict[str, list[dict[str, object]]]:
    """`ratings` are values given; `missing` the places that have a reason instead, by its letter."""
    answers = session.study.store.ratings.of(person.id)
    return {
        "ratings": [
            {
                "pathway": rating.key.pathway,
                "wave": rating.key.wave,
                "value": rating.value,
                "held_on": rating.held_on.isoformat() if rating.held_on else None,
                "given_by": rating.given_by.value,
                "recalled": rating.is_recalled,
            }
            for rating in answers
            if rating.missing is None
        ],
        "missing": [
            {"pathway": rating.key.pathway, "wave": rating.key.wave, "reason": rating.missing.value}
            for rating in answers
            if rating.missing is not None
        ],
    }


@click.command(context_settings={"ignore_unknown_options": True})
@study_command
@click.argument("code")
@click.argument("pathway")
@click.argument("wave")
@click.argument("value", required=False, type=int)
@click.option(
    "--missing",
    type=click.Choice([reason.value for reason in Missing]),
    help=f"Why there is no value: {', '.join(f'{reason.value} {reason.words}' for reason in Missing)}.",
)
@click.option("--reason", default="", help="Words for a missing value.")
@click.option("--correction", default="", help="What was wrong, where the person withdrew and this puts it right.")
@click.option("--held-on", type=click.DateTime(["%Y-%m-%d"]), help="The day of the interview; today when left out.")
@json_option
@answering
def rate(
    study: Path,
    passphrase_file: Path | None,
    code: str,
    pathway: str,
    wave: str,
    value: int | None,
    missing: str | None,
    reason: str,
    correction: str,
    held_on: date | None,
) -> Answer:
    """Record VALUE, or why it is missing, for the person CODE on PATHWAY at WAVE in STUDY."""
    if (value is None) == (missing is None):
        raise click.UsageError("Give a value, or --missing with its letter.")
    with open_study(study, passphrase_file) as session:
        person = session.study.store.people.by_code(code)
        if person is None:
            raise OjmError(f"Nobody has the code {code}. Nothing was changed; see: ojm participants.")
        key = RatingKey(person.id, pathway, wave)
        edit: Edit
        if missing is not None:
            edit = SetMissing(key=key, missing=Missing(missing), reason=reason)
        else:
            day = date(held_on.year, held_on.month, held_on.day) if held_on else session.today()
            check_has_come(day, session.today())
            assert value is not None
            edit = SetRating(key=key, value=value, held_on=day, given_by=Giver.RESEARCHER)
        session.do(Correct(participant=person.id, reason=correction, edit=as_text(edit)) if correction else edit)
        sentence, sequence = session.last_sentence, session.sequence
    return Answer([sentence], code=code, pathway=pathway, wave=wave, value=value, missing=missing, event=sequence)
