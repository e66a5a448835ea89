"""What a finished PDF holds: every quote character for character (I5), nothing that data could have put there (I6)."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pypdf
import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from pypdf.generic import DictionaryObject, IndirectObject, StreamObject

from ojm_desktop.report.document import PRACTICE_WORDS, Document, Facts
from ojm_desktop.report.flow import Flow
from ojm_desktop.typeset import Typeset
from tests.report.paper import expected, printed, read_back, reader, without_breaks
from tests.report.quotes import mixed_quotes, quotes

INJECTIONS = [
    "<img src='/etc/passwd'/>",
    "<img src=\"file:///etc/passwd\" width='10' height='10'/>",
    "<a href='javascript:app.alert(1)'>x</a>",
    "<link href='http://example.org'>x</link>",
    "<font name='Courier' color='red'>x</font>",
    "<para><b><i><u>x",
    "</para></para>",
    "<onDraw name='x' label='y'/>",
    "<barcode code='QR' value='x'/>",
    "<seq/><bullet>*</bullet>",
    "&lt;img&gt; &#60;a&#62; &nbsp;",
    ") Tj ET Q /XObject Do BT (",
    "\\) Tj \\( \\\\ \\051",
    "endstream endobj trailer << /URI (http://example.org) >>",
    "%PDF-1.4 %%EOF",
    "/URI (javascript:1) /S /JavaScript /Launch /AA",
    "{{7*7}} ${x} %(name)s {0}",
    "\x00\x1b[2J\u202e/gro.elpmaxe//:ptth",
]


def _objects(pdf: pypdf.PdfReader) -> Iterator[Any]:
    for number in range(1, len(pdf.xref[0]) + 1 if 0 in pdf.xref else 1):
        yield pdf.get_object(IndirectObject(number, 0, pdf))


def test_that_i5_a_thousand_quotes_are_read_back_character_for_character(typeset: Typeset) -> None:
    texts = quotes(1000, seed=7)
    pages = read_back(printed(texts, typeset))
    differing = [
        (shown, text)
        for shown, text in zip(pages, texts, strict=True)
        if without_breaks(shown) != without_breaks(expected(text, typeset))
    ]
    assert differing == []


def test_that_i5_nothing_is_lost_where_both_directions_meet_on_a_line(typeset: Typeset) -> None:
    """Readers put such lines in an order of their own and may turn brackets round; every character is there."""

    def characters(text: str) -> Counter[str]:
        return Counter(without_breaks(text).translate(str.maketrans(")]>", "([<")))

    texts = mixed_quotes(200, seed=11)
    pages = read_back(printed(texts, typeset))
    assert [text for shown, text in zip(pages, texts, strict=True) if characters(shown) != characters(text)] == []


def test_that_i5_spaces_inside_a_line_are_read_back_too(typeset: Typeset) -> None:
    pdf = reader(printed(["He said <unclear>  & <3   [inaudible]"], typeset))
    assert pdf.pages[0].extract_text() == "He said <unclear>  & <3   [inaudible]"


def test_that_i5_no_glyph_is_the_box_of_a_missing_character(typeset: Typeset) -> None:
    """Every character a page shows has a glyph of its own in the face that lies in the file."""
    texts = [*quotes(150, seed=3), "中文 and 한국어 and \ue000 and \ud800"]
    pdf = reader(printed(texts, typeset))
    faces = [found for found in _objects(pdf) if isinstance(found, DictionaryObject) and "/ToUnicode" in found]
    assert len(faces) >= 3
    for face in faces:
        descriptor = face["/FontDescriptor"]
        assert isinstance(descriptor, DictionaryObject)
        embedded = descriptor["/FontFile2"].get_object()
        assert isinstance(embedded, StreamObject)
        with TTFont(BytesIO(embedded.get_data())) as font:
            codes = font["cmap"].tables[0].cmap
            used = _codes_drawn(pdf, str(face["/Name"]))
            assert used
            assert [code for code in used if font.getGlyphID(codes.get(code, ".notdef")) == 0] == []


def _codes_drawn(pdf: pypdf.PdfReader, name: str) -> set[int]:
    """Character codes shown with the face `name` on any page."""
    codes: set[int] = set()
    for page in pdf.pages:
        current = ""
        contents = page.get_contents()
        assert contents is not None
        for operands, operator in contents.operations:
            if operator == b"Tf":
                current = str(operands[0])
            elif operator == b"Tj" and current == name:
                text = operands[0]
                codes.update(text.original_bytes if hasattr(text, "original_bytes") else bytes(text))
    return codes


def test_that_i6_no_markup_of_any_text_does_anything(typeset: Typeset) -> None:
    octets = printed(INJECTIONS, typeset, Facts(INJECTIONS[0], INJECTIONS[2], tuple(INJECTIONS[3:5]), is_practice=True))
    pdf = reader(octets)
    for page in pdf.pages:
        assert "/XObject" not in page.get("/Resources", {})
        assert "/Annots" not in page
    assert (
        _names(pdf) & {"/URI", "/JavaScript", "/JS", "/Launch", "/AA", "/OpenAction", "/EmbeddedFile", "/XObject"}
        == set()
    )
    shown = [without_breaks(text.replace(PRACTICE_WORDS, "")) for text in read_back(octets)]
    assert shown == [without_breaks(expected(text, typeset)) for text in INJECTIONS]


def _names(pdf: pypdf.PdfReader) -> set[str]:
    """Every key of every dictionary of the file."""
    found: set[str] = set()

    def walk(thing: Any) -> None:
        if isinstance(thing, DictionaryObject):
            found.update(thing.keys())
            for value in thing.values():
                walk(value)
        elif isinstance(thing, list):
            for value in thing:
                walk(value)

    for each in _objects(pdf):
        walk(each)
    return found


@pytest.mark.parametrize(
    ("word", "seconds"),
    [("home ", 5), ("x", 60), ("بيت ", 60), ("😀", 60)],
    ids=["words", "one word", "arabic", "emoji"],
)
def test_that_i7_a_diary_of_a_megabyte_is_printed_in_seconds_and_the_worst_within_the_minute(
    typeset: Typeset, word: str, seconds: int, record_property: Callable[[str, object], None]
) -> None:
    begun = time.process_time()
    flow = Flow(typeset)
    flow.text(word * (1_000_000 // len(word.encode("utf-8"))), 9.0)
    document = Document(Facts("C1-03: notes", "Practice"), typeset)
    for page in flow.figures("notes", lambda page, pages: ()):
        document.add(page)
    octets = document.octets()
    took = time.process_time() - begun
    record_property("figure", f"a megabyte of {word[:4]!r} in {took:.1f} s of {seconds}")
    assert took < seconds
    assert octets.count(b"/Type /Page\n") == document.pages > 50


def test_that_a_file_says_what_it_is_and_never_who(typeset: Typeset) -> None:
    pdf = reader(printed(["x"], typeset, Facts("C1-03: journey maps", "Bristol 2026", ("amber", "tin"))))
    facts = pdf.metadata
    assert facts is not None
    assert (facts.title, facts.subject, facts.author) == ("C1-03: journey maps", "Bristol 2026", "OJM Desktop")
    assert str(facts["/Keywords"]) == "amber, tin"


def test_that_the_same_values_make_the_same_bytes(typeset: Typeset) -> None:
    assert printed(["dŵr بيت 😀"], typeset) == printed(["dŵr بيت 😀"], typeset)


def test_that_every_page_of_a_practice_study_says_so_and_no_page_of_a_real_one(typeset: Typeset) -> None:
    practice = read_back(printed(["a", "b"], typeset, Facts("t", "s", (), is_practice=True)))
    assert all(PRACTICE_WORDS in page for page in practice)
    assert not any("PRACTICE" in page for page in read_back(printed(["a", "b"], typeset)))


def test_that_only_bundled_faces_are_in_a_file(typeset: Typeset) -> None:
    pdf = reader(printed(["dŵr بيت ⚡"], typeset))
    names = {str(found["/BaseFont"]) for found in _objects(pdf) if isinstance(found, dict) and "/BaseFont" in found}
    assert names
    assert all(re.match(r"/[A-Z]{6}\+Noto", name) for name in names)


def test_that_other_readers_get_plain_letters_for_joined_ones(typeset: Typeset) -> None:
    assert "بيت" in reader(printed(["بيت"], typeset)).pages[0].extract_text()
