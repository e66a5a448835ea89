"""States of the interview, in the study of a busy day: the visit that was left open there is held."""

from __future__ import annotations

from typing import Final

from ojm_desktop.app.screens.stage import Stage, settle
from ojm_desktop.domain.visit import PauseReason, Visit, VisitState
from ojm_desktop.service.edits import ReleaseLanguage, ResumeVisit
from ojm_desktop.service.session import Session
from ojm_desktop.ui.interview.page import InterviewPage

PIN: Final = "2468"
OPEN: Final = "/data/finance/finance_rating"
RATED: Final = "/data/health/health_rating"
HAPPENED: Final = "/data/health/health_happened"
TOLD: Final = "/data/health/health_moment[1]/health_title"
SHORT: Final = "/data/health/health_moment[1]/health_polarity"
WORDS: Final = "/data/finance/finance_comment"


def choose_pin(stage: Stage) -> InterviewPage:
    """Before the first question."""
    return _page(stage, _open_visit(stage.scene.busy).id)


def question(stage: Stage, path: str = OPEN) -> InterviewPage:
    """A question that nobody answered yet: the journey beside it is empty."""
    session = stage.scene.busy
    visit = _open_visit(session)
    session.pin.choose(PIN)
    page = _page(stage, f"{visit.id} {path}")
    page.talk.room.recovered.clear()
    page.talk.scribe.go(path)
    settle()
    return page


def rated(stage: Stage) -> InterviewPage:
    """The same once it was rated: what was said before is there."""
    page = question(stage, RATED)
    page.talk.room.cards.cards[RATED].given.emit(RATED, "1")
    return page


def pathway(stage: Stage) -> None:
    """A whole pathway at once."""
    rated(stage).talk.other_layout()
    settle()


def told_again(stage: Stage) -> None:
    """Something that can be told several times, and the field of it."""
    page = question(stage, HAPPENED)
    page.talk.room.cards.cards[HAPPENED].given.emit(HAPPENED, "yes")
    page.talk.scribe.go(TOLD)


def typing(stage: Stage) -> None:
    """Words that nobody has given yet."""
    page = question(stage, WORDS)
    page.talk.room.cards.cards[WORDS].take_up("Some weeks there is nothing left by the")
    page.talk.scribe.show_all()


def reasons(stage: Stage) -> None:
    """Next at a question that needs an answer."""
    told_again(stage)
    page = question(stage, SHORT)
    page.talk.next()


def note(stage: Stage) -> None:
    """A quote, half written."""
    page = rated(stage)
    page.talk.asides.write_note()
    page.talk.asides.note.next_kind()
    page.talk.asides.note.words.setPlainText("I sleep through again, most nights.")


def recovered(stage: Stage) -> None:
    """After the program was cut off: what is there again, each of it to be read."""
    page = question(stage)
    sitting = page.talk.sitting
    assert sitting is not None
    sitting.is_recovered = True
    page.talk.begin(sitting)
    page.talk.scribe.show_all()
    page.talk.room.recovered.acted.emit()


def hidden(stage: Stage) -> None:
    """The page that anybody may see."""
    question(stage).hiding.hide_now()


def paused(stage: Stage) -> None:
    """The same, asked why it rests."""
    question(stage).hiding.pause()


def reading(stage: Stage) -> None:
    """A visit that rests, read only."""
    page = rated(stage)
    sitting = page.talk.sitting
    assert sitting is not None
    page.talk.scribe.write(lambda: sitting.interview.pause(PauseReason.COMFORT))


def welsh(stage: Stage) -> None:
    """Asked in another language of the questionnaire, once somebody who speaks it has checked it."""
    session = stage.scene.busy
    facts = next(one for one in session.study.store.forms.all() if one.digest == _open_visit(session).form)
    other = next(one for one in facts.languages if one != facts.languages[0])
    session.do(ReleaseLanguage(digest=facts.digest, language=other))
    rated(stage).talk.room.top.language_chosen.emit(other)


def _open_visit(session: Session) -> Visit:
    """The visit that was left open, going on."""
    unfinished = {VisitState.IN_PROGRESS, VisitState.PAUSED}
    visit = next(one for one in session.study.store.visits.all() if one.state in unfinished)
    if visit.state is VisitState.PAUSED:
        session.do(ResumeVisit(visit=visit.id, participant=visit.participant))
    return visit


def _page(stage: Stage, target: str) -> InterviewPage:
    page = stage.go("interview", target)
    assert isinstance(page, InterviewPage)
    return page
