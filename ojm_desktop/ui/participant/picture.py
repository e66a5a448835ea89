"""A journey as a graph that can be drawn in, or as its table twin: one of the two is shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QStackedWidget

from ojm_desktop.journey.layout import Layout
from ojm_desktop.journey.trajectory import Trajectory
from ojm_desktop.ui.journey.view import JourneyView
from ojm_desktop.ui.participant.twin import TableTwin
from ojm_desktop.ui.widgets.segments import Segment, Segments


class Picture(QStackedWidget):
    """``views`` chooses: a control for the row above. The table is made only while it is looked at."""

    def __init__(self, held_on: Callable[[str], date]) -> None:
        super().__init__()
        self.figure = JourneyView(held_on)
        self.twin = TableTwin()
        self.views = Segments("View", (Segment("graph", "Graph", "graph"), Segment("table", "Table", "table", "T")))
        self._shown: tuple[Trajectory, ...] = ()
        for view in (self.figure, self.twin):
            self.addWidget(view)
        self.views.chosen.connect(self.show_view)

    @property
    def is_graph(self) -> bool:
        """Whether the graph is the one."""
        return self.views.value == "graph"

    def show_journeys(self, participant: str, journeys: tuple[Trajectory, ...], layout: Layout) -> None:
        """These, in this layout of the figure."""
        self._shown = journeys
        self.figure.show_journeys(participant, journeys, layout)
        if not self.is_graph:
            self.twin.show_journeys(journeys)

    def show_view(self, view: str) -> None:
        """Graph or table."""
        self.views.set_value(view)
        if view == "table":
            self.twin.show_journeys(self._shown)
        self.setCurrentWidget(self.twin if view == "table" else self.figure)

    def flip(self) -> None:
        """The other of graph and table (T)."""
        self.show_view("table" if self.is_graph else "graph")
