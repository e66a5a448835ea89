"""A questionnaire as the study keeps it: the XForm's own words, bound to their hash, and whether it is in use."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class FormState(Enum):
    """Draft until it is published; a retired one opens old interviews only."""

    DRAFT = "draft"
    PUBLISHED = "published"
    RETIRED = "retired"


class FormChange(Enum):
    """What a version is beside the one before: the first, one that asks the same, or one that does not."""

    FIRST = "first"
    MINOR = "minor"
    MAJOR = "major"


@dataclass(frozen=True)
class FormFacts:
    """One version without its words; `digest` is the SHA-256 of the XForm, in hex.

    `languages` are those it is written in, the one it is asked in first; `released` those of the others that somebody
    ticked as checked. A version taken in by an older program names none.
    """

    digest: str
    id: str
    version: str
    title: str
    state: FormState
    change: FormChange
    imported_at: str
    languages: tuple[str, ...] = ()
    released: tuple[str, ...] = ()

    def usable_languages(self, *, is_practice: bool) -> tuple[str, ...]:
        """The languages people may be asked in: the first, and what was ticked as checked (decisions: Welsh).

        In a practice study, where nobody is asked, all of them.
        """
        if is_practice:
            return self.languages
        return tuple(one for one in self.languages if one == self.languages[0] or one in self.released)

    def may_use(self, language: str, *, is_practice: bool) -> bool:
        """Whether people may be asked in a language; the empty one is the first."""
        return not language or not self.languages or language in self.usable_languages(is_practice=is_practice)


@dataclass(frozen=True)
class FormFile:
    """What stands beside a form under a name that the form calls it by: a list as CSV, a picture."""

    name: str
    octets: bytes


@dataclass(frozen=True)
class KeptForm:
    """One version with its words, and the files beside it in the order of their names."""

    facts: FormFacts
    xml: str
    files: tuple[FormFile, ...] = ()


@dataclass(frozen=True)
class FormUse:
    """Which questionnaire is asked at a moment: `use` is `intake`, `diary`, `voucher`, a cohort, or cohort/wave."""

    use: str
    form: str


INTAKE_USE, DIARY_USE, VOUCHER_USE = "intake", "diary", "voucher"


def use_of(cohort: str, wave: str = "") -> str:
    """The use of a cohort's wave, or of all its waves that have none of their own."""
    return f"{cohort}/{wave}" if wave else cohort
