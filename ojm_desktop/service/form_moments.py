"""The moments of a study at which something is asked, and at which of them a questionnaire is."""

from __future__ import annotations

from typing import Final

from ojm_desktop.domain.counting import listed
from ojm_desktop.domain.kept_form import DIARY_USE, INTAKE_USE, VOUCHER_USE, use_of
from ojm_desktop.domain.plan import Cohort, StudyPlan
from ojm_desktop.service import forms
from ojm_desktop.service.form_fit import rating_questions
from ojm_desktop.service.session import Session

LOOKING_BACK: Final = "retrospective"


def moments(plan: StudyPlan) -> dict[str, str]:
    """The moments of a study at which something is asked, in order, with their words."""
    found = {INTAKE_USE: "Intake"}
    for cohort in plan.cohorts:
        found |= {use: f"{cohort.name}, {name}" for use, name in _names(cohort).items()}
    return found | {DIARY_USE: "Weekly diary", VOUCHER_USE: "Voucher receipt"}


def asked_at(session: Session, form: str) -> tuple[str, ...]:
    """At which moments a questionnaire is asked as soon as a version of it is published, a cohort's waves together.

    Empty where it is chosen for none: then nobody is asked with it, published or not.
    """
    chosen = [use for use in moments(session.plan) if forms.form_used(session, use) == form]
    words = {INTAKE_USE: "the intake", DIARY_USE: "the weekly diary", VOUCHER_USE: "the voucher receipt"}
    for cohort in session.plan.cohorts:
        names = [name for use, name in _names(cohort).items() if use in chosen]
        if names:
            first = next(use for use in _names(cohort) if use in chosen)
            words[first] = f"{cohort.name}, {listed(names)}"
    return tuple(words[use] for use in chosen if use in words)


def gives_ratings(session: Session, use: str, digest: str) -> bool:
    """Whether a questionnaire rates what is rated at a moment; at one that is no wave nothing is.

    What names the beginning or the end of a journey rates those, and no wave of people who are followed.
    """
    _, _, wave = use.partition("/")
    if not wave:
        return True
    form = forms.read(session, digest)
    is_of_waves = not any(node.wave for node in form.nodes()) or wave == LOOKING_BACK
    return is_of_waves and any(True for _ in rating_questions(form))


def is_receipt(session: Session, use: str, form: str) -> bool:
    """Whether a questionnaire chosen for the intake or the diary is a voucher's receipt, which asks nothing of them.

    The shipped receipt is one wherever it is chosen, another questionnaire where vouchers are signed for with it.
    """
    if use not in {INTAKE_USE, DIARY_USE}:
        return False
    ids = forms.IDS
    own = form == forms.form_used(session, VOUCHER_USE) and form not in {ids["intake"], ids["diary"]}
    return form == ids["voucher"] or own


def _names(cohort: Cohort) -> dict[str, str]:
    """The moments of a cohort: its waves, or the one at which it looks back."""
    if cohort.is_recalled:
        return {use_of(cohort.key, LOOKING_BACK): "looking back"}
    return {use_of(cohort.key, wave.key): wave.name.lower() for wave in cohort.waves}
