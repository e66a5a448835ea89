"""How people of a whole study were reached and why they left (MB17, MB21): counted, nobody named.

On the sealed side every number is given. What leaves it hides the small ones (decisions: small numbers).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from ojm_desktop.domain.contact import Outcome, Way, Why
from ojm_desktop.service.edits.contacts import contacts_of, leaving_of
from ojm_desktop.service.session import Session

FEWEST: Final = 3
FEWER: Final = f"(fewer than {FEWEST})"
UNTOLD: Final = "Withdrew, and why was not recorded"


@dataclass(frozen=True)
class TakingPart:
    """`attempts` counts every attempt by way and what came of it; `left` people by cohort and why, in words.

    Who withdrew without a reason that was recorded is counted under `UNTOLD`.
    """

    attempts: dict[tuple[Way, Outcome], int]
    left: dict[tuple[str, str], int]

    @property
    def reasons(self) -> tuple[str, ...]:
        """The reasons that anybody has, in the order of the choice."""
        given = {why for _, why in self.left}
        return tuple(words for words in (*(why.words for why in Why), UNTOLD) if words in given)

    def left_for(self, why: str) -> int:
        """How many left for a reason, of all cohorts."""
        return sum(number for (_, given), number in self.left.items() if given == why)


def taking_part(session: Session) -> TakingPart:
    """Of everybody in the study; raises NotAllowed for a slot without the identity key."""
    names = {cohort.key: cohort.name for cohort in session.plan.cohorts}
    attempts: Counter[tuple[Way, Outcome]] = Counter()
    left: Counter[tuple[str, str]] = Counter()
    for person in session.study.store.people.all():
        cohort = names[person.cohort]
        attempts.update((one.way, one.outcome) for one in contacts_of(session.study, person.id))
        gone, consent = leaving_of(session.study, person.id), session.study.store.consents.newest(person.id)
        if gone is not None:
            left[cohort, gone.why.words] += 1
        elif consent is not None and consent.level:
            left[cohort, UNTOLD] += 1
    return TakingPart(dict(attempts), dict(left))


def hidden(number: int) -> int | None:
    """A number as it may leave the sealed side: None where it is so small that it tells of somebody."""
    return None if 0 < number < FEWEST else number


def said(number: int) -> str:
    """The same in words."""
    told = hidden(number)
    return FEWER if told is None else str(told)
