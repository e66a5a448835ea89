"""Lists that stand beside a form as CSV files: what `pulldata`, `instance` and choices from a file look into."""

from __future__ import annotations

import csv
import io

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.forms.environment import ExternalList
from ojm_desktop.forms.separated import separator

MOST_ROWS = 200_000


class BadExternalList(OjmError):
    """A file beside a form that is no list; the sentence says why."""


def read_list(name: str, octets: bytes) -> ExternalList:
    """The rows of a CSV file whose first line names the columns. Raises BadExternalList where it is none."""
    if not name.lower().endswith(".csv"):
        raise BadExternalList(f"{name} is no CSV file; lists beside a form are read from CSV alone. Save it as CSV.")
    try:
        text = octets.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadExternalList(f"{name} is not written in UTF-8. Save it again as CSV in UTF-8.") from error
    rows: list[dict[str, str]] = []
    try:
        lines = io.StringIO(text, newline="")
        for row in csv.DictReader(lines, restkey="", restval="", delimiter=separator(text, heads=1)):
            rows.append({column: words for column, words in row.items() if column})
            if len(rows) > MOST_ROWS:
                raise BadExternalList(f"{name} has more than {MOST_ROWS:,} rows; that is too long for a list here.")
    except csv.Error as error:
        raise BadExternalList(f"{name} is no CSV that can be read: {error}. Save it again as CSV.") from error
    return ExternalList(tuple(rows))
