"""The Log page: a row an event, newest first, by person, day and kind; verifying; the head to compare with paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ojm_desktop.domain.clock import long_date
from ojm_desktop.domain.counting import counted
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.service.queries import study_log
from ojm_desktop.service.queries.study_log import Chosen, Kind, LogRow
from ojm_desktop.service.verify import Report
from ojm_desktop.service.verify_open import verify_open
from ojm_desktop.ui import theme
from ojm_desktop.ui.log.code import Code
from ojm_desktop.ui.log.leaving_line import LogLine
from ojm_desktop.ui.page import Navigate, Page
from ojm_desktop.ui.reading_only import reads
from ojm_desktop.ui.tasks import Cancelled
from ojm_desktop.ui.widgets.buttons import primary, quiet
from ojm_desktop.ui.widgets.card import Card, Scroll, row
from ojm_desktop.ui.widgets.cells import Cell
from ojm_desktop.ui.widgets.entries import choice
from ojm_desktop.ui.widgets.field import ChoiceBox, Field
from ojm_desktop.ui.widgets.head import PageHead
from ojm_desktop.ui.widgets.strip import Tone
from ojm_desktop.ui.widgets.table import Column, Row, Table
from ojm_desktop.ui.widgets.tall import Tall
from ojm_desktop.ui.widgets.text import Label
from ojm_desktop.vault.words import to_words

if TYPE_CHECKING:
    from ojm_desktop.domain.changes import Changes
    from ojm_desktop.service.session import Session

RING = 8
"""Room for the focus ring, in pixels at 100 %."""
ROWS = 7
"""Rows of the table that are in sight at once."""
KINDS: Final = {
    Kind.RATINGS: "Ratings",
    Kind.MOMENTS: "Hot spots and turning points",
    Kind.INTERVIEWS: "Visits and interviews",
    Kind.DIARY: "Diary",
    Kind.PEOPLE: "People",
    Kind.SEALED: "Sealed side",
    Kind.CLOCK: "Clock of the laptop",
    Kind.STUDY: "Study, documents, keys",
}
HEAD: Final = (
    "These eight words stand for everything up to the newest event. Words printed on an agreement or a map stand for "
    "an earlier one: ojm verify with --head and those words tells whether this study still has it. The code "
    "says the same."
)


class LogPage(Page):
    """Target: a participant's id shows that person's events."""

    title = "Log"
    help = (
        "Everything that was changed, newest first; nothing here can be changed. Verify reads every event and every "
        "row again, on a copy that is kept as a backup, while you go on working. Save the log writes its links for "
        "somebody who has neither the study nor a key, with the script that checks them."
    )

    def __init__(self, session: Session, navigate: Navigate) -> None:
        super().__init__(session, navigate)
        look = theme.current()
        self.verify = primary("Verify now", icon="check")
        self.verify.clicked.connect(self._verify)
        self.save = quiet("Save…" if look.scale >= 2 else "Save the log…", icon="report")
        self.save.setAccessibleName("Save the log…")
        self.line = LogLine(session)
        self.save.clicked.connect(self.line.begin)
        self.line.written.connect(lambda words: self.strip.say(words, is_news=True))
        self.line.wrong.connect(lambda words: self.strip.say(words, Tone.ERROR))
        self._head = PageHead(self.title, "", self.save, self.verify)
        self._people: list[str] = [""]
        self._days: list[date | None] = [None]
        self._kinds: list[Kind | None] = [None, *KINDS]
        self.person, self.day, self.kind = choice(is_free=False), choice(is_free=False), choice(is_free=False)
        number, time, code = (
            Column("Number", 100, gives_way=1),
            Column("Time", 110, gives_way=2),
            Column("Person", 110, gives_way=3),
        )
        for box, words in ((self.person, ["Anybody"]), (self.day, ["Any day"])):
            _offer(box, words, 0)
        reads(self.verify, self.person, self.day, self.kind)
        _offer(self.kind, ["Any kind", *KINDS.values()], 0)
        self.table = Table("Log", (number, Column("Day", 180), time, code, Column("What")))
        self.table.setFixedHeight(look.px(44) + look.height("row") * ROWS)
        self._fewer = Label("", "body", "muted", wrap=True)
        self.words, self.code = Label("", "heading", wrap=True), Code("Head of the log as a QR code")
        inside = Tall()
        column = QVBoxLayout(inside)
        column.setContentsMargins(*(look.px(RING),) * 4)
        column.setSpacing(look.space(4))
        column.addWidget(self.line)
        column.addLayout(self._filters())
        shown = Card(margin=0)
        shown.add(self.table)
        column.addWidget(shown)
        column.addWidget(self._fewer)
        column.addWidget(self._head_card())
        column.addStretch(1)
        self.column.addLayout(row(self._head, margins=(RING, 0, RING, 0)))
        self.column.addLayout(row(self.strip, margins=(RING, 0, RING, 0)))
        self.column.addWidget(Scroll(inside), 1)

    def show_target(self, target: str) -> None:
        self.strip.clear()
        self.line.hide()
        self._offer()
        if target:
            self.person.setCurrentIndex(self._people.index(target) if target in self._people else 0)

    def refresh(self, changes: Changes | None) -> None:
        """Every change is an event, so every change is shown."""
        self._offer()
        found = study_log.rows(self.session, self.chosen)
        self.table.show_rows([_row(one) for one in found])
        if len(found) == study_log.MOST:
            self._fewer.setText(f"The newest {study_log.MOST}. Choose a person, a day or a kind for older ones.")
        else:
            self._fewer.setText("" if found else "Nothing of that kind. Choose another day, person or kind.")
        self._fewer.setVisible(bool(self._fewer.text()))
        self._head.set_fact(counted(self.session.sequence, "event"))
        words = " ".join(to_words(self.session.head_hash))
        self.words.setText(words)
        self.code.show_text(words)
        self._show_verifying()

    def first_focus(self) -> QWidget | None:
        return self.table

    @property
    def chosen(self) -> Chosen:
        """What the three boxes say."""
        return Chosen(
            self._people[self.person.currentIndex()],
            self._days[self.day.currentIndex()],
            self._kinds[self.kind.currentIndex()],
        )

    def _filters(self) -> QHBoxLayout:
        fields = row()
        for words, box, share in (("Person", self.person, 2), ("Day", self.day, 2), ("Kind", self.kind, 3)):
            box.setMinimumContentsLength(6)
            fields.addWidget(Field(words, box, keeps_line=False), share)
            box.activated.connect(lambda _number: self.refresh(None))
        return fields

    def _head_card(self) -> Card:
        card = Card(margin=16)
        said = QVBoxLayout()
        for label in (Label("Head of the log", "label"), self.words, Label(HEAD, "body", "muted", wrap=True)):
            said.addWidget(label)
        said.addStretch(1)
        beside = row(spacing=24)
        beside.addLayout(said, 1)
        beside.addWidget(self.code)
        card.column.addLayout(beside)
        return card

    def _offer(self) -> None:
        """What can be chosen now; what is chosen stays so while it can be."""
        everybody = sorted(self.session.study.store.people.all(), key=lambda person: person.code)
        people, days = ["", *(person.id for person in everybody)], [None, *study_log.days(self.session)]
        person, day = self.chosen.participant, self.chosen.day
        self._people, self._days = people, days
        _offer(self.person, ["Anybody", *(one.code for one in everybody)], _place(people, person))
        _offer(self.day, [long_date(one) if one else "Any day" for one in days], _place(days, day))

    def _verify(self) -> None:
        place, tasks = self.session.place, self.tasks
        if place is None or tasks is None:
            return
        made = self.session.clock.now().utc
        self.strip.clear()
        tasks.start("Verifying the study", lambda tell: verify_open(place, made, tell), self._verified, self._failed)
        self._show_verifying()

    def _verified(self, report: Report) -> None:
        if report.is_whole:
            words = f"Whole: {counted(report.events, 'event')}, and every row is as the log tells."
            self.strip.say(words)
        else:
            found = [f"{one.file}{f', event {one.event}' if one.event else ''}: {one.what}" for one in report.problems]
            more = f" And {len(found) - 3} more." if len(found) > 3 else ""
            advice = "Keep this folder as it is, and restore the newest good backup into a new folder."
            self.strip.say(f"Not whole. {'; '.join(found[:3])}.{more} {advice}", Tone.ERROR)
        self._show_verifying()

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, Cancelled):
            self.strip.say("Verifying was cancelled. Nothing was changed.")
        elif isinstance(error, OjmError):
            self.strip.say(str(error), Tone.ERROR)
        else:
            raise error
        self._show_verifying()

    def _show_verifying(self) -> None:
        self.verify.setEnabled(self.session.place is not None and self.tasks is not None and self.tasks.current is None)


def _offer(box: ChoiceBox, words: list[str], chosen: int) -> None:
    """Offer these words, with one of them chosen."""
    if [box.itemText(number) for number in range(box.count())] != words:
        box.clear()
        box.addItems(words)
    box.setCurrentIndex(chosen)


def _place(values: Sequence[object], chosen: object) -> int:
    """Where what was chosen is offered now; where it is not any more, everything."""
    return values.index(chosen) if chosen in values else 0


def _row(one: LogRow) -> Row:
    number, day = str(one.sequence), long_date(one.day)
    return Row(
        number,
        (
            Cell(number, tone="muted"),
            Cell(day, tip=f"Number {number}, {one.time}"),
            Cell(one.time, tone="muted"),
            Cell(one.code),
            Cell(one.sentence, tip=one.sentence),
        ),
    )
