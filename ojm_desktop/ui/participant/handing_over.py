"""Where Hand over leads from a person's page: into the interview that is open, past which nothing is rated; else out.

While an interview that asks about the pathway is open, its question is handed over and its answer written there, with
trail and giver. Without one it is the ratings of a wave.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.visit import VisitState
from ojm_desktop.service.edits.visits import UNFINISHED

if TYPE_CHECKING:
    from ojm_desktop.service.session import Session


def target(session: Session, participant: str, pathway: str, wave: str, day: date) -> str:
    """What the participant view is to be opened with. Raises Refused while the interview rests."""
    from ojm_desktop.service.interview import Interview  # only with an interview that is open

    for visit in reversed(session.study.store.visits.of(participant)):
        if visit.state not in UNFINISHED:
            continue
        talk = Interview(session, visit.id)
        asked = {path: key.wave for path, key in talk.ratings().items() if key.pathway == pathway}
        if asked and visit.state is VisitState.PAUSED:
            code = session.study.participant(participant).code
            raise Refused(f"The interview with {code} rests. Go on with it first: the answer belongs there.")
        if asked:
            path = min(asked, key=lambda one: (asked[one] != wave, one in talk.answers))
            return f"visit {visit.id} {path}"
    return f"{participant}/{wave}/{pathway}/{day.isoformat()}"
