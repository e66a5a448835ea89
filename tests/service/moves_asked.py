"""An edit a kind, made at random, of questionnaires, visits, answers, diaries and paper typed again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from ojm_desktop.domain.answer import CommentKind, Comparison, NonAnswer
from ojm_desktop.domain.diary import DiaryMode, Occurrence
from ojm_desktop.domain.disclosure import Category
from ojm_desktop.domain.hot_spot import Polarity
from ojm_desktop.domain.kept_form import FormState, FormUse
from ojm_desktop.domain.paper_check import Reading, Settled
from ojm_desktop.domain.rating import Giver, Missing
from ojm_desktop.domain.visit import Layout, Mode, PauseReason
from ojm_desktop.service import edits
from ojm_desktop.service.edits.forms import TakenIn
from ojm_desktop.service.session import Session
from tests.service.picking import BEGAN, Move, Pick, asked, effects, held, person
from tests.visiting import FORM


def written(pick: Pick) -> dict[str, Any]:
    """A week of a diary, with what happened in it by turns."""
    told = (
        Occurrence("housing", list(Polarity)[pick.third % 3], pick.words()),
        Occurrence("", Polarity.POSITIVE, "A call."),
        Occurrence("work", Polarity.NEGATIVE, "", -2, 1),
    )
    return {
        "week": 1 + pick.second % 4,
        "written_on": BEGAN + timedelta(days=30 + pick.third % 9),
        "mode": list(DiaryMode)[pick.third % 4],
        "occurrences": told[: pick.first % 4],
        "hoped": pick.words(),
    }


def entry(session: Session, pick: Pick) -> dict[str, Any]:
    """A week that is there."""
    who = person(session, pick)
    found = session.study.store.diary.of(who)
    return {"participant": who, "entry": found[pick.second % len(found)].id if found else "0" * 32}


def comment(session: Session, pick: Pick) -> dict[str, Any]:
    where = held(session, pick)
    found = session.study.store.comments.of_visit(where["visit"])
    return {**where, "comment": found[0].id if found else "0" * 32}


def reading(pick: Pick) -> Reading:
    return Reading("", NonAnswer.REFUSED) if pick.third % 3 == 1 else Reading(str(pick.third % 3))


def newest_form(session: Session) -> str:
    """Its digest, or one that nobody has once every form was removed."""
    found = session.study.store.forms.all()
    return found[-1].digest if found else "0" * 64


VISITS: dict[str, Move] = {
    "ImportForm": lambda s, p: edits.ImportForm(
        name="week", version="1", title="Week", xml=f"<x>{p.third}</x>", languages=("en", "cy")
    ),
    "RemoveForm": lambda s, p: edits.RemoveForm(digest=newest_form(s)),
    "SetFormState": lambda s, p: edits.SetFormState(digest=FORM, state=list(FormState)[p.third % 3]),
    "ReleaseLanguage": lambda s, p: edits.ReleaseLanguage(
        digest=newest_form(s), language=("cy", "pl")[p.third % 2], is_released=bool(p.first % 3)
    ),
    "AssignForm": lambda s, p: edits.AssignForm(use=FormUse(("intake", "1/8")[p.first % 2], ("week", "")[p.third % 2])),
    "TakeInForms": lambda s, p: edits.TakeInForms(
        forms=(TakenIn("intake", "1", "Intake", f"<x>{p.third % 2}</x>", ("en",), bool(p.first % 2)),),
        uses=(FormUse("intake", "intake"),),
    ),
    "StartVisit": lambda s, p: edits.StartVisit(
        participant=person(s, p), wave=("4", "intake")[p.third % 2], form=FORM, held_on=p.day(), mode=Mode.PAPER
    ),
    "RemoveVisit": lambda s, p: edits.RemoveVisit(**held(s, p)),
    "PauseVisit": lambda s, p: edits.PauseVisit(**held(s, p), reason=list(PauseReason)[p.third % 3]),
    "ResumeVisit": lambda s, p: edits.ResumeVisit(**held(s, p)),
    "StopVisit": lambda s, p: edits.StopVisit(**held(s, p), reason=p.words()),
    "CompleteVisit": lambda s, p: edits.CompleteVisit(**held(s, p)),
    "LockVisit": lambda s, p: edits.LockVisit(**held(s, p)),
    "MissVisit": lambda s, p: edits.MissVisit(
        participant=person(s, p), wave=("8", "3m")[p.third % 2], missing=list(Missing)[p.second % 4]
    ),
    "RescheduleVisit": lambda s, p: edits.RescheduleVisit(
        participant=person(s, p),
        wave="intake",
        day=p.day() if p.third % 3 else None,
        reason=p.words(),
        hour=("", "14:30", "25:00")[p.first % 3],
    ),
    "SwitchLanguage": lambda s, p: edits.SwitchLanguage(**held(s, p), language=("en", "cy")[p.third % 2]),
    "ChangeLayout": lambda s, p: edits.ChangeLayout(**held(s, p), layout=list(Layout)[p.third % 2]),
    "AnswerQuestion": lambda s, p: edits.AnswerQuestion(
        **asked(s, p),
        value=p.words(),
        effects=effects(s, p),
        given_by=list(Giver)[p.first % 3],
        is_cleared=bool(p.second % 2),
    ),
    "SetVisitAside": lambda s, p: edits.SetVisitAside(**asked(s, p)),
    "HandOver": lambda s, p: edits.HandOver(**asked(s, p)),
    "TakeBack": lambda s, p: edits.TakeBack(**asked(s, p)),
    "AddInstance": lambda s, p: edits.AddInstance(**asked(s, p), effects=effects(s, p)),
    "RemoveInstance": lambda s, p: edits.RemoveInstance(**asked(s, p), effects=effects(s, p)),
    "DeclineQuestion": lambda s, p: edits.DeclineQuestion(
        **asked(s, p), non_answer=list(NonAnswer)[p.third % 6], effects=effects(s, p)
    ),
    "CompareWithLast": lambda s, p: edits.CompareWithLast(**asked(s, p), comparison=list(Comparison)[p.third % 3]),
    "NoteQuestion": lambda s, p: edits.NoteQuestion(
        **asked(s, p), kind=list(CommentKind)[p.third % 3], words=p.words(), pathway=("", "housing")[p.first % 2]
    ),
    "RemoveComment": lambda s, p: edits.RemoveComment(**comment(s, p)),
    "OverrideWarning": lambda s, p: edits.OverrideWarning(**asked(s, p), warning="a jump", reason="it is so"),
    "AddDiaryEntry": lambda s, p: edits.AddDiaryEntry(participant=person(s, p), **written(p)),
    "ChangeDiaryEntry": lambda s, p: edits.ChangeDiaryEntry(**entry(s, p), **written(p)),
    "MissDiaryWeek": lambda s, p: edits.MissDiaryWeek(
        participant=person(s, p), week=1 + p.second % 4, missing=list(Missing)[p.third % 4], reason=p.words()[:80]
    ),
    "RemoveDiaryEntry": lambda s, p: edits.RemoveDiaryEntry(**entry(s, p)),
    "EnterAgain": lambda s, p: edits.EnterAgain(**asked(s, p), reading=reading(p)),
    "CompareEntries": lambda s, p: edits.CompareEntries(**held(s, p), paths=(asked(s, p)["path"],) * (p.third % 3)),
    "SettleDifference": lambda s, p: edits.SettleDifference(**asked(s, p), settled=Settled(Reading("1"), Reading("2"))),
    "CorrectAnswer": lambda s, p: edits.CorrectAnswer(**asked(s, p), reading=reading(p), effects=effects(s, p)),
    "RecordDisclosure": lambda s, p: edits.RecordDisclosure(
        participant=person(s, p), category=list(Category)[p.third % 5], words=p.words() or "said"
    ),
}
