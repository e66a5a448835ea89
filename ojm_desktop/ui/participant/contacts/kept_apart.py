"""Disclosures of one person: out of sight until asked for, then where they were said and what followed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ojm_desktop.domain.clock import long_date
from ojm_desktop.domain.counting import counted
from ojm_desktop.domain.disclosure import Disclosure, DisclosureStep, StepKind
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.file_names import file_name
from ojm_desktop.service.agreement_texts import current, signed_text
from ojm_desktop.service.disclosed import Disclosed, disclosed_by, moment, recording, where_words
from ojm_desktop.service.edits import FollowDisclosure
from ojm_desktop.service.edits.disclosures import disclosures_of
from ojm_desktop.ui import messages, theme
from ojm_desktop.ui.journey.pen import bundled
from ojm_desktop.ui.page import Do
from ojm_desktop.ui.participant.contacts.entry import Entry, choice_field, day_field, words_field
from ojm_desktop.ui.participant.contacts.part import Part
from ojm_desktop.ui.participant.contacts.recording import RecordForm
from ojm_desktop.ui.widgets.buttons import CheckBox, link, quiet
from ojm_desktop.ui.widgets.entries import offer
from ojm_desktop.ui.widgets.leave_line import LeaveLine
from ojm_desktop.ui.widgets.lines import apart
from ojm_desktop.ui.widgets.text import Hairline, Label

if TYPE_CHECKING:
    from ojm_desktop.service.session import Session

STEPS: Final = {
    StepKind.DONE: "Something was done",
    StepKind.TOLD: "Somebody was told",
    StepKind.AGREED: "A wording was agreed with them",
}
_TOLD: Final = {StepKind.DONE: ("Done", " by "), StepKind.TOLD: ("Told", ": "), StepKind.AGREED: ("Agreed", " with ")}
NOTHING_YET: Final = "Nothing was done and nobody was told yet."


class KeptApartPart(Part):
    """``draw`` shows nothing of it until ``show_words`` was pressed; it is hidden again as soon as it is left.

    Whoever records a new one sees none of the others. ``back_asked(visit)`` to the interview that one looked here from;
    ``done(sentence, folder)`` when a report was written, ``wrong(sentence)`` when it was not.
    """

    name, heading = "kept_apart", "Disclosures"
    back_asked = Signal(str)
    done = Signal(str, object)
    wrong = Signal(str)

    def __init__(self, session: Session, do: Do) -> None:
        super().__init__(session, do)
        self.says = Label("", wrap=True)
        self.show_words = quiet("Show")
        self.begin_new = quiet("Record one", key="F8")
        self.put_away = link("Put it away")
        self.back = link("Back to the interview")
        self._came_from = ""
        self._reported = 0
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
                    "words": words_field("What was done, said or agreed"),
                },
            ),
            "Add it",
        )
        self.form = RecordForm()
        self.new = self.form.entry
        self.line = LeaveLine("Choose a folder", has_paper=False)
        self.with_name = CheckBox("With their name: for five minutes after it was shown under Details of the person")
        self.line.column.addWidget(self.with_name)
        self.entries = (self.step, self.new)
        self._lay_out()
        self.show_words.clicked.connect(self._turn)
        self.begin_new.clicked.connect(self.record_new)
        self.put_away.clicked.connect(self._put_away)
        self.line.given.connect(self._report)
        self.back.clicked.connect(lambda: self.back_asked.emit(self._came_from))
        self.step.asked.connect(self._follow)
        self.form.asked.connect(self._record)

    @property
    def is_open(self) -> bool:
        """Whether what is kept apart was asked for."""
        return not self._inside.isHidden()

    @property
    def first(self) -> QWidget:
        """What shows the records, or takes down one where there is none."""
        return self.begin_new if self.show_words.isHidden() else self.show_words

    def begin(self) -> None:
        super().begin()
        self.come_from("")

    def come_from(self, visit: str) -> None:
        """Somebody came here anew, from this visit's interview or from none: nothing is shown yet."""
        self._came_from = visit
        self.back.setVisible(bool(visit))
        self._close()

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever comes back to it asks again: somebody else may look on by then."""
        super().hideEvent(event)
        self._close()

    def record_new(self) -> None:
        """Open what takes one down: what was recorded before is not shown beside it."""
        self._inside.hide()
        self.line.hide()
        self.form.show()
        self.draw()
        self.new.fields["category"].setFocus()

    def _put_away(self) -> None:
        """What is typed there waits; nothing is recorded."""
        self._close()
        self.draw()
        self.begin_new.setFocus()

    def _close(self) -> None:
        for part in (self._inside, self.form, self.line):
            part.hide()

    def draw(self) -> None:
        study = self.session.study
        told, is_open = disclosures_of(study, self.person), self.is_open
        self.says.setText(f"{counted(len(told), 'record')}, with what followed." if told else "Nothing is recorded.")
        self.show_words.set_words("Hide" if is_open else "Show")
        self.show_words.setVisible(bool(told))
        self.begin_new.setVisible(self.form.isHidden())
        self.put_away.setVisible(not self.form.isHidden())
        self.begin_new.set_words("Go on recording" if self.new.begun() else "Record one")
        while (item := self._told.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        if not self.form.isHidden():
            self.form.go_by(signed_text(study, self.person), current(self.session))
        if is_open:
            for number, each in enumerate(disclosed_by(self.session, self.person), 1):
                self._tell(number, each)
        self._offer(told)

    def _tell(self, number: int, found: Disclosed) -> None:
        one = found.disclosure
        heading = Label(f"{number}  {self._when(one.at)}: {one.category.words}", "label", wrap=True)
        report = link("Report as PDF…")
        report.setAccessibleName(f"Report as PDF: {number}")
        report.clicked.connect(lambda: self._ask_report(number))
        head = QWidget()
        inside = apart((heading,), (report,))
        inside.setContentsMargins(0, 0, 0, 0)
        head.setLayout(inside)
        self._told.addWidget(head)
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
        is_asked = self._inside.isHidden()
        self._close()
        self._inside.setVisible(is_asked)
        self.draw()

    def _ask_report(self, number: int) -> None:
        from ojm_desktop.service.leaving import offered

        self._reported = number
        self.with_name.setChecked(False)
        self.line.ask(f"Report {number}", offered(self.session))

    def _report(self, reason: str, _size: str) -> None:
        from ojm_desktop.service import disclosure_report, leaving

        folder = messages.choose_folder(self, "Where to write the report", Path.home())
        if folder is None:
            return
        try:
            named, sealed_for = self.with_name.isChecked(), self.line.sealed_for
            paper = disclosure_report.gather(self.session, self.person, self._reported, with_name=named)
            path = leaving.free_path(
                folder, file_name(paper.code, "report", str(paper.number), suffix=".pdf"), is_sealed=bool(sealed_for)
            )
            disclosure_report.write(self.session, paper, self.person, path, reason, bundled(), sealed_for)
        except OjmError as error:
            self.wrong.emit(str(error))
            return
        self.line.hide()
        path = leaving.name_out(path, is_sealed=bool(sealed_for))
        self.done.emit(f"{path.name} was written to {folder.name}.", folder)

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
        words, category = self.new.words(), self.form.category
        if category is None:
            return
        said = {key: words[key] for key in ("said", "agreed", "done", "told")}
        today = self.session.today()
        if self.do(*recording(self.person, category, words["words"], **said, on=today)):
            self.new.begin()
            self._put_away()

    def _lay_out(self) -> None:
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.current().px(8))
        inside.addLayout(self._told)
        inside.addWidget(Hairline())
        inside.addWidget(self.step)
        self.column.addLayout(apart((self.says,), (self.back, self.show_words, self.put_away, self.begin_new)))
        self.add(self.line, self._inside, self.form)
        self._close()


def step_words(step: DisclosureStep) -> str:
    """A step in one line."""
    what, beside = _TOLD[step.kind]
    who = f"{beside}{step.who}" if step.who else ""
    return f"{long_date(step.on)}  {what}{who}. {step.words}".rstrip()
