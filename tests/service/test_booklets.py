"""A blank booklet leaves no trace; one with a code leaves the study, with a reason and in the log."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from ojm_desktop.domain.errors import Refused
from ojm_desktop.report.files import FileIsThere
from ojm_desktop.service import booklets
from ojm_desktop.service.leaving import NoReason
from ojm_desktop.typeset import Typeset
from tests import studies
from tests.service.test_leaving import last_let_out


def test_that_a_code_needs_a_reason_and_is_recorded_and_a_blank_booklet_is_not(tmp_path: Path) -> None:
    session = studies.in_memory()
    cohort, typeset = session.plan.cohort("1"), Typeset()
    before = session.sequence
    blank = booklets.write(session, cohort, tmp_path, typeset)
    assert (blank.name, session.sequence) == ("diary-booklet.pdf", before)
    with pytest.raises(FileIsThere):
        booklets.write(session, cohort, tmp_path, typeset)
    with pytest.raises(NoReason):
        booklets.write(session, cohort, tmp_path, typeset, code="C1-01")
    named = booklets.write(session, cohort, tmp_path, typeset, code="C1-01", is_folded=False, reason=" for them ")
    let_out = last_let_out(session)
    digest = hashlib.sha256(named.read_bytes()).hexdigest()
    assert (let_out.reason, let_out.files) == ("for them", (("C1-01-diary-booklet.pdf", digest),))
    with pytest.raises(Refused, match="No diary is kept"):
        booklets.write(session, session.plan.cohort("2"), tmp_path, typeset)
