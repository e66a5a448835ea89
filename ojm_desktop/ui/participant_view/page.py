"""The participant view: only the question and the scale, nothing else of the study, until the PIN is typed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QShortcutEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QStackedWidget, QWidget

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.rating import Giver, Missing, RatingKey
from ojm_desktop.journey.wording import wave_text
from ojm_desktop.service.edits import Edit, SetMissing, SetRating
from ojm_desktop.service.pin import Pin
from ojm_desktop.service.queries.journeys import shown_now, trajectories
from ojm_desktop.ui.page import Navigate, Page
from ojm_desktop.ui.participant_view.asking import AskGraph, AskScale
from ojm_desktop.ui.participant_view.preparing import GRAPH, Preparing
from ojm_desktop.ui.participant_view.thanks import Thanks
from ojm_desktop.ui.visit_doubt import doubt

if TYPE_CHECKING:
    from ojm_desktop.service.session import Session

THANKS = "Thank you. Please hand the laptop back."
GIVE_BACK = "Please give the laptop back."
FAILED = "This answer could not be saved. Please hand the laptop back."


class ParticipantViewPage(Page):
    """Target: ``id/wave/pathway/day``, the day of the visit if the researcher said one.

    The researcher prepares, the participant answers, the PIN ends it.
    """

    title = "Participant view"
    help = (
        "Tick what is handed over and choose a PIN. The participant answers with the arrows, digits or a touch; Done "
        "or Enter goes on. When they are through, type the PIN to take the laptop back."
    )
    whole_window = True

    def __init__(self, session: Session, navigate: Navigate) -> None:
        super().__init__(session, navigate)
        self.setProperty("ground", "card")
        self._participant = self._wave = self._refusal = ""
        self._pin = Pin()
        self._day: date | None = None
        self._waiting: list[str] = []
        self._is_graph = self._is_asked_back = False
        self.preparing = Preparing(session.plan.pathways)
        self.asking = AskScale(session.plan.scale)
        self.graph = AskGraph()
        self.thanks = Thanks()
        self._stack = QStackedWidget()
        for page in (self.preparing, self.asking, self.graph, self.thanks):
            self._stack.addWidget(page)
        self.column.addWidget(self.strip)
        self.column.addWidget(self._stack, 1)
        self.preparing.given.connect(self._hand_over)
        self.preparing.closed.connect(self._back)
        self.asking.answered.connect(self._answered)
        self.asking.declined.connect(self._declined)
        self.graph.done.connect(self._next)
        self.thanks.returned.connect(self._returned)
        self.thanks.lost.connect(self._lost)

    # --- what the frame asks

    def show_target(self, target: str) -> None:
        participant, _, rest = target.partition("/")
        wave, _, rest = rest.partition("/")
        pathway, _, day = rest.partition("/")
        if not participant:
            return
        self.holds_keys = False
        self.strip.clear()
        self._participant = participant
        self._day = date.fromisoformat(day) if day else None
        person = self.session.study.participant(participant)
        cohort = self.session.plan.cohort(person.cohort)
        self._wave = wave or cohort.waves[0].key
        where = f"{person.code}, {wave_text(cohort.wave(self._wave))}"
        found = doubt(trajectories(self.session, participant), self._wave, self._day or self.session.today())
        if found is not None:
            where = f"{where}. {found.reason.removesuffix('.')}; go back if another visit is meant"
        self.preparing.prepare(where, pathway)
        self._stack.setCurrentWidget(self.preparing)

    def first_focus(self) -> QWidget | None:
        return self.preparing.pin

    def ask_back(self) -> None:
        self._is_asked_back = True
        self._thank(GIVE_BACK)

    # --- handed over

    def _hand_over(self, pathways: tuple[str, ...], what: str, pin: str) -> None:
        self._waiting, self._pin, self._is_graph = list(pathways), Pin(), what == GRAPH
        self._pin.choose(pin)
        self._refusal = ""
        self.strip.clear()
        self.holds_keys = True
        self.rebound.emit()
        self._listen(True)
        self._next()

    def _next(self) -> None:
        if not self._waiting:
            self._thank(THANKS)
            return
        key = self._waiting.pop(0)
        found = next(each for each in shown_now(self.session, self._participant) if each.pathway.key == key)
        if self._is_graph:
            self.graph.show_journey(found)
            self._stack.setCurrentWidget(self.graph)
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._key = RatingKey(self._participant, key, self._wave)
        name = found.pathway.name
        if found.cohort.is_recalled:
            name = f"{name}, {'at the beginning' if self._wave == found.cohort.waves[0].key else 'at the end'}"
        self.asking.ask(name, found.scale.question, is_last=not self._waiting)
        self._stack.setCurrentWidget(self.asking)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _answered(self, value: int) -> None:
        self._give(SetRating(key=self._key, value=value, held_on=self._held_on(), given_by=Giver.PARTICIPANT))

    def _declined(self) -> None:
        self._give(SetMissing(key=self._key, missing=Missing.DECLINED))

    def _give(self, edit: Edit) -> None:
        try:
            self.session.do(edit)
        except OjmError as error:
            self._refusal = str(error)
            self._thank(FAILED)
            return
        self._next()

    def _held_on(self) -> date:
        """The day already recorded for this visit, else the one the researcher said, else today."""
        for found in trajectories(self.session, self._participant):
            rating = found.rating_at(self._wave)
            if rating is not None and rating.held_on is not None:
                return rating.held_on
        return self._day or self.session.today()

    # --- handed back

    def _thank(self, words: str) -> None:
        self._waiting = []
        self.thanks.wait_for(self._pin, words)
        self._stack.setCurrentWidget(self.thanks)
        self.thanks.pin.setFocus(Qt.FocusReason.OtherFocusReason)

    def _returned(self) -> None:
        self._release()
        if self._is_asked_back:
            self.given_back.emit()
            return
        if not self._refusal:
            self._back()
            return
        self._stack.setCurrentWidget(self.preparing)
        self.say_refused(self._refusal)

    def _lost(self) -> None:
        self._release()
        self.asked.emit("lock")

    def _release(self) -> None:
        self._pin = Pin()
        self.holds_keys = False
        self._listen(False)
        self.rebound.emit()

    def _back(self) -> None:
        self.navigate("participant", f"{self._participant}/{self._wave}")

    # --- keys: what is not an answer means nothing

    def _listen(self, is_held: bool) -> None:
        """Listen to every key of the program while the participant has it."""
        app = QApplication.instance()
        assert app is not None
        if is_held:
            app.installEventFilter(self)
        else:
            app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self.holds_keys:
            return False
        if isinstance(event, QShortcutEvent) or event.type() == QEvent.Type.Shortcut:
            return True
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        return not isinstance(watched, QLineEdit) and self._takes(event)

    def _takes(self, event: QKeyEvent) -> bool:
        """Whether the key ends here; Tab alone goes on, to move the focus."""
        shown = self._stack.currentWidget()
        if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return False
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return True
        if shown is self.thanks:
            return not self.thanks.pin.hasFocus()
        if event.key() == Qt.Key.Key_Space:
            return False
        if shown is self.asking:
            self.asking.take_key(event)
        elif shown is self.graph:
            self.graph.take_key(event)
        return True
