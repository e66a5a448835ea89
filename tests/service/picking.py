"""What an edit made at random is about: three numbers, and the people, visits and words they stand for in a study."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from ojm_desktop.domain.answer import Comment, CommentKind
from ojm_desktop.domain.clock import Instant
from ojm_desktop.domain.effects import Effects
from ojm_desktop.domain.hot_spot import Certainty, Direction, HotSpot, Note, Polarity, TurningPoint
from ojm_desktop.domain.paradata import Step, What
from ojm_desktop.domain.rating import Giver, Rating, RatingKey
from ojm_desktop.service.edits import Edit
from ojm_desktop.service.session import Session

BEGAN = date(2026, 3, 2)
PATHWAYS = ("housing", "family", "work")
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


def span(pick: Pick) -> dict[str, Any]:
    return {"first_day": pick.day(), "last_day": pick.day() + timedelta(days=pick.third % 5)}


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
