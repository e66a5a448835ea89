"""A questionnaire as a frozen value: what is asked, in which order, under which conditions, in which languages.

It is the content of an ODK XForm (https://getodk.github.io/xforms-spec/) without its spelling. Expressions stay the
text they were; `forms/` compiles and runs them. What journey mapping adds (roles, pathways, audiences, checks) comes
from bind attributes in `NAMESPACE`, which other programs ignore (interview: the form standard).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

NAMESPACE = "https://ojm-desktop.example/ns"


class Type(Enum):
    """What kind of value a question takes; the names are XLSForm's."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    RANGE = "range"
    DATE = "date"
    TIME = "time"
    DATE_TIME = "dateTime"
    SELECT_ONE = "select_one"
    SELECT_MULTIPLE = "select_multiple"
    RANK = "rank"
    NOTE = "note"
    ACKNOWLEDGE = "acknowledge"
    CALCULATE = "calculate"
    HIDDEN = "hidden"
    IMAGE = "image"
    AUDIO = "audio"
    FILE = "file"
    SIGNATURE = "signature"
    META = "meta"
    TYPED_ELSEWHERE = "typed"
    """Places, barcodes and other programs' answers: typed in by hand here, and named in the import report."""


class Role(Enum):
    """What an answer is for the journey (interview: the form standard)."""

    RATING = "rating"
    COMMENT = "comment"
    EVENT = "event"
    HOT_SPOT = "hot_spot"
    NOTE = "note"


class Part(Enum):
    """Which field of a hot spot or turning point an answer inside its group fills."""

    FIRST_DAY = "first_day"
    LAST_DAY = "last_day"
    POLARITY = "polarity"
    TITLE = "title"
    COULD_HAVE_HELPED = "could_have_helped"
    OBSERVATION = "observation"
    CERTAINTY = "certainty"
    WHEN = "when"
    """When it was, in the words of who tells it."""
    VALUE = "value"


class Audience(Enum):
    """Whom a question's label is for: read aloud, the interviewer's eyes only, or the participant's own reading."""

    ALOUD = "aloud"
    INTERVIEWER = "interviewer"
    PARTICIPANT = "participant"


class Last(Enum):
    """When the answer of the last wave is shown (dependent interviewing)."""

    BEFORE = "before"
    AFTER = "after"
    NEVER = "never"


class Known(Enum):
    """What the study knows already when a visit begins, so that a question is filled with it; it can be changed."""

    CODE = "code"
    COHORT = "cohort"
    WAVE = "wave"
    """The key of the visit's wave: 4, 8, 12."""
    HELD_ON = "held_on"
    """The day of the visit; of the paper, for one from paper."""
    ORDER_START = "order_start"
    ORDER = "order"
    """The kind of order, as the choice with these words."""
    AGE = "age"


class Level(Enum):
    """What a check that fails does: stop, ask for a reason, or say."""

    BLOCK = "block"
    WARN = "warn"
    INFORM = "inform"


@dataclass(frozen=True)
class Output:
    """A place inside words where the value of an expression stands."""

    expression: str


Piece = str | Output


@dataclass(frozen=True)
class Words:
    """One text in every language that has it: pairs of language and pieces.

    The empty language "" holds words that were written without one.
    """

    by_language: tuple[tuple[str, tuple[Piece, ...]], ...] = ()

    def find(self, chain: tuple[str, ...]) -> tuple[str, tuple[Piece, ...]] | None:
        """The first language of `chain`, then "", then any, that has the text; None where nobody wrote it."""
        held = dict(self.by_language)
        for language in (*chain, "", *held):
            if language in held:
                return language, held[language]
        return None

    def __bool__(self) -> bool:
        return bool(self.by_language)


NO_WORDS = Words()


@dataclass(frozen=True)
class Check:
    """A condition that should hold of an answer, what happens where it does not, and the words for it."""

    level: Level
    expression: str
    message: Words = NO_WORDS


@dataclass(frozen=True)
class Choice:
    """One row of a list: the value that is stored, its words, and the list's other columns, for filters."""

    name: str
    label: Words
    columns: tuple[tuple[str, str], ...] = ()
    media: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class ChoiceList:
    """The rows of one secondary instance, in order."""

    id: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Choices:
    """Where a question's choices come from: a list of the form or a file beside it, and which rows of it apply."""

    list_id: str
    filter: str = ""
    """A predicate over a row, as in the workbook; empty takes every row."""
    value_column: str = "name"
    label_column: str = "label"
    randomized: bool = False
    seed: str = ""


@dataclass(frozen=True)
class Range:
    """Limits and step of a range question, as decimal texts.

    `labels` is the id of the list whose choices are the words at its values (XLSForm: tick_labelset); empty where the
    form has none. They are said of values, never chosen. `tick_interval` and `placeholder` are kept for other programs.
    """

    start: str
    end: str
    step: str
    labels: str = ""
    tick_interval: str = ""
    placeholder: str = ""


@dataclass(frozen=True)
class Default:
    """A dynamic default or a trigger's effect: set to an expression's value at first load, for a new repeat, or when
    one of `triggers` (paths) changes.
    """

    expression: str
    triggers: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Node:
    """What questions, groups and repeats share. `path` is absolute, without positions: /data/housing/rating."""

    path: str
    label: Words = NO_WORDS
    relevant: str = ""
    appearance: tuple[str, ...] = ()
    role: Role | None = None
    pathway: str = ""
    wave: str = ""
    audience: Audience = Audience.ALOUD

    @property
    def name(self) -> str:
        """The last step of the path."""
        return self.path.rpartition("/")[2]


@dataclass(frozen=True, kw_only=True)
class Question(Node):
    """One value. Not everything is shown: calculations, hidden and meta values have no widget."""

    type: Type
    source_type: str = ""
    """The type as the workbook or XForm wrote it."""
    hint: Words = NO_WORDS
    guidance: Words = NO_WORDS
    media: tuple[tuple[str, Words], ...] = ()
    required: str = ""
    required_message: Words = NO_WORDS
    checks: tuple[Check, ...] = ()
    """The standard constraint first, at level BLOCK, then check_1 to check_9."""
    calculation: str = ""
    read_only: str = ""
    static_default: str = ""
    defaults: tuple[Default, ...] = ()
    choices: Choices | None = None
    range: Range | None = None
    preload: str = ""
    """For meta values: start, end, today, deviceid, username, uid."""
    part: Part | None = None
    last: Last = Last.NEVER
    minimum_seconds: int = 0
    known: Known | None = None

    @property
    def is_shown(self) -> bool:
        """Somebody sees it on the screen and on paper."""
        return self.type not in {Type.CALCULATE, Type.HIDDEN, Type.META}


@dataclass(frozen=True, kw_only=True)
class Group(Node):
    """Nodes that belong together."""

    children: tuple[AnyNode, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Repeat(Node):
    """Nodes that are asked as often as there is something to tell; `count` fixes how often, empty leaves it open."""

    children: tuple[AnyNode, ...] = ()
    count: str = ""
    first_instances: int = 1
    """How many there are when the form is opened."""


AnyNode = Question | Group | Repeat


@dataclass(frozen=True)
class Form:
    """A questionnaire. `digest` is the SHA-256 of its XForm XML, in hex: what an interview is bound to."""

    id: str
    version: str
    title: str
    digest: str
    languages: tuple[str, ...]
    default_language: str
    root: Group
    lists: tuple[ChoiceList, ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    """Instance id and file name of lists that stand outside the form."""
    submission_name: str = ""
    """The expression that names a filled form (instance_name)."""

    def nodes(self) -> Iterator[AnyNode]:
        """Every node below the root, in the order of the form."""
        return walk(self.root)

    def questions(self) -> Iterator[Question]:
        """Every question in the order of the form, shown or not."""
        return (node for node in self.nodes() if isinstance(node, Question))


def walk(node: Group | Repeat) -> Iterator[AnyNode]:
    """Everything below a node, parents before their children."""
    for child in node.children:
        yield child
        if not isinstance(child, Question):
            yield from walk(child)
