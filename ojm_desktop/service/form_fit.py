"""Whether a questionnaire fits a study: its ratings go from end to end of the study's scale, its pathways are there.

An answer that the record could not take would be lost to the journey without a word, so a version that does not fit
is neither published nor begun with (interview: the form standard).
"""

from __future__ import annotations

from collections.abc import Iterator

from ojm_desktop.domain.form import Form, Question, Range, Role, Type
from ojm_desktop.domain.plan import StudyPlan
from ojm_desktop.domain.scale import MINUS, Scale
from ojm_desktop.service.interview_record import OF_VISIT, Places, whole

AS_MANY = 3
"""Questions named in one sentence; the others are counted."""


def misfits(plan: StudyPlan, form: Form) -> tuple[str, ...]:
    """Why a form cannot be asked in a study, a sentence for each reason with what to do; empty where it fits."""
    return (*_pathways(plan, form), *_ratings(plan, form), *_waves(form))


def _pathways(plan: StudyPlan, form: Form) -> Iterator[str]:
    known = {pathway.key for pathway in plan.pathways}
    unknown = {node.pathway: node.name for node in form.nodes() if node.pathway and node.pathway not in known}
    for key, name in unknown.items():
        yield (
            f"“{name}” is about the pathway “{key}”, which this study does not have. Add the pathway under Pathways, "
            f"or write one of these in the column bind::ojm:pathway: {', '.join(sorted(known))}."
        )
    places = Places.of(form)
    nowhere = [question.name for question in rating_questions(form) if not places.pathway(question.path)]
    if nowhere:
        yield (
            f"{named(nowhere)} asks for a rating of no pathway, so it would stand on no map. Name one in the column "
            "bind::ojm:pathway."
        )


def _ratings(plan: StudyPlan, form: Form) -> Iterator[str]:
    """Ratings that cannot be put on the study's scale, those of one reason in one sentence."""
    scale = plan.scale
    limits = f"start={scale.minimum} end={scale.maximum} step={scale.step}"
    found: dict[str, list[str]] = {}
    for question in rating_questions(form):
        said = _answers_of(form, question, scale)
        if said:
            found.setdefault(said, []).append(question.name)
    for said, names in found.items():
        yield (
            f"{named(names)} {said}; the study’s scale goes {_from_to(scale.minimum, scale.maximum, scale.step)}. "
            f"Write {limits} in the column parameters, or change the study’s scale while nobody has rated."
        )


def _answers_of(form: Form, question: Question, scale: Scale) -> str:
    """Which answers a rating takes, where they are not those of the scale; empty where they are."""
    if question.type is Type.RANGE and question.range is not None:
        held = _numbers(question.range)
        if held == (scale.minimum, scale.maximum, scale.step):
            return ""
        return f"goes {_from_to(*held)}" if held else "does not go in whole numbers"
    if question.type is Type.SELECT_ONE and question.choices is not None:
        names = [choice.name for each in form.lists if each.id == question.choices.list_id for choice in each.choices]
        return "" if {whole(name) for name in names} == set(scale.values()) else "has other choices than the numbers"
    return "" if question.type is Type.INTEGER else "takes no whole numbers"


def _waves(form: Form) -> Iterator[str]:
    strange = {node.wave: node.name for node in form.nodes() if node.wave and node.wave not in OF_VISIT}
    for wave, name in strange.items():
        yield (
            f"“{name}” names the wave “{wave}”. Write begin or end in the column bind::ojm:wave, or leave it empty: "
            "then it is the wave of the visit."
        )


def rating_questions(form: Form) -> Iterator[Question]:
    """The questions whose answers are ratings."""
    return (question for question in form.questions() if question.role is Role.RATING)


def _numbers(held: Range) -> tuple[int, int, int] | None:
    numbers = tuple(whole(text) for text in (held.start, held.end, held.step or "1"))
    start, end, step = numbers
    return None if start is None or end is None or step is None else (start, end, step)


def _from_to(lowest: int, highest: int, step: int) -> str:
    by = "" if step == 1 else f" in steps of {step}"
    return f"from {_signed(lowest)} to {_signed(highest)}{by}"


def _signed(number: int) -> str:
    return f"{MINUS}{-number}" if number < 0 else str(number)


def named(names: list[str]) -> str:
    """Questions as a sentence begins with them; many are counted."""
    quoted = [f"“{name}”" for name in names]
    if len(quoted) > AS_MANY:
        return f"{', '.join(quoted[:AS_MANY])} and {len(quoted) - AS_MANY} more: each"
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}: each"
