"""A study's certificate and what seals with it, made once a run."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

from ojm_desktop.report.agreement_seal import Seal
from ojm_desktop.vault import certificate
from ojm_desktop.vault.certificate import StudyCertificate

AT = datetime(2026, 3, 3, 13, 7, 2, tzinfo=UTC)
STUDY_ID = "5" * 32


@cache
def study_certificate() -> StudyCertificate:
    return certificate.make(STUDY_ID)


def seal() -> Seal:
    """Seals at AT."""
    made = study_certificate()
    return Seal(made.study, made.device, made.sign, AT)
