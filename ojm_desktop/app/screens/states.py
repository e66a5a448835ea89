"""The states of pages: each function leads a window there, by what a person would press, choose or type."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent

from ojm_desktop.app.screens.scene import Place
from ojm_desktop.app.screens.stage import Stage, settle
from ojm_desktop.domain.rating import RatingKey
from ojm_desktop.domain.recipient import Recipient
from ojm_desktop.domain.withdrawal import Level
from ojm_desktop.exchange import age
from ojm_desktop.service.edits import AddRecipient, SetRating
from ojm_desktop.service.practice import PASSPHRASE
from ojm_desktop.service.queries.journeys import trajectory
from ojm_desktop.ui.finder import Finder
from ojm_desktop.ui.log import LogPage
from ojm_desktop.ui.participant.page import ParticipantPage
from ojm_desktop.ui.participant_view.page import ParticipantViewPage
from ojm_desktop.ui.participant_view.preparing import GRAPH, SCALE
from ojm_desktop.ui.participants.page import ParticipantsPage
from ojm_desktop.ui.unlock.create_card import CreateCard
from ojm_desktop.ui.unlock.page import UnlockPage
from ojm_desktop.ui.unlock.unlock_card import UnlockCard
from ojm_desktop.ui.widgets.leave_line import LeaveLine
from ojm_desktop.ui.withdrawal import WithdrawalPage

PIN = "2468"
Leading = Callable[[Stage], object]
"""Leads a window to a state."""

# --- unlock


def wrong_passphrase(stage: Stage) -> None:
    """A passphrase that does not open the study."""
    card = stage.find(UnlockCard)
    card.passphrase.line.setText("not the one")
    card.passphrase.entered.emit()


def create_place(stage: Stage) -> CreateCard:
    """Creating, step 1."""
    stage.find(UnlockPage).create_study()
    settle()
    card = stage.find(CreateCard)
    card.place.name.setText("north-bridge")
    card.place.name.textEdited.emit("north-bridge")
    return card


def create_passphrase(stage: Stage) -> CreateCard:
    """Creating, step 2, a passphrase typed."""
    card = create_place(stage)
    card.place.entered.emit()
    for field in (card.passphrase.first, card.passphrase.second):
        field.line.setText(PASSPHRASE)
        field.line.textEdited.emit(PASSPHRASE)
    settle(300)
    return card


def create_recovery(stage: Stage) -> None:
    """Creating, step 3."""
    create_passphrase(stage).passphrase.entered.emit()


# --- participant


def journey(stage: Stage, place: Place) -> ParticipantPage:
    """A person's journey at a pathway."""
    page = stage.go("participant", place.journey)
    assert isinstance(page, ParticipantPage)
    page.journey.choose_pathway(place.pathway)
    settle()
    return page


def withdrawal(stage: Stage) -> WithdrawalPage:
    """Somebody stops: left out of the analysis is chosen."""
    page = stage.go("withdrawal", telling(stage).participant)
    assert isinstance(page, WithdrawalPage)
    page.levels[Level.EXCLUDED].setChecked(True)
    settle()
    return page


def erasing(stage: Stage) -> None:
    """Erasing is chosen: what goes is counted, and the code was not typed again."""
    page = withdrawal(stage)
    page.levels[Level.ERASED].setChecked(True)
    page.told_to.setText("K. S.")
    page.erasing.reason.setText("asked for it in writing")
    page.record.click()
    settle()


def withdrawn(stage: Stage) -> None:
    """The journey of somebody who withdrew."""
    page = withdrawal(stage)
    page.levels[Level.NO_CONTACT].setChecked(True)
    page.told_to.setText("K. S.")
    page.record.click()
    settle()


def correcting(stage: Stage) -> None:
    """What was wrong is asked before anything of somebody who wants no new data is put right."""
    page = withdrawal(stage)
    page.levels[Level.NO_NEW_DATA].setChecked(True)
    page.told_to.setText("K. S.")
    page.record.click()
    settle()
    card = stage.find(ParticipantPage).parts.correcting
    card.begin.click()
    card.reason.setText("typed into the wrong week")


def withdrawal_further(stage: Stage) -> None:
    """The page again for somebody who withdrew already, with a field left empty."""
    withdrawn(stage)
    who = stage.find(ParticipantPage).participant
    stage.go("withdrawal", who)
    stage.find(WithdrawalPage).record.click()


def telling(stage: Stage) -> ParticipantPage:
    """The journey with the most to see."""
    return journey(stage, stage.scene.telling)


def hot_spot(stage: Stage) -> None:
    """A chosen hot spot with its editor."""
    place = stage.scene.telling
    page = telling(stage)
    spot = trajectory(stage.scene.practice, place.participant, place.pathway).hot_spots[0]
    page.journey.figure.choose(place.pathway, f"hot_spot:{spot.id}")


def adding(stage: Stage) -> None:
    """A new hot spot asked for (H)."""
    telling(stage).journey.add_moment()


def suggestion(stage: Stage) -> None:
    """A suggested hot spot, asked about."""
    place = stage.scene.suggested
    page = journey(stage, place)
    found = trajectory(stage.scene.practice, place.participant, place.pathway).suggestions[0]
    page.journey.figure.choose(place.pathway, f"suggestion:{found.wave}")
    page.journey.figure.opened.emit(f"suggestion:{found.wave}")


def all_pathways(stage: Stage) -> None:
    """All pathways on the same axes."""
    telling(stage).journey.choose_pathway("all")


def twin(stage: Stage) -> None:
    """The table in the figure's place."""
    telling(stage).journey.show_view("table")


def missing(stage: Stage) -> None:
    """A visit without a value, and why."""
    journey(stage, stage.scene.missing).journey.ask_missing()


def pointing(stage: Stage) -> None:
    """The same visit, with arrows pointing at a value that nobody has given."""
    place = stage.scene.missing
    figure = journey(stage, place).journey.figure
    figure.choose(place.pathway, f"wave:{place.wave}")
    for _ in range(3):
        figure.take_key(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Up, Qt.KeyboardModifier.NoModifier), place.wave)


def recalled(stage: Stage) -> None:
    """A journey told in hindsight."""
    journey(stage, stage.scene.recalled)


def turning_point(stage: Stage) -> None:
    """A chosen turning point with its editor."""
    place = stage.scene.recalled
    page = journey(stage, place)
    point = trajectory(stage.scene.practice, place.participant, place.pathway).turning_points[0]
    page.journey.figure.choose(place.pathway, f"turning_point:{point.id}")


def tab(name: str) -> Leading:
    """A tab of the person's page."""
    return lambda stage: stage.go("participant", f"{stage.scene.telling.participant}/{name}")


def log_of_person(stage: Stage) -> None:
    """What the study's log tells of one person."""
    stage.go("log", stage.scene.telling.participant)


def log_leaving(stage: Stage) -> None:
    """What is asked before the log leaves a study that is no practice."""
    stage.go("log")
    stage.find(LogPage).save.click()


def details(stage: Stage) -> None:
    """The person's facts."""
    telling(stage).to_details.click()


def print_line(stage: Stage) -> None:
    """What is asked before a map leaves a study that is no practice."""
    stage.go("participant", stage.scene.signed)
    stage.frame.act("print")


def print_sealed(stage: Stage) -> None:
    """The same where it can be sealed, for one of two recipients."""
    for name in ("Study lead", "Research office"):
        stage.scene.waiting.do(AddRecipient(recipient=Recipient(name, age.new_key().public)))
    print_line(stage)
    stage.find(LeaveLine).way.setCurrentIndex(1)


# --- participant view


def preparing(stage: Stage) -> ParticipantViewPage:
    """Before the laptop is handed over."""
    place = stage.scene.telling
    page = stage.go("participant_view", f"{place.participant}/8/{place.pathway}")
    assert isinstance(page, ParticipantViewPage)
    return page


def handed(stage: Stage, what: str) -> ParticipantViewPage:
    """Handed over: the scale or the graph."""
    page = preparing(stage)
    page.preparing.what.set_value(what)
    page.preparing.pin.setText(PIN)
    page.preparing.go.click()
    settle()
    return page


def scale(stage: Stage) -> None:
    """The question, untouched."""
    handed(stage, SCALE)


def scale_chosen(stage: Stage) -> None:
    """The question with an answer that is not given yet."""
    handed(stage, SCALE).asking.cells.choose(2)


def graph(stage: Stage) -> None:
    """The graph alone."""
    handed(stage, GRAPH)


def thanks(stage: Stage) -> None:
    """Please hand the laptop back."""
    handed(stage, GRAPH).graph.done.emit()


# --- everywhere


def finder(stage: Stage) -> None:
    """The finder with a word typed."""
    stage.go("today")
    stage.frame.act("find")
    stage.find(Finder).field.setText("c1-0")


def finder_nothing(stage: Stage) -> None:
    """The finder with a word that nothing holds."""
    finder(stage)
    stage.find(Finder).field.setText("disclosures of c9")


def help_open(stage: Stage) -> None:
    """Help for the participant's page."""
    telling(stage)
    QTimer.singleShot(0, stage.take_dialog)
    stage.frame.act("help")


def countdown(stage: Stage) -> None:
    """The last minute before the study locks itself."""
    telling(stage)
    assert stage.window.idle is not None
    stage.window.idle.counting.emit(42)


def undo_strip(stage: Stage) -> None:
    """A change just made, with its undo."""
    telling(stage)
    stage.frame.status.show_done("C1-03, Housing: week 8 changed from +1 to +3", can_undo=True)


def refusal(stage: Stage) -> None:
    """An edit that the study refused."""
    place = stage.scene.telling
    page = telling(stage)
    key = RatingKey(place.participant, place.pathway, "8")
    page.do(SetRating(key=key, value=9, held_on=page.journey.held_on("8")))


def no_match(stage: Stage) -> None:
    """A search that nobody answers."""
    page = stage.go("participants")
    assert isinstance(page, ParticipantsPage)
    page.list.search.setText("C1-1")
