"""What pages hold that is stored nowhere yet: each page states it, and it is kept here for all of them (L2, R5).

Every two seconds, at once when a page asks for it, and before the study closes or the pages are made anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.visit import VisitState
from ojm_desktop.service import drafts

if TYPE_CHECKING:
    from ojm_desktop.service.session import Session
    from ojm_desktop.store.settings import Draft

EVERY_MS: Final = 2000
"""A crash loses at most what was done in this time, in milliseconds."""


@dataclass(frozen=True)
class HalfDone:
    """Something begun at a ``place``: ``text`` is for the page that stated it to read; the ``cursor`` stood there.

    ``participant`` is whom words under the store's gate are about; ``is_sealed`` where a name may be in it.
    """

    place: str
    text: str
    cursor: int = 0
    participant: str | None = None
    is_sealed: bool = False


@dataclass(frozen=True)
class Waiting:
    """Something half done that was found when the study was opened, and the page on which it goes on.

    ``is_on_today``: Today has a card for it, which says how far it is and resumes it.
    """

    words: str
    page: str
    target: str
    is_on_today: bool = False


def waiting(session: Session) -> tuple[Waiting, ...]:
    """What is half done in a study that was opened, newest first, each thing once; codes only."""
    found = sorted(session.drafts(), key=lambda draft: draft.kept_at, reverse=True)
    return tuple(dict.fromkeys(each for draft in found if (each := _waiting(session, draft)) is not None))


def _waiting(session: Session, draft: Draft) -> Waiting | None:
    kind, _, rest = draft.place.partition("/")
    if kind == drafts.NEW_PERSON:
        return Waiting("adding a participant", "participants", "")
    if kind == drafts.AGREEMENT_TEXT:
        return Waiting("a draft of the agreement", "study", "agreement")
    if kind == drafts.VISIT_QUESTION:
        return _question_waiting(session, rest)
    return _waiting_with(session, draft, kind, rest)


def _waiting_with(session: Session, draft: Draft, kind: str, rest: str) -> Waiting | None:
    """What is half done in an interview, an agreement, a diary or on a journey."""
    visit = session.study.store.visits.get(rest.partition("/")[0])
    if visit is not None:
        code = session.study.participant(visit.participant).code
        is_over = visit.state in {VisitState.COMPLETE, VisitState.LOCKED}
        is_resumed = visit.state in {VisitState.IN_PROGRESS, VisitState.PAUSED}
        return None if is_over else Waiting(f"the interview with {code}", "interview", visit.id, is_resumed)
    is_sealed = kind in {drafts.AGREEMENT, drafts.CONTACTS}
    person = session.study.store.people.get(rest if is_sealed else draft.participant or "")
    if person is None:
        return None
    if kind == drafts.CONTACTS:
        return Waiting(f"something about contacts with {person.code}", "participant", f"{person.id}/contacts")
    if kind == drafts.AGREEMENT:
        return Waiting(f"the agreement of {person.code}", "agreement", person.id)
    if kind == drafts.DIARY:
        return Waiting(f"a diary week of {person.code}", "participant", f"{person.id}/diary")
    return Waiting(f"words on the journey of {person.code}", "participant", person.id)


def _question_waiting(session: Session, rest: str) -> Waiting | None:
    """A question about a visit, on the page where it was asked."""
    page, _, rest = rest.partition("/")
    person = session.study.store.people.get(rest.partition("/")[0])
    if person is None:
        return None
    target = f"{person.id}/interviews" if page == "participant" else ""
    return Waiting(f"a question about a visit of {person.code}", page, target)


class HalfDoneKeeper(QObject):
    """Keeps what ``stated`` gives and forgets what it gives no more. ``failed`` with a sentence when it could not."""

    failed = Signal(str)

    def __init__(self, session: Session, stated: Callable[[], Iterable[HalfDone]], parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._stated = stated
        self._kept: dict[str, HalfDone] = {}
        self._soon = QTimer(self)
        self._soon.setInterval(EVERY_MS)
        self._soon.timeout.connect(self._keep_or_say)
        self._soon.start()

    def keep(self) -> None:
        """Store what differs from what was stored last, unless stopped. Raises OjmError; what can be kept is kept."""
        if not self._soon.isActive():
            return
        stated = {each.place: each for each in self._stated()}
        failed: OjmError | None = None
        for place in [*stated, *(place for place in self._kept if place not in stated)]:
            each = stated.get(place)
            if each == self._kept.get(place):
                continue
            try:
                self._store(each or HalfDone(place, ""))
            except OjmError as error:
                failed = failed or error
        if failed is not None:
            raise failed

    def stop(self) -> None:
        """Keep nothing more: the study is being closed."""
        self._soon.stop()

    def _store(self, each: HalfDone) -> None:
        self._session.keep_draft(each.place, each.text, each.cursor, each.participant, is_sealed=each.is_sealed)
        if each.text:
            self._kept[each.place] = each
        else:
            self._kept.pop(each.place, None)

    def _keep_or_say(self) -> None:
        try:
            self.keep()
        except OjmError as error:
            self.failed.emit(str(error))
