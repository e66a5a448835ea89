"""The step Sign: how the participant signs, their box, and below it the researcher's, which is always drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ojm_desktop.domain.agreement import Signature
from ojm_desktop.domain.clock import Instant
from ojm_desktop.domain.signing import Mark, Signed, Typed, Way
from ojm_desktop.ui import theme
from ojm_desktop.ui.agreement.from_paper import PaperBox
from ojm_desktop.ui.agreement.pad import SignaturePad
from ojm_desktop.ui.agreement.steps import TEXT_WIDTH, Panel
from ojm_desktop.ui.agreement.strokes import SHAPE
from ojm_desktop.ui.agreement.ways import Below, HalfMarked, MarkBox, TypedBox
from ojm_desktop.ui.widgets.card import Scroll, row
from ojm_desktop.ui.widgets.segments import Segment, Segments
from ojm_desktop.ui.widgets.tall import Tall
from ojm_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from ojm_desktop.ui.agreement.progress import Progress

WAYS: Final = (
    Segment(Way.DRAWN.value, "Draw"),
    Segment(Way.TYPED.value, "Type"),
    Segment(Way.MARK.value, "Mark with a witness"),
    Segment(Way.PAPER.value, "On paper"),
)
EXPLAINED = "You sign that you explained it and answered questions."
SEEN = "You sign that you have seen this paper, and that the answers are those on it."
KEYS: Final = {"Alt+D": Way.DRAWN, "Alt+T": Way.TYPED, "Alt+W": Way.MARK, "Alt+P": Way.PAPER}


class SigningBox(QWidget):
    """The box to draw in, and when it was signed. ``changed`` with the signature, or None when it was cleared."""

    changed = Signal(object)

    def __init__(self, who: str, note: str, now: Callable[[], Instant], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pad = SignaturePad(who, now)
        self.pad.signed.connect(self._signed)
        self._given: Signature | None = None
        self._below = Below(note)
        self._below.cleared.connect(self._clear)
        self.again = self._below.again
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(8))
        column.addWidget(self.pad)
        column.addWidget(self._below)
        self.show_signature(None)

    def show_signature(self, signature: Signature | None) -> None:
        """Show a signature and say when it was given; None empties the box."""
        self._given = signature
        if signature is None:
            self.pad.clear()
            self._below.show_time("", 0)
            return
        if self.pad.is_empty:
            self.pad.take_up(signature.strokes)
        self._below.show_time(signature.signed_at, signature.offset)

    def given(self) -> Signature | None:
        """The signature that is shown."""
        return self._given

    def set_note(self, note: str) -> None:
        """What signing here says."""
        self._below.set_note(note)

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
    """Both boxes; the page keeps what they give. ``way_chosen`` with a `Way`."""

    scrolls_itself = True
    way_chosen = Signal(object)

    def __init__(self, now: Callable[[], Instant]) -> None:
        super().__init__("Sign")
        look = theme.current()
        self.column.setSpacing(look.px(8))
        self.segments = Segments("How the participant signs", WAYS, large=True, stacked=look.scale > 1)
        self.segments.chosen.connect(lambda value: self.way_chosen.emit(Way(value)))
        self.participant = SigningBox("Participant", "You sign that you agree to what you chose.", now)
        self.typed, self.marked, self.on_paper = TypedBox(now), MarkBox(now), PaperBox()
        self.boxes: dict[Way, QWidget] = {
            Way.DRAWN: self.participant, Way.TYPED: self.typed, Way.MARK: self.marked, Way.PAPER: self.on_paper,
        }  # fmt: skip
        self.researcher = SigningBox("Researcher", EXPLAINED, now)
        self._beside = Label("", "body", "muted")
        self._way = _Ways(self.boxes)
        self._scroll = Scroll(self._inside())
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.column.addWidget(self._scroll, 1)
        margins = self.column.contentsMargins()
        self.column.setContentsMargins(margins.left() - look.px(8), margins.top(), margins.right() - look.px(8), 0)
        self.title.setContentsMargins(look.px(8), 0, 0, 0)

    def begin(self, code: str) -> None:
        """For somebody else: nothing signed, nothing typed."""
        self._beside.setText(code)
        self.unsign()
        self.typed.show_signed(None)
        self.marked.show_half(HalfMarked())

    def unsign(self) -> None:
        """Nothing drawn or typed counts any more."""
        self.participant.show_signature(None)
        self.researcher.show_signature(None)
        self.typed.show_signed(None, self.typed.name.text())
        self.marked.show_half(HalfMarked(name=self.marked.half().name))

    def show_way(self, progress: Progress) -> None:
        """Show the box of the way that was chosen; who brought a signed paper has no other."""
        self.segments.set_value(progress.way.value)
        self.segments.setHidden(progress.is_on_paper)
        self._way.show_way(progress.way)
        self.researcher.set_note(SEEN if progress.way is Way.PAPER else EXPLAINED)

    def take_up(self, participant: Signed | None, researcher: Signature | None) -> None:
        """Show signatures that were given before."""
        self.participant.show_signature(participant if isinstance(participant, Signature) else None)
        self.researcher.show_signature(researcher)
        if isinstance(participant, Typed):
            self.typed.show_signed(participant)
        if isinstance(participant, Mark):
            witness = participant.witness
            self.marked.show_half(HalfMarked(participant.mark, witness.signature, witness.name))

    def given(self, way: Way) -> Signed | None:
        """What stands in the box of a way; of a paper the page knows."""
        if way is Way.DRAWN:
            return self.participant.given()
        if way is Way.TYPED:
            return self.typed.given()
        return self.marked.given() if way is Way.MARK else None

    def first(self) -> QWidget | None:
        """What takes the keys first: the participant's box, then the researcher's."""
        shown = self._way.shown
        if shown is self.participant:
            return self.participant.pad if self.participant.again.isHidden() else self.researcher.pad
        if shown is self.typed:
            return self.typed.first() if self.typed.given() is None else self.researcher.pad
        if shown is self.marked:
            return self.marked.first() if self.marked.given() is None else self.researcher.pad
        return self.on_paper.first() if self.on_paper.given() is None else self.researcher.pad

    def _inside(self) -> QWidget:
        look, inside = theme.current(), Tall()
        column = QVBoxLayout(inside)
        column.setContentsMargins(look.px(8), 0, look.px(8), look.px(8))
        column.setSpacing(look.px(8))
        column.addLayout(row(self.segments, 1))
        column.addLayout(row(Label("Participant", "label"), self._beside, 1))
        column.addWidget(self._way)
        column.addWidget(Label("Researcher", "label"))
        column.addWidget(self.researcher)
        column.addStretch(1)
        inside.setMaximumWidth(look.px(TEXT_WIDTH))
        return inside


class _Ways(QWidget):
    """One box at a time, as high as that one."""

    def __init__(self, boxes: dict[Way, QWidget]) -> None:
        super().__init__()
        self._boxes, self.shown = boxes, boxes[Way.DRAWN]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for box in boxes.values():
            column.addWidget(box)
        self.show_way(Way.DRAWN)

    def show_way(self, way: Way) -> None:
        self.shown = self._boxes[way]
        for box in self._boxes.values():
            box.setHidden(box is not self.shown)
