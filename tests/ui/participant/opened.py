"""What the tests of a person's page share beside the fixtures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from ojm_desktop.domain.rating import Rating, RatingKey
from ojm_desktop.service.session import Session
from ojm_desktop.ui.participant import ParticipantPage

TODAY = date(2026, 5, 14)
Opener = Callable[[str], ParticipantPage]


def kept(session: Session, person: str, wave: str, pathway: str = "housing") -> Rating | None:
    return session.study.store.ratings.get(RatingKey(person, pathway, wave))


def value(session: Session, person: str, wave: str) -> int | None:
    found = kept(session, person, wave)
    return found.value if found else None


def given_day(page: ParticipantPage, words: str) -> None:
    day = page.journey.visit.day
    day.setFocus()
    day.setText(words)
    day.editingFinished.emit()
