"""Which words of the agreement are read to people now, which were before, and who signs again since (security: S6).

Beside the texts of the program stand the study's own, from the version after them on. Of a version there may be several
languages and an easy style; those of the newest published version are in use. Whoever signed a version before the
newest major one signs again before the next visit; a minor change asks nothing of anybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from ojm_desktop.domain.agreement import AgreementText, ConsentState, KeptText, Severity, Style, TextState
from ojm_desktop.domain.agreement_text import CURRENT, SHIPPED, for_study
from ojm_desktop.domain.errors import Refused

if TYPE_CHECKING:
    from ojm_desktop.service.study import Study


class Opened(Protocol):
    """A session, as far as it is asked here: edits ask the same of a study, and a session is made of edits."""

    @property
    def study(self) -> Study:
        """What is open."""
        ...


FIRST_LANGUAGE: Final = CURRENT.language
"""The language in which a version begins; others are translations, read by somebody who speaks them."""


@dataclass(frozen=True)
class Reason:
    """Why somebody signs again: the version they signed, and the one from which words say something else."""

    signed: int
    asked: int

    @property
    def sentence(self) -> str:
        """For the researcher."""
        return (
            f"The agreement was changed in what it says since this person signed version {self.signed}. Have version "
            f"{self.asked} or newer signed before the next visit."
        )


def kept(study: Study) -> tuple[KeptText, ...]:
    """Every text, the program's before the study's, oldest version first, as they stand (places not filled)."""
    own = study.store.agreement_texts.all()
    newest = max((one.text.version for one in own if one.state is not TextState.DRAFT), default=0)
    known = {_key(one.text) for one in own}
    state = TextState.RETIRED if newest > CURRENT.version else TextState.PUBLISHED
    shipped = tuple(KeptText(text, state, checked=True) for text in SHIPPED if _key(text) not in known)
    return tuple(sorted((*shipped, *own), key=_order))


def in_use(study: Study) -> tuple[KeptText, ...]:
    """The texts that can be read to somebody now, the full one in the first language first."""
    every = kept(study)
    newest = newest_version(study)
    return tuple(one for one in every if one.text.version == newest and one.state is TextState.PUBLISHED)


def newest_version(study: Study) -> int:
    """The version that is read to people now."""
    return max(one.text.version for one in kept(study) if one.state is not TextState.DRAFT)


def published(session: Opened) -> tuple[AgreementText, ...]:
    """What can be read to somebody now, filled from the study's basis; the full one in the first language first."""
    return tuple(for_study(session.study.plan.basis, one.text) for one in in_use(session.study))


def current(session: Opened, language: str = FIRST_LANGUAGE, style: Style = Style.FULL) -> AgreementText:
    """The text in force in a language and style. Raises Refused where it is not in use."""
    return current_of(session.study, language, style)


def current_of(study: Study, language: str, style: Style) -> AgreementText:
    """The same of a study."""
    for one in in_use(study):
        if (one.text.language, one.text.style) == (language, style):
            return for_study(study.plan.basis, one.text)
    raise Refused(
        f"The agreement is not read in {language}, {style.words.lower()}, any more. Nothing was changed; choose "
        "another."
    )


def signed_text(study: Study, participant: str) -> AgreementText | None:
    """The words somebody signed last, in the first language and in full, withdrawn since or not.

    None before they signed, of a paper with words of its own, and of a version that is kept here no more.
    """
    consent = study.store.consents.newest_signed(participant)
    found = find(study, consent.text_version, FIRST_LANGUAGE, Style.FULL) if consent is not None else None
    return for_study(study.plan.basis, found.text) if found is not None else None


def asked_version(study: Study) -> int:
    """The version from which on nobody has to sign again."""
    return max((CURRENT.version, *study.store.agreement_texts.majors()))


def must_sign_again(session: Opened, participant: str) -> Reason | None:
    """Whether what somebody signed says something else by now; None for whoever has no agreement in force."""
    return must_sign_again_of(session.study, participant)


def must_sign_again_of(study: Study, participant: str) -> Reason | None:
    """The same of a study. A paper with words of its own (version 0) nobody here can compare: its reader knows."""
    consent = study.store.consents.newest(participant)
    if consent is None or consent.state is not ConsentState.IN_FORCE:
        return None
    asked = asked_version(study)
    return Reason(consent.text_version, asked) if 0 < consent.text_version < asked else None


def in_force_before(study: Study, version: int) -> int:
    """How many people have an agreement in force to an older version of these words."""
    newest = study.store.consents.newest_states().values()
    return sum(state is ConsentState.IN_FORCE and 0 < signed < version for state, signed in newest)


def find(study: Study, version: int, language: str, style: Style) -> KeptText | None:
    """One text; None where there is none."""
    return next((one for one in kept(study) if _key(one.text) == (version, language, style)), None)


def severity_of(study: Study, version: int) -> Severity | None:
    """How great a change a version that was published is; None before."""
    found = [one.severity for one in kept(study) if one.text.version == version and one.state is not TextState.DRAFT]
    return found[0] if found else None


def _key(text: AgreementText) -> tuple[int, str, Style]:
    return text.version, text.language, text.style


def _order(one: KeptText) -> tuple[int, bool, str, bool]:
    text = one.text
    return text.version, text.language != FIRST_LANGUAGE, text.language, text.style is not Style.FULL
