"""The program that is killed: the real window on a participant's page, typed into as fast as it acknowledges.

Every edit goes through the page: keys into the live figure rate, words typed into a hot spot's editor are given when
the field is left. The next one is asked for once the saved mark of the last was painted, often several in a row.
"""

from __future__ import annotations

from pathlib import Path
from random import Random

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtTest import QTest

from ojm_desktop.app.application import make_application
from ojm_desktop.app.settings import Settings
from ojm_desktop.domain.rating import RatingKey
from ojm_desktop.service.session import Session
from ojm_desktop.service.studies import open_session
from ojm_desktop.ui import theme
from ojm_desktop.ui.main_window import MainWindow
from ojm_desktop.ui.participant import ParticipantPage
from tests.torture.ground import MARKED, PATHWAYS, WAVES, Ground, clock
from tests.torture.told import Intent, Teller

LOWEST, HIGHEST = -5, 5
BURSTS = (1, 1, 2, 4, 6)
"""Ratings pressed one after the other before the window comes to paint: its mark then stands for all of them."""
STAYS = 6
"""Turns on one pathway before going on to another."""


def run(ground: Ground, settings: Path, seed: int, teller: Teller) -> None:
    """Open the study in a new window and type until killed. Never returns while all is well."""
    qInstallMessageHandler(_hear)
    app = make_application()
    theme.apply(app, theme.make(theme.Look.LIGHT))
    session = open_session(ground.unlocked, clock())
    window = MainWindow(Settings(settings))
    window.show_study(session, "participant", ground.participant, check=False)
    window.show()
    typist = Typist(window, session, ground, Random(seed), teller)
    typist.begin()
    app.exec()


def _hear(kind: QtMsgType, context: QMessageLogContext, words: str) -> None:
    """The window system without a window says at each start what it cannot do; anything else is ours."""
    if "does not support" not in words:
        raise AssertionError(f"Qt: {words}")


class Typist(QObject):
    """Two quick hands."""

    def __init__(self, window: MainWindow, session: Session, ground: Ground, chance: Random, teller: Teller) -> None:
        super().__init__(window)
        frame = window.frame
        assert frame is not None
        page = frame.page
        assert isinstance(page, ParticipantPage)
        self._window = window
        self._frame = frame
        self._journey = page.journey
        self._session = session
        self._ground = ground
        self._chance = chance
        self._teller = teller
        self._done = 0

    def begin(self) -> None:
        """Go on whenever the mark was painted."""
        self._frame.status.saved.saved_painted.connect(self._acknowledged)

    def _acknowledged(self, sequence: int) -> None:
        self._teller.saved(sequence)
        QTimer.singleShot(0, self._go_on)

    def _go_on(self) -> None:
        if self._journey.desk.is_open:
            self._leave_editor()
        if self._done % STAYS == 0:
            self._journey.choose_pathway(self._chance.choice(PATHWAYS))
        self._done += 1
        before = self._session.sequence
        draw = self._chance.random()
        if draw < 0.12 and self._journey.pathway in MARKED:
            self._describe()
        elif draw < 0.16:
            self._frame.navigate("participant", self._ground.participant)  # a page change: the study is settled
            self._rate()
        else:
            for _ in range(self._chance.choice(BURSTS)):
                self._rate()
        if self._session.sequence == before:
            raise AssertionError("what was typed changed nothing")

    def _rate(self) -> None:
        """A wave is chosen and a key pressed in the figure."""
        figure, pathway, wave = self._journey.figure, self._journey.pathway, self._chance.choice(WAVES)
        figure.choose(pathway, f"value:{wave}")
        rating = self._session.study.store.ratings.get(RatingKey(self._ground.participant, pathway, wave))
        old = rating.value if rating is not None and rating.value is not None else 0
        key, value = self._key(old)
        self._teller.intends(self._session.sequence + 1, Intent("rating", (pathway, wave), value))
        QTest.keyClick(figure, key)

    def _key(self, old: int) -> tuple[Qt.Key, int]:
        """A key that rates, and the value it gives."""
        draw = self._chance.random()
        if draw < 0.4 and old < HIGHEST:
            return Qt.Key.Key_Up, old + 1
        if draw < 0.8 and old > LOWEST:
            return Qt.Key.Key_Down, old - 1
        value = self._chance.randint(0, HIGHEST)
        return Qt.Key(Qt.Key.Key_0.value + value), value

    def _describe(self) -> None:
        """A hot spot is opened and other words are typed over its first field, which is then left."""
        pathway = self._journey.pathway
        spot = next(spot for spot, where in self._ground.ledger.pathways.items() if where == pathway)
        sequence = self._session.sequence + 1
        words = f"told{sequence} " + " ".join(self._chance.choice(("room", "list", "letter")) for _ in range(3))
        self._journey.figure.choose(pathway, f"hot_spot:{spot}")
        field = self._journey.desk.editor.texts["title"]
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.selectAll()
        QTest.keyClicks(field, words)
        self._leave_editor()

    def _leave_editor(self) -> None:
        """What is half typed in the editor is given; after a kill that is the draft that was taken up again (L2)."""
        editor = self._journey.desk.editor
        if editor.has_half_typed():
            words = editor.texts["title"].toPlainText()
            self._teller.intends(self._session.sequence + 1, Intent("note", (editor.id,), words))
        self._journey.desk.close_all()
