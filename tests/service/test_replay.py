"""Whatever is done in whatever order, with undo and redo between, the log done again gives equal tables (A1)."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ojm_desktop.domain.answer import Comment, CommentKind, Comparison, NonAnswer
from ojm_desktop.domain.clock import Instant
from ojm_desktop.domain.diary import DiaryMode, Occurrence
from ojm_desktop.domain.disclosure import Category
from ojm_desktop.domain.effects import Effects
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.hot_spot import Certainty, Direction, HotSpot, Note, Polarity, SuggestionKey, TurningPoint
from ojm_desktop.domain.kept_form import FormState, FormUse
from ojm_desktop.domain.paper_check import Reading, Settled
from ojm_desktop.domain.paradata import Step, What
from ojm_desktop.domain.participant import Identity, Status
from ojm_desktop.domain.rating import Giver, Missing, Rating, RatingKey
from ojm_desktop.domain.scale import Scale
from ojm_desktop.domain.visit import Layout, Mode, PauseReason
from ojm_desktop.service import edits, replay
from ojm_desktop.service.compare import differences
from ojm_desktop.service.edits import Edit
from ojm_desktop.service.edits.forms import TakenIn
from ojm_desktop.service.edits.plan import PlanList
from ojm_desktop.service.log_writer import read
from ojm_desktop.service.progress import silent
from ojm_desktop.service.session import Session
from ojm_desktop.store.study_store import DATA_TABLES
from tests import studies
from tests.visiting import FORM, keep_form

BEGAN = date(2026, 3, 2)
PATHWAYS = ("housing", "family", "work")
WAVES = {"1": ("4", "8", "12"), "2": ("start", "3m")}
WORDS = ("", "A room at last.", "dŵr “بيت” <3", "x" * 600)


@dataclasses.dataclass(frozen=True)
class Pick:
    """Three numbers from which one edit takes what it needs."""

    first: int
    second: int
    third: int

    def day(self) -> date:
        return BEGAN + timedelta(days=self.second % 84)

    def words(self) -> str:
        return WORDS[self.third % len(WORDS)]

    def of(self, *things: object) -> object:
        return things[self.third % len(things)]


Move = Callable[[Session, Pick], Edit]


def person(session: Session, pick: Pick) -> str:
    people = session.study.store.people.all()
    return people[pick.first % len(people)].id if people else "0" * 32


def key(session: Session, pick: Pick) -> RatingKey:
    who = person(session, pick)
    known = session.study.store.people.get(who)
    waves = [wave.key for wave in session.plan.cohort(known.cohort).waves] if known else ["4"]
    return RatingKey(who, PATHWAYS[pick.second % len(PATHWAYS)], waves[pick.third % len(waves)])


def spot(session: Session, pick: Pick) -> dict[str, Any]:
    who = person(session, pick)
    found = session.study.store.hot_spots.of(who)
    return {"participant": who, "hot_spot": found[pick.second % len(found)].id if found else "0" * 32}


def point(session: Session, pick: Pick) -> dict[str, Any]:
    who = person(session, pick)
    found = session.study.store.turning_points.of(who)
    return {"participant": who, "turning_point": found[pick.second % len(found)].id if found else "0" * 32}


def span(pick: Pick) -> dict[str, Any]:
    return {"first_day": pick.day(), "last_day": pick.day() + timedelta(days=pick.third % 5)}


def turned(pick: Pick) -> dict[str, Any]:
    return {"direction": pick.of(*Direction), "certainty": pick.of(*Certainty), "words": pick.words()}


def changed(session: Session, pick: Pick) -> Edit:
    known = session.study.store.people.get(person(session, pick))
    return edits.ChangeParticipant(
        participant=person(session, pick),
        order_start=known.order_start if known else BEGAN,
        age=18 + pick.second % 60,
        gender=pick.words()[:20],
        ethnicity="",
        order_types=session.plan.order_types[: pick.third % 3],
        status=list(Status)[pick.third % len(Status)],
    )


def waves(session: Session, pick: Pick) -> Edit:
    cohort = session.plan.cohort(("1", "2")[pick.first % 2])
    named = tuple(
        dataclasses.replace(wave, name=f"{wave.name}."[-20:]) if number == pick.third % len(cohort.waves) else wave
        for number, wave in enumerate(cohort.waves)
    )
    return edits.ChangeWaves(cohort=cohort.key, waves=named, diary_weeks=cohort.diary_weeks)


def pathways(session: Session, pick: Pick) -> Edit:
    named = [dataclasses.replace(one, asks=pick.words()[:50] or one.asks) for one in session.plan.pathways]
    return edits.ChangePathways(pathways=tuple(named[: 4 + pick.second % 5]))


def held(session: Session, pick: Pick) -> dict[str, Any]:
    """A visit, one that goes on if there is any."""
    who = person(session, pick)
    found = sorted(session.study.store.visits.of(who), key=lambda visit: not visit.is_open)
    return {"participant": who, "visit": found[0].id if found else "0" * 32}


def asked(session: Session, pick: Pick) -> dict[str, Any]:
    """A question of it, with a trail."""
    step = Step("/data/a", What.ENTERED, Instant("2026-05-14T13:02:11.000Z", 60, pick.third))
    return {**held(session, pick), "path": f"/data/{'abc'[pick.second % 3]}", "trail": (step,) * (pick.third % 2)}


def effects(session: Session, pick: Pick) -> Effects:
    """What an answer may do to the record; by turns everything, and its taking away."""
    at, where = key(session, pick), held(session, pick)
    who, visit = where["participant"], where["visit"]
    if pick.third % 3 == 0:
        return Effects(
            set_aside=("/data/a", "/data/b"),
            no_instances=("/data/d",),
            no_ratings=(at,),
            no_comments=("c" * 32,),
            no_hot_spots=(who[:31] + "a",),
            no_turning_points=(who[:31] + "b",),
        )
    rating = Rating(at, pick.first % 5, None, "", pick.day(), Giver.PARTICIPANT, False, 0, "")
    comment = Comment("c" * 32, who, visit, "/data/b", "housing", "4", CommentKind.QUOTE, pick.words())
    spot = HotSpot(who[:31] + "a", who, "work", pick.day(), pick.day(), Polarity.MIXED, True, Note(pick.words()))
    turn = TurningPoint(
        who[:31] + "b", who, "work", pick.day(), pick.day(), Direction.UP, Certainty.WEEK, "", Note(pick.words())
    )
    known = session.study.store.people.get(who)
    is_recalled = known is not None and session.plan.cohort(known.cohort).is_recalled
    return Effects(
        brought_back=("/data/a",),
        instances=(("/data/d", pick.first % 4),),
        ratings=(rating,),
        comments=(comment,),
        hot_spots=(spot,),
        turning_points=(turn,) if is_recalled else (),
    )


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
        participant=person(s, p), wave="intake", day=p.day() if p.third % 3 else None, reason=p.words()
    ),
    "SwitchLanguage": lambda s, p: edits.SwitchLanguage(**held(s, p), language=("en", "cy")[p.third % 2]),
    "ChangeLayout": lambda s, p: edits.ChangeLayout(**held(s, p), layout=list(Layout)[p.third % 2]),
    "AnswerQuestion": lambda s, p: edits.AnswerQuestion(
        **asked(s, p),
        value=p.words(),
        effects=effects(s, p),
        given_by=list(Giver)[p.first % 2],
        is_cleared=bool(p.second % 2),
    ),
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

MOVES: dict[str, Move] = VISITS | {
    "SetUpStudy": lambda s, p: edits.SetUpStudy(plan=s.plan),
    "ChangeScale": lambda s, p: edits.ChangeScale(scale=Scale(minimum=-3 - p.third % 3, maximum=5)),
    "ChangePathways": pathways,
    "ChangeWaves": waves,
    "ChangeList": lambda s, p: edits.ChangeList(
        which=list(PlanList)[p.second % 3], entries=("Council accommodation", "Housing association", f"New {p.third}")
    ),
    "ChangeSuggestionStep": lambda s, p: edits.ChangeSuggestionStep(step=1 + p.third % 5),
    "AddParticipant": lambda s, p: edits.AddParticipant(
        cohort=("1", "2")[p.first % 2], order_start=BEGAN, age=34, accommodation=("", "Sofa")[p.second % 2]
    ),
    "RemoveParticipant": lambda s, p: edits.RemoveParticipant(participant=person(s, p)),
    "ChangeParticipant": changed,
    "SetAccommodation": lambda s, p: edits.SetAccommodation(
        participant=person(s, p), wave=("start", "4", "8")[p.second % 3], type=(None, "Sofa", "Hostel")[p.third % 3]
    ),
    "RecordIdentity": lambda s, p: edits.RecordIdentity(
        participant=person(s, p), identity=Identity("Somebody", p.words()) if p.third % 4 else None
    ),
    "ShowAgreement": lambda s, p: edits.ShowAgreement(
        participant=person(s, p), text_version=1, text_sha256="0" * 64, shown_sha256="1" * 64
    ),
    "RefuseAgreement": lambda s, p: edits.RefuseAgreement(participant=person(s, p), text_version=1, words=p.words()),
    "SetRating": lambda s, p: edits.SetRating(key=key(s, p), value=p.first % 11 - 5, held_on=p.day()),
    "SetHeldOn": lambda s, p: edits.SetHeldOn(key=key(s, p), held_on=p.day()),
    "SetMissing": lambda s, p: edits.SetMissing(
        key=key(s, p), missing=list(Missing)[p.first % len(Missing)], reason=p.words()[:80]
    ),
    "ClearRating": lambda s, p: edits.ClearRating(key=key(s, p)),
    "MarkHotSpot": lambda s, p: edits.MarkHotSpot(
        participant=person(s, p), pathway=PATHWAYS[p.third % 3], polarity=Polarity.MIXED, **span(p)
    ),
    "RemoveHotSpot": lambda s, p: edits.RemoveHotSpot(**spot(s, p)),
    "MoveHotSpot": lambda s, p: edits.MoveHotSpot(**spot(s, p), **span(p)),
    "ChangePolarity": lambda s, p: edits.ChangePolarity(**spot(s, p), polarity=list(Polarity)[p.third % 3]),
    "DescribeHotSpot": lambda s, p: edits.DescribeHotSpot(**spot(s, p), note=Note(p.words(), "a list", p.words())),
    "ConfirmHotSpot": lambda s, p: edits.ConfirmHotSpot(**spot(s, p), is_confirmed=bool(p.third % 2)),
    "DismissSuggestion": lambda s, p: edits.DismissSuggestion(key=SuggestionKey(**vars(key(s, p)))),
    "PlaceTurningPoint": lambda s, p: edits.PlaceTurningPoint(
        participant=person(s, p),
        pathway=PATHWAYS[p.third % 3],
        **span(p),
        **turned(p),
    ),
    "RemoveTurningPoint": lambda s, p: edits.RemoveTurningPoint(**point(s, p)),
    "ChangeTurningPoint": lambda s, p: edits.ChangeTurningPoint(
        **point(s, p),
        **span(p),
        **turned(p),
    ),
    "DescribeTurningPoint": lambda s, p: edits.DescribeTurningPoint(**point(s, p), note=Note(p.words(), "", "")),
    "LetOut": lambda s, p: edits.LetOut(
        kind="individual maps", reason="a look", where="maps", files=(("a", "0" * 64),)
    ),
    "MendHead": lambda s, p: edits.MendHead(from_sequence=1, to_sequence=2),
    "Restored": lambda s, p: edits.Restored(set_name="a", sequence=1, lost=(), codes=(("1", 5 + p.third % 9),)),
    "ChangePassphrase": lambda s, p: edits.ChangePassphrase(slot="a", opened_by="b"),
}
BY_HAND = {"SignAgreement"}
BY_UNDO = {"RestoreParticipant", "RestoreHotSpot", "RestoreSuggestion", "RestoreRating", "RestoreTurningPoint"} | {
    "RestoreForm",
    "RestoreVisit",
    "PutVisitState",
    "RestoreAnswer",
    "RestoreComment",
    "RestoreInstances",
    "RestoreDiaryEntry",
}
"""Edits that only taking back makes."""


def prepare(session: Session) -> None:
    """Somebody of each cohort who has signed, and a questionnaire to ask with."""
    for cohort in ("1", "2"):
        studies.signed_person(session, cohort, BEGAN)
    keep_form(session)


def play(session: Session, move: str, pick: Pick) -> None:
    """One step; a refusal is as good an outcome as any."""
    with suppress(OjmError):
        if move == "undo":
            session.undo()
        elif move == "redo":
            session.redo()
        elif move == "SignAgreement":
            studies.sign(session, person(session, pick))
        elif move == "draft":
            session.keep_draft(f"note/{pick.second % 3}", pick.words(), 0)
        else:
            session.do(MOVES[move](session, pick))


def assert_that_the_log_says_it_all(session: Session) -> None:
    again = replay.in_memory(session.study, studies.in_memory_sealer(session), silent)
    assert again.problems == []
    assert list(differences(session.study, again)) == []


steps = st.tuples(
    st.sampled_from([*MOVES, *BY_HAND, *BY_HAND, "undo", "undo", "undo", "redo", "redo", "draft"]),
    st.builds(Pick, *[st.integers(0, 999)] * 3),
)


@settings(max_examples=25)
@given(st.lists(steps, min_size=20, max_size=60))
def test_that_a1_any_sequence_of_edits_undone_and_redone_is_all_in_the_log(
    played: list[tuple[str, Pick]],
) -> None:
    session = studies.in_memory()
    prepare(session)
    for move, pick in played:
        before, events = session.sequence, session.study.store.log.count()
        play(session, move, pick)
        assert session.study.store.log.count() - events == session.sequence - before <= 1
        assert move != "draft" or session.sequence == before
    assert_that_the_log_says_it_all(session)
    session.close()


def interviewed() -> Session:
    """A study in which every edit of visits was done, taken back and done again."""
    session = studies.in_memory()
    prepare(session)
    for number in range(9):
        for move in VISITS:
            if move in {"PauseVisit", "StopVisit", "CompleteVisit"}:
                play(session, "ResumeVisit", Pick(number, 0, 0))
            if move not in {"RemoveForm", "SetFormState", "LockVisit", "RemoveVisit"}:
                play(session, move, Pick(number, number, number // 2))
                for _ in range(number % 3):
                    play(session, "undo", Pick(0, 0, 0))
                    play(session, "redo", Pick(0, 0, 0))
            play(session, "ResumeVisit", Pick(number, 0, 0))
    for move in (
        "MissVisit",
        "RemoveVisit",
        "undo",
        "CompleteVisit",
        "LockVisit",
        "undo",
        "ImportForm",
        "undo",
        "redo",
        "EnterAgain",
        "undo",
        "redo",
        "CorrectAnswer",
        "undo",
        "CompareEntries",
        "SettleDifference",
        "undo",
        "redo",
    ):
        play(session, move, Pick(1, 1, 10))
    return session


visiting = st.tuples(
    st.sampled_from([*(move for move in VISITS if move != "SetFormState"), "undo", "undo", "undo", "redo", "redo"]),
    st.builds(Pick, *[st.integers(0, 999)] * 3),
)


@settings(max_examples=8)
@given(st.lists(visiting, min_size=15, max_size=45))
def test_that_a1_any_interview_undone_and_redone_is_all_in_the_log(played: list[tuple[str, Pick]]) -> None:
    session = studies.in_memory()
    prepare(session)
    for who in session.study.store.people.all():
        session.do(edits.StartVisit(participant=who.id, wave="intake", form=FORM, held_on=BEGAN))
    for move, pick in played:
        play(session, move, pick)
    assert_that_the_log_says_it_all(session)
    before = rows_but_trails(session)
    if session.history.next_undo is not None and session.history.next_undo.can_be_taken_back:
        with suppress(OjmError):
            session.undo()
            session.redo()
    assert rows_but_trails(session) == before
    session.close()


def rows_but_trails(session: Session) -> dict[str, object]:
    """Every table that the log rebuilds but the trails, which only grow."""
    return {table: session.study.store.rows_of(table) for table in DATA_TABLES if table != "paradata"}


def test_that_every_kind_of_edit_there_is_takes_part() -> None:
    """An edit added later that no move makes fails here."""
    session = studies.in_memory()
    prepare(session)
    for number in range(20):
        for move in MOVES:
            if move.startswith("Remove") and number % 4 != 3:
                continue  # what was just made is still to be changed
            play(session, move, Pick(number, number * 7 + len(move), number // 2))
            if move == "RefuseAgreement":  # and says yes after all, so that the rest is not refused
                play(session, "SignAgreement", Pick(number, 0, 0))
    for move in ("RemoveParticipant", "RemoveHotSpot", "RemoveTurningPoint", "DismissSuggestion", "SetRating"):
        play(session, "AddParticipant", Pick(0, 0, 0))
        for number in range(len(session.study.store.people.all()) * 3):
            play(session, move, Pick(number, number, number))
            play(session, "undo", Pick(0, 0, 0))
            play(session, "redo", Pick(0, 0, 0))
            play(session, "undo", Pick(0, 0, 0))
    visited = interviewed()
    done = {
        type(opened.entry.edit)
        for each in (session, visited)
        for event in each.study.store.log.events()
        if (opened := read(each.study, event))
    }
    assert {kind.__name__ for kind in edits.EDITS} - {kind.__name__ for kind in done} == set()
    assert_that_the_log_says_it_all(visited)
    visited.close()
    assert {kind.__name__ for kind in edits.EDITS} == set(MOVES) | BY_HAND | BY_UNDO
    assert_that_the_log_says_it_all(session)
    session.close()
