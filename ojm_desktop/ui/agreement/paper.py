"""The paper beside the signatures: its pages drawn from the very bytes that are shown and kept.

Behind them come those of a scanned paper, where one is taken in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ojm_desktop.domain.agreement import Signature
from ojm_desktop.ui import theme
from ojm_desktop.ui.agreement import pad
from ojm_desktop.ui.leaves import Leaf, leaves, pages_of_scan, rendered
from ojm_desktop.ui.widgets.buttons import Button, Kind
from ojm_desktop.ui.widgets.card import row
from ojm_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from ojm_desktop.service.scans import Scan
    from ojm_desktop.typeset.outlines import Outlined

POINTS_PER_MM = 72 / 25.4
BOX_WIDTH = 80.0
"""Width in mm of a box to sign in, on paper."""
SCROLL_BAR, NO_LIMIT = 14, 16_777_215
"""Width of a scroll bar with the frame about the page, in pixels at 100 %; Qt's own largest width."""
SMALL, ROOMY, LARGE = 352, 560, 820
"""Width of the paper beside the signatures, there in a wide window, over the whole window: in pixels at 100 %."""
WINDOW = 1366
"""The window the pictures are drawn for; half of what a wider one has more goes to the paper."""


@dataclass(frozen=True)
class Ink:
    """A signature not yet on the bytes, and the top left corner and width of its box on the last page in mm."""

    signature: Signature
    corner: tuple[float, float]
    width: float = BOX_WIDTH


@dataclass(frozen=True)
class Lettering:
    """A line of words not yet on the bytes: the left end of its baseline on the last page in mm."""

    words: Outlined
    x: float
    y: float


class PaperSheet(QWidget):
    """One page of a PDF at a width; ink drawn over its last page until it is part of the bytes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._octets = b""
        self._leaves: list[Leaf] = []
        self._own = 0
        self._page = 0
        self._width = SMALL
        self._ink: tuple[Ink | Lettering, ...] = ()
        self._picture: QImage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def pages(self) -> int:
        """How many pages there are, those of a scan included."""
        return len(self._leaves)

    @property
    def page(self) -> int:
        """The page that is shown, from 0."""
        return self._page

    @property
    def octets(self) -> bytes:
        """The very bytes that are shown."""
        return self._octets

    def show_paper(self, octets: bytes, scan: Scan | None = None) -> None:
        """Show other bytes, from their last page, where the signatures stand, and a scanned paper behind it."""
        self._octets = octets
        own = leaves(octets)
        self._own, self._leaves = len(own), [*own, *(pages_of_scan(scan) if scan else ())]
        self._ink = ()
        self.go(self._own - 1)

    def name(self, page: int, *, short: bool = False) -> str:
        """What a page is called, from 0: of the paper, or of the scan behind it."""
        is_own = page < self._own
        number, last = (page + 1, self._own) if is_own else (page - self._own + 1, self.pages - self._own)
        if short:
            return f"Page {number}" if is_own else f"Scan {number}"
        return f"Page {number} of {last}" if is_own else f"Scanned page {number} of {last}"

    def go(self, page: int) -> None:
        """Show a page, from 0."""
        self._page = max(0, min(self.pages - 1, page))
        self._redraw()

    def set_width(self, width: int) -> None:
        """Draw the page at another width, in pixels at 100 %."""
        if width != self._width:
            self._width = width
            self._redraw()

    def set_ink(self, *ink: Ink | Lettering) -> None:
        """Draw these signatures over the last page of the paper."""
        self._ink = ink
        self.update()

    def sizeHint(self) -> QSize:
        wide = theme.current().px(self._width)
        if not self._leaves:
            return QSize(wide, wide)
        width, height = self._leaves[self._page].size
        return QSize(wide, round(wide * height / width))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour("paper"))
        if self._picture is not None:
            painter.drawImage(QPointF(0, 0), self._picture)
            if self._page == self._own - 1:
                self._draw_ink(painter)
        painter.setPen(QPen(look.colour("control"), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _draw_ink(self, painter: QPainter) -> None:
        scale = self.width() * POINTS_PER_MM / self._leaves[self._page].size[0]
        black = theme.make(theme.Look.LIGHT).colour("ink")
        for ink in self._ink:
            if isinstance(ink, Ink):
                corner = QPointF(*ink.corner) * scale
                pad.draw(painter, ink.signature.strokes, corner, ink.width * scale, black, scale * 0.25)
            else:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.fillPath(_outline(ink, scale), black)

    def _redraw(self) -> None:
        self.setFixedSize(self.sizeHint())
        if not self._leaves:
            return
        ratio = self.devicePixelRatioF()
        self._picture = rendered(self._leaves[self._page], self.width() * ratio)
        self._picture.setDevicePixelRatio(ratio)
        self.setAccessibleName(f"The paper, {self.name(self._page).lower()}")
        self.update()


class PaperPanel(QWidget):
    """The paper with its page arrows. ``larger_asked`` when it shall have the whole window, or give it back."""

    larger_asked = Signal()

    def __init__(self, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self.setProperty("ground", "sunken")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._is_large = False
        self._small = SMALL
        self.heading = Label(heading, "label")
        self._place = Label("", "body", "muted")
        self.sheet = PaperSheet()
        self.previous = Button("Page 1", Kind.BARE, icon="back")
        self.next = Button("Page 2", Kind.BARE, icon="next")
        self.larger = Button("Larger", Kind.BARE, icon="search", key="Ctrl +")
        self.previous.clicked.connect(lambda: self._turn(-1))
        self.next.clicked.connect(lambda: self._turn(1))
        self.larger.clicked.connect(self.larger_asked)
        scroll = QScrollArea()
        scroll.setWidget(self.sheet)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        scroll.setAccessibleName("Paper")
        scroll.viewport().setAutoFillBackground(False)
        self._head = row(self.heading, 1, self._place, spacing=20)
        self._foot = row(self.previous, self.next, 1, self.larger, spacing=20)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(look.px(40), look.px(24), look.px(40), look.px(12))
        self._column.setSpacing(look.px(12))
        self._column.addLayout(self._head)
        self._column.addWidget(scroll, 1)
        self._column.addLayout(self._foot)

    def show_paper(self, octets: bytes, scan: Scan | None = None) -> None:
        """Show other bytes, and a scanned paper behind them."""
        self.sheet.show_paper(octets, scan)
        self._turn(0)

    def set_large(self, is_large: bool) -> None:
        """Draw the paper for the whole window, or small again."""
        self._is_large = is_large
        self.sheet.set_width(LARGE if is_large else self._small)
        self.larger.set_words("Smaller" if is_large else "Larger")
        self.larger.set_key("Esc" if is_large else "Ctrl +")
        look = theme.current()
        beside = look.px(self._small + 80 + SCROLL_BAR)
        side, top, bottom = (16, 4, 8) if is_large else (40, 24, 12)
        self._column.setContentsMargins(look.px(side), look.px(top), look.px(side), look.px(bottom))
        self._column.setSpacing(look.px(4 if is_large else 12))
        for control in (self.previous, self.next, self.larger):  # all in one line, where the paper needs the height
            (self._head if is_large else self._foot).addWidget(control)
        if not is_large:
            self._foot.addStretch(1)
            self._foot.addWidget(self.larger)
        self.setMinimumWidth(0 if is_large else beside)
        self.setMaximumWidth(NO_LIMIT if is_large else beside)

    def set_room(self, width: int) -> None:
        """Be as wide beside the signatures as a window of this width allows."""
        more = (width / theme.current().scale - WINDOW) / 2
        small = max(SMALL, min(ROOMY, SMALL + int(more)))
        if small != self._small:
            self._small = small
            self.set_large(self._is_large)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The large paper is as wide as the window allows."""
        super().resizeEvent(event)
        look = theme.current()
        if self._is_large:
            room = self.width() / look.scale - 32 - SCROLL_BAR
            self.sheet.set_width(max(SMALL, min(LARGE, int(room))))

    def _turn(self, by: int) -> None:
        self.sheet.go(self.sheet.page + by)
        page, pages = self.sheet.page, self.sheet.pages
        self._place.setText(self.sheet.name(page))
        self.previous.setVisible(page > 0)
        self.previous.set_words(self.sheet.name(page - 1, short=True))
        self.next.setVisible(page < pages - 1)
        self.next.set_words(self.sheet.name(page + 1, short=True))


def _outline(letters: Lettering, scale: float) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for piece in letters.words.pieces:
        at = [QPointF(letters.x + x, letters.y + y) * scale for x, y in piece.places]
        match piece.step:
            case "m":
                path.moveTo(at[0])
            case "l":
                path.lineTo(at[0])
            case "c":
                path.cubicTo(at[0], at[1], at[2])
            case "h":
                path.closeSubpath()
    return path
