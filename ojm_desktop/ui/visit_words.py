"""A visit and an agreement in words and icons, the same on the start page and in the list of participants."""

from __future__ import annotations

from datetime import date
from typing import Final

from ojm_desktop.domain.clock import short_date
from ojm_desktop.domain.counting import counted, listed, noun
from ojm_desktop.domain.visit import Mode
from ojm_desktop.service.queries.occasions import LOOKING_BACK
from ojm_desktop.service.queries.people import AgreementState, Asked, PersonRow, needs_new_signature
from ojm_desktop.service.queries.visits import INTAKE_WAVE, Visit, VisitState
from ojm_desktop.ui import dates
from ojm_desktop.ui.widgets.cells import Cell

STATES: Final = {
    VisitState.HELD: Cell("Held", "check"),
    VisitState.IN_PROGRESS: Cell("In progress", "in-progress"),
    VisitState.PAUSED: Cell("Paused", "pause"),
    VisitState.STOPPED: Cell("Stopped", "not-asked"),
    VisitState.MISSING: Cell("Missed", "refused"),
    VisitState.NOT_HELD: Cell("Not held", "not-asked"),
}
"""What is said of a visit that was begun, held or missed."""
GOES_ON: Final = Cell("In progress", "in-progress")
"""Of one that is rated without a questionnaire, and not in full yet."""
STAYS: Final = "Stopped, and its window is over. It can be finished until the next wave begins; then it stays as it is."
FIRST_MEETING: Final = "At the first meeting"
MODES: Final = {
    Mode.IN_PERSON: "In person",
    Mode.BY_PHONE: "By phone",
    Mode.BY_VIDEO: "By video",
    Mode.PAPER: "From paper",
}


def wave_name(visit: Visit, *, is_recalled: bool) -> str:
    """What is asked: the intake or a wave by its name, or the one interview that looks back."""
    return LOOKING_BACK if is_recalled and not visit.is_intake else visit.wave.name


def in_sentence(name: str) -> str:
    """The name of a visit within a sentence: week 8, looking back."""
    return f"{name[:1].lower()}{name[1:]}"


def miss_words(wave: str) -> str:
    """What the button says that records why somebody was not asked; the intake has no day that could be missed."""
    return "Record as not held…" if wave == INTAKE_WAVE.key else "Record as missed…"


def late(visit: Visit) -> str:
    """How late a visit is: 1 day, 9 days."""
    return counted(visit.days_late, "day")


def state_cell(visit: Visit, today: date | None = None) -> Cell:
    """Where a visit stands, for a table; one that was stopped is still to be finished once `today` is past its window.

    To leave it is no act of its own: that it was stopped, and why, is recorded, and the next wave takes its place.
    """
    if visit.state is VisitState.OVERDUE:
        return Cell(f"Overdue, {late(visit)}", "warn", "warn")
    if visit.waits and not visit.is_intake and today is not None and today > visit.last_day:
        return Cell("Stopped, to finish", "warn", "warn", tip=STAYS)
    if visit.state in STATES:
        return STATES[visit.state]
    if visit.state is VisitState.DUE_TODAY:
        return GOES_ON if visit.answered else Cell("Due now", "today")
    return Cell("Due this week" if visit.state is VisitState.DUE_THIS_WEEK else "Due later", "not-started")


def window_words(visit: Visit, today: date, *, is_recalled: bool) -> str:
    """The day agreed, else the days on which a visit counts as held in time; looking back has only a first one."""
    if visit.is_intake:
        return FIRST_MEETING
    if visit.agreed is not None:
        return dates.agreed(visit.agreed, visit.hour, today)
    if is_recalled:
        return f"From {dates.day_month(visit.first_day)}"
    is_one_month = visit.first_day.month == visit.last_day.month  # otherwise there is no room for the names of days
    is_soon = visit.state is VisitState.DUE_THIS_WEEK
    return dates.span(visit.first_day, visit.last_day, weekday=is_soon and is_one_month)


def weeks_words(weeks: tuple[int, ...]) -> str:
    """Weeks in a row as a span: Week 5; Weeks 6 and 7; Weeks 1 to 4 and 6."""
    runs: list[list[int]] = []
    for week in weeks:
        if runs and week == runs[-1][-1] + 1:
            runs[-1].append(week)
        else:
            runs.append([week])
    parts = [part for run in runs for part in ([f"{run[0]} to {run[-1]}"] if len(run) > 2 else [str(w) for w in run])]
    return f"{noun(len(weeks), 'Week')} {listed(parts)}"


def agreement_cell(found: Asked) -> Cell:
    """What stands between a person and their first rating, for a table."""
    if found.agreement is AgreementState.SIGNED and needs_new_signature(found):
        return Cell(f"Sign again: text v{found.asked_version}", "warn", "warn")
    return {
        AgreementState.SIGNED: Cell("Signed", "check"),
        AgreementState.NOT_SIGNED: Cell("Not signed yet", "not-started"),
        AgreementState.REFUSED: Cell("Refused", "refused"),
        AgreementState.WITHDRAWN: Cell("Withdrawn", "refused"),
    }[found.agreement]


def nothing_left(found: PersonRow) -> str:
    """What is said where no visit lies ahead: all were held, or some never were."""
    if any(visit.state is VisitState.MISSING for visit in found.visits):
        return "No visit left"
    return "Held" if found.cohort.is_recalled else "All visits held"


def next_visit_cell(found: PersonRow) -> Cell:
    """The first visit that is not behind a person, for a table."""
    if found.agreement in (AgreementState.REFUSED, AgreementState.WITHDRAWN):
        return Cell("None", tone="muted")
    visit = found.next_visit
    if visit is None:
        return Cell(nothing_left(found))
    recalled = found.cohort.is_recalled
    name = wave_name(visit, is_recalled=recalled)
    if visit.state is VisitState.OVERDUE:
        return Cell(f"{name}, {late(visit)} late", "warn", "warn")
    begun = STATES.get(visit.state, GOES_ON if visit.state is VisitState.DUE_TODAY and visit.answered else None)
    if begun is not None:
        return Cell(f"{name}, {begun.words.lower()}", begun.icon)
    return Cell(f"{name}, {_due(visit, recalled)}")


def _due(visit: Visit, recalled: bool) -> str:
    if visit.is_intake or (recalled and visit.state is VisitState.DUE_TODAY):
        return "due now"
    if visit.agreed:
        return f"on {dates.with_hour(short_date(visit.agreed), visit.hour)}"
    return f"from {short_date(visit.first_day)}" if recalled else dates.short_span(visit.first_day, visit.last_day)
