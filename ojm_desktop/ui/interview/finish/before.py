"""The finish screen: the red frame first, because only that stops the interview; every line leads there and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from ojm_desktop.domain.counting import counted
from ojm_desktop.ui import theme
from ojm_desktop.ui.interview.aside import Aside
from ojm_desktop.ui.interview.finish.group_card import ARROWS, GroupCard, LineButton
from ojm_desktop.ui.interview.finish.lines import Group, groups
from ojm_desktop.ui.interview.stopping import QUESTION, StopReasons
from ojm_desktop.ui.status_strip import SavedMark
from ojm_desktop.ui.widgets import relaying
from ojm_desktop.ui.widgets.buttons import primary, quiet
from ojm_desktop.ui.widgets.card import Card, Scroll
from ojm_desktop.ui.widgets.lines import belongs_unseen
from ojm_desktop.ui.widgets.state import State
from ojm_desktop.ui.widgets.tall import Tall
from ojm_desktop.ui.widgets.text import Hairline, Label

if TYPE_CHECKING:
    from collections.abc import Collection

    from ojm_desktop.service.interview import Interview
    from ojm_desktop.ui.interview.half_typed import Begun

NOTHING: Final = "Every question has its answer, or the reason why there is none."
EDGE: Final = 64


class Stopping(Aside):
    """Why it ends here; ``given(reason)``."""

    given = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(QUESTION, parent)
        self.hold_rows()
        self.reasons = StopReasons()
        self.reasons.given.connect(self.given)
        self.column.addWidget(self.reasons)

    def begin(self) -> None:
        """Nothing is picked."""
        self.reasons.begin()

    def first_focus(self) -> QWidget:
        return self.reasons.list

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.reasons.take_key(event):
            super().keyPressEvent(event)


class Finish(QWidget):
    """``followed(path)``, ``apart_asked`` for the disclosures, ``finished``, ``stop_asked(reason)``, ``back_asked``.

    Writes nothing itself.
    """

    followed = Signal(str)
    apart_asked = Signal()
    finished = Signal()
    stop_asked = Signal(str)
    back_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self._shown: tuple[Group, ...] = ()
        self.cards: tuple[GroupCard, ...] = ()
        self.title = Label("Before you finish", "title")
        self._settled = Card(margin=16, spacing=0)
        self._settled.add(State("check", NOTHING))
        self.stopping = Stopping()
        self.saved = SavedMark()
        self.back = quiet("Back to the questions", icon="back", key="Alt ←" if look.scale == 1 else "", large=True)
        self.stop = quiet("Stop here, unfinished…", large=True)
        self.waits = Label("", "body")
        self.go = primary("Finish interview", key="Ctrl+Enter" if look.scale == 1 else "", large=True)
        self.back.clicked.connect(self.back_asked)
        self.stop.clicked.connect(self.ask_why)
        self.go.clicked.connect(self.finished)
        self.stopping.given.connect(self.stop_asked)
        self.stopping.closed.connect(self._close_stopping)
        self._lay_out()
        for part in (self.stopping, self._settled):
            belongs_unseen(part, self)

    def show_interview(self, interview: Interview, begun: Collection[tuple[Begun, str]] = ()) -> None:
        """Show what is open now, and what was `begun`; what had the focus keeps it where it is still there."""
        focused = self.focusWidget()
        kept = focused.line if isinstance(focused, LineButton) else None
        found = groups(interview, begun)
        if found != self._shown or not (self.cards or found):
            self._shown = found
            self._show_groups(found)
        blocking = sum(group.count for group in found if group.stops)
        self.waits.setText(counted(blocking, "question still blocks", "questions still block") if blocking else "")
        self.waits.setVisible(bool(blocking))
        self.go.setEnabled(not blocking and interview.visit.is_open and interview.is_agreed)
        self.stop.setEnabled(interview.visit.is_open)
        if kept is not None:
            again = next((button for button in self._lines if button.line.path == kept.path), None)
            (again or self.first_focus()).setFocus(Qt.FocusReason.OtherFocusReason)

    def first_focus(self) -> QWidget:
        """What stops it, else the filled button."""
        stopping = next((line for card in self.cards if card.group.stops for line in card.lines), None)
        return stopping or self.go

    def ask_why(self) -> None:
        """Stop here: the reason first."""
        self.stopping.begin()
        self.stopping.show()
        self.stopping.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.go.click()
            return
        if event.key() in ARROWS and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self._arrow(event.key())
            return
        super().keyPressEvent(event)

    def _arrow(self, key: int) -> None:
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._cross()
        else:
            self._walk(-1 if key == Qt.Key.Key_Up else 1)

    @property
    def _lines(self) -> list[LineButton]:
        return [line for card in self.cards for line in card.lines]

    def _walk(self, step: int) -> None:
        every = self._lines
        if not every:
            return
        now = next((number for number, line in enumerate(every) if line.hasFocus()), None)
        place = (0 if step > 0 else len(every) - 1) if now is None else min(max(0, now + step), len(every) - 1)
        every[place].setFocus(Qt.FocusReason.TabFocusReason)

    def _cross(self) -> None:
        """To the other column, at the height one is at."""
        now = next((line for line in self._lines if line.hasFocus()), None)
        card = now.parentWidget() if now is not None else None
        if now is None or not isinstance(card, GroupCard):
            return
        others = [line for each in self.cards if each.group.is_left != card.group.is_left for line in each.lines]
        height = now.mapTo(self, now.rect().center()).y()
        nearest = min(others, key=lambda line: abs(line.mapTo(self, line.rect().center()).y() - height), default=None)
        if nearest is not None:
            nearest.setFocus(Qt.FocusReason.TabFocusReason)

    def _close_stopping(self) -> None:
        self.stopping.hide()
        self.stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_groups(self, found: tuple[Group, ...]) -> None:
        for old in self.cards:
            old.hide()
            old.deleteLater()
        self.cards = tuple(GroupCard(group) for group in found)
        for column in (self._left, self._right):
            relaying.empty(column)
        is_wide = theme.current().scale == 1
        self._left.addWidget(self.stopping)
        self._left.addWidget(self._settled)
        for card in self.cards:
            card.followed.connect(self.followed)
            card.apart_asked.connect(self.apart_asked)
            card.walked.connect(self._arrow)
            (self._left if card.group.is_left or not is_wide else self._right).addWidget(card)
        self._settled.setVisible(not any(card.group.is_left for card in self.cards))
        for column in (self._left, self._right):
            column.addStretch(1)

    def _lay_out(self) -> None:
        look = theme.current()
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        columns = QHBoxLayout()
        columns.setSpacing(look.px(24))
        for side in (self._left, self._right):
            side.setSpacing(look.px(12))
            columns.addLayout(side, 1 if side is self._left or look.scale == 1 else 0)
        inside = Tall()
        column = QVBoxLayout(inside)
        edge = look.px(EDGE) if look.scale == 1 else look.px(24)
        column.setContentsMargins(edge, look.px(16 if look.scale == 1 else 8), edge, look.px(16))
        column.setSpacing(look.px(12))
        column.addWidget(self.title)
        column.addLayout(columns)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(Scroll(inside), 1)
        whole.addWidget(_foot((self.back, self.stop), (self.saved, self.waits, self.go)))


def _foot(left: tuple[QWidget, ...], right: tuple[QWidget, ...]) -> QWidget:
    """The bar at the foot: 76 px; at large text what is left and right stands in two lines."""
    look = theme.current()
    foot = QWidget()
    foot.setProperty("ground", "card")
    foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    column = QVBoxLayout(foot)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(Hairline())
    inner: QLayout
    rows = [(*left, None, *right)] if look.scale == 1 else [(*left, None), (None, *right)]
    holder = QVBoxLayout()
    above, below = (14, 13) if look.scale == 1 else (4, 4)
    holder.setContentsMargins(look.px(24), look.px(above), look.px(24), look.px(below))
    holder.setSpacing(look.px(8 if look.scale == 1 else 4))
    for parts in rows:
        inner = QHBoxLayout()
        inner.setSpacing(look.px(12))
        for part in parts:
            inner.addStretch(1) if part is None else inner.addWidget(part)
        holder.addLayout(inner)
    column.addLayout(holder)
    return foot
