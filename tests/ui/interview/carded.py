"""A card over a questionnaire that is only tried, shown alone; what it says is answered as the page would."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ojm_desktop.domain.answer import Answer, AnswerKey
from ojm_desktop.domain.rating import Giver
from ojm_desktop.domain.template import bristol
from ojm_desktop.domain.visit import Mode
from ojm_desktop.ui.interview.card import QuestionCard
from ojm_desktop.ui.interview.trying import Trying
from tests.forms import all_kinds
from tests.ui.windows import dressed


def trying() -> Trying:
    """Every kind of question, none answered."""
    return Trying(all_kinds.running(), bristol("North bridge"), date(2026, 3, 1))


def answer_of(path: str, value: str) -> Answer:
    """An answer of the last wave."""
    return Answer(AnswerKey("", path), "", value, "", Giver.PARTICIPANT, Mode.IN_PERSON, "")


class Shown:
    """One card in a window, and what it told."""

    def __init__(
        self, qtbot: QtBot, qapp: QApplication, name: str, *, said: str = "", last: str = "", wide: int = 670
    ) -> None:
        dressed(qapp)
        self.asked = trying()
        self.path = next(path for path in self.asked.running.questions() if path.endswith(f"/{name}"))
        if last:
            self.asked.last_wave = "4"
            self.asked.last_answers = {self.path: answer_of(self.path, last)}
        if said:
            self.asked.answer(self.path, said)
        self.card = QuestionCard(self.asked, self.path)
        self.given: list[str] = []
        self.card.given.connect(self._take)
        self.card.attached.connect(self._attach)
        self.window = QWidget()
        column = QVBoxLayout(self.window)
        column.addWidget(self.card)
        column.addStretch(1)
        self.window.resize(wide, 700)
        qtbot.addWidget(self.window)
        self.window.show()
        with qtbot.waitActive(self.window):
            self.window.activateWindow()
        self.card.first_focus().setFocus()

    @property
    def value(self) -> str:
        """What stands at the question."""
        return self.asked.state(self.path).value

    def heard(self) -> str:
        """Everything a screen reader could say, in one text."""
        every = [self.card, *self.card.findChildren(QWidget)]
        words = [f"{one.accessibleName()} {one.accessibleDescription()} {one.property('text') or ''}" for one in every]
        return " ".join(words)

    def _attach(self, path: str, name: str, octets: bytes) -> None:
        self.given.append(name)
        self.asked.attach(path, name, octets)
        self.card.refresh()

    def _take(self, path: str, value: str) -> None:
        assert path == self.path
        self.given.append(value)
        self.asked.answer(path, value)
        self.card.refresh()
