"""The one way out: without a reason nothing leaves, what is out is in the log, what is not is not out."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from ojm_desktop.domain import template
from ojm_desktop.domain.errors import Refused
from ojm_desktop.report.files import FileIsThere
from ojm_desktop.service import leaving
from ojm_desktop.service.edits import LetOut
from ojm_desktop.service.leaving import NameRefused, NoReason
from ojm_desktop.service.log_writer import read
from ojm_desktop.service.session import Session
from tests import studies


def last_let_out(session: Session) -> LetOut:
    """What the newest event says of documents that left."""
    opened = read(session.study, session.study.store.log.newest(1)[0])
    assert opened is not None
    assert isinstance(opened.entry.edit, LetOut)
    return opened.entry.edit


def test_that_c7_a_document_leaves_with_its_reason_and_hash_in_the_log(tmp_path: Path) -> None:
    session = studies.in_memory()
    with pytest.raises(NoReason):
        leaving.let_out(session, "report", b"whole", tmp_path / "a.pdf", reason=" ")
    assert list(tmp_path.iterdir()) == []
    digest = leaving.let_out(session, "report", b"whole", tmp_path / "a.pdf", reason=" for the team ")
    assert digest == hashlib.sha256((tmp_path / "a.pdf").read_bytes()).hexdigest()
    told = last_let_out(session)
    assert (told.kind, told.reason, told.where) == ("report", "for the team", tmp_path.name)
    assert told.files == (("a.pdf", digest),)


def test_that_c7_what_cannot_be_logged_does_not_stay_outside(tmp_path: Path) -> None:
    session = studies.in_memory()
    before = session.sequence
    with pytest.raises(Refused):
        leaving.let_out(session, "report", b"whole", tmp_path / "a.pdf", reason="half a letter \ud800")
    assert (list(tmp_path.iterdir()), session.sequence) == ([], before)


def test_that_c7_of_several_documents_those_before_a_failure_are_logged(tmp_path: Path) -> None:
    session = studies.in_memory()
    (tmp_path / "b.pdf").write_bytes(b"there already")

    def export() -> None:
        with leaving.leaving(session, "report", reason="why") as outgoing:
            for name in ("a.pdf", "b.pdf"):
                outgoing.put(b"whole", tmp_path / name)

    with pytest.raises(FileIsThere):
        export()
    assert [name for name, _digest in last_let_out(session).files] == ["a.pdf"]
    assert (tmp_path / "b.pdf").read_bytes() == b"there already"


def test_that_a_practice_study_needs_no_reason_and_a_blank_document_no_record(tmp_path: Path) -> None:
    session = studies.in_memory(template.bristol("practice", is_practice=True))
    leaving.let_out(session, "report", b"whole", tmp_path / "a.pdf")
    before = session.sequence
    leaving.put_blank(b"blank", tmp_path / "b.pdf")
    assert session.sequence == before


def test_that_i8_a_name_no_file_system_takes_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    session = studies.in_memory()
    with pytest.raises(NameRefused, match="for a device"):
        leaving.let_out(session, "report", b"whole", tmp_path / "Nul.pdf", reason="why")
    assert list(tmp_path.iterdir()) == []


def test_that_a_taken_name_gets_a_number(tmp_path: Path) -> None:
    for expected in ("C1-01.pdf", "C1-01-2.pdf", "C1-01-3.pdf"):
        found = leaving.free_path(tmp_path, "C1-01.pdf")
        assert found.name == expected
        found.touch()
