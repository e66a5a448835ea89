"""`ojm diary-booklet`, through a process of its own."""

from __future__ import annotations

from pathlib import Path

from pypdf import PdfReader

from tests import studies
from tests.cli.ojm import Ojm


def test_that_the_booklet_is_printed_blank_or_with_a_code_for_a_reason(ojm: Ojm, tmp_path: Path) -> None:
    folder = tmp_path / "north-bridge.ojm"
    session = studies.on_disk(folder)
    studies.add_person(session)
    session.close()
    told = ojm.json("diary-booklet", folder, "--to", tmp_path / "out")
    assert (told["file"], told["weeks"]) == ("diary-booklet.pdf", 12)
    assert len(PdfReader(tmp_path / "out" / "diary-booklet.pdf").pages) == 8
    given = ("--participant", "C1-01", "--reason", "for them", "--pages")
    assert ojm.json("diary-booklet", folder, "--to", tmp_path / "out", *given)["file"] == "C1-01-diary-booklet.pdf"
    assert len(PdfReader(tmp_path / "out" / "C1-01-diary-booklet.pdf").pages) == 16
