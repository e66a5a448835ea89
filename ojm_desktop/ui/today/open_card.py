"""The interview that was left open: what is saved of it, and Resume."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ojm_desktop.domain.clock import day_in, local_time
from ojm_desktop.domain.visit import PauseReason
from ojm_desktop.service.queries.today import OpenVisit
from ojm_desktop.service.session import Session
from ojm_desktop.ui import dates, icons, theme
from ojm_desktop.ui.visit_words import in_sentence
from ojm_desktop.ui.widgets.buttons import Button, Kind
from ojm_desktop.ui.widgets.card import Card, row
from ojm_desktop.ui.widgets.text import Label

WHY = {
    PauseReason.COMFORT.value: "for comfort",
    PauseReason.DISTRESS.value: "because of distress",
    PauseReason.INTERRUPTION.value: "because of an interruption",
}
BAR, INSET = 4, 16
"""The green bar at the left edge and its distance from the corners, in pixels at 100 %."""


class OpenCard(Card):
    """A line for each interview that was begun and not ended; its button calls ``resume(visit)``.

    After a no it calls ``stop(visit)``: nobody may be asked any more, and nothing is left open for ever.
    """

    def __init__(self, session: Session, resume: Callable[[str], object], stop: Callable[[str], object]) -> None:
        super().__init__(margin=0, spacing=0)
        self._session = session
        self._resume, self._stop = resume, stop
        self._lines: list[_Line] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)  # as high as its words are wrapped

    @property
    def lines(self) -> tuple[_Line, ...]:
        """What is shown, the interview touched last first."""
        return tuple(self._lines)

    @property
    def first(self) -> Button | None:
        """Resume of the interview that was touched last."""
        return self._lines[0].button if self._lines else None

    def show_visits(self, found: Sequence[OpenVisit]) -> None:
        """Show these; the same once more keep their buttons, and with them the focus."""
        if [_key(line.visit) for line in self._lines] != [_key(visit) for visit in found]:
            for old in self._lines:
                self.column.removeWidget(old)
                old.hide()
                old.deleteLater()
            self._lines = [
                _Line(visit, self._stop if visit.is_refused else self._resume, is_first=not number)
                for number, visit in enumerate(found)
            ]
            self.add(*self._lines)
        for line, visit in zip(self._lines, found, strict=True):
            line.show_visit(visit, *words_of(visit, self._session))
        self.setVisible(bool(found))

    def set_quiet(self, is_quiet: bool) -> None:
        """Another button is what to press next: a page has one filled button at most."""
        if self._lines:
            self._lines[0].button.kind = Kind.QUIET if is_quiet else Kind.PRIMARY
            self._lines[0].button.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        look = theme.current()
        painter = QPainter(self)
        bar = QRectF(0, look.px(INSET), look.px(BAR), self.height() - 2 * look.px(INSET))
        painter.fillRect(bar, look.colour("accent"))
        painter.end()


class _Line(QWidget):
    """One interview: icon, what it is, what is saved, Resume or Stop."""

    def __init__(self, visit: OpenVisit, press: Callable[[str], object], *, is_first: bool) -> None:
        super().__init__()
        look = theme.current()
        self.visit = visit
        self._picture = QLabel()
        self._picture.setFixedSize(look.px(32), look.px(32))
        self.heading = Label("", "heading", wrap=True)
        self.saved = Label("", "body", "muted", wrap=True)
        kind = Kind.PRIMARY if is_first else Kind.QUIET
        words, icon = ("Stop", "refused") if visit.is_refused else ("Resume", "interview")
        self.button = Button(words, kind, icon=icon, large=True)
        self.button.clicked.connect(lambda _checked: press(self.visit.id))
        both_words = QVBoxLayout()
        both_words.setSpacing(0)
        both_words.addWidget(self.heading)
        both_words.addWidget(self.saved)
        line = row(self._picture, spacing=16)
        line.addLayout(both_words, 1)
        line.setAlignment(self._picture, Qt.AlignmentFlag.AlignVCenter)
        below = look.scale >= 2  # the words take the whole width, or they are cut
        both = QBoxLayout(QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight, self)
        both.setContentsMargins(look.px(24), look.px(20), look.px(20), look.px(20))
        both.setSpacing(look.px(16))
        both.addLayout(line, 1)
        both.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft if below else Qt.AlignmentFlag.AlignVCenter)

    def show_visit(self, visit: OpenVisit, heading: str, saved: str) -> None:
        """Show how it stands now."""
        look = theme.current()
        self.visit = visit
        icon = "pause" if visit.rested else "in-progress"
        self._picture.setPixmap(icons.pixmap(icon, look.colour("accent"), look.px(32)))
        self.heading.setText(heading)
        self.saved.setText(saved)
        self.button.setAccessibleName(f"{'Stop' if visit.is_refused else 'Resume'} {heading}")


def _key(visit: OpenVisit) -> tuple[str, bool]:
    """What makes another line: the visit, and which button it has."""
    return visit.id, visit.is_refused


def words_of(visit: OpenVisit, session: Session) -> tuple[str, str]:
    """What it is, and what is saved of it: paused, left when the study closed, or open just now."""
    name = f"{visit.code}, {in_sentence(visit.name)}"
    is_counted = visit.answered is not None and visit.asked is not None
    replied = f"{visit.answered} of {visit.asked} answered, " if is_counted else ""
    if visit.is_refused:
        return (
            f"{name} is still open",
            "The agreement is no longer in force: it can only be stopped. All is saved.",
        )
    day, clock = day_in(visit.saved.utc, session.plan.zone), local_time(visit.saved.utc, visit.saved.offset)
    if visit.rested is not None:
        since = dates.when(day, clock[:5], session.today())
        why = f" {WHY[visit.reason]}" if visit.reason in WHY else ""
        return f"{name} is paused", f"Paused {since}{why}. {_sentence(replied + 'all saved.')}"
    if visit.saved.utc < session.opened_at.utc:
        since = dates.when(day, clock, session.today())
        told = f"{replied}the last of it saved {since}."
        return f"{name} was left open", f"Recovered: {told}" if visit.was_cut_off else _sentence(told)
    return f"{name} is open", _sentence(f"{replied}all saved.")


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
