"""Edits of the agreement's words: drafted, published as a minor or major change, taken out of use.

What was published is never changed, and publishing has no way back: somebody may have read it and signed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, Final

from ojm_desktop.domain.agreement import AgreementText, KeptText, Severity, Style, TextState
from ojm_desktop.domain.agreement_words import check_whole
from ojm_desktop.domain.changes import Changes
from ojm_desktop.domain.errors import Refused
from ojm_desktop.service import agreement_texts as texts
from ojm_desktop.service.edits.base import Edit, Undo
from ojm_desktop.service.study import Study

LONGEST_LANGUAGE: Final = 40
TOUCHED: Final = Changes(agreement_texts=True)


@dataclass(frozen=True, kw_only=True)
class _TextEdit(Edit):
    """An edit of the text of a version in a language and style."""

    version: int
    language: str
    style: Style

    def old(self, study: Study) -> KeptText | None:
        """What stands there."""
        return texts.find(study, self.version, self.language, self.style)

    @property
    def named(self) -> str:
        """Which text."""
        easy = "" if self.style is Style.FULL else ", easy read"
        return f"Version {self.version} of the agreement in {self.language}{easy}"


@dataclass(frozen=True, kw_only=True)
class DraftText(_TextEdit):
    """A draft is kept with these words, or thrown away with None. `checked`: read by somebody who speaks it."""

    text: AgreementText | None
    checked: bool = False

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Keep it; refused where what stands there was published."""
        old = self.old(study)
        if old is not None and old.state is not TextState.DRAFT:
            raise Refused(f"{self.named} was published and stays as it is. Nothing was changed; begin a new version.")
        if self.text is None:
            study.store.agreement_texts.remove(self.version, self.language, self.style)
        else:
            _check_draft(study, self)
            study.store.agreement_texts.put(KeptText(self.text, TextState.DRAFT, checked=self.checked))
        was = old.text if old else None
        inverse = DraftText(
            version=self.version,
            language=self.language,
            style=self.style,
            text=was,
            checked=old.checked if old else False,
        )
        return inverse, TOUCHED

    def sentence(self, study: Study) -> str:
        return f"{self.named} is kept as a draft." if self.text else f"{self.named} has no draft."


@dataclass(frozen=True, kw_only=True)
class PublishText(_TextEdit):
    """A draft is read to people from now on. A first text of a version takes the version before out of use."""

    undo: ClassVar[Undo] = Undo.BARRIER

    severity: Severity

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Publish it; refused before it says all that an agreement says, and before its language was checked."""
        old, newest = self.old(study), texts.newest_version(study)
        if old is None or old.state is not TextState.DRAFT:
            raise Refused(f"{self.named} is no draft. Nothing was changed.")
        if self.version < newest:
            raise Refused(f"Version {newest} is in use already. Nothing was changed; draft the words for that one.")
        check_whole(old.text)
        is_first = self.language == texts.FIRST_LANGUAGE and self.style is Style.FULL
        if self.version > newest and not is_first:
            raise Refused(
                f"The full text in {texts.FIRST_LANGUAGE} is published first. Nothing was changed; publish that one."
            )
        if self.language != texts.FIRST_LANGUAGE and not old.checked and not study.plan.is_practice:
            raise Refused(
                f"Nobody who speaks {self.language} has ticked this text as checked. Nothing was changed; have it "
                "read, then tick it."
            )
        known = texts.severity_of(study, self.version)
        if known is not None and known is not self.severity:
            raise Refused(f"Version {self.version} was published as a {known.value} change. Nothing was changed.")
        if self.version > newest:
            for one in study.store.agreement_texts.all():
                if one.state is TextState.PUBLISHED:
                    study.store.agreement_texts.put(replace(one, state=TextState.RETIRED))
        study.store.agreement_texts.put(replace(old, state=TextState.PUBLISHED, severity=self.severity))
        return None, _everybody(study)

    def sentence(self, study: Study) -> str:
        return f"{self.named} is read to people from now on, as a {self.severity.value} change."


@dataclass(frozen=True, kw_only=True)
class RetireText(_TextEdit):
    """A language or style of the version in use is read to nobody any more; who signed it keeps their agreement."""

    undo: ClassVar[Undo] = Undo.BARRIER

    def apply(self, study: Study) -> tuple[Edit | None, Changes]:
        """Take it out of use; the full text in the first language stays, or nobody could sign."""
        old = self.old(study)
        if old is None or old.state is not TextState.PUBLISHED:
            raise Refused(f"{self.named} is not in use. Nothing was changed.")
        if self.language == texts.FIRST_LANGUAGE and self.style is Style.FULL:
            raise Refused(
                "Without this text nobody could sign. Nothing was changed; publish a newer version, and it is retired."
            )
        study.store.agreement_texts.put(replace(old, state=TextState.RETIRED))
        return None, TOUCHED

    def sentence(self, study: Study) -> str:
        return f"{self.named} is not read to people any more."


def _check_draft(study: Study, edit: DraftText) -> None:
    text, newest = edit.text, texts.newest_version(study)
    if text is None or (text.version, text.language, text.style) != (edit.version, edit.language, edit.style):
        raise Refused("The draft is of another version, language or style. Nothing was changed.")
    if not edit.language.strip() or len(edit.language) > LONGEST_LANGUAGE:
        raise Refused(f"A language has a name of at most {LONGEST_LANGUAGE} letters. Nothing was changed.")
    if not newest <= edit.version <= newest + 1:
        raise Refused(f"The next version is {newest + 1}. Nothing was changed.")


def _everybody(study: Study) -> Changes:
    """Whoever signed may have to sign again, so every list and head that says so is drawn anew."""
    signed = frozenset(study.store.consents.newest_states())
    return Changes(agreement_texts=True, participants=signed, consents=signed)
