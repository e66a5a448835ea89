"""The Diary tab of a person: its weeks, an entry being written, why a week was missed, the booklet to write in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ojm_desktop.domain.diary import DiaryMode, DiaryState
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.rating import Missing
from ojm_desktop.service.edits import MissDiaryWeek, RemoveDiaryEntry
from ojm_desktop.service.queries import diary
from ojm_desktop.service.queries.diary import Slot
from ojm_desktop.service.queries.journeys import awaited
from ojm_desktop.service.queries.people import PersonRow
from ojm_desktop.store.codec import from_text, to_text
from ojm_desktop.ui import theme
from ojm_desktop.ui.half_done import HalfDone
from ojm_desktop.ui.page import Do
from ojm_desktop.ui.participant.diary import begun
from ojm_desktop.ui.participant.diary.begun import BegunEntry
from ojm_desktop.ui.participant.diary.booklet import BookletLine
from ojm_desktop.ui.participant.diary.empty import DiaryEmpty
from ojm_desktop.ui.participant.diary.entry import EntryPanel, new_entry
from ojm_desktop.ui.participant.diary.missed import AskMissedWeek
from ojm_desktop.ui.participant.diary.weeks import WeeksList
from ojm_desktop.ui.widgets.card import Scroll

if TYPE_CHECKING:
    from ojm_desktop.service.edits import Edit
    from ojm_desktop.service.session import Session


class DiaryTab(QWidget):
    """``wrong`` with a sentence, ``done(sentence, folder)`` when a booklet was written, ``sign_asked``, ``began``."""

    wrong = Signal(str)
    done = Signal(str, object)
    sign_asked = Signal()
    began = Signal()
    rebound = Signal()

    def __init__(self, session: Session, do: Do, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self._session, self._do = session, do
        self._found: PersonRow | None = None
        self._slots: tuple[Slot, ...] = ()
        self._mode = DiaryMode.SELF
        self.weeks = WeeksList()
        self.entry = EntryPanel(session)
        self.missed = AskMissedWeek()
        self.booklet = BookletLine(session)
        self.empty = DiaryEmpty()
        self._stack = QStackedWidget()
        for page in (self.empty, self.weeks, self.entry):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(12))
        self._asked = self._question_room()
        column.addWidget(self._asked)
        column.addWidget(self._stack, 1)
        self._ask(None)
        self._connect()

    # --- what it shows

    def show_person(self, found: PersonRow) -> None:
        """Show the weeks of one person, and go on with what was half written about them."""
        is_other = self._found is None or self._found.person.id != found.person.id
        self._found = found
        self._slots = diary.slots(self._session, found.person.id)
        if is_other:
            self._ask(None)
            self.entry.leave()
            self._take_up()
        self.entry.drop_what_is_gone(self._slots)
        if self.entry.participant and self._slots:
            self._withhold()
            self._show(self.entry)
            return
        if self._is_empty:
            self.empty.show_person(found, self._slots, self._session.today(), keeps=self._keeps)
            self._show(self.empty)
            return
        first = next((slot.week for slot in self._slots if slot.entry is None), 1) if is_other else 0
        self.weeks.show_weeks(self._slots, self._session.plan, self._session.today(), first)
        self._show(self.weeks)

    def first_focus(self) -> QWidget:
        """What has the focus when the tab is gone to."""
        shown = self._stack.currentWidget()
        if shown is self.entry:
            return self.entry.first_focus()
        return self.weeks.strip if shown is self.weeks else self.empty.first or self.empty

    def half_done(self) -> tuple[HalfDone, ...]:
        """The entry that is being written; its words are kept with whom they are about, under the store's gate."""
        if not self.entry.is_begun:
            return ()
        who = self.entry.participant
        return (HalfDone(begun.place(who), to_text(self.entry.begun), participant=who),)

    @property
    def can_ask_missed(self) -> bool:
        """Whether a week is chosen of which it can be said why there is no entry."""
        return self._stack.currentWidget() is self.weeks and self.weeks.missed.isEnabled()

    def ask_missed(self) -> None:
        """Ask why there is no entry about the chosen week."""
        slot = self.weeks.slot
        if slot is None or not self.can_ask_missed:
            return
        self.missed.show_week(slot)
        self._ask(self.missed)
        self.missed.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def write(self, week: int) -> None:
        """Write a week, or open what was written of it."""
        slot = next((one for one in self._slots if one.week == week), None)
        if slot is None or self._found is None:
            return
        self._ask(None)
        is_written = slot.entry is not None and slot.entry.missing is None
        what = begun.of(slot.entry) if is_written and slot.entry else self._new(week)
        self._open(what)

    def _withhold(self) -> None:
        """Earlier ratings of a pathway for which an interview waits are not in sight, here as on every graph."""
        self.entry.withhold(awaited(self._session, self.entry.participant))

    # --- writing

    def _new(self, week: int) -> BegunEntry:
        return new_entry(week, self._mode, self._session.today())

    def _open(self, what: BegunEntry, *, as_kept: bool = False) -> None:
        assert self._found is not None
        self.entry.show_entry(self._found.person.id, self._slots, what, as_kept=as_kept)
        self._withhold()
        self._show(self.entry)
        self.entry.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_up(self) -> None:
        """Go on with an entry that was half written; one whose week has been written since is forgotten."""
        assert self._found is not None
        place = begun.place(self._found.person.id)
        draft = self._session.draft(place)
        if draft is None:
            return
        try:
            what = from_text(draft.text, BegunEntry)
        except OjmError:
            return
        slot = next((one for one in self._slots if one.week == what.week), None)
        is_written = slot is not None and slot.entry is not None and slot.entry.missing is None
        is_there = any(one.entry is not None and one.entry.id == what.entry for one in self._slots)
        if slot is None or (is_written and not what.entry) or (what.entry and not is_there):
            self._session.keep_draft(place, "", 0)
            return
        self.entry.show_entry(self._found.person.id, self._slots, what, as_kept=True)

    def _save(self, edit: Edit, goes_on: bool) -> None:
        week, mode = getattr(edit, "week", 1), DiaryMode(self.entry.mode.value)
        was = self.entry.participant
        self.entry.leave()  # what is told of the change draws the weeks, not the panel
        if not self._do(edit):
            self.entry.participant = was
            self._show(self.entry)
            return
        self._mode = mode if goes_on else DiaryMode.SELF
        following = next((slot.week for slot in self._slots if slot.week > week and slot.entry is None), 0)
        if goes_on and following:
            self.write(following)
            self.began.emit()
            return
        self._back(week)

    def _close(self) -> None:
        week = self.entry.begun.week
        self.entry.leave()
        self._back(week)

    def _back(self, week: int) -> None:
        """To the weeks, standing on this one."""
        self.began.emit()
        if self._found is not None:
            self.show_person(self._found)
        self.weeks.choose(week)
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self) -> None:
        what = self.entry.begun
        self.entry.leave()
        if self._do(RemoveDiaryEntry(entry=what.entry, participant=self._id)):
            self._back(what.week)

    def _miss(self, missing: Missing, words: str) -> None:
        if self._do(MissDiaryWeek(participant=self._id, week=self.weeks.week, missing=missing, reason=words.strip())):
            self._close_missed()

    def _not_missed(self) -> None:
        slot = self.weeks.slot
        if slot is not None and slot.entry is not None:
            self._do(RemoveDiaryEntry(entry=slot.entry.id, participant=self._id))
        self._close_missed()

    def _question_room(self) -> QWidget:
        """Where a question stands: above the weeks, at large text in their place and scrolled."""
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.booklet)
        column.addWidget(self.missed)
        if theme.current().scale == 1:
            return inside
        column.addStretch(1)
        scroll = Scroll(inside)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return scroll

    def _ask(self, card: QWidget | None) -> None:
        """Put a question, or none."""
        for each in (self.missed, self.booklet):
            each.setVisible(each is card)
        self._asked.setVisible(card is not None)
        self._stack.setVisible(card is None or theme.current().scale == 1)

    def _close_missed(self) -> None:
        self._ask(None)
        self.weeks.strip.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_booklet(self) -> None:
        if self._found is not None:
            self._ask(self.booklet)
            self.booklet.ask(self._found.person, self._found.cohort)

    # --- small things

    @property
    def _id(self) -> str:
        return self._found.person.id if self._found else ""

    @property
    def _keeps(self) -> bool:
        return diary.keeps_diary(self._session, self._id)

    @property
    def _is_empty(self) -> bool:
        """Nothing is known and nothing is due, or nothing ever will be."""
        has_any = any(slot.entry is not None for slot in self._slots)
        nobody_waits = all(slot.state is DiaryState.NOT_DUE for slot in self._slots)
        return not has_any and nobody_waits

    def _show(self, page: QWidget) -> None:
        if self._stack.currentWidget() is not page:
            self._stack.setCurrentWidget(page)
            if page is not self.weeks:
                self._ask(None)
            self.rebound.emit()

    def _connect(self) -> None:
        self.weeks.opened.connect(self.write)
        self.weeks.missed_asked.connect(lambda _week: self.ask_missed())
        for asker in (self.weeks.booklet_asked, self.empty.booklet_asked):
            asker.connect(self._ask_booklet)
        self.empty.write_asked.connect(lambda: self.write(self.empty.week))
        self.empty.sign_asked.connect(self.sign_asked)
        self.entry.saved.connect(self._save)
        self.entry.closed.connect(self._close)
        self.entry.removed.connect(self._remove)
        self.entry.began.connect(self.began)
        self.missed.given.connect(self._miss)
        self.missed.cleared.connect(self._not_missed)
        self.missed.closed.connect(self._close_missed)
        self.booklet.wrong.connect(self.wrong)
        self.booklet.done.connect(self.done)
        self.booklet.closed.connect(lambda: self._ask(None))
