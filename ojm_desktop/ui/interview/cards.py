"""The questions that are shown now, each on its card, with what can be told once more below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ojm_desktop.domain.visit import Mode
from ojm_desktop.ui import theme
from ojm_desktop.ui.interview.card import QuestionCard
from ojm_desktop.ui.interview.half_typed import Begun, HalfTyped
from ojm_desktop.ui.interview.sitting import Sitting
from ojm_desktop.ui.interview.way import Turn
from ojm_desktop.ui.widgets import relaying
from ojm_desktop.ui.widgets.buttons import quiet
from ojm_desktop.ui.widgets.text import Label


class Cards(QWidget):
    """Cards in a column. They say what was asked for; nothing is written here.

    Their signals, with the path first: ``given(value)``, ``compared(Comparison | None)``, ``passed(number, reason)``,
    ``reason_asked``, ``edited``, ``unanswered_asked``, ``attached(name, octets)``; ``entered`` when the focus comes to
    another card; ``turn_added(repeat)`` and ``turn_removed(instance)``.
    """

    given = Signal(str, str)
    compared = Signal(str, object)
    passed = Signal(str, int, str)
    reason_asked = Signal(str)
    edited = Signal(str)
    unanswered_asked = Signal(str)
    attached = Signal(str, str, object)
    entered = Signal(str)
    turn_added = Signal(str)
    turn_removed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self.cards: dict[str, QuestionCard] = {}
        self._turns: list[TurnRow] = []
        self._sitting: Sitting | None = None
        self._can_answer = True
        self._is_changing = False
        self.setProperty("ground", "clear")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(12))
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)

    def show_screen(self, sitting: Sitting, screen: Sequence[str], half: HalfTyped) -> bool:
        """Show these questions; a card that is there already stays as it is, a new one takes up what was typed.

        Whether there are others now.
        """
        self._is_changing = True  # a card that goes hands the focus to the next one, which nobody went to
        before = list(self.cards.values())
        self._show_cards(sitting, screen, half)
        self._is_changing = False
        return before != list(self.cards.values())

    def forget(self) -> None:
        """Make every card anew the next time: the visit goes on, or rests."""
        for card in self.cards.values():
            self._drop(card)
        self.cards = {}

    def typed(self) -> dict[str, str]:
        """What is typed and not given, by path; empty where nothing is."""
        return {path: card.half_done() for path, card in self.cards.items()}

    def is_typing(self) -> bool:
        """Something is typed at a question and not given; asked at every key."""
        return any(card.is_typing() for card in self.cards.values())

    def set_current(self, path: str) -> None:
        """The green frame of the question one is at, among others; no path: none has it."""
        for each, card in self.cards.items():
            if card.property("current") != ("true" if each == path else "false"):
                card.set_current(each == path)

    # --- inside

    def _show_cards(self, sitting: Sitting, screen: Sequence[str], half: HalfTyped) -> None:
        if sitting.can_answer and not self._can_answer:
            self.forget()  # they were for reading only: the visit goes on, or a new agreement was signed
        self._can_answer = sitting.can_answer
        still = self.cards if sitting is self._sitting else {}
        kept = {path: card for path, card in still.items() if path in screen and not card.is_outdated}
        if list(self.cards) != list(screen) or len(kept) < len(self.cards):
            for path, card in list(self.cards.items()):
                if path not in kept:
                    self._drop(card)
            self._sitting = sitting
            self.cards = {path: kept[path] if path in kept else self._made(path) for path in screen}
            for path in self.cards.keys() - kept.keys():
                if text := half.take(Begun.ANSWER, path):
                    self.cards[path].take_up(text)
        self._show_turns(sitting, screen)
        for path, card in self.cards.items():
            card.set_head(sitting.way.head(path))
            card.show()  # at once: a field that is not shown yet takes no keys
            card.refresh()
            if not sitting.can_answer:
                card.set_enabled_for_reading()

    def _made(self, path: str) -> QuestionCard:
        assert self._sitting is not None
        card = QuestionCard(self._sitting.interview, path, self)
        for name in ("given", "compared", "passed", "reason_asked", "edited", "unanswered_asked", "attached"):
            getattr(card, name).connect(getattr(self, name))
        if self._sitting.visit.mode is Mode.PAPER:
            card.show_from_paper()
        return card

    def _drop(self, card: QuestionCard) -> None:
        """A card that goes says nothing more: leaving its field would give an answer to a question that is gone."""
        card.blockSignals(True)
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _show_turns(self, sitting: Sitting, screen: Sequence[str]) -> None:
        """Cards in their order, and below the last question of something told several times how to tell it again."""
        for row in self._turns:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._turns = []
        relaying.empty(self._column)
        for path in screen:
            self._column.addWidget(self.cards[path], 1 if len(screen) == 1 else 0)
            for turn in sitting.way.turns(path) if sitting.can_answer else ():
                row = TurnRow(turn)
                row.added.connect(self.turn_added)
                row.removed.connect(self.turn_removed)
                self._turns.append(row)
                self._column.addWidget(row)
                row.show()
        if len(screen) != 1:
            self._column.addStretch(1)

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        if self._is_changing or now is None or not self.isVisible() or not self.isAncestorOf(now):
            return
        for path, card in self.cards.items():
            if card.isAncestorOf(now):
                self.entered.emit(path)
                return


class TurnRow(QWidget):
    """Which time of something it is, with one more and without this one. ``added(repeat)``, ``removed(instance)``."""

    added = Signal(str)
    removed = Signal(str)

    def __init__(self, turn: Turn, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        words = f"{turn.label}: {turn.number} of {turn.total}" if turn.total else f"{turn.label}: nothing told yet"
        self.add = quiet("Tell one more" if turn.total else "Tell one", icon="plus", large=True)
        self.remove = quiet("Take this one away", icon="minus", large=True)
        self.remove.setAccessibleName(f"{self.remove.accessibleName()}: {turn.label} {turn.number}")
        if not turn.total:
            self.remove.hide()
        self.add.setAccessibleName(f"{self.add.accessibleName()}: {turn.label}")
        self.remove.clicked.connect(lambda _checked: self.removed.emit(turn.instance))
        self.add.clicked.connect(lambda _checked: self.added.emit(turn.path))
        is_large = look.scale > 1
        line = QBoxLayout(QBoxLayout.Direction.TopToBottom if is_large else QBoxLayout.Direction.LeftToRight, self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(look.px(4 if is_large else 12))
        line.addWidget(Label(words, "body", "muted", wrap=True), 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(look.px(12))
        buttons.addWidget(self.remove)
        buttons.addWidget(self.add)
        buttons.addStretch(int(is_large))
        line.addLayout(buttons)
