"""The versions of a study's questionnaires: what came in, how it differs, who was asked with it, what publishing means.

Reading a workbook happens before, in a process of its own (`forms/importing.py`); here what it gave meets the study.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from ojm_desktop.domain.clock import day_in
from ojm_desktop.domain.counting import counted
from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.form import Form
from ojm_desktop.domain.form_difference import Difference, What, differences, is_major
from ojm_desktop.domain.kept_form import DIARY_USE, FormChange, FormFacts, FormFile, FormState, use_of
from ojm_desktop.domain.visit import Visit, VisitState
from ojm_desktop.forms.report import Gravity, Problem, Report
from ojm_desktop.service import forms
from ojm_desktop.service.edits import ImportForm
from ojm_desktop.service.form_fit import misfits
from ojm_desktop.service.form_moments import asked_at
from ojm_desktop.service.form_words import WHERE, other_words
from ojm_desktop.service.session import Session

HELD = {VisitState.IN_PROGRESS, VisitState.PAUSED, VisitState.STOPPED, VisitState.COMPLETE, VisitState.LOCKED}
UNDER_WAY = {VisitState.IN_PROGRESS, VisitState.PAUSED}


@dataclass(frozen=True)
class Version:
    """One version; `visits` were begun with it; `told` says how it differs from the one that came in before it."""

    facts: FormFacts
    came: date
    visits: int
    told: str
    is_asked: bool
    """It is chosen for a moment of the study: published, visits are begun with it."""


@dataclass(frozen=True)
class Line:
    """A questionnaire in the list: the version in use, else the newest, and how often it was asked so far."""

    facts: FormFacts
    used_in: str


@dataclass(frozen=True)
class Meaning:
    """What publishing a version does, counted.

    `visits` of `people` were held with earlier versions, `under_way` of them are not over; `changed` questions are
    asked differently; `will_meet` people have a wave still to come that asks it, `asked_again` have none. `asked_at`
    are the moments it is asked at from now on, in words; none where no visit asks it yet.
    """

    is_major: bool
    changed: int
    visits: int
    people: int
    under_way: int
    will_meet: int
    asked_again: int
    asked_at: tuple[str, ...]


def lines(session: Session) -> tuple[Line, ...]:
    """The questionnaires of the study, those in use first."""
    newest: dict[str, FormFacts] = {}
    for facts in session.study.store.forms.all():
        held = newest.get(facts.id)
        if held is None or held.state is not FormState.PUBLISHED or facts.state is FormState.PUBLISHED:
            newest[facts.id] = facts
    asked = Counter(_form_ids(session).get(visit.form, "") for visit in _held(session))
    diary = forms.form_used(session, DIARY_USE)
    order = list(dict.fromkeys(session.study.store.forms.uses().values()))
    places = {form: place for place, form in enumerate(order)}
    found = sorted(newest.values(), key=lambda facts: (places.get(facts.id, len(order)), facts.title))
    return tuple(Line(facts, _used_in(session, asked[facts.id], is_diary=facts.id == diary)) for facts in found)


def versions(session: Session, form: str) -> tuple[Version, ...]:
    """The versions of one questionnaire, newest first."""
    held = _of(session, form)
    asked = Counter(visit.form for visit in _held(session))
    zone = session.plan.zone
    is_asked = bool(asked_at(session, form))
    found = []
    for place, facts in enumerate(held):
        told = _told(session, held[place - 1], facts) if place else "The first one"
        found.append(Version(facts, day_in(facts.imported_at, zone), asked[facts.digest], told, is_asked))
    return tuple(reversed(found))


def version_before(session: Session, digest: str) -> FormFacts | None:
    """The version of the same questionnaire that is in use beside this one, else the one that came in before it."""
    facts = forms.facts_of(session, digest)
    others = [one for one in _of(session, facts.id) if one.digest != digest]
    in_use = [one for one in others if one.state is FormState.PUBLISHED]
    earlier = [one for one in others if (one.imported_at, one.digest) < (facts.imported_at, digest)]
    found = in_use or earlier
    return found[-1] if found else None


def compared(session: Session, old: str, new: str) -> tuple[Difference, ...]:
    """What differs between two versions, lists and pictures beside them included."""
    before, after = (forms.files_of(session, digest) for digest in (old, new))
    beside = (
        Difference(What.CHOICES, name, "file beside the form", _there(name, before), _there(name, after))
        for name in sorted(before.keys() | after.keys())
        if before.get(name) != after.get(name)
    )
    return (*differences(forms.read(session, old), forms.read(session, new)), *beside)


def summary(found: Iterable[Difference]) -> str:
    """The differences in a few words: 2 questions reworded, 1 added."""
    told = list(found)
    if not told:
        return "No difference in what is asked"
    major = [one for one in told if one.is_major]
    counts = Counter(_few_words(one) for one in (major or told))
    parts = [counted(number, words[0], words[1]) for words, number in counts.most_common(2)]
    weight = "Major" if major else "Minor"
    more = ", and more" if len(counts) > len(parts) else ""
    return f"{weight}: {', '.join(parts)}{more}"


def meaning(session: Session, digest: str) -> Meaning:
    """What publishing a version does to those who were asked with an earlier one."""
    facts, before = forms.facts_of(session, digest), version_before(session, digest)
    found = compared(session, before.digest, digest) if before else ()
    ids = _form_ids(session)
    visits = [visit for visit in _held(session) if ids.get(visit.form) == facts.id and visit.form != digest]
    people = {visit.participant for visit in visits}
    to_come = {person for person in people if _has_wave_to_come(session, person, facts.id)}
    return Meaning(
        is_major(found),
        len({(one.what in {What.CHOICES}, one.name) for one in found if one.is_major}),
        len(visits),
        len(people),
        sum(visit.state in UNDER_WAY for visit in visits),
        len(to_come),
        len(people - to_come),
        asked_at(session, facts.id),
    )


def met_with_study(session: Session, form: Form, report: Report) -> Report:
    """The report of a workbook with what only the study knows: the version is there already, or would not fit it.

    Raises Refused for the very same words.
    """
    held = _of(session, form.id)
    same = next((facts for facts in held if facts.digest == form.digest), None)
    if same is not None:
        raise Refused(
            f"{report.name} is in the study already, as version {same.version or 'without a number'} of {same.title}. "
            "Nothing was changed."
        )
    problems = list(report.problems)
    if any(facts.version == form.version for facts in held):
        said = f"The study has a version “{form.version}” of this questionnaire with other words."
        what_to_do = "Write the next version in the sheet settings, so that both can be told apart."
        problems.insert(0, Problem(Gravity.ERROR, said, what_to_do, "settings", 2, "version"))
    for reason in misfits(session.plan, form):
        said, _, what_to_do = reason.partition(". ")
        problems.append(Problem(Gravity.WARNING, f"{said}. It cannot be published like this.", what_to_do))
    problems += [Problem(Gravity.WARNING, words, WHERE) for words in other_words(session.plan, form)]
    return replace(report, problems=tuple(problems))


def with_other_words(session: Session) -> tuple[str, ...]:
    """The titles of questionnaires in use that write other words under their scale than the study does."""
    in_use = [facts for facts in session.study.store.forms.all() if facts.state is FormState.PUBLISHED]
    return tuple(facts.title for facts in in_use if other_words(session.plan, forms.read(session, facts.digest)))


def take_in(session: Session, form: Form, xml: bytes, files: tuple[FormFile, ...] = ()) -> str:
    """Keep a questionnaire as a draft, with the lists and pictures beside it; its hash.

    It is weighed against the version in use, else the newest.
    """
    held = _of(session, form.id)
    in_use = [facts for facts in held if facts.state is FormState.PUBLISHED]
    change = FormChange.FIRST
    if held:
        found = differences(forms.read(session, (in_use or held)[-1].digest), form)
        change = FormChange.MAJOR if is_major(found) else FormChange.MINOR
    languages = forms.in_order(form)
    session.do(
        ImportForm(
            name=form.id,
            version=form.version,
            title=form.title,
            xml=xml.decode(),
            change=change,
            languages=languages,
            files=files,
        )
    )
    return form.digest


def _there(name: str, held: Mapping[str, bytes]) -> str:
    return counted(held[name].count(b"\n"), "line") if name in held else ""


def _few_words(one: Difference) -> tuple[str, str]:
    """One and many of what was done, for counting."""
    words = {
        What.ADDED: ("question added", "questions added"),
        What.REMOVED: ("question removed", "questions removed"),
        What.MOVED: ("question moved", "questions moved"),
        What.WORDS: ("question in other words", "questions in other words"),
        What.HELP: ("help text", "help texts"),
        What.ANSWERS: ("other kind of answer", "other kinds of answer"),
        What.CHOICES: ("change in the choices", "changes in the choices"),
        What.LOGIC: ("other condition", "other conditions"),
        What.JOURNEY: ("other place on the map", "other places on the map"),
    }
    return words.get(one.what, (one.of, one.of))


def _told(session: Session, old: FormFacts, new: FormFacts) -> str:
    found = compared(session, old.digest, new.digest)
    return summary(found)


def _used_in(session: Session, asked: int, *, is_diary: bool) -> str:
    """14 visits; 61 entries for the diary's questionnaire; not yet."""
    if is_diary:
        weeks = session.study.store.diary.weeks_of_all().values()
        entries = sum(day is not None for of_person in weeks for day in of_person.values())
        return counted(entries, "entry", "entries") if entries else "not yet"
    return counted(asked, "visit") if asked else "not yet"


def _has_wave_to_come(session: Session, participant: str, form: str) -> bool:
    """A wave of the person's cohort that asks a questionnaire, and that no visit was begun for and none was missed."""
    cohort = session.plan.cohort(session.study.participant(participant).cohort)
    if cohort.is_recalled:
        return False
    over = {visit.wave for visit in session.study.store.visits.of(participant) if visit.state is not VisitState.PLANNED}
    to_come = (wave.key for wave in cohort.waves if wave.key not in over)
    return any(forms.form_used(session, use_of(cohort.key, wave)) == form for wave in to_come)


def _held(session: Session) -> list[Visit]:
    return [visit for visit in session.study.store.visits.all() if visit.state in HELD]


def _form_ids(session: Session) -> dict[str, str]:
    return {facts.digest: facts.id for facts in session.study.store.forms.all()}


def _of(session: Session, form: str) -> list[FormFacts]:
    """The versions of one questionnaire in the order they came in."""
    return [facts for facts in session.study.store.forms.all() if facts.id == form]
