"""States round the questions of an interview: what is kept apart, the end, what is handed over."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from ojm_desktop.app.screens.held_study import PIN, RATING
from ojm_desktop.app.screens.stage import Stage, settle
from ojm_desktop.domain.answer import NonAnswer
from ojm_desktop.service.edits import ReleaseLanguage
from ojm_desktop.service.interview import Interview
from ojm_desktop.service.interview_overview import Open, finish_list
from ojm_desktop.ui.interview.disclosure import DisclosureWriting
from ojm_desktop.ui.interview.page import InterviewPage
from ojm_desktop.ui.participant_view.page import ParticipantViewPage
from ojm_desktop.ui.participant_view.preparing import GRAPH

HOUSING = RATING.format("housing")


def visit_of(stage: Stage) -> str:
    """The one visit of the study."""
    (visit,) = stage.scene.held.study.store.visits.all()
    return visit.id


def page(stage: Stage, path: str = HOUSING) -> InterviewPage:
    """The interview at a question."""
    session, visit = stage.scene.held, visit_of(stage)
    session.pin.choose(PIN)
    shown = stage.go("interview", f"{visit} {path}")
    assert isinstance(shown, InterviewPage)
    settle()
    return shown


def disclosure(stage: Stage) -> None:
    """Something to be kept apart: what it is about (F8)."""
    page(stage)
    stage.frame.act("disclosure")


def disclosure_words(stage: Stage) -> None:
    """The same, its words half written."""
    disclosure(stage)
    stage.find(DisclosureWriting).about.rows[2].click()
    stage.find(DisclosureWriting).words.setPlainText("Made up, for a picture.")


def disclosure_first(stage: Stage) -> None:
    """Words that came before it was said what they are about."""
    disclosure(stage)
    stage.find(DisclosureWriting).take_up("\nMade up, for a picture.")


def disclosure_kept(stage: Stage) -> None:
    """It was recorded: the foot says where it lies."""
    disclosure_words(stage)
    stage.find(DisclosureWriting).keep.click()
    settle()


def finish(stage: Stage) -> InterviewPage:
    """What is open before the end."""
    shown = page(stage)
    stage.frame.act("finish")
    settle()
    return shown


def stopping(stage: Stage) -> None:
    """Why it ends here."""
    finish(stage).ending.before.ask_why()


def hand_over(stage: Stage) -> ParticipantViewPage:
    """Before the laptop is handed over."""
    page(stage)
    return _handed_over(stage)


def _handed_over(stage: Stage) -> ParticipantViewPage:
    stage.frame.act("hand_over")
    settle()
    shown = stage.frame.page
    assert isinstance(shown, ParticipantViewPage)
    return shown


def handed_scale(stage: Stage) -> None:
    """The question and its scale."""
    hand_over(stage).preparing.go.click()


def handed_ringed(stage: Stage) -> None:
    """The ring led to a cell by arrows: nothing is chosen yet."""
    shown = hand_over(stage)
    shown.preparing.go.click()
    press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier)
    for _once in range(3):
        shown.asking.cells.take_key(press)


def handed_welsh(stage: Stage) -> None:
    """The same in another language of the questionnaire, the words of the scale with it."""
    shown, session = page(stage), stage.scene.held
    form = Interview(session, visit_of(stage)).form
    other = next(one for one in form.languages if one != form.default_language)
    session.do(ReleaseLanguage(digest=form.digest, language=other))
    shown.talk.room.top.language_chosen.emit(other)
    _handed_over(stage).preparing.go.click()


def handed_graph(stage: Stage) -> None:
    """The graph, a value tried on it."""
    shown = hand_over(stage)
    shown.preparing.what.set_value(GRAPH)
    shown.preparing.go.click()
    shown.graph.tried.emit(1)


def complete(stage: Stage) -> None:
    """The last one: everything else has its reason, and it is finished."""
    interview = Interview(stage.scene.held, visit_of(stage))
    interview.answer(HOUSING, "1")
    for found in finish_list(interview):
        if found.what is Open.UNANSWERED:
            interview.decline(found.path, NonAnswer.NOT_ASKED_TIME)
    finish(stage)


def completed(stage: Stage) -> None:
    """What was held, and the next visit."""
    complete(stage)
    shown = stage.frame.page
    assert isinstance(shown, InterviewPage)
    shown.ending.before.go.click()
