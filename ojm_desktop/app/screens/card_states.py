"""Every kind of question in its states, several to a sheet: what is looked at when a field or the card changes."""

from __future__ import annotations

from datetime import UTC
from random import Random

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ojm_desktop.app.screens import kinds
from ojm_desktop.app.screens.kinds import Drawn
from ojm_desktop.app.screens.stage import Stage, settle
from ojm_desktop.app.screens.states import Leading
from ojm_desktop.domain.answer import Answer, AnswerKey, Comment
from ojm_desktop.domain.clock import parse_utc
from ojm_desktop.domain.plan import StudyPlan
from ojm_desktop.domain.rating import Giver
from ojm_desktop.domain.visit import Mode
from ojm_desktop.forms.environment import Environment
from ojm_desktop.forms.running import RunningForm
from ojm_desktop.ui import theme
from ojm_desktop.ui.interview.card import QuestionCard
from ojm_desktop.ui.interview.fields import strokes
from ojm_desktop.ui.interview.trying import Trying

WIDE = 670
"""Width of a card in the interview's page of 1366 pixels."""


def sheet(name: str) -> Leading:
    """The cards of one sheet over the whole window, which grows as high as they are."""

    def lead(stage: Stage) -> None:
        look, session = theme.current(), stage.scene.practice
        now = parse_utc(stage.scene.clock.now().utc)
        environment = Environment(lambda: now, UTC, lambda: "0", Random(0))
        asked = Trying(RunningForm(kinds.form(), environment), session.plan, session.today())
        asked.pictures = {name: strokes.as_png(strokes.of_text(text), 1.0) for name, text in kinds.PICTURES.items()}
        asked.last_wave = session.plan.cohorts[0].waves[0].key
        cards = [_card(asked, drawn, session.plan) for drawn in kinds.SHEETS[name]]
        over = QWidget(stage.window)
        over.setProperty("ground", "window")
        over.setAutoFillBackground(True)
        row = QHBoxLayout(over)
        row.setContentsMargins(*(look.px(12) for _ in range(4)))
        row.setSpacing(look.px(12))
        columns = max(1, min(2, stage.window.width() // look.px(WIDE)))
        for at in range(columns):
            column = QVBoxLayout()
            column.setSpacing(look.px(12))
            for card in cards[at::columns]:
                card.setMaximumWidth(look.px(WIDE))
                column.addWidget(card)
            column.addStretch(1)
            row.addLayout(column)
        over.resize(stage.window.width(), over.sizeHint().height())
        over.show()
        settle()
        tall = max(stage.window.height(), row.heightForWidth(over.width()))
        stage.window.resize(stage.window.width(), tall)
        over.resize(stage.window.width(), tall)
        over.raise_()
        settle()

    return lead


def _card(asked: Trying, drawn: Drawn, plan: StudyPlan) -> QuestionCard:
    """A card in the state it is to be drawn in."""
    path = drawn.question.path
    if drawn.value:
        asked.answer(path, drawn.value)
    if drawn.declined is not None:
        asked.decline(path, drawn.declined)
    if drawn.last:
        key = AnswerKey("", path)
        asked.last_answers[path] = Answer(key, "", drawn.last, "", Giver.PARTICIPANT, Mode.IN_PERSON, "")
    if drawn.comparison is not None:
        asked.compare(path, drawn.comparison)
    if drawn.note is not None:
        asked.comments = (*asked.comments, Comment("", "", "", path, "", "", *drawn.note))
    card = QuestionCard(asked, path)
    card.set_head(f"{plan.pathways[1].name}, question 2 of 4")
    if drawn.is_missing:
        card.show_missing()
    if drawn.typed:
        card.take_up(drawn.typed)
    if drawn.is_over:
        card.set_enabled_for_reading()
    return card
