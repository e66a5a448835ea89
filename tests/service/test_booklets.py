"""A blank booklet leaves no trace; one with a code leaves the study, with a reason and in the log."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from ojm_desktop.domain.errors import Refused
from ojm_desktop.report.files import FileIsThere
from ojm_desktop.service import booklets
from ojm_desktop.service.printing import NoReason
from ojm_desktop.typeset import Typeset
from tests import studies


def test_that_a_code_needs_a_reason_and_is_recorded_and_a_blank_booklet_is_not(tmp_path: Path) -> None:
    session = studies.in_memory()
    cohort, typeset = session.plan.cohort("1"), Typeset()
    blank = booklets.write(session, cohort, tmp_path, typeset)
    assert (blank.path.name, blank.let_out) == ("diary-booklet.pdf", None)
    with pytest.raises(FileIsThere):
        booklets.write(session, cohort, tmp_path, typeset)
    with pytest.raises(NoReason):
        booklets.write(session, cohort, tmp_path, typeset, code="C1-01")
    named = booklets.write(session, cohort, tmp_path, typeset, code="C1-01", is_folded=False, reason=" for them ")
    assert named.let_out is not None
    digest = hashlib.sha256((tmp_path / "C1-01-diary-booklet.pdf").read_bytes()).hexdigest()
    assert (named.let_out.reason, named.let_out.files) == ("for them", (("C1-01-diary-booklet.pdf", digest),))
    with pytest.raises(Refused, match="No diary is kept"):
        booklets.write(session, session.plan.cohort("2"), tmp_path, typeset)
