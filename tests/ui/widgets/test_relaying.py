"""A layout that was taken apart and laid out again asks its widgets how high they are now."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ojm_desktop.ui.widgets import relaying
from ojm_desktop.ui.widgets.text import Label
from tests.ui.windows import dressed


def test_that_a_text_laid_out_again_gets_the_height_of_the_words_it_has_then(qtbot: QtBot, qapp: QApplication) -> None:
    dressed(qapp)
    holder, words = QWidget(), Label("Short.", "body", wrap=True)
    qtbot.addWidget(holder)
    column = QVBoxLayout(holder)
    holder.resize(200, 600)
    holder.show()
    for _ in range(2):
        relaying.empty(column)
        assert column.count() == 0
        column.addWidget(words)
        column.addStretch(1)
        QApplication.processEvents()
    words.setText("A question of many words. " * 12)
    QApplication.processEvents()
    assert words.height() >= words.heightForWidth(words.width())
