"""The words of an XLSForm: which headings, types and appearances there are, under all the names they go by.

Where a name is not known, the nearest known one is offered.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

TRANSLATED: Final = frozenset(
    {
        "label",
        "hint",
        "guidance_hint",
        "constraint_message",
        "required_message",
        "media::image",
        "media::big-image",
        "media::audio",
        "media::video",
    }
)
EXPRESSIONS: Final = ("relevant", "required", "constraint", "calculation", "read_only", "repeat_count")
OURS: Final = frozenset(
    {
        *("role", "pathway", "audience", "part", "wave", "last", "minimum_seconds", "known"),
        *(f"{kind}_{number}" for kind in ("check", "message") for number in range(1, 10)),
    }
)
SURVEY_COLUMNS: Final = frozenset(
    {
        *TRANSLATED,
        *EXPRESSIONS,
        *("type", "name", "default", "choice_filter", "trigger", "appearance", "parameters"),
        *("autoplay", "rows", "disabled", "save_to", "compact_tag", "no_app_error_string"),
        *(f"bind::ojm:{name}" for name in OURS),
    }
)
CHOICES_COLUMNS: Final = frozenset({"list_name", "name", "label", *(key for key in TRANSLATED if "media" in key)})
SETTINGS: Final = frozenset(
    {
        *("form_title", "form_id", "version", "default_language", "instance_name", "namespaces", "style", "name"),
        *("public_key", "submission_url", "auto_send", "auto_delete", "allow_choice_duplicates", "sms_keyword"),
        *("clean_text_values", "client_editable", "instance_xmlns", "omit_instanceid", "add_none_option", "prefix"),
        *("sms_separator", "sms_allow_media", "sms_date_format", "sms_datetime_format", "sms_response", "title"),
    }
)
_ALIASES: Final = {
    "relevance": "relevant",
    "readonly": "read_only",
    "calculate": "calculation",
    "caption": "label",
    "command": "type",
    "tag": "name",
    "value": "name",
    "count": "repeat_count",
    "jr:count": "repeat_count",
    "constraining_message": "constraint_message",
    "requiredmsg": "required_message",
    "image": "media::image",
    "big-image": "media::big-image",
    "audio": "media::audio",
    "video": "media::video",
    "list name": "list_name",
    "set_form_title": "form_title",
    "set_form_id": "form_id",
    "id_string": "form_id",
}
_PASSED_ON: Final = ("bind::", "control::", "body::", "instance::")
TYPES: Final = {
    **dict.fromkeys(("text", "string", "integer", "int", "decimal", "date", "time", "dateTime", "datetime"), "text"),
    **dict.fromkeys(("note", "range", "acknowledge", "trigger", "calculate", "hidden"), "text"),
    **dict.fromkeys(("image", "photo", "audio", "video", "file"), "file"),
    **dict.fromkeys(("select_one", "select_multiple", "rank", "select1", "select one", "select multiple"), "select"),
    **dict.fromkeys(("select_one_from_file", "select_multiple_from_file"), "from_file"),
    **dict.fromkeys(("geopoint", "geotrace", "geoshape", "barcode", "select_one_external"), "elsewhere"),
    **dict.fromkeys(("start", "end", "today", "username", "deviceid", "email", "phonenumber", "audit"), "meta"),
    **dict.fromkeys(("subscriberid", "simserial", "imei"), "meta"),
    **dict.fromkeys(("start-geopoint", "background-audio", "background-geopoint", "csv-external"), "silent"),
    **dict.fromkeys(("xml-external", "osm"), "silent"),
}
"""The types this program reads, each with what it is in the eyes of the checks."""
_LONG_SELECTS: Final = {
    "select all that apply from": "select_multiple",
    "add select multiple prompt using": "select_multiple",
    "select one from": "select_one",
    "add select one prompt using": "select_one",
}
"""How workbooks of long ago ask for choices."""
UNSHOWN: Final = frozenset({"calculate", "hidden", "csv-external", "xml-external"})
APPEARANCES: Final = frozenset(
    {
        *("multiline", "numbers", "month-year", "year", "minimal", "search", "autocomplete", "likert", "label"),
        *("list-nolabel", "list", "columns", "columns-pack", "no-ticks", "vertical", "rating", "field-list"),
        *("signature", "draw", "quick", "no-buttons", "no-calendar", "thousands-sep", "compact", "picker"),
        *("table-list", "horizontal", "hidden-answer", "masked", "counter", "bearing", "new", "annotate"),
    }
)
DEGRADED: Final = frozenset(
    {
        *("picker", "horizontal", "compact", "quick", "bearing", "counter", "new", "annotate", "no-buttons", "masked"),
        *("hidden-answer", "table-list", "no-calendar", "thousands-sep", "list", "quickcompact"),
        *("horizontal-compact", "maps", "map", "placement-map", "image-map", "no-label", "front", "new-front"),
        *("ethiopian", "coptic", "islamic", "bikram-sambat", "myanmar", "persian", "buddhist"),
    }
)
"""Appearances other tools know and this one shows as the plain control."""
_COLUMNS_N: Final = re.compile(r"columns-\d+|w\d+")
_COMPACT_N: Final = re.compile(r"(?:quick)?compact-\d+")
_BEGIN_END: Final = re.compile(r"(begin|end)[ _](group|repeat|loop(?= over|$))(?: over \S+)?", re.IGNORECASE)


@dataclass(frozen=True)
class Heading:
    """A heading as the workbook has it, the column it means, and the language of its words."""

    written: str
    key: str
    language: str = ""


ALSO_CALLED: Final = frozenset(_ALIASES)


def heading(written: str) -> Heading:
    """What a heading means: `Relevance` is relevant, `label::Cymraeg (cy)` is label in that language."""
    parts = [part.strip() for part in written.split("::")]
    if len(parts) == 1 and ":" in written and not written.startswith("jr:"):
        parts = [part.strip() for part in written.split(":", 1)]
    first = parts[0].lower().replace(" ", "_")
    if first == "media" and len(parts) > 1:
        key, rest = f"media::{parts[1].lower()}", parts[2:]
    elif f"{first}::" in _PASSED_ON:
        bound = _ALIASES.get(parts[1], parts[1]) if len(parts) > 1 else ""
        key = bound if first == "bind" and bound in SURVEY_COLUMNS else "::".join([first, *parts[1:]])
        rest = []
    else:
        key, rest = _ALIASES.get(first, first), parts[1:]
    return Heading(written, key, rest[0] if rest else "")


def is_passed_on(key: str) -> bool:
    """A column of somebody else's namespace, which goes into the form untouched."""
    return key.startswith(_PASSED_ON) and not key.startswith("bind::ojm:")


@dataclass(frozen=True)
class Kind:
    """The type column of a row: opening or closing a group or repeat, or a question with its list."""

    written: str
    base: str
    list_name: str = ""
    has_other: bool = False
    opens: str = ""
    closes: str = ""


def kind(written: str) -> Kind | None:
    """The type of a row; None where nobody knows it."""
    words = written.split()
    for long, short in _LONG_SELECTS.items():
        if written.lower().startswith(f"{long} "):
            words = [short, *words[len(long.split()) :]]
    if found := _BEGIN_END.fullmatch(" ".join(words)):
        what = found[2].lower()
        is_begin = found[1].lower() == "begin"
        return Kind(written, what, opens=what if is_begin else "", closes="" if is_begin else what)
    for count in (2, 1):
        base = " ".join(words[:count])
        if base in TYPES and (TYPES[base] in {"select", "from_file"} or base == "select_one_external"):
            rest = words[count:]
            return Kind(written, base, rest[0] if rest else "", "or_other" in rest[1:])
    return Kind(written, written) if written in TYPES else None


def is_known_appearance(word: str) -> bool:
    """Some tool knows it."""
    has_number = _COLUMNS_N.fullmatch(word) or _COMPACT_N.fullmatch(word)
    return word in APPEARANCES or word in DEGRADED or bool(has_number) or "(" in word


def is_degraded(word: str) -> bool:
    """This program shows the plain control instead."""
    return word in DEGRADED or bool(_COMPACT_N.fullmatch(word)) or not is_known_appearance(word)


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that comes nearest, if any comes near."""
    close = difflib.get_close_matches(word.lower(), sorted(known), n=1, cutoff=0.72)
    return close[0] if close else ""


def suggestion(word: str, known: Iterable[str], otherwise: str) -> str:
    """What to do about a word that is not known."""
    near = nearest(word, known)
    return f"Did you mean {near}?" if near else otherwise
