"""Edits of the questionnaires a study keeps. Reading a workbook happens before; here come its words and their hash."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import ClassVar

from ojm_desktop.domain.answer import MOST_OCTETS
from ojm_desktop.domain.changes import Changes
from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.kept_form import (
    DIARY_USE,
    INTAKE_USE,
    VOUCHER_USE,
    FormChange,
    FormFacts,
    FormFile,
    FormState,
    FormUse,
    KeptForm,
)
from ojm_desktop.service.edits.base import Edit, Undo
from ojm_desktop.service.study import Study


@dataclass(frozen=True, kw_only=True)
class ImportForm(Edit):
    """A version of a questionnaire comes in as a draft. `name` is its id in the XForm; of its `languages` the one it is
    asked in stands first.
    """

    name: str
    version: str
    title: str
    xml: str
    change: FormChange = FormChange.FIRST
    languages: tuple[str, ...] = ()
    files: tuple[FormFile, ...] = ()
    """Lists and pictures that stand beside it."""

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Keep its words under their hash."""
        digest = hashlib.sha256(self.xml.encode()).hexdigest()
        if study.store.forms.get(digest) is not None:
            raise Refused(
                "This version of the questionnaire is in the study already. Nothing was changed; where only a list "
                "beside it is another one, give the workbook a new version."
            )
        if sum(len(file.octets) for file in self.files) > MOST_OCTETS:
            raise Refused("The files beside this questionnaire are larger than 20 MiB. Nothing was changed.")
        facts = FormFacts(
            digest, self.name, self.version, self.title, FormState.DRAFT, self.change, self.at, self.languages
        )
        study.store.forms.put(KeptForm(facts, self.xml, self.files))
        return RemoveForm(digest=digest), _touches(digest)

    def sentence(self, study: Study) -> str:
        return f"{self.title}, version {self.version}, was taken in as a draft."


@dataclass(frozen=True)
class TakenIn:
    """One questionnaire as it came with the program; published where it fits the study."""

    name: str
    version: str
    title: str
    xml: str
    languages: tuple[str, ...]
    is_published: bool


@dataclass(frozen=True, kw_only=True)
class TakeInForms(Edit):
    """The questionnaires that come with the program, and when each is asked: what a new study starts with.

    A record, like setting up: whoever undoes their first change shall not lose the questionnaires with it.
    """

    undo: ClassVar[Undo] = Undo.RECORD

    forms: tuple[TakenIn, ...]
    uses: tuple[FormUse, ...]

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Keep those the study has not; a moment that has a questionnaire keeps it."""
        store = study.store.forms
        touched: set[str] = set()
        for form in self.forms:
            digest = hashlib.sha256(form.xml.encode()).hexdigest()
            known = store.all()
            if any(facts.digest == digest for facts in known):
                continue
            others = [facts for facts in known if facts.id == form.name]
            is_free = form.is_published and all(facts.state is not FormState.PUBLISHED for facts in others)
            state = FormState.PUBLISHED if is_free else FormState.DRAFT
            change = FormChange.MAJOR if others else FormChange.FIRST
            facts = FormFacts(digest, form.name, form.version, form.title, state, change, self.at, form.languages)
            store.put(KeptForm(facts, form.xml))
            touched.add(digest)
        taken = store.uses()
        for use in self.uses:
            if use.use not in taken:
                store.put_use(use)
                touched.add(use.use)
        return None, Changes(forms=frozenset(touched))

    def sentence(self, study: Study) -> str:
        return "The questionnaires that come with the program were taken in."


@dataclass(frozen=True, kw_only=True)
class FormEdit(Edit):
    """An edit of a version that is kept."""

    digest: str

    def old(self, study: Study) -> KeptForm:
        """The version as it is; raises Refused where the study has none of that hash."""
        return kept_form(study, self.digest)

    def named(self, study: Study) -> str:
        """Its title and version."""
        facts = self.old(study).facts
        return f"{facts.title}, version {facts.version},"


@dataclass(frozen=True, kw_only=True)
class RemoveForm(FormEdit):
    """Takes back an import; a version that a visit was begun with stays."""

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Take its words away."""
        form = self.old(study)
        if any(visit.form == self.digest for visit in study.store.visits.all()):
            raise Refused("An interview was begun with this questionnaire, so it stays. Nothing was changed.")
        study.store.forms.remove(self.digest)
        return RestoreForm(form=form), _touches(self.digest)

    def sentence(self, study: Study) -> str:
        return "The questionnaire was taken out again."


@dataclass(frozen=True, kw_only=True)
class RestoreForm(Edit):
    """Puts back what `RemoveForm` took."""

    form: KeptForm

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Keep the same words again."""
        study.store.forms.put(self.form)
        return RemoveForm(digest=self.form.facts.digest), _touches(self.form.facts.digest)

    def sentence(self, study: Study) -> str:
        return f"{self.form.facts.title} is in the study again."


@dataclass(frozen=True, kw_only=True)
class SetFormState(FormEdit):
    """Publishes a version, so that visits are begun with it; retires it, so that none is; or takes that back."""

    state: FormState

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Put the state."""
        facts = self.old(study).facts
        old = facts.state
        if self.state is FormState.PUBLISHED:
            _check_alone(study, facts)
        study.store.forms.put_state(self.digest, self.state)
        return SetFormState(digest=self.digest, state=old), _touches(self.digest)

    def sentence(self, study: Study) -> str:
        words = "a draft" if self.state is FormState.DRAFT else self.state.value
        return f"{self.named(study)} is {words} now."

    def sentence_undone(self, study: Study) -> str:
        return f"{self.sentence(study).removesuffix(' now.')} again."


@dataclass(frozen=True, kw_only=True)
class ReleaseLanguage(FormEdit):
    """Somebody who speaks it ticked a language of a version as checked, or took the tick away again."""

    language: str
    is_released: bool = True

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Put the tick."""
        facts = self.old(study).facts
        if self.language not in facts.languages[1:]:
            raise Refused(f"{facts.title} has no language “{self.language}” to be checked. Nothing was changed.")
        kept = tuple(one for one in facts.released if one != self.language)
        study.store.forms.put_released(self.digest, (*kept, self.language) if self.is_released else kept)
        inverse = ReleaseLanguage(
            digest=self.digest, language=self.language, is_released=self.language in facts.released
        )
        return inverse, _touches(self.digest)

    def sentence(self, study: Study) -> str:
        if self.is_released:
            return f"{self.named(study)} was ticked as checked in {self.language}; people may be asked in it now."
        return f"{self.named(study)} is not asked in {self.language}."


@dataclass(frozen=True, kw_only=True)
class AssignForm(Edit):
    """Which questionnaire is asked at a moment of the study; an empty id leaves it without one, and a wave with that of
    its cohort.
    """

    use: FormUse

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Put the questionnaire's id."""
        forms = study.store.forms
        if self.use.form and all(facts.id != self.use.form for facts in forms.all()):
            raise Refused("This questionnaire is not in the study. Nothing was changed; import it first.")
        before = forms.uses().get(self.use.use, "")
        is_kept = any(facts.id == before for facts in forms.all())  # else it was taken out meanwhile, and stays out
        forms.put_use(self.use)
        inverse = AssignForm(use=FormUse(self.use.use, before if is_kept else ""))
        return inverse, Changes(forms=frozenset({self.use.use}))

    def sentence(self, study: Study) -> str:
        asked_at = moment_words(study, self.use.use)
        form = self.use.form or study.store.forms.uses().get(self.use.use.partition("/")[0], "")
        if not form:
            return f"No questionnaire is chosen for {asked_at}."
        titles = {facts.id: facts.title for facts in study.store.forms.all()}
        return f"{titles.get(form, 'A questionnaire that is not in the study any more')} is used for {asked_at}."


def moment_words(study: Study, use: str) -> str:
    """The moment a questionnaire is asked at, in words: its cohort and wave, or what it is for."""
    plain = {INTAKE_USE: "intake", DIARY_USE: "the weekly diary", VOUCHER_USE: "the voucher’s receipt"}
    cohort, _, wave = use.partition("/")
    if use in plain:
        return plain[use]
    for found in study.plan.cohorts:
        if found.key == cohort:
            names = {each.key: each.name for each in found.waves}
            return f"{found.name}, {names.get(wave, wave).lower()}" if wave else found.name
    return use


def check_language(study: Study, digest: str, language: str) -> None:
    """Refuse a language that nobody ticked as checked (decisions: Welsh)."""
    facts = kept_form(study, digest).facts
    if not facts.may_use(language, is_practice=study.plan.is_practice):
        raise Refused(
            f"Nobody has ticked “{language}” of {facts.title} as checked, so people are not asked in it yet. Nothing "
            "was changed. Have it read by somebody who speaks it, then tick it under Study, Forms."
        )


def _check_alone(study: Study, facts: FormFacts) -> None:
    """One version of a questionnaire is published at a time, or nobody could say with which a visit begins."""
    for other in study.store.forms.all():
        if other.id == facts.id and other.digest != facts.digest and other.state is FormState.PUBLISHED:
            raise Refused(
                f"Version {other.version} of {other.title} is published. Nothing was changed; retire it first."
            )


def kept_form(study: Study, digest: str) -> KeptForm:
    """The questionnaire of that hash; raises Refused where the study has none."""
    form = study.store.forms.get(digest)
    if form is None:
        raise Refused("This questionnaire is not in the study. Nothing was changed; import it first.")
    return form


def _touches(digest: str) -> Changes:
    return Changes(forms=frozenset({digest}))
