"""Participants: the list, the form that adds one in its place, and the first steps of a new study."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from ojm_desktop.domain.agreement import AgreementText
from ojm_desktop.domain.counting import counted, listed, noun, spelt
from ojm_desktop.domain.plan import StudyPlan
from ojm_desktop.service.agreement_texts import current
from ojm_desktop.service.drafts import NEW_PERSON
from ojm_desktop.service.edits.people import RecordIdentity
from ojm_desktop.service.queries import people
from ojm_desktop.ui import theme
from ojm_desktop.ui.actions import Bound, bind
from ojm_desktop.ui.page import Navigate, Page
from ojm_desktop.ui.participants.add_form import AddForm
from ojm_desktop.ui.participants.people_list import PeopleList
from ojm_desktop.ui.widgets.buttons import primary
from ojm_desktop.ui.widgets.card import row
from ojm_desktop.ui.widgets.empty import EmptyPage, Step
from ojm_desktop.ui.widgets.head import PageHead

if TYPE_CHECKING:
    from ojm_desktop.domain.changes import Changes
    from ojm_desktop.service.session import Session
    from ojm_desktop.ui.half_done import HalfDone

RING = 8
"""Room beside the scrolled form for the focus ring, in pixels at 100 %."""


class ParticipantsPage(Page):
    """Target ``add`` opens the form; any other target is the id of the person to stand on."""

    title = "Participants"
    help = (
        "Type a code anywhere to jump to it; the search also finds words in notes. Enter opens the chosen person. "
        "Ctrl+N adds one: research facts under a code, name and contact on the sealed side, which no list shows."
    )

    def __init__(self, session: Session, navigate: Navigate) -> None:
        super().__init__(session, navigate)
        self._add = primary("Add participant", icon="plus", key="Ctrl+N" if theme.current().scale < 2 else "")
        self._add.clicked.connect(self.begin_adding)
        self._head = PageHead(self.title, "", self._add)
        self._stack = QStackedWidget()
        self._empty: EmptyPage | None = None
        self._plan: StudyPlan | None = None
        self._was_shown = False
        self.form = AddForm(session)
        self.form.left.connect(self.leave_form)
        self.form.asked.connect(self.add_person)
        self.list = self._new_list(session.plan)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.form)
        edges = (RING, 0, RING, 0)
        self.column.addLayout(row(self._head, margins=edges))
        self.column.addLayout(row(self.strip, margins=edges))
        self.column.addWidget(self._stack, 1)
        look = theme.current()
        self.column.setContentsMargins(look.px(24 - RING), look.px(24), look.px(24 - RING), look.px(16))

    @property
    def is_adding(self) -> bool:
        """Whether the form is shown."""
        return self._stack.currentWidget() is self.form

    def show_target(self, target: str) -> None:
        self.strip.clear()
        if target == "add":
            self.begin_adding()
        elif target:
            self.leave_form()
            self.list.choose(target)
        if not self._was_shown and target in ("", "add"):
            self._take_up()
        self._was_shown = True

    def half_done(self) -> tuple[HalfDone, ...]:
        half_done = self.form.half_done() if self.is_adding else None
        return (half_done,) if half_done is not None else ()

    def refresh(self, changes: Changes | None) -> None:
        if changes is not None and not (changes.plan or changes.participants or changes.journeys or changes.consents):
            return
        if self._plan is not None and self._plan.cohorts != self.session.plan.cohorts:
            self._replace_list()
        everybody = people.rows(self.session)
        self.list.show_people(everybody)
        if not self.is_adding:
            self._show_fitting()

    def bound_actions(self) -> tuple[Bound, ...]:
        has_list = self._stack.currentWidget() is self.list
        return (
            bind("add_participant", self.begin_adding, enabled=not self.is_adding),
            bind("search", self.list.search.setFocus, enabled=has_list),
        )

    def first_focus(self) -> QWidget | None:
        if self.is_adding:
            return self.form.first_focus()
        shown = self._stack.currentWidget()
        if isinstance(shown, EmptyPage):
            return shown.first
        came_back = self.list.table.currentIndex().row() > 0
        return self.list.table if came_back else self.list.search

    def begin_adding(self) -> None:
        """Show the form for the next person."""
        self.strip.clear()
        self.form.begin()
        self._head.set_title("Add a participant")
        self._head.set_fact("")
        self._add.hide()
        self._stack.setCurrentWidget(self.form)
        self.form.order_start.setFocus()

    def _take_up(self) -> None:
        """Go on with adding somebody where it was interrupted."""
        draft = self.session.draft(NEW_PERSON)
        if draft is None:
            return
        was_adding = self.is_adding
        self.begin_adding()
        if not self.form.take_up(draft):
            self.session.keep_draft(NEW_PERSON, "", 0)
            if not was_adding:
                self.leave_form()

    def leave_form(self) -> None:
        """Back to the list without adding."""
        if self.is_adding:
            self.strip.clear()
            self._stack.setCurrentWidget(self.list)
            self._show_fitting()
            self.began.emit()
            (self.first_focus() or self).setFocus()

    def add_person(self) -> None:
        """Add the person of the form, and as an edit of its own, sealed, their name: one step, undone as one."""
        edit, identity = self.form.edit, self.form.identity
        if edit is None:
            return
        named = () if identity is None else (RecordIdentity(participant=edit.id, identity=identity),)
        if not self.do(edit, *named):
            return
        self._stack.setCurrentWidget(self.list)
        self._show_fitting()
        self.list.choose(edit.id)
        self.list.table.setFocus()

    def _new_list(self, plan: StudyPlan) -> PeopleList:
        self._plan = plan
        made = PeopleList(plan, lambda words: people.who_said(self.session, words))
        made.opened.connect(lambda participant: self.navigate("participant", participant))
        made.counted.connect(self._show_count)
        return made

    def _replace_list(self) -> None:
        """Cohorts were changed: the segments are made anew."""
        old, was_shown = self.list, self._stack.currentWidget() is self.list
        self.list = self._new_list(self.session.plan)
        self._stack.addWidget(self.list)
        if was_shown:
            self._stack.setCurrentWidget(self.list)
        self._stack.removeWidget(old)
        old.deleteLater()

    def _show_fitting(self) -> None:
        """The list, or the first steps while nobody is in it."""
        has_people = bool(people.rows(self.session))
        if self._empty is not None:
            self._stack.removeWidget(self._empty)
            self._empty.deleteLater()
            self._empty = None
        if not has_people:
            self._empty = first_steps(self.session.plan, current(self.session), self.navigate, self.begin_adding)
            self._stack.addWidget(self._empty)
        self._head.set_title(self.title)
        self._add.setVisible(has_people)
        self._stack.setCurrentWidget(self._empty or self.list)

    def _show_count(self, shown: int, everybody: int) -> None:
        if self.is_adding:
            return
        people_words = counted(everybody, "person", "people")
        found = f"{shown} of {everybody if theme.current().scale >= 2 else people_words}"
        fact = people_words if shown == everybody else found
        self._head.set_fact(fact if everybody else "Nobody yet")


def first_steps(plan: StudyPlan, text: AgreementText, navigate: Navigate, add: Callable[[], object]) -> EmptyPage:
    """The page of a new study: two steps done by the template, then what only the study knows, then a person."""
    scale, ways = plan.scale, len(plan.pathways)
    has_basis = plan.basis is not None or plan.is_practice
    waves = next((cohort.waves for cohort in plan.cohorts if not cohort.is_recalled), ())
    weeks = listed([str(wave.week) for wave in waves])
    return EmptyPage(
        "This study has no participants yet",
        "Each person gets a code, signs the agreement, and then their journey can begin.",
        (
            Step(
                "Scale, pathways and waves",
                f"{scale.range_text}, {spelt(ways)} {noun(ways, 'pathway')}, {noun(len(waves), 'week')} {weeks}. "
                "The scale is fixed after the first rating.",
                "Look again",
                lambda: navigate("study", "scale"),
                done=True,
            ),
            Step(
                "Agreement",
                f"Agreement text version {text.version}, in {text.language}.",
                "Look again",
                lambda: navigate("study", "agreement"),
                done=True,
            ),
            Step(
                "Basis",
                "Why the study keeps what people say, and for how long. Nobody can be added before it is entered.",
                "Look again" if has_basis else "Enter it",
                lambda: navigate("study", "basis"),
                done=has_basis,
                next=not has_basis,
            ),
            Step(
                "Add the first participant",
                "A code, a cohort and the day the order began. Names stay on the sealed side.",
                "Add participant",
                add,
                next=has_basis,
                icon="plus",
            ),
        ),
    )
