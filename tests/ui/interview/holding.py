"""Interviews for page tests: a published questionnaire, a person who has signed, the page in a window."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from pyxform.xls2xform import convert

from ojm_desktop.domain.kept_form import FormState
from ojm_desktop.service.edits import ImportForm, SetFormState, StartVisit
from ojm_desktop.service.session import Session
from ojm_desktop.ui.frame import Frame
from ojm_desktop.ui.interview.page import InterviewPage
from ojm_desktop.ui.interview.talk import Talk
from ojm_desktop.ui.main_window import MainWindow
from tests.ui import made_up, people
from tests.ui.windows import window_of

HELD = date(2026, 3, 30)
SMALL = """
| settings |
| | form_id | form_title | version | namespaces | default_language |
| | small | Small | 1 | ojm="https://ojm-desktop.example/ns" | English (en) |
| survey |
| | type | name | label::English (en) | label::Cymraeg (cy) | required | relevant | constraint | constraint_message | appearance | parameters | bind::ojm:role | bind::ojm:pathway | bind::ojm:check_1 | bind::ojm:message_1 |
| | begin_group | place | Home | Cartref | | | | | | | | housing | | |
| | note | hello | Hello. | Helo. | | | | | | | | | | |
| | range | rating | How is it? | Sut mae? | | | | | | start=-5 end=5 step=1 tick_labelset=ends | rating | | | |
| | integer | rooms | How many rooms? | Faint o ystafelloedd? | yes | | . < 90 | Too many. | | | | | warn: . < 9 | Rather many. |
| | text | words | Tell me. | Dywedwch. | | | | | multiline | | comment | | | |
| | end_group | | | | | | | | | | | | | |
| | begin_group | people | People | Pobl | | | | | | | | | | |
| | begin_repeat | child | Child | Plentyn | | | | | | | | | | |
| | text | name | What do you call them? | Beth? | | | | | | | | | | |
| | end_repeat | | | | | | | | | | | | | |
| | text | last | Anything else? | Arall? | | | | | | | | | | |
| | end_group | | | | | | | | | | | | | |
| choices |
| | list_name | name | label::English (en) | label::Cymraeg (cy) |
| | ends | -5 | As bad as can be | Mor ddrwg ag sydd |
| | ends | 5 | As good as can be | Cystal ag sydd |
"""  # noqa: E501
RATING, ROOMS, WORDS = "/data/place/rating", "/data/place/rooms", "/data/place/words"
CHILD, LAST = "/data/people/child[1]/name", "/data/people/last"
ENGLISH, WELSH = "English (en)", "Cymraeg (cy)"
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@cache
def small() -> str:
    """The XForm of a short questionnaire with everything the page has to deal with."""
    return str(convert(xlsform=SMALL.strip()).xform)


@cache
def long(number: int) -> str:
    """The XForm of so many questions, thirty a section."""
    rows = [
        "| settings |",
        "| | form_id | form_title |",
        "| | long | Long |",
        "| survey |",
        "| | type | name | label |",
    ]
    for each in range(number):
        if each % 30 == 0:
            rows.append(f"| | begin_group | s{each // 30} | Part {each // 30 + 1} |")
        rows.append(f"| | text | q{each} | Question {each + 1} |")
        if each % 30 == 29:
            rows.append("| | end_group | | |")
    return str(convert(xlsform="\n".join(rows)).xform)


def take_in(session: Session, xform: str, name: str = "small") -> None:
    """Take a questionnaire in and publish it."""
    session.do(ImportForm(name=name, version="1", title=name, xml=xform))
    facts = next(facts for facts in session.study.store.forms.all() if facts.state is not FormState.PUBLISHED)
    session.do(SetFormState(digest=facts.digest, state=FormState.PUBLISHED))


def begin(session: Session, participant: str, wave: str = "8", **how: Any) -> str:
    """A visit of a person with the one questionnaire there is; its id."""
    (facts,) = session.study.store.forms.all()
    changes = session.do(StartVisit(participant=participant, wave=wave, form=facts.digest, held_on=HELD, **how))
    (visit,) = changes.visits
    return visit


def begun(session: Session, participant: str, xform: str, name: str = "small", **how: Any) -> str:
    """Both."""
    take_in(session, xform, name)
    return begin(session, participant, **how)


@dataclass
class Held:
    """An interview on the screen, and the hand on the keyboard."""

    session: Session
    window: MainWindow
    visit: str

    @property
    def frame(self) -> Frame:
        """The frame of the study."""
        assert self.window.frame is not None
        return self.window.frame

    @property
    def page(self) -> InterviewPage:
        """The page."""
        assert isinstance(self.frame.page, InterviewPage)
        return self.frame.page

    @property
    def talk(self) -> Talk:
        """The questions."""
        return self.page.talk

    @property
    def here(self) -> str:
        """The path of the question one is at."""
        assert self.talk.sitting is not None
        return self.talk.sitting.here

    @property
    def answers(self) -> dict[str, str]:
        """What the study holds of the visit: values, or why there is none."""
        rows = self.session.study.store.answers.of(self.visit)
        said = [row for row in rows if not row.key.path.startswith("/data/meta/")]
        return {row.key.path: row.non_answer.value if row.non_answer else row.value for row in said}

    @property
    def focus(self) -> QWidget:
        """What takes the keys."""
        found = QApplication.focusWidget()
        return found if found is not None else self.window

    def press(self, *keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press keys where the focus is."""
        for key in keys:
            QTest.keyClick(self.focus, key, held)

    def type(self, text: str) -> None:
        """Type a text where the focus is."""
        for letter in text:
            QTest.keyClicks(self.focus, letter)

    def next(self) -> None:
        """On, by the key that works in every field."""
        self.press(Qt.Key.Key_Right, held=ALT)

    def go(self, path: str) -> None:
        """To a question, as a link does."""
        self.frame.navigate("interview", f"{self.visit} {path}")


def open_in(window: MainWindow, visit: str, pin: str = "") -> Held:
    """The interview in a window that is there; without a PIN the sitting goes on without one."""
    assert window.frame is not None
    held = Held(window.frame.session, window, visit)
    held.frame.navigate("interview", visit)
    if held.page.choose_pin.isVisible():
        held.type(pin)
        held.press(Qt.Key.Key_Return if pin else Qt.Key.Key_Escape)
    return held


def shown(session: Session, visit: str, qtbot: QtBot, app: QApplication, pin: str = "") -> Held:
    """The interview in a window of its own."""
    return open_in(window_of(session, qtbot, app), visit, pin)


def somebody(session: Session) -> str:
    """Somebody who has signed and was never asked."""
    person = people.added(session)
    made_up.sign(session, person)
    return person


def again(held: Held, qtbot: QtBot, qapp: QApplication, *, in_order: bool = False) -> Held:
    """The program was killed and started again: a new session over what the study holds, and a new window.

    ``in_order``: the pages were told before, as a lock and a close do.
    """
    before = held.session
    if in_order:
        held.frame.stop_pages()
    held.window.leave_open()
    for timer in held.window.findChildren(QTimer):
        timer.stop()  # nothing of a process that is gone fires any more
    session = Session(before.study.store, before.slot, before.study.sealed_side.sealer, before.clock)
    return shown(session, held.visit, qtbot, qapp)
