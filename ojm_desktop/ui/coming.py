"""Two places that are not built yet, said plainly: what will be there, what can be done today, never a dead button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ojm_desktop.ui.page import Navigate, Page
from ojm_desktop.ui.reading_only import reads
from ojm_desktop.ui.widgets.empty import EmptyPage, Step
from ojm_desktop.ui.widgets.head import PageHead

if TYPE_CHECKING:
    from ojm_desktop.service.session import Session


class CohortPage(Page):
    """Combined journeys: comes in a later version."""

    title = "Cohort"
    help = "Combined journeys of a cohort come with a later version. One person’s journey is under Participants."

    def __init__(self, session: Session, navigate: Navigate) -> None:
        super().__init__(session, navigate)
        self._empty = EmptyPage(
            "Combined journeys come with a later version",
            "This place will show a cohort’s journeys together: medians, who moved up or down, and quotes by pathway. "
            "What is entered now is kept as it will be needed.",
            (
                Step(
                    "Until then",
                    "Each person’s journey is drawn, rated and printed from Participants.",
                    "Go to Participants",
                    lambda: navigate("participants"),
                    next=True,
                    icon="people",
                ),
            ),
        )
        self.column.addWidget(PageHead(self.title, "Not in this version"))
        self.column.addWidget(self._empty, 1)
        if self._empty.first is not None:
            reads(self._empty.first)

    def first_focus(self) -> QWidget | None:
        return self._empty.first


class ReportsPage(Page):
    """Choosing what to print: comes in a later version."""

    title = "Reports"
    help = (
        "Choosing and previewing what to print comes with a later version. Print one map from its participant, Ctrl+P."
    )

    def __init__(self, session: Session, navigate: Navigate) -> None:
        super().__init__(session, navigate)
        self._empty = EmptyPage(
            "Choosing and previewing reports comes with a later version",
            "This place will show the real pages before they are printed, for everyone at once. "
            "Individual maps can be printed today.",
            (
                Step(
                    "Print one person’s map",
                    "Open the person, then Map as PDF: one PDF with all pathways together and a sheet each.",
                    "Go to Participants",
                    lambda: navigate("participants"),
                    next=True,
                    icon="people",
                ),
                Step(
                    "Print every map",
                    "On the command line: ojm print STUDY --all --to FOLDER writes one file a person.",
                ),
            ),
        )
        self.column.addWidget(PageHead(self.title, "Not in this version"))
        self.column.addWidget(self._empty, 1)
        if self._empty.first is not None:
            reads(self._empty.first)

    def first_focus(self) -> QWidget | None:
        return self._empty.first
