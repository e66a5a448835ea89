"""The steps of an agreement before its choices, as a researcher goes through them with the keyboard."""

from __future__ import annotations

from typing import Final

from PySide6.QtTest import QTest

from ojm_desktop.ui.agreement import AgreementPage
from ojm_desktop.ui.agreement.progress import Step

UNDERSTOOD: Final = ("You lock it away", "I say so", "Nothing")


def answer(page: AgreementPage) -> None:
    """What somebody says to the questions whether it was understood."""
    for line, words in zip(page.understood.lines, UNDERSTOOD, strict=True):
        if not line.text():
            QTest.keyClicks(line, words)


def go_on_to(page: AgreementPage, step: Step) -> None:
    """Part by part and step by step."""
    while page.step is not step:
        if page.step is Step.UNDERSTOOD:
            answer(page)
        before = page.step, page.reading.place.text()
        page.on()
        assert (page.step, page.reading.place.text()) != before, page.foot.waits.text()
