"""A new passphrase, typed twice, with a meter of five words: of a new study, of somebody let in, of one's own."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QRectF, QSize, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.ui import theme
from ojm_desktop.ui.keys.passphrase_field import PassphraseField
from ojm_desktop.ui.keys.user_name import user_name
from ojm_desktop.ui.widgets import paint
from ojm_desktop.ui.widgets.buttons import quiet
from ojm_desktop.ui.widgets.text import Label
from ojm_desktop.vault import passphrase

MEASURED_AFTER = 150
"""Milliseconds without a key before the strength is measured: measuring takes some."""


class Meter(QWidget):
    """Five steps and a word: very weak, weak, fair, good, strong. The word says it, the steps only show it."""

    def __init__(self) -> None:
        super().__init__()
        self._level = -1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_level(-1)

    def set_level(self, level: int) -> None:
        """Show 0 to 4; -1 for nothing typed."""
        self._level = level
        self.setAccessibleName(f"Strength: {self.words}")
        self.update()

    @property
    def words(self) -> str:
        """The word shown."""
        return "nothing typed yet" if self._level < 0 else passphrase.LEVELS[self._level]

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(400), theme.current().px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        width, height = look.px(36), look.px(8)
        for step in range(len(passphrase.LEVELS)):
            box = QRectF(step * (width + look.px(4)), (self.height() - height) / 2, width, height)
            filled = step <= self._level
            paint.ground(painter, box, look.colour("accent") if filled else None, look.colour("control"), look.px(3))
        words = QRectF(self.rect()).adjusted(5 * (width + look.px(4)) + look.px(8), 0, 0, 0)
        paint.row(painter, words, f"Strength: {self.words}", look.font(), look.colour("muted"))
        painter.end()


class NewPassphrase(QWidget):
    """The passphrase twice, or one made up by the program. ``entered`` on Enter in the second field."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        look = theme.current()
        self._study_words: tuple[str, ...] = ()
        self._made_up = ""
        self.first = PassphraseField("Passphrase", keeps_line=False)
        self.second = PassphraseField("The same again", keeps_line=False)
        self.meter = Meter()
        self._measure = QTimer(self)
        self._measure.setSingleShot(True)
        self._measure.setInterval(MEASURED_AFTER)
        self._measure.timeout.connect(self._measured)
        self.make = quiet("Make one up")
        self.make.clicked.connect(self._make_up)
        row = QHBoxLayout()
        row.setSpacing(look.px(12))
        row.addWidget(self.meter, 1)
        row.addWidget(self.make)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(16))
        hint = (
            "At least 15 characters, or six words made up by the program. Four or five words in a row are easy to keep."
        )
        column.addWidget(Label(hint, tone="muted", wrap=True))
        column.addWidget(self.first)
        column.addLayout(row)
        column.addWidget(self.second)
        column.addStretch(1)
        order = (self.first.line, self.second.line, self.first.show_button, self.second.show_button, self.make)
        for before, after in pairwise(order):  # a passphrase is typed twice in a row; what else can be done comes after
            QWidget.setTabOrder(before, after)
        self.first.edited.connect(self._measure.start)
        self.first.entered.connect(self.second.line.setFocus)
        self.second.entered.connect(self.entered)

    @property
    def words(self) -> str:
        """The passphrase."""
        return self.first.words

    def first_focus(self) -> QWidget:
        """The first field."""
        return self.first.line

    def set_study(self, *words: str) -> None:
        """Words of the study, which a passphrase must not be made of."""
        self._study_words = words

    def check(self) -> bool:
        """Whether the passphrase may protect a study and both are the same; says which is not."""
        try:
            passphrase.check(self.words, study_words=self._study_words, user_name=user_name())
        except OjmError as error:
            self.first.set_wrong(str(error))
            self.first.line.setFocus()
            return False
        if self.second.words != self.words:
            self.second.set_wrong("The two are not the same. Type the second one again, or show the first (Alt+S).")
            self.second.line.setFocus()
            return False
        return True

    def set_wrong(self, sentence: str) -> None:
        """Show why it was not taken."""
        self.first.set_wrong(sentence)

    def forget(self) -> None:
        """Empty both fields."""
        self._made_up = ""
        self.first.line.forget()
        self.second.line.forget()

    def _measured(self) -> None:
        if not self.words:
            self.meter.set_level(-1)
            return
        strength = passphrase.strength(self.words, study_words=self._study_words, user_name=user_name())
        self.meter.set_level(strength.level)

    def _make_up(self) -> None:
        """Six words, in an empty field or in the place of six others: a passphrase that somebody typed stays."""
        if self.words not in ("", self._made_up):
            self.first.set_note("This one was typed and stays. To have one made up, empty the field first.")
            self.first.line.setFocus()
            self.first.line.selectAll()
            return
        self._made_up = passphrase.generate()
        self.first.line.setText(self._made_up)
        self.first.line.setFocus()
        self.first.line.show_letters(True)
        self.first.set_note("Write it down before you go on; then type it below.")
        self._measured()
