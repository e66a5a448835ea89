"""Beginning a visit: which questionnaire, how, on which day, in which language; and what speaks against it."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from ojm_desktop.domain.clock import long_date
from ojm_desktop.domain.visit import Mode
from ojm_desktop.service.edits.days import before_signing
from ojm_desktop.service.edits.visits import VOUCHER
from ojm_desktop.service.queries.occasions import Occasion
from ojm_desktop.service.visits import NOTHING_KNOWN, Beginning
from ojm_desktop.ui import dates, theme
from ojm_desktop.ui.visit_words import in_sentence, miss_words
from ojm_desktop.ui.visits.ask import VisitAsk, named, window_words
from ojm_desktop.ui.widgets.buttons import link, primary
from ojm_desktop.ui.widgets.day_field import DayField
from ojm_desktop.ui.widgets.field import ChoiceBox, Field
from ojm_desktop.ui.widgets.lines import lines
from ojm_desktop.ui.widgets.message import Message
from ojm_desktop.ui.widgets.segments import Segment, Segments
from ojm_desktop.ui.widgets.text import Label

MODES: Final = (
    Segment(Mode.IN_PERSON.value, "In person"),
    Segment(Mode.BY_PHONE.value, "Phone"),
    Segment(Mode.BY_VIDEO.value, "Video"),
    Segment(Mode.PAPER.value, "From paper"),
)

SIGN_AGAIN: Final = "What the agreement says was changed since it was signed: have it signed again first."


class StartPanel(VisitAsk):
    """``given(mode, day, language)`` when it is to begin; otherwise what else is asked for."""

    kind = "start"
    given = Signal(object, object, str)
    another_day_asked = Signal()
    miss_asked = Signal()
    sign_asked = Signal()
    forms_asked = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._beginning = NOTHING_KNOWN
        self.mode = Segments("How", MODES, stacked=theme.current().scale >= 2)
        self.day = DayField("Day of the interview")
        self._day = Field("Day", self.day)
        self.language = ChoiceBox()
        self._language = Field("Language", self.language, keeps_line=False)
        self.message = Message(keeps_line=False)
        self.begin = primary("Start", icon="interview", key="Enter")
        self.sign = primary("Have the agreement signed", icon="check", key="Enter")
        self.forms = link("Open Study, Forms")
        self.another_day = link("Another day…")
        self.miss = link("Record as missed…")
        self._lay_out()
        self.mode.chosen.connect(lambda _value: self._mode_chosen())
        self.day.given.connect(lambda _day: self._check())
        self.day.wrong.connect(self._day.set_wrong)
        self.begin.clicked.connect(self._tell)
        self.sign.clicked.connect(self.sign_asked)
        self.forms.clicked.connect(self.forms_asked)
        self.another_day.clicked.connect(self.another_day_asked)
        self.miss.clicked.connect(self.miss_asked)

    def show_occasion(self, occasion: Occasion, beginning: Beginning, day: date) -> None:
        """Ask about one visit, for a day."""
        self.occasion, self._beginning = occasion, beginning
        form = beginning.form
        facts = [f"With the questionnaire “{form.title}”, version {form.version}."] if form else []
        self.say(f"Start {named(occasion)}", " ".join([*facts, window_words(occasion)]).strip())
        self.mode.set_value(Mode.IN_PERSON.value)
        self.day.setModified(False)
        self.day.show_day(day)
        self.language.clear()
        self.language.addItems(list(beginning.languages))
        self.language.setCurrentText(beginning.language)
        self._language.setVisible(len(beginning.languages) > 1)
        is_ahead = occasion.was is None and occasion.wave != VOUCHER
        self.another_day.setVisible(is_ahead and occasion.first_day is not None)
        self.miss.setText(miss_words(occasion.wave))
        self.miss.setVisible(is_ahead)
        self._asked.setVisible(form is not None)
        self.forms.setVisible(form is None and not beginning.can_sign and bool(beginning.against))
        self._check()
        self.offer()

    def fields(self) -> tuple[str, ...]:
        """How, the day as it is typed, and the language."""
        return self.mode.value, self.day.text(), self.language.currentText()

    def take_up(self, fields: tuple[str, ...]) -> None:
        """Put them back."""
        mode, day, language = fields
        self.mode.set_value(mode)
        if not day:
            self.day.clear_day()
        elif day != self.day.text():
            self.day.setText(day)
            self.day.setModified(True)
        self.language.setCurrentText(language)
        self._check()

    def first(self) -> QWidget:
        """The button that comes next; at large text the first choice, so that what is asked stays in sight above it."""
        if theme.current().scale >= 2 and not self._asked.isHidden():
            return self.mode.first()
        for button in (self.begin, self.sign, self.forms):
            if not button.isHidden():
                return button
        return self.miss if not self.miss.isHidden() else self

    def go(self) -> None:
        """Begin it, or go where it can be made possible."""
        if not self.begin.isHidden():
            self._tell()
        elif not self.sign.isHidden():
            self.sign_asked.emit()

    def _tell(self) -> None:
        day = self.day.take()
        if day is None:
            self.day.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if day <= self._today and not self._unsigned(day):
            self.given.emit(Mode(self.mode.value), day, self.language.currentText())
        self._check()

    def _mode_chosen(self) -> None:
        """The day of paper is the paper's: typed, or the one agreed; any other interview is held today."""
        is_paper = self.mode.value == Mode.PAPER.value
        agreed = self.occasion.agreed if self.occasion is not None else None
        if is_paper and self.day.text() == long_date(self._today):
            self.day.clear_day()
            if agreed is not None and agreed.day <= self._today:
                self.day.show_day(agreed.day)
        elif not is_paper and not self.day.text():
            self.day.show_day(self._today)
        self._check()

    @property
    def _signs_first(self) -> bool:
        """The agreement says something else since it was signed; what was given on paper before is taken in."""
        occasion = self.occasion
        is_held = occasion is not None and occasion.wave != VOUCHER and self.mode.value != Mode.PAPER.value
        return is_held and self._beginning.should_sign_again

    def _unsigned(self, day: date) -> str:
        return before_signing(self._beginning.signed_on, day, self._today)

    def _check(self) -> None:
        """Say what speaks against it, or what to know before; no doubt keeps anybody from beginning in the end."""
        occasion, beginning, day = self.occasion, self._beginning, self.day.day
        is_paper = self.mode.value == Mode.PAPER.value
        self._day.label.setText("Date on the paper" if is_paper else "Day")
        self.day.setAccessibleName("Date on the paper" if is_paper else "Day of the interview")
        if occasion is None:
            return
        self._day.clear_wrong()
        if day is not None and day > self._today:
            self._day.set_wrong("This day has not come yet.")
        unsigned, doubt = (self._unsigned(day), doubted(occasion, day)) if day is not None else ("", "")
        self.begin.setVisible(beginning.form is not None and not self._signs_first)
        self.sign.setVisible(beginning.can_sign or self._signs_first)
        self.begin.set_words("Start all the same" if doubt and not unsigned else "Start")
        if beginning.against or unsigned:
            self.message.show_state("blocked", beginning.against or unsigned, "blocked")
        elif self._signs_first:
            self.message.show_state("blocked", SIGN_AGAIN, "blocked")
        elif doubt:
            self.message.show_state("warn", doubt, "warn")
        else:
            self.message.show_state("", "")

    def _lay_out(self) -> None:
        look = theme.current()
        self.language.setMinimumContentsLength(14)
        self._asked = QWidget()
        down = QBoxLayout.Direction.TopToBottom
        asked = QBoxLayout(down, self._asked)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.setSpacing(0)  # the day keeps a line for what is wrong with it: room enough
        row = QBoxLayout(down if look.scale > 1 else QBoxLayout.Direction.LeftToRight)
        row.setSpacing(look.px(16))
        how = QWidget()
        column = QBoxLayout(down, how)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        label = Label("How", "label")
        label.setBuddy(self.mode)
        column.addWidget(label)
        column.addWidget(self.mode)
        column.addStretch(1)
        for part in (how, self._day):
            row.addWidget(part)
        row.addStretch(1)
        asked.addLayout(row)
        asked.addWidget(self._language, 0, Qt.AlignmentFlag.AlignLeft)  # three do not fit in a row
        self.column.addWidget(self._asked)
        self.column.addWidget(self.message)
        self.column.addLayout(lines((self.begin, self.sign, self.forms), (self.another_day, self.miss)))


def doubted(occasion: Occasion, day: date) -> str:
    """What speaks against a day, and the question; empty within the window, and for a journey told looking back."""
    if occasion.first_day is None or occasion.last_day is None:
        return ""
    visit = in_sentence(occasion.name)
    if occasion.opens_after(day):
        since = dates.day_month(occasion.first_day)
        if occasion.wave == "retrospective":
            return f"The three months are over on {since} only. Look back all the same?"
        return f"{occasion.name} opens on {since}. Is this the {visit} visit?"
    if occasion.wave != "retrospective" and occasion.closed_before(day):
        return f"The window ended on {dates.day_month(occasion.last_day)}. Held now, it is marked as late."
    return ""
