"""What is typed at a question and given nowhere yet, by place: an answer, a note, something to be kept apart (L2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum

from ojm_desktop.domain.answer import CommentKind
from ojm_desktop.domain.paradata import Step
from ojm_desktop.domain.rows import BACK, Following, now_at, rowless, turn
from ojm_desktop.service.session import Session
from ojm_desktop.ui.half_done import HalfDone


class Begun(Enum):
    """What was being written."""

    ANSWER = "answer"
    NOTE = "note"
    DISCLOSURE = "disclosure"


Place = tuple[Begun, str]
"""What was being written, and at which question."""


def _below(what: Begun, above: str, text: str) -> str:
    """Both as one; what a disclosure or a note is stands in its first line, and stays where it is the same of both.

    Otherwise a disclosure's is asked again, and a note is the researcher's remark: nobody said it by default.
    """
    if what is Begun.ANSWER:
        return f"{above}\n{text}"
    (kind, _, words), (other, _, more) = above.partition("\n"), text.partition("\n")
    if kind != other:
        kind = CommentKind.CONTEXT.value if what is Begun.NOTE else ""
    return f"{kind}\n{words}\n{more}"


def _following() -> Following[Place, str]:
    return Following(lambda place: place[1], lambda place, path: (place[0], path))


@dataclass
class HalfTyped:
    """Of one visit: texts by what was being written and at which question.

    They follow their rows of repeats: `follow`, with all that the visit's trail says of rows until then.
    """

    visit: str
    participant: str
    words: dict[Place, str] = field(default_factory=dict)
    rows_followed: int = 0
    rows: Following[Place, str] = field(default_factory=_following)

    @classmethod
    def found(cls, session: Session, visit: str, participant: str, rows: Sequence[Step] = ()) -> HalfTyped:
        """What was kept of this visit when the program stopped; rows that came or went after that are followed."""
        made = cls(visit, participant, rows_followed=len(rows))
        for draft in session.drafts():
            kind, _, rest = draft.place.partition("/")
            of, _, path = rest.partition("/")
            if of == visit and kind in {each.value for each in Begun} and draft.text:
                since = (step for step in rows if step.instant.utc > draft.kept_at)
                made.words[Begun(kind), now_at(f"/{path}", since)] = draft.text
        return made

    def follow(self, rows: Sequence[Step]) -> bool:
        """Rows of repeats went or came back: what is half typed behind them moves, what was in one waits for it.

        Whether any did since the last time.
        """
        new = rows[self.rows_followed :]
        for step in new:
            had_origin = len(self.rows.gone)
            self.words = self.rows.after(self.words, step)
            if turn(step) == BACK and len(self.rows.gone) == had_origin:
                self._take_in(step.path)
        self.rows_followed = len(rows)
        return bool(new)

    def _take_in(self, instance: str) -> None:
        """A row is back that went before the program stopped: what was kept without a row is taken for its own."""
        repeat = instance.rpartition("[")[0]
        for what, path in [place for place in self.words if place[1].startswith(f"{repeat}/")]:
            place, text = (what, instance + path.removeprefix(repeat)), self.words.pop((what, path))
            self.words[place] = _below(what, text, self.words[place]) if place in self.words else text

    @property
    def places(self) -> tuple[Place, ...]:
        """Where something is half typed; what was in a row that was taken away stands without it."""
        return tuple(self._all())

    def _all(self) -> dict[Place, str]:
        """Everything, also what waits for its row: at its question without the row, one below the other."""
        found = dict(self.words)
        for (what, path), text in (item for row in self.rows.gone for item in row.items()):
            place = (what, rowless(path.partition("[")[0] + "[", path))
            found[place] = _below(what, found[place], text) if place in found else text
        return found

    def put(self, what: Begun, path: str, text: str) -> None:
        """What is typed there now; nothing forgets it."""
        if text:
            self.words[what, path] = text
        else:
            self.words.pop((what, path), None)

    def take(self, what: Begun, path: str) -> str:
        """What was typed there; empty for nothing."""
        return self.words.get((what, path), "")

    def stated(self) -> Iterator[HalfDone]:
        """For the frame to keep: what must be passed on lies sealed, the rest under the person's agreement."""
        for (what, path), text in self._all().items():
            place = f"{what.value}/{self.visit}{path}"
            if what is Begun.DISCLOSURE:
                yield HalfDone(place, text, is_sealed=True)
            else:
                yield HalfDone(place, text, participant=self.participant)
