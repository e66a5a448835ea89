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
    """A line whose letters are hidden; nothing can be copied from it. ``caps_changed`` when Caps Lock was noticed."""

    caps_changed = Signal(bool)

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
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)

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
        self._show = quiet("Show", large=True)
        self._show.setFixedWidth(look.px(88))
        self._show.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._show.setToolTip("Show the letters until the field is left (Alt+S)")
        label = Label(name, "label")
        label.setBuddy(self.line)
        row = QHBoxLayout()
        row.setSpacing(look.px(12))
        row.addWidget(self.line, 1)
        row.addWidget(self._show)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        column.addWidget(label)
        column.addLayout(row)
        column.addWidget(self.message)
        self.setFocusProxy(self.line)
        self._show.clicked.connect(self._toggle)
        self.line.returnPressed.connect(self.entered)
        self.line.textEdited.connect(self._edited)
        self.line.caps_changed.connect(self._caps)
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

    def clear_wrong(self) -> None:
        """Nothing is wrong."""
        self._mark(False)
        self.message.show_state("", "")

    def _edited(self) -> None:
        if self.line.property("wrong") == "true":
            self.clear_wrong()
        self.edited.emit()

    def _toggle(self) -> None:
        shown = not self.line.is_shown
        self.line.setFocus()
        self.line.show_letters(shown)

    def _caps(self, caps: bool) -> None:
        if self.line.property("wrong") != "true":
            self.message.show_state("warn" if caps else "", "Caps Lock is on" if caps else "", "warn")

    def _mark(self, wrong: bool) -> None:
        value = "true" if wrong else "false"
        if self.line.property("wrong") != value:
            self.line.setProperty("wrong", value)
            self.line.style().unpolish(self.line)
            self.line.style().polish(self.line)
