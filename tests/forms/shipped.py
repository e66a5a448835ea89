"""The questionnaires the program brings, converted once a run."""

from __future__ import annotations

from functools import cache

from pyxform.xls2xform import convert

from ojm_desktop import assets
from ojm_desktop.domain.form import Form
from ojm_desktop.forms.xform import parse

SHIPPED = ("cohort1", "cohort2", "diary", "intake", "voucher")
ENGLISH, WELSH = "English (en)", "Cymraeg, drafft (cy)"


@cache
def converted(name: str) -> tuple[str, tuple[str, ...]]:
    """The XForm of a shipped workbook and what pyxform warned of."""
    found = convert(str(assets.forms() / f"{name}.md"), validate=False)
    return found.xform, tuple(found.warnings)


@cache
def form(name: str) -> Form:
    """A shipped questionnaire as the program holds it."""
    return parse(converted(name)[0].encode())
