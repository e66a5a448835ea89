"""How the agreement's page is furnished: bars, steps, what stands in the middle, the paper; and how it folds."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ojm_desktop.ui import theme
from ojm_desktop.ui.agreement.bars import FootOfPage, TopOfPage
from ojm_desktop.ui.agreement.paper import PaperPanel
from ojm_desktop.ui.agreement.progress import Progress, Step
from ojm_desktop.ui.agreement.sections import Sections
from ojm_desktop.ui.agreement.steps import Panel
from ojm_desktop.ui.widgets.card import Scroll

UNFOLDED_FROM = 1180
"""Width in pixels at 100 % from which steps, boxes and paper stand side by side."""


class Room(QWidget):
    """Knows where things stand and nothing of the agreement itself.

    The paper stands beside the middle, or ``is_large`` in its place; in a narrow window (``is_folded``) only that.
    """

    def __init__(self, strip: QWidget, panels: tuple[Panel, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_folded = theme.current().scale > 1
        self._has_paper = False
        self.top, self.foot, self.sections = TopOfPage(), FootOfPage(), Sections()
        self.paper = PaperPanel("This is what you sign")
        self._is_tight = theme.current().scale > 1
        self._fact = ""
        if self._is_tight:
            self.top.take(self.foot.show_paper)
        self._middle = QStackedWidget()
        self._holders: dict[Panel, QWidget] = {each: each if each.scrolls_itself else Scroll(each) for each in panels}
        for holder in self._holders.values():
            self._middle.addWidget(holder)
        self._beside = QWidget()
        inside = QVBoxLayout(self._beside)
        body = QHBoxLayout()
        column = QVBoxLayout(self)
        for layout in (inside, body, column):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        inside.addWidget(strip)
        inside.addWidget(self._middle, 1)
        body.addWidget(self.sections)
        body.addWidget(self._beside, 1)
        body.addWidget(self.paper)
        column.addWidget(self.top)
        column.addLayout(body, 1)
        column.addWidget(self.foot)
        self.setMinimumSize(320, 320)
        self._order(panels)

    def set_fact(self, words: str) -> None:
        """What is being done; at large text what is waited for takes its place in the top line."""
        self._fact = words
        self.top.fact.set_words(words)

    @property
    def is_large(self) -> bool:
        """Whether the paper has the whole window."""
        return self._beside.isHidden()

    def set_large(self, is_large: bool) -> None:
        """The paper over the whole window, or beside the signatures again."""
        self.paper.set_large(is_large)
        self.sections.setVisible(not is_large)
        self._beside.setVisible(not is_large)
        self._place()

    def show_panel(self, panel: Panel, *, has_paper: bool) -> None:
        """Put this into the middle, with the paper beside it or without."""
        self._middle.setCurrentWidget(self._holders[panel])
        self._has_paper = has_paper
        self._place()

    def show_foot(self, progress: Progress, step: Step, code: str, *, is_refusing: bool) -> None:
        """What the ways back, on and out are called now, and what is waited for."""
        foot, waits = self.foot, progress.waits_for(step)
        sealing = step is Step.SIGN
        foot.waits.setText("" if is_refusing else waits)
        foot.next.setVisible(not is_refusing)
        foot.next.setEnabled(not waits)
        foot.next.set_words("Seal and file" if sealing else f"Go to {code}" if progress.is_filed else "Next")
        foot.next.set_icon_name("lock" if sealing else "")
        foot.next.set_key("" if sealing or progress.is_filed else "Enter")
        foot.show_paper_signed(is_signed=progress.is_filed)
        foot.refuse.setVisible(not progress.is_filed and not is_refusing)
        foot.back.setVisible(not progress.is_filed)
        foot.back.set_words("Leave" if step is Step.LANGUAGE and not is_refusing else "Back")
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.paper.set_room(self.width())
        is_folded = self.width() < theme.current().px(UNFOLDED_FROM)
        if is_folded != self.is_folded:
            self.is_folded = is_folded
            self._place()

    def _order(self, panels: tuple[Panel, ...]) -> None:
        """Tab goes through what is asked, then on, then to the paper, the ways out, and only then back and round."""
        foot, sections = self.foot, self.sections
        asked = [each for panel in panels for each in self._stops(panel)]
        paper = self._stops(self.paper)
        ways = (foot.next, foot.show_paper, *paper, foot.refuse, foot.back, *sections.buttons.values())
        chain = [*asked, *ways, self.top.hide_now]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _stops(self, part: QWidget) -> list[QWidget]:
        """What takes Tab in a part, the lists that choice boxes open left out: they are windows of their own."""
        found = part.findChildren(QWidget)
        tab = Qt.FocusPolicy.TabFocus
        return [each for each in found if each.focusPolicy() & tab and each.window() is self.window()]

    def _place(self) -> None:
        self.paper.setVisible(self._has_paper and (self.is_large or not self.is_folded))
        self.foot.show_paper.setEnabled(self._has_paper and not self.is_large)
        is_read_large = self.is_folded and self.is_large  # the paper gets the line above the buttons too
        self.foot.set_folded(self.is_folded and not is_read_large)
        if is_read_large:
            self.foot.waits.hide()
        if self._is_tight:
            self.foot.show_paper.setVisible(self.foot.show_paper.isEnabled())
            self.top.fact.set_words(self.foot.waits.text() or self._fact)
        self.top.set_folded(self.is_folded)
        self.sections.set_folded(self.is_folded)
