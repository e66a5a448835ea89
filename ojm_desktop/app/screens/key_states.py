"""The states of People and keys: what is asked before a way in is given, changed or taken out."""

from __future__ import annotations

from ojm_desktop.app.screens.stage import Stage, settle
from ojm_desktop.domain.recipient import Recipient
from ojm_desktop.exchange import bech32
from ojm_desktop.service import key_changes
from ojm_desktop.service.edits import AddRecipient
from ojm_desktop.service.practice import PASSPHRASE
from ojm_desktop.service.session import Session
from ojm_desktop.ui.study.key_steps import LetIn
from ojm_desktop.ui.study.keys_tab import KeysTab
from ojm_desktop.ui.study.recipient_steps import AddSomebody
from ojm_desktop.ui.study.recipients_tab import RecipientsTab


def _tab(stage: Stage) -> KeysTab:
    stage.go("study", "keys")
    return stage.find(KeysTab)


def _press(tab: KeysTab, number: int) -> None:
    """The button of a row."""
    tab.table.pressed.emit(tab.table.rows.rows[number].key)
    settle()


def let_in(stage: Stage) -> LetIn:
    """Somebody is let in: who, what their passphrase opens, the passphrase twice."""
    tab = _tab(stage)
    tab.let_in.click()
    step = tab.step
    assert isinstance(step, LetIn)
    step.name.setText("Second researcher")
    step.roles["researcher"].setChecked(True)
    settle()
    return step


def let_in_refused(stage: Stage) -> None:
    """The same with a passphrase that opens the study already."""
    step = let_in(stage)
    for field in (step.passphrase.first, step.passphrase.second):
        field.line.setText(PASSPHRASE)
    step.set_wrong("This passphrase opens the study already. Nothing was changed; choose another one.")


def own_passphrase(stage: Stage) -> None:
    """A new passphrase for the key in use."""
    _press(_tab(stage), 0)


def take_out(stage: Stage) -> None:
    """The office, let in just now, is to be taken out."""
    session = stage.scene.waiting
    assert session.place is not None
    key_changes.put(session, key_changes.prepare_office(session.place, "Office", bytes(range(32))))
    _press(_tab(stage), 2)


def new_sheet(stage: Stage) -> None:
    """The groups of a new recovery sheet, which count once one was typed back."""
    _press(_tab(stage), 1)


def let_office_in(stage: Stage) -> None:
    """The office is let in."""
    _tab(stage).let_office_in.click()


def with_recipients(stage: Stage) -> RecipientsTab:
    """Two recipients, with the words of their keys."""
    for number, name in enumerate(("Study lead", "Research office"), 1):
        public = bech32.encode("age", bytes([number]) * 32)
        stage.scene.waiting.do(AddRecipient(recipient=Recipient(name, public)))
    stage.go("study", "recipients")
    return stage.find(RecipientsTab)


def add_recipient(stage: Stage) -> None:
    """Somebody is to be added: their key is pasted, and its words are there to be compared."""
    stage.go("study", "recipients")
    tab = stage.find(RecipientsTab)
    tab.add.click()
    step = tab.step
    assert isinstance(step, AddSomebody)
    step.name.setText("Study lead")
    step.key.setText(bech32.encode("age", bytes([1]) * 32))
    settle()


def remove_recipient(stage: Stage) -> None:
    """One of them is to be removed."""
    with_recipients(stage).remove["Study lead"].click()
    settle()


def recipients_of_analyst(stage: Stage) -> None:
    """The same list in the window of a key that reads only."""
    with_recipients(stage)
    _reading_only(stage, "study", "recipients")


def analyst(stage: Stage) -> None:
    """A person's page in the window of a key that reads only."""
    _reading_only(stage, "participant", stage.scene.signed)


def _reading_only(stage: Stage, page: str, target: str) -> None:
    study = stage.scene.waiting
    stage.frame.stop_pages()
    stage.frame.let_go()
    stage.window.show_study(Session(study.study.store, "9" * 32, None, study.clock), page, target, check=False)
    settle()
