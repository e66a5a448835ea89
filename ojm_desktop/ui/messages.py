"""The few boxes there are: choosing files, what cannot be undone, and the report of an error that is ours."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from ojm_desktop.ui import clipboard, theme
from ojm_desktop.ui.widgets.buttons import primary, quiet
from ojm_desktop.ui.widgets.text import Label


def choose_study(parent: QWidget, start: Path) -> Path | None:
    """A study's folder that is there, or None."""
    chosen = QFileDialog.getExistingDirectory(parent, "Open a study folder", str(start))
    return Path(chosen) if chosen else None


def choose_folder(parent: QWidget, words: str, start: Path) -> Path | None:
    """A folder to put something into, or None."""
    chosen = QFileDialog.getExistingDirectory(parent, words, str(start))
    return Path(chosen) if chosen else None


def choose_file(parent: QWidget, words: str, start: Path, kind: str) -> Path | None:
    """A file that is there, or None; ``kind`` is Qt's filter."""
    chosen, _ = QFileDialog.getOpenFileName(parent, words, str(start), kind)
    return Path(chosen) if chosen else None


def open_folder(folder: Path) -> bool:
    """Show a folder in the desktop's own window of files; whether the desktop has one."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def choose_any_file(parent: QWidget, words: str, kinds: str) -> Path | None:
    """A file that is there, to be read, or None; ``kinds`` is Qt's filter."""
    chosen, _ = QFileDialog.getOpenFileName(parent, words, str(Path.home()), kinds)
    return Path(chosen) if chosen else None


def choose_new_file(parent: QWidget, words: str, start: Path, kind: str) -> Path | None:
    """A file to be written, or None; ``kind`` is Qt's filter ("PDF (*.pdf)")."""
    chosen, _ = QFileDialog.getSaveFileName(parent, words, str(start), kind)
    return Path(chosen) if chosen else None


def tell(parent: QWidget, heading: str, sentence: str) -> None:
    """Say what must be read before the window goes."""
    box = _box(parent, heading, sentence)
    go = primary("Close")
    go.clicked.connect(box.accept)
    _buttons(box, go)
    go.setFocus()
    box.exec()


def show_report(parent: QWidget | None, report: str) -> None:
    """Show what went wrong in the program itself, to copy; it holds no value of anything (C5)."""
    box = _box(
        parent,
        "The program made a mistake",
        "What was saved is safe. Please copy this report for whoever looks after the program; it holds nothing of the "
        "study. Then go on, or lock and start again.",
    )
    text = QPlainTextEdit(report)
    text.setReadOnly(True)
    text.setAccessibleName("Report")
    text.setMinimumHeight(theme.current().px(220))
    layout = box.layout()
    assert layout is not None
    layout.addWidget(text)
    copy = quiet("Copy the report")
    copy.clicked.connect(lambda: clipboard.put(report))
    go = primary("Go on")
    go.clicked.connect(box.accept)
    _buttons(box, copy, go)
    go.setFocus()
    box.exec()


def _box(parent: QWidget | None, heading: str, sentence: str) -> QDialog:
    look = theme.current()
    box = QDialog(parent)
    box.setWindowTitle("OJM Desktop")
    box.setMinimumWidth(look.px(560))
    column = QVBoxLayout(box)
    column.setContentsMargins(*(look.px(24),) * 4)
    column.setSpacing(look.px(12))
    column.addWidget(Label(heading, "heading", wrap=True))
    column.addWidget(Label(sentence, wrap=True))
    return box


def _buttons(box: QDialog, *buttons: QWidget) -> None:
    row = QHBoxLayout()
    row.setSpacing(theme.current().px(12))
    row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    layout = box.layout()
    assert isinstance(layout, QVBoxLayout)
    layout.addLayout(row)
