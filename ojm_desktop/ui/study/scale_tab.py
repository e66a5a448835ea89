"""Scale: presets, other numbers, the words under it; fixed once somebody has rated."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.scale import PRESETS, Scale
from ojm_desktop.service.edits.plan import ChangeScale, ChangeSuggestionStep
from ojm_desktop.service.queries import setup
from ojm_desktop.service.session import Session
from ojm_desktop.ui import theme
from ojm_desktop.ui.study.entries import LineEntry, NumberEntry, field, fields, head
from ojm_desktop.ui.study.tab import Do, Tab
from ojm_desktop.ui.widgets import paint
from ojm_desktop.ui.widgets.buttons import RadioButton, quiet
from ojm_desktop.ui.widgets.card import Card
from ojm_desktop.ui.widgets.lines import lines
from ojm_desktop.ui.widgets.strip import Strip, Tone
from ojm_desktop.ui.widgets.text import Label

FIXED = "The scale is fixed since the first rating, because values on two scales cannot be compared."
WORDS_MOST = 60


class ScaleTab(Tab):
    """The scale on which people rate themselves, and from which step on a hot spot is suggested."""

    name, words, group = "scale", "Scale", "Questions"

    def __init__(self, session: Session, do: Do, refused: Callable[[str], object]) -> None:
        super().__init__(session, do, refused)
        self.locked = Strip()
        self.picture = ScalePicture()
        self.presets = [RadioButton(_preset_words(preset)) for preset in PRESETS]
        group = QButtonGroup(self)
        for button, preset in zip(self.presets, PRESETS, strict=True):
            group.addButton(button)
            button.clicked.connect(lambda _checked, preset=preset: self._put_numbers(preset))
        self.lowest, self.highest = NumberEntry(-100, 99), NumberEntry(-99, 100)
        self.neutral, self.by = NumberEntry(-100, 100), NumberEntry(1, 20)
        self.use = quiet("Use these numbers")
        self.use.clicked.connect(lambda _checked: self._put_typed())
        self.low = LineEntry(WORDS_MOST, lambda text: self._put_words(low=text))
        self.middle = LineEntry(WORDS_MOST, lambda text: self._put_words(middle=text))
        self.high = LineEntry(WORDS_MOST, lambda text: self._put_words(high=text))
        self.question = LineEntry(200, lambda text: self._put_words(question=text))
        self.suggested_from = NumberEntry(1, 20, lambda step: self.do(ChangeSuggestionStep(step=step)))
        self._lay_out()

    def refresh(self) -> None:
        scale = self.session.plan.scale
        is_fixed = setup.scale_is_fixed(self.session)
        if is_fixed:
            self.locked.say(FIXED, Tone.NEUTRAL, icon="lock")
        else:
            self.locked.clear()
        self.picture.show_scale(scale)
        self._show_preset(scale)
        numbers = (scale.minimum, scale.maximum, scale.neutral, scale.step)
        entries = (self.lowest, self.highest, self.neutral, self.by)
        for entry, number in zip(entries, numbers, strict=True):
            entry.show_number(number)
        for line, text in (
            (self.low, scale.low),
            (self.middle, scale.middle),
            (self.high, scale.high),
            (self.question, scale.question),
        ):
            line.show_text(text)
        self.suggested_from.show_number(self.session.plan.suggestion_step)
        for widget in (*self.presets, *entries, self.use, self.low, self.middle, self.high, self.question):
            widget.setEnabled(not is_fixed)

    def first(self) -> QWidget | None:
        chosen = next((button for button in self.presets if button.isChecked()), self.presets[0])
        return chosen if chosen.isEnabled() else None

    def _show_preset(self, scale: Scale) -> None:
        group = self.presets[0].group()
        group.setExclusive(False)
        for button, preset in zip(self.presets, PRESETS, strict=True):
            button.setChecked(_numbers(preset) == _numbers(scale))
        group.setExclusive(True)

    def _put_numbers(self, numbers: Scale) -> None:
        """Other numbers under the words that are there."""
        scale = self.session.plan.scale
        self._put(
            replace(scale, minimum=numbers.minimum, maximum=numbers.maximum, neutral=numbers.neutral, step=numbers.step)
        )

    def _put_typed(self) -> None:
        try:
            typed = Scale(
                minimum=self.lowest.value,
                maximum=self.highest.value,
                neutral=self.neutral.value,
                step=self.by.value,
            )
        except OjmError as error:
            self.refused(str(error))
            return
        self._put_numbers(typed)

    def _put_words(self, **words: str) -> None:
        self._put(replace(self.session.plan.scale, **words))  # type: ignore[arg-type]  # only the texts are given

    def _put(self, scale: Scale) -> None:
        if scale != self.session.plan.scale:
            self.do(ChangeScale(scale=scale))

    def _lay_out(self) -> None:
        look = theme.current()
        self.column.addWidget(self.locked)
        numbers = Card(margin=24, spacing=12)
        numbers.column.addLayout(head("Numbers", "What a person can press. The line is drawn at the neutral value."))
        numbers.add(self.picture)
        presets = lines(*((preset,) for preset in self.presets))
        presets.setSpacing(look.px(24 if look.scale == 1 else 4))
        numbers.column.addLayout(presets)
        other = fields(
            (field("From", self.lowest), 1),
            (field("To", self.highest), 1),
            (field("Neutral", self.neutral), 1),
            (field("Step", self.by), 1),
        )
        other.addStretch(2)
        other.addWidget(self.use, 0, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft)
        numbers.column.addLayout(other)
        self.column.addWidget(numbers)
        words = Card(margin=24, spacing=12)
        words.column.addLayout(head("Words", "They stand under both ends and the middle, on screen and paper."))
        words.column.addLayout(
            fields((field("Lowest", self.low), 1), (field("Middle", self.middle), 1), (field("Highest", self.high), 1))
        )
        words.add(field("Question read to the participant", self.question))
        self.column.addWidget(words)
        spots = Card(margin=24, spacing=12)
        self.suggested_from.setFixedWidth(look.px(96))
        spots.column.addLayout(
            lines((Label("Smallest change that suggests a hot spot, in steps", "label"),), (self.suggested_from,))
        )
        self.suggested_from.setAccessibleName("Smallest change that suggests a hot spot, in steps")
        self.column.addWidget(spots)
        self.column.addStretch(1)


class ScalePicture(QWidget):
    """The scale as it is pressed, with its words under it. Not coloured: a coloured scale leads the answer."""

    def __init__(self) -> None:
        super().__init__()
        self._scale = Scale()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_scale(self, scale: Scale) -> None:
        """Show another scale."""
        self._scale = scale
        self.setAccessibleName(f"{scale.range_text}: {scale.low}, {scale.middle}, {scale.high}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(320), theme.current().px(92))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        values = self._scale.values()
        gap = look.px(8 if len(values) <= 12 else 3)
        pitch = min(look.px(72), (self.width() + gap) / len(values))
        side = pitch - gap
        font = look.font("label")
        for number, value in enumerate(values):
            cell = QRectF(number * pitch, 0, side, look.px(56))
            paint.ground(painter, cell, look.colour("card"), look.colour("control"), look.px(6), look.border)
            paint.row(painter, cell, self._scale.text(value), font, look.colour("text"), centred=True)
        width = pitch * len(values) - gap
        middle = (values.index(self._scale.neutral) + 0.5) * pitch - gap / 2
        painter.setFont(look.font())
        painter.setPen(look.colour("muted"))
        box = QRectF(0, look.px(62), width, look.px(28))
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._scale.low)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._scale.high)
        centre = QRectF(middle - width / 2, box.top(), width, box.height())
        painter.drawText(centre, Qt.AlignmentFlag.AlignCenter, self._scale.middle)
        painter.end()


def _numbers(scale: Scale) -> tuple[int, int, int, int]:
    return scale.minimum, scale.maximum, scale.neutral, scale.step


def _preset_words(preset: Scale) -> str:
    return preset.range_text
