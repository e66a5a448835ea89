"""The Journey tab: the way through the pathways, the live figure or its table twin, and what is asked below it.

It shows and asks; every write is one edit handed to the page's ``do``.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ojm_desktop.journey.sentence import count_text
from ojm_desktop.journey.trajectory import Trajectory
from ojm_desktop.service.queries.journeys import awaited, concealing, trajectories
from ojm_desktop.ui import theme
from ojm_desktop.ui.journey.walk import wave_of
from ojm_desktop.ui.page import Do
from ojm_desktop.ui.participant.asking import Asking
from ojm_desktop.ui.participant.chosen import Chosen
from ojm_desktop.ui.participant.desk import Desk
from ojm_desktop.ui.participant.half_typed import BegunMoment, first_begun
from ojm_desktop.ui.participant.header import PersonFacts
from ojm_desktop.ui.participant.journey_layout import Parts, arrange, figure_layout, least_figure
from ojm_desktop.ui.participant.pathway_list import PathwayChoice, PathwayList
from ojm_desktop.ui.participant.picture import Picture
from ojm_desktop.ui.participant.visit import VisitFields, visit_keys
from ojm_desktop.ui.participant.visit_writing import VisitWriting, next_wave
from ojm_desktop.ui.widgets.buttons import quiet
from ojm_desktop.ui.widgets.card import Card
from ojm_desktop.ui.widgets.key_hints import KeyHints
from ojm_desktop.ui.widgets.lines import belongs_unseen
from ojm_desktop.ui.widgets.text import ElidedLabel

if TYPE_CHECKING:
    from ojm_desktop.service.session import Session


class JourneyTab(QWidget):
    """One person's journey. ``chosen_changed`` when another wave, strike or pathway is chosen."""

    chosen_changed = Signal()
    wrong = Signal(str)

    def __init__(self, session: Session, do: Do, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._writing = VisitWriting(session, do)
        self._chosen = Chosen()
        self._takes_up = False
        self.list = PathwayList()
        self.choice = PathwayChoice()
        self._card = Card(margin=0, spacing=0)
        self.visit = VisitFields(is_wide=theme.current().scale > 1)
        self.title = ElidedLabel("", "heading")
        self.add = quiet("Add hot spot", icon="lightning-outline", key="H" if theme.current().scale < 2 else "")
        self.hints = KeyHints()
        self._picture = Picture(self.held_on)
        self.figure, self.twin = self._picture.figure, self._picture.twin
        self.desk = Desk(session, do)
        self._asking = Asking(session, self._writing, self.desk, self._chosen, self)
        self.facts = PersonFacts()
        parts = Parts(
            self._card, self.list, self.choice, self.visit, self.title, self.hints, self.add, self._picture.views,
            self._picture, self.facts,
        )  # fmt: skip
        self._scroll = arrange(self, parts, self.desk)
        for part in vars(parts).values():
            if part.parent() is None:
                belongs_unseen(part, self)
        if self._scroll is not None:
            self.figure.least_height = least_figure()
        self._connect()

    # --- showing

    def show_person(self, participant: str, wave: str = "") -> None:
        """Show somebody, at the wave of a visit if one is named."""
        is_other = participant != self.participant
        self._chosen.participant = participant
        self.desk.set_participant(participant)
        if is_other:
            self._writing.show_person(participant)
            self._chosen.pathway = self._session.plan.pathways[0].key
            self._chosen.wave = ""
        self.refresh()
        if wave or is_other:
            self._choose_wave(wave or next_wave(self._writing.journeys))
        self._takes_up = self._takes_up or is_other

    def refresh(self) -> None:
        """Draw everything as it is kept."""
        if not self.participant:
            return
        known = self._writing.journeys = trajectories(self._session, self.participant)
        chosen = self._chosen
        chosen.show(concealing(known, awaited(self._session, self.participant)))
        self.list.show_journeys(chosen.journeys, chosen.pathway)
        self._card.setMaximumHeight(self.list.full_height() + 4 * theme.current().border)  # its own and the inset
        self.choice.show_journeys(chosen.journeys, chosen.pathway)
        self.hints.show_hints(() if chosen.is_all else visit_keys(chosen.journeys[0].scale))
        if chosen.journey is not None:
            self.desk.refresh(chosen.journey)
            self.title.set_words(chosen.journey.pathway.name)
        else:
            self.title.set_words(f"{count_text(len(chosen.journeys))} on the same axes".capitalize())
        self.add.set_words("Add turning point" if chosen.is_recalled else "Add hot spot")
        self.add.set_icon_name("plus" if chosen.is_recalled else "lightning-outline")
        self.add.setVisible(not chosen.is_all)
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
    def participant(self) -> str:
        """Whose journey it is."""
        return self._chosen.participant

    @property
    def pathway(self) -> str:
        """The key of the pathway that is shown, or all."""
        return self._chosen.pathway

    @property
    def wave(self) -> str:
        """The wave that is being rated."""
        return self._chosen.wave

    @property
    def journey(self) -> Trajectory | None:
        """The pathway that is shown; None while all are."""
        return self._chosen.journey

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
        self._chosen.pathway = key
        self.refresh()
        self._choose_wave(self.wave)

    def is_answer_needed(self) -> bool:
        """Whether a value waits for an answer, which then has the focus."""
        return self._asking.is_answer_needed()

    def settle(self) -> None:
        """Ask nothing any more; words typed so far are given, a value that waits is not."""
        self.desk.leave()
        self.desk.close_all()

    def show_view(self, view: str) -> None:
        """Graph or table."""
        self._picture.show_view(view)

    def flip_view(self) -> None:
        """The other of graph and table (T)."""
        self._picture.flip()

    def held_on(self, wave: str) -> date:
        """The day a value given now counts for."""
        return self._writing.held_on(wave)

    def add_moment(self) -> None:
        """A strike at the chosen week (H)."""
        if self.journey is not None and not self.is_answer_needed():
            self.show_view("graph")
            self._asking.ask_moment()

    def ask_missing(self) -> None:
        """Why there is no value at the chosen wave."""
        self._asking.ask_missing_here()

    # --- what the person does

    def _refused(self, sentence: str) -> None:
        if sentence:
            self.wrong.emit(sentence)
        self.refresh()

    def _touched(self, pathway: str, name: str) -> None:
        if self._chosen.is_all:
            return
        wave = wave_of(name)
        if wave is not None and wave != self.wave:
            self._chosen.wave = wave
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
        self._picture.show_journeys(self.participant, self._chosen.shown, layout)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The way through the pathways got the focus, or lost it: a digit typed there rates the chosen wave."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut) and watched is self.way:
            self._mark_chosen()
        return super().eventFilter(watched, event)

    def _mark_chosen(self) -> None:
        """Ring what is chosen also while it is written of below, or rated from the list."""
        is_rated = self.way.hasFocus() and not self._chosen.is_all and not self.figure.item.is_locked
        self.figure.mark(self.desk.is_open or is_rated)

    def _show_visit(self) -> None:
        cohort = self._chosen.journeys[0].cohort
        wave = cohort.wave(self.wave) if self.wave else cohort.waves[0]
        words = "Interview held on" if cohort.is_recalled else f"{wave.name} held on"
        homes = self._session.study.store.people.accommodations(self.participant)
        chosen = next((home.type for home in homes if home.wave == wave.key), None)
        types = self._session.plan.accommodation_types
        self.visit.show_visit(wave.key, words, self.held_on(wave.key), types, chosen)

    def _choose_wave(self, wave: str) -> None:
        self._chosen.wave = wave
        point = self._chosen.point()
        if point:
            self.figure.choose(self.pathway, point)
        self._show_visit()

    def take_up(self) -> None:
        """Go on where somebody was typing when the study was locked, once this is what is seen of the person."""
        if not self._takes_up:
            return
        self._takes_up = False
        begun = first_begun(self._session.drafts(), self.participant, self._chosen.journeys)
        if isinstance(begun, BegunMoment):
            self._chosen.pathway = begun.journey.pathway.key
            self.refresh()
            self.figure.choose(self.pathway, begun.name)
            self.desk.edit(begun.journey, begun.id, typing=True)
        elif begun is not None:
            self.choose_pathway(begun.key.pathway)
            self._choose_wave(begun.key.wave)
            self._asking.take_up(begun)

    def _desk_moved(self) -> None:
        """The figure gives its notes' place to a question or takes it back."""
        self._show_figure()
        if self.desk.is_open and self._scroll is not None:
            QTimer.singleShot(0, self._bring_desk)
        if not self.desk.is_open and self.isVisible() and self._picture.is_graph:
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
        self.visit.held_on_given.connect(self._asking.hold_on)
        self.visit.accommodation_given.connect(self._writing.live_in)
        self.visit.wrong.connect(self.wrong)
        self.add.clicked.connect(self.add_moment)
        figure = self.figure
        figure.point_moved.connect(self._asking.rate)
        figure.hot_spot_moved.connect(self._writing.move_spot)
        figure.turning_point_moved.connect(self._writing.move_turn)
        figure.chosen.connect(self._touched)
        figure.opened.connect(self._opened)
        figure.missing_asked.connect(self._asking.ask_missing)
        figure.pathway_asked.connect(lambda step: self.choose_pathway(self._chosen.beside(step)))
        self.desk.opened.connect(self._desk_moved)
        self.desk.closed.connect(self._desk_moved)
        self.desk.made.connect(self._made)
        self._asking.rated.connect(self._choose_wave)
        self._asking.refused.connect(self._refused)
        self.desk.wrong.connect(self.wrong)

    def _typed_beside(self, event: QKeyEvent) -> None:
        """A digit or a sign typed on the way through the pathways rates the one that is shown, at the chosen wave."""
        if not self._chosen.is_all and not self.figure.item.is_locked:
            self.show_view("graph")
            self.figure.take_key(event, self.wave)
