"""The upper card of the unlock page: studies on the left, what opens the chosen one on the right."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from ojm_desktop.domain.clock import Clock
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.ui import theme
from ojm_desktop.ui.keys.passphrase_field import PassphraseField
from ojm_desktop.ui.keys.waiting import Waiting
from ojm_desktop.ui.preferences import Preferences
from ojm_desktop.ui.unlock.opener import Opener
from ojm_desktop.ui.unlock.study_list import StudyList, study_name
from ojm_desktop.ui.widgets.buttons import link, primary
from ojm_desktop.ui.widgets.card import Card, row
from ojm_desktop.ui.widgets.field import Field
from ojm_desktop.ui.widgets.text import Hairline, Label

WAY_HIGH: Final = 156
"""A field with its name and three lines below it, in pixels at 100 %."""
_NEXT: Final = "The next try is taken in"


class UnlockCard(Card):
    """``opened(session, folder)`` once a study is open; ``already_open(folder, sentence)`` if another window has it.

    ``damaged(unlocked, sentence)`` of one that its passphrase opens and that is damaged; ``restore_asked`` by the link.
    """

    opened = Signal(object, object)
    already_open = Signal(object, str)
    damaged = Signal(object, str)
    restore_asked = Signal()

    def __init__(self, preferences: Preferences, opener: Opener, clock: Clock, stacked: bool) -> None:
        super().__init__(margin=0, spacing=0)
        self._preferences = preferences
        self._opener = opener
        self._clock = clock
        self._folder: Path | None = None
        self._busy = False
        self._was_painted = False
        self._unchecked: Path | None = None
        self._waiting = Waiting(self)
        self._waiting.changed.connect(self._show_wait)
        self.list = StudyList(preferences.recent(), clock.now())
        self.passphrase = PassphraseField()
        self.recovery = Field(
            "Groups of the recovery sheet", QLineEdit(), "Eight groups; capitals and spaces do not matter"
        )
        self._heading = Label("", "heading")
        self.unlock_button = primary("Unlock", icon="unlock", large=True)
        self.unlock_button.setMinimumWidth(theme.current().px(160))
        self._other_way = link("Use the recovery sheet…")
        self._ways = QStackedWidget()
        self._lay_out(stacked)
        self._wire()
        self.list.setCurrentRow(0)

    def first_focus(self) -> QWidget:
        """The field that waits for what opens the study."""
        return self.recovery.editor if self._ways.currentIndex() else self.passphrase.line

    def choose_another(self) -> None:
        """Open a folder that is not on the list."""
        from ojm_desktop.ui import messages

        folder = messages.choose_study(self, Path.home())
        if folder is not None:
            self.choose(folder)

    def choose(self, folder: Path) -> None:
        """Ask for the passphrase of this study; one that cannot be opened now is refused before anybody types."""
        self._folder = folder
        self.list.mark(folder, self._clock.now())
        self._heading.setText(self._fitting(f"Unlock {study_name(folder)}"))
        self._heading.setToolTip(folder.name)
        self.passphrase.line.forget()
        self.passphrase.clear_wrong()
        self._waiting.look_at(folder)
        self.passphrase.line.setFocus()
        QTimer.singleShot(0, self, lambda: self._check_free(folder))

    def _check_free(self, folder: Path) -> None:
        """Whether it can be opened at all; once the page is painted, because it takes imports."""
        if folder != self._folder:
            return
        if not self._was_painted:
            self._unchecked = folder
            return
        from ojm_desktop.service import studies

        try:
            studies.check_free(folder)
        except OjmError as error:
            self._refused(error)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._was_painted = True
        if self._unchecked is not None:
            folder, self._unchecked = self._unchecked, None
            QTimer.singleShot(0, self, lambda: self._check_free(folder))

    def _wire(self) -> None:
        self.list.chosen.connect(self.choose)
        self.list.itemActivated.connect(lambda _item: self.first_focus().setFocus())
        self.passphrase.entered.connect(self._try)
        self.unlock_button.clicked.connect(self._try)
        self._other_way.clicked.connect(self._swap)
        editor = self.recovery.editor
        assert isinstance(editor, QLineEdit)
        editor.returnPressed.connect(self._try)

    def _try(self) -> None:
        if self._busy or self._folder is None or self._waiting.seconds_left:
            return
        editor = self.recovery.editor
        assert isinstance(editor, QLineEdit)
        groups, words = editor.text(), self.passphrase.words
        by_sheet = self._ways.currentIndex() == 1
        if not (groups if by_sheet else words):
            return
        self._set_busy(True)
        way = self._opener.unlock_with_recovery if by_sheet else self._opener.unlock
        way(self._folder, groups if by_sheet else words, self._opened, self._refused)

    def _opened(self, session: object) -> None:
        self._set_busy(False)
        self.passphrase.line.forget()
        self.recovery.editor.setProperty("text", "")
        self.opened.emit(session, self._folder)

    def _refused(self, error: BaseException) -> None:
        from ojm_desktop.store.errors import AlreadyOpen
        from ojm_desktop.vault.errors import WrongPassphrase, WrongRecoveryKey

        self._set_busy(False)
        if not isinstance(error, OjmError):
            raise error
        if isinstance(error, AlreadyOpen):
            self.already_open.emit(self._folder, str(error))
        if isinstance(error, WrongPassphrase | WrongRecoveryKey) and self._folder is not None:
            with suppress(OSError):  # where settings cannot be written, nothing is to fail for it
                self._preferences.wrong_try(self._folder)
        if isinstance(error, WrongPassphrase) and self._folder is not None:
            self._waiting.wrong(self._folder)
        if self._opener.refused is not None:
            broken, self._opener.refused = self._opener.refused, None
            self.passphrase.line.forget()
            self.damaged.emit(broken, str(error))
            return
        if self._ways.currentIndex():
            self.recovery.set_wrong(str(error))
        else:
            self.passphrase.set_wrong(str(error))
        self._show_wait()
        self.first_focus().setFocus()

    def _show_wait(self) -> None:
        left = self._waiting.seconds_left
        self.unlock_button.setEnabled(not self._busy and left == 0)
        if left:
            self.passphrase.set_wrong(f"{self._wrong()} {_NEXT} {self._waiting.in_words()}.")
        elif self.passphrase.message.words.startswith(f"{self._wrong()} {_NEXT}"):
            self.passphrase.set_wrong(f"{self._wrong()} You can try again now, or use the recovery sheet.")

    def _wrong(self) -> str:
        return f"Wrong passphrase for “{study_name(self._folder)}”." if self._folder is not None else ""

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.unlock_button.set_words("Unlocking" if busy else "Unlock")
        self.unlock_button.setEnabled(not busy)
        self.list.setEnabled(not busy)

    def _swap(self) -> None:
        by_sheet = self._ways.currentIndex() == 0
        self._ways.setCurrentIndex(1 if by_sheet else 0)
        self._other_way.set_words("Use the passphrase…" if by_sheet else "Use the recovery sheet…")
        self.first_focus().setFocus()

    def _fitting(self, words: str) -> str:
        look = theme.current()
        return QFontMetrics(look.font("heading")).elidedText(words, Qt.TextElideMode.ElideMiddle, look.px(540))

    def _lay_out(self, stacked: bool) -> None:
        look = theme.current()
        direction = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        halves = QBoxLayout(direction)
        halves.setContentsMargins(0, 0, 0, 0)
        halves.setSpacing(0)
        left = self._left(stacked)
        if not stacked:
            left.setFixedWidth(look.px(391))
        halves.addWidget(left)
        halves.addWidget(Hairline(vertical=not stacked))
        halves.addWidget(self._right(), 1)
        if stacked:  # beside the list there is room already for what is said of a wrong passphrase
            self._ways.setMinimumHeight(look.px(WAY_HIGH))
        self.column.addLayout(halves)
        self.setMinimumHeight(look.px(356))

    def _left(self, stacked: bool) -> QWidget:
        look = theme.current()
        left = QWidget()
        column = QVBoxLayout(left)
        edge = look.px(24 if stacked else 16)  # above the passphrase its words begin where those below do
        column.setContentsMargins(edge, look.px(22), edge, look.px(24))
        column.setSpacing(look.px(8))
        heading = Label("Studies on this laptop", "heading")
        heading.setContentsMargins(look.px(8), 0, 0, 0)
        column.addWidget(heading)
        column.addWidget(self.list, 1)
        another = link("Open another folder…")
        another.setFixedHeight(look.height("control_interview"))  # in one line with Unlock, beside it
        another.clicked.connect(self.choose_another)
        restore = link("Restore a backup…")
        restore.setFixedHeight(look.height("control_interview"))
        restore.clicked.connect(self.restore_asked)
        column.addLayout(row(another, 1, restore, margins=(8, 0, 0, 0), spacing=4))
        return left

    def _right(self) -> QWidget:
        look = theme.current()
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(look.px(32), look.px(22), look.px(32), look.px(24))
        column.setSpacing(look.px(2))
        column.addWidget(self._heading)
        column.addWidget(Label("Nothing inside is shown until it is open.", tone="muted"))
        column.addSpacing(look.px(22))
        for way in (self.passphrase, self.recovery):
            holder = QWidget()
            inside = QVBoxLayout(holder)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.addWidget(way)
            inside.addStretch(1)
            self._ways.addWidget(holder)
        column.addWidget(self._ways, 1)
        foot = QHBoxLayout()
        foot.setSpacing(look.px(12))
        foot.addWidget(self.unlock_button)
        foot.addWidget(Label("Enter", tone="muted"))
        foot.addStretch(1)
        foot.addWidget(self._other_way)
        column.addLayout(foot)
        return right
