"""The two bars of a page that takes the whole window: whose it is and Hide above, the ways on and out below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ojm_desktop.ui import theme
from ojm_desktop.ui.widgets.buttons import primary, quiet
from ojm_desktop.ui.widgets.state import State
from ojm_desktop.ui.widgets.text import ElidedLabel, Hairline, Label

TIGHT_TOP, TIGHT_FOOT = 52, 60
"""Heights of the bars at large text, in pixels at 100 %: there the top says what is waited for, too."""


class TopOfPage(QWidget):
    """56 px: the code, what is being done, a word to the researcher, Hide."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self.setProperty("ground", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.code = Label("", "heading")
        self.fact = ElidedLabel("", "body")
        self._turn = State("person", "Turn the screen so that both can see")
        self.hide_now = quiet("Hide", icon="quick-hide", key="F12")
        self.hide_now.setFixedHeight(look.px(44))
        inside = QHBoxLayout()
        inside.setContentsMargins(look.px(24), 0, look.px(16), 0)
        inside.setSpacing(look.px(24))
        inside.addWidget(self.code)
        inside.addWidget(self.fact, 1)
        inside.addWidget(self._turn)
        inside.addWidget(self.hide_now)
        self._inside = inside
        _lined(self, inside, below=True)
        self.setFixedHeight(look.height("interview_top") if look.scale == 1 else look.px(TIGHT_TOP))
        if look.scale >= 2:
            inside.setSpacing(look.px(16))
            self.hide_now.set_key("")

    def take(self, button: QWidget) -> None:
        """Have another button before Hide."""
        self._inside.insertWidget(self._inside.count() - 1, button)

    def set_folded(self, is_folded: bool) -> None:
        """Leave out the word to the researcher where there is no room."""
        self._turn.setVisible(not is_folded)


class FootOfPage(QWidget):
    """76 px: back, the way out, what is waited for, on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self.setProperty("ground", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.back = quiet("Back", icon="back", key="Alt ←", large=True)
        self.refuse = quiet("Does not want to sign…", icon="refused", large=True)
        self.waits = Label("", "body", "muted")
        self.next = primary("Next", key="Enter", large=True)
        self.next.setMinimumWidth(look.px(184))
        self._is_tight = look.scale > 1
        if self._is_tight:
            self.back.set_key("")
            self.show_paper = quiet("What you sign")
            self.next.setMinimumWidth(look.px(140))
        else:
            self.show_paper = quiet("Show what you sign", icon="search", key="Ctrl +", large=True)
        self._line = QHBoxLayout()
        self._line.setSpacing(look.px(12))
        for thing in (self.back, self.refuse, None, self.waits, self.next):
            self._line.addStretch(1) if thing is None else self._line.addWidget(thing)
        self._above = QHBoxLayout()
        self._above.addStretch(1)
        if not self._is_tight:
            self._above.addWidget(self.show_paper)
        inside = QVBoxLayout()
        inside.setContentsMargins(look.px(24), 0, look.px(24), 0)
        inside.setSpacing(0)
        inside.addLayout(self._above)
        inside.addLayout(self._line)
        _lined(self, inside, below=False)
        self.set_folded(False)

    def show_paper_signed(self, *, is_signed: bool) -> None:
        """The paper is what will be signed, or what was."""
        what = "what was signed" if is_signed else "what you sign"
        self.show_paper.set_words(f"W{what[1:]}" if self._is_tight else f"Show {what}")

    def set_folded(self, is_folded: bool) -> None:
        """What is waited for stands above the buttons where there is no room beside them."""
        look = theme.current()
        if self._is_tight:
            self.setFixedHeight(look.px(TIGHT_FOOT))
            self.waits.hide()
            return
        self.show_paper.setVisible(is_folded and self.show_paper.isEnabled())
        (self._line if is_folded else self._above).removeWidget(self.waits)
        if is_folded:
            self._above.insertWidget(0, self.waits)
        else:
            self._line.insertWidget(3, self.waits)
        self.waits.setVisible(bool(self.waits.text()))
        has_above = is_folded and (self.show_paper.isEnabled() or bool(self.waits.text()))
        self.setFixedHeight(look.height("interview_bottom") + (look.px(52) if has_above else 0))


def _lined(bar: QWidget, inside: QBoxLayout, *, below: bool) -> None:
    column = QVBoxLayout(bar)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    if not below:
        column.addWidget(Hairline())
    holder = QWidget()
    holder.setLayout(inside)
    holder.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    column.addWidget(holder, 1)
    if below:
        column.addWidget(Hairline())
