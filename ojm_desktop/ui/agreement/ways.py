"""What the participant signs in where they do not draw their name: it is typed, or a mark is made before a witness."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QStackedLayout, QVBoxLayout, QWidget

from ojm_desktop.domain.agreement import Signature
from ojm_desktop.domain.clock import Instant, local_time
from ojm_desktop.domain.signing import LONGEST_NAME, Mark, Typed, Witness
from ojm_desktop.ui import theme
from ojm_desktop.ui.agreement.pad import SignaturePad
from ojm_desktop.ui.agreement.strokes import SHAPE
from ojm_desktop.ui.widgets.buttons import link, quiet
from ojm_desktop.ui.widgets.card import row
from ojm_desktop.ui.widgets.state import State
from ojm_desktop.ui.widgets.text import Label

WITNESS_WIDTH = 440
"""Of a witness's box that stands alone, in pixels at 100 %."""
TYPE_IT = "Your name as you write it. It stands on the paper exactly as you type it."
ANY_MARK = "Any mark of one’s own will do, a cross too. The witness saw it made, and is not the researcher."


@dataclass(frozen=True)
class HalfMarked:
    """A mark under way: what is drawn of it so far, and the witness's name."""

    mark: Signature | None = None
    witness: Signature | None = None
    name: str = ""


NO_MARK = HalfMarked()


class Below(QWidget):
    """The line below a box: what it asks, then when it was signed, with the way back. ``cleared`` when that is taken.

    As high as the larger of both, so that nothing moves under the hand that is signing.
    """

    cleared = Signal()

    def __init__(self, note: str) -> None:
        super().__init__()
        self.again = link("Clear and sign again")
        self.again.clicked.connect(lambda _checked: self.cleared.emit())
        self.again.setFixedHeight(theme.current().px(28))
        kept = self.again.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.again.setSizePolicy(kept)
        self._says, self._state = Label(note, "body", "muted", wrap=True), State("", "")
        under = QWidget()
        self._stack = QStackedLayout(under)
        self._stack.addWidget(self._says)
        self._stack.addWidget(self._state)
        line = row(self.again)
        line.insertWidget(0, under, 1)
        line.setContentsMargins(0, 0, 0, 0)
        self.setLayout(line)
        self.show_time("", 0)

    def set_note(self, note: str) -> None:
        """Ask something else."""
        self._says.setText(note)

    def show_time(self, signed_at: str, offset: int) -> None:
        """When it was signed, in UTC; empty where it was not."""
        said = f"Signed {local_time(signed_at, offset)}" if signed_at else ""
        self._state.show_state("check" if said else "", said)
        self._stack.setCurrentWidget(self._state if said else self._says)
        self.again.setVisible(bool(said))


class TypedBox(QWidget):
    """A name that is typed. ``changed`` with the signature, or None when it was cleared."""

    changed = Signal(object)

    def __init__(self, now: Callable[[], Instant], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self._now = now
        self._signed: Typed | None = None
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setAccessibleName("Name of the participant, as a signature")
        self.name.setMinimumHeight(look.height("control_interview"))
        self.name.setFont(look.font("heading"))
        self.name.returnPressed.connect(self._sign)
        self.name.textChanged.connect(self._typed)
        self.use = quiet("Sign with this name", icon="check", large=True)
        self.use.clicked.connect(lambda _checked: self._sign())
        self.below = Below(TYPE_IT)
        self.below.cleared.connect(self._clear)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        column.addWidget(self.name)
        column.addLayout(row(self.use, 1))
        column.addWidget(self.below)
        self.show_signed(None)

    def show_signed(self, signed: Typed | None, name: str = "") -> None:
        """Show a signature; None for none yet, with the letters typed so far."""
        self._signed = signed
        self.name.setText(signed.name if signed else name)
        self.name.setReadOnly(signed is not None)
        self.below.show_time(signed.signed_at if signed else "", signed.offset if signed else 0)
        self.use.setEnabled(signed is None and bool(self.name.text().strip()))

    def given(self) -> Typed | None:
        """The signature that is shown."""
        return self._signed

    def first(self) -> QWidget:
        """What takes the keys first."""
        return self.name

    def _typed(self, text: str) -> None:
        self.use.setEnabled(self._signed is None and bool(text.strip()))

    def _sign(self) -> None:
        name = self.name.text().strip()
        if self._signed is None and name:
            now = self._now()
            self.show_signed(Typed(name, now.utc, now.offset))
            self.changed.emit(self._signed)

    def _clear(self) -> None:
        self.show_signed(None, self.name.text())
        self.changed.emit(None)
        self.name.setFocus()


class MarkBox(QWidget):
    """A mark and, beside it, the witness's name and signature. ``changed`` with all of it, or None while part lacks."""

    changed = Signal(object)

    def __init__(self, now: Callable[[], Instant], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self._half = HalfMarked()
        self.mark = SignaturePad("Participant", now, hint="Make a mark here")
        self.witness = SignaturePad("Witness", now, hint="The witness signs here")
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setPlaceholderText("Name of the witness")
        self.name.setAccessibleName("Name of the witness")
        self.name.setMinimumHeight(look.height("control_interview"))
        self.below = Below(ANY_MARK)
        self.below.cleared.connect(self._clear)
        sides = QGridLayout()
        sides.setHorizontalSpacing(look.px(16))
        sides.setVerticalSpacing(look.px(4))
        for side, (whose, pad) in enumerate((("Mark", self.mark), ("Witness", self.witness))):
            sides.addWidget(Label(whose, "body", "muted"), 0, side)
            sides.addWidget(pad, 1, side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        column.addLayout(sides)
        column.addWidget(self.name)
        column.addWidget(self.below)
        self.mark.signed.connect(lambda drawn: self._take(HalfMarked(drawn, self._half.witness, self._half.name)))
        self.witness.signed.connect(lambda drawn: self._take(HalfMarked(self._half.mark, drawn, self._half.name)))
        self.name.textChanged.connect(lambda text: self._take(HalfMarked(self._half.mark, self._half.witness, text)))

    def show_half(self, half: HalfMarked) -> None:
        """Show what there is of a mark."""
        self._half = half
        for pad, drawn in ((self.mark, half.mark), (self.witness, half.witness)):
            pad.clear()
            if drawn is not None:
                pad.take_up(drawn.strokes)
        if self.name.text() != half.name:
            self.name.setText(half.name)
        self._show_time()

    def half(self) -> HalfMarked:
        """What there is of it."""
        return self._half

    def given(self) -> Mark | None:
        """The mark with its witness, where nothing is missing."""
        half = self._half
        if half.mark is None or half.witness is None or not half.name.strip():
            return None
        return Mark(half.mark, Witness(half.name.strip(), half.witness))

    def first(self) -> QWidget:
        """What takes the keys first."""
        return self.mark if self._half.mark is None else self.name

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        height = (self.width() - theme.current().px(16)) // 2 // SHAPE
        for pad in (self.mark, self.witness):
            pad.setFixedHeight(height)

    def _take(self, half: HalfMarked) -> None:
        before = self.given()
        self._half = half
        self._show_time()
        if self.given() != before:
            self.changed.emit(self.given())

    def _show_time(self) -> None:
        drawn = self._half.mark if self.given() is not None else None
        self.below.show_time(drawn.signed_at if drawn else "", drawn.offset if drawn else 0)
        self.below.again.setVisible(self._half.mark is not None or self._half.witness is not None)

    def _clear(self) -> None:
        was = self.given()
        self.show_half(HalfMarked(name=self._half.name))
        if was is not None:
            self.changed.emit(None)
        self.mark.setFocus()


class WitnessBox(QWidget):
    """A witness's name and signature, where something else than a mark was seen."""

    def __init__(self, now: Callable[[], Instant], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self._drawn: Signature | None = None
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setPlaceholderText("Name of the witness")
        self.name.setAccessibleName("Name of the witness")
        self.name.setMinimumHeight(look.height("control_interview"))
        self.pad = SignaturePad("Witness", now, hint="The witness signs here")
        self.pad.setMaximumWidth(look.px(WITNESS_WIDTH))
        self.pad.signed.connect(self._take)
        self.again = link("Clear and sign again")
        self.again.clicked.connect(lambda _checked: self._clear_pad())
        self.again.setFixedHeight(look.px(28))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        column.addWidget(self.name)
        column.addWidget(self.pad)
        column.addLayout(row(self.again, 1))

    def clear(self) -> None:
        """Nobody."""
        self.name.clear()
        self._clear_pad()

    def given(self) -> Witness:
        """What there is of them; the record refuses half of it."""
        return Witness(self.name.text().strip(), self._drawn or Signature((), "", 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.pad.setFixedHeight(self.pad.width() // SHAPE)

    def _take(self, drawn: Signature) -> None:
        self._drawn = drawn

    def _clear_pad(self) -> None:
        self._drawn = None
        self.pad.clear()
