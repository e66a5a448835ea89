"""The page of a withdrawal: one level chosen, what stops and what stays in sight, then recorded once and for all."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.withdrawal import WORDS, Level
from ojm_desktop.service import erasure
from ojm_desktop.service.edits import Withdraw
from ojm_desktop.service.queries.people import AgreementState
from ojm_desktop.service.queries.people import row as person_row
from ojm_desktop.ui import theme
from ojm_desktop.ui.page import Navigate, Page
from ojm_desktop.ui.widgets.buttons import RadioButton, primary, quiet
from ojm_desktop.ui.widgets.card import Card, Scroll, row
from ojm_desktop.ui.widgets.day_field import DayField
from ojm_desktop.ui.widgets.field import Field
from ojm_desktop.ui.widgets.head import PageHead
from ojm_desktop.ui.widgets.message import Message
from ojm_desktop.ui.widgets.text import Label
from ojm_desktop.ui.withdrawal.erasing import ErasingCard

if TYPE_CHECKING:
    from ojm_desktop.domain.changes import Changes
    from ojm_desktop.service.session import Session

WIDEST: Final = 880
"""Width of the page's cards, in pixels at 100 %."""
RECORD: Final = "Record the withdrawal"
RING: Final = 8
"""Room for the ring of the focus at the page's edge, in pixels."""


class WithdrawalPage(Page):
    """Target: a participant's id. Nothing is stored before Record."""

    title = "Withdrawal"
    help = (
        "Up and Down choose how far the person withdraws; below stands what stops and what stays.\n"
        "It can go further later, and it cannot be taken back: somebody who comes back signs again."
    )

    def __init__(self, session: Session, navigate: Navigate) -> None:
        super().__init__(session, navigate)
        self.participant = ""
        look = theme.current()
        self.levels = {level: RadioButton(words.name) for level, words in WORDS.items()}
        self._group = QButtonGroup(self)
        for level, button in self.levels.items():
            self._group.addButton(button, level.value)
        self.stops, self.stays = Message(keeps_line=False), Message(keeps_line=False)
        self.day = DayField("Said on")
        self.told_to, self.words = QLineEdit(), QPlainTextEdit()
        self.told_to.setMaxLength(80)
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(look.px(96))
        self.fields = {
            "day": Field("Said on", self.day, "Day, month, year"),
            "told_to": Field("Said to", self.told_to, "Who heard it: initials are enough"),
            "words": Field("What was said, if they want it kept", self.words, "Kept on the sealed side. Nobody has to "
                           "say why."),
        }  # fmt: skip
        self.erasing = ErasingCard()
        self.back = quiet("Back to the person" if look.scale == 1 else "Back", icon="back")
        self.record = primary(RECORD)
        self._head = PageHead(self.title)
        self._lay_out()
        self._connect()

    # --- what the frame asks

    def show_target(self, target: str) -> None:
        if not target or target == self.participant:
            return
        self.participant = target
        self.strip.clear()
        self.day.show_day(self.session.today())
        self.told_to.clear()
        self.words.clear()
        for field in self.fields.values():
            field.clear_wrong()
        self._show()

    def refresh(self, changes: Changes | None) -> None:
        if not self.participant or not (changes is None or self.participant in changes.consents | changes.participants):
            return
        if self.session.study.store.people.get(self.participant) is None:
            self.participant = ""
            self.navigate("participants")
            return
        self._show()

    def first_focus(self) -> QWidget | None:
        return self._group.checkedButton() or self.back

    # --- showing and recording

    @property
    def level(self) -> Level | None:
        """The level that is chosen; None where there is none further than the one that stands."""
        chosen = self._group.checkedId()
        return Level(chosen) if chosen > 0 else None

    def _show(self) -> None:
        """Levels that go further than the one that stands; the first of them is chosen."""
        found = person_row(self.session, self.participant)
        standing = WORDS[Level(found.level)].name.lower() if found.agreement is AgreementState.WITHDRAWN else ""
        self._head.set_fact(f"{found.person.code}, withdrew already: {standing}" if standing else found.person.code)
        chosen = self.level
        self._group.setExclusive(False)
        for level, button in self.levels.items():
            button.setEnabled(level.value > found.level)
            button.setChecked(False)
        self._group.setExclusive(True)
        free = [level for level in Level if level.value > found.level]
        if free:
            self.levels[chosen if chosen in free else free[0]].setChecked(True)
        if found.person.code != self.erasing.code or self.level is Level.ERASED:
            self.erasing.show_person(self.session, self.participant)
        self._say()

    def _say(self) -> None:
        words, is_erasing = WORDS[self.level or Level.EXCLUDED], self.level is Level.ERASED
        self.erasing.setVisible(is_erasing)
        self.fields["words"].setVisible(not is_erasing)
        self.record.set_words(f"Erase {self.erasing.code}" if is_erasing else RECORD)
        self.stops.show_state("refused", words.does)
        self.stays.show_state("lock", words.stays)

    def _record(self) -> None:
        level, day = self.level, self.day.take()
        if level is None or day is None:
            return
        if not self.told_to.text().strip():
            self.fields["told_to"].set_wrong("Write who heard it; initials are enough.")
            self.told_to.setFocus()
            return
        if level is Level.ERASED:
            self._erase(day)
            return
        said, participant = self.words.toPlainText().strip(), self.participant
        if self.do(
            Withdraw(participant=participant, level=level, said_on=day, told_to=self.told_to.text().strip(), words=said)
        ):
            self.participant = ""
            self.navigate("participant", participant)

    def _erase(self, day: date) -> None:
        wanting = self.erasing.wanting()
        if wanting is not None:
            QTimer.singleShot(0, wanting, partial(self._scroll.ensureWidgetVisible, wanting, 0, RING))
            return
        reason, who = self.erasing.reason.text(), self.told_to.text()
        self.strip.clear()
        try:
            erasure.erase(self.session, self.participant, on=day, basis=reason, who=who)
        except OjmError as error:
            self.say_refused(str(error))  # where it had taken place already the page has been left by now

    def _leave(self) -> None:
        self.navigate("participant", self.participant)

    # --- how it is made

    def _connect(self) -> None:
        self._group.idToggled.connect(lambda _level, is_on: self._say() if is_on else None)
        self.day.wrong.connect(self.fields["day"].set_wrong)
        self.day.given.connect(lambda _day: self.fields["day"].clear_wrong())
        self.told_to.textEdited.connect(lambda _text: self.fields["told_to"].clear_wrong())
        self.back.clicked.connect(self._leave)
        self.record.clicked.connect(self._record)

    def _lay_out(self) -> None:
        look = theme.current()
        how, said = Card(), Card()
        how.add(Label("How far", "label"), *self.levels.values())
        how.add_rule()
        how.add(self.stops, self.stays)
        how.add(
            Label(
                "Their order and their supervision stay the same. This cannot be undone; somebody who comes back signs "
                "again, and after an erasure gets another code.",
                tone="muted",
                wrap=True,
            )
        )
        if look.scale == 1:
            beside = QHBoxLayout()
            beside.setSpacing(look.px(24))
            beside.addWidget(self.fields["day"], 0, Qt.AlignmentFlag.AlignTop)
            beside.addWidget(self.fields["told_to"], 1, Qt.AlignmentFlag.AlignTop)
            said.column.addLayout(beside)
        else:
            said.add(self.fields["day"], self.fields["told_to"])
        said.add(self.fields["words"])
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(RING, 0, RING, look.px(8))
        column.setSpacing(look.space(4))
        inside.setMaximumWidth(look.px(WIDEST) + 2 * RING)  # bounded cards are asked their height at the page's width
        column.addWidget(how)
        column.addWidget(said)
        column.addWidget(self.erasing)
        column.addStretch(1)
        edge = look.space(5) - RING
        self.column.setContentsMargins(edge, look.space(4), edge, look.space(4))
        self.column.setSpacing(look.space(3))
        self.column.addLayout(row(self._head, margins=(RING, 0, RING, 0)))
        self.column.addLayout(row(self.strip, margins=(RING, 0, RING, 0)))
        self._scroll = Scroll(inside)
        self.column.addWidget(self._scroll, 1)
        self.column.addLayout(row(self.back, 1, self.record, margins=(RING, 0, RING, 0)))
