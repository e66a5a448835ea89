"""What differs between two versions of a questionnaire, and whether answers to both can stand side by side.

A difference is *major* where an answer may mean something else than before: what is asked, how it can be answered, of
whom. Help, guidance, messages, order within a section, look, and further languages are minor (interview: form page).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from ojm_desktop.domain.form import AnyNode, Choice, Form, Level, Output, Question, Repeat, Role, Words


class What(Enum):
    """What was done to a question, a group or a list; the value is the word for it."""

    ADDED = "Added"
    REMOVED = "Removed"
    MOVED = "Moved"
    WORDS = "Words"
    HELP = "Help text"
    ANSWERS = "Answers"
    CHOICES = "Choices"
    LOGIC = "Logic"
    JOURNEY = "Journey"
    LANGUAGE = "Language"


@dataclass(frozen=True)
class Difference:
    """One difference. `name` is the question's, empty for the form as a whole; `of` says what of it in words;
    `before` and `after` are how it stood and stands, `language` in which language where it is words.
    """

    what: What
    name: str
    of: str
    before: str = ""
    after: str = ""
    language: str = ""
    is_major: bool = True


def differences(old: Form, new: Form) -> tuple[Difference, ...]:
    """Every difference, in the order of the newer version; what was removed stands at the end."""
    return tuple(_differences(old, new))


def is_major(found: Iterable[Difference]) -> bool:
    """Whether answers to the two versions cannot simply stand side by side."""
    return any(one.is_major for one in found)


def _differences(old: Form, new: Form) -> Iterator[Difference]:
    yield from _whole(old, new)
    shared = tuple(language for language in new.languages if language in old.languages) or ("",)
    before, after = _by_name(old), _by_name(new)
    moved = _moved_siblings(before, after)
    for name, node in after.items():
        earlier = before.get(name)
        if earlier is None:
            yield Difference(What.ADDED, name, _kind(node), "", _label(node, new))
            continue
        yield from _place(name, earlier, node, old, new, is_moved=name in moved)
        yield from _node(name, earlier, node, shared)
    for name, node in before.items():
        if name not in after:
            yield Difference(What.REMOVED, name, _kind(node), _label(node, old), "")
    yield from _lists(old, new, shared)


def _whole(old: Form, new: Form) -> Iterator[Difference]:
    if old.title != new.title:
        yield Difference(What.WORDS, "", "title", old.title, new.title, is_major=False)
    if old.default_language != new.default_language:
        yield Difference(What.LANGUAGE, "", "language asked in first", old.default_language, new.default_language)
    for language in new.languages:
        if language not in old.languages:
            yield Difference(What.LANGUAGE, "", "language added", "", language, is_major=False)
    for language in old.languages:
        if language not in new.languages:
            yield Difference(What.LANGUAGE, "", "language removed", language, "", is_major=False)


def _place(name: str, old: AnyNode, new: AnyNode, was: Form, is_now: Form, *, is_moved: bool) -> Iterator[Difference]:
    before, after = _above(old), _above(new)
    if before != after:
        yield Difference(What.MOVED, name, "to another section", _section(was, before), _section(is_now, after))
    elif is_moved:
        yield Difference(What.MOVED, name, "within its section", is_major=False)


def _node(name: str, old: AnyNode, new: AnyNode, languages: tuple[str, ...]) -> Iterator[Difference]:
    yield from _words(What.WORDS, name, "question", old.label, new.label, languages, is_major=isinstance(new, Question))
    yield from _logic(name, "asked when", old.relevant, new.relevant)
    for of, before, after in (
        ("role", _value(old.role), _value(new.role)),
        ("pathway", old.pathway, new.pathway),
        ("wave", old.wave, new.wave),
    ):
        if before != after:
            yield Difference(What.JOURNEY, name, of, before, after)
    if old.audience is not new.audience:
        yield Difference(What.HELP, name, "whom it is for", old.audience.value, new.audience.value, is_major=False)
    if isinstance(old, Repeat) and isinstance(new, Repeat):
        yield from _logic(name, "how often", old.count, new.count)
    if isinstance(old, Question) and isinstance(new, Question):
        yield from _question(name, old, new, languages)
    elif type(old) is not type(new):
        yield Difference(What.ANSWERS, name, "kind", _kind(old), _kind(new))


def _question(name: str, old: Question, new: Question, languages: tuple[str, ...]) -> Iterator[Difference]:
    for before, after in zip(_facts(old), _facts(new), strict=True):
        what, of, was, is_weighty = before
        if was != after[2]:
            yield Difference(what, name, of, was, after[2], is_major=is_weighty)
    for of, before_words, after_words in (
        ("help", old.hint, new.hint),
        ("for the interviewer", old.guidance, new.guidance),
        ("said when it is missing", old.required_message, new.required_message),
        *_messages(old, new),
    ):
        yield from _words(What.HELP, name, of, before_words, after_words, languages, is_major=False)
    if old.media != new.media:
        yield Difference(What.HELP, name, "picture or sound", is_major=False)


def _facts(one: Question) -> tuple[tuple[What, str, str, bool], ...]:
    """What is asked of a question beside its words: of what kind, what it is, as text, whether a change is major."""
    soft = " and ".join(part for part in (_checks(one, Level.WARN), _checks(one, Level.INFORM)) if part)
    return (
        (What.ANSWERS, "kind of answer", one.type.value, True),
        (What.ANSWERS, "range", _range(one), True),
        (What.CHOICES, "which choices", _filter(one), True),
        (What.CHOICES, "words of the scale", one.range.labels if one.range else "", True),
        (What.JOURNEY, "field it fills", one.part.value if one.part else "", True),
        (What.LOGIC, "must be answered when", one.required, True),
        (What.LOGIC, "worked out as", one.calculation, True),
        (What.LOGIC, "cannot be changed when", one.read_only, True),
        (What.LOGIC, "begins with", _defaults(one), True),
        (What.LOGIC, "a valid answer", _checks(one, Level.BLOCK), True),
        (What.LOGIC, "warns unless", soft, False),
        (What.LOGIC, "last answer shown", one.last.value, False),
        (What.LOGIC, "filled from the study", one.known.value if one.known else "", False),
        (What.LOGIC, "least seconds", str(one.minimum_seconds or ""), False),
        (What.HELP, "look", " ".join((*one.appearance, *_ticks(one))), False),
    )


def _lists(old: Form, new: Form, languages: tuple[str, ...]) -> Iterator[Difference]:
    before = {held.id: {choice.name: choice for choice in held.choices} for held in old.lists}
    for held in new.lists:
        if held.id not in before:
            continue  # a question with another list, or a new one, says so itself
        yield from _list(held.id, before[held.id], {choice.name: choice for choice in held.choices}, languages)


def _list(
    name: str, old: dict[str, Choice], new: dict[str, Choice], languages: tuple[str, ...]
) -> Iterator[Difference]:
    for key, choice in new.items():
        if key not in old:
            yield Difference(What.CHOICES, name, "choice added", "", _plain(choice.label, languages[0]) or key)
            continue
        of = f"choice “{key}”"
        yield from _words(What.CHOICES, name, of, old[key].label, choice.label, languages, is_major=True)
        if old[key].columns != choice.columns:
            yield Difference(What.LOGIC, name, f"{of}: columns for filters", _columns(old[key]), _columns(choice))
    for key, choice in old.items():
        if key not in new:
            yield Difference(What.CHOICES, name, "choice removed", _plain(choice.label, languages[0]) or key, "")
    if _moved(list(old), list(new)):
        yield Difference(What.CHOICES, name, "order of the choices", is_major=False)


def _words(
    what: What, name: str, of: str, old: Words, new: Words, languages: tuple[str, ...], *, is_major: bool
) -> Iterator[Difference]:
    """Words that changed, by language; a language that only one version has was told once for the whole form."""
    for language in languages:
        before, after = _plain(old, language), _plain(new, language)
        if before != after:
            yield Difference(what, name, of, before, after, language, is_major=is_major)


def _logic(name: str, of: str, before: str, after: str) -> Iterator[Difference]:
    if before != after:
        yield Difference(What.LOGIC, name, of, before, after)


def _messages(old: Question, new: Question) -> Iterator[tuple[str, Words, Words]]:
    """What each check says, pairwise; a check that is new or gone is told as such."""
    for before, after in zip(old.checks, new.checks, strict=False):
        yield "said when it is wrong", before.message, after.message


def _by_name(form: Form) -> dict[str, AnyNode]:
    """Nodes by name, or by path below the root where two share one; meta values ask nobody and are left out."""
    found: dict[str, AnyNode] = {}
    for node in form.nodes():
        if isinstance(node, Question) and node.preload:
            continue
        key = node.name if node.name not in found else _below_root(node.path)
        found[key] = node
    return found


def _moved_siblings(old: dict[str, AnyNode], new: dict[str, AnyNode]) -> set[str]:
    """Names that stand elsewhere among those of their own group; where a whole group moved, only it did."""
    groups: dict[str, tuple[list[str], list[str]]] = {}
    for side, nodes in enumerate((old, new)):
        for name, node in nodes.items():
            groups.setdefault(_above(node), ([], []))[side].append(name)
    return {name for before, after in groups.values() for name in _moved(before, after)}


def _moved(old: list[str], new: list[str]) -> set[str]:
    """Names whose order changed: those outside a longest run that kept its order."""
    places = {name: place for place, name in enumerate(old)}
    common = [name for name in new if name in places]
    ends: list[int] = []
    last: list[str] = []
    before: dict[str, str] = {}
    for name in common:
        at = bisect_left(ends, places[name])
        if at:
            before[name] = last[at - 1]
        ends[at : at + 1] = [places[name]]
        last[at : at + 1] = [name]
    kept: set[str] = set()
    name = last[-1] if last else ""
    while name:
        kept.add(name)
        name = before.get(name, "")
    return set(common) - kept


def _above(node: AnyNode) -> str:
    """The path below the root of the group a node stands in; empty right below the root."""
    return _below_root(node.path.rpartition("/")[0])


def _below_root(path: str) -> str:
    return path.partition("/")[2].partition("/")[2]


def _kind(node: AnyNode) -> str:
    if isinstance(node, Question):
        return "question" if node.is_shown else "value nobody sees"
    return "repeated group" if isinstance(node, Repeat) else "group"


def _label(node: AnyNode, form: Form) -> str:
    return _plain(node.label, form.default_language) or node.name


def _section(form: Form, path: str) -> str:
    """The label of the group that a path below the root leads to."""
    for node in form.nodes():
        if _below_root(node.path) == path:
            return _label(node, form)
    return "outside any section"


def _plain(words: Words, language: str) -> str:
    """The words of one language as text; what is worked out stands in braces."""
    held = dict(words.by_language)
    pieces = held.get(language, held.get("", ()))
    return "".join(f"{{{piece.expression}}}" if isinstance(piece, Output) else piece for piece in pieces)


def _range(question: Question) -> str:
    held = question.range
    return f"{held.start} to {held.end}, step {held.step or '1'}" if held else ""


def _ticks(question: Question) -> Iterator[str]:
    """How other programs draw a range."""
    if question.range is not None and question.range.tick_interval:
        yield f"ticks {question.range.tick_interval} apart"
    if question.range is not None and question.range.placeholder:
        yield f"placeholder {question.range.placeholder}"


def _filter(question: Question) -> str:
    held = question.choices
    if held is None:
        return ""
    parts = (held.list_id, f"where {held.filter}" if held.filter else "", "in any order" if held.randomized else "")
    return " ".join(part for part in parts if part)


def _defaults(question: Question) -> str:
    return ", ".join(part for part in (question.static_default, *(one.expression for one in question.defaults)) if part)


def _checks(question: Question, level: Level) -> str:
    return " and ".join(check.expression for check in question.checks if check.level is level)


def _columns(choice: Choice) -> str:
    return ", ".join(f"{key}={value}" for key, value in choice.columns)


def _value(role: Role | None) -> str:
    return role.value.replace("_", " ") if role else ""
