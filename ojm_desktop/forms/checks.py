"""All that is wrong with a workbook, found in one go before anything is converted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ojm_desktop.domain.form import NAMESPACE
from ojm_desktop.forms import check_filters, check_logic, check_words, vocabulary
from ojm_desktop.forms.check_survey import Places, SurveyReader
from ojm_desktop.forms.report import Gravity, Problem
from ojm_desktop.forms.vocabulary import CHOICES_COLUMNS, SETTINGS, SURVEY_COLUMNS, nearest, suggestion
from ojm_desktop.forms.workbook import SHEETS, Sheet, Workbook

_OURS: Final = "bind::ojm:"
_ORDER: Final = {Gravity.ERROR: 0, Gravity.WARNING: 1, Gravity.NOTE: 2}


@dataclass(frozen=True)
class Findings:
    """What the checks of one workbook found, and what will differ in other programs."""

    problems: tuple[Problem, ...]
    elsewhere: tuple[Problem, ...]


def check(workbook: Workbook) -> Findings:
    """Every problem of a workbook, errors first, then by sheet and row."""
    survey = workbook.sheets.get("survey")
    if survey is None:
        near = nearest("survey", [name.lower() for name in workbook.names])
        what_to_do = f"Rename the sheet {near} to survey." if near else "Add one: it holds the questions."
        return Findings((Problem(Gravity.ERROR, "There is no sheet called survey.", what_to_do),), ())
    if not any(row.cells for row in survey.rows):
        what_to_do = "Add a row for each, below the headings type, name and label."
        return Findings((Problem(Gravity.ERROR, "There are no questions.", what_to_do, "survey"),), ())
    choices = workbook.sheets.get("choices", Sheet("choices", {}, ()))
    settings = workbook.sheets.get("settings", Sheet("settings", {}, ()))
    lists = {cells.get("list_name", "") for cells in map(Places(choices).cells, choices.rows)} - {""}
    has_lists = Places(choices).has("list_name") or not choices.rows
    external = workbook.sheets.get("external_choices", Sheet("external_choices", {}, ()))
    reader = SurveyReader(survey, lists if has_lists else None, root=_root(settings))
    sheets = [reader.places, Places(choices)]
    spoken = check_words.languages(sheets)
    untranslated = [problem for sheet in sheets for problem in check_words.missing_translations(sheet, spoken)]
    problems = [
        *_sheet_problems(workbook),
        *_survey_headings(reader.places),
        *reader.problems,
        *check_logic.logic_problems(reader.asked, reader.places),
        *check_filters.filter_problems(reader.asked, reader.places, Places(choices), Places(external)),
        *check_logic.choice_references(reader.asked, Places(choices)),
        *_choice_problems(Places(choices), _setting(settings, "allow_choice_duplicates")),
        *_settings_problems(Places(settings), spoken, uses_ours=_uses_ours(reader.places)),
        *untranslated,
        *check_words.media_not_played(reader.places),
        *check_words.media_not_played(Places(choices)),
    ]
    problems.sort(key=lambda one: (_ORDER[one.level], SHEETS.index(one.sheet) if one.sheet else -1, one.row))
    elsewhere = [*check_logic.elsewhere(reader.asked, reader.places)]
    if untranslated:
        said = "ODK Collect and Enketo show a dash where a translation is missing; here the next language is shown."
        elsewhere.append(Problem(Gravity.NOTE, said, "Write the missing translations."))
    return Findings(tuple(problems), (*elsewhere, *reader.elsewhere))


def _root(settings: Sheet) -> str:
    return _setting(settings, "name") or "data"


def _setting(settings: Sheet, key: str) -> str:
    rows = [cells for cells in map(Places(settings).cells, settings.rows) if cells]
    return rows[0].get(key, "") if rows else ""


def _uses_ours(places: Places) -> bool:
    return any(one.key.startswith(_OURS) for one in places.headings.values())


def _sheet_problems(workbook: Workbook) -> Iterator[Problem]:
    for name in workbook.names:
        near = nearest(name.strip(), SHEETS)
        if name.strip().lower() not in SHEETS and near and near not in workbook.sheets:
            said = f'The sheet "{name}" is not read.'
            yield Problem(Gravity.ERROR, said, f"Did you mean {near}? Rename it.")
    for sheet in workbook.sheets.values():
        for written in dict.fromkeys(sheet.twice):
            said = f'Two columns are called "{written}".'
            yield Problem(Gravity.ERROR, said, "Rename or delete one of them.", sheet.name, 1, written)
        meant: dict[tuple[str, str], str] = {}
        for written, one in Places(sheet).headings.items():
            first = meant.setdefault((one.key, one.language), written)
            if first != written:
                said = f'"{first}" and "{written}" are names of the same column.'
                yield Problem(Gravity.ERROR, said, "Keep one of them.", sheet.name, 1, written)


def _heading_problem(places: Places, written: str, known: frozenset[str]) -> Problem:
    key = places.headings[written].key
    known_too = known | vocabulary.ALSO_CALLED
    near = nearest(key, known_too)
    if near or key.startswith(_OURS):
        said = f'There is no column "{written}" on the sheet {places.sheet.name}, so what stands in it would be lost.'
        return places.problem(Gravity.ERROR, 1, written, said, suggestion(key, known_too, "Rename or delete it."))
    return places.problem(Gravity.NOTE, 1, written, f'The column "{written}" is not part of a form and is left out.')


def _survey_headings(places: Places) -> Iterator[Problem]:
    meant: set[str] = set()
    for needed in ("type", "name"):
        if not places.has(needed):
            near = next((one for one in places.sheet.headings if nearest(one, [needed])), "")
            meant.add(near)
            what_to_do = f"Rename the column {near} to {needed}." if near else f"Add a column {needed}."
            yield Problem(Gravity.ERROR, f"The sheet survey has no column {needed}.", what_to_do, "survey", 1, needed)
    for written, one in places.headings.items():
        if written not in meant and one.key not in SURVEY_COLUMNS and not vocabulary.is_passed_on(one.key):
            yield _heading_problem(places, written, SURVEY_COLUMNS)


def _choice_problems(places: Places, duplicates: str) -> Iterator[Problem]:
    if not places.sheet.rows:
        return
    for needed in ("list_name", "name"):
        if not places.has(needed):
            said = f"The sheet choices has no column {needed}."
            yield Problem(Gravity.ERROR, said, f"Add a column {needed}.", "choices", 1, needed)
            return
    first: dict[tuple[str, str], int] = {}
    for row in places.sheet.rows:
        if cells := places.cells(row):
            yield from _one_choice(places, row.number, cells)
            one = (cells.get("list_name", ""), cells.get("name", ""))
            if all(one) and one in first and duplicates.lower() != "yes":
                said = f'"{one[1]}" is in the list "{one[0]}" twice, in row {first[one]} and here.'
                yield places.problem(Gravity.ERROR, row.number, "name", said, "Rename or delete one of them.")
            first.setdefault(one, row.number)


def _one_choice(places: Places, number: int, cells: dict[str, str]) -> Iterator[Problem]:
    name = cells.get("name", "")
    for key in ("list_name", "name"):
        if key not in cells:
            yield places.problem(Gravity.ERROR, number, key, f"This choice has no {key}.", "Fill it in.")
    if " " in name:
        said = f'The choice "{name}" has a space in its name; where several are chosen, spaces part them.'
        yield places.problem(Gravity.ERROR, number, "name", said, "Use an underscore.")
    if not any(key in cells for key in CHOICES_COLUMNS - {"list_name", "name"}):
        said = f'The choice "{name}" has no label.'
        yield places.problem(Gravity.WARNING, number, "label", said, "Write the words that are shown.")


def _settings_problems(places: Places, spoken: tuple[str, ...], *, uses_ours: bool) -> Iterator[Problem]:
    rows = [row for row in places.sheet.rows if row.cells]
    cells = places.cells(rows[0]) if rows else {}
    number = rows[0].number if rows else 0
    for written, one in places.headings.items():
        if one.key not in SETTINGS and not one.key.startswith("attribute::"):
            yield _heading_problem(places, written, SETTINGS)
    default = cells.get("default_language", "")
    if default and spoken and default not in spoken:
        said = f'The form begins in "{default}", which none of its columns is in.'
        what_to_do = suggestion(default, spoken, f"Use {' or '.join(spoken)}.")
        yield places.problem(Gravity.ERROR, number, "default_language", said, what_to_do)
    if uses_ours and NAMESPACE not in cells.get("namespaces", ""):
        said = "Columns that begin with bind::ojm: need a namespace."
        what_to_do = f'Write ojm="{NAMESPACE}" under namespaces on the sheet settings.'
        yield Problem(Gravity.ERROR, said, what_to_do, "settings", number, "namespaces")
    if not cells.get("version"):
        said = "The form has no version."
        what_to_do = "Write one on the sheet settings, so that answers can be told apart after a change."
        yield Problem(Gravity.WARNING, said, what_to_do, "settings", number, "version")
