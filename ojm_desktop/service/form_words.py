"""Whether a questionnaire writes the study's own words under its scale (interview: ratings; architecture: decisions).

Both may differ: only the questionnaire has its words in every language, and they are part of what was asked. So other
words do not stop it, but whoever publishes it is told what people will read where. Other numbers do (`form_fit`).
"""

from __future__ import annotations

from collections.abc import Iterator

from ojm_desktop.domain.form import ChoiceList, Form, Question, Type, Words
from ojm_desktop.domain.plan import StudyPlan
from ojm_desktop.domain.scale import Scale
from ojm_desktop.service.form_fit import named, rating_questions
from ojm_desktop.service.interview_record import whole

WHERE = (
    "In interviews, on what is handed over and on its papers stand the questionnaire’s words; on the journey, maps and "
    "tables the study’s. Write the same in both, under Scale or in the workbook."
)


def other_words(plan: StudyPlan, form: Form) -> tuple[str, ...]:
    """What a form writes under the ends and the middle of a rating where the study writes something else.

    A sentence for each such scale of the form, in the form's first language; none where its ratings have no words, for
    then the study's stand there.
    """
    found: dict[str, list[str]] = {}
    for question in rating_questions(form):
        if said := "; ".join(_apart(plan.scale, _words_of(form, question))):
            found.setdefault(said, []).append(question.name)
    return tuple(
        f"{named(names)} has other words under its scale than the study: {said}." for said, names in found.items()
    )


def _apart(scale: Scale, told: dict[int, str]) -> Iterator[str]:
    if not told or not told.keys() <= set(scale.values()):
        return  # words on other numbers: it does not fit the study at all, which is said elsewhere
    for value, own in ((scale.minimum, scale.low), (scale.neutral, scale.middle), (scale.maximum, scale.high)):
        here = told.get(value, "")
        if _plain(here) != _plain(own):
            yield f"under {scale.text(value)} {_quoted(here)}, in the study {_quoted(own)}"


def _words_of(form: Form, question: Question) -> dict[int, str]:
    """The words at the values of a rating: of its range's list, or of its choices that say more than their number."""
    if question.type is Type.RANGE and question.range is not None:
        listed = _list(form, question.range.labels)
    elif question.type is Type.SELECT_ONE and question.choices is not None:
        listed = _list(form, question.choices.list_id)
    else:
        return {}
    found = ((whole(choice.name), _text(form, choice.label)) for choice in (listed.choices if listed else ()))
    return {value: words for value, words in found if value is not None and _plain(words)}


def _list(form: Form, wanted: str) -> ChoiceList | None:
    return next((each for each in form.lists if each.id == wanted), None)


def _text(form: Form, words: Words) -> str:
    held = words.find((form.default_language,))
    return "".join(piece for piece in held[1] if isinstance(piece, str)) if held is not None else ""


def _plain(words: str) -> str:
    """Without the number before it, capitals and spaces: +5 As good as can be and as good as can be are the same."""
    return " ".join(words.casefold().lstrip("+-\u2212\u2013 0123456789.:=)").split())


def _quoted(words: str) -> str:
    return f"“{words.strip()}”" if words.strip() else "nothing"
