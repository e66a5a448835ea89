"""The form that adds a person: research facts under the next code, and apart from them who the code stands for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.participant import OLDEST, YOUNGEST, Identity
from ojm_desktop.service.drafts import NEW_PERSON
from ojm_desktop.service.edits.people import AddParticipant
from ojm_desktop.service.queries import setup
from ojm_desktop.service.session import Session, random_id
from ojm_desktop.store.codec import from_text, to_text
from ojm_desktop.store.settings import Draft
from ojm_desktop.ui import dates, theme
from ojm_desktop.ui.half_done import HalfDone
from ojm_desktop.ui.widgets.buttons import CheckBox, primary, quiet
from ojm_desktop.ui.widgets.card import Card, Scroll, row
from ojm_desktop.ui.widgets.entries import (
    ETHNICITIES,
    GENDERS,
    choice,
    chosen,
    empty,
    line,
    offer,
    put,
    side_by_side,
    typed,
)
from ojm_desktop.ui.widgets.field import Field
from ojm_desktop.ui.widgets.lines import lines
from ojm_desktop.ui.widgets.segments import Segment, Segments
from ojm_desktop.ui.widgets.state import State
from ojm_desktop.ui.widgets.tall import Tall
from ojm_desktop.ui.widgets.text import Label

SEALED = "Under a second lock: no list, map or report ever shows it."


@dataclass(frozen=True)
class Begun:
    """A person being added: the id they will have, so that nobody is added twice; what stands where; where one was."""

    id: str
    cohort: str
    words: dict[str, str]
    order_types: tuple[str, ...]
    at: str


class AddForm(QWidget):
    """``asked`` when the person is to be added (``edit`` and ``identity`` hold what was typed), ``left`` on Cancel."""

    asked = Signal()
    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._id, self._at, self._cursor = random_id(), "", 0
        plan = session.plan
        self.cohorts = Segments("Cohort", [Segment(cohort.key, cohort.name) for cohort in plan.cohorts])
        self.cohorts.chosen.connect(lambda _value: self._show_code())
        self._code = Label("", "heading")
        self.order_start = Field("Order began", line(20), "Day, month, year")
        self.age = Field("Age", line(3), "In years, or empty")
        self.gender = Field("Gender", choice())
        self.ethnicity = Field("Ethnicity", choice())
        self.accommodation = Field("Lives at the start", choice(is_free=False))
        self.order_types: list[CheckBox] = []
        self.name = Field("Name", line(200))
        self.contact = Field("Contact: telephone, address, whom to ask for", line(400))
        self.add = primary("Add", icon="plus", key="Ctrl+Enter")
        self.cancel = quiet("Cancel", key="Esc")
        self.add.clicked.connect(self.asked)
        self.cancel.clicked.connect(self.left)
        self._types = QVBoxLayout()
        self._research = Card(margin=16, spacing=12)
        self._orders = Card(margin=16, spacing=8)
        self._sealed = Card(margin=16, spacing=8)
        self._lay_out()

    def begin(self) -> None:
        """Empty the form for the next person; the cohort stays, because people come in batches."""
        session = self._session
        plan = session.plan
        self._id, self._at, self._cursor = random_id(), "", 0
        for field in (self.order_start, self.age, self.name, self.contact):
            empty(field)
        genders, ethnicities = setup.words_used(session)
        offer(self.gender, (*GENDERS, *genders))
        offer(self.ethnicity, (*ETHNICITIES, *ethnicities))
        offer(self.accommodation, plan.accommodation_types)
        self._show_types(plan.order_types)
        self._sealed.setVisible(setup.writes_sealed_side(session))
        self._show_code()

    @property
    def edit(self) -> AddParticipant | None:
        """What was typed as an edit, or None with every wrong field marked and the first one focused."""
        age_is_right, age = self._age()
        started = self._day()
        if started is None or not age_is_right:
            return None
        return AddParticipant(
            id=self._id,
            cohort=self.cohorts.value,
            order_start=started,
            age=age,
            gender=chosen(self.gender),
            ethnicity=chosen(self.ethnicity),
            order_types=tuple(str(box.property("words")) for box in self.order_types if box.isChecked()),
            accommodation=chosen(self.accommodation),
        )

    @property
    def identity(self) -> Identity | None:
        """Who the code stands for, or None when nothing was typed."""
        name, contact = typed(self.name), typed(self.contact)
        return Identity(name, contact) if name or contact else None

    def half_done(self) -> HalfDone | None:
        """What was typed so far; None while the form is empty. With a name in it, it is kept sealed or not at all."""
        lines, boxes = self._lines(), self._boxes()
        now = Begun(
            id=self._id,
            cohort=self.cohorts.value,
            words={**{key: edit.text() for key, edit in lines.items()}, **{k: chosen(b) for k, b in boxes.items()}},
            order_types=tuple(str(box.property("words")) for box in self.order_types if box.isChecked()),
            at=next((key for key, edit in lines.items() if edit.hasFocus()), ""),
        )
        if not any(now.words.values()) and not now.order_types:
            return None
        cursor = lines[now.at].cursorPosition() if now.at else 0
        return HalfDone(NEW_PERSON, to_text(now), cursor, is_sealed=setup.writes_sealed_side(self._session))

    def take_up(self, draft: Draft) -> bool:
        """Go on with what was typed before; whether there was anything that is not added yet."""
        try:
            begun = from_text(draft.text, Begun)
        except OjmError:
            return False
        known = {cohort.key for cohort in self._session.plan.cohorts}
        if self._session.study.store.people.get(begun.id) is not None or begun.cohort not in known:
            return False
        self._id = begun.id
        self.cohorts.set_value(begun.cohort)
        for key, edit in self._lines().items():
            edit.setText(begun.words.get(key, ""))
        for key, field in self._boxes().items():
            put(field, begun.words.get(key, ""))
        for box in self.order_types:
            box.setChecked(str(box.property("words")) in begun.order_types)
        self._show_code()
        self._at, self._cursor = begun.at, draft.cursor
        return True

    def first_focus(self) -> QWidget:
        """The line that was being typed in, with the cursor at its place; else the first one."""
        edit = self._lines().get(self._at)
        if edit is None:
            return self.order_start
        edit.setCursorPosition(self._cursor)
        return edit

    def _lines(self) -> dict[str, QLineEdit]:
        fields = {"order_start": self.order_start, "age": self.age, "name": self.name, "contact": self.contact}
        return {key: field.editor for key, field in fields.items() if isinstance(field.editor, QLineEdit)}

    def _boxes(self) -> dict[str, Field]:
        return {"gender": self.gender, "ethnicity": self.ethnicity, "accommodation": self.accommodation}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.asked.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The two cards stand side by side where they fit."""
        super().resizeEvent(event)
        fits = self.width() >= theme.current().px(1060)
        self._both.setDirection(QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom)

    def _day(self) -> date | None:
        self.order_start.clear_wrong()
        try:
            day = dates.parse_day(typed(self.order_start))
        except OjmError as error:
            self.order_start.set_wrong(str(error))
            self.order_start.setFocus()
            return None
        if day > self._session.today():
            self.order_start.set_wrong("This day has not come yet.")
            self.order_start.setFocus()
            return None
        return day

    def _age(self) -> tuple[bool, int | None]:
        """Whether what stands there can be an age, and the age; an empty field is no age and right."""
        self.age.clear_wrong()
        words = typed(self.age)
        if not words:
            return True, None
        if words.isdecimal() and YOUNGEST <= int(words) <= OLDEST:
            return True, int(words)
        self.age.set_wrong(f"{YOUNGEST} to {OLDEST}, or empty.")
        self.age.setFocus()
        return False, None

    def _show_code(self) -> None:
        code = setup.next_code(self._session, self.cohorts.value)
        self._code.setText(code)
        self.add.set_words(f"Add {code}")

    def _show_types(self, names: tuple[str, ...]) -> None:
        for box in self.order_types:
            box.hide()
            box.deleteLater()
        self.order_types = [CheckBox(name) for name in names]
        before: QWidget = self.accommodation.editor
        for box in self.order_types:
            self._types.addWidget(box)
            self.setTabOrder(before, box)
            before = box
        self._orders.setVisible(bool(names))

    def _lay_out(self) -> None:
        look = theme.current()
        self._types.setSpacing(look.px(4))
        head = lines((self.cohorts,), (self._code, Label("the next free code", "body", "muted")))
        self._research.column.addLayout(head)
        self._research.column.addLayout(side_by_side((self.order_start, 3), (self.age, 2)))
        self._research.column.addLayout(side_by_side((self.gender, 1), (self.ethnicity, 1)))
        self._research.add(self.accommodation)
        self._research.column.addStretch(1)
        self._orders.add(Label("Order types: all that apply", "label"))
        self._orders.column.addLayout(self._types)
        self._orders.column.addStretch(1)
        lock = lines((State("lock", "Sealed side", bold=True),), (Label(SEALED, "body", "muted", wrap=True),))
        self._sealed.column.addLayout(lock)
        self._sealed.column.addLayout(side_by_side((self.name, 1), (self.contact, 1)))
        for field in (self.gender, self.ethnicity, self.accommodation, self.name, self.contact):
            field.message.hide()
        inside = Tall()
        column = QVBoxLayout(inside)
        column.setContentsMargins(*(look.px(8),) * 4)
        column.setSpacing(look.space(4))
        self._both = row(self._research, self._orders, spacing=16)
        column.addLayout(self._both)
        column.addWidget(self._sealed)
        column.addStretch(1)
        inside.setMaximumWidth(look.px(1136))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(look.px(8))
        scroll = Scroll(inside)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole.addWidget(scroll, 1)
        foot = QWidget()
        foot.setLayout(row(self.cancel, 1, self.add, margins=(8, 0, 8, 0)))
        foot.setMaximumWidth(inside.maximumWidth())
        whole.addWidget(foot)
