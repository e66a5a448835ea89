"""Whether the date that this laptop shows can be believed: asked by whoever tells what is due or dates a paper.

While there is a doubt, nothing may be proposed for deletion (T3).
"""

from __future__ import annotations

from typing import Final

from ojm_desktop.domain.clock import day_in, local_time, long_date
from ojm_desktop.domain.clock_notes import Told, in_words, is_early, is_far, still_doubted
from ojm_desktop.service.edits import ConfirmClock
from ojm_desktop.service.session import Session

SET_IT: Final = "Nothing is lost and everything is in its order. Set the clock, because what is due follows from it."


def doubt(session: Session) -> str:
    """Why the date that this laptop shows is not to be believed, as sentences for a strip; empty where it is."""
    clock, store = session.clock, session.study.store
    now, newest = clock.now(), next(iter(store.log.newest(1)), None)
    if is_early(now.utc, clock.earliest):
        shown = long_date(day_in(now.utc, session.plan.zone))
        return f"This laptop’s clock shows {shown}, which is before there was such a program. {SET_IT}"
    if newest is not None and newest.utc > now.utc:
        when = long_date(day_in(newest.utc, session.plan.zone))
        at = local_time(newest.utc, newest.offset)[:5]
        return f"This laptop’s clock went back: the newest entry was made on {when}, {at}. {SET_IT}"
    if clock.earliest is None:
        return ""
    note, shown = store.clock_notes.newest(), long_date(day_in(now.utc, session.plan.zone))
    if newest is not None and is_far(newest.utc, now.utc):
        when = long_date(day_in(newest.utc, session.plan.zone))
        return f"This laptop’s clock shows {shown}, and the newest entry was made on {when}. {SET_IT}"
    if note is None or not still_doubted(note, now.utc):
        return ""
    said = long_date(day_in(note.before, session.plan.zone))
    return f"This laptop’s clock shows {shown}; it had shown {said} before it jumped. {SET_IT}"


def confirm(session: Session) -> None:
    """Somebody looked at the date and says that it is right: it is doubted no longer, and the log says so."""
    session.do(ConfirmClock(after=session.clock.now().utc))


def on_paper(session: Session) -> str:
    """What a paper says of the clock it is dated by, after the word clock; empty where it gave no cause.

    That is a jump of this session, and one of an earlier session while it is doubted. A jump that is not in the log yet
    is noted first, so that the paper can name its event.
    """
    session.note_clock()
    notes = session.study.store.clock_notes
    found = [note for note in notes.since(session.clock_watch.since) if note.told is not Told.RIGHT]
    newest = found[-1] if found else notes.newest()
    if newest is None or not (found or still_doubted(newest, session.clock.now().utc)):
        return ""
    by = in_words(newest.by)
    said = {
        Told.BACK: f"was set back by {by}",
        Told.AHEAD: f"went ahead by {by}",
        Told.EARLY: "shows a day before there was such a program",
    }
    return f", which {said[newest.told]} (event {newest.event} of the log)"
