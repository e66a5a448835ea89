"""The unlock page's way back to a study: from a stick alone, or from one that was found damaged when it was opened."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ojm_desktop.domain.clock import Clock
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.service.studies import Unlocked
from ojm_desktop.ui import theme
from ojm_desktop.ui.restoring.form import RestoreForm
from ojm_desktop.ui.restoring.rescue import Rescue, findings
from ojm_desktop.ui.unlock.opener import Opener
from ojm_desktop.ui.widgets.buttons import quiet
from ojm_desktop.ui.widgets.card import row
from ojm_desktop.ui.widgets.strip import Strip, Tone
from ojm_desktop.ui.widgets.text import Label

DAMAGED = (
    "This study cannot be opened as it is. Nothing was deleted or written. Keep its folder: restore the newest "
    "good backup into a new folder, or save what can be read into one."
)
OPENS = "Open it"


class Rescuing(QWidget):
    """``opened(session, folder)`` once a restored study is open; ``left`` when the person goes back.

    Without ``broken`` it begins with the media that are plugged in; with it, and what was ``found``, the study's own
    backups come first, and what can be read of it last.
    """

    opened = Signal(object, object)
    left = Signal()

    def __init__(self, opener: Opener, clock: Clock, broken: Unlocked | None = None, found: str = "") -> None:
        super().__init__()
        look = theme.current()
        self._opener = opener
        self.strip = Strip()
        back = quiet("Back", icon="back")
        back.clicked.connect(lambda _checked: self.left.emit())
        self._back = back
        self.form: RestoreForm | Rescue
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(4))
        heading = Label("Restore a backup" if broken is None else "The study is damaged", "heading")
        column.addLayout(row(heading, 1, back))
        column.addWidget(self.strip)
        if broken is None:
            self.form = RestoreForm(lambda: opener.tasks, clock, None, OPENS)
        else:
            self.strip.say(DAMAGED, Tone.ERROR)
            column.addWidget(findings(found))
            self.form = Rescue(lambda: opener.tasks, clock, broken, OPENS)
        self.form.open_asked.connect(self._open)
        column.addWidget(self.form)

    def first_focus(self) -> QWidget:
        """The newest backup, or what finds one; beside a damaged study Back, as what was found is read first."""
        return self.form.first_focus() if isinstance(self.form, RestoreForm) else self._back

    def _open(self, made: Unlocked) -> None:
        try:
            session = self._opener.open(made)
        except OjmError as error:
            self.strip.say(str(error), Tone.ERROR)
            return
        self.opened.emit(session, made.folder.path)
