"""The edit of a study's basis, which stands before the first participant (security: agreements)."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from ojm_desktop.domain.basis import Basis
from ojm_desktop.domain.changes import Changes
from ojm_desktop.domain.errors import Refused
from ojm_desktop.service.edits.base import Edit
from ojm_desktop.service.study import Study


@dataclass(frozen=True, kw_only=True)
class SetBasis(Edit):
    """Lawful basis, impact assessment, contact, retention and last day of withdrawal; None takes the first entry back.

    What somebody signed before keeps its words: they stand on their paper.
    """

    basis: Basis | None

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Put it into the plan."""
        old = study.plan.basis
        study.put_plan(dataclasses.replace(study.plan, basis=self.basis))
        return SetBasis(basis=old), Changes(plan=True)

    def sentence(self, study: Study) -> str:
        return "The study’s basis was entered." if self.basis else "The study’s basis is not entered."


def check_basis(study: Study) -> None:
    """Refuse a person in a study that has not said why and how long it keeps what they say; practice needs no law."""
    if study.plan.basis is None and not study.plan.is_practice and not study.is_done_again:
        raise Refused(
            "Before anybody is added, the study says on what basis it keeps what people say, and for how long. "
            "Nothing was changed; enter it under Study, Basis."
        )
