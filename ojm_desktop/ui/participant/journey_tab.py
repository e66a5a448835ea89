"""The Journey tab: the way through the pathways, the live figure or its table twin, and what is asked below it.

It shows and asks; every write is one edit handed to the page's ``do``.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.plan import due_day
from ojm_desktop.domain.rating import RatingKey
from ojm_desktop.journey.sentence import count_text
from ojm_desktop.journey.trajectory import Trajectory
from ojm_desktop.journey.wording import wave_text
from ojm_desktop.service.edits.days import check_has_come
from ojm_desktop.service.queries.journeys import awaited, concealing, trajectories
from ojm_desktop.ui import theme
from ojm_desktop.ui.journey.view import JourneyView
from ojm_desktop.ui.journey.walk import wave_of
from ojm_desktop.ui.page import Do
from ojm_desktop.ui.participant.desk import Desk
from ojm_desktop.ui.participant.half_typed import BegunMoment, BegunReason, BegunValue, first_begun
from ojm_desktop.ui.participant.header import PersonFacts
from ojm_desktop.ui.participant.journey_layout import Parts, arrange, figure_layout, least_figure
from ojm_desktop.ui.participant.pathway_list import ALL, PathwayChoice, PathwayList
from ojm_desktop.ui.participant.twin import TableTwin
from ojm_desktop.ui.participant.visit import VisitFields, visit_keys
from ojm_desktop.ui.participant.visit_writing import VisitWriting, next_wave
from ojm_desktop.ui.visit_doubt import Doubt
from ojm_desktop.ui.widgets.buttons import quiet
from ojm_desktop.ui.widgets.card import Card
from ojm_desktop.ui.widgets.key_hints import KeyHints
from ojm_desktop.ui.widgets.segments import Segment, Segments
from ojm_desktop.ui.widgets.text import ElidedLabel

if TYPE_CHECKING:
    from ojm_desktop.service.session import Session

UNSTORED = "A value waits that was not stored when the study closed."


class JourneyTab(QWidget):
    """One person's journey. ``chosen_changed`` when another wave, strike or pathway is chosen."""

    chosen_changed = Signal()
    wrong = Signal(str)

    def __init__(self, session: Session, do: Do, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._writing = VisitWriting(session, do)
        self.participant = ""
        self.pathway = ""
        self._journeys: tuple[Trajectory, ...] = ()
        self._wave = ""
        self.list = PathwayList()
        self.choice = PathwayChoice()
        self._card = Card(margin=0, spacing=0)
        self.visit = VisitFields(is_wide=theme.current().scale > 1)
        self.title = ElidedLabel("", "heading")
        self.add = quiet("Add hot spot", icon="lightning-outline", key="H" if theme.current().scale < 2 else "")
        self.views = Segments("View", (Segment("graph", "Graph", "graph"), Segment("table", "Table", "table", "T")))
        self.hints = KeyHints()
        self.figure = JourneyView(self.held_on)
        self.twin = TableTwin()
        self.desk = Desk(session, do)
        self._stack = QStackedWidget()
        self.facts = PersonFacts()
        parts = Parts(
            self._card, self.list, self.choice, self.visit, self.title, self.hints, self.add, self.views, self._stack,
            self.facts,
        )  # fmt: skip
        for view in (self.figure, self.twin):
            self._stack.addWidget(view)
        self._scroll = arrange(self, parts, self.desk)
        if self._scroll is not None:
            self.figure.least_height = least_figure()
        self._connect()

    # --- showing

    def show_person(self, participant: str, wave: str = "") -> None:
        """Show somebody, at the wave of a visit if one is named."""
        is_other = participant != self.participant
        self.participant = participant
        self.desk.set_participant(participant)
        if is_other:
            self._writing.show_person(participant)
            self.pathway = self._session.plan.pathways[0].key
            self._wave = ""
        self.refresh()
        if wave or is_other:
            self._choose_wave(wave or next_wave(self._writing.journeys))
        if is_other:
            self._take_up_draft()

    def refresh(self) -> None:
        """Draw everything as it is kept."""
        if not self.participant:
            return
        known = self._writing.journeys = trajectories(self._session, self.participant)
        self._journeys = concealing(known, awaited(self._session, self.participant))
        keys = [journey.pathway.key for journey in self._journeys]
        if self.pathway not in (*keys, ALL):
            self.pathway = keys[0]
        self.list.show_journeys(self._journeys, self.pathway)
        self._card.setMaximumHeight(self.list.full_height() + 4 * theme.current().border)  # its own and the inset
        self.choice.show_journeys(self._journeys, self.pathway)
        self.hints.show_hints(() if self.pathway == ALL else visit_keys(self._journeys[0].scale))
        journey = self.journey
        if journey is not None:
            self.desk.refresh(journey)
            self.title.set_words(journey.pathway.name)
        else:
            self.title.set_words(f"{count_text(len(self._journeys))} on the same axes".capitalize())
        recalled = self._journeys[0].cohort.is_recalled
        self.add.set_words("Add turning point" if recalled else "Add hot spot")
        self.add.set_icon_name("plus" if recalled else "lightning-outline")
        self.add.setVisible(self.pathway != ALL)
        self._show_figure()
        self._show_visit()

    def set_locked(self, is_locked: bool) -> None:
        """Show only: nothing can be rated, moved or added."""
        self.figure.set_locked(is_locked)
        self._mark_chosen()
        self.add.setEnabled(not is_locked)
        self.visit.setEnabled(not is_locked)
        self.desk.setEnabled(not is_locked)

    @property
    def journey(self) -> Trajectory | None:
        """The pathway that is shown; None while all are."""
        return self._journey_of(self.pathway)

    def _journey_of(self, pathway: str) -> Trajectory | None:
        return next((each for each in self._journeys if each.pathway.key == pathway), None)

    @property
    def _shown(self) -> tuple[Trajectory, ...]:
        """The one pathway, or all."""
        journey = self.journey
        return (journey,) if journey is not None else self._journeys

    @property
    def way(self) -> QWidget:
        """What walks through the pathways: the list, or at large text the choice box."""
        return self.list if self._scroll is None else self.choice

    def choose_pathway(self, key: str) -> None:
        """Go to another pathway; the wave stays. Not while a value waits for an answer: it would be lost unseen."""
        if key == self.pathway:
            return
        if self.is_answer_needed():
            self.refresh()
            return
        self.desk.put_aside()
        self.pathway = key
        self.refresh()
        self._choose_wave(self._wave)

    def is_answer_needed(self) -> bool:
        """Whether a value waits for an answer, which then has the focus: nothing else takes the question's place."""
        if self.desk.is_asking_visit:
            self.desk.visit.first().setFocus(Qt.FocusReason.OtherFocusReason)
        return self.desk.is_asking_visit

    def show_view(self, view: str) -> None:
        """Graph or table."""
        self.views.set_value(view)
        if view == "table":
            self.twin.show_journeys(self._shown)
        self._stack.setCurrentWidget(self.twin if view == "table" else self.figure)

    def flip_view(self) -> None:
        """The other of graph and table (T)."""
        self.show_view("graph" if self.views.value == "table" else "table")

    def held_on(self, wave: str) -> date:
        """The day a value given now counts for."""
        return self._writing.held_on(wave)

    @property
    def wave(self) -> str:
        """The wave that is being rated."""
        return self._wave

    def add_moment(self) -> None:
        """A strike at the chosen week (H)."""
        journey = self.journey
        if journey is None or self.is_answer_needed():
            return
        self.show_view("graph")
        rating = journey.rating_at(self._wave)
        wave = journey.cohort.wave(self._wave)
        day = rating.held_on if rating and rating.held_on and not journey.cohort.is_recalled else None
        self.desk.ask_moment(journey, day or due_day(wave, journey.order_start))

    def ask_missing(self) -> None:
        """Why there is no value at the chosen wave."""
        journey = self.journey
        if journey is not None and self._wave and not self.is_answer_needed():
            self.desk.ask_missing(RatingKey(self.participant, self.pathway, self._wave), journey)

    # --- what the person does

    def _rated(self, key: RatingKey, value: int) -> None:
        """A value was given; where its visit is in doubt, that is asked first."""
        found, journey = self._writing.doubt(key.wave), self._journey_of(key.pathway)
        if found is None or journey is None:
            self._writing.rate(key, value)
        else:
            self.desk.ask_visit(key, value, found, journey)

    def _visit_given(self, key: RatingKey, value: int) -> None:
        """Of which visit a value is was answered: it counts for that wave's day, if one is known, else for today."""
        if self._writing.rate(key, value):
            self._choose_wave(key.wave)

    def _held_on_given(self, wave: str, day: date) -> None:
        try:
            check_has_come(day, self._session.today())
        except OjmError as error:
            self.wrong.emit(str(error))
            self.refresh()
            return
        if not self._writing.hold_on(wave, day):
            self.refresh()

    def _chosen(self, pathway: str, name: str) -> None:
        if self.pathway == ALL:
            return
        wave = wave_of(name)
        if wave is not None and wave != self._wave:
            self._wave = wave
            self._show_visit()
        kind, _, key = name.partition(":")
        journey = self.journey
        if journey is not None and kind in ("hot_spot", "turning_point"):
            if not self.is_answer_needed():
                self.desk.edit(journey, key, typing=False)
        elif self.desk.is_open and kind != "suggestion" and not self.desk.is_asking_visit:
            self.desk.close_all()
        self.chosen_changed.emit()

    def _opened(self, name: str) -> None:
        kind, _, key = name.partition(":")
        journey = self.journey
        if journey is None:
            self.choose_pathway(self.figure.panel.trajectory.pathway.key if self.figure.panel else self.pathway)
        elif self.is_answer_needed():
            return
        elif kind == "suggestion":
            self.desk.ask_suggestion(journey, key)
        elif kind in ("hot_spot", "turning_point"):
            self.desk.edit(journey, key, typing=True)

    def _made(self, kind: str, item: str) -> None:
        journey = self.journey
        if journey is not None:
            self.figure.choose(self.pathway, f"{kind}:{item}")
            self.desk.edit(journey, item, typing=True)

    # --- laying out

    def _show_figure(self) -> None:
        self._mark_chosen()
        layout = figure_layout(is_narrow=self._scroll is not None, has_notes=not self.desk.is_open)
        self.figure.show_journeys(self.participant, self._shown, layout)
        if self.views.value == "table":
            self.twin.show_journeys(self._shown)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The way through the pathways got the focus, or lost it: a digit typed there rates the chosen wave."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut) and watched is self.way:
            self._mark_chosen()
        return super().eventFilter(watched, event)

    def _mark_chosen(self) -> None:
        """Ring what is chosen also while it is written of below, or rated from the list."""
        is_rated = self.way.hasFocus() and self.pathway != ALL and not self.figure.item.is_locked
        self.figure.mark(self.desk.is_open or is_rated)

    def _show_visit(self) -> None:
        cohort = self._journeys[0].cohort
        wave = cohort.wave(self._wave) if self._wave else cohort.waves[0]
        words = "Interview held on" if cohort.is_recalled else f"{wave.name} held on"
        homes = self._session.study.store.people.accommodations(self.participant)
        chosen = next((home.type for home in homes if home.wave == wave.key), None)
        types = self._session.plan.accommodation_types
        self.visit.show_visit(wave.key, words, self.held_on(wave.key), types, chosen)

    def _choose_wave(self, wave: str) -> None:
        self._wave = wave
        journey = self.journey
        rating = journey.rating_at(wave) if journey is not None and wave else None
        kind = "value" if rating is not None and rating.value is not None else "wave"
        if journey is not None and wave:
            self.figure.choose(self.pathway, f"{kind}:{wave}")
        self._show_visit()

    def _take_up_draft(self) -> None:
        """Go on where somebody was typing when the study was locked."""
        begun = first_begun(self._session.drafts(), self.participant, self._journeys)
        if isinstance(begun, BegunMoment):
            self.pathway = begun.journey.pathway.key
            self.refresh()
            self.figure.choose(self.pathway, begun.name)
            self.desk.edit(begun.journey, begun.id, typing=True)
        elif begun is not None:
            self._take_up(begun)

    def _take_up(self, begun: BegunReason | BegunValue) -> None:
        """The question why there is no value, as far as it was answered; or of which visit a value is."""
        key = begun.key
        self.choose_pathway(key.pathway)
        self._choose_wave(key.wave)
        journey = self.journey
        if isinstance(begun, BegunReason):
            self.ask_missing()
        elif journey is not None:
            name = wave_text(journey.cohort.wave(key.wave))
            found = self._writing.doubt(key.wave) or Doubt(UNSTORED, name, None)
            self.desk.ask_visit(key, begun.value, found, journey)

    def _desk_moved(self) -> None:
        """The figure gives its notes' place to a question or takes it back."""
        self._show_figure()
        if self.desk.is_open and self._scroll is not None:
            QTimer.singleShot(0, self._bring_desk)
        if not self.desk.is_open and self.isVisible() and self.views.value == "graph":
            self.figure.setFocus(Qt.FocusReason.OtherFocusReason)

    def _bring_desk(self) -> None:
        if self._scroll is not None:
            self._scroll.ensureWidgetVisible(self.desk)

    def _connect(self) -> None:
        self.way.installEventFilter(self)
        self.list.chosen.connect(self.choose_pathway)
        self.list.typed.connect(self._typed_beside)
        self.choice.typed.connect(self._typed_beside)
        self.choice.activated.connect(lambda row: self.choose_pathway(str(self.choice.itemData(row))))
        self.visit.held_on_given.connect(self._held_on_given)
        self.visit.accommodation_given.connect(self._writing.live_in)
        self.visit.wrong.connect(self.wrong)
        self.add.clicked.connect(self.add_moment)
        self.views.chosen.connect(self.show_view)
        figure = self.figure
        figure.point_moved.connect(self._rated)
        figure.hot_spot_moved.connect(self._writing.move_spot)
        figure.turning_point_moved.connect(self._writing.move_turn)
        figure.chosen.connect(self._chosen)
        figure.opened.connect(self._opened)
        figure.missing_asked.connect(self._missing_asked)
        figure.pathway_asked.connect(self._walk_pathways)
        self.desk.opened.connect(self._desk_moved)
        self.desk.closed.connect(self._desk_moved)
        self.desk.made.connect(self._made)
        self.desk.visit_given.connect(self._visit_given)
        self.desk.wrong.connect(self.wrong)

    def _typed_beside(self, event: QKeyEvent) -> None:
        """A digit or a sign typed on the way through the pathways rates the one that is shown, at the chosen wave."""
        if self.pathway != ALL and not self.figure.item.is_locked:
            self.show_view("graph")
            self.figure.take_key(event, self._wave)

    def _walk_pathways(self, step: int) -> None:
        """The next pathway with the focus where it is, so that a visit is a digit and Page Down, eight times."""
        keys = [journey.pathway.key for journey in self._journeys]
        if self.pathway in keys:
            self.choose_pathway(keys[max(0, min(len(keys) - 1, keys.index(self.pathway) + step))])

    def _missing_asked(self, key: RatingKey) -> None:
        journey = self._journey_of(key.pathway)
        if journey is not None and not self.is_answer_needed():
            self.desk.ask_missing(key, journey)
