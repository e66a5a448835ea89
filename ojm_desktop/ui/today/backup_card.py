"""The card of the newest backup: how old it is, and Back up."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout

from ojm_desktop.domain.clock import day_in, local_time
from ojm_desktop.domain.counting import counted
from ojm_desktop.service import backups
from ojm_desktop.service.session import Session
from ojm_desktop.ui import dates, icons, theme
from ojm_desktop.ui.widgets.buttons import quiet
from ojm_desktop.ui.widgets.card import Card, row
from ojm_desktop.ui.widgets.text import Label

OLD_AFTER = 7
"""Days after which a backup is called old."""


class BackupCard(Card):
    """How old the newest verified set is; ``back_up`` is called by its button."""

    def __init__(self, session: Session, back_up: Callable[[], object]) -> None:
        super().__init__(margin=16, spacing=0)
        look = theme.current()
        self._session = session
        picture = QLabel()
        picture.setPixmap(icons.pixmap("backup", look.colour("muted"), look.px(24)))
        self.age = Label("", "label")
        self.state = Label("", "body", "muted", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.age)
        words.addWidget(self.state)
        words.addSpacing(look.px(8))
        self.button = quiet("Back up")
        self.button.clicked.connect(lambda _checked: back_up())
        words.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)  # beside the words it left them a third of the card
        line = row(picture, spacing=12)
        line.addLayout(words, 1)
        line.setAlignment(picture, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(line)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)  # as high as its words are wrapped

    def refresh(self) -> str:
        """Look again; the sentence of a warning when the newest set is old or there is none, else an empty one."""
        self.setVisible(self._session.place is not None)
        if self._session.place is None:
            return ""
        found = backups.sets(self._session)
        if not found:
            self.age.setText("No backup yet")
            self.state.setText(backups.WHEN)
            return ""
        made = day_in(found[0].made, self._session.plan.zone)
        days = (self._session.today() - made).days
        clock = local_time(found[0].made, self._session.clock.now().offset)[:5]
        self.age.setText(dates.backed_up(made, clock, self._session.today()))
        since = self._session.sequence - found[0].sequence
        self.state.setText("Checked, complete" if since <= 0 else f"Checked; {counted(since, 'change')} since")
        if days <= OLD_AFTER:
            return ""
        age = counted(days, "day")
        return f"The newest backup is {age} old. Everything is saved on this laptop; back up before you go on."
