"""A visit and an agreement in words and icons, the same on the start page and in the list of participants."""

from __future__ import annotations

from ojm_desktop.domain.agreement_text import CURRENT
from ojm_desktop.domain.clock import short_date
from ojm_desktop.domain.counting import counted
from ojm_desktop.service.queries.people import AgreementState, Asked, PersonRow, needs_new_signature
from ojm_desktop.service.queries.visits import Visit, VisitState
from ojm_desktop.ui import dates
from ojm_desktop.ui.widgets.cells import Cell


def wave_name(visit: Visit, *, is_recalled: bool) -> str:
    """What is asked: a wave by its name, or the one interview that looks back."""
    return "Looking back" if is_recalled else visit.wave.name


def late(visit: Visit) -> str:
    """How late a visit is: 1 day, 9 days."""
    return counted(visit.days_late, "day")


def state_cell(visit: Visit) -> Cell:
    """Where a visit stands, for a table."""
    if visit.state is VisitState.OVERDUE:
        return Cell(f"Overdue, {late(visit)}", "warn", "warn")
    if visit.state is VisitState.DUE_TODAY:
        begun = "In progress" if visit.answered else "Due now"
        return Cell(begun, "in-progress" if visit.answered else "today")
    return Cell("Due this week" if visit.state is VisitState.DUE_THIS_WEEK else "Due later", "not-started")


def window_words(visit: Visit, *, is_recalled: bool) -> str:
    """The days on which a visit counts as held in time; looking back has only a first one."""
    if is_recalled:
        return f"From {dates.day_month(visit.first_day)}"
    return dates.span(visit.first_day, visit.last_day, weekday=visit.state is VisitState.DUE_THIS_WEEK)


def agreement_cell(found: Asked) -> Cell:
    """What stands between a person and their first rating, for a table."""
    if found.agreement is AgreementState.SIGNED and needs_new_signature(found):
        return Cell(f"Sign again: text v{CURRENT.version}", "warn", "warn")
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
    recalled = found.cohort.is_recalled
    if found.agreement in (AgreementState.REFUSED, AgreementState.WITHDRAWN):
        return Cell("None", tone="muted")
    visit = found.next_visit
    if visit is None:
        return Cell(nothing_left(found))
    name = wave_name(visit, is_recalled=recalled)
    if visit.state is VisitState.OVERDUE:
        return Cell(f"{name}, {late(visit)} late", "warn", "warn")
    if visit.state is VisitState.DUE_TODAY:
        if visit.answered:
            return Cell(f"{name}, in progress", "in-progress")
        return Cell(f"{name}, due now" if recalled else f"{name}, until {short_date(visit.last_day)}")
    return Cell(f"{name}, from {short_date(visit.first_day)}")
