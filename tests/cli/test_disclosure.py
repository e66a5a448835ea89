"""`ojm disclosure report`: one disclosure on paper, with a reason, by code."""

from __future__ import annotations

from pathlib import Path

from ojm_desktop.domain.disclosure import Category
from ojm_desktop.domain.participant import Identity
from ojm_desktop.service.backups import close
from ojm_desktop.service.edits import RecordDisclosure, RecordIdentity
from tests import studies
from tests.cli.ojm import Ojm


def test_that_a_report_is_written_by_code_with_a_reason(ojm: Ojm, tmp_path: Path) -> None:
    session = studies.on_disk(tmp_path / "north.ojm")
    who = studies.add_person(session)
    session.do(RecordDisclosure(participant=who, category=Category.HARM_TO_SELF, words="what was said"))
    session.do(RecordIdentity(participant=who, identity=Identity("Tamsin Orrery")))
    close(session)
    out = tmp_path / "report.pdf"
    told = ojm.json("disclosure", "report", tmp_path / "north.ojm", "C1-01", "1", out, "--reason", "for the office")
    assert (told["ok"], told["file"]) == (True, "report.pdf")
    assert out.read_bytes().startswith(b"%PDF")
    named = ojm.json(
        "disclosure",
        "report",
        tmp_path / "north.ojm",
        "C1-01",
        "1",
        tmp_path / "n.pdf",
        "--with-name",
        "--reason",
        "for the office",
    )
    assert named["ok"]
    assert (tmp_path / "n.pdf").read_bytes() != out.read_bytes()
    refused = ojm("disclosure", "report", tmp_path / "north.ojm", "C9-99", "1", tmp_path / "no.pdf")
    assert refused.returncode == 1
    assert "Nobody has the code C9-99" in refused.stderr
