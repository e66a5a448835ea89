"""`ojm forms print`, through a process of its own."""

from __future__ import annotations

from base64 import b64decode
from pathlib import Path

from pypdf import PdfReader

from ojm_desktop import assets
from ojm_desktop.cli.forms import print as printing
from ojm_desktop.report import form_pdf
from tests.cli.ojm import Ojm

PICTURED = """
| survey |
| | type | name | label |
| | select_one room | where | Where? |
| choices |
| | list_name | name | label | media::image |
| | room | house | A house | house.png |
| | room | gone | Nowhere | gone.png |
"""
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
BROKEN = "| survey |\n| | type | name | label |\n| | texxt | a | A |\n| | text | b | Uses ${nobody} |\n"


def test_that_a_shipped_form_is_printed_blank_in_a_language_of_it(ojm: Ojm, tmp_path: Path) -> None:
    out = tmp_path / "diary.pdf"
    language = "Cymraeg, drafft (cy)"
    told = ojm.json("forms", "print", assets.forms() / "diary.md", out, "--copies", "4", "--language", language)
    pages = PdfReader(out).pages
    assert (told["pages"], told["form"]) == (len(pages), "ojm_diary")
    text = "".join(page.extract_text() for page in pages)
    assert text.count("Beth ddigwyddodd?") == 4


def test_that_what_cannot_be_printed_is_said_and_no_file_is_left(ojm: Ojm, tmp_path: Path) -> None:
    broken, out = tmp_path / "broken.md", tmp_path / "out.pdf"
    broken.write_text(BROKEN, encoding="utf-8")
    done = ojm("forms", "print", broken, out)
    assert done.returncode == 1
    assert "texxt" in done.stderr
    assert "nobody" in done.stderr
    assert (
        "no language “Polski”" in ojm("forms", "print", assets.forms() / "diary.md", out, "--language", "Polski").stderr
    )
    assert "cannot be opened" in ojm.json("forms", "print", tmp_path / "none.md", out, code=1)["error"]
    assert not out.exists()
    out.write_bytes(b"mine")
    assert ojm("forms", "print", assets.forms() / "diary.md", out).returncode == 1
    assert out.read_bytes() == b"mine"


def test_that_pictures_beside_the_form_are_printed_and_those_that_are_not_there_are_named(
    ojm: Ojm, tmp_path: Path
) -> None:
    form, out = tmp_path / "rooms.md", tmp_path / "rooms.pdf"
    form.write_text(PICTURED, encoding="utf-8")
    (tmp_path / "house.png").write_bytes(b64decode(PIXEL))
    told = ojm.json("forms", "print", form, out)
    assert told["missing_pictures"] == ["gone.png"]
    assert out.read_bytes().count(b"/Subtype /Image") == 1


def test_that_no_more_copies_can_be_asked_for_than_are_printed() -> None:
    assert printing.MOST_COPIES == form_pdf.MOST_COPIES
