"""The step Sign: two boxes, the participant's first, each with Clear and sign again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from ojm_desktop.domain.agreement import Signature
from ojm_desktop.domain.clock import Instant, local_time
from ojm_desktop.ui import theme
from ojm_desktop.ui.agreement.pad import SignaturePad
from ojm_desktop.ui.agreement.steps import TEXT_WIDTH, Panel
from ojm_desktop.ui.agreement.strokes import SHAPE
from ojm_desktop.ui.widgets.buttons import link
from ojm_desktop.ui.widgets.card import Scroll, row
from ojm_desktop.ui.widgets.state import State
from ojm_desktop.ui.widgets.tall import Tall
from ojm_desktop.ui.widgets.text import Label

ANY_MARK = (
    "Any mark of one’s own is a signature, a cross too. Who can make none today signs another day: leave the page, and "
    "the answers stay kept."
)


class SigningBox(QWidget):
    """Who signs, the box, and when it was signed. ``changed`` with the signature, or None when it was cleared."""

    changed = Signal(object)

    def __init__(self, who: str, note: str, now: Callable[[], Instant], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self._beside = Label("", "body", "muted")
        self.pad = SignaturePad(who, now)
        self.pad.signed.connect(self._signed)
        self.again = link("Clear and sign again")
        self.again.clicked.connect(self._clear)
        self.again.setFixedHeight(look.px(28))
        kept = self.again.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # the boxes stay as they are when the way back comes: somebody is signing
        self.again.setSizePolicy(kept)
        self._says = Label(note, "body", "muted", wrap=True)
        self._state = State("", "")
        under = QWidget()
        self._below = QStackedLayout(under)  # as high as the larger: nothing moves under the hand that is signing
        self._below.addWidget(self._says)
        self._below.addWidget(self._state)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        column.addLayout(row(Label(who, "label"), self._beside, 1))
        column.addWidget(self.pad)
        below = row(self.again)
        below.insertWidget(0, under, 1)
        column.addLayout(below)
        self.show_signature(None)

    def set_beside(self, words: str) -> None:
        """Say beside the heading whose box it is."""
        self._beside.setText(words)

    def show_signature(self, signature: Signature | None) -> None:
        """Show a signature and say when it was given; None empties the box."""
        if signature is None:
            self.pad.clear()
            self._state.show_state("", "")
        else:
            if self.pad.is_empty:
                self.pad.take_up(signature.strokes)
            self._state.show_state("check", f"Signed {local_time(signature.signed_at, signature.offset)}")
        self._below.setCurrentWidget(self._says if signature is None else self._state)
        self.again.setVisible(signature is not None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.pad.setFixedHeight(self.width() // SHAPE)

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(632), super().sizeHint().height())

    def _signed(self, signature: Signature) -> None:
        self.show_signature(signature)
        self.changed.emit(signature)

    def _clear(self) -> None:
        self.show_signature(None)
        self.changed.emit(None)
        self.pad.setFocus()


class SigningPanel(Panel):
    """Both boxes; the page keeps what they give."""

    scrolls_itself = True

    def __init__(self, now: Callable[[], Instant]) -> None:
        super().__init__("Sign")
        look = theme.current()
        self.column.setSpacing(look.px(8))
        self.participant = SigningBox("Participant", "You sign that you agree to what you chose.", now)
        self.researcher = SigningBox("Researcher", "You sign that you explained it and answered questions.", now)
        inside = Tall()
        column = QVBoxLayout(inside)
        column.setContentsMargins(look.px(8), 0, look.px(8), look.px(8))
        column.setSpacing(look.px(8))
        column.addWidget(self.participant)
        column.addWidget(self.researcher)
        column.addWidget(Label(ANY_MARK, "body", "muted", wrap=True))
        column.addStretch(1)
        inside.setMaximumWidth(look.px(TEXT_WIDTH))
        scroll = Scroll(inside)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.column.addWidget(scroll, 1)
        margins = self.column.contentsMargins()
        self.column.setContentsMargins(margins.left() - look.px(8), margins.top(), margins.right() - look.px(8), 0)
        self.title.setContentsMargins(look.px(8), 0, 0, 0)

    def first(self) -> QWidget | None:
        return self.participant.pad if self.participant.again.isHidden() else self.researcher.pad
