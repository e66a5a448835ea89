"""Shows one page alone, as the frame would: told of changes, its first control focused."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ojm_desktop.service.session import Session
from ojm_desktop.ui.page import Page
from tests.ui.windows import dressed

P = TypeVar("P", bound=Page)


class Went:
    """Where a page asked to go."""

    def __init__(self) -> None:
        self.to: list[tuple[str, str]] = []

    def __call__(self, page: str, target: str = "") -> None:
        self.to.append((page, target))


def shown(
    qtbot: QtBot, kind: type[P], session: Session, target: str = "", size: tuple[int, int] = (1166, 684)
) -> tuple[P, Went]:
    """The page, shown and told of every change; and where it asks to go."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    dressed(app)
    went = Went()
    page = kind(session, went)
    qtbot.addWidget(page)
    session.on_changed.connect(page.refresh)
    page.resize(*size)
    page.show()
    with qtbot.waitActive(page):
        page.activateWindow()
    page.show_target(target)
    page.refresh(None)
    (page.first_focus() or page).setFocus()
    return page, went


def words_of(view: QWidget) -> str:
    """What it says in plain words."""
    return " ".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())
