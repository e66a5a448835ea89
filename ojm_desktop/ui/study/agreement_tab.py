"""Agreement: the words that are read before signing; every version of them, drafted, compared, published, retired."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ojm_desktop.domain.agreement import AgreementText, KeptText, Style, TextState
from ojm_desktop.domain.agreement_text import for_study
from ojm_desktop.domain.agreement_words import differences
from ojm_desktop.service import agreement_texts as texts
from ojm_desktop.service.edits import DraftText, RetireText
from ojm_desktop.service.session import Session
from ojm_desktop.ui.reading_only import reads
from ojm_desktop.ui.study.entries import fields
from ojm_desktop.ui.study.tab import Do, Tab
from ojm_desktop.ui.study.text_draft import DraftCard
from ojm_desktop.ui.widgets.buttons import quiet
from ojm_desktop.ui.widgets.card import Card
from ojm_desktop.ui.widgets.entries import choice, line
from ojm_desktop.ui.widgets.field import ChoiceBox, Field
from ojm_desktop.ui.widgets.lines import lines
from ojm_desktop.ui.widgets.state import State
from ojm_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from ojm_desktop.ui.half_done import HalfDone

STATES: Final = {
    TextState.DRAFT: ("in-progress", "draft"),
    TextState.PUBLISHED: ("check", "in use"),
    TextState.RETIRED: ("not-started", "not used any more"),
}
NOTHING: Final = "No other"
SAME: Final = "Both say the same."
SHOWN_AS: Final = "What was published is never changed. Whoever signed a version keeps its words on their paper."


class AgreementTab(Tab):
    """A box chooses the version, another what it is compared with; a draft is edited below."""

    name, words, group = "agreement", "Agreement", "Agreement"

    def __init__(self, session: Session, do: Do, refused: Callable[[str], object]) -> None:
        super().__init__(session, do, refused)
        self._kept: tuple[KeptText, ...] = ()
        self._shown: QWidget | None = None
        self.which, self.other = ChoiceBox(), ChoiceBox()
        self.which.activated.connect(lambda _number: self._show())
        self.other.activated.connect(lambda _number: self._show())
        reads(self.which, self.other)
        self.retire = quiet("Take out of use")
        self.retire.clicked.connect(lambda _checked: self._retire())
        self.language, self.style_box = line(40), choice(is_free=False)
        self.language.setText(texts.FIRST_LANGUAGE)
        self.style_box.addItems([style.words for style in Style])
        self.begin = quiet("Begin a draft", icon="plus")
        self.begin.clicked.connect(lambda _checked: self._begin())
        self.draft = DraftCard(session, do, refused)
        self._lay_out()

    def refresh(self) -> None:
        """Every version there is; the one that was chosen stays, else the one in use."""
        chosen = self.chosen
        self._kept = tuple(reversed(texts.kept(self.session.study)))
        for box, first in ((self.which, ()), (self.other, (NOTHING,))):
            before = box.currentText()
            box.clear()
            box.addItems([*first, *(_named(one) for one in self._kept)])
            box.setCurrentIndex(max(0, box.findText(before)))
        same = [number for number, one in enumerate(self._kept) if chosen and _key(one) == _key(chosen)]
        in_use = [number for number, one in enumerate(self._kept) if one.text == self._in_use()]
        self.which.setCurrentIndex((same or in_use)[0])
        self._show()

    def first(self) -> QWidget | None:
        return self.which

    def half_done(self) -> tuple[HalfDone, ...]:
        """Words of a draft that are not kept yet."""
        return self.draft.half_done()

    @property
    def chosen(self) -> KeptText | None:
        """The text that is shown."""
        number = self.which.currentIndex()
        return self._kept[number] if 0 <= number < len(self._kept) else None

    def choose(self, text: AgreementText) -> None:
        """Show a text."""
        for number, one in enumerate(self._kept):
            if _key(one) == (text.version, text.language, text.style):
                self.which.setCurrentIndex(number)
        self._show()

    # --- inside

    def _in_use(self) -> AgreementText:
        return texts.in_use(self.session.study)[0].text

    def _show(self) -> None:
        one, number = self.chosen, self.other.currentIndex() - 1
        if one is None:
            return
        other = self._kept[number] if number >= 0 else None
        is_first = one.text.language == texts.FIRST_LANGUAGE and one.text.style is Style.FULL
        self.retire.setVisible(one.state is TextState.PUBLISHED and not is_first)
        self.draft.show_draft(one if one.state is TextState.DRAFT else None)
        self.draft.setVisible(one.state is TextState.DRAFT and other is None)
        if self._shown is not None:
            self.column.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
        basis = self.session.plan.basis
        self._shown = _words(one, for_study(basis, one.text)) if other is None else _compared(one.text, other.text)
        self.column.insertWidget(self.column.indexOf(self.draft) + 1, self._shown)
        self._shown.setVisible(other is not None or one.state is not TextState.DRAFT)

    def _begin(self) -> None:
        """A draft of the next version; of a translation or easy text, of the newest version that has its full text."""
        language, style = self.language.text().strip(), tuple(Style)[self.style_box.currentIndex()]
        newest = texts.newest_version(self.session.study)
        full = texts.find(self.session.study, newest + 1, texts.FIRST_LANGUAGE, Style.FULL)
        is_first = language == texts.FIRST_LANGUAGE and style is Style.FULL
        version = newest + 1 if full is not None or is_first else newest
        there = texts.find(self.session.study, version, language, style)
        if there is None:
            model = full or texts.find(self.session.study, newest, texts.FIRST_LANGUAGE, Style.FULL)
            easy = texts.find(self.session.study, newest, language, style)
            text = replace((easy or model or texts.in_use(self.session.study)[0]).text, version=version)
            text = replace(text, language=language, style=style)
            if not self.do(DraftText(version=version, language=language, style=style, text=text)):
                return
            there = texts.find(self.session.study, version, language, style)
        if there is not None:
            self.refresh()
            self.choose(there.text)
            if there.state is TextState.DRAFT:
                self.draft.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _retire(self) -> None:
        one = self.chosen
        if one is not None:
            self.do(RetireText(version=one.text.version, language=one.text.language, style=one.text.style))

    def _lay_out(self) -> None:
        card = Card(margin=24, spacing=12)
        card.add(Label("Versions of the agreement", "heading"))
        card.add(Label(SHOWN_AS, "body", "muted", wrap=True))
        which, other = Field("Version", self.which), Field("Compare with", self.other)
        language, style = Field("Language", self.language), Field("How it is written", self.style_box)
        for field in (which, other, language, style):
            field.message.hide()
        for tall in (self.which, self.other, self.language, self.style_box):
            tall.setProperty("tall", "true")
        for box in (self.which, self.other):
            box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(16)
        card.add(which, other)
        card.column.addLayout(lines((self.retire,)))
        new = Card(margin=24, spacing=12)
        new.add(Label("Other words, another language, or easy to read", "heading", wrap=True))
        new.column.addLayout(fields((language, 1), (style, 1)))
        new.column.addLayout(lines((self.begin,)))
        self.column.addWidget(card)
        self.column.addWidget(self.draft)
        self.column.addWidget(new)
        new.setVisible(self.session.study.has_sealed_side)  # a key that reads only begins nothing
        self.column.addStretch(1)


def _key(one: KeptText) -> tuple[int, str, Style]:
    return one.text.version, one.text.language, one.text.style


def _named(one: KeptText) -> str:
    """Which text, and what it is used for."""
    said = STATES[one.state][1]
    change = f", {one.severity.value} change" if one.state is not TextState.DRAFT else ""
    return f"Version {one.text.version}, {one.text.name}: {said}{change}"


def _words(one: KeptText, text: AgreementText) -> Card:
    """What is read, with the day and contact of the study's basis."""
    icon, said = STATES[one.state]
    card = Card(margin=24, spacing=8)
    card.add(Label(text.title, "heading", wrap=True))
    card.add(State(icon, f"Text version {text.version}, {text.name}, {said}"))
    card.add(Label(f"Its fingerprint, on every signed paper: {text.sha256[:16]}", "body", "muted", wrap=True))
    for number, part in enumerate(text.parts, start=1):
        card.column.addSpacing(8)
        card.add(Label(f"{number}  {part.heading}", "label", wrap=True))
        for paragraph in part.paragraphs:
            card.add(Label(paragraph, "body", wrap=True))
    for heading, said_words in (
        ("Asked one by one, yes or no", [words for _, words in text.uses]),
        ("Asked to see whether it was understood", list(text.questions)),
    ):
        card.column.addSpacing(8)
        card.add(Label(heading, "label", wrap=True))
        for words in said_words:
            card.add(State("not-started", words))
    return card


def _compared(newer: AgreementText, older: AgreementText) -> Card:
    """What one says and the other does not, in the order of the words."""
    card = Card(margin=24, spacing=8)
    card.add(
        Label(
            f"Version {newer.version}, {newer.name}, beside version {older.version}, {older.name}", "heading", wrap=True
        )
    )
    found = differences(older, newer)
    if not found:
        card.add(Label(SAME, "body"))
    for is_added, words in found:
        said = f"Version {newer.version if is_added else older.version} only"
        card.add(State("plus" if is_added else "minus", said, "text" if is_added else "muted", bold=is_added))
        card.add(Label(words, "body", "text" if is_added else "muted", wrap=True))
    return card
