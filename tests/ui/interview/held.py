"""An interview for tests: a made-up person with week 4 behind them, asked at week 8 by the shipped questionnaire."""

from __future__ import annotations

from datetime import date, timedelta

from ojm_desktop.domain.hot_spot import Note, Polarity
from ojm_desktop.domain.kept_form import FormState
from ojm_desktop.domain.rating import RatingKey
from ojm_desktop.service.edits import ImportForm, SetFormState, SetRating, StartVisit
from ojm_desktop.service.interview import Interview
from ojm_desktop.service.session import Session
from tests.forms.shipped import ENGLISH, converted
from tests.ui import made_up, people

HELD_ON = date(2026, 3, 31)
WEEK_4 = {"drugs": -3, "housing": -2, "family": 2, "finance": -4, "health": 0, "mental": -1, "order": 3, "work": -4}
RATING, COMMENT = "/data/housing/housing_rating", "/data/housing/housing_comment"
FAMILY = "/data/family/family_rating"


def person(session: Session, *, is_known: bool = True) -> str:
    """Somebody who has signed; with week 4 and a hot spot behind them where they are known. The id."""
    who = people.added(session)
    made_up.sign(session, who)
    if is_known:
        for pathway, value in WEEK_4.items():
            session.do(
                SetRating(key=RatingKey(who, pathway, "4"), value=value, held_on=people.START + timedelta(days=29))
            )
        day = people.START + timedelta(days=17)
        people.spot(session, who, day, Polarity.NEGATIVE, Note("Asked to leave a sofa.", "", ""))
    return who


def begin(session: Session, who: str, form: str = "cohort1", wave: str = "8") -> Interview:
    """A visit of theirs is begun with a shipped questionnaire."""
    xml, _warnings = converted(form)
    if not session.study.store.forms.all():
        session.do(ImportForm(name=form, version="1", title=form, xml=xml))
        session.do(SetFormState(digest=session.study.store.forms.all()[0].digest, state=FormState.PUBLISHED))
    (facts,) = session.study.store.forms.all()
    session.do(StartVisit(participant=who, wave=wave, form=facts.digest, held_on=HELD_ON, language=ENGLISH))
    return Interview(session, session.study.store.visits.of(who)[-1].id)
