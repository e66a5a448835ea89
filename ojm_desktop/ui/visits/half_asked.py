"""A question about a visit that is half answered: where it is kept, and what is kept of it (L2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.service import drafts, visits
from ojm_desktop.store.codec import from_text, to_text
from ojm_desktop.ui.half_done import HalfDone

if TYPE_CHECKING:
    from ojm_desktop.service.session import Session
    from ojm_desktop.store.settings import Draft


@dataclass(frozen=True)
class HalfAsked:
    """What was chosen and typed, in the order of the question's fields."""

    fields: tuple[str, ...]


@dataclass(frozen=True)
class Where:
    """On which page which question (`kind`) about whose visit is asked."""

    page: str
    participant: str
    kind: str
    wave: str

    @property
    def place(self) -> str:
        """The name of its draft."""
        return f"{drafts.VISIT_QUESTION}/{self.page}/{self.participant}/{self.kind}/{self.wave}"


def where(place: str) -> Where | None:
    """What the name of a draft says; None where it is of something else."""
    first, *rest = place.split("/")
    return Where(*rest) if first == drafts.VISIT_QUESTION and len(rest) == 4 else None


def stated(session: Session, asked: Where, fields: tuple[str, ...]) -> HalfDone:
    """What is to be kept. Before anybody agreed nothing about them lies in clear: it is sealed, or kept not at all."""
    is_sealed = visits.not_agreed(session, asked.participant) is not None
    return HalfDone(asked.place, to_text(HalfAsked(fields)), 0, asked.participant, is_sealed)


def newest(session: Session, page: str, participant: str = "") -> tuple[Where, tuple[str, ...]] | None:
    """What was half answered on a page, about somebody or about anybody, newest first; None for nothing."""
    for draft in sorted(session.drafts(), key=lambda each: each.kept_at, reverse=True):
        asked = where(draft.place)
        if asked is None or asked.page != page or (participant and asked.participant != participant):
            continue
        fields = _fields(draft)
        if fields is not None:
            return asked, fields
    return None


def _fields(draft: Draft) -> tuple[str, ...] | None:
    try:
        return from_text(draft.text, HalfAsked).fields
    except OjmError:
        return None
