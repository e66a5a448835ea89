"""What a person's other interviews mean for one that is held or read: last time's answers, and what is kept back now.

A rating or a moment of a pathway that another open interview waits for would lead that answer as a point of the graph
would (interview: ratings). On paper everything is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ojm_desktop.domain.answer import Answer
from ojm_desktop.domain.form import Form, Last, Question, Role
from ojm_desktop.domain.visit import Visit
from ojm_desktop.service.interview_record import Places, without_positions
from ojm_desktop.service.interview_run import last_answers
from ojm_desktop.service.open_visits import open_visits
from ojm_desktop.service.session import Session


class Others:
    """The other interviews with the person of `visit`. `awaited` tells the pathways that one of them waits for, by id;
    it is asked once, when it is first needed, and again after `forget`.
    """

    def __init__(
        self, session: Session, visit: Visit, form: Form, places: Places, awaited: Callable[[str], Iterable[str]]
    ) -> None:
        self._session, self._visit, self._places, self._awaited = session, visit, places, awaited
        self.last_answers = last_answers(session, visit, form)
        self._waiting: frozenset[str] | None = None

    def forget(self) -> None:
        """What is waited for may be another now."""
        self._waiting = None

    def withhold(self, path: str) -> bool:
        """Whether what stands at a question is not shown now: another interview waits for its pathway."""
        if self._waiting is None:
            others = (one.id for one in open_visits(self._session, self._visit.participant) if one.id != self._visit.id)
            self._waiting = frozenset(pathway for other in others for pathway in self._awaited(other))
        if not self._waiting or not self._places.tells_journey(path):
            return False
        return self._places.pathway(without_positions(path)) in self._waiting

    def last(self, path: str, *, is_replied: bool) -> Answer | None:
        """The last wave's answer where it may be seen now: before answering, only after it, or never."""
        node = self._places.nodes.get(without_positions(path))
        if not isinstance(node, Question):
            return None
        when = Last.AFTER if node.role is Role.RATING else node.last
        if when is Last.NEVER or (when is Last.AFTER and not is_replied) or self.withhold(path):
            return None
        return self.last_answers.get(path)

    @property
    def last_wave(self) -> str:
        """The wave that `last` speaks of; empty where there is none."""
        key = next((answer.key for answer in self.last_answers.values()), None)
        visit = self._session.study.store.visits.get(key.visit) if key else None
        return visit.wave if visit else ""
