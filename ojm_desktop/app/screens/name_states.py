"""The states of a name on a person's page: asked for, seen, and about to leave with all else that is kept."""

from __future__ import annotations

from PySide6.QtWidgets import QScrollArea, QWidget

from ojm_desktop.app.screens.stage import Stage, settle
from ojm_desktop.app.screens.states import details
from ojm_desktop.service.leaving import Offered
from ojm_desktop.service.reveal import WRONG
from ojm_desktop.ui.participant.access_card import SAYS, AccessCard
from ojm_desktop.ui.participant.name_card import NameCard


def asked(stage: Stage) -> None:
    """The passphrase is asked for before a name is shown, and a wrong one was typed."""
    page = stage.go("participant", stage.scene.signed)
    page.to_details.click()
    card = stage.find(NameCard)
    card.show_it.click()
    card.passphrase.line.setText("not the one")
    card.passphrase.set_wrong(WRONG)
    _into_sight(card)


def shown(stage: Stage) -> None:
    """A name while it may be seen."""
    details(stage)
    card = stage.find(NameCard)
    card.show_it.click()
    _into_sight(card)


def leaving(stage: Stage) -> None:
    """All that is kept about somebody, asked for: why it leaves."""
    details(stage)
    card = stage.find(AccessCard)
    card.save.click()
    card.line.ask("", Offered(is_practice=False), says=SAYS)
    _into_sight(card)


def _into_sight(part: QWidget) -> None:
    """Scroll down to it, as the wheel does."""
    settle()
    above = part.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if above is not None:
        above.verticalScrollBar().setValue(above.verticalScrollBar().maximum())
