"""A workbook as sheets of rows with their places, whichever kind of file it came from.

Only text leaves here: numbers, dates and truth values as pyxform would write them, white space at the ends gone. Rows
are numbered as a spreadsheet shows them: the headings are row 1.
"""

from __future__ import annotations

import csv
import io
import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.forms.guard import Kind
from ojm_desktop.forms.separated import separator

MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 300
EMPTY_ROWS_END: Final = 200
SHEETS: Final = ("survey", "choices", "settings", "external_choices", "entities", "osm")
_SPACES: Final = re.compile(r" +")
_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no XML can hold and nobody sees, such as the line break of a word processor: it becomes a space."""
_BAR: Final = re.compile(r"(?<!\\)\|")
Line = list[str]


class Unreadable(OjmError):
    """The workbook cannot be read; the sentence says why."""


@dataclass(frozen=True)
class Row:
    """What stands in one row, by heading; empty cells are left out."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Sheet:
    """One sheet: headings in order with their column letters (a heading that is there twice is in `twice`)."""

    name: str
    headings: dict[str, str]
    rows: tuple[Row, ...]
    twice: tuple[str, ...] = ()


@dataclass(frozen=True)
class Workbook:
    """The sheets a form is made of, and the names of all there are."""

    sheets: dict[str, Sheet]
    names: tuple[str, ...]


def read_workbook(kind: Kind, octets: bytes) -> Workbook:
    """The sheets of a workbook that the guard let pass; raises Unreadable."""
    readers = {Kind.XLSX: _xlsx, Kind.XLS: _xls, Kind.MARKDOWN: _markdown, Kind.CSV: _csv}
    try:
        written = list(readers[kind](octets))
    except Unreadable:
        raise
    except Exception as error:
        # Packages for spreadsheets fail on a damaged file in any way there is; all of them mean the same here.
        raise Unreadable(
            f"The {kind.value} file is damaged and cannot be read. Open it in a spreadsheet and save it again."
        ) from error
    names = tuple(name for name, _ in written)
    sheets = {name.strip().lower(): (name, lines) for name, lines in written}
    if len(written) == 1 and not set(sheets) & set(SHEETS):
        sheets = {"survey": written[0]}
    return Workbook({key: _sheet(key, sheets[key][1]) for key in SHEETS if key in sheets}, names)


def letter(index: int) -> str:
    """The letters of a column: 0 is A, 26 is AA."""
    letters = ""
    while index >= 0:
        letters = chr(ord("A") + index % 26) + letters
        index = index // 26 - 1
    return letters


def _sheet(name: str, lines: list[Line]) -> Sheet:
    lines = [[_UNWRITABLE.sub(" ", text).strip() for text in line] for line in lines]
    head = [_SPACES.sub(" ", text) for text in lines[0]] if lines else []
    headings: dict[str, str] = {}
    twice: list[str] = []
    for index, text in enumerate(head):
        if text in headings:
            twice.append(text)
        elif text:
            headings[text] = letter(index)
    rows = []
    for number, line in enumerate(lines[1:], start=2):
        cells = {key: text for key, text in zip(head, line, strict=False) if key and text}
        rows.append(Row(number, cells))
    while rows and not rows[-1].cells:
        rows.pop()
    return Sheet(name, headings, tuple(rows), tuple(twice))


def _bounded(name: str, lines: Iterable[Iterable[object]]) -> list[Line]:
    """The lines of a sheet up to its end, which a long run of empty rows is; refuses what is too long or wide."""
    kept: list[Line] = []
    empty = 0
    for line in lines:
        values = list(line)
        while values and values[-1] is None:  # rows come as wide as the widest of them, a hundred times what they hold
            values.pop()
        texts = [_text(value) for value in values]
        while texts and not texts[-1]:
            texts.pop()
        if len(texts) > MOST_COLUMNS:
            raise Unreadable(f"Sheet {name} has more than {MOST_COLUMNS} columns. Delete those that are not used.")
        empty = 0 if texts else empty + 1
        if empty > EMPTY_ROWS_END:
            break
        kept.append(texts)
        if len(kept) - empty > MOST_ROWS:
            raise Unreadable(
                f"Sheet {name} has more than {MOST_ROWS:,} rows. Put long lists into a .csv file and ask for them with "
                "select_one_from_file."
            )
    return kept[: len(kept) - empty] if empty < len(kept) else []


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value).replace("\xa0", " ").strip()


def _xlsx(octets: bytes) -> Iterator[tuple[str, list[Line]]]:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about styles and extensions, which say nothing of a form
        book = load_workbook(io.BytesIO(octets), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            if sheet.title.strip().lower() in SHEETS or len(book.worksheets) == 1:
                sheet.reset_dimensions()
                yield sheet.title, _bounded(sheet.title, sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS + 1))
            else:
                yield sheet.title, []


def _xls(octets: bytes) -> Iterator[tuple[str, list[Line]]]:
    import xlrd

    with io.StringIO() as said, xlrd.open_workbook(file_contents=octets, logfile=said, ragged_rows=True) as book:
        for sheet in book.sheets():
            rows = (
                [_old_value(cell.value, cell.ctype, book.datemode) for cell in sheet.row(number)]
                for number in range(sheet.nrows)
            )
            yield sheet.name, _bounded(sheet.name, rows)


def _old_value(value: object, kind: int, datemode: int) -> object:
    import xlrd

    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    if kind == xlrd.XL_CELL_DATE:
        return xlrd.xldate_as_datetime(value, datemode)
    return "" if kind == xlrd.XL_CELL_ERROR else value


def _decoded(octets: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return octets.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("The file is not text in UTF-8. Save it again with that encoding.")


def _markdown(octets: bytes) -> Iterator[tuple[str, list[Line]]]:
    """Tables of bars: a sheet's name in the first column, its headings in the line below, then its rows."""
    lines = (line.strip() for line in _decoded(octets).splitlines())
    cells = (_BAR.split(line)[1:] for line in lines if line.startswith("|") and not re.fullmatch(r"[\s|:-]+", line))
    yield from _named_sheets(([text.replace("\\|", "|").strip() for text in line] for line in cells), "md")


def _csv(octets: bytes) -> Iterator[tuple[str, list[Line]]]:
    """The same shape as the tables of bars, with commas, or with semicolons or tabs as some spreadsheets save them."""
    text = _decoded(octets)
    with io.StringIO(text, newline="") as lines:
        read = csv.reader(lines, delimiter=separator(text, heads=2), strict=True)
        yield from _named_sheets(([text.strip() for text in line] for line in read), "csv")


def _named_sheets(lines: Iterable[Line], kind: str) -> Iterator[tuple[str, list[Line]]]:
    sheets: dict[str, list[Line]] = {}
    current: list[Line] | None = None
    for line in lines:
        if line and line[0]:
            current = sheets.setdefault(line[0], [])
        if current is not None and (any(line[1:]) or current):
            current.append(line[1:])
    if not sheets:
        raise Unreadable(
            f"This {kind} file has no sheets. Put the name of each sheet (survey, choices, settings) into the first "
            "column, and its headings and rows below, from the second column on."
        )
    for name, rows in sheets.items():
        yield name, _bounded(name, rows)
