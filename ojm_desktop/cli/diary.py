"""The command that prints the diary's booklet."""

from __future__ import annotations

from pathlib import Path

import click

from ojm_desktop.cli.answers import Answer, answering, json_option
from ojm_desktop.cli.leaving import leaving_options
from ojm_desktop.cli.passphrase import open_study, study_command
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.service import booklets, leaving
from ojm_desktop.service.session import Session


@click.command(name="diary-booklet")
@study_command
@click.option("--to", "folder", required=True, type=click.Path(file_okay=False, path_type=Path), help="A folder.")
@click.option("--participant", "code", default="", metavar="CODE", help="Whose code stands on the cover; else none.")
@click.option("--cohort", default="", metavar="KEY", help="Whose weeks; the first cohort with a diary if not said.")
@click.option("--pages", is_flag=True, help="Pages of A5 one by one, instead of two on a sheet to fold.")
@leaving_options("the code", "needed with --participant, unless it is sealed or a practice study")
@json_option
@answering
def diary_booklet(
    study: Path,
    passphrase_file: Path | None,
    folder: Path,
    code: str,
    cohort: str,
    pages: bool,
    reason: str,
    recipients: tuple[str, ...],
) -> Answer:
    """Print the booklet of STUDY's weekly diary as PDF, blank: a page a week, to write in."""
    from ojm_desktop.typeset import Typeset

    with open_study(study, passphrase_file) as session:
        chosen = session.plan.cohort(_cohort_of(session, code, cohort))
        to, is_folded = leaving.made(folder), not pages
        path = booklets.write(
            session, chosen, to, Typeset(), code=code, is_folded=is_folded, reason=reason, recipients=recipients
        )
    return Answer([f"{path.name} is in {folder}."], file=path.name, weeks=chosen.diary_weeks)


def _cohort_of(session: Session, code: str, cohort: str) -> str:
    """The person's own, the one that was named, or the first that keeps a diary."""
    if code:
        person = next((one for one in session.study.store.people.all() if one.code == code), None)
        if person is None:
            raise OjmError(f"Nobody has the code {code}. Nothing was printed; see: ojm participants.")
        return person.cohort
    if cohort:
        return cohort
    keeping = [one.key for one in session.plan.cohorts if one.diary_weeks]
    if not keeping:
        raise OjmError("No cohort of this study keeps a diary. Nothing was printed; set its weeks in Study, Waves.")
    return keeping[0]
