"""Hand over on a person's page: into the interview that is open, and past none."""

from __future__ import annotations

from ojm_desktop.domain.rating import Giver, RatingKey
from ojm_desktop.domain.visit import PauseReason
from ojm_desktop.service.edits import CompleteVisit, PauseVisit, ResumeVisit
from ojm_desktop.service.session import Session
from ojm_desktop.ui.frame import Frame
from ojm_desktop.ui.participant_view import ParticipantViewPage
from ojm_desktop.ui.participant_view.handed import OfVisit, OfWave
from tests.ui.interview import holding
from tests.ui.participant.opened import Opener


def test_that_hand_over_goes_through_the_interview_that_is_open(
    open_at: Opener, frame: Frame, session: Session
) -> None:
    person = holding.somebody(session)
    visit = holding.begun(session, person, holding.small())

    def handed() -> OfVisit | OfWave | None:
        page = open_at(f"{person}/8")
        page.journey.choose_pathway("housing")
        page.head.hand_over.click()
        return frame.page._handed if isinstance(frame.page, ParticipantViewPage) else None

    found = handed()
    assert isinstance(found, OfVisit)
    assert found.back == ("interview", f"{visit} {holding.RATING}")
    found.answer(holding.RATING, 3)
    (answer,) = [one for one in session.study.store.answers.of(visit) if one.key.path == holding.RATING]
    assert (answer.value, answer.given_by) == ("3", Giver.OWN_HAND)
    rating = session.study.store.ratings.get(RatingKey(person, "housing", "8"))
    assert rating is not None
    assert rating.value == 3

    session.do(PauseVisit(visit=visit, participant=person, reason=PauseReason.COMFORT))
    assert handed() is None
    assert frame.page is not None
    assert "rests. Go on with it first" in frame.page.strip.sentence
    session.do(ResumeVisit(visit=visit, participant=person))
    session.do(CompleteVisit(visit=visit, participant=person))
    assert isinstance(handed(), OfWave)


def test_that_a_pathway_the_interview_does_not_ask_about_is_handed_over_by_its_wave(
    open_at: Opener, frame: Frame, session: Session
) -> None:
    person = holding.somebody(session)
    holding.begun(session, person, holding.small())  # of housing only
    page = open_at(f"{person}/8")
    page.journey.choose_pathway("work")
    page.head.hand_over.click()
    assert isinstance(frame.page, ParticipantViewPage)
    assert isinstance(frame.page._handed, OfWave)
