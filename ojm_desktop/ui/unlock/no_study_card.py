"""The upper card of the unlock page where no study is known: nothing to list, nothing to unlock."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from ojm_desktop.ui import theme
from ojm_desktop.ui.widgets.buttons import Button, link, primary
from ojm_desktop.ui.widgets.card import Card
from ojm_desktop.ui.widgets.text import Label


class NoStudyCard(Card):
    """The upper card when this laptop has no study yet: create one, or open a folder that came from elsewhere."""

    def __init__(self) -> None:
        super().__init__(margin=32, spacing=12)
        look = theme.current()
        self.create_button: Button = primary("Create a study…", icon="plus", large=True)
        self.another: Button = link("Open another folder…")
        self.restore: Button = link("Restore a backup…")
        words = (
            "A study is a folder on this laptop, encrypted with your passphrase. Creating one takes about 5 minutes: "
            "its name, a passphrase, and a recovery sheet to print."
        )
        self.add(Label("No study on this laptop yet", "heading"), Label(words, tone="muted", wrap=True))
        self.column.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self.create_button)
        foot.addStretch(1)
        foot.addWidget(self.restore)
        foot.addWidget(self.another)
        self.column.addLayout(foot)
        self.setMinimumHeight(look.px(260))
