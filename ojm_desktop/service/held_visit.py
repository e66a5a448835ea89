"""A visit in hand: its row, its trail since the last edit, and how it rests, goes on, ends.

Everything that is asked of it becomes one edit, which takes the trail with it; what happened at which question is
durable with the edit that follows, and at the latest when the visit is set aside (interview: paradata).
"""

from __future__ import annotations

import dataclasses
from typing import Any, Final

from ojm_desktop.domain.agreement import Consent, ConsentState
from ojm_desktop.domain.changes import Changes
from ojm_desktop.domain.counting import counted
from ojm_desktop.domain.disclosure import Category
from ojm_desktop.domain.effects import NO_EFFECTS, Effects
from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.paradata import ClockWatch, SetBack, Step, What
from ojm_desktop.domain.rows import Following, by_path, now_at, turn
from ojm_desktop.domain.visit import Layout, PauseReason, Visit
from ojm_desktop.service import drafts
from ojm_desktop.service.edits import (
    ChangeLayout,
    CompleteVisit,
    Edit,
    HandOver,
    PauseVisit,
    RecordDisclosure,
    ResumeVisit,
    SetVisitAside,
    StopVisit,
    TakeBack,
)
from ojm_desktop.service.interview_pace import Pace
from ojm_desktop.service.session import Session

AGREEMENT_REFUSED: Final = "agreement refused"
"""Why a visit is stopped that a no came into."""
SETTLES = frozenset({What.ANSWERED, What.CHANGED, What.DECLINED, What.TAKEN_BACK})
"""After one of these a warning is a new one, and is passed anew."""


class HeldVisit:
    """One visit of an open study. Raises Refused where it is not there or was not begun."""

    def __init__(self, session: Session, visit: str) -> None:
        self.session = session
        self._visit_id = visit
        self._participant = self.visit.participant
        self._trail: list[Step] = []
        self._entered = ""
        self._read_trail()

    @property
    def visit(self) -> Visit:
        """The visit as it stands."""
        found = self.session.study.store.visits.get(self._visit_id)
        if found is None or not found.form:
            raise Refused("This visit was not begun. Nothing was changed; begin it from the person's page.")
        return found

    # --- resting, going on, ending

    def pause(self, reason: PauseReason) -> Changes:
        """Let it rest."""
        return self._do(PauseVisit(**self._named(), reason=reason))

    def resume(self) -> Changes:
        """Go on with one that rests, was stopped or is complete."""
        changes = self._do(ResumeVisit(**self._named()))
        self._entered = ""  # its rest ended the stay at the question: one comes to it anew
        return changes

    def stop(self, reason: str) -> Changes:
        """End it before its end, and say why; raises Refused without a reason (interview: states).

        After a no this can still be done, and writes no answer.
        """
        if not reason.strip():
            raise Refused("An interview is stopped for a reason. Nothing was changed; say why in a few words.")
        effects = self._at_its_end() if self.is_agreed else NO_EFFECTS
        return self._do(StopVisit(**self._named(), reason=reason, effects=effects))

    def complete(self) -> Changes:
        """Everything was asked that was to be asked; raises Refused while something on the finish list stops it."""
        if found := self.blocking():
            still = counted(len(found), "question still blocks", "questions still block")
            raise Refused(f"{still} the end. Nothing was changed; answer it, or say why there is no answer.")
        return self._do(CompleteVisit(**self._named(), effects=self._at_its_end()))

    def set_layout(self, layout: Layout) -> Changes:
        """One question at a time, or a page for each pathway; it opens so again."""
        return self._do(ChangeLayout(**self._named(), layout=layout))

    # --- where it was left

    @property
    def place_left(self) -> str:
        """The question it was left at, where that lies now; empty where nothing waits at one."""
        draft = self.session.draft(drafts.visit_place(self._visit_id))
        since = (step for step in self.row_steps if draft is not None and step.instant.utc > draft.kept_at)
        return now_at(draft.text, since) if draft is not None else ""

    def stand_at(self, path: str) -> None:
        """Where one is, durable, so that a kill reopens it there; and that it is being held, until it is set aside."""
        self.session.keep_draft(drafts.visit_place(self._visit_id), path, drafts.HELD, self._participant)

    def set_aside(self, path: str) -> None:
        """It was left in order, for another page or because the study was locked: nothing was cut off.

        What the trail holds since the last answer is written with it, one edit; there may be no answer after it.
        """
        self.session.keep_draft(drafts.visit_place(self._visit_id), path, drafts.SET_ASIDE, self._participant)
        self._read_on()
        if self._entered or self._trail:
            self._do(SetVisitAside(**self._named(), path=self._entered))
            self._entered = ""

    @property
    def was_set_aside(self) -> bool:
        """Whether it was left in order the last time, and not held since."""
        draft = self.session.draft(drafts.visit_place(self._visit_id))
        return draft is not None and draft.cursor == drafts.SET_ASIDE

    def leave(self) -> None:
        """The visit is over: nothing waits at a question any more."""
        self.session.keep_draft(drafts.visit_place(self._visit_id), "", 0)

    # --- who has the laptop

    def hand_over(self, path: str) -> Changes:
        """The participant has it from here on, at this question."""
        return self._do(HandOver(**self._named(), path=path))

    def take_back(self, path: str) -> Changes:
        """The PIN was typed."""
        return self._do(TakeBack(**self._named(), path=path))

    # --- something that must be passed on

    def disclose(self, path: str, category: Category, words: str) -> Changes:
        """What must be passed on, with the question at which it was said: sealed at once, and never undone.

        The trail of the visit says nothing of it: those without the sealed side read that.
        """
        visit = self.visit
        told = RecordDisclosure(
            participant=visit.participant, category=category, words=words, visit=visit.id, path=path
        )
        return self.session.do(told)

    # --- the trail

    @property
    def clock_set_back(self) -> SetBack | None:
        """The last time the machine's clock was set back during this visit; None where it never was."""
        self._read_on()
        return self._watch.after(self._trail).found

    @property
    def is_agreed(self) -> bool:
        """Whether the person may still be asked: they may say no after the visit began. The store asks it again."""
        newest = self._agreement
        return newest is not None and newest.uses.interview

    @property
    def allows_sound(self) -> bool:
        """Whether the person's agreement lets sound of them be kept; the store asks it again."""
        newest = self._agreement
        return newest is not None and newest.uses.audio

    @property
    def _agreement(self) -> Consent | None:
        """The newest one, where it is in force."""
        newest = self.session.study.store.consents.newest(self._participant)
        return newest if newest is not None and newest.state is ConsentState.IN_FORCE else None

    @property
    def row_steps(self) -> tuple[Step, ...]:
        """The steps of the trail by which rows of repeats went and came back (`domain.rows.turn`), in order."""
        self._read_on()
        return tuple(self._row_steps)

    def passed(self, path: str, warning: str) -> str:
        """Why a warning was passed since the answer changed last; empty while it was not."""
        self._read_on()
        return self._passed.get(path, {}).get(warning, "")

    def pace(self) -> Pace:
        """How long was spent where until now, also by what waits for the next edit."""
        self._read_on()
        return self._pace.after(self._trail) if self._trail else self._pace

    def _read_trail(self) -> None:
        """What the study holds of the trail, and behind it what waits for the next edit."""
        self._watch = ClockWatch()
        self._passed: dict[str, dict[str, str]] = {}
        self._passed_rows: Following[str, dict[str, str]] = by_path()
        self._pace = Pace()
        self._row_steps: list[Step] = []
        self._steps_read = 0
        self._read_on()

    def _read_on(self) -> None:
        """The steps that became durable since the last look."""
        for step in self.session.study.store.paradata.of(self._visit_id, after=self._steps_read):
            self._steps_read += 1
            self._watch.take(step.instant)
            self._pace.take(step)
            if turn(step):
                self._follow(step)
            elif step.what in SETTLES:
                self._passed.pop(step.path, None)
            elif step.what is What.OVERRIDDEN:
                self._passed.setdefault(step.path, {})[step.old] = step.new

    def _follow(self, step: Step) -> None:
        """A row of a repeat came or went: what is known of those behind it goes with them, also what waits here."""
        self._row_steps.append(step)
        self._passed = self._passed_rows.after(self._passed, step)
        self._trail = [dataclasses.replace(one, path=now_at(one.path, (step,))) for one in self._trail]
        self._entered = now_at(self._entered, (step,))

    def _walk(self, path: str, what: What, new: str = "") -> None:
        """One step more, durable with the next edit."""
        self._trail.append(Step(path, what, self.session.clock.now(), new=new))

    # --- inside

    def _named(self) -> dict[str, Any]:
        """What every edit of a visit names."""
        return {"visit": self._visit_id, "participant": self._participant, "trail": tuple(self._trail)}

    def _do(self, edit: Edit) -> Changes:
        """Apply an edit that takes the trail with it."""
        changes = self.session.do(edit)
        self._trail.clear()
        return changes

    def blocking(self) -> tuple[str, ...]:
        """Paths of the questions that stop the end."""
        return ()

    def _at_its_end(self) -> Effects:
        """What ending the visit does to its answers."""
        return NO_EFFECTS
