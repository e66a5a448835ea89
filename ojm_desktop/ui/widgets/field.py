"""A field: its label above, a hint or what is wrong below."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QStyle, QStyleOptionComboBox, QVBoxLayout, QWidget

from ojm_desktop.ui import icons, theme
from ojm_desktop.ui.widgets.message import Message
from ojm_desktop.ui.widgets.text import Label, Tone


class Field(QWidget):
    """Label, editor and one line below it. The message keeps one line's place, so little moves if all is not well.

    One whose editor cannot be wrong (a list) does not ``keeps_line``: nothing is ever said below it.
    """

    def __init__(
        self, name: str, editor: QWidget, hint: str = "", parent: QWidget | None = None, *, keeps_line: bool = True
    ) -> None:
        super().__init__(parent)
        look = theme.current()
        self.editor = editor
        self._hint = hint
        self.label = Label(name, "label")
        self.label.setBuddy(editor)
        self.message = Message(keeps_line=keeps_line)
        editor.setAccessibleName(name)
        editor.setProperty("wrong", "false")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(6))
        column.addWidget(self.label)
        column.addSpacing(look.px(2))  # the ring reaches 5 px out of the editor, and touches no word
        column.addWidget(editor)
        column.addWidget(self.message)
        self.setFocusProxy(editor)
        self.clear_wrong()

    def set_wrong(self, sentence: str) -> None:
        """Mark the editor and say what is wrong, for the eye and for a screen reader."""
        self._mark(True)
        self.message.show_state("blocked", sentence, "blocked")
        self.editor.setAccessibleDescription(sentence)

    def set_note(self, sentence: str, icon: str = "", tone: Tone = "muted") -> None:
        """Say something below the editor that is not an error (Caps Lock is on)."""
        self._mark(False)
        self.message.show_state(icon, sentence, tone)
        self.editor.setAccessibleDescription(sentence)

    def clear_wrong(self) -> None:
        """Back to the hint."""
        self.set_note(self._hint)

    def _mark(self, wrong: bool) -> None:
        value = "true" if wrong else "false"
        if self.editor.property("wrong") != value:
            self.editor.setProperty("wrong", value)
            self.editor.style().unpolish(self.editor)
            self.editor.style().polish(self.editor)


class SearchField(QLineEdit):
    """A search field: a glass on the left, its key on the right while it is empty."""

    def __init__(self, placeholder: str, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self._key = key
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self._room = QFontMetrics(look.font()).horizontalAdvance(key) + look.px(8) if key else 0
        self.setTextMargins(look.px(28), 0, self._room, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        look = theme.current()
        painter = QPainter(self)
        size = look.px(20)
        icons.paint(
            painter, "search", QRectF(look.px(12), (self.height() - size) / 2, size, size), look.colour("muted")
        )
        if self._key and not self.text():
            painter.setFont(look.font())
            painter.setPen(look.colour("muted"))
            painter.drawText(
                self.rect().adjusted(0, 0, -look.px(12), 0),
                Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
                self._key,
            )
        painter.end()


class ChoiceBox(QComboBox):
    """A choice box whose arrow is the icon of the theme; words without room end in an ellipsis."""

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        super().initStyleOption(option)
        field = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, self).width()
        words = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)
        option.currentText = words

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        look = theme.current()
        painter = QPainter(self)
        size = look.px(20)
        box = QRectF(self.width() - size - look.px(10), (self.height() - size) / 2, size, size)
        icons.paint(painter, "open-list", box, look.colour("text" if self.isEnabled() else "muted"))
        painter.end()
