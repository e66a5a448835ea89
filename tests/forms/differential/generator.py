"""Questionnaires made by chance, as XLSForm rows, and answers made by chance for them.

Only what the oracle answers too is used (`oracle`): it refuses dates in arithmetic, indexed-repeat and some others,
which the table of expressions tests from the specification's text instead.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from random import Random

WORDS = ("", "home", "work", "a b", "Bob", "3", "river bank")
REGIONS = ("north", "south", "east")
TYPES = (
    "integer",
    "decimal",
    "text",
    "date",
    "time",
    "dateTime",
    "acknowledge",
    "range",
    "select_one region",
    "select_multiple region",
    "note",
    "rank region",
    "hidden",
    "image",
    "audio",
    "video",
    "file",
    "geopoint",
    "geotrace",
    "geoshape",
    "barcode",
    "select_one region or_other",
    "select_one_from_file towns.csv",
    "select_multiple_from_file towns.csv",
    "end",
    "username",
    "deviceid",
    "calculate",
)
UNASKED = frozenset({"calculate", "note", "hidden", "end", "username", "deviceid"})
APPEARANCES = {
    "text": ("multiline", "numbers"),
    "date": ("month-year", "year"),
    "range": ("no-ticks", "vertical", "rating"),
    "select_one region": ("minimal", "search", "likert", "label", "list-nolabel", "columns-2"),
    "select_multiple region": ("minimal", "search", "label", "list-nolabel", "columns-2"),
    "image": ("signature", "draw"),
}
"""What a question looks like, which changes nothing of what it is worth."""
NUMERIC = ("int", "round", "abs", "pow", "sqrt", "exp", "log10", "log", "number", "coalesce", "if", "min", "max")
TEXTUAL = (
    "concat",
    "substr",
    "substring-before",
    "substring-after",
    "translate",
    "normalize-space",
    "string",
    "if",
    "coalesce",
    "selected-at",
    "jr:choice-name",
    "format-date-time",
    "format-date",
    "today",
    "now",
    "instance",
)
TRUE_FALSE = (
    "selected",
    "regex",
    "contains",
    "starts-with",
    "ends-with",
    "not",
    "boolean",
    "boolean-from-string",
    "true",
    "false",
)
COUNTING = ("count-selected", "string-length")
OVER_REPEATS = ("count", "sum", "max", "min", "join", "position")
FEATURES = (
    *("relevance", "repeat", "nested repeat", "choice filter", "constraint", "required", "default", "group"),
    *("read_only", "last-saved", "field-list"),
)
EVERYTHING = (
    *(*TYPES, *NUMERIC, *TEXTUAL, *TRUE_FALSE, *COUNTING, *OVER_REPEATS, *FEATURES),
    *dict.fromkeys(word for words in APPEARANCES.values() for word in words),
)

CALLS = frozenset((*NUMERIC, *TEXTUAL, *TRUE_FALSE, *COUNTING, *OVER_REPEATS))
_CALLED = re.compile(r"([a-z][a-z0-9:-]*)\(")

Row = dict[str, str]


@dataclass
class Made:
    """A form as rows, what it uses, and which of its questions a person answers (by place, with their type)."""

    survey: list[Row] = field(default_factory=list)
    used: Counter[str] = field(default_factory=Counter)
    asked: dict[str, str] = field(default_factory=dict)
    repeats: list[str] = field(default_factory=list)

    def as_markdown(self) -> str:
        """The workbook as pyxform reads it from a text."""
        columns = list(dict.fromkeys(key for row in self.survey for key in row))
        lines = ["| survey |", f"| | {' | '.join(columns)} |"]
        lines += [f"| | {' | '.join(row.get(column, '') for column in columns)} |" for row in self.survey]
        lines += ["| choices |", "| | list_name | name | label | region |"]
        lines += [f"| | region | {name} | {name.title()} | |" for name in REGIONS]
        lines += [f"| | town | {name}{number} | {name} {number} | {name} |" for name in REGIONS for number in (1, 2)]
        return "\n".join(lines)


class Maker:
    """Makes one form from one seed."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.made = Made()
        self.numbers: list[str] = []
        self.texts: list[str] = []
        self.ones: list[str] = []
        self.several: list[str] = []
        self.serial = 0

    def make(self) -> Made:
        """Questions, a group, calculations over them, a repeat (perhaps nested), calculations over that."""
        for _ in range(self.chance.randint(4, 7)):
            self.question("/data")
        self.region_and_town("/data")
        self.calculations(4, "/data")
        self.group()
        self.repeat()
        self.calculations(2, "/data")
        for row in self.made.survey:  # only what came to stand in the form is counted
            self.made.used.update(found for cell in row.values() for found in _CALLED.findall(cell) if found in CALLS)
        return self.made

    def name(self, letter: str) -> str:
        self.serial += 1
        return f"{letter}{self.serial}"

    def row(self, where: str, kind: str, letter: str, **cells: str) -> str:
        name = self.name(letter)
        label = "" if kind == "calculate" else name.upper()
        self.made.survey.append({"type": kind, "name": name, "label": label, **cells})
        self.made.used[kind] += 1
        if kind not in UNASKED:
            self.made.asked[f"{where}/{name}"] = kind
        if kind.endswith("or_other"):
            self.made.asked[f"{where}/{name}_other"] = "text"
        return name

    def question(self, where: str) -> None:
        kind = self.chance.choice(TYPES[:-1])
        cells = self.conditions(kind)
        name = self.row(where, kind, "q", **cells)
        known = {
            **dict.fromkeys(("integer", "decimal", "range", "hidden"), self.numbers),
            **dict.fromkeys(("select_one region", "select_one region or_other"), self.ones),
            **dict.fromkeys(("select_multiple region", "rank region"), self.several),
            **dict.fromkeys(("text", "image", "barcode", "deviceid"), self.texts),
        }
        known.get(kind, []).append(name)

    def conditions(self, kind: str) -> Row:
        if kind in UNASKED - {"note"}:
            return {"default": str(self.chance.randint(0, 9))} if kind == "hidden" else {}
        cells: Row = {}
        if kind in APPEARANCES and self.chance.random() < 0.9:
            cells["appearance"] = self.chance.choice(APPEARANCES[kind])
            self.made.used[cells["appearance"]] += 1
        if self.chance.random() < 0.3:
            cells["relevant"] = self.true_false(1)
            self.made.used["relevance"] += 1
        if kind != "note" and self.chance.random() < 0.25:
            cells["required"] = self.chance.choice(("yes", self.true_false(1)))
            self.made.used["required"] += 1
        if kind == "range":
            cells["parameters"] = "start=-5 end=5 step=1"
        if kind in {"integer", "decimal"} and self.chance.random() < 0.5:
            low = self.chance.randint(-5, 5)
            cells["constraint"] = f". > {low} and . < {low + 30}"
        elif kind == "text" and self.chance.random() < 0.5:
            cells["constraint"] = self.chance.choice(("string-length(.) < 5", "regex(., '[a-z ]+')", "not(. = 'Bob')"))
        self.made.used["constraint"] += "constraint" in cells
        if kind == "integer" and self.chance.random() < 0.3:
            cells["default"] = str(self.chance.randint(0, 9))
            self.made.used["default"] += 1
        elif kind == "text" and self.chance.random() < 0.3:
            cells |= self.chance.choice(({"default": "home", "read_only": "yes"}, {"default": "${last-saved#q1}"}))
            self.made.used["read_only" if "read_only" in cells else "last-saved"] += 1
        return cells

    def region_and_town(self, where: str) -> None:
        region = self.row(where, "select_one region", "q")
        self.ones.append(region)
        name = self.name("town")
        self.made.survey.append(
            {"type": "select_one town", "name": name, "label": name, "choice_filter": f"region = ${{{region}}}"}
        )
        self.made.asked[f"{where}/{name}"] = "select_one town"
        self.made.used["choice filter"] += 1

    def calculations(self, count: int, where: str) -> None:
        for _ in range(count):
            if self.chance.random() < 0.5:
                self.numbers.append(self.row(where, "calculate", "c", calculation=self.number(2)))
            else:
                self.texts.append(self.row(where, "calculate", "c", calculation=self.text(2)))

    def group(self) -> None:
        name = self.name("g")
        row = {"type": "begin_group", "name": name, "label": name, "relevant": self.true_false(1)}
        self.made.survey.append({**row, "appearance": "field-list"})
        self.made.used.update(("group", "relevance", "field-list"))
        self.question(f"/data/{name}")
        self.question(f"/data/{name}")
        self.made.survey.append({"type": "end_group"})

    def repeat(self) -> None:
        outside = [list(each) for each in (self.numbers, self.texts, self.ones, self.several)]
        name = self.name("r")
        where = f"/data/{name}"
        self.made.repeats.append(where)
        self.made.survey.append({"type": "begin_repeat", "name": name, "label": name})
        self.made.used["repeat"] += 1
        number = self.row(where, "integer", "q", constraint=". != 7")
        text = self.row(where, "text", "q", relevant=f"${{{number}}} > 2" if self.chance.random() < 0.3 else "")
        self.numbers.append(number)
        self.texts.append(text)
        self.calculations(2, where)
        if self.chance.random() < 0.5:
            self.nested(where)
        self.made.survey.append({"type": "end_repeat"})
        self.numbers, self.texts, self.ones, self.several = outside
        self.over(name, number, text)

    def nested(self, above: str) -> None:
        name = self.name("n")
        self.made.repeats.append(f"{above}/{name}")
        self.made.survey.append({"type": "begin_repeat", "name": name, "label": name})
        self.made.used["nested repeat"] += 1
        number = self.row(f"{above}/{name}", "integer", "q")
        self.row(f"{above}/{name}", "calculate", "c", calculation=f"${{{number}}} + {self.number(1)}")
        self.made.survey.append({"type": "end_repeat"})

    def over(self, repeat: str, number: str, text: str) -> None:
        for function in OVER_REPEATS:
            path = {"count": repeat, "join": text}.get(function, number)
            written = f"join('-', ${{{path}}})" if function == "join" else f"{function}(${{{path}}})"
            if function == "position":
                written = f"count(${{{repeat}}}[position() > {self.chance.randint(0, 2)}])"
            found = self.row("/data", "calculate", "c", calculation=written)
            (self.texts if function == "join" else self.numbers).append(found)

    # ------------------------------------------------------------------------------------------------ expressions

    def reference(self, names: list[str], otherwise: str) -> str:
        return f"${{{self.chance.choice(names)}}}" if names and self.chance.random() < 0.8 else otherwise

    def use(self, functions: tuple[str, ...]) -> str:
        return self.chance.choice(functions)

    def number(self, depth: int) -> str:
        if depth == 0:
            return self.reference(self.numbers, str(self.chance.randint(-3, 12)))
        if self.chance.random() < 0.35:
            sign = self.chance.choice(("+", "-", "*", "div", "mod"))
            return f"({self.number(depth - 1)} {sign} {self.number(depth - 1)})"
        if self.chance.random() < 0.2:
            function = self.use(COUNTING)
            if function == "count-selected":
                return f"count-selected({self.reference(self.several, repr('a b'))})"
            return f"string-length({self.text(depth - 1)})"
        return self.numeric(self.use(NUMERIC), depth - 1)

    def numeric(self, function: str, depth: int) -> str:
        one = self.number(depth)
        match function:
            case "pow":
                return f"pow({one}, 2)"
            case "round":
                return f"round({one}, {self.chance.randint(0, 2)})"
            case "exp":
                return f"exp({one} mod 3)"
            case "coalesce" | "min" | "max":
                return f"{function}({one}, {self.number(depth)})"
            case "if":
                return f"if({self.true_false(depth)}, {one}, {self.number(depth)})"
        return f"{function}({one})"

    def text(self, depth: int) -> str:
        if depth == 0:
            return self.reference(self.texts + self.ones, f"'{self.chance.choice(WORDS)}'")
        function, one, other = self.use(TEXTUAL), self.text(depth - 1), self.text(depth - 1)
        if function == "jr:choice-name":
            return self.choice_name(one)
        several = self.reference(self.several, repr("a b"))
        written = {
            "substr": f"({one}, 1, {self.chance.randint(2, 4)})",
            "substring-before": f"({one}, '{self.chance.choice('o x')}')",
            "substring-after": f"({one}, '{self.chance.choice('o x')}')",
            "translate": f"({one}, 'abo', 'xy')",
            "if": f"({self.true_false(depth - 1)}, {one}, {other})",
            "concat": f"({one}, {other})",
            "coalesce": f"({one}, {other})",
            "selected-at": f"({several}, {self.chance.randint(0, 2)})",
            "format-date-time": "('2026-02-03T10:20:30', '%Y-%m-%d %H:%M')",
            "format-date": "('2026-02-03', '%d.%m.%Y')",
            "today": "()",
            "now": "()",
            "instance": f"('town')/root/item[region = {self.reference(self.ones, repr('north'))}][1]/label",
        }
        return function + written.get(function, f"({one})")

    def choice_name(self, otherwise: str) -> str:
        if not self.ones:
            return otherwise
        path = f"${{{self.chance.choice(self.ones)}}}"
        return f"if({path} = '', '', jr:choice-name({path}, '{path}'))"

    def true_false(self, depth: int) -> str:
        if self.chance.random() < 0.5:
            sign = self.chance.choice(("=", "!=", "<", "<=", ">", ">="))
            return f"{self.number(max(depth - 1, 0))} {sign} {self.number(0)}"
        function, one = self.use(TRUE_FALSE), self.text(0)
        letter = f"({one}, '{self.chance.choice('obk')}')"
        written = {
            "true": "()",
            "false": "()",
            "selected": f"({self.reference(self.several + self.ones, repr('north'))}, 'north')",
            "regex": f"({one}, '[a-z ]+')",
            "contains": letter,
            "starts-with": letter,
            "ends-with": letter,
            "not": f"({self.number(0)} > 3 and {self.number(0)} < 9)",
        }
        return function + written.get(function, f"({one})")


def answer_for(kind: str, chance: Random) -> str:
    """An answer that has the right shape, or none."""
    if chance.random() < 0.15:
        return ""
    answers = {
        "integer": str(chance.randint(-9, 30)),
        "decimal": f"{chance.uniform(-5, 30):.2f}",
        "date": f"2026-0{chance.randint(1, 9)}-1{chance.randint(0, 9)}",
        "time": f"1{chance.randint(0, 9)}:2{chance.randint(0, 9)}:00.000+00:00",
        "dateTime": f"2026-0{chance.randint(1, 9)}-11T10:2{chance.randint(0, 9)}:00.000+00:00",
        "acknowledge": "OK",
        "range": str(chance.randint(-5, 5)),
        "select_one region": chance.choice(REGIONS),
        "rank region": " ".join(chance.sample(REGIONS, 3)),
        **dict.fromkeys(("geopoint", "geotrace", "geoshape"), f"51.4{chance.randint(0, 9)} -2.58 0 0"),
        "select_one region or_other": chance.choice((*REGIONS, "other")),
        "select_multiple_from_file towns.csv": " ".join(chance.sample(REGIONS, 2)),
        "select_one town": f"{chance.choice(REGIONS)}{chance.randint(1, 2)}",
        "select_multiple region": " ".join(chance.sample(REGIONS, chance.randint(1, 3))),
    }
    return answers.get(kind) or chance.choice(WORDS)
