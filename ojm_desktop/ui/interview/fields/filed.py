"""Answers that are files: a picture, a recording, any file from the disk; and what is drawn or signed by hand.

The octets are kept inside the study, under its key; the file on the disk stays where it is. Sound is recorded nowhere
here: the program has no recorder, and a recording from elsewhere is taken only where the agreement says so.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ojm_desktop.domain.answer import MOST_OCTETS, Answer
from ojm_desktop.domain.form import Question, Type
from ojm_desktop.ui import theme
from ojm_desktop.ui.interview.fields import strokes
from ojm_desktop.ui.interview.fields.field import Field
from ojm_desktop.ui.interview.fields.strokes import UNITS, Stroke
from ojm_desktop.ui.messages import choose_any_file
from ojm_desktop.ui.widgets import paint
from ojm_desktop.ui.widgets.buttons import quiet
from ojm_desktop.ui.widgets.card import row
from ojm_desktop.ui.widgets.message import Message
from ojm_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from ojm_desktop.forms.state import NodeState

KEPT: Final = "It is kept inside the study. The file on the disk stays there: take it away yourself."
NOT_AGREED: Final = "This person has not agreed to sound being kept, so nothing can be taken in here."
TOO_LARGE: Final = (
    f"This file is larger than {MOST_OCTETS // (1024 * 1024)} MiB, the most that is kept. It was not read."
)
WORDS: Final = {
    Type.IMAGE: ("Choose a picture…", "Pictures (*.png *.jpg *.jpeg *.gif *.webp)"),
    Type.AUDIO: ("Choose a recording…", "Sound (*.mp3 *.m4a *.wav *.ogg *.flac)"),
    Type.FILE: ("Choose a file…", "All files (*)"),
}
PICTURE: Final = (480, 240)
"""The most a picture is shown at, in pixels at 100 %."""


class Picture(QLabel):
    """A picture of octets, as large as there is room for; empty where they are none that can be drawn."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)

    def show_octets(self, octets: bytes | None) -> bool:
        """Show them; whether they are a picture."""
        image = QImage.fromData(octets) if octets else QImage()
        look = theme.current()
        if not image.isNull():
            room = QSize(look.px(PICTURE[0]), look.px(PICTURE[1]))
            smooth = Qt.TransformationMode.SmoothTransformation
            fits = image.width() <= room.width() and image.height() <= room.height()
            kept = Qt.AspectRatioMode.KeepAspectRatio
            self.setPixmap(QPixmap.fromImage(image if fits else image.scaled(room, kept, smooth)))
        self.setVisible(not image.isNull())
        return not image.isNull()


class FiledField(Field):
    """`attached(name, octets)`: a file to be made the answer. Removing it is an empty answer."""

    attached = Signal(str, object)

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.picture = Picture()
        self._name = Label("", "label")
        self.removed = quiet("Take it away", large=True)
        self.removed.clicked.connect(lambda: self.given.emit(""))
        self._message = Message(keeps_line=False)

    def show_state(self, state: NodeState, answer: Answer | None) -> None:
        self._name.setText(state.value)
        self._name.setVisible(bool(state.value))
        self.removed.setVisible(bool(state.value))
        self._message.show_state("", "")

    def show_file(self, octets: bytes | None) -> None:
        """The octets of the answer."""
        self.picture.show_octets(octets)

    def _refuse(self, sentence: str) -> None:
        self._message.show_state("warn", sentence, "warn")


class DiskField(FiledField):
    """A file chosen on the disk. `choose(words, kinds)` asks for its path."""

    def __init__(self, question: Question, *, allowed: bool, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        words, self._kinds = WORDS[question.type]
        self.choose: Callable[[str, str], Path | None] = lambda title, kinds: choose_any_file(self, title, kinds)
        self.button = quiet(words, icon="plus", large=True)
        self.button.clicked.connect(self._ask)
        self.button.setEnabled(allowed)
        self.column.addWidget(self.picture)
        self.column.addLayout(row(self._name, self.button, self.removed, 1))
        self.column.addWidget(Label(KEPT if allowed else NOT_AGREED, tone="muted", wrap=True))
        self.column.addWidget(self._message)
        self.picture.hide()

    def first_focus(self) -> QWidget:
        return self.button

    def _ask(self) -> None:
        path = self.choose(WORDS[self.question.type][0].rstrip("…"), self._kinds)
        if path is None:
            return
        try:
            if path.stat().st_size > MOST_OCTETS:
                self._refuse(TOO_LARGE)
                return
            octets = path.read_bytes()
        except OSError as error:
            self._refuse(f"The file could not be read ({error.strerror}). Nothing was changed; choose it again.")
            return
        self.attached.emit(path.name, octets)


class DrawnField(FiledField):
    """What is drawn becomes the answer by its button, and when the page goes on; before that it is half done."""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        is_signature = question.type is Type.SIGNATURE or "signature" in question.appearance
        self.pad = Pad(4.0 if is_signature else 16 / 9, is_signed=is_signature)
        self.pad.drawn.connect(self._drawn)
        self.keep = quiet("Keep it", icon="check", large=True)
        self.back = quiet("Take the last stroke back", icon="undo", large=True)
        self.again = quiet("Sign again" if is_signature else "Draw again", large=True)
        self.keep.clicked.connect(self.commit)
        self.back.clicked.connect(self.pad.take_back)
        self.again.clicked.connect(self._begin_again)
        self._value = ""
        self.column.addWidget(self.picture)
        self.column.addWidget(self.pad)
        self.column.addLayout(row(self.keep, self.back, self.again, self.removed, 1))
        self.column.addWidget(self._message)

    def show_state(self, state: NodeState, answer: Answer | None) -> None:
        super().show_state(state, answer)
        self._name.hide()
        self._value = state.value
        self._show_parts()

    def set_name(self, name: str) -> None:
        self.pad.setAccessibleName(f"{name} Draw with mouse, finger or pen")
        self.again.setAccessibleName(f"{name} {self.again.text()}")

    def typed(self) -> str:
        return strokes.as_text(self.pad.strokes)

    def take_up(self, text: str) -> None:
        self.pad.show_strokes(strokes.of_text(text))
        self._show_parts()

    def commit(self) -> None:
        drawn = self.pad.strokes
        if drawn and not self.is_reading:
            self.pad.show_strokes(())
            self.attached.emit("drawn.png", strokes.as_png(drawn, self.pad.shape_))

    def first_focus(self) -> QWidget:
        return self.again if self.pad.isHidden() else self.pad

    def _drawn(self) -> None:
        self._show_parts()
        self.edited.emit()

    def _begin_again(self) -> None:
        self._value = ""
        self._show_parts()
        self.pad.setFocus()

    def _show_parts(self) -> None:
        """The picture that is the answer, or the pad to draw on."""
        is_kept = bool(self._value) and not self.pad.strokes
        self.pad.setVisible(not is_kept)
        self.picture.setVisible(is_kept)
        self.again.setVisible(is_kept)
        self.removed.setVisible(is_kept)
        for button in (self.keep, self.back):
            button.setVisible(not is_kept)
            button.setEnabled(bool(self.pad.strokes))


class Pad(QWidget):
    """A sheet to draw on with mouse, finger or pen, `shape_` times as wide as high. `drawn` after each stroke."""

    drawn = Signal()

    def __init__(self, shape: float, *, is_signed: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shape_, self._is_signed = shape, is_signed
        self.strokes: tuple[Stroke, ...] = ()
        self._now: list[tuple[int, int]] = []
        self.setProperty("ring", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMaximumWidth(theme.current().px(640))

    def show_strokes(self, drawn: tuple[Stroke, ...]) -> None:
        """Show strokes drawn before."""
        self.strokes = drawn
        self.update()

    def take_back(self) -> None:
        """Without the last stroke."""
        self.show_strokes(self.strokes[:-1])
        self.drawn.emit()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(width / self.shape_)

    def sizeHint(self) -> QSize:
        wide = theme.current().px(620)
        return QSize(wide, self.heightForWidth(wide))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._now = [self._point(event.position())]
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._now and (point := self._point(event.position())) != self._now[-1]:
            self._now.append(point)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._now:
            self.strokes, self._now = (*self.strokes, tuple(self._now)), []
            self.update()
            self.drawn.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        rect = QRectF(self.rect())
        paint.ground(painter, rect, look.colour("card"), look.colour("control"), look.px(6), look.border)
        if self._is_signed:
            foot = rect.height() * 0.8
            painter.setPen(QPen(look.colour("control"), 1.5))
            painter.drawLine(QPointF(look.px(24), foot), QPointF(rect.width() - look.px(24), foot))
        every = (*self.strokes, tuple(self._now)) if self._now else self.strokes
        if not every:
            words = "Sign here" if self._is_signed else "Draw here"
            place = rect.adjusted(look.px(24), look.px(12), 0, 0)
            place.setHeight(look.px(24))
            paint.row(painter, place, f"{words} with mouse, finger or pen", look.font(), look.colour("muted"))
        strokes.paint(painter, every, rect.width(), look.colour("ink"), look.px(2.5))
        painter.end()

    def _point(self, at: QPointF) -> tuple[int, int]:
        wide, tall = max(1, self.width()), max(1, self.height())
        x, y = min(max(0.0, at.x()), wide), min(max(0.0, at.y()), tall)
        return round(x / wide * UNITS), round(y / wide * UNITS)


def file_field_for(question: Question, *, allows_sound: bool) -> Field | None:
    """The field of a question that is answered by a file; None for another one."""
    is_drawn = question.type is Type.SIGNATURE or {"signature", "draw"} & set(question.appearance)
    if question.type in (Type.IMAGE, Type.SIGNATURE) and is_drawn:
        return DrawnField(question)
    if question.type in WORDS:
        return DiskField(question, allowed=allows_sound or question.type is not Type.AUDIO)
    return None
