"""One week being written down or put right: how and when it was written, what was good and bad in it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ojm_desktop.domain.clock import long_date
from ojm_desktop.domain.diary import DiaryMode
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.service.edits import AddDiaryEntry, ChangeDiaryEntry
from ojm_desktop.service.queries.diary import Slot
from ojm_desktop.ui import dates, theme
from ojm_desktop.ui.participant.diary import begun as entries
from ojm_desktop.ui.participant.diary.begun import BegunEntry
from ojm_desktop.ui.participant.diary.happening import Begun, Happening, Words
from ojm_desktop.ui.widgets.buttons import link, primary, quiet
from ojm_desktop.ui.widgets.card import Card, Scroll, row
from ojm_desktop.ui.widgets.day_field import DayLine
from ojm_desktop.ui.widgets.field import ChoiceBox, Field
from ojm_desktop.ui.widgets.lines import lines
from ojm_desktop.ui.widgets.message import Message
from ojm_desktop.ui.widgets.segments import Segment, Segments
from ojm_desktop.ui.widgets.tall import Tall
from ojm_desktop.ui.widgets.text import Hairline, Label

if TYPE_CHECKING:
    from ojm_desktop.service.session import Session

MODES = (
    Segment(DiaryMode.SELF.value, "They write it here"),
    Segment(DiaryMode.READ_OUT.value, "Told to me"),
    Segment(DiaryMode.BY_PHONE.value, "By phone"),
    Segment(DiaryMode.PAPER.value, "Copied from paper"),
)
CARE = "Leave out names. A further offence or harm told here has to be passed on: it is a disclosure, not an entry."


class EntryPanel(Card):
    """``saved(edit, goes_on)`` with what was written, ``removed`` to take it out; ``closed`` by Esc.

    ``began`` when there is more of it to keep.
    """

    saved = Signal(object, bool)
    closed = Signal()
    began = Signal()
    removed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(margin=16, spacing=12, parent=parent)
        self._session = session
        self.participant = ""
        self._entry = ""
        self._shown: BegunEntry | None = None
        self._slots: tuple[Slot, ...] = ()
        self.week = ChoiceBox()
        self.week.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.week.setMinimumContentsLength(21)
        self.written = DayLine()
        self.written.setMaxLength(30)
        self._week_field = Field("About", self.week)
        self._written_field = Field("Written on", self.written, "Day, month, year")
        is_wide = theme.current().scale == 1
        self.mode = Segments("How it was written", MODES, stacked=not is_wide)
        self.happenings: list[Happening] = []
        self.hoped = Words("What would have made the week better")
        self.message = Message(keeps_line=False)
        self.good = quiet("Something good", icon="plus", key="Ctrl+G")
        self.bad = quiet("Something bad", icon="plus", key="Ctrl+B")
        self.save = primary("Save", key="Ctrl+Enter")
        self.save_next = quiet("Save, next week", icon="next", key="Ctrl+Shift+Enter" if is_wide else "")
        self._cancel = link("Cancel", key="Esc")
        self.remove = link("Take this entry out")
        self._lay_out()
        self._connect()

    # --- what it shows

    def show_entry(self, participant: str, slots: Sequence[Slot], what: BegunEntry, *, as_kept: bool = False) -> None:
        """Show an entry, or one `as_kept` half done; the weeks that can be chosen are its own and those without one."""
        self.participant, self._entry = participant, what.entry
        self._slots = tuple(
            slot for slot in slots if slot.week == what.week or slot.entry is None or slot.entry.missing is not None
        )
        with QSignalBlocker(self.week):
            self.week.clear()
            self.week.addItems([week_words(slot) for slot in self._slots])
            self.week.setCurrentIndex([slot.week for slot in self._slots].index(what.week))
        self.mode.set_value(what.mode)
        self.written.setText(what.written)
        for each in self.happenings:
            _drop(each)
        self.happenings = []
        for told in what.happenings:
            self._add(told)
        with QSignalBlocker(self.hoped):
            self.hoped.setPlainText(what.hoped)
        self._written_field.clear_wrong()
        self._say("")
        self._show_mode()
        self._shown = None if as_kept else self.begun

    @property
    def begun(self) -> BegunEntry:
        """What stands here now."""
        told = tuple(each.begun for each in self.happenings)
        return BegunEntry(self._entry, self._week, self.mode.value, self.written.text(), told, self.hoped.toPlainText())

    @property
    def is_begun(self) -> bool:
        """Whether anything here is stored nowhere."""
        return bool(self.participant) and self.begun != self._shown

    def withhold(self, pathways: Collection[str]) -> None:
        """Keep back the ratings of these pathways, for which an interview waits."""
        for each in self.happenings:
            each.withhold(pathways)

    def leave(self) -> None:
        """Nobody's: what stood here was saved or given up."""
        self.participant = ""

    def drop_what_is_gone(self, slots: Sequence[Slot]) -> None:
        """The entry that is being changed was taken back meanwhile: what stands here is written as a new one."""
        if self._entry and all(slot.entry is None or slot.entry.id != self._entry for slot in slots):
            self._entry = ""
            self._show_mode()

    def first_focus(self) -> QWidget:
        """Where to go on writing: the day where there is none, else the first words."""
        if not self.written.text():
            return self.written
        return self.happenings[0].words if self.happenings else self.hoped

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif is_enter and held:
            self._tell(goes_on=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif held and event.key() in (Qt.Key.Key_G, Qt.Key.Key_B):
            self.make_room("positive" if event.key() == Qt.Key.Key_G else "negative")
        else:
            super().keyPressEvent(event)

    def make_room(self, polarity: str) -> None:
        """Room for one thing more, ready to be typed in."""
        self._add(Begun(polarity)).words.setFocus(Qt.FocusReason.OtherFocusReason)
        self.began.emit()

    # --- what was written

    def _tell(self, *, goes_on: bool) -> None:
        day = self._day()
        if day is None:
            return
        try:
            told = tuple(one for each in self.happenings if (one := each.told()) is not None)
        except OjmError as error:
            self._say(str(error))
            return
        what = {
            "participant": self.participant,
            "week": self._week,
            "written_on": day,
            "mode": DiaryMode(self.mode.value),
            "occurrences": told,
            "hoped": self.hoped.toPlainText().strip(),
        }
        edit = ChangeDiaryEntry(entry=self._entry, **what) if self._entry else AddDiaryEntry(**what)  # type: ignore[arg-type]
        self.saved.emit(edit, goes_on)

    def _day(self) -> date | None:
        """The day that stands there; None, said so, for what is no day or has not come."""
        self._written_field.clear_wrong()
        try:
            day = dates.parse_day(self.written.text())
        except OjmError as error:
            self._written_field.set_wrong(str(error) if self.written.text().strip() else "Type the day.")
            self.written.setFocus()
            return None
        if day > self._session.today():
            self._written_field.set_wrong("This day has not come yet.")
            self.written.setFocus()
            return None
        return day

    @property
    def _week(self) -> int:
        return self._slots[self.week.currentIndex()].week if self._slots else 0

    def _show_mode(self) -> None:
        is_paper = self.mode.value == DiaryMode.PAPER.value
        self._written_field.label.setText("Date on the paper" if is_paper else "Written on")
        self.written.setAccessibleName("Date on the paper" if is_paper else "Written on")
        self.save_next.setVisible(not self._entry)
        self.remove.setVisible(bool(self._entry))

    def _mode_chosen(self) -> None:
        """The day of paper is the paper's; whatever else is written here is written today."""
        today = long_date(self._session.today())
        is_paper = self.mode.value == DiaryMode.PAPER.value
        if is_paper and self.written.text() == today:
            self.written.clear()
        elif not is_paper and not self.written.text():
            self.written.setText(today)
        self._show_mode()
        self.began.emit()

    def _say(self, words: str) -> None:
        self.message.show_state("blocked" if words else "", words, "blocked")

    def _add(self, told: Begun) -> Happening:
        plan = self._session.plan
        made = Happening(plan.pathways, plan.scale, told)
        made.removed.connect(lambda: self._remove(made))
        made.came_too_long.connect(lambda: self._say("A text here holds at most 10,000 characters. Nothing was added."))
        made.changed.connect(self.began)
        self._list.addWidget(made)
        self.happenings.append(made)
        self._order()
        return made

    def _order(self) -> None:
        """Tab goes through the panel as it is read: what was added last stands before what adds more."""
        rows = [part for each in self.happenings for part in each.parts]
        after = (self.good, self.bad, self.hoped, self._cancel, self.remove, self.save_next, self.save)
        for first, second in pairwise((self.written, *rows, *after)):
            QWidget.setTabOrder(first, second)

    def _remove(self, gone: Happening) -> None:
        self.happenings.remove(gone)
        _drop(gone)
        self.good.setFocus(Qt.FocusReason.OtherFocusReason)
        self.began.emit()

    # --- how it is made

    def _connect(self) -> None:
        self.mode.chosen.connect(lambda _value: self._mode_chosen())
        self.good.clicked.connect(lambda: self.make_room("positive"))
        self.bad.clicked.connect(lambda: self.make_room("negative"))
        self.save.clicked.connect(lambda: self._tell(goes_on=False))
        self.save_next.clicked.connect(lambda: self._tell(goes_on=True))
        self._cancel.clicked.connect(self.closed)
        self.remove.clicked.connect(self.removed)
        self.hoped.came_too_long.connect(
            lambda: self._say("A text here holds at most 10,000 characters. Nothing was added.")
        )
        self.hoped.textChanged.connect(self.began)
        self.written.textEdited.connect(lambda _text: self.began.emit())
        self.week.currentIndexChanged.connect(lambda _row: self.began.emit())

    def _lay_out(self) -> None:
        look = theme.current()
        inside = Tall()
        column = QVBoxLayout(inside)
        column.setContentsMargins(*(look.px(8),) * 4)
        column.setSpacing(look.px(12))
        if look.scale == 1:
            self._week_field.setMaximumWidth(look.px(320))
        self._written_field.setMaximumWidth(look.px(220))
        how = QWidget()
        stacked = QVBoxLayout(how)
        stacked.setContentsMargins(0, 0, 0, 0)
        stacked.setSpacing(look.px(8))
        stacked.addWidget(Label("How", "label"))
        stacked.addWidget(self.mode)
        stacked.addStretch(1)
        column.addLayout(lines((self._week_field,), (how,), (self._written_field,)))
        column.addWidget(Hairline())
        self._list = QVBoxLayout()
        self._list.setSpacing(look.px(16))
        column.addLayout(self._list)
        column.addLayout(lines((self.good,), (self.bad,)))
        column.addWidget(Hairline())
        column.addWidget(Label("What would have made the week better", "label"))
        column.addWidget(self.hoped)
        column.addWidget(Label(CARE, tone="muted", wrap=True))
        column.addStretch(1)
        scroll = Scroll(inside)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.column.addWidget(scroll, 1)
        foot = self.column
        if look.scale < 2:
            self.add_rule()
        else:
            foot = column  # above the fold there is room for the words alone
        foot.addWidget(self.message)
        self.remove.hide()  # never beside what goes on to the next week
        leaves, saves = (self._cancel, self.remove), (self.save_next, self.save)
        if look.scale < 2:
            foot.addLayout(row(*leaves, 1, *saves, spacing=16, margins=(8, 0, 8, 0)))
        else:
            foot.addLayout(lines((self.save,), (self.save_next,), leaves))


def week_words(slot: Slot) -> str:
    """A week and its days: Week 4, 23 to 29 Mar."""
    return f"Week {slot.week}, {dates.short_span(slot.first_day, slot.due_day - date.resolution)}"


def new_entry(week: int, mode: DiaryMode, today: date) -> BegunEntry:
    """An entry about to be written: by hand today; the date of paper is to be read from it."""
    return entries.new(week, mode, "" if mode is DiaryMode.PAPER else long_date(today))


def _drop(each: QWidget) -> None:
    each.hide()
    each.setParent(None)
    each.deleteLater()
