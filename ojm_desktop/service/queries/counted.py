"""Who counts: the one question that printing, reports and exports ask about a withdrawal (decisions, W1).

From level 3 on a person is in no aggregate and in nothing that is made from the study to be read elsewhere. Their own
copy of what is held about them is no such thing.
"""

from __future__ import annotations

from collections.abc import Sequence

from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.withdrawal import Level
from ojm_desktop.service.session import Session


class NotCounted(Refused):
    """Somebody was left out of the analysis because they withdrew."""


def left_out(session: Session) -> frozenset[str]:
    """Everybody who does not count any more."""
    return session.study.store.consents.withdrawn_from(Level.EXCLUDED.value)


def counted(session: Session, participants: Sequence[str]) -> list[str]:
    """Those of them who count, in order; raises NotCounted where that is nobody and somebody was asked for."""
    out = left_out(session)
    found = [one for one in participants if one not in out]
    if participants and not found:
        codes = ", ".join(session.study.participant(one).code for one in participants)
        raise NotCounted(f"Left out of the analysis after a withdrawal: {codes}. Nothing was printed.")
    return found
