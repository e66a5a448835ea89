"""A draft of the agreement's words: edited as lines, kept, thrown away, published as a minor or a major change."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QPlainTextEdit

from ojm_desktop.domain.agreement import KeptText, Severity
from ojm_desktop.domain.agreement_text import FILLED
from ojm_desktop.domain.agreement_words import from_words, to_words
from ojm_desktop.domain.counting import counted
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.service import agreement_texts as texts
from ojm_desktop.service.drafts import agreement_text_place
from ojm_desktop.service.edits import DraftText, PublishText
from ojm_desktop.service.session import Session
from ojm_desktop.ui import theme
from ojm_desktop.ui.half_done import HalfDone
from ojm_desktop.ui.widgets.buttons import CheckBox, primary, quiet
from ojm_desktop.ui.widgets.card import Card
from ojm_desktop.ui.widgets.lines import lines
from ojm_desktop.ui.widgets.segments import Segment, Segments
from ojm_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from ojm_desktop.ui.study.tab import Do

HOW: Final = (
    "A line that begins with # is the title, with ## a part; the last part says what must be passed on. An empty line "
    f"begins a paragraph. From the study’s basis are filled: {', '.join(FILLED)}."
)
UNSAID: Final = "Say first whether it is a minor or a major change. Nothing was published."
CHANGES: Final = {
    Severity.MINOR: "Minor: the words say the same, and nobody signs again.",
    Severity.MAJOR: "Major: whoever signed before signs again before their next visit.",
}


class DraftCard(Card):
    """Nothing is kept while typing but as something half done; what cannot be an agreement stays to be mended."""

    def __init__(self, session: Session, do: Do, refused: Callable[[str], object]) -> None:
        super().__init__(margin=24, spacing=12)
        self._session, self._do, self._refused = session, do, refused
        self._draft: KeptText | None = None
        self.heading = Label("", "heading", wrap=True)
        self.words = QPlainTextEdit()
        self.words.setAccessibleName("Words of the draft")
        self.words.setTabChangesFocus(True)
        self.words.setMinimumHeight(theme.current().px(320))
        self.checked = CheckBox("")
        self.keep, self.throw, self.publish = primary("Keep draft"), quiet("Throw away"), quiet("Publish")
        self.keep.clicked.connect(lambda _checked: self.keep_draft())
        self.throw.clicked.connect(lambda _checked: self._throw())
        self.publish.clicked.connect(lambda _checked: self._publish())
        segments = [Segment(each.value, each.value.capitalize()) for each in Severity]
        self.severity = Segments("How great a change", segments, unset=True)
        self.severity.chosen.connect(lambda _value: self._say())
        self.follows = Label("", "body", "muted", wrap=True)
        for part in (self.heading, Label(HOW, "body", "muted", wrap=True), self.words, self.checked):
            self.add(part)
        self.column.addLayout(lines((self.keep,), (self.throw,)))
        self.add_rule()
        self.add(Label("Publish", "label"))
        self.column.addLayout(lines((self.severity,), (self.publish,)))
        self.add(self.follows)
        self.hide()

    def show_draft(self, draft: KeptText | None) -> None:
        """Edit a draft; what was typed of it and not kept stays."""
        before, self._draft = self._draft, draft
        self.setVisible(draft is not None)
        if draft is None:
            return
        text = draft.text
        is_other = before is None or (before.text.version, before.text.name) != (text.version, text.name)
        if is_other or (before is not None and self.words.toPlainText() == to_words(before.text)):
            waiting = self._session.draft(self._place) if is_other else None
            self.words.setPlainText(waiting.text if waiting else to_words(text))
            self.checked.setChecked(draft.checked)
        self.heading.setText(f"Draft of version {text.version}, {text.name}")
        self.checked.setText(f"Somebody who speaks {text.language} has read and checked it")
        self.checked.setVisible(text.language != texts.FIRST_LANGUAGE)
        known = texts.severity_of(self._session.study, text.version)
        self.severity.setVisible(known is None)
        self._say()

    def half_done(self) -> tuple[HalfDone, ...]:
        """Words that are not kept yet."""
        words = self.words.toPlainText()
        if self._draft is None or words == to_words(self._draft.text):
            return ()
        return (HalfDone(self._place, words, self.words.textCursor().position()),)

    def keep_draft(self) -> bool:
        """Keep what stands there; whether that went."""
        if self._draft is None:
            return False
        old = self._draft.text
        try:
            text = from_words(self.words.toPlainText(), old)
        except OjmError as error:
            self._refused(str(error))
            return False
        checked = self.checked.isChecked()
        if text == old and checked == self._draft.checked:
            return True
        edit = DraftText(version=old.version, language=old.language, style=old.style, text=text, checked=checked)
        self.words.setPlainText(to_words(text))
        self._draft = KeptText(text, self._draft.state, self._draft.severity, checked)
        return self._do(edit)

    @property
    def _place(self) -> str:
        return agreement_text_place(self._draft.text.version, self._draft.text.name) if self._draft else ""

    def _throw(self) -> None:
        if self._draft is not None:
            text = self._draft.text
            self.words.setPlainText(to_words(text))
            self._do(DraftText(version=text.version, language=text.language, style=text.style, text=None))

    def _chosen(self) -> Severity | None:
        if self._draft is None:
            return None
        known = texts.severity_of(self._session.study, self._draft.text.version)
        return known or (Severity(self.severity.value) if self.severity.value else None)

    def _publish(self) -> None:
        severity = self._chosen()
        if severity is None:
            self._refused(UNSAID)
            return
        if self._draft is None or not self.keep_draft():
            return
        text = self._draft.text
        self._do(PublishText(version=text.version, language=text.language, style=text.style, severity=severity))

    def _say(self) -> None:
        """What follows for whom, before it is pressed; publishing has no way back."""
        severity = self._chosen()
        if severity is None or self._draft is None:
            self.follows.setText("Minor or major? Publishing cannot be undone.")
            return
        said = CHANGES[severity]
        if severity is Severity.MAJOR:
            signed = texts.in_force_before(self._session.study, self._draft.text.version)
            said = f"{said} That is {counted(signed, 'person', 'people')} now."
        self.follows.setText(f"{said} Publishing cannot be undone.")
