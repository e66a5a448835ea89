"""`ojm disclosure report`: one disclosure on paper, with a reason, by code."""

from __future__ import annotations

from pathlib import Path

from pypdf import PdfReader

from ojm_desktop.domain.disclosure import Category
from ojm_desktop.domain.participant import Identity
from ojm_desktop.service.backups import close
from ojm_desktop.service.edits import RecordDisclosure, RecordIdentity
from tests import studies
from tests.cli.ojm import Ojm


def test_that_a_report_is_written_with_a_reason_and_the_name_where_it_is_asked_for(ojm: Ojm, tmp_path: Path) -> None:
    session = studies.on_disk(tmp_path / "north.ojm")
    who = studies.add_person(session)
    session.do(RecordDisclosure(participant=who, category=Category.HARM_TO_SELF, words="what was said"))
    session.do(RecordIdentity(participant=who, identity=Identity("Tamsin Orrery")))
    close(session)
    out = tmp_path / "report.pdf"
    common = ("disclosure", "report", tmp_path / "north.ojm")
    told = ojm.json(*common, "C1-01", "1", out, "--with-name", "--reason", "for the office")
    assert (told["ok"], told["file"]) == (True, "report.pdf")
    assert "Tamsin" in "".join(page.extract_text() for page in PdfReader(out).pages)
    refused = ojm(*common, "C9-99", "1", tmp_path / "no.pdf")
    assert refused.returncode == 1
    assert "Nobody has the code C9-99" in refused.stderr
