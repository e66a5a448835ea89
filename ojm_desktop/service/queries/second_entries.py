"""Second entries from paper that were begun and not brought to their end: typed in part, or not settled."""

from __future__ import annotations

from dataclasses import dataclass

from ojm_desktop.domain.paper_check import Check, CheckState
from ojm_desktop.domain.visit import VisitState
from ojm_desktop.service.queries.occasions import visit_name
from ojm_desktop.service.queries.people import AGREEMENTS
from ojm_desktop.service.queries.today import SAID_NO
from ojm_desktop.service.session import Session


@dataclass(frozen=True)
class BegunCheck:
    """The second entry of a visit and how far it is; `name` is that of the visit's wave."""

    visit: str
    participant: str
    code: str
    name: str
    check: Check


def begun_checks(session: Session) -> tuple[BegunCheck, ...]:
    """Those that can go on now, the one typed last first; nothing of what was read.

    After a no nothing is typed any more; nor where the visit is open once more, or locked.
    """
    store = session.study.store
    waiting = store.paper_checks.waiting()
    if not waiting:
        return ()
    from ojm_desktop.service.back_entry import check_of  # what runs a questionnaire, where there is one to run

    asked = store.consents.newest_states()
    found = []
    for visit in filter(None, map(store.visits.get, waiting)):
        if visit.state not in {VisitState.COMPLETE, VisitState.STOPPED}:
            continue
        if AGREEMENTS[asked.get(visit.participant, (None, None))[0]] in SAID_NO:
            continue
        check = check_of(session, visit)
        if check.state in {CheckState.ENTERING, CheckState.DIFFERENT}:
            code = session.study.participant(visit.participant).code
            name = visit_name(session, visit.participant, visit.wave)
            found.append(BegunCheck(visit.id, visit.participant, code, name, check))
    return tuple(found)


def ratings_asked(session: Session, visit: str) -> int:
    """How many ratings the second entry of a visit asks. Runs its questionnaire: after the page is painted."""
    from ojm_desktop.service.back_entry import BackEntry

    return len(BackEntry(session, visit).asked)
