"""Lists that stand beside a form as CSV or XML files: what `pulldata`, `instance` and choices from a file look into."""

from __future__ import annotations

import csv
import io
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.forms.environment import ExternalList
from ojm_desktop.forms.separated import separator

MOST_ROWS = 200_000


class BadExternalList(OjmError):
    """A file beside a form that is no list; the sentence says why."""


def read_list(name: str, octets: bytes) -> ExternalList:
    """The rows of a CSV file whose first line names the columns, or of an XML file as ODK writes a secondary instance:
    one element a row, one child a column. Raises BadExternalList where it is neither.
    """
    if name.lower().endswith(".xml"):
        return _from_xml(name, octets)
    if not name.lower().endswith(".csv"):
        raise BadExternalList(
            f"{name} is no list that can be read: a list beside a form is CSV or XML. Save it as CSV."
        )
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


def _from_xml(name: str, octets: bytes) -> ExternalList:
    """No entity is resolved and no document type allowed, as in a form (I2)."""
    try:
        root = fromstring(octets, forbid_dtd=True)
    except DefusedXmlException as error:
        raise BadExternalList(f"{name} defines entities or a document type, which a list never needs.") from error
    except (ParseError, ValueError, LookupError) as error:
        raise BadExternalList(f"{name} is not well-formed XML ({error}). Save it again where it was made.") from error
    if len(root) > MOST_ROWS:
        raise BadExternalList(f"{name} has more than {MOST_ROWS:,} rows; that is too long for a list here.")
    return ExternalList(
        tuple({column.tag.rpartition("}")[2]: (column.text or "").strip() for column in item} for item in root)
    )
