"""The words of a workbook: translations that are missing, told once a column and language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ojm_desktop.domain.counting import counted, listed
from ojm_desktop.forms.check_survey import Places
from ojm_desktop.forms.report import Gravity, Problem
from ojm_desktop.forms.vocabulary import TRANSLATED
from ojm_desktop.forms.xform_words import MISSING

NAMED_ROWS: Final = 8


UNPLAYED: Final = {
    "media::audio": "Sound that belongs to words is not played here.",
    "media::video": "Film that belongs to words is not played here.",
}


def languages(sheets: list[Places]) -> tuple[str, ...]:
    """The languages the headings name, in their order."""
    found = (one.language for sheet in sheets for one in sheet.headings.values() if one.key in TRANSLATED)
    return tuple(dict.fromkeys(language for language in found if language))


def missing_translations(places: Places, known: tuple[str, ...]) -> Iterator[Problem]:
    """A warning for each column and language in which some row has no words though another language has."""
    columns: dict[str, dict[str, str]] = {}
    for written, one in places.headings.items():
        if one.key in TRANSLATED and not one.key.startswith("media::"):
            columns.setdefault(one.key, {})[one.language] = written
    for key, by_language in columns.items():
        spoken = [
            row
            for row in places.sheet.rows
            if any(row.cells.get(written, MISSING) != MISSING for written in by_language.values())
        ]
        for language in known:
            written = by_language.get(language, "")
            rows = [row.number for row in spoken if row.cells.get(written, MISSING) == MISSING]
            if rows:
                yield _problem(places, key, by_language.get(language, ""), language, rows)


def media_not_played(places: Places) -> Iterator[Problem]:
    """A note for each column of media that has files and is not played here, at its first file."""
    for written, one in places.headings.items():
        row = next((row for row in places.sheet.rows if row.cells.get(written, MISSING) != MISSING), None)
        if one.key in UNPLAYED and row is not None:
            yield places.problem(Gravity.NOTE, row.number, written, UNPLAYED[one.key], "The words are shown alone.")


def _problem(places: Places, key: str, written: str, language: str, rows: list[int]) -> Problem:
    named = [str(row) for row in rows[:NAMED_ROWS]]
    if len(rows) > NAMED_ROWS:
        named.append(f"{len(rows) - NAMED_ROWS} more")
    said = f"{counted(len(rows), 'row')} without {key} in {language}: {listed(named)}."
    what_to_do = "Write the translation; until then another language is shown."
    return places.problem(Gravity.WARNING, rows[0], written or f"{key}::{language}", said, what_to_do)
