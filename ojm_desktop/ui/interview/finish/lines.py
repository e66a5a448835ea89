"""What stands on the finish screen: lines in groups, what needs an answer on the left, what to know on the right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Final

from ojm_desktop.domain.answer import CommentKind
from ojm_desktop.domain.clock import local_time
from ojm_desktop.domain.counting import counted, listed, noun
from ojm_desktop.journey.wording import wave_text
from ojm_desktop.service.interview import Interview
from ojm_desktop.service.interview_overview import Finding, Open, finish_list, numbered, progress
from ojm_desktop.service.queries.journeys import awaited, concealing, trajectories
from ojm_desktop.ui.interview.fields.reading import stop_said
from ojm_desktop.ui.interview.half_typed import Begun
from ojm_desktop.ui.widgets.text import Tone

NEEDED: Final = "Needs an answer, or a reason why there is none"
SHORT: Final = 48
"""Characters of words that stand in the place of a question's number."""
APART: Final = "Kept apart from the answers"
BEGUN: Final = {
    Begun.ANSWER: "Words typed and not given as the answer",
    Begun.NOTE: "A note that was begun and is not kept",
    Begun.DISCLOSURE: "Begun, to be kept apart, and not recorded",
}
KINDS: Final = {
    CommentKind.QUOTE: ("quote", "quotes"),
    CommentKind.CONTEXT: ("note of context", "notes of context"),
    CommentKind.QUERY: ("query", "queries"),
}


@dataclass(frozen=True)
class Line:
    """A link: what it is about, what is known of it, the word that is pressed, and where it leads.

    ``is_apart``: not to its question but to the person's page, where what is kept apart is read.
    """

    words: str
    note: str
    action: str
    path: str
    is_apart: bool = False

    @property
    def said(self) -> str:
        """The line for a screen reader."""
        parts = (part for part in (self.words, self.note, self.action) if part)
        return " ".join(part if part[-1] in ".?!" else f"{part}." for part in parts).removesuffix(".")


@dataclass(frozen=True)
class Group:
    """Lines of one kind; `count` is of questions, notes or disclosures. `stops`: the interview cannot end with it."""

    words: str
    icon: str
    tone: Tone
    count: int
    lines: tuple[Line, ...]
    is_left: bool
    stops: bool = False


def groups(interview: Interview, begun: Collection[tuple[Begun, str]] = ()) -> tuple[Group, ...]:
    """Every group that holds something, in order: left column, then right.

    `begun`: what was typed and is kept nowhere yet, with its question: the end of the interview is not to bury it.
    """
    places = _Places(_named(interview))
    found = finish_list(interview)
    by_kind = {kind: [one for one in found if one.what is kind] for kind in Open}
    required = [one for one in by_kind[Open.UNANSWERED] if not one.is_settled]
    blocked = [*by_kind[Open.BLOCKED], *required]
    unanswered = [one for one in by_kind[Open.UNANSWERED] if one.is_settled]
    stopped = [_blocked(interview, places, one) for one in blocked]
    made = (
        _group("Blocked", "blocked", blocked, stopped, tone="blocked", stops=True),
        _group("Warned", "warn", by_kind[Open.WARNED], [_warned(places, one) for one in by_kind[Open.WARNED]], "warn"),
        Group("Begun and not kept", "in-progress", "warn", len(begun), tuple(_begun(places, begun)), is_left=True),
        _group("Unanswered", "not-started", unanswered, [_unanswered(places, one) for one in unanswered]),
        _group(
            "Refused and not asked", "refused", by_kind[Open.NO_ANSWER], _reasons(places, by_kind[Open.NO_ANSWER]),
            is_left=False,
        ),
        _group("Notes and quotes", "note", by_kind[Open.NOTE], _notes(places, by_kind[Open.NOTE]), is_left=False),
        _group(
            "Disclosures", "flag-disclosure", by_kind[Open.DISCLOSURE],
            [_disclosure(interview, one) for one in by_kind[Open.DISCLOSURE]], is_left=False,
        ),
        _to_confirm(interview),
    )  # fmt: skip
    return tuple(group for group in made if group.count)


@dataclass(frozen=True)
class _Places:
    numbered: dict[str, tuple[str, int]]

    def at(self, path: str) -> str:
        """Family, question 3; nothing for a question that is not asked any more."""
        section, number = self.numbered.get(path, ("", 0))
        return f"{section}, question {number}" if number else ""

    def section(self, path: str) -> str:
        """The section's words."""
        return self.numbered.get(path, ("", 0))[0]


def _named(interview: Interview) -> dict[str, tuple[str, int]]:
    """Every question with its section and its number in it: a pathway's by its short name while the form's own language
    is spoken, as in the list of sections.
    """
    is_own = interview.running.language in {"", interview.form.default_language}
    short = {one.key: one.short_name for one in interview.session.plan.pathways} if is_own else {}
    return {
        path: (short.get(interview.pathway("/".join(path.split("/")[:3])), label), number)
        for path, (label, number) in numbered(interview).items()
    }


def _group(
    words: str,
    icon: str,
    found: Sequence[Finding],
    lines: Iterable[Line],
    tone: Tone = "text",
    *,
    is_left: bool = True,
    stops: bool = False,
) -> Group:
    return Group(words, icon, tone, len(found), tuple(lines), is_left, stops)


def _blocked(interview: Interview, places: _Places, found: Finding) -> Line:
    said = stop_said(interview.question(found.path), found.words)
    needs = NEEDED if found.what is Open.UNANSWERED else said
    return Line(_joined(places.at(found.path), found.label), needs or NEEDED, "Answer", found.path)


def _warned(places: _Places, found: Finding) -> Line:
    note = f"Passed: “{found.reason}”" if found.reason else "No reason given yet"
    where = places.at(found.path) or shorten(found.label, SHORT, placeholder="…")
    return Line(_joined(where, found.words), note, "Look", found.path)


def _unanswered(places: _Places, found: Finding) -> Line:
    return Line(_joined(places.at(found.path), found.label), "", "Answer", found.path)


def _begun(places: _Places, begun: Collection[tuple[Begun, str]]) -> Iterator[Line]:
    """Where something was begun and what it was; of its words nothing."""
    for what, path in begun:
        where = places.at(path)
        yield Line(where or "A question that is not asked any more", BEGUN[what], "Go on" if where else "", path)


def _reasons(places: _Places, found: Sequence[Finding]) -> list[Line]:
    """A line for each section and reason: Mental Health, questions 1 and 2."""
    together: dict[tuple[str, str], list[Finding]] = {}
    for one in found:
        together.setdefault((places.section(one.path), one.words), []).append(one)
    lines = []
    for (section, reason), ones in together.items():
        numbers = [str(places.numbered[one.path][1]) for one in ones if one.path in places.numbered]
        where = f"{section}, {noun(len(numbers), 'question')} {listed(numbers)}"
        lines.append(Line(where, _capital(reason), "Look", ones[0].path))
    return lines


def _notes(places: _Places, found: Sequence[Finding]) -> list[Line]:
    """A line for each section: what there is, and where. What has no question any more is read here."""
    together: dict[str, list[Finding]] = {}
    gone = [one for one in found if one.path not in places.numbered]
    for one in found:
        if one.path in places.numbered:
            together.setdefault(places.section(one.path), []).append(one)
    lines = [Line(_kinds(ones), section, "Read", ones[0].path) for section, ones in together.items()]
    return lines + [Line(shorten(one.words, SHORT, placeholder="…"), one.label, "", one.path) for one in gone]


def _kinds(found: Sequence[Finding]) -> str:
    counts = Counter(one.kind for one in found)
    return ", ".join(counted(counts[kind], *words) for kind, words in KINDS.items() if counts[kind])


def _disclosure(interview: Interview, found: Finding) -> Line:
    """Only when it was: what it is about is nobody's to read here, nor at its question; it is where they all are."""
    offset = interview.session.clock.now().offset
    return Line(f"Recorded at {local_time(found.at, offset)[:5]}", APART, "Look", found.path, is_apart=True)


def _to_confirm(interview: Interview) -> Group:
    """Hot spots that the researcher marked, and changes nobody was asked about, on pathways that may be seen now."""
    visit, paths = interview.visit, {key.pathway: path for path, key in reversed(interview.ratings().items())}
    lines = []
    waiting = awaited(interview.session, visit.participant, interview)
    for journey in concealing(trajectories(interview.session, visit.participant), waiting):
        path = paths.get(journey.pathway.key)
        if path is None:
            continue
        name, waves = journey.pathway.name, journey.cohort.waves
        lines += [Line(f"{name}, marked by the researcher", "", "Ask", path)
                  for spot in journey.hot_spots if not spot.is_confirmed]  # fmt: skip
        for one in journey.suggestions:
            at = next((number for number, wave in enumerate(waves) if wave.key == one.wave), 0)
            if waves[at].key == visit.wave and at:
                lines.append(
                    Line(f"{name}, between {wave_text(waves[at - 1])} and {wave_text(waves[at])}", "", "Ask", path)
                )
    return Group("Hot spots to confirm", "lightning-outline", "text", len(lines), tuple(lines), is_left=False)


def _joined(place: str, words: str) -> str:
    return ": ".join(part for part in (place, words) if part)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def summary(interview: Interview, minutes: int) -> str:
    """What was held, in one sentence, counted as everywhere else: 31 of 43 answered, 2 of them with a reason for no
    answer, 4 notes; 47 minutes.
    """
    replied, asked = progress(interview)
    answers = [interview.answers[path] for path in numbered(interview) if path in interview.answers]
    told = [one for one in answers if not interview.is_withheld(one.key.path)]
    without, later = sum(1 for one in told if one.non_answer is not None), len(answers) - len(told)
    notes = sum(1 for one in finish_list(interview) if one.what is Open.NOTE)
    parts = [f"{replied} of {asked} answered"]
    parts += [f"{without} of them with a reason for no answer"] if without else []
    parts += [f"{later} of them kept back until another interview has its ratings"] if later else []
    parts += [counted(notes, "note")] if notes else []
    return f"{', '.join(parts)}; {counted(minutes, 'minute') if minutes else 'less than a minute'}."
