"""The visits of a study: listed with what came of each, or as a calendar of those that lie ahead."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from ojm_desktop.cli.answers import Answer, answering, json_option
from ojm_desktop.cli.leaving import leaving_options, sealed_words
from ojm_desktop.cli.passphrase import open_study, study_command
from ojm_desktop.domain.counting import counted, noun
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.rating import Missing
from ojm_desktop.service import calendars
from ojm_desktop.service.leaving import name_out
from ojm_desktop.service.queries import diary
from ojm_desktop.service.queries.diary import AwaitedWeeks
from ojm_desktop.service.queries.occasions import Occasion, occasions
from ojm_desktop.service.session import Session


@click.command()
@study_command
@click.option("--participant", "code", default="", metavar="CODE", help="One person's, instead of everybody's.")
@click.option("--ics", "file", type=click.Path(dir_okay=False, path_type=Path), help="Write a calendar of those ahead.")
@leaving_options("the calendar")
@json_option
@answering
def visits(
    study: Path, passphrase_file: Path | None, code: str, file: Path | None, reason: str, recipients: tuple[str, ...]
) -> Answer:
    """List the visits of STUDY: intake, waves, looking back; each with its window, the day agreed, and its state.

    Below them the weeks of the diary that are due and not in. With --ics the visits that still lie ahead as a calendar
    file: days, hours agreed, and the word Appointment, no code. One that is overdue stands on today.
    """
    with open_study(study, passphrase_file) as session:
        people = session.study.store.people.all()
        chosen = [person for person in people if code in ("", person.code)]
        if code and not chosen:
            raise OjmError(f"Nobody has the code {code}. Nothing was changed; see: ojm participants.")
        if file is not None:
            number = calendars.save(session, file, reason, chosen[0].id if code else "", recipients)
            file = name_out(file, is_sealed=bool(recipients))
            said = f"{file.name} was written with {counted(number, 'visit')}{sealed_words(recipients)}."
            return Answer([said], file=str(file), visits=number)
        found = [one for person in chosen for one in _listed(session, person.id)]
        diaries = [_weeks(one) for one in diary.awaited(session) if code in ("", one.code)]
    told = [*(_line(one) for one in found), *(_diary_line(one) for one in diaries)]
    return Answer(told or ["Nobody yet."], visits=found, diaries=diaries)


def _listed(session: Session, participant: str) -> list[dict[str, Any]]:
    return [_fields(occasion) for occasion in occasions(session, participant)]


def _fields(occasion: Occasion) -> dict[str, Any]:
    """A visit as plain values; days are ISO dates, what there is none of is null."""
    return {
        "code": occasion.code,
        "wave": occasion.wave,
        "name": occasion.name,
        "state": occasion.state.value.replace(" ", "_"),
        "first_day": _day(occasion.first_day),
        "last_day": _day(occasion.last_day),
        "agreed": _day(occasion.agreed.day if occasion.agreed else None),
        "hour": (occasion.agreed.hour or None) if occasion.agreed else None,
        "missing": occasion.was.missing.value if occasion.was and occasion.was.missing else None,
        "reason": (occasion.was.reason or None) if occasion.was else None,
        "held_on": _day(occasion.held_on),
        "days_late": occasion.days_late,
    }


def _weeks(one: AwaitedWeeks) -> dict[str, Any]:
    """Weeks of the diary that are due and not in, as on the start page; none from before they agreed."""
    return {"code": one.code, "weeks": list(one.weeks), "since": one.since.isoformat()}


def _diary_line(one: dict[str, Any]) -> str:
    weeks = ", ".join(map(str, one["weeks"]))
    return f"{one['code']}  diary         not in yet     {noun(len(one['weeks']), 'week', 'weeks')} {weeks}"


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _line(one: dict[str, Any]) -> str:
    agreed = f"{one['agreed']} {one['hour'] or ''}".rstrip() if one["agreed"] else ""
    days = one["held_on"] or agreed or (f"{one['first_day']} to {one['last_day']}" if one["first_day"] else "")
    said = Missing(one["missing"]).words if one["missing"] else ""
    why = ": ".join(part for part in (said, one["reason"]) if part)
    told = "; ".join(part for part in (days, why) if part)
    return f"{one['code']}  {one['name']:<12}  {one['state'].replace('_', ' '):<13}  {told}".rstrip()
