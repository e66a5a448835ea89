"""Before a version is published: what it does to those who were asked before, and which languages were checked."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ojm_desktop.domain.counting import counted, noun
from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.kept_form import FormFacts, FormState
from ojm_desktop.service import form_versions, forms
from ojm_desktop.service.form_versions import Meaning
from ojm_desktop.service.form_words import WHERE, other_words
from ojm_desktop.service.session import Session
from ojm_desktop.ui import theme
from ojm_desktop.ui.study.forms.side_view import SideView
from ojm_desktop.ui.study.forms.uses_card import HEAD
from ojm_desktop.ui.widgets.buttons import CheckBox, primary, quiet
from ojm_desktop.ui.widgets.card import Card, row
from ojm_desktop.ui.widgets.lines import lines
from ojm_desktop.ui.widgets.message import Message
from ojm_desktop.ui.widgets.text import Label

CHECKED: Final = (
    "What is read to people in a translation has to ask the same. Tick a language once somebody who speaks it has read "
    "it all; until then nobody is asked in it. The log keeps who ticked it and when."
)
PRACTICE: Final = "In a practice study every language can be tried; in a real one each is ticked as checked first."


class PublishView(SideView):
    """``published(digest, languages)`` when it is to be; ``ticked(digest, language, is_checked)`` in a version that is
    published already, where a tick counts at once.
    """

    published = Signal(str, tuple)
    ticked = Signal(str, str, bool)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._facts: FormFacts | None = None
        self.boxes: dict[str, CheckBox] = {}
        self._means = Card(margin=24, spacing=8)
        self._lines: list[QWidget] = []
        self._languages = Card(margin=24, spacing=8)
        self.go = primary("Publish")
        self.later = quiet("Not now", key="Esc")
        self.go.clicked.connect(self._publish)
        self.later.clicked.connect(self.closed)
        for card in (self._means, self._languages):
            card.setMaximumWidth(theme.current().px(800))
            line = row()
            line.addWidget(card, 1000)
            line.addStretch(1)
            self.column.addLayout(line)
        self.column.addLayout(lines((self.go, self.later)))
        self.column.addStretch(1)

    def show_version(self, digest: str) -> None:
        """Show what publishing a version means; of one that is published, its languages only."""
        facts = self._facts = forms.facts_of(self._session, digest)
        is_out = facts.state is FormState.PUBLISHED
        version = f"version {facts.version}" if facts.version else "this version"
        self.heading.setText(f"Languages of {facts.title}" if is_out else f"Publish {facts.title}, {version}")
        self._means.setVisible(not is_out)
        against = forms.reasons_against(self._session, digest)
        if not is_out:
            self._say(against, form_versions.meaning(self._session, digest), facts)
        self._show_languages(facts, is_out=is_out)
        self.go.setVisible(not is_out)
        self.go.set_words(f"Publish {version}")
        self.go.setEnabled(not against)
        self.later.set_words("Done" if is_out else "Not now")

    def follow(self) -> None:
        """The study was changed meanwhile: what publishing means in it now; what was ticked stays ticked."""
        if self._facts is None:
            return
        try:
            facts = forms.facts_of(self._session, self._facts.digest)
        except Refused:  # its import was taken back
            self.closed.emit()
            return
        if facts.state is not self._facts.state:
            self.show_version(facts.digest)
        elif facts.state is not FormState.PUBLISHED:
            against = forms.reasons_against(self._session, facts.digest)
            self._say(against, form_versions.meaning(self._session, facts.digest), facts)
            self.go.setEnabled(not against)

    def first(self) -> QWidget:
        if self.go.isVisibleTo(self) and self.go.isEnabled():
            return self.go
        return next(iter(self.boxes.values()), self.later)

    def _say(self, against: tuple[str, ...], meaning: Meaning, facts: FormFacts) -> None:
        _emptied(self._means, self._lines)
        self._lines = []
        for reason in against:
            message = Message()
            message.show_state("blocked", reason, "blocked")
            self._lines.append(message)
        if not against:
            self._lines += [Label(words, wrap=True) for words in sentences(meaning, facts)]
        for words in () if against else other_words(self._session.plan, forms.read(self._session, facts.digest)):
            message = Message()
            message.show_state("warn", f"{words} {WHERE}", "warn")
            self._lines.insert(0, message)
        if meaning.is_major and not against:
            message = Message()
            message.show_state("warn", _major(meaning), "warn")
            self._lines.insert(0, message)
        self._means.add(*self._lines)

    def _show_languages(self, facts: FormFacts, *, is_out: bool) -> None:
        _emptied(self._languages, [*self._languages.findChildren(QWidget)])
        self.boxes = {}
        others = facts.languages[1:]
        self._languages.setVisible(bool(others))
        if not others:
            return
        is_practice = self._session.plan.is_practice
        if not is_out:
            self._languages.add(Label("Languages", "heading"))
        self._languages.add(Label(PRACTICE if is_practice else CHECKED, "body", "muted", wrap=True))
        for language in others:
            box = CheckBox(f"{language}: checked by a speaker")
            box.setChecked(language in facts.released)
            if is_out:
                box.clicked.connect(
                    lambda is_checked, language=language: self.ticked.emit(facts.digest, language, is_checked)
                )
            self.boxes[language] = box
            self._languages.add(box)

    def _publish(self) -> None:
        if self._facts is not None:
            chosen = tuple(language for language, box in self.boxes.items() if box.isChecked())
            self.published.emit(self._facts.digest, chosen)


def sentences(meaning: Meaning, facts: FormFacts) -> list[str]:
    """What publishing does, in sentences."""
    version = f"version {facts.version}" if facts.version else "this version"
    if meaning.asked_at:
        told = [f"What begins from now on is asked with {version}: {'; '.join(meaning.asked_at)}."]
    else:
        told = [f"No visit asks it yet. Once it is published, choose it below the lists, under “{HEAD}”."]
    if meaning.visits:
        told.append(
            f"{counted(meaning.visits, 'visit')} of {counted(meaning.people, 'person', 'people')} "
            f"{noun(meaning.visits, 'was', 'were')} held with earlier versions. Their answers stay as they are, with "
            "the version they were given to."
        )
    else:
        told.append("Nobody has been asked with an earlier version.")
    if meaning.under_way:
        told.append(
            f"{counted(meaning.under_way, 'interview')} {noun(meaning.under_way, 'is', 'are')} under way and "
            f"{noun(meaning.under_way, 'ends', 'end')} with the version {noun(meaning.under_way, 'it', 'they')} began "
            "with."
        )
    if not meaning.is_major and meaning.visits:
        told.append("The change is minor: answers before and after it can stand side by side. Nobody is asked again.")
    return told


def _major(meaning: Meaning) -> str:
    """What a major change means for those who answered already."""
    said = (
        f"The change is major: {counted(meaning.changed, 'question')} {noun(meaning.changed, 'asks', 'ask')} something "
        "else, so answers before and after it do not mean the same."
    )
    if not meaning.people:
        return said
    parts = []
    if meaning.will_meet:
        parts.append(f"{counted(meaning.will_meet, 'person', 'people')} will answer it at a visit still to come")
    if meaning.asked_again:
        again = counted(meaning.asked_again, "person", "people")
        parts.append(f"{again} would have to be asked again, with a visit of their own")
    return f"{said} {', and '.join(parts)}."


def _emptied(card: Card, widgets: list[QWidget]) -> None:
    for widget in widgets:
        card.column.removeWidget(widget)
        widget.hide()
        widget.deleteLater()
