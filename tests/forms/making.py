"""Questionnaires for tests, from the rows of a workbook, and the environment they run in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from random import Random

from pyxform.xls2xform import convert

from ojm_desktop.domain.form import Form
from ojm_desktop.forms.environment import Environment, ExternalList
from ojm_desktop.forms.instance import Node
from ojm_desktop.forms.running import RunningForm
from ojm_desktop.forms.xform import parse

CHOICES = """
| choices |
| | list_name | name | label | region |
| | region | north | North | |
| | region | south | South | |
| | town | n1 | Upper | north |
| | town | n2 | Lower | north |
| | town | s1 | Lee | south |
"""


def written(survey: str, rest: str = CHOICES) -> str:
    """The XForm of the rows of a survey sheet, the first row naming the columns."""
    return str(convert(xlsform=f"| survey |\n{survey.strip()}\n{rest.strip()}\n").xform)


def made(survey: str, rest: str = CHOICES) -> Form:
    """The form of the same."""
    return parse(written(survey, rest).encode())


def environment(last_wave: Node | None = None, files: Mapping[str, ExternalList] | None = None) -> Environment:
    """A clock that stands at nine o'clock on 1 March 2026, and chance that repeats itself."""
    return Environment(
        lambda: datetime(2026, 3, 1, 9, tzinfo=UTC), UTC, lambda: "same", Random(1), last_wave, files or {}
    )


def run(survey: str, rest: str = CHOICES) -> RunningForm:
    """A form just opened."""
    return RunningForm(made(survey, rest), environment())
