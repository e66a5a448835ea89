"""What is half done and kept for later (L2): not an edit, so no event tells of it, and undo knows nothing of it.

Words about somebody who agreed to interviews lie in the table of drafts, under the store's gate. What may hold a name,
and everything about an agreement that is not filed yet, lies in one sealed row: sealed, or kept not at all.
"""

from __future__ import annotations

from dataclasses import dataclass

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.service.study import Study
from ojm_desktop.store.codec import from_text
from ojm_desktop.store.settings import Draft

KIND = "drafts"
NEW_PERSON = "new_person"
AGREEMENT = "agreement"
VISIT = "visit"
DIARY = "diary"
VISIT_QUESTION = "visit_question"
CONTACTS = "contacts"
STOPPING = "stopping"
AGREEMENT_TEXT = "agreement_text"
HELD = 0
SET_ASIDE = 1
"""What is kept beside the question a visit stands at: one that was being held when the program stopped was cut off."""


def agreement_place(participant: str) -> str:
    """Where an agreement under way is kept."""
    return f"{AGREEMENT}/{participant}"


def agreement_text_place(version: int, name: str) -> str:
    """Where words of a draft of the agreement are kept that are not in it yet."""
    return f"{AGREEMENT_TEXT}/{version}/{name}"


def contacts_place(participant: str) -> str:
    """Where what is typed about a person's contacts is kept, until it is recorded."""
    return f"{CONTACTS}/{participant}"


def visit_place(visit: str) -> str:
    """Where it is kept at which question an interview stands."""
    return f"{VISIT}/{visit}"


def stopping_place(visit: str) -> str:
    """Where the words are kept that are typed as the reason why an interview ends before its end."""
    return f"{STOPPING}/{visit}"


@dataclass(frozen=True)
class SealedDrafts:
    """What the one sealed row holds."""

    drafts: tuple[Draft, ...] = ()


def sealed(study: Study) -> dict[str, Draft]:
    """Sealed drafts by place; none for a slot without the identity key, nor where the row does not open.

    Verifying names a row that does not open; nobody is kept from working by it.
    """
    return _read(study) or {} if study.has_sealed_side else {}


def can_be_read(study: Study) -> bool:
    """Whether the sealed row opens and holds drafts. Nothing vouches for more: no event tells what they should say."""
    return _read(study) is not None


def row_id(study: Study) -> str:
    """The sealed row's id; raises NotAllowed without the identity key."""
    return study.sealed_side.row_id(KIND, "")


def seal(study: Study, draft: Draft) -> None:
    """Keep it sealed, within a transaction; not at all where this slot cannot seal."""
    if study.has_sealed_side:
        _put(study, {**sealed(study), draft.place: draft})


def unseal(study: Study, place: str) -> None:
    """Forget it, within a transaction: what it led to was done, or it was given up."""
    kept = sealed(study)
    if kept.pop(place, None) is not None:
        _put(study, kept)


def _read(study: Study) -> dict[str, Draft] | None:
    text = study.sealed_side.read_or_none(row_id(study))
    try:
        return {draft.place: draft for draft in from_text(text, SealedDrafts).drafts} if text is not None else None
    except OjmError:
        return None


def _put(study: Study, kept: dict[str, Draft]) -> None:
    if kept:
        study.sealed_side.put_value(KIND, "", SealedDrafts(tuple(kept[place] for place in sorted(kept))))
    else:
        study.sealed_side.remove(KIND, "")


def forget_all_of(study: Study, participant: str, visits: set[str]) -> None:
    """Forget what is half done about somebody who is erased, within a transaction."""
    kept, ids = sealed(study), {participant, *visits}
    left = {
        place: draft
        for place, draft in kept.items()
        if draft.participant != participant and not any(each in place for each in ids)
    }
    if len(left) < len(kept):
        _put(study, left)
