"""The participant view: only the question and the scale, nothing else of the study, until the PIN is typed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QShortcutEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QStackedWidget, QWidget

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.handed_words import IN_ENGLISH, Word
from ojm_desktop.service.pin import Pin
from ojm_desktop.ui import over
from ojm_desktop.ui.actions import Bound, bind
from ojm_desktop.ui.page import Navigate, Page
from ojm_desktop.ui.participant_view.asking import AskGraph, AskScale
from ojm_desktop.ui.participant_view.handed import INTERVIEW, Handed, OfVisit, handed
from ojm_desktop.ui.participant_view.preparing import GRAPH, Preparing
from ojm_desktop.ui.participant_view.thanks import Thanks

if TYPE_CHECKING:
    from ojm_desktop.journey.trajectory import Trajectory
    from ojm_desktop.service.session import Session


class ParticipantViewPage(Page):
    """Target: ``id/wave/pathway/day``, the day of the visit if the researcher said one; or ``visit ID PATH``.

    The researcher prepares, the participant answers, the PIN ends it.
    """

    title = "Participant view"
    help = (
        "Tick what is handed over and choose a PIN. The participant chooses by a touch or a digit, or walks there with "
        "the arrows and presses Enter; Done, or Enter once more, goes on. When they are through, type the PIN to take "
        "the laptop back."
    )
    whole_window = True

    def __init__(self, session: Session, navigate: Navigate) -> None:
        super().__init__(session, navigate)
        self.setProperty("ground", "card")
        self._handed: Handed | None = None
        self._key = self._refusal = ""
        self._pin = Pin()
        self._tried: int | None = None
        self._waiting: list[str] = []
        self._is_graph = self._is_asked_back = False
        self.preparing = Preparing(session.plan.pathways)
        self.asking = AskScale(session.plan.scale)
        self.graph = AskGraph()
        self.thanks = Thanks()
        self._over = over.KeysOver(over.OF_INTERVIEW, self._act_over, self)
        self._stack = QStackedWidget()
        for page in (self.preparing, self.asking, self.graph, self.thanks):
            self._stack.addWidget(page)
        self.column.addWidget(self.strip)
        self.column.addWidget(self._stack, 1)
        self.preparing.given.connect(self._hand_over)
        self.preparing.closed.connect(self._back)
        self.asking.answered.connect(self._answered)
        self.asking.declined.connect(self._declined)
        self.graph.done.connect(self._graph_done)
        self.graph.tried.connect(self._try_value)
        self.graph.declined.connect(self._declined)
        self.thanks.returned.connect(self._returned)
        self.thanks.lost.connect(self._lost)

    # --- what the frame asks

    def show_target(self, target: str) -> None:
        if not target:
            return
        self.holds_keys = False
        self.session.names.close()  # from here on somebody else looks at the screen
        self.strip.clear()
        self._handed = found = handed(self.session, target)
        in_visit = isinstance(found, OfVisit)
        self.preparing.prepare(
            found.where, found.pathway, is_one=in_visit, has_pin=in_visit and self.session.pin.is_chosen
        )
        self.preparing.warn(found.notice)
        self._stack.setCurrentWidget(self.preparing)

    def first_focus(self) -> QWidget | None:
        return self.preparing.first_focus()

    def bound_actions(self) -> tuple[Bound, ...]:
        """Before it is handed over, an open interview hides and pauses here as anywhere in it."""
        if self.holds_keys or not isinstance(self._handed, OfVisit):
            return ()
        return tuple(bind(name, partial(self._rest, name)) for name in over.OF_INTERVIEW.values())

    def turned(self, page: str) -> None:
        """Its interview goes on being held where one comes back to it; from here one may go anywhere else."""
        if isinstance(self._handed, OfVisit) and page != INTERVIEW:
            with suppress(OjmError):  # then a sentence too many is said next time
                self._handed.set_aside()

    def ask_back(self) -> None:
        self._is_asked_back = True
        self._thank(Word.GIVE_BACK)

    # --- hidden

    def _rest(self, name: str) -> None:
        """Back in the interview, whose blank page is up before anything is painted; the PIN leads to its question.

        Where it cannot be shown the study locks: what was to be hidden never stays.
        """
        try:
            self._back()
        except OjmError:
            name = "lock"
        self.asked.emit(name)

    def _act_over(self, name: str) -> bool:
        """F9 and F12 while a box or a list has the keys."""
        found = next((one for one in self.bound_actions() if one.name == name), None)
        if found is not None:
            found.act()
        return found is not None

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._over.listen(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._over.listen(False)

    # --- handed over

    def _hand_over(self, pathways: tuple[str, ...], what: str, digits: str) -> None:
        assert self._handed is not None
        self.strip.clear()
        try:
            self._handed.hand_over()
        except OjmError as error:
            self.say_refused(str(error))
            return
        self._take_pin(digits)
        self._is_graph = what == GRAPH
        self._waiting = self._handed.asked(pathways)
        self._refusal = ""
        self.holds_keys = True
        self.rebound.emit()
        self._listen(True)
        self._next()

    def _take_pin(self, digits: str) -> None:
        """In an interview it is the PIN of the sitting, chosen now where none was; elsewhere one for this time only."""
        self._pin = self.session.pin if isinstance(self._handed, OfVisit) else Pin()
        if digits:
            self._pin.choose(digits)

    def _next(self) -> None:
        if not self._waiting:
            self._thank(Word.THANKS)
            return
        assert self._handed is not None
        self._key = key = self._waiting.pop(0)
        shown: QWidget = self.asking
        if self._is_graph:
            shown, self._tried = self.graph, None
            self._show_graph(self._handed, self._handed.journey(key))
        else:
            found = self._handed
            self.asking.ask(*found.words(key), found.ends(key), found.chrome, is_last=not self._waiting)
        self._stack.setCurrentWidget(shown)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _try_value(self, value: int) -> None:
        """On the graph: the value stands there alone until Done gives it."""
        if isinstance(self._handed, OfVisit):
            self._tried = value
            self._show_graph(self._handed, self._handed.tried(self._key, value))

    def _show_graph(self, found: Handed, journey: Trajectory) -> None:
        self.graph.show_journey(found.words(self._key)[0], journey, found.rated_now(self._key), found.chrome)

    def _graph_done(self) -> None:
        if self._tried is None:
            self._next()
            return
        value, self._tried = self._tried, None
        self._answered(value)

    def _answered(self, value: int) -> None:
        self._give(lambda found: found.answer(self._key, value))

    def _declined(self) -> None:
        self._give(lambda found: found.decline(self._key))

    def _give(self, write: Callable[[Handed], None]) -> None:
        assert self._handed is not None
        try:
            write(self._handed)
        except OjmError as error:
            self._refusal = str(error)
            self._thank(Word.NOT_SAVED)
            return
        self._next()

    # --- handed back

    def _thank(self, word: Word) -> None:
        self._waiting = []
        words = self._handed.chrome if self._handed is not None else IN_ENGLISH
        self.thanks.wait_for(self._pin, words[word])
        self._stack.setCurrentWidget(self.thanks)
        self.thanks.pin.setFocus(Qt.FocusReason.OtherFocusReason)

    def _returned(self) -> None:
        self._release()
        self._tell_back()
        if self._is_asked_back:
            self.given_back.emit()
            return
        if not self._refusal:
            self._back()
            return
        self._stack.setCurrentWidget(self.preparing)
        self.say_refused(self._refusal)

    def _tell_back(self) -> None:
        """The trail says that the researcher has it again; where it cannot, that is said before one goes on."""
        assert self._handed is not None
        try:
            self._handed.take_back()
        except OjmError as error:
            self._refusal = self._refusal or str(error)

    def _lost(self) -> None:
        self._release()
        self.asked.emit("lock")

    def _release(self) -> None:
        self._pin = Pin()
        self.holds_keys = False
        self._listen(False)
        self.rebound.emit()

    def _back(self) -> None:
        if self._handed is not None:
            self.navigate(*self._handed.back)

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
