"""Disclosures of one person: out of sight until asked for, then where they were said and what followed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ojm_desktop.domain.clock import long_date
from ojm_desktop.domain.counting import counted
from ojm_desktop.domain.disclosure import Category, Disclosure, DisclosureStep, StepKind
from ojm_desktop.service.disclosed import Disclosed, disclosed_by, moment, where_words
from ojm_desktop.service.edits import FollowDisclosure, RecordDisclosure
from ojm_desktop.service.edits.disclosures import disclosures_of
from ojm_desktop.ui import theme
from ojm_desktop.ui.page import Do
from ojm_desktop.ui.participant.contacts.entry import Entry, choice_field, day_field, words_field
from ojm_desktop.ui.participant.contacts.part import Part
from ojm_desktop.ui.widgets.buttons import link, quiet
from ojm_desktop.ui.widgets.entries import offer
from ojm_desktop.ui.widgets.lines import apart
from ojm_desktop.ui.widgets.text import Hairline, Label

if TYPE_CHECKING:
    from ojm_desktop.service.session import Session

STEPS: Final = {StepKind.DONE: "Something was done", StepKind.TOLD: "Somebody was told"}
NOTHING_YET: Final = "Nothing was done and nobody was told yet."
SEALED: Final = "What is recorded here is sealed, cannot be taken back, and is never changed: what follows is added."


class KeptApartPart(Part):
    """``draw`` shows nothing of it until ``show_words`` was pressed; it is hidden again as soon as it is left.

    ``back_asked(visit)`` to the interview that one looked here from.
    """

    name, heading = "kept_apart", "Disclosures"
    back_asked = Signal(str)

    def __init__(self, session: Session, do: Do) -> None:
        super().__init__(session, do)
        self.says = Label("", wrap=True)
        self.show_words = quiet("Show")
        self.back = link("Back to the interview")
        self._came_from = ""
        self._inside = QWidget()
        self._told = QVBoxLayout()
        self._told.setSpacing(theme.current().px(4))
        self.step = Entry(
            (
                {
                    "which": choice_field("About", ()),
                    "kind": choice_field("What followed", tuple(STEPS.values())),
                    "day": day_field("Day"),
                },
                {
                    "who": words_field("Who did it, or who was told", letters=200),
                    "words": words_field("What was done, or said to them"),
                },
            ),
            "Add it",
        )
        self.new = Entry(
            (
                {"category": choice_field("What it is about", [each.words for each in Category]),
                 "said": words_field("When it was said", "Day and hour, if not now", 60)},
                {"words": words_field("What was said, in their words")},
                {"agreed": words_field("As agreed with them, it is passed on in these words")},
            ),
            "Record",
        )  # fmt: skip
        self.entries = (self.step, self.new)
        self._lay_out()
        self.show_words.clicked.connect(self._turn)
        self.back.clicked.connect(lambda: self.back_asked.emit(self._came_from))
        self.step.asked.connect(self._follow)
        self.new.asked.connect(self._record)

    @property
    def is_open(self) -> bool:
        """Whether what is kept apart was asked for."""
        return not self._inside.isHidden()

    def begin(self) -> None:
        super().begin()
        self.come_from("")

    def come_from(self, visit: str) -> None:
        """Somebody came here anew, from this visit's interview or from none: nothing is shown yet."""
        self._came_from = visit
        self.back.setVisible(bool(visit))
        self._inside.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever comes back to it asks again: somebody else may look on by then."""
        super().hideEvent(event)
        self._inside.hide()

    def draw(self) -> None:
        study = self.session.study
        told, is_open = disclosures_of(study, self.person), self.is_open
        self.says.setText(f"{counted(len(told), 'record')}, with what followed." if told else "Nothing is recorded.")
        self.show_words.set_words("Hide" if is_open else "Show" if told else "Record something")
        while (item := self._told.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        if is_open:
            for number, each in enumerate(disclosed_by(self.session, self.person), 1):
                self._tell(number, each)
        self._offer(told)

    def _tell(self, number: int, found: Disclosed) -> None:
        one = found.disclosure
        self._told.addWidget(Label(f"{number}  {self._when(one.at)}: {one.category.words}", "label", wrap=True))
        self._told.addWidget(Label(where_words(found), tone="muted", wrap=True))
        for what, words in (("Said", one.said), ("Words", one.words), ("Passed on as", one.agreed)):
            if words:
                self._told.addWidget(Label(f"{what}: {words}", wrap=True))
        for words in [step_words(step) for step in found.steps] or [NOTHING_YET]:
            self._told.addWidget(Label(words, tone="muted", wrap=True))

    def _when(self, at: str) -> str:
        return moment(at, self.session.plan.zone)

    def _offer(self, told: tuple[Disclosure, ...]) -> None:
        begun = self.step.begun()
        which = self.step.fields["which"]
        if self.step.fields["which"].editor.property("count") != len(told) + 1:
            offer(which, [f"{number}  {self._when(one.at)}" for number, one in enumerate(told, 1)])
            which.editor.setProperty("currentIndex", 1 if told else 0)
            if not begun:
                self.step.start_from_here()
        self.step.setVisible(bool(told))

    def _turn(self) -> None:
        self._inside.setVisible(self._inside.isHidden())
        self.draw()

    def _follow(self) -> None:
        told, day, words = disclosures_of(self.session.study, self.person), self.step.day(), self.step.words()
        number = self.step.chosen("which") - 1
        if day is None or not 0 <= number < len(told):
            return
        edit = FollowDisclosure(
            participant=self.person,
            disclosure=told[number].id,
            kind=tuple(STEPS)[self.step.chosen("kind")],
            on=day,
            who=words["who"],
            words=words["words"],
        )
        if self.do(edit):
            self.step.begin(self.session.today())
            self.draw()

    def _record(self) -> None:
        words = self.new.words()
        edit = RecordDisclosure(
            participant=self.person,
            category=tuple(Category)[self.new.chosen("category")],
            words=words["words"],
            said=words["said"],
            agreed=words["agreed"],
        )
        if self.do(edit):
            self.new.begin()
            self.draw()

    def _lay_out(self) -> None:
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.current().px(8))
        inside.addLayout(self._told)
        inside.addWidget(self.step)
        inside.addWidget(Hairline())
        inside.addWidget(self.new)
        inside.addWidget(Label(SEALED, tone="muted", wrap=True))
        self.column.addLayout(apart((self.says,), (self.back, self.show_words)))
        self.add(self._inside)
        self._inside.hide()


def step_words(step: DisclosureStep) -> str:
    """A step in one line."""
    who = {StepKind.DONE: f" by {step.who}", StepKind.TOLD: f": {step.who}"}[step.kind] if step.who else ""
    what = {StepKind.DONE: "Done", StepKind.TOLD: "Told"}[step.kind]
    return f"{long_date(step.on)}  {what}{who}. {step.words}".rstrip()
