"""A checked workbook to XForm XML, through pyxform. The only place that imports pyxform, and only when it is called.

pyxform stops at the first problem and says it in English of its own; our checks come first, so what it still finds is
the exception. Its sentence is kept, with the place it names.
"""

from __future__ import annotations

import re
from typing import Any, Final

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.forms.report import Gravity, Problem
from ojm_desktop.forms.workbook import Workbook

_ROW: Final = re.compile(r"\[row : (\d+)\]\s*")
_SHEET: Final = re.compile(r"'(survey|choices|settings|external_choices|entities)' sheet")
_COLUMN: Final = re.compile(r"the '([^']+)' value")


class NotConverted(OjmError):
    """pyxform found something our checks did not; `problem` says what and where."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def convert(workbook: Workbook, name: str) -> bytes:
    """The XForm of a workbook; `name` is the form's id where the workbook gives none. Raises NotConverted."""
    from pyxform.builder import create_survey_element_from_dict
    from pyxform.errors import PyXFormError
    from pyxform.xls2json import workbook_to_json
    from pyxform.xls2json_backends import get_xlsform

    try:
        sheets = get_xlsform(xlsform=_definition(workbook, name))
        told = workbook_to_json(workbook_dict=sheets, fallback_form_name=name, warnings=[])
        # Not by the survey's to_xml: that writes the form to the machine's folder for temporary files on the way (C1).
        xform = f'<?xml version="1.0"?>{create_survey_element_from_dict(told).xml().toxml()}'
    except PyXFormError as error:
        raise NotConverted(_told(str(error))) from error
    except Exception as error:
        # pyxform meets some workbooks with errors of Python's own; the form is as unusable as with one of pyxform's.
        raise NotConverted(_told(f"{type(error).__name__}: {error}")) from error
    return xform.encode()


def _definition(workbook: Workbook, name: str) -> dict[str, Any]:
    """The sheets in the shape pyxform reads from files itself; empty rows stay, so that its row numbers are ours."""
    definition: dict[str, Any] = {"sheet_names": list(workbook.names), "fallback_form_name": name}
    for key, sheet in workbook.sheets.items():
        definition[key] = [dict(row.cells) for row in sheet.rows]
        definition[f"{key}_header"] = [dict.fromkeys(sheet.headings)]
    return definition


def _told(said: str) -> Problem:
    row, sheet, column = _ROW.search(said), _SHEET.search(said), _COLUMN.search(said)
    return Problem(
        Gravity.ERROR,
        f"The converter pyxform says: {_ROW.sub('', said).strip()}",
        "Change the workbook where it points, and read it again.",
        sheet[1] if sheet else "survey" if row else "",
        int(row[1]) if row else 0,
        column[1] if column else "",
    )
