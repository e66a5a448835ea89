"""The questionnaires of a study: taken in, published, and asked for at each moment of it.

A visit begins with the published version of the questionnaire its wave uses and keeps it (interview: the form
standard). Reading workbooks is `forms/`, which is imported when it is needed only.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final

from ojm_desktop import assets
from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.form import Form
from ojm_desktop.domain.kept_form import (
    DIARY_USE,
    INTAKE_USE,
    VOUCHER_USE,
    FormFacts,
    FormState,
    FormUse,
    KeptForm,
    use_of,
)
from ojm_desktop.domain.plan import StudyPlan
from ojm_desktop.service.edits import Edit, ReleaseLanguage, SetFormState, TakeInForms
from ojm_desktop.service.edits.forms import TakenIn, kept_form, moment_words
from ojm_desktop.service.edits.visits import INTAKE, VOUCHER
from ojm_desktop.service.form_fit import misfits
from ojm_desktop.service.session import Session

SHIPPED: Final = ("intake", "cohort1", "cohort2", "diary", "voucher")
"""The questionnaires that come along, by the name of their file."""
IDS: Final = {name: f"ojm_{name}" for name in SHIPPED}
KEPT_READ: Final = 32
"""Versions kept in memory as they were read; one takes up to a few MiB."""


def shipped_for(plan: StudyPlan) -> TakeInForms:
    """What comes with the program: published where it fits the study, and when each is asked.

    Takes a second the first time, because the workbooks are read by pyxform: beside an open window, for a worker.
    """
    taken = []
    for name in SHIPPED:
        form, xml = _shipped(name)
        fits = not misfits(plan, form)
        taken.append(TakenIn(form.id, form.version, form.title, xml, in_order(form), fits))
    return TakeInForms(forms=tuple(taken), uses=_uses(plan))


def take_in_shipped(session: Session) -> None:
    """The same done: what a new study starts with."""
    session.do(shipped_for(session.plan))


def lacks_shipped(session: Session) -> bool:
    """Whether a questionnaire that comes with the program is not in the study: one from before, or one taken out."""
    held = {facts.id for facts in session.study.store.forms.all()}
    return not held.issuperset(IDS.values())


def in_order(form: Form) -> tuple[str, ...]:
    """The languages of a form, the one it is asked in first."""
    first = form.default_language
    return (first, *(language for language in form.languages if language != first))


def read(session: Session, digest: str) -> Form:
    """A version as a form; raises Refused where the study has none of that hash, BadXForm where its words are none."""
    return read_kept(kept_form(session.study, digest))


def read_kept(kept: KeptForm) -> Form:
    """A version that was fetched already, as a form: read once."""
    return _parsed(kept.xml)


def xml_of(session: Session, digest: str) -> bytes:
    """The XForm a version is kept as; raises Refused where the study has none of that hash."""
    return kept_form(session.study, digest).xml.encode()


def files_of(session: Session, digest: str) -> dict[str, bytes]:
    """The lists and pictures beside a version, by name; raises Refused where the study has none of that hash."""
    return {file.name: file.octets for file in kept_form(session.study, digest).files}


def form_used(session: Session, use: str) -> str:
    """The id of the questionnaire asked at a moment: its own, or that of its cohort; empty for none."""
    uses = session.study.store.forms.uses()
    return uses.get(use) or uses.get(use.partition("/")[0], "")


def published(session: Session, form: str) -> FormFacts | None:
    """The version of a questionnaire that visits are begun with."""
    held = session.study.store.forms.all()
    return next((facts for facts in held if facts.id == form and facts.state is FormState.PUBLISHED), None)


def form_for(session: Session, cohort: str, wave: str) -> FormFacts:
    """The version a visit of a cohort at a wave begins with, the intake, or a voucher's receipt.

    Raises Refused where none is chosen, published, or fits the study any more, with what to do.
    """
    apart = {INTAKE: INTAKE_USE, VOUCHER: VOUCHER_USE}
    return form_of(session, apart.get(wave) or use_of(cohort, wave))


def form_of(session: Session, use: str) -> FormFacts:
    """The same for any moment: also the diary, and the voucher's receipt."""
    asked_at = moment_words(session.study, use)
    form = form_used(session, use)
    if not form:
        raise Refused(f"No questionnaire is chosen for {asked_at}. Nothing was changed; choose one under Study, Forms.")
    found = published(session, form)
    if found is None:
        raise Refused(
            f"The questionnaire for {asked_at} is not published. Nothing was changed; publish it under Study, Forms."
        )
    reasons = misfits(session.plan, read(session, found.digest))
    if reasons:
        raise Refused(f"{found.title} does not fit this study any more. Nothing was changed. {reasons[0]}")
    return found


def languages(session: Session, digest: str) -> tuple[str, ...]:
    """The languages people may be asked in with a version, the first one first (decisions: Welsh)."""
    return facts_of(session, digest).usable_languages(is_practice=session.plan.is_practice)


def reasons_against(session: Session, digest: str) -> tuple[str, ...]:
    """Why a version cannot be published in this study, a sentence each; empty where it can."""
    return misfits(session.plan, read(session, digest))


def facts_of(session: Session, digest: str) -> FormFacts:
    """What is kept of a version beside its words; raises Refused where the study has none of that hash."""
    return kept_form(session.study, digest).facts


def publishing(session: Session, digest: str, checked: Sequence[str] = ()) -> tuple[Edit, ...]:
    """The step that begins visits with a version from now on and retires the one before; ticks go with it.

    `checked` are its languages that somebody read. Raises Refused where it does not fit the study.
    """
    reasons = reasons_against(session, digest)
    facts = facts_of(session, digest)
    if reasons:
        raise Refused(f"{facts.title}, version {facts.version}, was not published. {reasons[0]} Nothing was changed.")
    before = published(session, facts.id)
    step: list[Edit] = []
    if before is not None and before.digest != digest:
        step.append(SetFormState(digest=before.digest, state=FormState.RETIRED))
    step += [
        ReleaseLanguage(digest=digest, language=language, is_released=language in checked)
        for language in facts.languages[1:]
        if (language in checked) != (language in facts.released)
    ]
    return (*step, SetFormState(digest=digest, state=FormState.PUBLISHED))


def publish(session: Session, digest: str, checked: Sequence[str] = ()) -> None:
    """The same done."""
    session.do(*publishing(session, digest, checked))


def _uses(plan: StudyPlan) -> tuple[FormUse, ...]:
    """The moments of a study and the shipped questionnaire of each."""
    cohorts = (
        FormUse(use_of(cohort.key), IDS["cohort2" if cohort.is_recalled else "cohort1"]) for cohort in plan.cohorts
    )
    return (
        FormUse(INTAKE_USE, IDS["intake"]),
        *cohorts,
        FormUse(DIARY_USE, IDS["diary"]),
        FormUse(VOUCHER_USE, IDS["voucher"]),
    )


@cache
def _shipped(name: str) -> tuple[Form, str]:
    """A questionnaire of the program and its XForm. Raises Refused where the installation is incomplete."""
    from ojm_desktop.forms.importing import read_here

    file = assets.forms() / f"{name}.md"
    found = read_here(file.name, file.read_bytes())
    if found.form is None:
        raise Refused(f"{file.name} of the program cannot be read. Nothing was changed; install the program again.")
    return found.form, found.xml.decode()


@lru_cache(maxsize=KEPT_READ)
def _parsed(xml: str) -> Form:
    from ojm_desktop.forms.xform import parse

    return parse(xml.encode())
