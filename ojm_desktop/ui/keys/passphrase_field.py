"""The passphrase field: letters hidden, shown by Alt+S until the focus leaves, Caps Lock noticed; kept nowhere (L4)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ojm_desktop.ui import theme
from ojm_desktop.ui.widgets.buttons import quiet
from ojm_desktop.ui.widgets.message import Message
from ojm_desktop.ui.widgets.text import Label

LONGEST = 1024


class HiddenLine(QLineEdit):
    """A line whose letters are hidden; nothing can be copied from it. ``caps_changed`` when Caps Lock was noticed.

    ``shown_changed`` when the letters can be read from now on, or no longer.
    """

    caps_changed = Signal(bool)
    shown_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setMaxLength(LONGEST)
        self.setProperty("tall", "true")
        self.setProperty("wrong", "false")
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self._caps = False

    @property
    def is_shown(self) -> bool:
        """Whether the letters can be read."""
        return self.echoMode() == QLineEdit.EchoMode.Normal

    def show_letters(self, shown: bool) -> None:
        """Show or hide the letters."""
        if shown != self.is_shown:
            self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
            self.shown_changed.emit(shown)

    def forget(self) -> None:
        """Empty the line and its undo history."""
        self.show_letters(False)
        self.clear()
        self.setText("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_CapsLock:
            self._set_caps(not self._caps)
        letter = event.text()
        if len(letter) == 1 and letter.isalpha() and letter.upper() != letter.lower():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._set_caps(letter.isupper() != shift)
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.show_letters(False)

    def _set_caps(self, caps: bool) -> None:
        if caps != self._caps:
            self._caps = caps
            self.caps_changed.emit(caps)


class PassphraseField(QWidget):
    """Label, hidden line, Show (Alt+S) and a message below. ``entered`` on Enter."""

    entered = Signal()
    edited = Signal()

    def __init__(self, name: str = "Passphrase", parent: QWidget | None = None, *, keeps_line: bool = True) -> None:
        """``keeps_line``: the message has its place also while there is none, so that nothing moves when it comes."""
        super().__init__(parent)
        look = theme.current()
        self.line = HiddenLine()
        self.line.setAccessibleName(name)
        self.message = Message(keeps_line=keeps_line)
        self.show_button = quiet("Show", large=True)
        self.show_button.setFixedWidth(look.px(88))
        self.show_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._say_shown(False)
        self._is_noted = False
        label = Label(name, "label")
        label.setBuddy(self.line)
        row = QHBoxLayout()
        row.setSpacing(look.px(12))
        row.addWidget(self.line, 1)
        row.addWidget(self.show_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        column.addWidget(label)
        column.addLayout(row)
        column.addWidget(self.message)
        self.setFocusProxy(self.line)
        self.show_button.clicked.connect(self._toggle)
        self.line.returnPressed.connect(self.entered)
        self.line.textEdited.connect(self._edited)
        self.line.caps_changed.connect(self._caps)
        self.line.shown_changed.connect(self._say_shown)
        shortcut = QShortcut(QKeySequence("Alt+S"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._toggle)

    @property
    def words(self) -> str:
        """What was typed."""
        return self.line.text()

    def set_wrong(self, sentence: str) -> None:
        """Mark the field and say why; what was typed is selected, so that typing replaces it."""
        self._mark(True)
        self.message.show_state("blocked", sentence, "blocked")
        self.line.setAccessibleDescription(sentence)
        self.line.selectAll()

    def set_note(self, sentence: str) -> None:
        """Say something that is not wrong, about what stands in the field until it is edited."""
        self._mark(False)
        self._is_noted = True
        self.message.show_state("", sentence, "muted")
        self.line.setAccessibleDescription(sentence)

    def clear_wrong(self) -> None:
        """Nothing is wrong, and nothing is to be said."""
        self._mark(False)
        self._is_noted = False
        self.line.setAccessibleDescription("")
        self.message.show_state("", "")

    def _edited(self) -> None:
        if self.line.property("wrong") == "true" or self._is_noted:
            self.clear_wrong()
        self.edited.emit()

    def _toggle(self) -> None:
        shown = not self.line.is_shown
        self.line.setFocus()
        self.line.show_letters(shown)

    def _say_shown(self, shown: bool) -> None:
        self.show_button.set_words("Hide" if shown else "Show")
        words = "Hide the letters again" if shown else "Show the letters until the field is left"
        self.show_button.setToolTip(f"{words} (Alt+S)")

    def _caps(self, caps: bool) -> None:
        if self.line.property("wrong") != "true":
            self.message.show_state("warn" if caps else "", "Caps Lock is on" if caps else "", "warn")

    def _mark(self, wrong: bool) -> None:
        value = "true" if wrong else "false"
        if self.line.property("wrong") != value:
            self.line.setProperty("wrong", value)
            self.line.style().unpolish(self.line)
            self.line.style().polish(self.line)
