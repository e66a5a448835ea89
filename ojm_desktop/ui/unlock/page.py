"""The unlock page: nothing of any study is seen here but its folder's name and when it was last opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from ojm_desktop.domain.clock import Clock
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.ui import icons, theme
from ojm_desktop.ui.preferences import Preferences
from ojm_desktop.ui.unlock.no_study_card import NoStudyCard
from ojm_desktop.ui.unlock.opener import Opener
from ojm_desktop.ui.widgets import paint
from ojm_desktop.ui.widgets.buttons import Button, Kind, quiet
from ojm_desktop.ui.widgets.card import Card, Scroll
from ojm_desktop.ui.widgets.strip import Strip, Tone
from ojm_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from ojm_desktop.service.studies import Unlocked
    from ojm_desktop.ui.unlock.unlock_card import UnlockCard

CONTENT = 1000
"""Width of the page's column in pixels at 100 %."""
HELP = (
    "Choose a study with the arrow keys, Tab to the passphrase, Enter unlocks. Alt+S shows the letters until the field "
    "is left. A forgotten passphrase: use the recovery sheet that was printed when the study was made."
)


class UnlockPage(QWidget):
    """``opened(session, folder)`` once a study is open; ``already_open(folder, sentence)`` if another window has it."""

    opened = Signal(object, object)
    already_open = Signal(object, str)
    first_painted = Signal()

    def __init__(self, preferences: Preferences, opener: Opener, clock: Clock, version: str) -> None:
        super().__init__()
        look = theme.current()
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._preferences, self._opener, self._clock = preferences, opener, clock
        self._is_stacked = look.scale > 1.5
        self._was_painted = False
        self.strip = Strip()
        self._practice_button: Button | None = None
        opener.tasks.changed.connect(self._show_progress)
        self._upper: QWidget
        self._unlocking: UnlockCard | None = None  # the upper card, while it is the one that unlocks
        self._content = QWidget()
        self._content.setMaximumWidth(look.px(CONTENT))
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(look.px(8), look.px(36), look.px(8), look.px(16))
        self._column.setSpacing(look.px(24))
        self._column.addLayout(self._head())
        self._column.addWidget(self.strip)
        self._upper = self._upper_card()
        self._column.addWidget(self._upper)
        self._lower = QWidget()
        self._lower.setLayout(self._ways())
        self._column.addWidget(self._lower)
        self._column.addStretch(1)
        self._column.addLayout(_foot(version))
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(self._content, 1000)
        row.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self._scroll = Scroll(holder)
        whole.addWidget(self._scroll)

    def first_focus(self) -> QWidget | None:
        """What waits for the person: the passphrase, or creating a study when there is none."""
        if self._unlocking is not None:
            return self._unlocking.first_focus()
        return self._upper.create_button if isinstance(self._upper, NoStudyCard) else None

    def choose(self, folder: Path) -> None:
        """Ask for the passphrase of a study that may not be on the list."""
        if self._unlocking is None:
            self._put_upper(self._new_unlock_card())
        if self._unlocking is not None:
            self._unlocking.choose(folder)

    def say(self, sentence: str, tone: Tone = Tone.ERROR) -> None:
        """Say something above the cards."""
        self.strip.say(sentence, tone)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self._painted)

    def _painted(self) -> None:
        """What nobody misses before there is something to see."""
        from PySide6.QtGui import QKeySequence, QShortcut

        self._bring_into_sight()
        self.first_painted.emit()
        QShortcut(QKeySequence("F1"), self).activated.connect(self._help)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        focus = self.first_focus()
        if focus is not None and self.focusWidget() is None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _bring_into_sight(self) -> None:
        """At large text: what is typed and, below it, what is pressed then."""
        if self._unlocking is not None and self._is_stacked:
            for part in (self._unlocking.unlock_button, self._unlocking.first_focus()):
                self._scroll.ensureWidgetVisible(part, 0, theme.current().px(24))

    def _head(self) -> QHBoxLayout:
        look = theme.current()
        row = QHBoxLayout()
        row.setSpacing(look.px(12))
        row.addWidget(Mark())
        row.addWidget(Label("OJM Desktop", "title"))
        row.addStretch(1)
        button = Button("Help", Kind.BARE, icon="help", key="F1")
        button.clicked.connect(self._help)
        row.addWidget(button)
        return row

    def _upper_card(self) -> QWidget:
        if self._preferences.recent():
            return self._new_unlock_card()
        card = NoStudyCard()
        card.create_button.clicked.connect(self.create_study)
        card.another.clicked.connect(self._open_another)
        card.restore.clicked.connect(lambda _checked: self.restore_backup())
        return card

    def _new_unlock_card(self) -> UnlockCard:
        from ojm_desktop.ui.unlock.unlock_card import UnlockCard  # brings the list of studies and its kind of widgets

        card = self._unlocking = UnlockCard(self._preferences, self._opener, self._clock, self._is_stacked)
        card.opened.connect(self.opened)
        card.already_open.connect(self.already_open)
        card.damaged.connect(self.restore_backup)
        card.restore_asked.connect(self.restore_backup)
        return card

    def _put_upper(self, card: QWidget) -> None:
        self._column.replaceWidget(self._upper, card)
        self._unlocking = self._unlocking if card is self._unlocking else None
        self._upper.deleteLater()
        self._upper = card
        card.show()

    def _ways(self) -> QBoxLayout:
        direction = QBoxLayout.Direction.TopToBottom if self._is_stacked else QBoxLayout.Direction.LeftToRight
        row = QBoxLayout(direction)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().px(24))
        if self._preferences.recent():
            words = "Create a study, choose a passphrase and print its recovery sheet. It takes about 5 minutes."
            create = quiet("Create a study…")
            create.clicked.connect(self.create_study)
            row.addWidget(_way("plus", "First time here?", words, create), 1)
        words = "The practice study has made-up people in it and needs no passphrase."
        self._practice_button = quiet("Open practice study")
        self._practice_button.clicked.connect(self._practice)
        row.addWidget(_way("people", "Looking round, or training?", words, self._practice_button), 1)
        return row

    def create_study(self) -> None:
        """Put the three steps of creating a study into the upper card."""
        from ojm_desktop.ui.unlock.create_card import CreateCard

        card = CreateCard(self._opener, self._clock)
        card.opened.connect(self.opened)
        card.left.connect(self._back_to_studies)
        self._put_upper(card)
        self._lower.hide()
        card.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def restore_backup(self, broken: Unlocked | None = None, found: str = "") -> None:
        """What brings a study back: from a stick, or where ``broken`` was found damaged when it was opened."""
        from ojm_desktop.ui.unlock.rescuing import Rescuing

        self.strip.clear()
        card = Rescuing(self._opener, self._clock, broken, found)
        card.opened.connect(self.opened)
        card.left.connect(self._back_to_studies)
        self._put_upper(card)
        self._lower.hide()
        card.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _back_to_studies(self) -> None:
        self._put_upper(self._upper_card())
        self._lower.show()
        focus = self.first_focus()
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_another(self) -> None:
        card = self._new_unlock_card()
        self._put_upper(card)
        card.choose_another()

    def _show_progress(self) -> None:
        task = self._opener.tasks.current
        if task is not None and task.share > 0 and self._practice_button is not None:
            words = f"Preparing the practice study, {round(task.share * 100)} %"
            self._practice_button.set_words(words if not self._practice_button.isEnabled() else "Open practice study")

    def _practice(self) -> None:
        if self._practice_button is not None:
            self._practice_button.setEnabled(False)
            self._practice_button.set_words("Preparing the practice study")
        self._opener.practice(lambda session: self.opened.emit(session, None), self._practice_refused)

    def _practice_refused(self, error: BaseException) -> None:
        if self._practice_button is not None:
            self._practice_button.setEnabled(True)
            self._practice_button.set_words("Open practice study")
        if not isinstance(error, OjmError):
            raise error
        self.say(str(error))

    def _help(self) -> None:
        from ojm_desktop.ui import help

        help.show(self, "Help: unlocking a study", HELP, ())


class Mark(QWidget):
    """The program's mark: a journey in a green square."""

    def __init__(self) -> None:
        super().__init__()
        side = theme.current().px(40)
        self.setFixedSize(side, side)
        self.setAccessibleName("OJM Desktop")

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        paint.ground(painter, QRectF(self.rect()), look.colour("accent"), None, look.px(6))
        points = [QPointF(look.px(x), look.px(y)) for x, y in ((6, 27), (15, 19), (23, 23), (34, 12))]
        painter.setPen(QPen(look.colour("on_accent"), look.px(3), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPolyline(points)
        painter.setBrush(look.colour("on_accent"))
        for point in points[1:3]:
            painter.drawEllipse(point, look.px(2), look.px(2))
        painter.end()


class _Icon(QWidget):
    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        side = theme.current().px(24)
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        icons.paint(painter, self._name, QRectF(self.rect()), theme.current().colour("accent"))
        painter.end()


def _way(icon: str, title: str, words: str, button: Button) -> Card:
    """A lower card: icon, title, sentence, button."""
    look = theme.current()
    card = Card(margin=24, spacing=2)
    row = QHBoxLayout()
    row.setSpacing(look.px(16))
    row.addWidget(_Icon(icon), 0, Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout()
    column.setSpacing(look.px(4))
    column.addWidget(Label(title, "label"))
    column.addWidget(Label(words, tone="muted", wrap=True))
    column.addStretch(1)
    column.addSpacing(look.px(8))
    column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
    row.addLayout(column, 1)
    card.column.addLayout(row)
    card.setMinimumHeight(look.px(172))
    return card


def _foot(version: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(Label("Works without a network. Everything stays on this laptop, encrypted.", tone="muted"))
    row.addStretch(1)
    row.addWidget(Label(f"Version {version}", tone="muted"))
    return row
