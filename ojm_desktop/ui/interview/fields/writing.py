"""The editor for answers in words: at most 100,000 characters, drawn in soft blocks of at most 1,000.

One unbroken line of millions of characters costs Qt more than a second a key, so a long line is held as several blocks;
a block that goes on with the line before it is marked, and the mark is no part of the text. Undo of the editor knows
the marks as well, because they are formats. A text too long to type stands beside its question as an attached one
(interview: the text editor).
"""

from __future__ import annotations

from itertools import groupby
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from ojm_desktop.domain.answer import LONGEST_TYPED
from ojm_desktop.ui import theme

BLOCK: Final = 1_000
GOES_ON: Final = int(QTextFormat.Property.UserProperty) + 1
"""A block format with this property continues the line of the block before it."""
_KEEPS_FOCUS: Final = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
_RETURN: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Writing(QPlainTextEdit):
    """`left`: the focus went elsewhere in the window; `too_long(text)`: with what was pasted the text is longer than
    an editor holds, and here it is whole; `is_full`: a key was pressed that no room is left for.

    A `short` one begins with one line and leaves Enter to the page; so does one that is only read, and a blank one
    where a reason `is_settled` already: a new line there would be the beginning of nothing.
    """

    left = Signal()
    too_long = Signal(str)
    is_full = Signal()

    def __init__(self, *, short: bool, lines: int, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._short, self._lines, self._most = short, lines, most
        self.is_settled = False
        self._blocks, self._marks = 1, frozenset[int]()
        self._is_marked = False
        """A line was cut since the text was set: as long as none was there is no mark to look for."""
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(theme.current().px(4))
        self.document().contentsChange.connect(self._changed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Undo is this field's while it has something to take back, and the study's otherwise."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_undo = event.matches(QKeySequence.StandardKey.Undo) and not self.document().isUndoAvailable()
            if is_undo or (event.matches(QKeySequence.StandardKey.Redo) and not self.document().isRedoAvailable()):
                event.ignore()
                return False
        return super().event(event)

    # --- the text

    @property
    def length(self) -> int:
        """Characters of the text."""
        return self.document().characterCount() - 1 - len(self._marks)

    @property
    def is_blank(self) -> bool:
        """Nothing is written but white space; looks no further than the first word."""
        block = self.document().begin()
        while block.isValid():
            if block.text().strip():
                return False
            block = block.next()
        return True

    @property
    def takes_enter(self) -> bool:
        """Whether Enter is a new line here."""
        return not (self._short or self.isReadOnly() or (self.is_settled and self.is_blank))

    def text(self) -> str:
        """The text as it was written: without the marks."""
        blocks = self.document().toRawText().split("\u2029")
        if not self._marks:
            return "\n".join(blocks)
        return "".join(
            block if number in self._marks or not number else f"\n{block}" for number, block in enumerate(blocks)
        )

    def set_text(self, text: str) -> None:
        """Another text, typed by nobody; the editor's undo begins with it."""
        self.clear()
        self._is_marked = False
        self._insert(QTextCursor(self.document()), text)
        self.document().clearUndoRedoStacks()
        self.document().setModified(False)
        self._count_marks()
        self._fit()

    def _insert(self, cursor: QTextCursor, text: str) -> None:
        """Lines that need no cut go in together: Qt makes blocks of a hundred thousand lines quicker than we do."""
        cursor.beginEditBlock()
        first, *rest = text.split("\n")
        self._insert_line(cursor, first)
        for is_long, lines in groupby(rest, lambda line: len(line) > BLOCK):
            if is_long:
                for line in lines:
                    cursor.insertBlock(_format(False))
                    self._insert_line(cursor, line)
            else:
                cursor.insertBlock(_format(False))
                cursor.insertText("\n".join(lines))
        cursor.endEditBlock()

    def _insert_line(self, cursor: QTextCursor, line: str) -> None:
        for at in range(0, len(line), BLOCK):
            if at:
                self._is_marked = True
                cursor.insertBlock(_format(True))
            cursor.insertText(line[at : at + BLOCK])

    # --- what is typed and pasted

    def insertFromMimeData(self, source: QMimeData) -> None:
        text = plain(source.text())
        cursor = self.textCursor()
        if self.length - self._selected(cursor) + len(text) > LONGEST_TYPED:
            self.too_long.emit(self._with(cursor, text))
            return
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        self._insert(cursor, text)
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self._cut_around(cursor)
        self.ensureCursorVisible()

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied has no line end where a line was only cut."""
        copied = QMimeData()
        copied.setText(written(self.textCursor()))
        return copied

    def keyPressEvent(self, event: QKeyEvent) -> None:
        cursor = self.textCursor()
        if event.key() in _RETURN:
            if not self.takes_enter or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                event.ignore()  # the page goes on
                return
            if self._has_room(cursor):
                cursor.insertBlock(_format(False))
                self.setTextCursor(cursor)
                self.ensureCursorVisible()
            return
        is_command = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if event.text().isprintable() and event.text() and not is_command and not self._has_room(cursor):
            return
        backwards = event.key() == Qt.Key.Key_Backspace
        if backwards or event.key() == Qt.Key.Key_Delete:
            self._step_over(backwards)
            cursor = self.textCursor()
        kept = self.document().findBlock(max(0, cursor.selectionStart() - (1 if backwards else 0)))
        went_on, count = goes_on(kept), self.blockCount()
        super().keyPressEvent(event)
        if self.blockCount() < count:
            self._mark(self.textCursor().block(), went_on)
        self._cut_around(self.textCursor())

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(event)
        self._cut_around(self.textCursor())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _KEEPS_FOCUS:
            self.left.emit()

    def _has_room(self, cursor: QTextCursor) -> bool:
        if self.length - self._selected(cursor) < LONGEST_TYPED:
            return True
        self.is_full.emit()
        return False

    def _selected(self, cursor: QTextCursor) -> int:
        return len(written(cursor)) if cursor.hasSelection() else 0

    def _with(self, cursor: QTextCursor, text: str) -> str:
        """The whole text with something in the place of what is selected."""
        before, after = QTextCursor(self.document()), QTextCursor(self.document())
        before.setPosition(cursor.selectionStart(), QTextCursor.MoveMode.KeepAnchor)
        after.setPosition(cursor.selectionEnd())
        after.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        return written(before) + text + written(after)

    def _step_over(self, backwards: bool) -> None:
        """A mark is nothing to delete: the key takes the character behind it."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            return
        block = cursor.block()
        if backwards and cursor.atBlockStart() and goes_on(block):
            cursor.movePosition(QTextCursor.MoveOperation.PreviousCharacter)
        elif not backwards and cursor.atBlockEnd() and block.next().isValid() and goes_on(block.next()):
            cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
        self.setTextCursor(cursor)

    # --- blocks

    def _mark(self, block: QTextBlock, went_on: bool) -> None:
        """Where blocks became one, the line they belong to is that of the first: Qt may keep the second's format."""
        if goes_on(block) == went_on:
            return
        cursor = QTextCursor(block)
        cursor.joinPreviousEditBlock()
        cursor.setBlockFormat(_format(went_on))
        cursor.endEditBlock()
        self._count_marks()

    def _changed(self, _position: int, removed: int, added: int) -> None:
        """Count the marks again where there may be more or fewer: not for a key within a block."""
        if self.blockCount() != self._blocks or removed > 1 or added > 1:
            self._count_marks()

    def _count_marks(self) -> None:
        self._blocks, found = self.blockCount(), set()
        block = self.document().begin() if self._is_marked else self.document().end()
        while block.isValid():
            if goes_on(block):
                found.add(block.blockNumber())
            block = block.next()
        self._marks = frozenset(found)

    def _cut_around(self, cursor: QTextCursor) -> None:
        for block in (cursor.block(), cursor.block().previous()):
            if block.isValid() and block.length() > BLOCK + 1:
                self._cut(block)

    def _cut(self, block: QTextBlock) -> None:
        """Cut a block in two where a word ends, as one step with what made it too long."""
        text = block.text()
        at = text.rfind(" ", BLOCK // 2, BLOCK) + 1 or BLOCK
        cursor = QTextCursor(self.document())
        cursor.setPosition(block.position() + at)
        cursor.joinPreviousEditBlock()
        self._is_marked = True
        cursor.insertBlock(_format(True))
        cursor.endEditBlock()
        if cursor.block().length() > BLOCK + 1:
            self._cut(cursor.block())

    def _fit(self) -> None:
        """As high as what is written, from the least to the most lines."""
        look = theme.current()
        line = self.fontMetrics().lineSpacing()
        count, block = 0, self.document().begin()
        while block.isValid() and count < self._most:
            count += max(1, block.layout().lineCount())
            block = block.next()
        lines = min(max(self._lines, count), self._most)
        frame = 2 * look.px(4) + 2 * look.px(6) + 2 * look.border
        self.setFixedHeight(max(look.height("control_interview"), lines * line + frame))


def goes_on(block: QTextBlock) -> bool:
    """Whether a block continues the line before it."""
    return block.blockFormat().hasProperty(GOES_ON)


def written(cursor: QTextCursor) -> str:
    """The selected text as it was written."""
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    parts: list[str] = []
    block = cursor.document().findBlock(start)
    while block.isValid() and block.position() <= end:
        if block.position() > start and not goes_on(block):
            parts.append("\n")
        parts.append(block.text()[max(0, start - block.position()) : end - block.position()])
        block = block.next()
    return "".join(parts)


def plain(text: str) -> str:
    """A pasted text with one kind of line end."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n").replace("\u2028", "\n")


def _format(goes_on_: bool) -> QTextBlockFormat:
    made = QTextBlockFormat()
    if goes_on_:
        made.setProperty(GOES_ON, True)
    return made
