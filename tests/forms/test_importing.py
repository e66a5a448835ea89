"""Files of every kind into forms: told by what they are, refused before they hurt, one report each."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ojm_desktop.forms import importing
from ojm_desktop.forms.guard import Kind, Unsafe, octets_of, recognise
from ojm_desktop.forms.importing import Imported, read_form, read_here
from ojm_desktop.forms.report import Gravity
from ojm_desktop.forms.workbook import read_workbook
from tests.forms.spreadsheets import Sheets, xls, xlsx
from tests.forms.test_xform import xform

WORKBOOKS = Path(__file__).parent / "workbooks"
SHEETS: Sheets = {
    "survey": [["type", "name", "label"], ["integer", "age", "How old are you?"], ["date", "moved", "Since when?"]],
    "settings": [["form_id", "version"], ["moves", 3]],
}
CSV = b'survey,,,\n,type,name,label\n,text,a,"How, then?"\n'
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a compound file begins."""
SOONEST = 0.5
"""Seconds within which a trap has to be refused."""
MOST_MEMORY = 50 << 20


def archive(packing: int = zipfile.ZIP_DEFLATED, /, **parts: bytes) -> bytes:
    """A zip archive with the parts every workbook has, and these."""
    with io.BytesIO() as octets:
        with zipfile.ZipFile(octets, "w", packing) as file:
            file.writestr("[Content_Types].xml", "<Types/>")
            for name, part in parts.items():
                file.writestr(name, part)
        return octets.getvalue()


def many_entries(count: int) -> bytes:
    """An archive whose directory lists one empty part that often, its number told as far as two octets go."""
    entry = b"PK\x01\x02" + struct.pack("<HHHHHHIIIHHHHHII", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    end = struct.pack("<HHHHIIH", 0, 0, min(count, 65_535), min(count, 65_535), count * len(entry), 0, 0)
    return b"PK\x03\x04" + entry * count + b"PK\x05\x06" + end


def linked() -> bytes:
    """An archive in which a part is a symbolic link."""
    with io.BytesIO() as octets:
        with zipfile.ZipFile(octets, "w") as file:
            link = zipfile.ZipInfo("xl/workbook.xml")
            link.external_attr = 0o120777 << 16
            file.writestr(link, "/etc/passwd")
        return octets.getvalue()


def said(found: Imported) -> str:
    """The one sentence of a file that was refused."""
    assert found.form is None
    assert found.xml == b""
    return found.report.problems[0].what


@pytest.mark.parametrize(
    ("octets", "kind"),
    [
        (xlsx(SHEETS), Kind.XLSX),
        (xls(SHEETS), Kind.XLS),
        (CSV, Kind.CSV),
        (b"\xef\xbb\xbf| survey |\n", Kind.MARKDOWN),
        (b"\n<h:html/>", Kind.XML),
    ],
)
def test_that_a_file_is_told_by_what_it_holds(octets: bytes, kind: Kind) -> None:
    assert recognise(octets) is kind


@pytest.mark.parametrize(("name", "octets"), [("old.xlsx", xls(SHEETS)), ("new.xls", xlsx(SHEETS))])
def test_that_a_workbook_with_the_wrong_name_is_read(name: str, octets: bytes) -> None:
    form = read_here(name, octets).form
    assert form is not None
    assert (form.id, form.version) == ("moves", "3")
    assert [question.name for question in form.questions()][:2] == ["age", "moved"]


@pytest.mark.parametrize("sign", [b",", b";", b"\t"])
def test_that_csv_has_its_sheets_in_the_first_column_whatever_parts_its_cells(sign: bytes) -> None:
    rows, words = CSV[: CSV.index(b'"')], CSV[CSV.index(b'"') :]
    form = read_here("small.csv", rows.replace(b",", sign) + words).form
    assert form is not None
    assert form.id == "small"
    assert next(form.questions()).label.by_language == (("", ("How, then?",)),)


def test_that_all_kinds_of_file_hold_the_same_rows() -> None:
    old, new = read_workbook(Kind.XLS, xls(SHEETS)), read_workbook(Kind.XLSX, xlsx(SHEETS))
    assert old.sheets == new.sheets
    assert new.sheets["settings"].rows[0].cells == {"form_id": "moves", "version": "3"}


TRAPS: dict[str, tuple[Callable[[], bytes], str]] = {
    "a sheet of 94 MiB": (lambda: archive(**{"xl/worksheets/sheet1.xml": bytes(94 << 20)}), "unpacks to more than"),
    "a million entries": (lambda: many_entries(1_000_000), "larger than 16 MiB"),
    "sixty thousand entries": (lambda: many_entries(60_000), "more than 1000 parts"),
    "an archive within": (lambda: archive(**{"xl/inner.zip": archive()}), "Another archive"),
    "a way out": (lambda: archive(**{"../../etc/cron": b"x"}), "points outside"),
    "an absolute name": (lambda: archive(**{"/etc/cron": b"x"}), "points outside"),
    "a link": (linked, "a link"),
    "another packing": (lambda: archive(zipfile.ZIP_LZMA, **{"xl/workbook.xml": b"<w/>"}), "packed in a way"),
    "no workbook": (lambda: archive()[:40], "damaged"),
    "other octets": (lambda: b"\x7fELF\x00\x01", "no workbook"),
    "nothing": (lambda: b" \n", "empty"),
    "entities": (lambda: b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbb">]><a>&b;</a>', "entities"),
}


@pytest.mark.parametrize("trap", TRAPS)
def test_that_i1_a_trap_is_refused_at_once_and_costs_no_memory(
    trap: str, record_property: Callable[[str, object], None]
) -> None:
    make, why = TRAPS[trap]
    octets = make()
    tracemalloc.start()
    try:
        started = time.perf_counter()
        with pytest.raises(Unsafe, match=why):
            recognise(octets)
        took, peak = time.perf_counter() - started, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    record_property("figure", f"{trap}: {took * 1000:.0f} ms, {peak / 2**20:.1f} MiB")
    assert took < SOONEST
    assert peak < MOST_MEMORY
    assert why in said(read_form("trap.xlsx", octets))


HEAD = '<?xml version="1.0"?>'
ENTITY = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><workbook>&x;</workbook>'
ELSEWHERE = '<!DOCTYPE w SYSTEM "http://127.0.0.1/w.dtd"><workbook/>'


@pytest.mark.parametrize(
    ("hostile", "why"),
    [
        ((HEAD + ENTITY).encode(), "entities"),
        ((HEAD + ENTITY).encode("utf-16"), "entities"),
        ((HEAD + ELSEWHERE).encode(), "document type"),
        ((HEAD + "<!-- long -->" * 200 + ENTITY).encode(), "entities"),
        ((HEAD + " " * ((1 << 16) - len(HEAD) - 4) + ELSEWHERE).encode(), "document type"),
    ],
    ids=["entities", "in two octets", "elsewhere", "far down", "across two pieces"],
)
def test_that_i2_entities_inside_a_workbook_are_not_resolved(hostile: bytes, why: str) -> None:
    good = zipfile.ZipFile(io.BytesIO(xlsx(SHEETS)))
    parts = {name: good.read(name) for name in good.namelist() if name != "[Content_Types].xml"}
    with io.BytesIO() as octets:
        with zipfile.ZipFile(octets, "w") as file:
            file.writestr("[Content_Types].xml", good.read("[Content_Types].xml"))
            for name, part in parts.items():
                file.writestr(name, hostile if name == "xl/workbook.xml" else part)
        told = said(read_here("hostile.xlsx", octets.getvalue()))
        assert why in told
        assert "The part “xl/workbook.xml”" in told


def test_that_a_sheet_without_end_is_refused_with_a_sentence() -> None:
    rows = b"survey,,\n,type,name\n" + b",text,a\n" * 100_000
    assert "more than 20,000 rows" in said(read_here("long.csv", rows))


@pytest.mark.parametrize("unseen", ["\x0b", "\x00", "\x1f", "\ufffe"])
def test_that_characters_nobody_sees_and_no_xml_holds_become_spaces(unseen: str) -> None:
    form = read_here(
        "pasted.csv", b"survey,,,\n" + b",,,\n" * 2_000 + CSV[10:].replace(b", then", f",{unseen}then".encode())
    )
    assert form.form is not None, form.report
    assert [one.label.by_language[0][1] for one in form.form.questions() if one.name == "a"] == [("How, then?",)]


@pytest.mark.parametrize("name", ["good_ours", "bad_references"])
def test_that_a_process_of_its_own_tells_the_same(name: str) -> None:
    octets = (WORKBOOKS / f"{name}.md").read_bytes()
    assert read_form(f"{name}.md", octets) == read_here(f"{name}.md", octets)


def test_that_i1_a_workbook_larger_than_a_pipe_holds_is_read_in_the_other_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(importing, "LONGEST_SECONDS", 20)
    octets = CSV.replace(b"How, then?", b"How, then? " + b"x" * 300_000)
    assert read_form("large.csv", octets) == read_here("large.csv", octets)


def test_that_a_reader_that_hangs_or_dies_is_given_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "hangs.py").write_text("import time\ntime.sleep(60)\n")
    (tmp_path / "dies.py").write_text("raise SystemExit(9)\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(importing, "LONGEST_SECONDS", 0.5)
    monkeypatch.setattr(importing, "READER", "hangs")
    assert "given up" in said(read_form("small.csv", CSV))
    monkeypatch.setattr(importing, "LONGEST_SECONDS", 30)
    monkeypatch.setattr(importing, "READER", "dies")
    assert "gave up" in said(read_form("small.csv", CSV))


def test_that_reading_a_form_that_is_kept_needs_no_pyxform() -> None:
    code = (
        "import sys; from ojm_desktop.forms.xform import parse; import ojm_desktop.forms.importing; "
        "sys.exit(bool({'pyxform', 'lxml', 'openpyxl', 'xlrd'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


CELLS = st.sampled_from(
    ["text", "begin group", "end group", "select_one yn", "${a}", "a", "", "|", "1 +", "yes", "b c"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CELLS, max_size=7), max_size=8), st.sampled_from(["good_choices", "good_logic", "everything"]))
def test_that_a_workbook_of_anything_gets_a_report(rows: list[list[str]], name: str) -> None:
    lines = (WORKBOOKS / f"{name}.md").read_text(encoding="utf-8").splitlines()
    more = ["| | " + " | ".join(row) + " |" for row in rows]
    found = read_here("mutated.md", "\n".join(lines[:4] + more + lines[4:]).encode())
    assert (found.form is None) == any(one.level is Gravity.ERROR for one in found.report.problems)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 2000), st.sampled_from([xlsx(SHEETS), xls(SHEETS), CSV]))
def test_that_octets_of_anything_get_a_report(octets: bytes, at: int, whole: bytes) -> None:
    found = read_here("mutated", whole[:at] + octets + whole[at + len(octets) :])
    assert (found.form is None) == any(one.level is Gravity.ERROR for one in found.report.problems)


@pytest.mark.parametrize(
    ("binds", "level", "why"),
    [
        ('<bind nodeset="/data/age" relevant="1 +"/>', Gravity.ERROR, "ends too early"),
        ('<bind nodeset="/data/age" calculate="/data/age + 1"/>', Gravity.ERROR, "/data/age → /data/age"),
        ('<bind nodeset="/data/age" calculate="area(.)"/>', Gravity.WARNING, "not supported here"),
        ('<bind nodeset="/data/age" type="barcode"/>', Gravity.NOTE, "typed in by hand"),
    ],
)
def test_that_an_xform_is_checked_as_a_workbook_is(binds: str, level: Gravity, why: str) -> None:
    found = read_here("other.xml", xform(binds, "<input ref='/data/age'><label>Age</label></input>"))
    problem = found.report.problems[0]
    assert (problem.level, found.form is None) == (level, level is Gravity.ERROR)
    assert why in str(problem)


def test_that_labels_an_xform_has_not_translated_are_counted() -> None:
    english = '<translation lang="en"><text id="l"><value>Age</value></text></translation>'
    labelled = "<input ref='/data/age'><label ref=\"jr:itext('l')\"/></input>"
    found = read_here("other.xml", xform(f'<itext>{english}<translation lang="cy"/></itext>', labelled))
    assert [one.what for one in found.report.problems] == ["1 label missing in cy: /data/age."]
    assert found.form is not None


def test_that_an_xform_with_all_its_words_is_read_without_a_word() -> None:
    octets = xform(body="<input ref='/data/age'><label>Age</label></input>")
    found = read_here("other.xml", octets)
    assert (found.report.problems, found.xml) == ((), octets)


@pytest.mark.parametrize(
    ("octets", "said"),
    [
        (b"%PDF-1.7 and more", "This is a PDF, whatever its name says"),
        (b"\x89PNG\r\n\x1a\n", "This is a picture"),
        (b"SQLite format 3\x00", "This is a database"),
        (OLD + bytes(504) + "EncryptedPackage".encode("utf-16-le"), "save it without the password"),
        (b"PK\x03\x04" + bytes(26) + b"word/document.xml", "This is a document of Word"),
        (b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "save it as .xlsx"),
    ],
)
def test_that_a_file_of_another_kind_is_called_what_it_is(octets: bytes, said: str) -> None:
    found = importing.read_form("week.xlsx", octets)
    assert found.form is None
    assert said in found.report.errors[0].what


def test_that_reading_ends_at_once_when_somebody_cancels(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stopped(Exception):
        pass

    beats = []

    def beat() -> None:
        beats.append(time.monotonic())
        if len(beats) == 3:
            raise Stopped

    ended: list[subprocess.Popen[bytes]] = []
    whole = subprocess.Popen.__init__

    def noted(self: subprocess.Popen[bytes], *args: object, **named: object) -> None:
        ended.append(self)
        whole(self, *args, **named)  # type: ignore[call-overload]  # handed on as it came

    monkeypatch.setattr(subprocess.Popen, "__init__", noted)
    monkeypatch.setattr(importing, "READER", "timeit")  # which measures this for ever:
    with pytest.raises(Stopped):
        importing.read_form("while True: pass", b"| survey |", beat)
    assert beats[-1] - beats[0] < 5
    assert ended[0].poll() is not None, "the other process is gone"


def test_that_i1_of_a_file_of_any_size_no_more_is_read_than_it_takes_to_refuse_it(tmp_path: Path) -> None:
    path = tmp_path / "film.xlsx"
    with path.open("wb") as file:
        file.truncate(2 << 30)
    tracemalloc.start()
    try:
        assert "larger than 16 MiB" in said(read_form(path.name, octets_of(path)))
        assert tracemalloc.get_traced_memory()[1] < MOST_MEMORY
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("octets", "why"),
    [
        (b"<a>" + b"<a/>" * 3_000_000 + b"</a>", "elements"),
        (b"<a>" * 500_000 + b"</a>" * 500_000, "deep"),
        (b"<a " + b" ".join(b'a%d="1"' % number for number in range(50_000)) + b"/>", "attributes"),
    ],
    ids=["wide", "deep", "many attributes"],
)
def test_that_i2_xml_without_end_is_refused_before_a_tree_is_made_of_it(octets: bytes, why: str) -> None:
    tracemalloc.start()
    try:
        assert why in said(read_form("trap.xml", octets))
        assert tracemalloc.get_traced_memory()[1] < MOST_MEMORY
    finally:
        tracemalloc.stop()
