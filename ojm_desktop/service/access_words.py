"""What is kept about one person, in words for that person: an answer under its question, a pathway by its name (W8).

Random ids, counters of the program's own and what is empty are left to the file for machines. A table or column that
is added later is told too, by its own name.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from ojm_desktop.domain.access_paper import Part, Record
from ojm_desktop.domain.answer import NonAnswer
from ojm_desktop.domain.clock import day_in, local_time, long_date
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.form import Form, Question, Words
from ojm_desktop.domain.plan import StudyPlan
from ojm_desktop.domain.scale import MINUS
from ojm_desktop.domain.visit import Visit
from ojm_desktop.service.edits.forms import kept_form
from ojm_desktop.service.forms import read_kept
from ojm_desktop.service.interview_record import without_positions
from ojm_desktop.service.interview_words import day_of, words_of
from ojm_desktop.service.queries.occasions import name_of
from ojm_desktop.service.session import Session

Row = Mapping[str, Any]
HEADINGS: Final = {
    "participants": "Facts",
    "identity": "Name and contact",
    "accommodations": "Where the person lived",
    "consents": "Agreements",
    "visits": "Visits",
    "ratings": "Ratings",
    "hot_spots": "Hot spots",
    "events": "Turning points",
    "notes": "What was said of hot spots and turning points",
    "comments": "Comments and notes",
    "diary_entries": "Weeks of the diary",
    "diary_occurrences": "What the diary tells",
    "contacts": "Attempts to reach the person",
    "paradata": "How the interviews went, step by step",
    "half_typed": "Half typed",
}
"""In the order in which they are read; what is not here stands behind them."""
LAST: Final = ("paradata", "half_typed")
NOT_SAID: Final = frozenset(
    ("id", "participant", "visit", "octets", "record_sha256", "form", "number", "event", "offset", "monotonic", "noun",
     "scale_version", "instance", "layout", "position")
)  # fmt: skip
DAYS: Final = ("held_on", "started_at", "first_day", "written_on", "on", "given_on", "day", "utc")
"""What a row is sorted by, the first that it has."""
YES_NO: Final = frozenset(("interview", "diary", "quotes", "audio", "contact"))
"""What was agreed to."""
PATH: Final = re.compile(r"(?<![^\s/])/data(?:/[\w.-]+(?:\[\d+\])?)+")
POSITION: Final = re.compile(r"\[(\d+)\]")
ID: Final = re.compile(r"[0-9a-f]{32}")
UTC: Final = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+Z")
DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
NOT_ASKED: Final = "Kept by the questionnaires themselves"
FELL_AWAY: Final = "after a later answer this was not asked any more"


class Telling:
    """Says the rows of one person; `forms` are read once."""

    def __init__(self, session: Session, participant: str) -> None:
        self._plan: StudyPlan = session.plan
        self._cohort = self._plan.cohort(session.study.participant(participant).cohort)
        self._visits: dict[str, Visit] = {visit.id: visit for visit in session.study.store.visits.of(participant)}
        self._forms: dict[str, _Asked] = {}
        for visit in self._visits.values():
            if visit.form and visit.form not in self._forms:
                self._forms[visit.form] = _Asked(read_kept(kept_form(session.study, visit.form)))

    def parts(self, plain: Row) -> Iterator[Part]:
        """What is there, a part a table or kind, and of answers a part a visit."""
        held = {**plain["tables"], **plain["sealed"], "half_typed": plain["half_typed"]}
        known = [name for name in HEADINGS if name in held and name not in LAST]
        others = [name for name in held if name not in HEADINGS and name != "answers"]
        for name in known:
            yield from self._part(name, held[name])
        yield from self._answers(held.get("answers", ()))
        for name in (*others, *(last for last in LAST if last in held)):
            yield from self._part(name, held[name])
        told = tuple(Record(self.moment(each["at"]), each["said"]) for each in plain["log"])
        yield Part("Changes, in the order they were made", told)

    def moment(self, utc: str) -> str:
        """A day and time."""
        return f"{long_date(day_in(utc, self._plan.zone))}, {local_time(utc, 0)[:5]} UTC"

    def _part(self, name: str, rows: object) -> Iterator[Part]:
        say = self._step if name == "paradata" else self._record
        records = tuple(say(row) for row in _in_turn(_rows(rows)))
        if records:
            yield Part(HEADINGS.get(name, name.replace("_", " ").capitalize()), records)

    def _record(self, row: Any) -> Record:
        """A row under its question, or under the pathway and visit it is of, with the rest of it by name."""
        if not isinstance(row, Mapping):
            return Record("", str(row))
        place, asked = str(row.get("path") or ""), self._asked(str(row.get("visit", "")))
        label = asked.label(place, "") if place and asked is not None else ""
        above = {"path"} if label else {"pathway", "wave", "week"}
        if not label:
            named = [self._said(name, row[name], row) for name in ("pathway", "wave") if row.get(name)]
            label = ", ".join([*named, *([f"Week {row['week']}"] if row.get("week") else [])])
        said = [
            f"{name.replace('_', ' ').removeprefix('is ')}: {self._said(name, value, row)}"
            for name, value in row.items()
            if name not in above and _is_said(name, value)
        ]
        return Record(label, "; ".join(said))

    def _step(self, row: Any) -> Record:
        """One step of an interview: when, what, at which question, and what was said there."""
        asked = self._asked(row["visit"])
        question = asked.question(row["path"]) if asked is not None and row["path"] else None
        what = str(row["what"]).replace("_", " ").capitalize()
        if asked is None or question is None:
            words = " ".join(filter(None, (f"{what}:" if row["new"] else what, row["new"])))
            return Record(self.moment(row["utc"]), words)
        choices = asked.choices(question, "")
        old, new = (" / ".join(words_of(question, row[name], choices)) if row[name] else "" for name in ("old", "new"))
        label = asked.label(row["path"], "") or question.name.replace("_", " ")
        told = f"{what}: “{label}”" + (f" {new}" if new else "") + (f" (before: {old})" if old else "")
        return Record(self.moment(row["utc"]), told)

    def _said(self, name: str, value: object, row: Row) -> str:
        if name.startswith("is_") or (name in YES_NO and value in (0, 1)):
            return "yes" if value else "no"
        if name == "pathway":
            return next((one.name for one in self._plan.pathways if one.key == value), str(value))
        if name == "wave":
            return self._wave(str(value))
        if name == "value":
            return str(value).replace("-", MINUS)
        return self._text(str(value), self._asked(str(row.get("visit", ""))))

    def _text(self, text: str, asked: _Asked | None) -> str:
        if UTC.fullmatch(text):
            return self.moment(text)
        if DAY.fullmatch(text):
            return day_of(text)
        if text.startswith("[") and text.endswith("]"):
            text = ", ".join(str(one) for one in json.loads(text)) if _is_list(text) else text
        if asked is not None:
            text = PATH.sub(lambda found: f"“{asked.label(found[0], '') or found[0].rpartition('/')[2]}”", text)
        return text if " " in text else text.replace("_", " ")

    def _wave(self, wave: str) -> str:
        try:
            return name_of(self._cohort, wave)
        except OjmError:
            return wave

    def _asked(self, visit: str) -> _Asked | None:
        found = self._visits.get(visit)
        return self._forms.get(found.form) if found is not None and found.form else None

    def _answers(self, rows: Sequence[Row]) -> Iterator[Part]:
        """Each visit's answers in the order of its questionnaire; what nobody was asked stands behind them."""
        by_visit = {visit: tuple(some) for visit, some in groupby(rows, key=lambda row: str(row["visit"]))}
        kept: list[Record] = []
        for visit in sorted(self._visits.values(), key=lambda one: one.started_at or ""):
            asked, mine = self._asked(visit.id), by_visit.get(visit.id, ())
            if asked is None or not mine:
                continue
            mine = tuple(sorted(mine, key=lambda row: asked.place(row["path"])))
            said = tuple(_answered(asked, row, visit) for row in mine if asked.is_asked(row["path"]))
            unasked = [
                f"{row['path'].rpartition('/')[2].replace('_', ' ')}: {self._text(row['value'], asked)}"
                for row in mine
                if row["value"] and not asked.is_asked(row["path"])
            ]
            if unasked:
                kept.append(Record(self._wave(visit.wave), "; ".join(unasked)))
            day = f", {long_date(visit.held_on)}" if visit.held_on else ""
            yield Part(f"Answers, {self._wave(visit.wave)}{day}", said)
        if kept:
            yield Part(NOT_ASKED, tuple(kept))


class _Asked:
    """A questionnaire's own words, by path."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self._nodes = {node.path: node for node in form.nodes()}
        self._places = {path: place for place, path in enumerate(self._nodes)}
        self._lists = {held.id: held.choices for held in form.lists}

    def place(self, path: str) -> tuple[int, tuple[int, ...]]:
        """Where a path comes: as the questionnaire has it, rows of a repeat in turn."""
        rows = tuple(int(number) for number in POSITION.findall(path))
        return self._places.get(without_positions(path), len(self._places)), rows

    def question(self, path: str) -> Question | None:
        """The question there."""
        node = self._nodes.get(without_positions(path))
        return node if isinstance(node, Question) else None

    def is_asked(self, path: str) -> bool:
        """Whether somebody was asked it in words."""
        question = self.question(path)
        return question is not None and question.is_shown and bool(question.label)

    def label(self, path: str, language: str) -> str:
        """The question's words, with the row of a repeat behind them; empty where it has none."""
        node = self._nodes.get(without_positions(path))
        said = self._in_words(node.label, language) if node is not None else ""
        rows = ".".join(POSITION.findall(path))
        return f"{said} ({rows})" if said and rows else said

    def choices(self, question: Question, language: str) -> dict[str, str]:
        """The words of what could be chosen, by the value kept."""
        held = self._lists.get(question.choices.list_id, ()) if question.choices is not None else ()
        return {one.name: self._in_words(one.label, language) or one.name for one in held}

    def _in_words(self, words: Words, language: str) -> str:
        found = words.find(tuple(filter(None, (language, self.form.default_language))))
        pieces = found[1] if found is not None else ()
        return " ".join("".join(piece if isinstance(piece, str) else "…" for piece in pieces).split())


def _answered(asked: _Asked, row: Row, visit: Visit) -> Record:
    """One answer under the words it was asked in."""
    question, language = asked.question(row["path"]), row["language"] or visit.language
    assert question is not None  # asked in words
    if row["non_answer"]:
        said = f"No answer: {NonAnswer(row['non_answer']).words}"
    else:
        said = " / ".join(words_of(question, row["value"], asked.choices(question, language))) or "Taken away again"
    beside = [f"given by the {str(row['given_by']).replace('_', ' ')}"] if row["given_by"] != "participant" else []
    if not row["is_relevant"]:
        beside.append(FELL_AWAY)
    return Record(asked.label(row["path"], language), f"{said} ({'; '.join(beside)})" if beside else said)


def _rows(rows: object) -> Iterator[object]:
    """Rows of a table; of a kind on the sealed side those of the list it is, or the one it is."""
    if isinstance(rows, list | tuple):
        yield from rows
    elif isinstance(rows, Mapping) and len(rows) == 1 and isinstance(inside := next(iter(rows.values())), list):
        yield from inside
    else:
        yield rows


def _in_turn(rows: Iterator[object]) -> list[object]:
    """By pathway, then by day; what has neither as it is kept."""

    def key(row: object) -> tuple[str, str]:
        if not isinstance(row, Mapping):
            return "", ""
        if row.get("week"):
            return "", str(row["week"]).zfill(4)
        return str(row.get("pathway") or ""), next((str(row[day]) for day in DAYS if row.get(day)), "")

    return sorted(rows, key=key)


def _is_said(name: str, value: object) -> bool:
    return name not in NOT_SAID and value not in ("", None) and not ID.fullmatch(str(value))


def _is_list(text: str) -> bool:
    try:
        return isinstance(json.loads(text), list)
    except ValueError:
        return False
