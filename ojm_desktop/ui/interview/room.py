"""How the interview's page is furnished, and how it folds in a narrow window or at large text."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ojm_desktop.ui import theme
from ojm_desktop.ui.interview.actions_bar import ActionsBar
from ojm_desktop.ui.interview.aside import Aside
from ojm_desktop.ui.interview.card import QuestionCard
from ojm_desktop.ui.interview.cards import Cards
from ojm_desktop.ui.interview.journey_side import WIDTH as SIDE
from ojm_desktop.ui.interview.journey_side import JourneySide
from ojm_desktop.ui.interview.recovered import RecoveredStrip
from ojm_desktop.ui.interview.sections import Sections
from ojm_desktop.ui.interview.top import Top
from ojm_desktop.ui.widgets.card import Scroll
from ojm_desktop.ui.widgets.strip import Strip
from ojm_desktop.ui.widgets.tall import Tall

UNFOLDED_FROM: Final = 1180
"""Width in pixels at 100 % from which sections, question and journey stand side by side."""
WIDEST_CARD: Final = 1120
WIDEST_ASIDE: Final = 720
RING: Final = 8
"""Room for the focus ring, which reaches out of a control, in pixels at 100 %."""
BAR: Final = 12
BESIDE_BAR: Final = 2
"""Width of a scroll bar, and its distance from the cards, in pixels at every size."""


class Room(QWidget):
    """Knows where things stand and nothing of the interview itself.

    ``is_folded``: the journey is behind a button and stands in the question's place when ``shows_graph``. An aside lies
    over the foot of the question, so that nothing above it moves. ``folded`` when there is more room, or less.
    """

    folded = Signal()

    def __init__(self, strip: Strip, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_folded = theme.current().scale > 1
        self.shows_graph = False
        self.has_journey = True
        self.top, self.foot, self.sections, self.cards = Top(), ActionsBar(), Sections(), Cards()
        self.told = Strip(is_tight=theme.current().scale >= 2)  # there the scale below it wants every line
        self.recovered, self.strip = RecoveredStrip(), strip
        self.side = JourneySide()
        self.aside: Aside | None = None
        self._frame = _framed(self.cards)
        self._scroll = Scroll(self._frame)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._keep_width)
        self._keep_width(0, 0)
        self.cards.edited.connect(self._follow_typing)
        self._beside = Scroll(_Loose(self.side))
        self._asides = _Held()
        self._asides.needs_other.connect(self._place_aside)
        self._drawer = Scroll(self._asides)
        self._lay_out()
        self._fold()

    def order(self) -> None:
        """Tab goes from what is asked to Next, to what is beside it, the journey, and back over sections and top."""
        foot = self.foot
        beside = (foot.no_answer, foot.note, foot.disclosure, foot.pause, foot.graph)
        chain = [*_stops(self.cards), foot.next, *beside, *_stops(self.side), foot.back, foot.layouts]
        chain += [*self.sections.buttons, *_stops(self.top)]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def open_aside(self, aside: Aside) -> None:
        """Lay it over the foot of the question and give it the keys."""
        self.close_aside()
        self.aside = aside
        layout = self._asides.layout()
        if layout is not None:
            layout.addWidget(aside)
        aside.show()
        self._drawer.show()
        self._drawer.raise_()
        self._place_aside()
        aside.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def close_aside(self) -> None:
        """Take it away; what was typed in it stays in it."""
        if self.aside is not None:
            self.aside.hide()
            self._drawer.hide()
            self.aside = None

    def show_graph(self, is_shown: bool) -> None:
        """In a narrow window: the journey in the question's place, or the question again."""
        self.shows_graph = is_shown
        self._fold()

    def set_journey(self, has_journey: bool) -> None:
        """A questionnaire that rates nothing has no journey beside it."""
        if has_journey != self.has_journey:
            self.has_journey = has_journey
            self._fold()

    def bring_into_sight(self, path: str) -> None:
        """Scroll to a question's card, so that its words and its field are in sight together where they can be."""
        card = self.cards.cards.get(path)
        if card is None:
            return
        QTimer.singleShot(0, card, lambda: self._scroll_to(card))  # one that was just made has its place only then

    def _scroll_to(self, card: QuestionCard) -> None:
        """To the top of the card; where its field would be out of sight then, past what stands above the first word.

        What is longer still shows the question first: the next key brings the field.
        """
        edge, high = theme.current().px(RING), self._scroll.viewport().height()
        tops = [part.mapTo(self._frame, QPoint(0, 0)).y() for part in card.beginnings]
        feet = [part.mapTo(self._frame, QPoint(0, part.height())).y() for part in (card.field, card.first_focus())]
        pairs = ((top - gap, foot + gap) for foot in feet for gap in (edge, 0) for top in tops)
        found = next((top for top, foot in pairs if foot - top <= high), tops[-1])
        bar, end = self._scroll.verticalScrollBar(), tops[0] + card.height() + edge
        if not (bar.value() <= tops[0] - edge and end <= bar.value() + high):
            bar.setValue(found)

    def _follow_typing(self, path: str) -> None:
        """Whoever types sees what they type, under a question however long."""
        card, now = self.cards.cards[path], QApplication.focusWidget()
        if now is not None and card.isAncestorOf(now):
            self._scroll.ensureWidgetVisible(now, 0, theme.current().px(RING))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_folded = self.width() < theme.current().px(UNFOLDED_FROM)
        if is_folded != self.is_folded:
            self.is_folded = is_folded
            self._fold()
            self.folded.emit()
        self._place_aside()

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(640), theme.current().px(360))

    def _fold(self) -> None:
        look = theme.current()
        for part in (self.top, self.sections, self.foot):
            part.set_folded(self.is_folded)
        takes_place = self.is_folded and self.shows_graph and self.has_journey
        self._beside.setVisible(self.has_journey and (takes_place or not self.is_folded))
        self._middle.setVisible(not takes_place)
        self.foot.graph.setVisible(self.is_folded and self.has_journey)
        self.foot.graph.set_words("Question" if takes_place else "Graph")
        self._beside.setMinimumWidth(0 if self.is_folded else look.px(SIDE))
        edge = look.px(24) - look.px(RING)
        if self.is_folded:
            self._body.setContentsMargins(look.px(4), 0, look.px(8), 0)
        else:
            self._body.setContentsMargins(edge, edge - look.px(RING), look.px(24), edge)

    def _keep_width(self, _least: int, most: int) -> None:
        """The scroll bar takes room that is kept for it, so that no word moves when it comes."""
        edge = theme.current().px(RING)
        layout = self._frame.layout()
        if layout is not None:
            layout.setContentsMargins(edge, edge, BESIDE_BAR + (0 if most else BAR), edge)

    def _place_aside(self) -> None:
        if self.aside is None:
            return
        look = theme.current()
        over = QRect(self._middle.mapTo(self, QPoint(look.px(RING), 0)), self._middle.size())
        over.setHeight(over.height() - look.px(RING))
        widest = over.width() if self.is_folded else look.px(WIDEST_ASIDE)
        wide = min(over.width() - look.px(RING) - BAR - BESIDE_BAR, self.aside.maximumWidth(), widest)
        need = self._asides.heightForWidth(wide) if self._asides.hasHeightForWidth() else 0
        need = max(need, self._asides.minimumSizeHint().height())
        if self.is_folded and need > over.height():  # over the buttons too: everything it asks is in sight
            over = QRect(look.px(4), over.top(), self.width() - 2 * look.px(4), self.height() - over.top())
            wide = over.width() - BAR
            need = max(self._asides.heightForWidth(wide), self._asides.minimumSizeHint().height())
            wide += 0 if over.height() < need else BAR
        high = min(need, over.height())
        bar = BAR if high < need else 0
        self._drawer.setGeometry(over.left(), over.bottom() + 1 - high, wide + bar, high)

    def _lay_out(self) -> None:
        look = theme.current()
        self._middle = QWidget()
        self._middle.setProperty("ground", "clear")
        self._middle.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        inside = QVBoxLayout(self._middle)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        strips = QVBoxLayout()
        strips.setContentsMargins(look.px(RING), look.px(RING if look.scale < 2 else 4), BAR + BESIDE_BAR, 0)
        strips.setSpacing(look.px(4))
        for strip in (self.told, self.recovered, self.strip):
            strips.addWidget(strip)
        inside.addLayout(strips)
        inside.addWidget(self._scroll, 1)
        self._body = QHBoxLayout()
        self._body.setSpacing(look.px(16) - BAR - BESIDE_BAR)
        self._body.addWidget(self._middle, 2)
        self._beside.setContentsMargins(0, look.px(RING), 0, look.px(RING))
        self._body.addWidget(self._beside, 1)
        line = QHBoxLayout()
        line.setSpacing(0)
        line.addWidget(self.sections)
        line.addLayout(self._body, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addLayout(line, 1)
        column.addWidget(self.foot)
        self._drawer.setParent(self)
        self._drawer.hide()


def _stops(part: QWidget) -> list[QWidget]:
    """What takes Tab in a part, the lists that choice boxes open left out: they are windows of their own."""
    tab = Qt.FocusPolicy.TabFocus
    return [each for each in part.findChildren(QWidget) if each.focusPolicy() & tab and each.window() is part.window()]


class _Loose(QWidget):
    """Gives what is in it the room there is, and scrolls only where that is less than it can do with."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self._inside = inside
        inside.setParent(self)

    def minimumSizeHint(self) -> QSize:
        return self._inside.minimumSizeHint()

    def sizeHint(self) -> QSize:
        return self._inside.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._inside.setGeometry(self.rect())


class _Held(Tall):
    """As high as what is in it needs; ``needs_other`` when that has changed, as by the next step of it."""

    needs_other = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.needs_other.emit()
        return done


def _framed(inside: QWidget) -> QWidget:
    """With room for the focus ring, and no wider than words are read well."""
    look = theme.current()
    inside.setMaximumWidth(look.px(WIDEST_CARD))
    room = Tall()
    edge = look.px(RING)
    column = QVBoxLayout(room)
    column.setContentsMargins(edge, edge, edge, edge)
    column.addWidget(inside)
    return room
