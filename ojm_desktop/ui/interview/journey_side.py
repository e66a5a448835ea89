"""The journey beside the questions, live: what is said on the left stands here at once, and a rating can be given here.

A pathway whose rating is awaited has empty axes and no sentence, in pixels and in what a screen reader says, so that no
earlier value leads the answer (interview: ratings).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ojm_desktop.domain.rating import RatingKey
from ojm_desktop.domain.visit import Mode
from ojm_desktop.journey import sentence
from ojm_desktop.journey.layout import ASIDE
from ojm_desktop.service.queries.journeys import awaited, concealing, trajectories
from ojm_desktop.ui import theme
from ojm_desktop.ui.journey.view import JourneyView
from ojm_desktop.ui.widgets.buttons import quiet
from ojm_desktop.ui.widgets.text import ElidedLabel, Label

if TYPE_CHECKING:
    from ojm_desktop.service.interview import Interview

WIDTH = 392
"""Of the side, in pixels at 100 %."""
LEAST, MOST = 240, 480
"""Height of the figure, in pixels at 100 %."""
HOT_SPOT_KEY = "H"
NOTHING = "This part asks about no pathway."


class JourneySide(QWidget):
    """``rated(path, value)``: the rating question at that path was answered on the graph. Writes nothing itself."""

    rated = Signal(str, int)
    hot_spot_asked = Signal()
    hand_over_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self._paths: dict[RatingKey, str] = {}
        self._held_on = date.min
        self.heading = Label("Journey so far", "heading")
        self.heading.setContentsMargins(look.px(2), 0, 0, 0)  # the hook of a J reaches to the left of where it begins
        self.about = ElidedLabel("", "body", "muted")
        self.about.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.figure = JourneyView(lambda _wave: self._held_on)
        self.figure.suggestions_shown = False
        self.figure.setMinimumHeight(look.px(LEAST))
        self.figure.setMaximumHeight(look.px(MOST))
        self.figure.point_moved.connect(self._rated)
        self.words = Label("", "body", "muted", wrap=True)
        self.words.setMinimumHeight(2 * look.px(24))
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.hot_spot = quiet("Hot spot", icon="lightning-outline", key=HOT_SPOT_KEY, large=True)
        self.hand_over = quiet("Hand over", icon="participant-view", key="F11", large=True)
        self.hot_spot.clicked.connect(self.hot_spot_asked)
        self.hand_over.clicked.connect(self.hand_over_asked)
        self._lay_out()

    def show_journey(self, interview: Interview, pathway: str) -> None:
        """Show a pathway as it may be seen now; an empty key where the questions are about none."""
        visit = interview.visit
        keys = interview.ratings()
        self._paths = {key: path for path, key in keys.items()}
        self._held_on = visit.held_on or interview.session.today()
        journeys = trajectories(interview.session, visit.participant)
        waiting = awaited(interview.session, visit.participant, interview)
        found = [each for each in concealing(journeys, waiting) if each.pathway.key == pathway]
        self.figure.setVisible(bool(found))
        is_recalled = journeys[0].cohort.is_recalled
        self.hot_spot.set_words("Turning point" if is_recalled else "Hot spot")
        can_answer = visit.is_open and interview.is_agreed
        self.hand_over.setVisible(visit.mode is not Mode.PAPER)  # what stands on paper is given already
        for button in (self.hot_spot, self.hand_over):
            button.setEnabled(bool(found) and can_answer)
        if not found:
            self.about.set_words("")
            self.words.setText(NOTHING)
            return
        (journey,) = found
        self.about.set_words(journey.pathway.short_name)
        self.figure.set_locked(not can_answer)
        self.figure.item.rated_now = frozenset(key.wave for key in keys.values() if key.pathway == pathway)
        self.figure.show_journeys(visit.participant, found, ASIDE)
        said = "" if journey.is_hidden else sentence.printed(journey)
        self.words.setText(said)
        self.words.setAccessibleName(said)

    def show_hot_spot_key(self, *, is_typed: bool) -> None:
        """Where H is a letter of the answer, the button does not say that it is a key; a press marks as ever."""
        self.hot_spot.set_key("" if is_typed else HOT_SPOT_KEY)

    def _rated(self, key: RatingKey, value: int) -> None:
        path = self._paths.get(key)
        if path is not None:
            self.rated.emit(path, value)

    def _lay_out(self) -> None:
        look = theme.current()
        top = QHBoxLayout()
        top.setSpacing(look.px(12))
        top.addWidget(self.heading)
        top.addWidget(self.about, 1)
        buttons = QHBoxLayout() if look.scale == 1 else QVBoxLayout()
        buttons.setSpacing(look.px(12))
        for button in (self.hot_spot, self.hand_over):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(12))
        column.addLayout(top)
        column.addWidget(self.figure, 1)
        column.addWidget(self.words)
        column.addLayout(buttons)
        column.addStretch(0)
