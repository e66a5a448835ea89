"""Buttons: what to press. One filled one a page at most; keys stand behind the words in the secondary colour."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QPushButton, QRadioButton, QSizePolicy, QWidget

from ojm_desktop.ui import icons, theme
from ojm_desktop.ui.widgets import paint


class Kind(StrEnum):
    """How much a button asks for: filled, bordered, words alone in the accent, words alone in the text colour."""

    PRIMARY = "primary"
    QUIET = "quiet"
    LINK = "link"
    BARE = "bare"


class Button(QPushButton):
    """Icon, word and key in one control; 40 px high, 48 where ``large``. Enter and Space press it."""

    def __init__(
        self,
        words: str,
        kind: Kind = Kind.QUIET,
        *,
        icon: str = "",
        key: str = "",
        trailing: str = "",
        large: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.kind = kind
        self._icon = icon
        self._key = key
        self._trailing = trailing
        self._large = large
        self._words = ""
        self.set_words(words)
        self.setAutoDefault(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setProperty("ring_room", 3 if self._is_words else 0)

    def set_words(self, words: str) -> None:
        """Change the word on the button and its accessible name."""
        if words == self._words:
            return  # nothing to lay out: pages set all their words whenever an answer was given
        self._words = words
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    @property
    def key(self) -> str:
        """The key shown behind the word."""
        return self._key

    def set_key(self, key: str) -> None:
        """Change the key shown behind the word."""
        if key == self._key:
            return
        self._key = key
        self.updateGeometry()
        self.update()

    def set_icon_name(self, name: str) -> None:
        """Change the icon."""
        if name != self._icon:
            self._icon = name
            self.update()

    def sizeHint(self) -> QSize:
        look = theme.current()
        width = paint.row_width(
            self._words, self._font(), icon=bool(self._icon), key=self._key, trailing=bool(self._trailing)
        )
        side = 0 if self._is_words else 16  # words alone begin and end where other words do
        return QSize(
            round(width) + 2 * look.px(side) + 2, look.height("control_interview" if self._large else "control")
        )

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        rect = QRectF(self.rect())
        fill, edge, ink, key_ink = self._colours(look)
        if fill is not None or edge is not None:
            paint.ground(painter, rect, fill, edge, look.px(6), look.border, dashed=_is_dashed(self))
        inner = rect if self._is_words else rect.adjusted(look.px(8), 0, -look.px(8), 0)
        paint.row(
            painter, inner, self._words, self._font(), ink,
            icon=self._icon, key=self._key, key_ink=key_ink, trailing=self._trailing, centred=True,
        )  # fmt: skip
        painter.end()

    def _font(self) -> QFont:
        bold = self.kind in (Kind.PRIMARY, Kind.LINK)
        font = theme.current().font("label" if bold else "body")
        font.setUnderline(self._is_words and self.isEnabled() and (self.underMouse() or self.isDown()))
        return font

    @property
    def _is_words(self) -> bool:
        """Without ground and border: what the pointer is on is underlined."""
        return self.kind in (Kind.LINK, Kind.BARE)

    def _colours(self, look: theme.Theme) -> tuple[QColor | None, QColor | None, QColor, QColor]:
        """Ground, border, words and key, for the state the button is in."""
        colour = look.colour
        if not self.isEnabled():
            ground = colour("sunken") if self.kind in (Kind.PRIMARY, Kind.QUIET) else None
            return ground, colour("line") if ground is not None else None, colour("muted"), colour("muted")
        hover, down = self.underMouse(), self.isDown()
        if self.kind is Kind.PRIMARY:
            ground = colour("accent_hover" if hover or down else "accent")
            return ground, colour("text") if down else None, colour("on_accent"), colour("on_accent")
        if self.kind is Kind.QUIET:
            if down:
                return colour("accent_soft"), colour("accent"), colour("text"), colour("muted")
            return (
                colour("card"),
                colour("accent" if hover else "control"),
                colour("accent" if hover else "text"),
                colour("muted"),
            )
        is_accent = self.kind is Kind.LINK or hover or down
        return None, None, colour("accent" if is_accent else "text"), colour("muted")


def _is_dashed(button: QAbstractButton) -> bool:
    """Out of use where no grey can say so."""
    return not button.isEnabled() and theme.current().look is theme.Look.CONTRAST


def primary(words: str, *, icon: str = "", key: str = "", large: bool = False) -> Button:
    """The one filled button of a page."""
    return Button(words, Kind.PRIMARY, icon=icon, key=key, large=large)


def quiet(words: str, *, icon: str = "", key: str = "", trailing: str = "", large: bool = False) -> Button:
    """A bordered button: everything that may be pressed but is not what comes next."""
    return Button(words, Kind.QUIET, icon=icon, key=key, trailing=trailing, large=large)


def link(words: str, *, icon: str = "", key: str = "") -> Button:
    """Words alone in the accent colour: another way."""
    return Button(words, Kind.LINK, icon=icon, key=key)


class IconButton(QPushButton):
    """An icon alone (undo, redo, page arrows, closing a strip): its name and key are in the tooltip and read aloud."""

    def __init__(self, icon: str, name: str, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({key})" if key else name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        side = theme.current().height("control")
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            paint.ground(painter, QRectF(self.rect()), look.colour("accent_soft"), None, look.px(6))
        size = look.px(20)
        box = QRectF((self.width() - size) / 2, (self.height() - size) / 2, size, size)
        painter.setOpacity(1.0 if self.isEnabled() else 0.5)
        icons.paint(painter, self._icon, box, look.colour("text" if self.isEnabled() else "muted"))
        painter.end()


_NARROWEST, _NO_END = 240, 10_000
"""Width from which the words of a choice may be broken, in pixels at 100 %; more height than any words need."""


class _Choice:
    """What a box and a ring share: as wide as their words, which belong to them and can be pressed like them.

    Where there is no room for all the words in one line they go on in the next, beside the box.
    """

    def sizeHint(self) -> QSize:
        assert isinstance(self, QAbstractButton)
        look = theme.current()
        words = paint.row_width(str(self.property("words")), look.font("body"), icon=False, key="")
        return QSize(look.px(24 + 8) + round(words) + 4, look.px(32))

    def minimumSizeHint(self) -> QSize:
        whole = self.sizeHint()
        return QSize(min(whole.width(), theme.current().px(_NARROWEST)), whole.height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        assert isinstance(self, QAbstractButton)
        return _choice_height(str(self.property("words")), width)

    def hitButton(self, pos: object) -> bool:
        return True


class CheckBox(_Choice, QCheckBox):
    """A box to tick with its words; partly ticked is a bar. Painted, so that the tick follows the theme."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words.replace("&", "&&"), parent)
        _prepare_choice(self, words)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        box = _choice_box(self)
        state = self.checkState()
        on = look.colour("accent" if self.isEnabled() else "muted")
        dashed = _is_dashed(self)
        if state == Qt.CheckState.Checked:
            paint.ground(painter, box, look.colour("card") if dashed else on, on, look.px(4), 2, dashed=dashed)
            icons.paint(painter, "check", box.adjusted(2, 2, -2, -2), on if dashed else look.colour("on_accent"))
        else:
            part = state == Qt.CheckState.PartiallyChecked
            edge = on if part else look.colour("control")
            paint.ground(painter, box, look.colour("card"), edge, look.px(4), 2, dashed=dashed)
            if part:
                bar = QRectF(box.left() + box.width() * 0.25, box.center().y() - 1.5, box.width() * 0.5, 3)
                painter.fillRect(bar, on)
        _choice_words(self, painter)


class RadioButton(_Choice, QRadioButton):
    """One of several, with its words."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words.replace("&", "&&"), parent)
        _prepare_choice(self, words)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        box = _choice_box(self)
        on = look.colour("accent" if self.isEnabled() else "muted")
        edge = on if self.isChecked() else look.colour("control")
        paint.ground(painter, box, look.colour("card"), edge, box.width() / 2, 2, dashed=_is_dashed(self))
        if self.isChecked():
            painter.setBrush(on)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(box.center(), box.width() * 0.25, box.width() * 0.25)
        _choice_words(self, painter)


def _prepare_choice(button: QAbstractButton, words: str) -> None:
    button.setAccessibleName(words)
    button.setProperty("words", words)
    button.setProperty("ring_room", 3)
    button.setAttribute(Qt.WidgetAttribute.WA_Hover)
    policy = button.sizePolicy()
    policy.setHeightForWidth(True)
    policy.setHorizontalPolicy(QSizePolicy.Policy.Preferred)
    button.setSizePolicy(policy)
    button.setMinimumHeight(theme.current().px(32))


def _choice_height(words: str, width: int) -> int:
    """Height of a choice in pixels: one line of 32 at 100 %, and what the words need beyond it."""
    look = theme.current()
    metrics = QFontMetrics(look.font("body"))
    room = QRect(0, 0, max(1, width - look.px(30)), _NO_END)
    needed = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), words).height()
    return look.px(32) + max(0, needed - metrics.lineSpacing())


def _choice_box(button: QAbstractButton) -> QRectF:
    """Beside the first line of the words."""
    look = theme.current()
    side, more = look.px(22), _choice_height(str(button.property("words")), button.width()) - look.px(32)
    return QRectF(0, (button.height() - more - side) / 2, side, side)


def _choice_words(button: QAbstractButton, painter: QPainter) -> None:
    look = theme.current()
    rect = QRectF(button.rect()).adjusted(look.px(30), 0, 0, 0)
    ink = look.colour("text" if button.isEnabled() else "muted")
    words = str(button.property("words"))
    if _choice_height(words, button.width()) == look.px(32):
        paint.row(painter, rect, words, look.font("body"), ink)
    else:
        painter.setFont(look.font("body"))
        painter.setPen(ink)
        painter.drawText(rect, int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter), words)
    painter.end()
