"""The editor in the place of the notes: what is known of one hot spot or turning point, changed where it stands."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from ojm_desktop.domain.hot_spot import Direction, HotSpot, Note, Polarity, TurningPoint
from ojm_desktop.store.settings import Draft
from ojm_desktop.ui import theme
from ojm_desktop.ui.participant.drafting import DraftText
from ojm_desktop.ui.participant.when import When, offered
from ojm_desktop.ui.widgets.buttons import CheckBox, link
from ojm_desktop.ui.widgets.card import Card, row
from ojm_desktop.ui.widgets.day_field import DayField
from ojm_desktop.ui.widgets.field import ChoiceBox
from ojm_desktop.ui.widgets.lines import lines
from ojm_desktop.ui.widgets.segments import Segment, Segments
from ojm_desktop.ui.widgets.text import ElidedLabel, Label

FIELDS = (
    ("title", "What happened"),
    ("could_have_helped", "What could have made a difference"),
    ("observation", "In the person’s own words"),
)
SIGNS = (
    Segment("positive", "+ Positive"),
    Segment("negative", "\u2212 Negative"),
    Segment("mixed", "± Both"),
)
WAYS = (Segment("up", "Better"), Segment("down", "Worse"))
_TEXT_HEIGHT = 72


class MomentEditor(Card):
    """Tells each change by itself; text when its field is left; ``began`` when there is more of it to keep."""

    closed = Signal()
    sign_given = Signal(object)
    days_given = Signal(object, object)
    confirmed_given = Signal(bool)
    note_given = Signal(object)
    turn_given = Signal(object, object, str)
    removed = Signal()
    began = Signal()
    wrong = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margin=12, spacing=8, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.id = ""
        self._times: tuple[When, ...] = ()
        self._name = Label("", "label")
        self.sign = Segments("Sign", SIGNS)
        self.way = Segments("Which way it turned", WAYS)
        self.first_day = DayField("First day")
        self.last_day = DayField("Last day")
        self.when = ChoiceBox()
        self.when.setAccessibleName("When it turned")
        self.when.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.when.setMinimumContentsLength(16)
        self.said = QLineEdit()
        self.said.setAccessibleName("When it was, in the person’s words")
        self.said.setPlaceholderText("When, in their words")
        self.said.setMinimumWidth(theme.current().px(240))
        self.confirmed = CheckBox("Confirmed by the participant")
        self.confirmed.setToolTip("Until they say so it is grey on the screen and stands on no print.")
        self.texts = {key: DraftText(name) for key, name in FIELDS}
        self._lay_out()
        self._connect()

    # --- what it shows

    def show_hot_spot(self, spot: HotSpot, name: str, drafts: dict[str, Draft]) -> None:
        """Show a hot spot; `name` says which it is on the map, `drafts` what was being typed, by field."""
        self._begin(spot.id, name, spot.note, drafts)
        self._seen(is_spot=True)
        self.sign.set_value(spot.polarity.value)
        self.first_day.show_day(spot.first_day)
        self.last_day.show_day(spot.last_day)
        with QSignalBlocker(self.confirmed):
            self.confirmed.setChecked(spot.is_confirmed)

    def show_turning_point(self, point: TurningPoint, name: str, start: date, drafts: dict[str, Draft]) -> None:
        """Show a turning point of an order that began on `start`."""
        self._begin(point.id, name, point.note, drafts)
        self._seen(is_spot=False)
        self._times, chosen = offered(start, point.first_day, point.last_day, point.certainty)
        self.way.set_value(point.direction.value)
        if not self.said.isModified():
            self.said.setText(point.words)
            self.said.setCursorPosition(0)
        with QSignalBlocker(self.when):
            self.when.clear()
            self.when.addItems([when.words for when in self._times])
            self.when.setCurrentIndex(chosen)

    def has_half_typed(self) -> bool:
        """Whether a field holds words that are not given yet."""
        return any(text.is_dirty for text in self.texts.values())

    def settle(self) -> None:
        """Give what was typed: something else is chosen now."""
        for text in self.texts.values():
            text.give()

    def accept_given(self) -> None:
        """The note that was given is stored."""
        for text in self.texts.values():
            text.accept_given()

    def half_typed(self) -> dict[str, tuple[str, int]]:
        """Text and cursor of every field with words that are not given yet, by field."""
        return {
            key: (text.toPlainText(), text.textCursor().position()) for key, text in self.texts.items() if text.is_dirty
        }

    def stop(self) -> None:
        """Give the words on when it was, and nothing else from now on; the study is being closed."""
        self._tell_said()
        for text in self.texts.values():
            text.stop()

    def typing_first(self) -> QWidget:
        """Where to go on typing: the field with a draft, else the first."""
        return next((text for text in self.texts.values() if text.is_dirty), self.texts["title"])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _begin(self, item: str, name: str, note: Note, drafts: dict[str, Draft]) -> None:
        """Take over the words."""
        is_other = item != self.id
        if is_other:
            self.id = ""  # what the fields hold belongs to nobody while they change hands
            for text in self.texts.values():
                text.show_draft("", 0)
                text.show_stored("")
            self.id = item
        self._name.setText(name)
        self.setAccessibleName(name)
        for key, text in self.texts.items():
            text.show_stored(getattr(note, key))
            if is_other and key in drafts:
                text.show_draft(drafts[key].text, drafts[key].cursor)

    def _seen(self, *, is_spot: bool) -> None:
        for part in (self.sign, self.confirmed, *self._day_parts):
            part.setVisible(is_spot)
        for part in (self.way, self.when, self.said):
            part.setVisible(not is_spot)

    # --- how it is made

    def _lay_out(self) -> None:
        look = theme.current()
        remove = link("Remove")
        close = link("Close", key="Esc")
        remove.clicked.connect(self.removed)
        close.clicked.connect(self.closed)
        self._until = Label("to", tone="muted")
        self._day_parts: tuple[QWidget, ...] = (self.first_day, self._until, self.last_day)
        for field in (self.first_day, self.last_day):
            field.setSizePolicy(QSizePolicy.Policy.Fixed, field.sizePolicy().verticalPolicy())
        is_large = look.scale > 1
        signs: tuple[QWidget, ...] = (self.sign, self.way)
        ways = row(remove, close, spacing=20)
        head = row(self._name, *(() if is_large else signs), 1)
        head.addLayout(ways)
        self.column.addLayout(head)
        if is_large:
            self.column.addLayout(row(*signs, 1))
        words = QBoxLayout(QBoxLayout.Direction.TopToBottom if is_large else QBoxLayout.Direction.LeftToRight)
        words.setSpacing(look.px(12))
        for key, name in FIELDS:
            each = QVBoxLayout()
            each.setSpacing(look.px(6))
            text = self.texts[key]
            text.setFixedHeight(look.px(_TEXT_HEIGHT))
            each.addWidget(ElidedLabel(name, tone="muted"))
            each.addWidget(text)
            words.addLayout(each, 1)
        self.column.addLayout(words)
        self.column.addLayout(lines(self._day_parts, (self.when,), (self.said,), (self.confirmed,)))

    def _connect(self) -> None:
        self.sign.chosen.connect(lambda value: self.sign_given.emit(Polarity(value)))
        self.way.chosen.connect(lambda _value: self._tell_turn())
        self.when.activated.connect(lambda _row: self._tell_turn())
        self.said.editingFinished.connect(self._tell_said)
        self.confirmed.clicked.connect(self.confirmed_given)
        for field in (self.first_day, self.last_day):
            field.given.connect(lambda day, field=field: self._tell_days(field, day))
            field.wrong.connect(self.wrong)
        for text in self.texts.values():
            text.began.connect(self.began)
            text.given.connect(lambda _words: self._tell_note())

    def _tell_days(self, field: DayField, day: date) -> None:
        first, last = self.first_day.day or day, self.last_day.day or day
        if field is self.first_day and last < first:
            last = first
        self.days_given.emit(first, last)

    def _tell_turn(self) -> None:
        self.turn_given.emit(self._times[self.when.currentIndex()], Direction(self.way.value), self.said.text())
        self.said.setModified(False)

    def _tell_said(self) -> None:
        if self.said.isModified():
            self._tell_turn()

    def _tell_note(self) -> None:
        if self.id:
            self.note_given.emit(Note(**{key: text.toPlainText() for key, text in self.texts.items()}))
