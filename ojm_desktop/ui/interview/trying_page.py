"""Walking through a questionnaire before anybody is asked with it: the cards of an interview, and nothing recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.form import Type
from ojm_desktop.domain.visit import Layout
from ojm_desktop.ui import theme
from ojm_desktop.ui.actions import Bound, bind
from ojm_desktop.ui.interview.card import QuestionCard
from ojm_desktop.ui.interview.cards import TurnRow
from ojm_desktop.ui.interview.sections import Line, Sections
from ojm_desktop.ui.interview.top import Language
from ojm_desktop.ui.interview.trying import Trying
from ojm_desktop.ui.interview.way import Way
from ojm_desktop.ui.page import Navigate, Page
from ojm_desktop.ui.widgets import state
from ojm_desktop.ui.widgets.buttons import primary, quiet
from ojm_desktop.ui.widgets.card import Scroll
from ojm_desktop.ui.widgets.strip import Tone
from ojm_desktop.ui.widgets.tall import Tall
from ojm_desktop.ui.widgets.text import ElidedLabel, Hairline, Label

if TYPE_CHECKING:
    from ojm_desktop.service.session import Session

NOTHING_KEPT: Final = "Nothing that is typed here is recorded."
NEEDED: Final = (
    "This question needs an answer: in an interview there is no way on but one, or the reason why there is none (F6). "
    "Here Next goes on."
)
END: Final = "This was the last question that applies to these answers. Once more ends the walk."


class TryingPage(Page):
    """Target: a version's hash."""

    title = "Walk through a questionnaire"
    help = (
        "Answer as somebody might: conditions, choices and checks work as in an interview. Nothing is recorded. Enter "
        "or Alt+Right goes on, Alt+Left back, Esc ends it."
    )
    whole_window = True

    def __init__(self, session: Session, navigate: Navigate) -> None:
        super().__init__(session, navigate)
        self.trying: Trying | None = None
        self.way: Way | None = None
        self.here = ""
        self._is_needed_said = self._is_end_said = False
        self.top, self.foot = _Top(), _Foot()
        self.sections = Sections()
        self.card: QuestionCard | None = None
        self._turns: list[TurnRow] = []
        self._inside = Tall()
        self._column = QVBoxLayout(self._inside)
        self._scroll = Scroll(self._inside)
        self.top.language.chosen.connect(self._speak)
        self.top.leave.clicked.connect(lambda _checked: self._leave())
        self.sections.chosen.connect(self._enter_section)
        self.foot.back.clicked.connect(lambda _checked: self.back())
        self.foot.next.clicked.connect(lambda _checked: self.next())
        self._lay_out()

    # --- what the frame asks

    def show_target(self, target: str) -> None:
        from ojm_desktop.service import forms
        from ojm_desktop.service.form_trial import pictures, trial

        running = trial(self.session, target)
        facts = forms.facts_of(self.session, target)
        self.trying = Trying(running, self.session.plan, self.session.today())
        self.trying.pictures = pictures(self.session, target)
        self.way = Way(self.trying)
        version = f"version {facts.version}" if facts.version else "without a version number"
        self.top.show_form(facts.title, version, facts.languages or running.form.languages, running.language)
        self._drop_card()
        self.go(next(iter(running.questions()), ""))

    def first_focus(self) -> QWidget | None:
        return self.card.first_focus() if self.card is not None else self.foot.next

    def bound_actions(self) -> tuple[Bound, ...]:
        return bind("next_question", self.next), bind("last_question", self.back)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.next()
        elif self.card is None or not self.card.take_key(event):
            super().keyPressEvent(event)

    # --- walking

    def next(self) -> None:
        """The next question that applies."""
        self._step(+1)

    def back(self) -> None:
        """The question before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        if self.way is None:
            return
        if self.card is not None:
            self.card.commit()
        if by > 0 and self._says_needed():
            return
        beside = self.way.after if by > 0 else self.way.before
        to = beside(self.here, Layout.QUESTION)
        if to:
            self.go(to)
        elif by > 0 and self._is_end_said:
            self._leave()
        elif by > 0:
            self._is_end_said = True
            self.strip.say(END, Tone.NEUTRAL)
            self.foot.next.set_words("End")

    def _says_needed(self) -> bool:
        """Once at each question that waits for an answer; what an interview would not let go is let go here."""
        if self._is_needed_said or self.card is None or self.trying is None:
            return False
        if not self.trying.state(self.here).missing:
            return False
        self._is_needed_said = True
        self.card.show_missing()
        self.strip.say(NEEDED, Tone.WARNING)
        return True

    def _enter_section(self, section: str) -> None:
        if self.way is not None and (to := self.way.first_open(section)):
            self.go(to)

    def go(self, path: str) -> None:
        """Stand at a question; empty where none applies."""
        self.here = path
        self._is_needed_said = self._is_end_said = False
        self.strip.say(NOTHING_KEPT, Tone.NEUTRAL, icon="help")
        self._drop_card()
        if self.trying is not None and path:
            self.card = QuestionCard(self.trying, path, self._inside)
            self.card.given.connect(self._given)
            self.card.unanswered_asked.connect(lambda path: self._given(path, ""))
            self._column.insertWidget(0, self.card)
            self.card.show()
        self._show()
        (self.first_focus() or self).setFocus()
        QTimer.singleShot(0, self, lambda: self._scroll.verticalScrollBar().setValue(0))  # the question comes first

    def _given(self, path: str, value: str) -> None:
        if self.trying is None or self.way is None:
            return
        try:
            self.trying.answer(path, value)
        except OjmError as error:
            self.strip.say(str(error), Tone.ERROR)
        self._show()

    def _speak(self, language: str) -> None:
        if self.trying is None:
            return
        self.trying.running.language = language
        self.top.language.show_languages(self.top.languages, language)
        self._show()

    def _add_turn(self, repeat: str) -> None:
        if self.trying is not None and self.way is not None:
            instance = self.trying.running.add_repeat(repeat)
            self.go(self.way.first_inside(instance) or self.here)

    def _remove_turn(self, instance: str) -> None:
        if self.trying is None or self.way is None:
            return
        self.trying.running.remove_repeat(instance)
        kept = self.trying.running.answers()
        self.trying.answers = {path: one for path, one in self.trying.answers.items() if kept.get(path) == one.value}
        self.go(self.way.nearest(self.here))

    # --- showing

    def _show(self) -> None:
        trying, way = self.trying, self.way
        if trying is None or way is None:
            return
        if self.card is not None:
            self.card.set_head(way.head(self.here))
            self.card.refresh()
            self.foot.next.set_key("Ctrl+Enter" if self.card.field.takes_enter else "Enter")
        self._show_turns(way)
        asked = [path for path in trying.running.questions() if trying.question(path).type is not Type.NOTE]
        self.top.show_progress(sum(path in trying.answers for path in asked), len(asked))
        self.sections.show_lines(self._lines(trying, way))
        self.foot.back.setEnabled(bool(way.before(self.here, Layout.QUESTION)))
        self.foot.next.set_words("End" if self._is_end_said else "Next")

    def _lines(self, trying: Trying, way: Way) -> list[Line]:
        """The sections that are asked in, and how far each is."""
        found: dict[str, list[str]] = {}
        for path in trying.running.questions():
            found.setdefault(way.section(path), []).append(path)
        lines = []
        for section, paths in found.items():
            asked = [path for path in paths if trying.question(path).type is not Type.NOTE]
            done = sum(path in trying.answers for path in asked)
            is_here = self.here in paths
            mark = state.NOW if is_here else state.DONE if asked and done == len(asked) else state.NOT_STARTED
            says = f"{done} of {len(asked)}" if asked else "To read out"
            lines.append(Line(section, way.short_name_of(section), mark[0], says, "text", is_here))
        return lines

    def _show_turns(self, way: Way) -> None:
        for row in self._turns:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._turns = []
        for place, turn in enumerate(way.turns(self.here) if self.here else ()):
            row = TurnRow(turn)
            row.added.connect(self._add_turn)
            row.removed.connect(self._remove_turn)
            self._column.insertWidget(1 + place, row)
            self._turns.append(row)

    def _drop_card(self) -> None:
        """A card that goes says nothing more: leaving its field would answer a question that is gone."""
        if self.card is not None:
            self.card.blockSignals(True)
            self._column.removeWidget(self.card)
            self.card.hide()
            self.card.deleteLater()
            self.card = None

    def _leave(self) -> None:
        self.navigate("study", "forms")

    def _lay_out(self) -> None:
        look = theme.current()
        edge = look.px(24 if look.scale < 2 else 12)
        self._column.setContentsMargins(edge, look.px(12), edge, edge)
        self._column.setSpacing(look.px(12))
        self._column.addStretch(1)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        told = QVBoxLayout()
        told.setContentsMargins(edge, look.px(16), edge, 0)
        told.addWidget(self.strip)
        middle.addLayout(told)
        middle.addWidget(self._scroll, 1)
        body = QHBoxLayout()
        body.setSpacing(0)
        self.sections.set_folded(look.scale >= 2)
        body.addWidget(self.sections)
        body.addLayout(middle, 1)
        self.column.setSpacing(0)
        self.column.addWidget(self.top)
        self.column.addLayout(body, 1)
        self.column.addWidget(self.foot)


class _Top(QWidget):
    """56 px: which questionnaire, how far, the language, the way out."""

    def __init__(self) -> None:
        super().__init__()
        look = theme.current()
        self.setProperty("ground", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.languages: tuple[str, ...] = ()
        self.title = Label("", "heading")
        self.fact = ElidedLabel("", "body", "muted")
        self.progress = Label("", "body")
        self.language = Language()
        self.language.set_short(look.scale >= 2)
        self.leave = quiet("End", icon="cancel", key="Esc" if look.scale < 2 else "")
        self.leave.setFixedHeight(look.px(44))
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(look.px(24), 0, look.px(16), 0)
        line.setSpacing(look.px(16))
        line.addWidget(self.title)
        line.addWidget(self.fact, 1)
        for part in (self.progress, self.language, self.leave):
            line.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(holder, 1)
        column.addWidget(Hairline())
        self.setFixedHeight(look.height("interview_top"))

    def show_form(self, title: str, version: str, languages: tuple[str, ...], language: str) -> None:
        """Which questionnaire; the languages include drafts, which are only to be seen here."""
        self.languages = languages
        self.title.setText("Walk through")
        self.fact.set_words(f"{title}, {version}")
        self.language.show_languages(languages, language)

    def show_progress(self, replied: int, asked: int) -> None:
        """How many of the questions that apply have an answer."""
        self.progress.setText(f"{replied} of {asked}")


class _Foot(QWidget):
    """76 px: back and on."""

    def __init__(self) -> None:
        super().__init__()
        look = theme.current()
        self.setProperty("ground", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.back = quiet("Back", icon="back", key="Alt ←", large=True)
        self.next = primary("Next", key="Enter", large=True)
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(look.px(24), 0, look.px(24), 0)
        line.addWidget(self.back)
        line.addStretch(1)
        line.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Hairline())
        column.addWidget(holder, 1)
        self.setFixedHeight(look.height("interview_bottom"))
