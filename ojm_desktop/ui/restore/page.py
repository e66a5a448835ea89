"""The page on which a backup of the open study is put into a new folder; the open study stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ojm_desktop.service.studies import Unlocked
from ojm_desktop.ui import theme
from ojm_desktop.ui.page import Navigate, Page
from ojm_desktop.ui.restoring.form import RestoreForm
from ojm_desktop.ui.tasks import Tasks
from ojm_desktop.ui.widgets.buttons import quiet
from ojm_desktop.ui.widgets.card import Scroll, row
from ojm_desktop.ui.widgets.head import PageHead
from ojm_desktop.ui.widgets.tall import Tall
from ojm_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from ojm_desktop.service.session import Session

WIDEST: Final = 1120
RING: Final = 8
"""Widest column and the room for the focus ring, in pixels at 100 %."""


class RestorePage(Page):
    """No target. A study that lives in memory only has nothing to restore."""

    title = "Restore a backup"
    help = (
        "Up and Down choose a backup: below it stands what it holds and what it does not have. It is put into a new "
        "folder, and the study that is open stays as it is.\nOne from before a change of passphrase opens with the "
        "passphrase of its time."
    )

    def __init__(self, session: Session, navigate: Navigate) -> None:
        super().__init__(session, navigate)
        look, place = theme.current(), session.place
        self.form: RestoreForm | None = None
        back = quiet("Back to Study" if look.scale == 1 else "Back", icon="back")
        back.clicked.connect(lambda _checked: self.navigate("study", "backup"))
        self._back = back
        inside = Tall()
        inside.setMaximumWidth(look.px(WIDEST + 2 * RING))
        beneath = QVBoxLayout(inside)
        beneath.setContentsMargins(*(look.px(RING),) * 4)
        if place is None:
            beneath.addWidget(Label("This study lives in memory only, so it has no backups.", wrap=True))
        else:
            self.form = RestoreForm(
                self._own_tasks, session.clock, Unlocked(place.folder, place.opened), "Lock, and open it"
            )
            self.form.open_asked.connect(lambda made: self.left_for.emit(made.folder.path))
            beneath.addWidget(self.form)
        beneath.addStretch(1)
        edge = look.space(5) - look.px(RING)
        self.column.setContentsMargins(edge, look.space(5), edge, edge)
        self.column.addLayout(row(PageHead(self.title, "", back), margins=(RING, 0, RING, 0)))
        self.column.addLayout(row(self.strip, margins=(RING, 0, RING, 0)))
        self.column.addWidget(Scroll(inside), 1)

    def show_target(self, target: str) -> None:
        """Backups that came meanwhile, and media that were plugged in."""
        if self.form is not None:
            self.form.look_for()

    def first_focus(self) -> QWidget | None:
        return self.form.first_focus() if self.form is not None else self._back

    def _own_tasks(self) -> Tasks:
        assert self.tasks is not None
        return self.tasks
