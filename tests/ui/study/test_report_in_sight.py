"""What became of a file stays in sight at the size of a small laptop."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from ojm_desktop.forms.report import Report
from ojm_desktop.service import forms
from ojm_desktop.ui.study import StudyPage
from ojm_desktop.ui.study.forms.report_card import Taken
from ojm_desktop.ui.study.forms_tab import FormsTab
from ojm_desktop.ui.widgets.strip import Tone
from tests.ui import made_up
from tests.ui.showing import shown


def test_that_what_comes_next_after_an_import_stays_in_sight_when_something_is_said_above(qtbot: QtBot) -> None:
    session = made_up.session()
    forms.take_in_shipped(session)
    page, _ = shown(qtbot, StudyPage, session, "forms")
    tab = page.tab
    assert isinstance(tab, FormsTab)
    tab.report.show_taken(Report("briefing.xlsx"), Taken("0", "Staff briefing, version 1,"))
    tab.look_at_report()

    def is_in_sight() -> bool:
        top = tab.report.compare.mapTo(tab.scrolled, QPoint(0, 0)).y()
        return top >= 0 and top + tab.report.compare.height() <= tab.scrolled.viewport().height()

    qtbot.waitUntil(is_in_sight)
    tab.said.say("Some words that stand above everything else. " * 6, Tone.WARNING)
    qtbot.waitUntil(lambda: tab.scrolled.verticalScrollBar().value() > 0 and is_in_sight(), timeout=1000)
