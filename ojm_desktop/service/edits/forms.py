"""Edits of the questionnaires a study keeps. Reading a workbook happens before; here come its words and their hash."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from ojm_desktop.domain.changes import Changes
from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.kept_form import FormChange, FormFacts, FormState, KeptForm
from ojm_desktop.service.edits.base import Edit
from ojm_desktop.service.study import Study


@dataclass(frozen=True, kw_only=True)
class ImportForm(Edit):
    """A version of a questionnaire comes in as a draft. `name` is its id in the XForm."""

    name: str
    version: str
    title: str
    xml: str
    change: FormChange = FormChange.FIRST

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Keep its words under their hash."""
        digest = hashlib.sha256(self.xml.encode()).hexdigest()
        if study.store.forms.get(digest) is not None:
            raise Refused("This version of the questionnaire is in the study already. Nothing was changed.")
        facts = FormFacts(digest, self.name, self.version, self.title, FormState.DRAFT, self.change, self.at)
        study.store.forms.put(KeptForm(facts, self.xml))
        return RemoveForm(digest=digest), _touches(digest)

    def sentence(self, study: Study) -> str:
        return f"{self.title}, version {self.version}, was taken in as a draft."


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
        old = self.old(study).facts.state
        study.store.forms.put_state(self.digest, self.state)
        return SetFormState(digest=self.digest, state=old), _touches(self.digest)

    def sentence(self, study: Study) -> str:
        words = "a draft" if self.state is FormState.DRAFT else self.state.value
        return f"{self.named(study)} is {words} now."

    def sentence_undone(self, study: Study) -> str:
        return f"{self.sentence(study).removesuffix(' now.')} again."


def kept_form(study: Study, digest: str) -> KeptForm:
    """The questionnaire of that hash; raises Refused where the study has none."""
    form = study.store.forms.get(digest)
    if form is None:
        raise Refused("This questionnaire is not in the study. Nothing was changed; import it first.")
    return form


def _touches(digest: str) -> Changes:
    return Changes(forms=frozenset({digest}))
