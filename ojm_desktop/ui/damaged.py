"""The page of a damaged study: what was found, what is safe, what to do; nothing can be written from here (R13)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ojm_desktop.domain.clock import Clock
from ojm_desktop.service.studies import Unlocked
from ojm_desktop.ui import theme
from ojm_desktop.ui.restoring.rescue import Rescue, findings
from ojm_desktop.ui.tasks import Tasks
from ojm_desktop.ui.widgets.card import Scroll, row
from ojm_desktop.ui.widgets.head import PageHead
from ojm_desktop.ui.widgets.strip import Strip, Tone
from ojm_desktop.ui.widgets.tall import Tall

SENTENCE = (
    "The study does not agree with its own log any more. Nothing was deleted, and nothing more is written to it. "
    "Keep its folder as it is: restore the newest good backup into a new folder, or save what can be read into one."
)
WIDEST = 1120
RING = 8
"""Widest column and the room for the focus ring, in pixels at 100 %."""


class DamagedPage(QWidget):
    """Shows the check's findings, one a line, and what can be done: without a folder, nothing. The study is closed.

    ``lock_asked`` by the strip; ``open_asked(folder)`` when a study that was made of it is to be opened.
    """

    lock_asked = Signal()
    open_asked = Signal(object)

    def __init__(self, found: str, tasks: Callable[[], Tasks], clock: Clock, broken: Unlocked | None) -> None:
        super().__init__()
        look = theme.current()
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        strip = Strip()
        strip.acted.connect(self.lock_asked)
        self.rescue = Rescue(tasks, clock, broken, "Lock, and open it") if broken is not None else None
        inside = Tall()
        inside.setMaximumWidth(look.px(WIDEST + 2 * RING))
        beneath = QVBoxLayout(inside)
        beneath.setContentsMargins(*(look.px(RING),) * 4)
        beneath.setSpacing(look.space(4))
        beneath.addWidget(strip)
        beneath.addWidget(findings(found))
        if self.rescue is not None:
            self.rescue.open_asked.connect(lambda made: self.open_asked.emit(made.folder.path))
            beneath.addWidget(self.rescue)
        beneath.addStretch(1)
        edge = look.space(5) - look.px(RING)
        column = QVBoxLayout(self)
        column.setContentsMargins(edge, look.space(5), edge, edge)
        column.setSpacing(look.space(3))
        column.addLayout(row(PageHead("The study is damaged"), margins=(RING, 0, RING, 0)))
        column.addWidget(Scroll(inside), 1)
        strip.say(SENTENCE, Tone.ERROR, action="Lock", key="Ctrl+L")
