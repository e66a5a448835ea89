"""Restoring a backup: choose it, see what it holds and what would be lost, name a new folder, then open that."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ojm_desktop.domain.clock import Clock, local_time, long_date, parse_utc
from ojm_desktop.domain.counting import counted
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.service import restoring, sticks, studies
from ojm_desktop.service.restoring import Seen
from ojm_desktop.service.studies import Unlocked
from ojm_desktop.service.verify import is_under
from ojm_desktop.store.backup import BackupSet
from ojm_desktop.store.folder import StudyFolder
from ojm_desktop.ui import messages, theme
from ojm_desktop.ui.keys.waiting import Waiting
from ojm_desktop.ui.restoring.new_folder import NewFolder
from ojm_desktop.ui.restoring.set_key import SetKey
from ojm_desktop.ui.tasks import Cancelled, Tasks
from ojm_desktop.ui.widgets.buttons import primary, quiet
from ojm_desktop.ui.widgets.card import Card, headed, row
from ojm_desktop.ui.widgets.cells import Cell
from ojm_desktop.ui.widgets.message import Message
from ojm_desktop.ui.widgets.table import Column, Row, Table
from ojm_desktop.ui.widgets.text import Label
from ojm_desktop.vault.errors import WrongPassphrase

LOOK_AFTER: Final = 250
"""Milliseconds that a backup has to stay chosen before it is read."""
MOST_ROWS: Final = 6
WORDS: Final = "It goes into a new folder: nothing that is there is written over, and the study of now stays beside it."
EVERY_SET: Final = Path("backups")
"""For which wrong passphrases are counted: for all sets together, as one passphrase opens many of them."""
NONE: Final = "No backup was found. Plug the stick in and choose its folder."


class RestoreForm(QWidget):
    """``open_asked(unlocked)`` when the restored study is to be opened; ``opens`` is what its button says then.

    ``study`` and the keys that opened it are known where it is open or was just unlocked: then its sets are listed, and
    those on media that are plugged in; without a study, those on the media alone.
    """

    open_asked = Signal(object)

    def __init__(self, tasks: Callable[[], Tasks], clock: Clock, study: Unlocked | None, opens: str) -> None:
        super().__init__()
        self._tasks, self._clock, self._study = tasks, clock, study
        self._keys = [study.opened] if study is not None else []
        self._sets: dict[str, BackupSet] = {}
        self._restored: Unlocked | None = None
        self._is_busy = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(LOOK_AFTER)
        self._soon.timeout.connect(self._look)
        columns = (Column("Made", 220), Column("Events", 100, centred=True, gives_way=1), Column("Where"))
        self.table = Table("Backups to choose from", columns)
        self.elsewhere = quiet("In another folder…")
        self._none = Label(NONE, "body", wrap=True)
        self.key = SetKey()
        self._waiting = Waiting(self)
        self._waiting.look_at(EVERY_SET)
        self.holds, self.loses = Message(keeps_line=False), Message(keeps_line=False)
        self.folder = NewFolder()
        self.restore = primary("Restore into the new folder", icon="backup")
        self.said = Message(keeps_line=False)
        self.open = primary(opens, icon="unlock")
        self.open.hide()
        self._lay_out()
        self._connect()
        self.look_for()

    def look_for(self, *places: Path) -> None:
        """List the sets there are by now; those in ``places`` too, which somebody chose."""
        found: list[BackupSet] = []
        if self._study is not None:
            found += sticks.sets_of(self._study.folder)
        for place in (*sticks.found(), *places):
            found += sticks.sets_at(place, self._study.opened.study_id if self._study is not None else "")
        self._sets |= {str(one.path): one for one in found}
        newest = sorted(self._sets.values(), key=lambda one: (one.made, one.sequence), reverse=True)
        self.table.show_rows([self._row(one) for one in newest])
        look = theme.current()
        self.table.setFixedHeight(look.px(44) + look.height("row") * max(1, min(len(newest), MOST_ROWS)))
        for part in (self.table, self.folder, self.restore):
            part.setVisible(bool(newest))
        self._none.setVisible(not newest)
        if places and found:
            self.table.choose(str(max(found, key=lambda one: one.made).path))
        self._went(self.table.key)

    def first_focus(self) -> QWidget:
        """The list, or what finds something to list."""
        return self.table if self._sets else self.elsewhere

    # --- which one

    def _went(self, _key: str) -> None:
        chosen = self._chosen
        self.holds.show_state("", "")
        self.loses.show_state("", "")
        self.key.setVisible(chosen is not None and self._unlocked(chosen) is None)
        self._show_buttons()
        if chosen is None:
            return
        self.folder.propose(self._proposed(chosen))
        if self._unlocked(chosen) is not None:
            self.holds.show_state("in-progress", "Reading what it holds", "muted")
            self._soon.start()

    def _look(self) -> None:
        chosen = self._chosen
        unlocked = self._unlocked(chosen) if chosen is not None else None
        if chosen is None or unlocked is None:
            return
        beside = self._study.folder if self._study is not None else None
        self._tasks().start(
            "Reading a backup",
            lambda _progress: restoring.look_into(chosen, unlocked.opened, beside),
            lambda seen: self._show(chosen, seen),
            self._failed,
        )

    def _show(self, chosen: BackupSet, seen: Seen) -> None:
        if chosen != self._chosen:
            return
        self.restore.setEnabled(not seen.problem and not self._is_busy)
        if seen.problem:
            self.holds.show_state(
                "blocked", f"Damaged, so it is not restored: {seen.problem}. Choose another.", "blocked"
            )
            return
        if seen.contents is not None:
            held = seen.contents.words or "nobody yet"
            self.holds.show_state(
                "check", f"Whole. It holds {held}; its newest event is of {self._when(seen.contents.newest)}."
            )
        if seen.loss is not None:
            self.loses.show_state(*self._loss(seen.loss))

    def _loss(self, loss: restoring.Loss) -> tuple[str, str]:
        if loss.is_other_line:
            words = f": {loss.words} would not be in it" if loss.words else ""
            return "warn", f"It was made of a copy of this study that went another way{words}."
        if not loss.events:
            return "check", "Nothing would be lost: the study holds no more than this backup."
        what = f": {loss.words}, new or changed" if loss.words else ""
        return "warn", f"It does not have {counted(loss.events, 'event')} since {self._when(loss.since)}{what}."

    def _unlock(self) -> None:
        chosen, words = self._chosen, self.key.words
        if chosen is None or not words or self._is_busy or self._waiting.seconds_left:
            return
        way = studies.unlock_with_recovery if self.key.by_sheet else studies.unlock
        self._set_busy(True)
        self.key.set_busy(True)
        self._tasks().start(
            "Unlocking a backup", lambda _progress: way(chosen.path, words), self._unlocked_now, self._locked
        )

    def _unlocked_now(self, unlocked: Unlocked) -> None:
        self._set_busy(False)
        self.key.set_busy(False)
        self.key.forget()
        self._keys.append(unlocked.opened)
        self.table.setFocus()
        self._went(self.table.key)

    def _locked(self, error: BaseException) -> None:
        self._set_busy(False)
        self.key.set_busy(False)
        if not isinstance(error, OjmError):
            raise error
        self.key.set_wrong(str(error))
        if isinstance(error, WrongPassphrase):
            self._waiting.wrong(EVERY_SET)
        self.key.setFocus()

    def _show_wait(self) -> None:
        self.key.show_wait(self._waiting.in_words() if self._waiting.seconds_left else "")

    # --- restoring it

    def _restore(self) -> None:
        chosen = self._chosen
        unlocked = self._unlocked(chosen) if chosen is not None else None
        if unlocked is None or not self.restore.isEnabled() or not self.folder.check():
            return
        target = self.folder.path
        self._set_busy(True)
        self.restore.set_words("Restoring")
        self.said.show_state("", "")
        self._tasks().start(
            "Restoring a backup",
            lambda progress: restoring.restore_closed(unlocked, target, self._clock, progress, self._study),
            self._done,
            self._failed,
        )

    def _done(self, restored: Unlocked) -> None:
        self._restored = restored
        self._set_busy(False)
        self.said.show_state(
            "check", f"Restored into {restored.folder.path.name}, and checked. The backup stays as it is."
        )
        self.restore.hide()
        self.open.show()
        self.open.setFocus()

    def _failed(self, error: BaseException) -> None:
        self._set_busy(False)
        if isinstance(error, Cancelled):
            self.said.show_state("warn", "Stopped. Nothing was restored.", "warn")
        elif isinstance(error, OjmError):
            self.said.show_state("blocked", str(error), "blocked")
        else:
            raise error

    # --- small things

    @property
    def _chosen(self) -> BackupSet | None:
        return self._sets.get(self.table.key)

    def _unlocked(self, chosen: BackupSet) -> Unlocked | None:
        """The set with the keys that open it, where they are known."""
        fitting = (one for one in self._keys if is_under(chosen.path, one.current.study))
        found = next(fitting, None)
        return Unlocked(StudyFolder(chosen.path), found) if found is not None else None

    def _proposed(self, chosen: BackupSet) -> Path:
        """Beside the study, or with the studies of this user."""
        if self._study is not None:
            return restoring.free_name(self._study.folder.path, "restored")
        name = sticks.study_of(chosen)
        path = Path.home() / "OJM studies" / f"{name}{studies.SUFFIX}"
        return restoring.free_name(path, "restored") if path.exists() else path

    def _set_busy(self, is_busy: bool) -> None:
        self._is_busy = is_busy
        self.table.setEnabled(not is_busy)
        self.elsewhere.setEnabled(not is_busy)
        self.restore.set_words("Restore into the new folder")
        self._show_buttons()

    def _show_buttons(self) -> None:
        chosen = self._chosen
        self.restore.setEnabled(not self._is_busy and chosen is not None and self._unlocked(chosen) is not None)

    def _choose_place(self) -> None:
        place = messages.choose_folder(self, "The stick or folder with the backups", Path.home())
        if place is None:
            return
        before = len(self._sets)
        self.look_for(place)
        (self.key if self.key.isVisible() else self.table).setFocus()
        if len(self._sets) == before:
            self.said.show_state("warn", f"No backup of this study lies in {place.name or place}.", "warn")

    def _row(self, one: BackupSet) -> Row:
        is_here = self._study is not None and one.path.parent == self._study.folder.backups
        where = "This laptop" if is_here else sticks.place_of(one)
        return Row(str(one.path), (Cell(self._when(one.made)), Cell(str(one.sequence), centred=True), Cell(where)))

    def _when(self, utc: str) -> str:
        return (
            f"{long_date(parse_utc(utc).date())}, {local_time(utc, self._clock.now().offset)[:5]}" if utc else "no day"
        )

    def _connect(self) -> None:
        self.table.went_to.connect(self._went)
        self.elsewhere.clicked.connect(self._choose_place)
        self.key.entered.connect(self._unlock)
        self._waiting.changed.connect(self._show_wait)
        self.folder.entered.connect(self._restore)
        self.restore.clicked.connect(self._restore)
        self.open.clicked.connect(lambda: self.open_asked.emit(self._restored))

    def _lay_out(self) -> None:
        look = theme.current()
        which, into = Card(margin=0, spacing=0), Card(margin=16, spacing=8)
        words = QVBoxLayout()
        words.setSpacing(look.px(4))
        words.addWidget(Label("Which backup", "heading"))
        words.addWidget(Label(WORDS, "body", "muted", wrap=True))
        which.column.addLayout(headed(words, self.elsewhere, margins=(16, 16, 16, 12)))
        which.add(self.table)
        found = QVBoxLayout()
        found.setContentsMargins(*(look.px(edge) for edge in (16, 12, 16, 16)))
        found.setSpacing(look.px(6))
        for part in (self._none, self.key, self.holds, self.loses):
            found.addWidget(part)
        which.column.addLayout(found)
        into.add(self.folder, self.said)
        into.column.addLayout(row(self.restore, self.open, 1))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(4))
        column.addWidget(which)
        column.addWidget(into)
