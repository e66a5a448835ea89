"""The frame of an open study: rail, page, status strip; which page is shown, and what the actions do there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ojm_desktop.domain.changes import Changes
from ojm_desktop.domain.clock import local_time
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.service import backups
from ojm_desktop.service.studies import Unlocked
from ojm_desktop.ui import places
from ojm_desktop.ui.actions import Bound, bind
from ojm_desktop.ui.answers import Answers
from ojm_desktop.ui.bridge import Bridge
from ojm_desktop.ui.damaged import DamagedPage
from ojm_desktop.ui.findable import findable
from ojm_desktop.ui.finder import Finder
from ojm_desktop.ui.half_done import HalfDone, HalfDoneKeeper, waiting
from ojm_desktop.ui.held_focus import HeldFocus
from ojm_desktop.ui.keeper import Keeper
from ojm_desktop.ui.notice import Notice
from ojm_desktop.ui.page import Page
from ojm_desktop.ui.reading_only import ReadingOnly
from ojm_desktop.ui.side import Side
from ojm_desktop.ui.status_strip import StatusStrip
from ojm_desktop.ui.steps import Steps
from ojm_desktop.ui.tasks import Tasks
from ojm_desktop.ui.top_bar import TopBar
from ojm_desktop.ui.widgets.rail import Rail
from ojm_desktop.ui.widgets.strip import Tone

if TYPE_CHECKING:
    from ojm_desktop.service.session import Session


FOUND_LATE: Final = (
    "The check that ran while the study was being closed found it damaged. Nothing was deleted; unlock it to see what "
    "was found."
)


class Frame(HeldFocus):
    """Holds the pages of one session, makes each when it is first gone to, and refreshes the one that is shown.

    ``bar`` stands in the window's menu place; ``bound`` gives the actions that the window itself answers (lock, quit).
    ``left_for(folder)`` when this study is to be locked and another opened: what was restored or salvaged.
    """

    left_for = Signal(object)

    def __init__(self, session: Session, bound: tuple[Bound, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.name = ""
        self.target = ""
        self.is_damaged = False
        self._answers = Answers(session, bound, self._own_bound)
        self._pages: dict[str, Page] = {}
        self.bar = TopBar()
        self.bar.shortcut_owner(self)
        self.rail = Rail(places.RAIL)
        self.notice = Notice()
        self.status = StatusStrip()
        self.tasks = Tasks(self)
        self._finder: Finder | None = None
        self._is_closed = False
        self._last_words: list[str] = []
        self._stack = QStackedWidget()
        self._side = Side(self.rail, session)
        self._lay_out()
        if not session.study.has_sealed_side:
            ReadingOnly(self._stack)
        self.bridge = Bridge(session, self)
        self._half_done = HalfDoneKeeper(session, self._stated, self)
        self._steps = Steps(session, self, self.status, lambda: self.page, self._keep_half_done)
        self._keeper = Keeper(self.tasks, self.status, self)
        self._connect()
        self._keeper.show_age(session)
        self._keeper.keep_up(session)
        self._show_saved()

    def _connect(self) -> None:
        self.bar.asked.connect(self.act)
        self.rail.chosen.connect(self.navigate)
        self.notice.went_on.connect(self.navigate)
        self.tasks.changed.connect(lambda: self.status.show_task(self.tasks.current))
        self.status.cancel_asked.connect(self._cancel_task)
        self.status.undo_asked.connect(lambda: self.act("undo"))
        self.bridge.changed.connect(self._changed)
        self._half_done.failed.connect(self._went_wrong)
        self._keeper.finished.connect(self._backed_up)
        self._keeper.followed.connect(self._followed)
        self._keeper.failed.connect(self._went_wrong)
        self._keeper.cancelled.connect(lambda sentence: None if self._is_closed else self._went_wrong(sentence))
        self._keeper.damaged.connect(self._show_damage)

    def navigate(self, page: str, target: str = "") -> None:
        """Go to a page; the study is settled on the way (checkpoint, head to the disk)."""
        shown = self._pages.get(page)
        if shown is None:
            shown = places.load(page)(self.session, self.navigate)
            shown.asked.connect(self.act)
            shown.rebound.connect(self.rebind)
            shown.began.connect(self._keep_half_done)
            shown.left_for.connect(self.left_for)
            shown.tasks = self.tasks
            self._pages[page] = shown
            self._stack.addWidget(shown)
        if self.page is not None and self.page is not shown:
            self.page.turned(page)
        self.session.settle()
        self.notice.turn_page()
        self.name, self.target, self.page = page, target, shown
        self.rail.set_place(places.BELONGS.get(page, page))
        for part in (self.bar, self._side, self.status):
            part.setVisible(not shown.whole_window)
        shown.show_target(target)
        self._stack.setCurrentWidget(shown)
        shown.refresh(None)
        self.focus_page()
        self.rebind()
        self._keep_half_done()  # what the page took up is the frame's to forget from now on

    def say_what_waits(self) -> None:
        """After an unlock: what is half done, and the way to where it goes on."""
        self.notice.say_what_waits(waiting(self.session))

    def act(self, name: str) -> None:
        """Do an action by its name, if it can be done now; a refusal is said in the page."""
        act = self._answers.acts.get(name)
        if act is None:
            return
        try:
            act()
        except OjmError as error:
            self.say(str(error), Tone.ERROR)
        self.rebind()

    def say(self, sentence: str, tone: Tone = Tone.NEUTRAL) -> None:
        """Say something above the page until the page is left or something else is said."""
        self.notice.say(sentence, tone)

    def rebind(self) -> None:
        """Ask who answers which action now, and grey the others; a page handed to the participant leaves none."""
        if self._is_closed:
            return  # the action was to lock: no page can read the study any more
        if self._is_handed_over:
            self.bar.hide()
            self.notice.clear()  # it may say whose interview it is
        shown = self._answers.ask_window() if self.is_damaged else self._answers.ask(self.page)
        self.bar.set_bound(shown)

    def keep_half_done(self) -> None:
        """Keep what is half done on every page (L2). Raises OjmError when something could not be kept; the rest is."""
        self._half_done.keep()

    def stop_pages(self) -> None:
        """Let no page write any more: the study is being closed, or its pages are made anew."""
        self._half_done.stop()
        for page in self._pages.values():
            page.stop()

    def back_up(self) -> None:
        """Copy the study and check the copy in full, off the thread, because a person asked for it."""
        if self.session.place is not None:
            self._keeper.start(self.session)

    def check_at_start(self) -> None:
        """The same, soon after a study was opened (R13); nothing when it was closed again in the meantime."""
        if self.session.place is not None and not self._is_closed:
            self._keeper.start(self.session, is_asked=False)

    def close_study(self) -> None:
        """What is half done, tasks, a backup of what is new, then the study itself.

        Raises OjmError, with the study closed, for what went wrong on the way: something half done that was not kept, a
        backup that failed, damage that a check found just now.

        The field with the cursor is left first: it gives what it holds now, and not to a closed study when the window
        goes, which would stop a lock with an error on the screen and the keys in memory.
        """
        if not self.is_damaged:
            try:
                self.keep_half_done()
            except OjmError as error:
                self._last_words.append(f"What was half done is not kept. {error}")
            self.stop_pages()
        field = self.focusWidget()
        if field is not None:
            field.clearFocus()
        self.let_go()
        try:
            if self.is_damaged:
                self.session.close()
            else:
                backups.close(self.session)
        except OjmError as error:
            self._last_words.append(f"The study was closed without a new backup. {error}")
        if self._last_words:
            raise OjmError(" ".join(dict.fromkeys(self._last_words)))

    def let_go(self) -> None:
        """End every task, which says what it has to say while the study is open, and hear of no change any more."""
        self._is_closed = True
        self._half_done.stop()
        self._keeper.stop()
        self.tasks.finish()
        self.bridge.close()

    @property
    def _is_handed_over(self) -> bool:
        return self.page is not None and self.page.holds_keys

    def _went_wrong(self, sentence: str) -> None:
        """Said where somebody of the study reads it: here, once the laptop is given back, or at the next unlock."""
        if self._is_closed:
            self._last_words.append(sentence)
        elif self._is_handed_over:
            self.notice.withhold(sentence)
        else:
            self.say(sentence, Tone.ERROR)

    def _stated(self) -> list[HalfDone]:
        return [each for page in self._pages.values() for each in page.half_done()]

    def _keep_half_done(self) -> None:
        try:
            self.keep_half_done()
        except OjmError as error:
            self.say(str(error), Tone.ERROR)

    def _own_bound(self) -> tuple[Bound, ...]:
        going = tuple(bind(f"go_{place.name}", partial(self.navigate, place.name)) for place in places.RAIL)
        return (
            *going,
            *self._steps.bound(),
            bind("find", self._find),
            bind("log", partial(self.navigate, "log")),
            bind("menus", self._turn_menus),
            bind("backup", self.back_up, enabled=self.session.place is not None and self.tasks.current is None),
        )

    def _turn_menus(self) -> None:
        """F10: the menus get the keys; a page with the whole window shows them for it, and hides them by it again."""
        is_shown = self.page is None or not self.page.whole_window or not self.bar.isVisible()
        self.bar.setVisible(is_shown)
        if is_shown:
            self.bar.setFocus(Qt.FocusReason.MenuBarFocusReason)
            self.bar.setActiveAction(self.bar.actions()[0])
        else:
            self.focus_page()

    def _find(self) -> None:
        if self._finder is None:
            self._finder = Finder(self.window())
        found = findable(self.session, self._answers.acts, self.navigate, self.act)
        self._finder.open_with(found, self.focusWidget())

    def _cancel_task(self) -> None:
        if self.tasks.current is not None:
            self.tasks.current.cancel()

    def _backed_up(self) -> None:
        if self.page is not None:
            self.page.refresh(None)
        self.rebind()

    def _followed(self) -> None:
        """A set was made in passing: said where its age stands, and no page that is typed in is made anew for it."""
        if self.page is not None and self.name == "today":
            self.page.refresh(None)
        self.rebind()

    def _show_damage(self, found: str) -> None:
        """The check failed: no page that writes is shown any more, only what was found and what to do.

        It may name somebody: while the participant has the laptop they are asked to give it back first.
        """
        self._half_done.stop()
        self._keeper.stop()
        if self._is_closed:
            self.is_damaged = True
            self._last_words.append(FOUND_LATE)
            return
        if self._is_handed_over:
            assert self.page is not None
            self.page.given_back.connect(lambda: self._show_damage(found))
            self.page.ask_back()
            return
        self.is_damaged = True
        self._let_go_of_damaged()
        place = self.session.place
        broken = Unlocked(place.folder, place.opened) if place is not None else None
        page = DamagedPage(found, lambda: self.tasks, self.session.clock, broken)
        page.lock_asked.connect(lambda: self.act("lock"))
        page.open_asked.connect(self.left_for)
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self.page, self.name = None, ""
        self._side.setEnabled(False)
        self.status.show_damaged()
        self.rebind()
        page.setFocus()

    def _let_go_of_damaged(self) -> None:
        """Close the study without a backup, which would be one of the damage; its keys stay for what can be done."""
        self.stop_pages()
        self.tasks.finish()
        self.bridge.close()
        self.notice.clear()
        try:
            self.session.close()
        except OjmError as error:
            self._last_words.append(str(error))

    def _changed(self, changes: Changes) -> None:
        self._keeper.hear(self.session, changes)
        if changes == Changes():
            self._keeper.show_age(self.session)  # a record: it may be of a backup that was made on the way to a stick
        if self.page is not None:
            self.page.refresh(changes)
        self._show_saved()
        self._steps.show_last()
        self.rebind()

    def _show_saved(self) -> None:
        saved = self.session.saved_at
        self.status.saved.show_saved(self.session.saved_sequence, local_time(saved.utc, saved.offset) if saved else "")

    def _lay_out(self) -> None:
        middle, row, column = QVBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        for layout in (middle, row, column):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        middle.addWidget(self.notice)
        middle.addWidget(self._stack, 1)
        row.addWidget(self._side)
        row.addLayout(middle, 1)
        column.setMenuBar(self.bar)
        column.addLayout(row, 1)
        column.addWidget(self.status)
