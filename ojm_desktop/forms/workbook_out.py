"""A form as an .xlsx workbook, which every XLSForm tool opens and pyxform reads back to an equal form.

Every cell is a text, whatever it begins with: a label "=1+1" stays a label when a spreadsheet opens the file.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Final

from ojm_desktop.domain.form import (
    NAMESPACE,
    AnyNode,
    Audience,
    Check,
    Choices,
    Form,
    Group,
    Last,
    Level,
    Question,
    Repeat,
    Type,
    Words,
)
from ojm_desktop.forms.naming import Naming, NotWritable

Cells = dict[str, str]
WIDEST: Final = 60
LONGEST: Final = 32_767
"""UTF-16 units that a cell of a spreadsheet holds; the library that writes it would cut off what is more (I4)."""
_META: Final = frozenset(
    {"start", "end", "today", "deviceid", "username", "phonenumber", "email", "subscriberid", "simserial"}
)
_TYPED: Final = {"int": "integer", "string": "text", "": "text", "select_one_external": "text"}
"""Answers of other programs, and of lists that no form holds, go out as what is typed here."""
_CALCULATED: Final = {"int": "integer", **{name: name for name in ("decimal", "date", "time", "dateTime")}}
"""A calculation of a type of its own: a question of that type which nobody sees."""
_SILENT: Final = {"binary": "background-audio", "geopoint": "start-geopoint"}
_OTHER: Final = Words((("", ("Specify other.",)),))


def write_workbook(form: Form) -> bytes:
    """The octets of the .xlsx; raises NotWritable where an XForm of another program says what no workbook can."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets_of(form).items():
        sheet = book.create_sheet(name)
        columns = list(dict.fromkeys(key for row in rows for key in row))
        for number, row in enumerate([dict(zip(columns, columns, strict=True)), *rows], start=1):
            for index, key in enumerate(columns, start=1):
                if row.get(key):
                    _check_fits(row[key], name, row, key)
                    cell = sheet.cell(number, index)
                    cell.value = row[key]
                    cell.data_type = "s"
                    cell.font = Font(bold=number == 1)
        for index, key in enumerate(columns, start=1):
            longest = max(len(row.get(key, "")) for row in [{key: key}, *rows])
            sheet.column_dimensions[sheet.cell(1, index).column_letter].width = min(WIDEST, longest + 2)
        sheet.freeze_panes = "A2"
    with io.BytesIO() as octets:
        book.save(octets)
        return octets.getvalue()


def sheets_of(form: Form) -> dict[str, list[Cells]]:
    """The rows of each sheet, cells by heading."""
    survey = list(_Survey(form).rows())
    sheets = {"survey": survey, "choices": list(_choices(form)), "settings": [_settings(form, survey)]}
    return {name: rows for name, rows in sheets.items() if rows}


def _settings(form: Form, survey: list[Cells]) -> Cells:
    uses_ours = any(key.startswith("bind::ojm:") for row in survey for key in row)
    root = form.root.name
    return _filled(
        form_id=form.id,
        form_title=form.title,
        version=form.version,
        default_language=form.default_language,
        instance_name=Naming(form).expression(form.submission_name, f"{form.root.path}/meta/instanceName"),
        namespaces=f'ojm="{NAMESPACE}"' if uses_ours else "",
        name="" if root == "data" else root,
    )


def _choices(form: Form) -> Iterator[Cells]:
    naming = Naming(form)
    for one in form.lists:
        for choice in one.choices:
            words = _worded("label", choice.label, naming, form.root.path)
            media = {f"media::{kind}": file for kind, file in choice.media}
            yield {"list_name": one.id, "name": choice.name, **words, **media, **dict(choice.columns)}


def _check_fits(text: str, sheet: str, row: Cells, column: str) -> None:
    units = len(text.encode("utf-16-le")) // 2
    if units > LONGEST:
        where = row.get("name") or row.get("list_name") or "the form"
        raise NotWritable(
            f"The {column} of {where} (sheet {sheet}) is {units:,} characters long and a cell of a spreadsheet holds "
            f"{LONGEST:,}. Nothing was written: it would have been cut off. Shorten it, or keep the XForm file."
        )


def _filled(**cells: str) -> Cells:
    return {key: text for key, text in cells.items() if text}


def _worded(column: str, words: Words, naming: Naming, path: str) -> Cells:
    """The cells of a text, one a language."""
    return {
        f"{column}::{language}" if language else column: naming.text(pieces, path)
        for language, pieces in words.by_language
    }


class _Survey:
    """Makes the rows of the survey sheet."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._naming = Naming(form)
        self._meta = f"{form.root.path}/meta"
        self._lists = {held.id for held in form.lists}

    def rows(self) -> Iterator[Cells]:
        yield from self._inside(self._form.root)
        selected = {node.choices.list_id for node in self._form.questions() if node.choices}
        written = " ".join(node.calculation for node in self._form.questions())
        for id, file in self._form.files:
            if id not in selected and f"'{id}'" not in written:
                yield {"type": "xml-external" if file.endswith(".xml") else "csv-external", "name": id}

    def _inside(self, group: Group | Repeat) -> Iterator[Cells]:
        extra = ""
        for node, after in zip(group.children, (*group.children[1:], None), strict=True):
            if node.path == extra:
                continue
            if isinstance(node, Question):
                extra = after.path if after is not None and _is_its_other(node, after) else ""
                yield self._question(node, has_other=bool(extra))
            elif node.path == self._meta:
                names = {child.name for child in node.children}
                yield from ({"type": "audit", "name": "audit"} for _ in names & {"audit"})
            else:
                yield from self._section(node)

    def _section(self, node: Group | Repeat) -> Iterator[Cells]:
        kind = "repeat" if isinstance(node, Repeat) else "group"
        count = node.count if isinstance(node, Repeat) else ""
        counted = self._naming.needed(count, node.path) if count.startswith(("/", ".")) else count
        yield {"type": f"begin_{kind}", **self._shared(node), **_filled(repeat_count=counted)}
        yield from self._inside(node)
        yield {"type": f"end_{kind}", "name": node.name}

    def _shared(self, node: AnyNode) -> Cells:
        """What questions, groups and repeats have in common."""
        return {
            "name": node.name,
            **_worded("label", node.label, self._naming, node.path),
            **_filled(
                relevant=self._naming.expression(node.relevant, node.path),
                appearance=" ".join(node.appearance),
            ),
            **_ours(
                role=node.role.value if node.role else "",
                pathway=node.pathway,
                wave=node.wave,
                audience="" if node.audience is Audience.ALOUD else node.audience.value,
            ),
        }

    def _question(self, one: Question, *, has_other: bool) -> Cells:
        naming, path = self._naming, one.path
        media: Cells = {}
        for kind, words in one.media:
            media |= _worded(f"media::{kind}", words, naming, path)
        return {
            "type": _type(one, self._form) + (" or_other" if has_other else ""),
            **self._shared(one),
            **_worded("hint", one.hint, naming, path),
            **_worded("guidance_hint", one.guidance, naming, path),
            **media,
            **_filled(
                required=naming.expression(one.required, path),
                read_only="" if one.type in {Type.NOTE, Type.META} else naming.expression(one.read_only, path),
                choice_filter=naming.expression(one.choices.filter, path) if one.choices else "",
                parameters=self._parameters(one),
                calculation=naming.expression(one.calculation, path),
                default=one.static_default,
            ),
            **_worded("required_message", one.required_message, naming, path),
            **self._checks(one),
            **self._defaults(one),
            **_ours(
                part=one.part.value if one.part else "",
                last="" if one.last is Last.NEVER else one.last.value,
                minimum_seconds=str(one.minimum_seconds or ""),
                known=one.known.value if one.known else "",
            ),
        }

    def _parameters(self, one: Question) -> str:
        pairs: Cells = {}
        if one.range:
            pairs = _filled(
                start=one.range.start,
                end=one.range.end,
                step=one.range.step,
                tick_interval=one.range.tick_interval,
                placeholder=one.range.placeholder,
                tick_labelset=one.range.labels if one.range.labels in self._lists else "",
            )
        elif one.choices:
            if one.choices.list_id in dict(self._form.files):
                pairs = {"value": one.choices.value_column, "label": one.choices.label_column}
            if one.choices.randomized:
                seed = self._naming.expression(one.choices.seed, one.path)
                pairs |= {"randomize": "true"} | ({"seed": seed} if seed else {})
        return " ".join(f"{key}={text}" for key, text in pairs.items())

    def _checks(self, one: Question) -> Cells:
        """The constraint, where it can stand in its own column, then the numbered checks."""
        cells: Cells = {}
        checks = list(one.checks)
        if checks and self._is_constraint(checks[0]):
            first = checks.pop(0)
            cells["constraint"] = self._naming.expression(first.expression, one.path)
            cells |= _worded("constraint_message", first.message, self._naming, one.path)
        for number, check in enumerate(checks, start=1):
            expression = self._naming.expression(check.expression, one.path)
            cells[f"bind::ojm:check_{number}"] = f"{check.level.value}: {expression}"
            for _, pieces in check.message.by_language:
                cells[f"bind::ojm:message_{number}"] = self._naming.text(pieces, one.path)
        return cells

    def _is_constraint(self, check: Check) -> bool:
        """A message without a language cannot stand in a translated column."""
        has_plain = any(not language for language, _ in check.message.by_language)
        return check.level is Level.BLOCK and not (has_plain and self._form.languages)

    def _defaults(self, one: Question) -> Cells:
        cells: Cells = {}
        for default in one.defaults:
            expression = self._naming.expression(default.expression, one.path)
            column = "calculation" if default.triggers else "default"
            if column in cells or (column == "default" and one.static_default):
                raise NotWritable(f"{one.path} is set in several ways, which no workbook can say. Keep the XForm file.")
            cells[column] = "" if expression == "''" else expression
            if default.triggers:
                cells["trigger"] = ", ".join(self._naming.needed(path, one.path) for path in default.triggers)
        return cells


def _ours(**cells: str) -> Cells:
    return {f"bind::ojm:{name}": text for name, text in cells.items() if text}


def _is_its_other(one: Question, after: AnyNode) -> bool:
    """The next row is the free text that or_other makes."""
    return (
        isinstance(after, Question)
        and one.choices is not None
        and after.path == f"{one.path}_other"
        and after.label == _OTHER
        and after.relevant == f"selected(../{one.name}, 'other')"
    )


def _type(one: Question, form: Form) -> str:
    """The type column of a question."""
    if one.choices is not None:
        return _selecting(one, one.choices, form)
    source = one.source_type
    by_source = {
        Type.HIDDEN: _SILENT.get(source, "hidden"),
        Type.CALCULATE: _CALCULATED.get(source, "calculate"),
        Type.META: one.preload if one.preload in _META else "hidden",
        Type.FILE: "video" if source.startswith("video/") else "file",
        Type.TYPED_ELSEWHERE: _TYPED.get(source, source),
        Type.SIGNATURE: "image",
    }
    return by_source.get(one.type, one.type.value)


def _selecting(one: Question, choices: Choices, form: Form) -> str:
    files = dict(form.files)
    if choices.list_id in files:
        return f"{one.type.value}_from_file {files[choices.list_id]}"
    if choices.list_id.startswith("/"):
        return f"{one.type.value} ${{{choices.value_column}}}"
    return f"{one.type.value} {choices.list_id}"
