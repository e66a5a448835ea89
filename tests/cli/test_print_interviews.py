"""`ojm print --interviews`: what was asked and answered, a PDF a visit."""

from __future__ import annotations

from pathlib import Path

from ojm_desktop.service.backups import close
from tests import from_paper, studies
from tests.cli.ojm import Ojm
from tests.report.paper import read_back


def test_that_interviews_are_printed_a_file_a_visit(ojm: Ojm, tmp_path: Path) -> None:
    session = studies.on_disk(tmp_path / "north.ojm")
    studies.signed_person(session)
    from_paper.typed_in(session)
    close(session)
    study, out = tmp_path / "north.ojm", tmp_path / "out"
    assert "needs a reason" in ojm("print", study, "--all", "--interviews", "--to", out).stderr
    told = ojm.json("print", study, "--all", "--interviews", "--to", out, "--reason", "for the file")
    assert list(told["files"]) == ["C1-01-week-4.pdf"]
    (page,) = read_back((out / "C1-01-week-4.pdf").read_bytes())
    assert "How is it where you live?" in page
