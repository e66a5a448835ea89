"""What the design's page lists that the oracle can be asked, and what it cannot: found out, not believed.

Each function has one expression that stands for it, each kind of question or logic one row. What the oracle refuses,
or leaves empty where the specification has a value, cannot be compared on generated forms; the table of expressions
(`tests/forms/xpath`) and the tests of the running form test it from the specification's text.
"""

from __future__ import annotations

import re

from pyxform.xls2xform import convert

from tests.forms.differential.compare import Pair

FUNCTIONS = {
    "if": "if(${n} = 2, 'a', 'b')",
    "position": "count(${r}[position() = 1])",
    "once": "once('x')",
    "coalesce": "coalesce('', 'b')",
    "true": "true()",
    "false": "string(false())",
    "boolean": "boolean('x')",
    "boolean-from-string": "boolean-from-string('1')",
    "not": "not(${n} = 3)",
    "selected": "selected('a b', 'a')",
    "selected-at": "selected-at('a b', 1)",
    "count-selected": "count-selected('a b')",
    "jr:choice-name": "jr:choice-name(${one}, '${one}')",
    "indexed-repeat": "indexed-repeat(${a}, ${r}, 1)",
    "count": "count(${r})",
    "count-non-empty": "count-non-empty(${a})",
    "sum": "sum(${a})",
    "max": "max(${a})",
    "min": "min(${a})",
    "instance": "instance('town')/root/item[name = 'n2']/label",
    "current": "current()/../n",
    "randomize": "count(randomize(${a}))",
    "regex": "regex('abc', '[a-c]+')",
    "contains": "contains('abc', 'b')",
    "starts-with": "starts-with('abc', 'a')",
    "ends-with": "ends-with('abc', 'c')",
    "substr": "substr('abcd', 1, 3)",
    "substring-before": "substring-before('a-b', '-')",
    "substring-after": "substring-after('a-b', '-')",
    "translate": "translate('abc', 'ab', 'x')",
    "string-length": "string-length('abc')",
    "normalize-space": "normalize-space(' a  b ')",
    "concat": "concat('a', 'b')",
    "join": "join('-', ${a})",
    "string": "string(1.5)",
    "jr:itext": "jr:itext('/data/one:label')",
    "digest": "digest('abc', 'SHA-1')",
    "base64-decode": "base64-decode('aGVsbG8=')",
    "uuid": "uuid()",
    "round": "round(1.26, 1)",
    "int": "int(2.7)",
    "number": "number('3')",
    "pow": "pow(2, 3)",
    "log": "log(10)",
    "log10": "log10(100)",
    "abs": "abs(-2)",
    "sin": "sin(1)",
    "cos": "cos(1)",
    "tan": "tan(1)",
    "asin": "asin(0.5)",
    "acos": "acos(0.5)",
    "atan": "atan(1)",
    "atan2": "atan2(1, 2)",
    "sqrt": "sqrt(2)",
    "exp": "exp(1)",
    "exp10": "exp10(2)",
    "pi": "pi()",
    "random": "random() < 1",
    "today": "today()",
    "now": "now()",
    "date": "date('2026-02-03')",
    "date-time": "date-time('2026-02-03T10:00:00.000+00:00')",
    "decimal-date-time": "decimal-date-time('2026-02-03')",
    "decimal-time": "decimal-time('12:00:00.000+00:00')",
    "format-date": "format-date('2026-02-03', '%d.%m.%Y')",
    "format-date-time": "format-date-time('2026-02-03T10:20:30', '%H:%M')",
    "checklist": "checklist(1, 2, true(), false())",
    "weighted-checklist": "weighted-checklist(1, 3, true(), 2, false(), 1)",
}
"""Every function of the design's page but pulldata, which looks into a file beside the form; the oracle takes none."""
NOT_THEIRS = frozenset(
    {
        *("once", "indexed-repeat", "count-non-empty", "current", "randomize", "jr:itext", "digest", "base64-decode"),
        *("uuid", "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "exp10", "pi", "random", "date", "date-time"),
        *("decimal-date-time", "decimal-time", "checklist", "weighted-checklist"),
    }
)
"""Functions the oracle refuses ("not implemented", "unknown"), and once(), which it leaves empty."""
KINDS = {
    **dict.fromkeys(("start", "end", "today", "username", "deviceid", "note"), ""),
    **dict.fromkeys(("text", "integer", "decimal", "hidden", "range"), "2"),
    **dict.fromkeys(("image", "audio", "video", "file"), "a.bin"),
    **dict.fromkeys(("geopoint", "geotrace", "geoshape", "barcode"), "1 2"),
    **dict.fromkeys(("select_one town", "select_one_from_file towns.csv"), "n1"),
    **dict.fromkeys(("select_multiple town", "select_multiple_from_file towns.csv", "rank town"), "n1 n2"),
    "select_one town or_other": "other",
    "acknowledge": "OK",
    "date": "2026-02-03",
    "time": "10:20:00.000+00:00",
    "dateTime": "2026-02-03T10:20:00.000+00:00",
}
"""Every type of the design's page, with a static default; calculate is what the functions are asked by."""
LOGIC = {
    "dynamic default": {"type": "text", "default": "concat('a', 'b')"},
    "trigger": {"type": "text", "calculation": "concat(${n}, 'x')", "trigger": "${n}"},
    "read_only": {"type": "text", "default": "x", "read_only": "yes"},
    "last-saved": {"type": "text", "default": "${last-saved#n}"},
}
NOT_THEIRS_EITHER = frozenset({"start", "today", "dynamic default", "trigger"})
"""What a device fills in, and events: the oracle leaves them empty. It makes no rows for a count (`repeat_count`)."""


def not_theirs() -> tuple[set[str], set[str]]:
    """The functions, and the kinds of questions and logic, of which the oracle says nothing or something else."""
    rows = {f"f{number}": ("calculate", {"calculation": text}) for number, text in enumerate(FUNCTIONS.values())}
    rows |= {f"k{number}": (kind, {"default": text}) for number, (kind, text) in enumerate(KINDS.items())}
    rows |= {f"l{number}": (row["type"], row) for number, row in enumerate(LOGIC.values())}
    names = dict(zip(rows, (*FUNCTIONS, *KINDS, *LOGIC), strict=True))
    columns = ("label", "calculation", "default", "trigger", "read_only")
    lines = ["| survey |", f"| | type | name | {' | '.join(columns)} |", "| | integer | n | N | | 2 | | |"]
    lines += ["| | select_one town | one | One | | n1 | | |", "| | begin_repeat | r | R | | | | |"]
    lines += ["| | integer | a | A | | 4 | | |", "| | end_repeat | | | | | | |"]
    for name, (kind, cells) in rows.items():
        told = {"label": "" if kind == "calculate" else name, **cells}
        lines.append(f"| | {kind} | {name} | {' | '.join(told.get(key, '') for key in columns)} |")
    lines += ["| choices |", "| | list_name | name | label |", "| | town | n1 | Upper |", "| | town | n2 | Lower |"]
    pair = Pair(convert(xlsform="\n".join(lines)).xform)
    for side in (pair.ours, pair.theirs):
        side.set("/data/n", "3")
        side.set("/data/n", "2")
    found = {re.split(r"[/: ]", told.partition("/data/")[2])[0] for told in pair.differences()}
    refused = {path.rpartition("/")[2] for path in pair.refused}
    wrong = (found | refused) & names.keys()
    of_functions = {name for name in wrong if name.startswith("f")}
    return {names[name] for name in of_functions}, {names[name] for name in wrong - of_functions}
