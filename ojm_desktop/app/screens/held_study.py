"""A study in which an interview is being held: week 4 lies behind, week 8 is half asked, and much has happened."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from ojm_desktop.domain.answer import CommentKind, NonAnswer
from ojm_desktop.domain.disclosure import Category
from ojm_desktop.domain.hot_spot import Note, Polarity
from ojm_desktop.domain.rating import RatingKey
from ojm_desktop.domain.visit import PauseReason
from ojm_desktop.service import forms
from ojm_desktop.service.edits import AddParticipant, DescribeHotSpot, MarkHotSpot, SetRating, StartVisit
from ojm_desktop.service.interview import Interview
from ojm_desktop.service.session import Session, random_id

BEGAN: Final = 57
"""When the order began, in days before today: week 8 is asked in its window."""
WEEK_4: Final = {
    "drugs": -3,
    "housing": -2,
    "family": 2,
    "finance": -4,
    "health": 0,
    "mental": -1,
    "order": 3,
    "work": -4,
}
PIN: Final = "2468"
RATING: Final = "/data/{0}/{0}_rating"
COMMENT: Final = "/data/{0}/{0}_comment"


def fill(session: Session, sign: Callable[[str], object]) -> str:
    """Play it into an empty study; `sign` files somebody's agreement. The visit's id."""
    start = session.today() - timedelta(days=BEGAN)
    (person,) = session.do(AddParticipant(cohort="1", order_start=start, age=31)).participants
    sign(person)
    for pathway, value in WEEK_4.items():
        key = RatingKey(person, pathway, "4")
        session.do(SetRating(key=key, value=value, held_on=start + timedelta(days=29)))
    day, spot = start + timedelta(days=17), random_id()
    session.do(
        MarkHotSpot(
            id=spot, participant=person, pathway="housing", first_day=day, last_day=day, polarity=Polarity.NEGATIVE
        )
    )
    note = Note("Asked to leave a friend’s sofa.", "A list of who to ring.", "")
    session.do(DescribeHotSpot(hot_spot=spot, participant=person, note=note))
    visit = random_id()
    form = forms.form_for(session, "1", "8")
    session.do(StartVisit(id=visit, participant=person, wave="8", form=form.digest, held_on=session.today()))
    _ask(Interview(session, visit))
    session.pin.choose(PIN)
    return visit


def _ask(interview: Interview) -> None:
    """What was said so far."""
    for path, value in (("/data/before/ready", "OK"), (RATING.format("drugs"), "-1")):
        interview.answer(path, value)
    interview.answer(COMMENT.format("drugs"), "The chemist near the hostel opens early now.")
    interview.decline("/data/drugs/drugs_help", NonAnswer.REFUSED)
    for name in ("rating", "comment"):
        interview.decline(f"/data/mental/mental_{name}", NonAnswer.NOT_ASKED_DISTRESS)
    interview.note(RATING.format("drugs"), CommentKind.QUOTE, "I don’t have to think about it every morning.")
    interview.note(RATING.format("drugs"), CommentKind.QUERY, "Which chemist?")
    interview.disclose(RATING.format("drugs"), Category.OTHER, "Made up, for a picture.")
    interview.pause(PauseReason.COMFORT)
    interview.resume()  # so that it goes on here, and was not cut off
    interview.goto(RATING.format("housing"))
