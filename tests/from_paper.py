"""A visit from paper for tests: three ratings, a comment, a question that may not apply; typed in once."""

from __future__ import annotations

from datetime import date
from functools import cache

from ojm_desktop.domain.answer import CommentKind, NonAnswer
from ojm_desktop.domain.kept_form import FormState
from ojm_desktop.domain.rating import Giver
from ojm_desktop.domain.visit import Mode, Visit
from ojm_desktop.service.edits import CompleteVisit, ImportForm, SetFormState, StartVisit
from ojm_desktop.service.interview import Interview
from ojm_desktop.service.session import Session
from tests import studies

WORKBOOK = """
| settings |
| | form_id | version | namespaces | form_title |
| | paper | 7 | ojm="https://ojm-desktop.example/ns" | Weeks on paper |
| survey |
| | type | name | label::en | label::cy | guidance_hint::en | relevant | parameters | {columns} |
| | begin_group | housing | Where you live | Ble rydych chi'n byw | | | | | housing | | |
| | note | about | Housing comes first. | Tai sy'n dod gyntaf. | | | | | | | |
| | range | h_rating | How is it where you live? | Sut mae pethau? | Wait. | | {line} | rating | | | |
| | text | h_words | Tell me about it. | Dywedwch wrthyf. | | | | comment | | | |
| | select_multiple place | h_places | Where have you slept? | Ble gysgoch chi? | | | | | | | |
| | text | h_gone | Where was that? | Ble oedd hynny? | | selected(${{h_places}}, 'else') | | | | | |
| | end_group | | | | | | | | | | |
| | begin_group | job | Work | Gwaith | | | | | work | | |
| | range | w_rating | How is work? | Gwaith? | | | start=-5 end=5 step=1 | rating | | warn: . < 5 | So good? |
| | end_group | | | | | | | | | | |
| | begin_group | kin | Family | Teulu | | | | | family | | |
| | range | f_rating | How is family? | Sut mae'r teulu? | | | start=-5 end=5 step=1 | rating | | | |
| | end_group | | | | | | | | | | |
| choices |
| | list_name | name | label::en | label::cy |
| | ends | -5 | Bad | Drwg |
| | ends | 5 | Good | Da |
| | place | flat | My own flat | Fy fflat |
| | place | sofa | A friend's sofa | Soffa ffrind |
| | place | else | Somewhere else | Rhywle arall |
""".format(
    line="start=-5 end=5 step=1 tick_labelset=ends",
    columns=" | ".join(f"bind::ojm:{name}" for name in ("role", "pathway", "check_1", "message_1")),
)
HOUSING, WORK, KIN = "/data/housing/h_rating", "/data/job/w_rating", "/data/kin/f_rating"
WORDS, PLACES = "/data/housing/h_words", "/data/housing/h_places"
FORM_ID = "paper"
DAY = date(2026, 3, 31)
ENGLISH, WELSH = "en", "cy"


@cache
def xform() -> str:
    """The questionnaire as an XForm."""
    from pyxform.xls2xform import convert

    return str(convert(xlsform=WORKBOOK.strip()).xform)


def begin(session: Session, mode: Mode = Mode.PAPER, participant: str = "", wave: str = "4") -> Interview:
    """The questionnaire is taken in, and a visit of the first person (or another one) begun at a wave."""
    held = {facts.id: facts for facts in session.study.store.forms.all()}
    if FORM_ID not in held:
        session.do(ImportForm(name=FORM_ID, version="7", title="Weeks on paper", xml=xform()))
        held = {facts.id: facts for facts in session.study.store.forms.all()}
        session.do(SetFormState(digest=held[FORM_ID].digest, state=FormState.PUBLISHED))
    facts, who = held[FORM_ID], participant or studies.person_of(session)
    start = StartVisit(participant=who, wave=wave, form=facts.digest, held_on=DAY, mode=mode, language=ENGLISH)
    before = {visit.id for visit in session.study.store.visits.of(who)}
    session.do(start)
    (new,) = {visit.id for visit in session.study.store.visits.of(who)} - before
    return Interview(session, new)


def typed_in(session: Session, mode: Mode = Mode.PAPER, participant: str = "", wave: str = "4") -> Visit:
    """The same, answered to its end: -3 for housing, +5 for work passed with a reason, family refused."""
    talk = begin(session, mode, participant, wave)
    talk.answer(HOUSING, "-3")
    talk.answer(WORDS, "cold and damp, nobody came")
    talk.answer(PLACES, "flat sofa")
    talk.answer(WORK, "5", Giver.RESEARCHER)
    (warned,) = talk.state(WORK).warnings
    talk.override(WORK, warned.number, "first full week of shifts")
    talk.decline(KIN, NonAnswer.REFUSED)
    talk.note(KIN, CommentKind.CONTEXT, "looked away")
    talk.note(WORK, CommentKind.QUOTE, "best week in years")
    visit = talk.visit
    session.do(CompleteVisit(visit=visit.id, participant=visit.participant))
    return talk.visit
