"""The study gets the certificate under which its agreements are sealed (S3): once, by the first agreement signed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ojm_desktop.domain.changes import Changes
from ojm_desktop.domain.errors import Refused
from ojm_desktop.service.edits.base import Edit, Undo
from ojm_desktop.service.study import Study
from ojm_desktop.vault.certificate import StudyCertificate

KIND, WHOSE = "certificate", "study"
"""Of its sealed row; no participant's id is a word."""


@dataclass(frozen=True, kw_only=True)
class CertifyStudy(Edit):
    """Both certificates and their private keys: sealed, so that a rotation takes them along, and replayed as they are.

    No person's row changes, so undo passes over it.
    """

    undo: ClassVar[Undo] = Undo.RECORD
    is_sealed: ClassVar[bool] = True

    certificate: StudyCertificate

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Keep it. Refused where there is one: what was sealed under it would be checked against another."""
        if certificate_of(study) is not None:
            raise Refused("The study has its certificate already. Nothing was changed.")
        study.sealed_side.put_value(KIND, WHOSE, self.certificate)
        return None, Changes()

    def sentence(self, study: Study) -> str:
        return "The study got the certificate that its agreements are sealed under."


def certificate_of(study: Study) -> StudyCertificate | None:
    """The study's own; None before its first agreement. Raises NotAllowed for a slot without the identity key."""
    return study.sealed_side.get_value(KIND, WHOSE, StudyCertificate)
