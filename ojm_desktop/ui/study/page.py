"""Study: how it is set up, in parts. Every change is an edit and can be undone; what cannot change says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from ojm_desktop.ui import theme
from ojm_desktop.ui.actions import Bound, bind
from ojm_desktop.ui.page import Navigate, Page
from ojm_desktop.ui.reading_only import reads
from ojm_desktop.ui.study.agreement_tab import AgreementTab
from ojm_desktop.ui.study.backup_tab import BackupTab
from ojm_desktop.ui.study.basis_tab import BasisTab
from ojm_desktop.ui.study.forms_tab import FormsTab
from ojm_desktop.ui.study.keys_tab import KeysTab
from ojm_desktop.ui.study.lists_tab import ListsTab
from ojm_desktop.ui.study.parts import Parts
from ojm_desktop.ui.study.pathways_tab import PathwaysTab
from ojm_desktop.ui.study.recipients_tab import RecipientsTab
from ojm_desktop.ui.study.retention_tab import RetentionTab
from ojm_desktop.ui.study.scale_tab import ScaleTab
from ojm_desktop.ui.study.tab import RING, Tab
from ojm_desktop.ui.study.taking_part_tab import TakingPartTab
from ojm_desktop.ui.study.vouchers_tab import VouchersTab
from ojm_desktop.ui.study.waves_tab import WavesTab
from ojm_desktop.ui.widgets.buttons import quiet
from ojm_desktop.ui.widgets.card import row
from ojm_desktop.ui.widgets.head import PageHead
from ojm_desktop.ui.widgets.strip import Tone
from ojm_desktop.ui.widgets.text import Hairline

if TYPE_CHECKING:
    from ojm_desktop.domain.changes import Changes
    from ojm_desktop.service.session import Session
    from ojm_desktop.ui.half_done import HalfDone


class StudyPage(Page):
    """Target: a tab's name (forms, scale, …, keys, recipients, …, backup)."""

    title = "Study"
    help = (
        "Set the study up before the first participant: what is in use cannot be taken away later, and the page says "
        "so. Ctrl+Tab goes to the next part. Nothing needs saving; every change can be undone."
    )

    def __init__(self, session: Session, navigate: Navigate) -> None:
        super().__init__(session, navigate)
        look = theme.current()
        self.tabs: tuple[Tab, ...] = (
            FormsTab(session, self.do, self._say_wrong, lambda: self.tasks),
            ScaleTab(session, self.do, self._say_wrong),
            PathwaysTab(session, self.do, self._say_wrong),
            WavesTab(session, self.do, self._say_wrong),
            ListsTab(session, self.do, self._say_wrong),
            BasisTab(session, self.do, self._say_wrong),
            RetentionTab(session, self.do, self._say_wrong),
            AgreementTab(session, self.do, self._say_wrong),
            KeysTab(session, self.do, self._say_wrong, lambda: self.tasks),
            RecipientsTab(session, self.do, self._say_wrong),
            VouchersTab(session, self.do, self._say_wrong),
            TakingPartTab(session, self.do, self._say_wrong),
            BackupTab(session, self.do, self._say_wrong, lambda: self.tasks),
        )
        for tab in self.tabs:
            tab.asked.connect(self.asked)
            if isinstance(tab, FormsTab | BackupTab):
                tab.went.connect(self.navigate)
            if isinstance(tab, WavesTab):
                tab.went.connect(self.show_target)
        log = quiet("Log")
        reads(log)
        log.clicked.connect(lambda _checked: self.navigate("log"))
        name = session.plan.name if theme.current().scale < 2 else ""  # the side says it, and here it has no room
        self._head = PageHead(self.title, name, *(one for tab in self.tabs for one in tab.buttons), log)
        self.parts = Parts(self.tabs)
        self._stack = QStackedWidget()
        for tab in self.tabs:
            self._stack.addWidget(tab)
        self.parts.chosen.connect(self._show_tab)
        self._show_buttons()
        edge = look.px(24 - RING)
        self.column.setContentsMargins(edge - look.px(4), look.px(18), edge, edge)
        self.column.setSpacing(look.px(4))
        self.column.addLayout(row(self._head, margins=(RING + 4, 0, RING, 0)))
        self.column.addWidget(Hairline())
        self.column.addLayout(row(self.strip, margins=(RING + 4, 4, RING, 0)))
        self.column.addLayout(self._beside(), 1)

    def _beside(self) -> QBoxLayout:
        """The parts and the one that is shown: side by side, at large text one below the other."""
        look, beside = theme.current(), self.parts.is_beside
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        layout = QBoxLayout(across if beside else down)
        layout.setContentsMargins(look.px(RING + 4 if beside else 4), look.px(4), 0, 0)
        layout.setSpacing(look.px(12 if beside else 4))
        layout.addLayout(row(self.parts, margins=(0, RING, 0, 0) if beside else (RING, 4, RING, 0)))
        layout.addWidget(self._stack, 1)
        return layout

    @property
    def tab(self) -> Tab:
        """The tab that is shown."""
        return self.tabs[self._stack.currentIndex()]

    def show_target(self, target: str) -> None:
        for number, tab in enumerate(self.tabs):
            if tab.name == target:
                self.parts.go(number)

    def refresh(self, changes: Changes | None) -> None:
        kinds = ("plan", "ratings", "diary", "consents", "forms", "visits", "sealed", "agreement_texts", "recipients")
        if changes is None or any(getattr(changes, kind) for kind in kinds):
            self.tab.refresh()

    def half_done(self) -> tuple[HalfDone, ...]:
        return tuple(each for tab in self.tabs if isinstance(tab, AgreementTab) for each in tab.half_done())

    def bound_actions(self) -> tuple[Bound, ...]:
        return bind("next_tab", self._next_tab), bind("import_form", self._import_form)

    def first_focus(self) -> QWidget | None:
        return self.tab.first() or self.parts.control

    def _say_wrong(self, sentence: str) -> None:
        """What was typed cannot stand; it stays there to be mended."""
        self.strip.say(sentence, Tone.ERROR)

    def _import_form(self) -> None:
        """From any tab: where forms are, and the choice of a file."""
        for number, tab in enumerate(self.tabs):
            if isinstance(tab, FormsTab):
                self.parts.go(number)
                tab.choose_file()

    def _next_tab(self) -> None:
        self.parts.go((self.parts.current + 1) % len(self.tabs))
        (self.first_focus() or self).setFocus()

    def _show_tab(self, number: int) -> None:
        self.strip.clear()
        self._stack.setCurrentIndex(number)
        self._show_buttons()
        self.tab.refresh()
        self.rebound.emit()

    def _show_buttons(self) -> None:
        """Those of the tab that is shown."""
        for tab in self.tabs:
            for button in tab.buttons:
                button.setVisible(tab is self.tab)
