"""What is said above the questions as long as it is so: from paper, at rest, over, a clock that is wrong."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from ojm_desktop.domain.clock import long_date
from ojm_desktop.domain.visit import Mode, Visit, VisitState
from ojm_desktop.ui.widgets.strip import Tone


@dataclass(frozen=True)
class Told:
    """A sentence; with ``action`` the words of the button that lets the visit go on."""

    sentence: str
    tone: Tone = Tone.NEUTRAL
    action: str = ""
    icon: str = ""


CLOCK = Told(
    "This laptop’s clock was set back during this interview. The order of the answers is kept all the same; "
    "please put the clock right.",
    Tone.WARNING,
)


REFUSED = Told(
    "The agreement is no longer in force, so nothing more is asked. What was said is kept.",
    Tone.WARNING,
    action="Stop",
    icon="refused",
)


def told(visit: Visit, *, clock_set_back: bool, is_agreed: bool = True) -> Told | None:
    """What there is to say; what stops somebody from answering comes first."""
    if not is_agreed and visit.state in {VisitState.IN_PROGRESS, VisitState.PAUSED}:
        return REFUSED
    if not visit.is_open:
        closed = _closed(visit)
        return closed if is_agreed or closed is None else dataclasses.replace(closed, sentence=_READ, action="")
    if clock_set_back:
        return CLOCK
    if visit.mode is Mode.PAPER and visit.held_on is not None:
        words = f"From paper, dated {long_date(visit.held_on)}: enter what stands there."
        return Told(words, icon="note")
    return None


_READ = "The agreement is no longer in force: this interview can be read, and nothing more is asked."


def _closed(visit: Visit) -> Told | None:
    why = f" ({visit.reason})" if visit.reason else ""
    rests = f"This interview rests{why}. It can be read; to answer, go on."
    stopped = f"This interview was stopped{why}. What was said is kept; it can go on until it is locked."
    return {
        VisitState.LOCKED: Told("This interview is locked: it can be read, and nothing in it changes.", icon="lock"),
        VisitState.PAUSED: Told(rests, action="Go on", icon="pause"),
        VisitState.STOPPED: Told(stopped, action="Go on", icon="pause"),
        VisitState.COMPLETE: Told(
            "This interview is complete. To change an answer, open it again.", action="Open it again"
        ),
    }.get(visit.state)
