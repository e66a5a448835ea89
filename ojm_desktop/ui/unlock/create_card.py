"""Creating a study, in the upper card: template and folder, passphrase, recovery sheet; made between two and three."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from ojm_desktop.domain.clock import Clock
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.ui import theme
from ojm_desktop.ui.keys.new_passphrase import NewPassphrase
from ojm_desktop.ui.keys.new_sheet import NewSheet
from ojm_desktop.ui.unlock.making import Made, Making
from ojm_desktop.ui.unlock.opener import Opener
from ojm_desktop.ui.unlock.step_place import PlaceStep
from ojm_desktop.ui.widgets.buttons import link, primary
from ojm_desktop.ui.widgets.card import Card
from ojm_desktop.ui.widgets.text import Label

HEADINGS = ("Where the study lives", "What opens it", "What opens it when the passphrase is forgotten")


class CreateCard(Card):
    """Three steps. ``opened(session, folder)`` at the end; ``left`` when the person leaves before it was made."""

    opened = Signal(object, object)
    left = Signal()

    def __init__(self, opener: Opener, clock: Clock) -> None:
        super().__init__(margin=32, spacing=8)
        look = theme.current()
        self._opener = opener
        self._made: Made | None = None
        self._count = Label("", tone="muted")
        self._heading = Label("", "heading")
        self.place = PlaceStep()
        self.passphrase = NewPassphrase()
        self.recovery = NewSheet(clock)
        self._steps = QStackedWidget()
        for step in (self.place, self.passphrase, self.recovery):
            self._steps.addWidget(step)
        self._back = link("Back")
        self._next = primary("Next", key="Enter", large=True)
        self._next.setMinimumWidth(look.px(160))
        foot = QHBoxLayout()
        foot.setSpacing(look.px(12))
        foot.addWidget(self._next)
        foot.addStretch(1)
        foot.addWidget(self._back)
        self.add(self._count, self._heading)
        self.column.addSpacing(look.px(12))
        self.column.addWidget(self._steps, 1)
        self.column.addSpacing(look.px(16))
        self.column.addLayout(foot)
        self._back.clicked.connect(self._go_back)
        self._next.clicked.connect(self._go_on)
        self.place.entered.connect(self._go_on)
        self.passphrase.entered.connect(self._go_on)
        self.recovery.entered.connect(self._go_on)
        self.recovery.ready.connect(self._next.setEnabled)
        self._show(0)

    def first_focus(self) -> QWidget:
        """The first field of the step that is shown."""
        step = self._steps.currentWidget()
        assert isinstance(step, PlaceStep | NewPassphrase | NewSheet)
        return step.first_focus()

    def _show(self, number: int) -> None:
        self._steps.setCurrentIndex(number)
        self._count.setText(f"Create a study, step {number + 1} of 3")
        self._heading.setText(HEADINGS[number])
        self._back.set_words("Leave" if number == 0 else "Back")
        self._back.setVisible(number < 2)
        self._next.set_words("Open the study" if number == 2 else "Next")
        self._next.setEnabled(number < 2)
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_back(self) -> None:
        if self._steps.currentIndex() == 0:
            self.left.emit()
        else:
            self._show(self._steps.currentIndex() - 1)

    def _go_on(self) -> None:
        if not self._next.isEnabled():
            return
        number = self._steps.currentIndex()
        if number == 0 and self.place.check():
            self.passphrase.set_study(self.place.plan().name, self.place.folder().stem)
            self._show(1)
        elif number == 1 and self.passphrase.check():
            self._make()
        elif number == 2 and self._made is not None and self.recovery.check():
            self._open(self._made)

    def _make(self) -> None:
        self._next.setEnabled(False)
        self._next.set_words("Making the study")
        self._back.setEnabled(False)
        making = Making(self.place.folder(), self.place.plan(), self.passphrase.words)
        self._opener.make(making, self._was_made, self._was_refused)

    def _was_made(self, made: Made) -> None:
        self._made = made
        self.passphrase.forget()
        self.recovery.show_groups(made.name, made.groups)
        self._show(2)

    def _was_refused(self, error: BaseException) -> None:
        self._back.setEnabled(True)
        self._show(1)
        if not isinstance(error, OjmError):
            raise error
        self.passphrase.set_wrong(str(error))

    def _open(self, made: Made) -> None:
        try:
            session = self._opener.open(made.unlocked)
        except OjmError as error:
            self.recovery.set_wrong(str(error))
            return
        self.recovery.forget()
        self.opened.emit(session, made.folder)
