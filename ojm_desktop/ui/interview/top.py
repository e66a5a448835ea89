"""The bar above an interview: whose, which, how far, how it is laid out, in which language; and Hide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QProgressBar, QToolButton, QVBoxLayout, QWidget

from ojm_desktop.domain.counting import counted
from ojm_desktop.domain.visit import Layout
from ojm_desktop.ui import theme
from ojm_desktop.ui.widgets.buttons import Button, quiet
from ojm_desktop.ui.widgets.segments import Segment, Segments
from ojm_desktop.ui.widgets.text import ElidedLabel, Hairline, Label

TARGET: Final = 44
"""Least height of what is pressed, in pixels at 100 %."""
TIGHT: Final = 48
"""Height of the bar at large text, in pixels at 100 %."""
LAYOUTS: Final = (Segment(Layout.QUESTION.value, "One question"), Segment(Layout.PATHWAY.value, "Whole pathway"))


class Top(QWidget):
    """56 px. What was pressed is told: ``layout_chosen`` (Layout), ``language_chosen`` (as the form names it)."""

    layout_chosen = Signal(object)
    language_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self.setProperty("ground", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._is_folded = False
        self.code = Label("", "heading")
        self.fact = ElidedLabel("", "body")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedSize(look.px(120), look.px(12))
        self.progress = Label("", "body")
        self._words = ("", "")
        self.layouts = Segments("Layout", LAYOUTS, large=True)
        for button in self.layouts.findChildren(QToolButton):
            button.setFixedHeight(look.px(TARGET))
        self.language = Language()
        self.hide_now = quiet("Hide", icon="quick-hide", key="F12")
        self.hide_now.setFixedHeight(look.px(TARGET))
        self.layouts.chosen.connect(lambda value: self.layout_chosen.emit(Layout(value)))
        self.language.chosen.connect(self.language_chosen)
        self._lay_out()

    def show_visit(self, code: str, fact: str) -> None:
        """Whose interview, and which."""
        self.code.setText(code)
        self.fact.set_words(fact)

    def show_progress(self, replied: int, asked: int, minutes: int | None) -> None:
        """How far it is: questions that apply now, and minutes left where past interviews tell."""
        self.bar.setRange(0, max(asked, 1))
        self.bar.setValue(replied)
        far = f"{replied} of {asked}"
        left = f"{far}, about {minutes} min left" if minutes is not None and replied < asked else far
        self.bar.setAccessibleName(f"Answered: {left}")
        self._words = (far, left)
        self._fold_words()

    def show_so_far(self, replied: int, asked: int, minutes: int) -> None:
        """How far it came, and how long it took."""
        self.bar.setRange(0, max(asked, 1))
        self.bar.setValue(replied)
        far = f"{replied} of {asked} answered"
        self._words = (far, f"{far}, {counted(minutes, 'minute')} so far" if minutes else far)
        self.bar.setAccessibleName(f"Answered: {self._words[1]}")
        self._fold_words()

    def set_folded(self, is_folded: bool) -> None:
        """Leave out what there is no room for; the layout is switched at the foot then."""
        self._is_folded = is_folded
        self.bar.setVisible(not is_folded)
        self.layouts.setVisible(not is_folded)
        self.language.set_short(is_folded)
        self.hide_now.set_key("" if is_folded else "F12")
        self._fold_words()

    def _fold_words(self) -> None:
        self.progress.setText(self._words[0 if self._is_folded else 1])
        self.progress.setToolTip(self._words[1] if self._is_folded else "")

    def _lay_out(self) -> None:
        look = theme.current()
        holder = QWidget()
        inside = QHBoxLayout(holder)
        inside.setContentsMargins(look.px(24), 0, look.px(16), 0)
        inside.setSpacing(look.px(24 if look.scale < 2 else 16))
        inside.addWidget(self.code)
        inside.addWidget(self.fact, 1)
        told = QHBoxLayout()
        told.setSpacing(look.px(12))
        told.addWidget(self.bar)
        told.addWidget(self.progress)
        inside.addLayout(told)
        for part in (self.layouts, self.language, self.hide_now):
            inside.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(holder, 1)
        column.addWidget(Hairline())
        self.setFixedHeight(look.height("interview_top") if look.scale == 1 else look.px(TIGHT))


class Language(Button):
    """Opens the list of the form's languages; hidden where there is only one. ``chosen`` with the form's name of it."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__("", icon="language", trailing="open-list")
        self.setFixedHeight(theme.current().px(TARGET))
        self._language = ""
        self._languages: tuple[str, ...] = ()
        self._is_short = False
        self.clicked.connect(lambda _checked: self._open())

    def show_languages(self, languages: Sequence[str], language: str) -> None:
        """Which there are, and which is spoken."""
        self._languages, self._language = tuple(languages), language
        self.setVisible(len(self._languages) > 1)
        self._name()

    def set_short(self, is_short: bool) -> None:
        """Only the language's code where there is no room for its name."""
        self._is_short = is_short
        self._name()

    def menu_of_languages(self) -> QMenu:
        """The list, the one that is spoken ticked."""
        menu = QMenu(self)
        menu.setAccessibleName("Language")
        for language in self._languages:
            line = QAction(plain(language), menu)
            line.setCheckable(True)
            line.setChecked(language == self._language)
            line.triggered.connect(lambda _checked=False, language=language: self.chosen.emit(language))
            menu.addAction(line)
        return menu

    def _open(self) -> None:
        menu = self.menu_of_languages()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _name(self) -> None:
        name = plain(self._language)
        code = self._language.rpartition("(")[2].rstrip(")") if self._language.endswith(")") else name
        self.set_words(code.upper() if self._is_short and code != name else name)
        self.setAccessibleName(f"Language: {name}")
        self.setToolTip(f"Language: {name}" if self._is_short else "")


def plain(language: str) -> str:
    """A language without the code that a form writes behind it."""
    return language.rpartition(" (")[0] or language or "Language"
