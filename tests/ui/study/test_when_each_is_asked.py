"""When each questionnaire is asked: titles are whole, what rates a wave stands first, a receipt is no intake."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ojm_desktop.domain.kept_form import FormUse
from ojm_desktop.service import forms
from ojm_desktop.service.edits import AssignForm
from ojm_desktop.service.session import Session
from ojm_desktop.ui.study import StudyPage
from ojm_desktop.ui.study.forms.uses_card import UsesCard
from ojm_desktop.ui.study.forms_tab import FormsTab
from tests.ui import made_up
from tests.ui.showing import shown
from tests.ui.windows import dressed


@pytest.fixture
def session() -> Session:
    """A study as it is when new."""
    found = made_up.session()
    forms.take_in_shipped(found)
    return found


def card(qtbot: QtBot, session: Session) -> UsesCard:
    """What is asked when, on its tab."""
    page, _ = shown(qtbot, StudyPage, session, "forms")
    assert isinstance(page.tab, FormsTab)
    return page.tab.uses


def test_that_the_title_of_what_is_asked_is_whole(qtbot: QtBot, qapp: QApplication, session: Session) -> None:
    dressed(qapp)
    uses = card(qtbot, session)
    uses.window().resize(1166, 700)  # the page in a window of 1366 px
    qapp.processEvents()
    for box in uses.boxes.values():
        assert box.width() > QFontMetricsF(box.font()).horizontalAdvance(box.currentText()) + 60


def test_that_what_rates_a_wave_stands_first_in_its_choice(qtbot: QtBot, session: Session) -> None:
    boxes = card(qtbot, session).boxes
    assert boxes["2/retrospective"].itemData(0) == "ojm_cohort2"
    session.do(AssignForm(use=FormUse("1", "ojm_voucher")))
    assert boxes["1/8"].itemData(0) == "ojm_cohort1"


def test_that_a_vouchers_receipt_is_told_to_ask_nothing_of_the_intake(qtbot: QtBot, session: Session) -> None:
    uses = card(qtbot, session)
    assert not any(wrong.words for wrong in uses.wrong.values())
    for use, name in (("intake", "intake"), ("diary", "weekly diary")):
        session.do(AssignForm(use=FormUse(use, "ojm_voucher")))
        assert uses.wrong[use].words == f"“Voucher receipt” is the receipt of a voucher and asks nothing of the {name}."
    assert not uses.wrong["voucher"].words
