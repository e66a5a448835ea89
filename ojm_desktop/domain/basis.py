"""On what basis a study keeps what people say, for how long, and until when it can be taken back.

Entered before the first participant (security: agreements): a date that is found only after people signed is no date.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from ojm_desktop.domain.errors import Refused

LONGEST_MONTHS: Final = 600
LAWFUL: Final = (
    "Task in the public interest, UK GDPR Article 6(1)(e)",
    "Legitimate interests, UK GDPR Article 6(1)(f)",
)
CONDITIONS: Final = ("Research, UK GDPR Article 9(2)(j) and DPA 2018 Schedule 1, paragraph 4",)
"""What research of this kind usually relies on (MB16); a study may write another."""


@dataclass(frozen=True)
class Basis:
    """`condition`: of special categories and offences. `contact`: whom a participant turns to, as printed.

    `retention_months` are counted from the end of the study; after `last_withdrawal_day` the report is printed.
    """

    lawful_basis: str
    condition: str
    dpia_reference: str
    controller: str
    contact: str
    retention_months: int
    last_withdrawal_day: date

    def __post_init__(self) -> None:
        for words, what in (
            (self.lawful_basis, "the lawful basis"),
            (self.condition, "the condition for sensitive data"),
            (self.dpia_reference, "the reference of the impact assessment"),
            (self.controller, "who is responsible"),
            (self.contact, "whom a participant turns to"),
        ):
            if not words.strip():
                raise Refused(f"Not said yet: {what}. Nothing was changed; fill it in.")
        if not 1 <= self.retention_months <= LONGEST_MONTHS:
            raise Refused(f"What people said is kept for 1 to {LONGEST_MONTHS} months. Nothing was changed.")
