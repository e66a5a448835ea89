"""The card of one question: its words in three layers, its field, what stands there, what is doubted, what was noted.

It reads an interview and says by signals what somebody gave; the page writes and calls `refresh`. Before a rating is
given nothing of the last wave is in it, neither to be seen nor to be heard; the room for it is kept (interview).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QWidget

from ojm_desktop.domain.answer import Answer, Comparison
from ojm_desktop.domain.form import Audience, Last, Role, Type
from ojm_desktop.ui import theme
from ojm_desktop.ui.interview import layers
from ojm_desktop.ui.interview.asked import Asked
from ojm_desktop.ui.interview.beside import Beside, notes_said
from ojm_desktop.ui.interview.doubts import Doubts
from ojm_desktop.ui.interview.fields import field_for
from ojm_desktop.ui.interview.fields.filed import FiledField
from ojm_desktop.ui.interview.fields.pictures import ChoicePictures
from ojm_desktop.ui.interview.fields.reading import stop_said
from ojm_desktop.ui.interview.fields.scale import ScaleField
from ojm_desktop.ui.interview.media import Media
from ojm_desktop.ui.interview.reply import Reply
from ojm_desktop.ui.interview.said import said, wave_said
from ojm_desktop.ui.widgets.buttons import link
from ojm_desktop.ui.widgets.card import Card
from ojm_desktop.ui.widgets.text import Label

WITHHELD: Final = (
    "There is an answer. It is shown once the interview that is open with this person has its rating of this pathway."
)
FREE: Final = frozenset({Type.TEXT, Type.TYPED_ELSEWHERE})
"""Types whose answers can say the same in other words."""
MARGIN: Final = 24
TIGHT: Final = 12
"""Room inside the card's edge, in pixels at 100 %; the lesser at the largest text, for the question and its scale."""
LARGEST: Final = 2.0


class QuestionCard(Card):
    """One question. Paths are the question's own, with the positions of repeats."""

    given = Signal(str, str)
    compared = Signal(str, object)
    passed = Signal(str, int, str)
    reason_asked = Signal(str)
    edited = Signal(str)
    unanswered_asked = Signal(str)
    attached = Signal(str, str, object)
    """Path, a file's own name, its octets: a file to be made the answer."""

    def __init__(self, interview: Asked, path: str, parent: QWidget | None = None) -> None:
        super().__init__(TIGHT if theme.current().scale >= LARGEST else MARGIN, parent=parent)
        self.path = path
        self._interview = interview
        self._question = interview.question(path)
        self._is_missing_shown = self._are_notes_open = False
        question = self._question
        self._head = Label("", tone="muted", wrap=True)
        for_eyes = question.audience is Audience.INTERVIEWER
        self._aloud = None if for_eyes else layers.Question(question.audience)
        self._only = layers.InterviewerOnly()
        self._help = layers.Help()
        self._media = Media()
        self._pictures = ChoicePictures()
        session = interview.session
        sound = interview.allows_sound
        self.field = field_for(question, session.plan.scale, session.today(), allows_sound=sound)
        has_last = bool(interview.last_wave)
        self._reply = Reply(
            keeps_room=question.role is Role.RATING or (question.last is Last.AFTER and has_last),
            has_last=has_last,
            is_free=question.type in FREE,
        )
        self._doubts = Doubts()
        self._beside = Beside()
        question_layer = self._only if self._aloud is None else self._aloud
        below = [] if self._aloud is None else [self._only]
        self.noted = link("", icon="note")
        self.noted.setParent(self)
        self.noted.clicked.connect(self._show_noted)
        self.noted.hide()
        parts = [
            question_layer,
            self._media,
            self.field,
            self._doubts,
            self._reply,
            *below,
            self._help,
        ]
        self.add(self._head, self._beside, *parts)
        self.column.addStretch(1)
        self._connect()
        self._is_fixed = interview.state(path).read_only
        if question.type is not Type.NOTE and self._is_fixed:  # the keys stand at the card itself
            self.field.set_reading()
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.refresh()

    def _connect(self) -> None:
        path = self.path
        self.field.given.connect(lambda value: self.given.emit(path, value))
        self.field.edited.connect(lambda: self.edited.emit(path))
        if isinstance(self.field, FiledField):
            self.field.attached.connect(lambda name, octets: self.attached.emit(path, name, octets))
        self._reply.compared.connect(lambda comparison: self.compared.emit(path, comparison))
        self._doubts.passed.connect(lambda number, reason: self.passed.emit(path, number, reason))
        self._doubts.reason_asked.connect(lambda: self.reason_asked.emit(path))

    # --- showing

    def set_head(self, words: str) -> None:
        """Where the question stands: "Housing and Accommodation, question 2 of 4"."""
        self._head.setText(words)
        self._head.setVisible(bool(words))

    def refresh(self) -> None:
        """Read the interview again; what is typed and not given stays."""
        asked, path = self._interview, self.path
        state, answer = asked.state(path), asked.answers.get(path)
        is_withheld = bool(state.value or answer) and asked.is_withheld(path)
        if is_withheld:
            state, answer = replace(state, value="", valid=True, warnings=()), None
        if self._aloud is not None:
            self._aloud.show_words(state.label, state.fell_back)
            self._only.show_words("", state.guidance, None)
        else:
            self._only.show_words(state.label, state.guidance, state.fell_back)
        self._help.show_words(state.hint)
        self._media.show_media(self._question, asked)
        self.field.show_pictures(self._pictures.of(state.choices, asked.form_file))
        self.field.show_state(state, answer)
        if isinstance(self.field, FiledField):
            self.field.show_file(None if is_withheld else asked.file(path))
        self.field.set_name(state.label)
        self._show_reply(answer, WITHHELD if is_withheld else "")
        is_missing = not is_withheld and self._is_missing_shown and state.missing and answer is None
        stops = state.message if is_missing or (state.value and not state.valid) else ""
        self._doubts.show_stop(stop_said(self._question, stops), offers_reasons=is_missing)
        passed = {one.message: asked.passed(path, one.message) for one in state.warnings}
        self._doubts.show_warnings(state.warnings, passed)
        notes = asked.notes(path)
        self._beside.show_notes(notes)
        self.noted.set_words(notes_said(notes))
        self.noted.setVisible(bool(notes))
        self._place_noted()
        self._beside.setVisible(bool(notes) and self._are_notes_open)

    @property
    def is_outdated(self) -> bool:
        """Another answer opened or fixed the question since the card was made: it is to be made anew."""
        return self._interview.state(self.path).read_only is not self._is_fixed

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_noted()

    def _place_noted(self) -> None:
        """Into the corner of the card, over its edge and beside "Read aloud": a note that comes moves no word."""
        look, edge = theme.current(), self.column.contentsMargins()
        wide, tall = self.noted.sizeHint().width(), look.height("row")
        middle = edge.top() + self._head.fontMetrics().height() // 2
        self.noted.setGeometry(self.width() - edge.right() - wide, max(0, middle - tall // 2), wide, tall)
        self.noted.raise_()
        self._head.setContentsMargins(0, 0, 0 if self.noted.isHidden() else wide + look.px(12), 0)

    def _show_noted(self) -> None:
        """The words of the notes, on demand: whoever sits beside the screen does not read them by chance."""
        self._are_notes_open = not self._are_notes_open
        self.refresh()

    def show_missing(self) -> None:
        """Say that the question waits for an answer, or for the reason why there is none; from now on."""
        self._is_missing_shown = True
        self.refresh()

    def set_current(self, is_current: bool) -> None:
        """The green frame of the question that is asked now, among others."""
        self.setProperty("current", "true" if is_current else "false")
        self.style().unpolish(self)
        self.style().polish(self)

    def show_from_paper(self) -> None:
        """What was asked on paper is neither read aloud nor given to be read."""
        if self._aloud is not None:
            self._aloud.show_from_paper()

    def set_enabled_for_reading(self) -> None:
        """A visit that is over: everything can be read, nothing given."""
        self.field.set_reading()
        self._reply.set_reading()
        self._doubts.set_reading()
        self.refresh()

    def _show_reply(self, answer: Answer | None, instead: str) -> None:
        last = self._interview.last(self.path)
        wave = wave_said(self._interview.session.plan, self._interview.last_wave)
        now = said(self._interview, self.path, answer) if answer is not None else ""
        then = said(self._interview, self.path, last) if last is not None else ""
        is_scale = isinstance(self.field, ScaleField)
        self._reply.show_answer(answer, now if is_scale else "")
        if isinstance(self.field, ScaleField):
            self.field.show_last(f"Last time, {wave}", last.value if last is not None else "")
        told = "" if last is None or (is_scale and not last.non_answer) else f"Last time, {wave}: {then}"
        told = instead or told
        offered = _offered(self._question.type, answer, last)
        self._reply.show_last(told, offered, answer.comparison if answer is not None else None)

    # --- what was typed

    def commit(self) -> None:
        """Give what was typed, if it differs from what stands there."""
        self.field.commit()

    def half_done(self) -> str:
        """What was typed and not given."""
        return self.field.typed()

    def is_typing(self) -> bool:
        """Whether something was typed and not given."""
        return self.field.is_typing()

    def take_up(self, text: str) -> None:
        """Put back what was half done."""
        self.field.take_up(text)

    # --- keys, and what the pointer asks for

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """By the other button or a long press: what the keys F6 and Delete do."""
        if self.field.is_reading or self._question.type is Type.NOTE:
            return
        menu = QMenu(self)
        menu.addAction("No answer…\tF6", lambda: self.reason_asked.emit(self.path))
        taking = menu.addAction("Take the answer away\tDel", lambda: self.unanswered_asked.emit(self.path))
        taking.setEnabled(self.path in self._interview.answers)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())

    @property
    def beginnings(self) -> tuple[QWidget, ...]:
        """Where it can be said to begin: the card, the layer that is asked, the words themselves."""
        return (self, self._only) if self._aloud is None else (self, self._aloud, self._aloud.words)

    def first_focus(self) -> QWidget:
        """What has the focus when the question is come to."""
        return self if self.focusPolicy() is Qt.FocusPolicy.StrongFocus else self.field.first_focus()

    def take_key(self, event: QKeyEvent) -> bool:
        """A key pressed while no text field has the focus; Delete asks to take the answer away."""
        if self.field.is_reading:
            return False
        is_typing = isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit)
        if event.key() == Qt.Key.Key_Delete and not is_typing and self.path in self._interview.answers:
            self.unanswered_asked.emit(self.path)
            return True
        return self.field.take_key(event)


def _offered(kind: Type, answer: Answer | None, last: Answer | None) -> tuple[Comparison, ...]:
    """The replies that make sense: words can say the same in other words, a number cannot."""
    if answer is None or answer.non_answer is not None or last is None:
        return ()
    if kind in FREE:
        return tuple(Comparison)
    first = Comparison.SAME if answer.value == last.value else Comparison.CHANGED
    return (first, Comparison.WAS_WRONG)
