"""The agreement, over the whole window: read, choose, sign on the paper that is shown, seal. A no is filed as a no."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ojm_desktop.domain.clock import day_in, long_date
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.service import agreement_texts
from ojm_desktop.service.queries.people import AgreementState, row
from ojm_desktop.ui.agreement import filing, interrupted
from ojm_desktop.ui.agreement.ending import FiledPanel, RefusalPanel
from ojm_desktop.ui.agreement.flow import Flow
from ojm_desktop.ui.agreement.giving import AGAIN, Giving
from ojm_desktop.ui.agreement.interrupted import Aside, Interrupted
from ojm_desktop.ui.agreement.progress import Step
from ojm_desktop.ui.agreement.room import Room
from ojm_desktop.ui.agreement.signing import SigningPanel
from ojm_desktop.ui.agreement.steps import ChoicesPanel, LanguagePanel, Panel, ReadingPanel, UnderstoodPanel
from ojm_desktop.ui.agreement.ways import HalfMarked
from ojm_desktop.ui.page import Navigate, Page
from ojm_desktop.ui.widgets.strip import Tone

if TYPE_CHECKING:
    from ojm_desktop.domain.agreement import AgreementText
    from ojm_desktop.domain.changes import Changes
    from ojm_desktop.domain.signing import Witness
    from ojm_desktop.service.session import Session
    from ojm_desktop.ui.half_done import HalfDone


class AgreementPage(Page):
    """Target: a participant's id. Nothing is stored before Seal and file, except that the paper was shown."""

    title = "Agreement"
    help = (
        "Steps that are done can be gone back to until the paper is sealed. The paper beside the signatures is the "
        "very one that is kept. Alt+D, T, W and P choose how the participant signs: drawn, typed, with a witness, on "
        "paper. Alt+Right or Enter goes on, Alt+Left back, Ctrl+plus makes the paper larger, F12 hides everything at "
        "once."
    )
    whole_window = True

    def __init__(self, session: Session, navigate: Navigate) -> None:
        super().__init__(session, navigate)
        self.flow: Flow | None = None
        self._aside = Aside()
        self.step = Step.LANGUAGE
        self.is_refusing = False
        self._part = 0
        self.setMinimumSize(320, 320)
        self.language = LanguagePanel()
        self.reading = ReadingPanel()
        self.understood = UnderstoodPanel()
        self.choices = ChoicesPanel()
        self.signing = SigningPanel(session.clock.now)
        self.filed = FiledPanel(needs_reason=not session.plan.is_practice)
        self.refusal = RefusalPanel(session.clock.now)
        self._panels: dict[Step, Panel] = {
            Step.LANGUAGE: self.language,
            Step.READ: self.reading,
            Step.UNDERSTOOD: self.understood,
            Step.REPORTED: self.reading,
            Step.CHOICES: self.choices,
            Step.SIGN: self.signing,
            Step.FILE: self.filed,
        }
        panels = (self.language, self.reading, self.understood, self.choices, self.signing, self.filed, self.refusal)
        self.room = Room(self.strip, panels)
        self.top, self.foot, self.paper = self.room.top, self.room.foot, self.room.paper
        self.giving = Giving(session, self.signing, self.room, self.strip, self._flow, self._draw)
        self.column.addWidget(self.room)
        self._wire()

    # --- what is shown

    def show_target(self, target: str) -> None:
        """Begin with a person; somebody who has signed sees the filed paper."""
        self.strip.clear()
        if self.flow is not None and self.flow.participant == target and not self.flow.progress.is_filed:
            self._draw()
            return
        self._aside.put(self.flow, self._stated())
        self.flow = Flow(self.session, target)
        self._part, self.is_refusing = 0, False
        self._show_text()
        self.language.show_answer(None)
        self.signing.begin(self.flow.code)
        self.refusal.begin()
        self.top.code.setText(self.flow.code)
        found = row(self.session, target)
        if found.agreement is AgreementState.REFUSED and found.signed_at:
            day = long_date(day_in(found.signed_at, self.session.plan.zone))
            words = f"{self.flow.code} did not want to sign on {day}. Begin again only if they ask for it."
            self.strip.say(words, Tone.WARNING)
        aside = self._aside.take(target)
        kept = None if self.flow.progress.is_filed else interrupted.found(self.session, target, aside)
        if kept is not None:
            self._take_up(kept)
        else:
            self.go(Step.FILE if self.flow.progress.is_filed else Step.LANGUAGE)

    def half_done(self) -> tuple[HalfDone, ...]:
        flow, people = self.flow, self.session.study.store.people
        is_there = flow is not None and people.get(flow.participant) is not None  # or the adding was undone
        return (*(self._stated() if is_there else ()), *self._aside.half_done(self.session))

    def refresh(self, changes: Changes | None) -> None:
        """Somebody whose adding was undone is not asked to sign."""
        if self.flow is not None and self.session.study.store.people.get(self.flow.participant) is None:
            self.flow = None
            self.navigate("participants")

    def go(self, step: Step) -> None:
        """Show a step; the paper is made and its showing logged when signing begins."""
        flow = self._flow()
        if step is Step.SIGN and not self.giving.show_paper():
            return
        if step is Step.READ and self.step is not Step.READ:
            self._part = 0 if flow.progress.is_done(Step.READ) else flow.progress.parts_read
        if step is Step.REPORTED:
            flow.explained()
        if step is Step.FILE:
            self._show_filed()
        first_shown = step is Step.SIGN and self.step is not Step.SIGN and flow.shown is not None
        self.step, self.is_refusing = step, False
        self.room.set_large(self.room.is_folded and first_shown)
        self._draw()
        (self.first_focus() or self).setFocus()

    def on(self) -> None:
        """Next: the next part, the next step, or sealing."""
        progress = self._flow().progress
        if self.is_refusing or progress.waits_for(self.step):
            return
        if self.step is Step.FILE:
            self.leave()
        elif self.step is Step.SIGN:
            self.seal()
        elif self.step is Step.READ and self._part < len(progress.parts) - 1:
            progress.parts_read = max(progress.parts_read, self._part + 1)
            self._part += 1
            self._draw()
        else:
            if self.step is Step.READ:
                progress.parts_read = len(progress.parts)
            self.go(progress.after(self.step))

    def back(self) -> None:
        """Back: the part or step before; from the first, to the person."""
        if self.is_refusing:
            self.go(self.step)
        elif self.step in (Step.LANGUAGE, Step.FILE):
            self.leave()
        elif self.step is Step.READ and self._part > 0:
            self._part -= 1
            self._draw()
        else:
            before = self._flow().progress.before(self.step)
            self.go(before)
            if before is Step.READ:
                self._part = len(self._flow().progress.parts) - 1
                self._draw()

    def leave(self) -> None:
        """To the person's own page."""
        self.navigate("participant", self._flow().participant)

    def first_focus(self) -> QWidget | None:
        panel = self.refusal if self.is_refusing else self._panels[self.step]
        return panel.first() or (self.foot.next if self.foot.next.isEnabled() else None)

    # --- what ends it

    def seal(self) -> None:
        """File the paper; what it waits for is said beside the button."""
        try:
            self._flow().seal()
        except OjmError as error:
            self.strip.say(str(error), Tone.ERROR)
            return
        self.strip.clear()
        self.go(Step.FILE)

    def refuse(self, words: str, witness: Witness | None) -> None:
        """File the refusal and leave."""
        try:
            self._flow().refuse(words, witness)
        except OjmError as error:
            self.strip.say(str(error), Tone.ERROR)
            return
        participant = self._flow().participant
        self.flow = None
        self.navigate("participant", participant)

    def save_copy(self, reason: str) -> None:
        """Write the filed paper where the person says."""
        self._write(lambda: filing.save_copy(self, self.session, self._flow(), reason))

    def save_certificate(self) -> None:
        """Write the certificate that checks it."""
        self._write(lambda: filing.save_certificate(self, self.session))

    def _write(self, write: Callable[[], str]) -> None:
        try:
            sentence = write()
        except OjmError as error:
            self.strip.say(str(error), Tone.ERROR)
            return
        if sentence:
            self.strip.say(sentence)

    # --- inside

    def _stated(self) -> tuple[HalfDone, ...]:
        words = self.refusal.words
        return interrupted.stated(
            self.flow, self.step, self._part, self.is_refusing, words.toPlainText(), words.textCursor().position(),
            self.signing,
        )  # fmt: skip

    def _take_up(self, kept: Interrupted) -> None:
        """Go on where it was interrupted; signatures only on the very paper that they were given on."""
        flow = self._flow()
        is_whole = kept.put_into(flow)
        progress = flow.progress
        self._show_text()
        self.language.show_answer(progress.read_aloud, on_paper=progress.is_on_paper, place=progress.place)
        self.giving.begin_paper()
        self.signing.typed.show_signed(None, kept.typed)
        self.signing.marked.show_half(kept.marked if is_whole else HalfMarked(name=kept.marked.name))
        self.signing.take_up(progress.participant, progress.researcher)
        self.refusal.put_words(kept.refusal, kept.cursor)
        self._part = kept.part
        self.go(kept.step)
        self._part = kept.part
        if kept.is_refusing:
            self._begin_refusing()
        elif self.step is Step.READ:
            self._draw()
        if not is_whole:
            self.strip.say(AGAIN, Tone.WARNING)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.on()
        elif event.key() == Qt.Key.Key_Escape and (self.room.is_large or self.is_refusing):
            self.go(self.step)
        else:
            super().keyPressEvent(event)

    def _flow(self) -> Flow:
        if self.flow is None:
            raise ValueError("an agreement page is shown for somebody")
        return self.flow

    def _answered(self) -> None:
        """How it is read was chosen."""
        aloud, progress = self.language.read_aloud, self._flow().progress
        if aloud is not None:
            self.giving.unsign(was_signed=progress.put_read_aloud(aloud))
        elif self.language.on_paper.isChecked():
            self.giving.unsign(was_signed=progress.put_on_paper())
            self.giving.begin_paper()

    def _show_text(self) -> None:
        """The words that are read, and which there are."""
        text = self._flow().progress.text
        self.language.show_texts(agreement_texts.published(self.session), text)
        self.choices.show_text(text)
        self.understood.show_questions(text.questions, self._flow().progress.understood)
        self.room.set_fact(f"Agreement, text version {text.version}")

    def _chose_text(self, text: AgreementText) -> None:
        was_signed = self._flow().choose_text(text)
        self._part = 0
        self._show_text()
        self.giving.unsign(was_signed=was_signed)

    def _chose(self, use: str, answer: bool) -> None:
        self.giving.unsign(was_signed=self._flow().progress.put_use(use, answer))

    def _show_filed(self) -> None:
        found = filing.filed(self.session, self._flow().participant)
        if found is not None:
            self.filed.show_filed(found.when, found.record_words)
            self.paper.show_paper(found.pdf, found.scan)

    def _draw(self) -> None:
        """Everything that depends on where we are."""
        flow = self._flow()
        progress, step = flow.progress, self.step
        parts = progress.parts
        if step is Step.READ:
            self.reading.show_part(parts[self._part], f"Part {self._part + 1} of {len(parts)}", aloud=self._aloud)
        elif step is Step.REPORTED:
            self.reading.show_part(progress.reported, "Nobody signs without having seen this part.", aloud=self._aloud)
        self.choices.show_uses(progress.uses, on_paper=progress.is_on_paper)
        self.signing.show_way(progress)
        room = self.room
        has_paper = step in (Step.SIGN, Step.FILE) and not self.is_refusing and (progress.is_filed or bool(flow.shown))
        room.show_panel(self.refusal if self.is_refusing else self._panels[step], has_paper=has_paper)
        self.room.sections.show_progress(progress, step)
        self.paper.heading.setText("This is what was signed" if progress.is_filed else "This is what you sign")
        self.paper.sheet.set_ink(*flow.ink())
        room.show_foot(progress, step, flow.code, is_refusing=self.is_refusing)

    @property
    def _aloud(self) -> bool:
        return bool(self._flow().progress.read_aloud)

    def _wire(self) -> None:
        self.top.hide_now.clicked.connect(lambda _checked: self.asked.emit("lock"))
        self.foot.back.clicked.connect(lambda _checked: self.back())
        self.foot.next.clicked.connect(lambda _checked: self.on())
        self.foot.refuse.clicked.connect(lambda _checked: self._begin_refusing())
        self.room.sections.chosen.connect(self.go)
        self.language.text_chosen.connect(self._chose_text)
        self.language.answered.connect(self._answered)
        self.choices.use_answered.connect(self._chose)
        self.understood.told.connect(self._told)
        self.language.place.textChanged.connect(self._placed)
        self.giving.take_keys(self)
        self.refusal.record_asked.connect(self.refuse)
        self.filed.copy_asked.connect(self.save_copy)
        self.filed.certificate_asked.connect(self.save_certificate)
        self.paper.larger_asked.connect(lambda: self.room.set_large(not self.room.is_large))
        self.foot.show_paper.clicked.connect(lambda _checked: self.room.set_large(True))
        for keys, act in (
            ("Alt+Right", self.on),
            ("Alt+Left", self.back),
            ("Ctrl++", lambda: self.room.set_large(self.step in (Step.SIGN, Step.FILE))),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _told(self, answers: tuple[str, ...]) -> None:
        self._flow().progress.understood = answers
        self._draw()

    def _placed(self, place: str) -> None:
        if self.flow is not None:
            self.flow.progress.place = place.strip()

    def _begin_refusing(self) -> None:
        self.is_refusing = True
        self._draw()
        self.refusal.words.setFocus()
