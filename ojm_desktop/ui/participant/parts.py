"""The parts of one person's record: one behind each tab, and what is shown instead of a tab's."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from ojm_desktop.service.queries.people import AgreementState, PersonRow
from ojm_desktop.ui.page import Navigate
from ojm_desktop.ui.participant.contacts.tab import ContactsTab
from ojm_desktop.ui.participant.correcting import Correcting
from ojm_desktop.ui.participant.details import DetailsForm
from ojm_desktop.ui.participant.diary.tab import DiaryTab
from ojm_desktop.ui.participant.documents import DocumentsTab
from ojm_desktop.ui.participant.interviews_tab import InterviewsTab
from ojm_desktop.ui.participant.journey_tab import JourneyTab
from ojm_desktop.ui.participant.later import LaterTab
from ojm_desktop.ui.participant.log_tab import LogTab
from ojm_desktop.ui.participant.sign_first import SignFirst

if TYPE_CHECKING:
    from ojm_desktop.service.session import Session
    from ojm_desktop.ui.half_done import HalfDone
    from ojm_desktop.ui.page import Do
    from ojm_desktop.ui.tasks import Tasks

TABS: Final = ("Journey", "Interviews", "Diary", "Comments", "Contacts", "Documents", "Log")


class PersonParts(QStackedWidget):
    """Shows one part of the record of ``found``: a tab's, what comes before a journey, or the person's details.

    ``bar`` and ``correcting`` are laid out by the page, above; whoever asks for another tab is answered by
    ``show_tab``.
    """

    def __init__(self, session: Session, do: Do, navigate: Navigate, tasks: Callable[[], Tasks | None]) -> None:
        super().__init__()
        self.found: PersonRow | None = None
        self.bar = QTabBar()
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setAccessibleName("Parts of this person’s record")
        self.correcting = Correcting(do)
        self.journey = JourneyTab(session, self.correcting.do)
        self.interviews = InterviewsTab(session, do, navigate)
        self.diary = DiaryTab(session, do)
        self.contacts = ContactsTab(session, do)
        self.documents = DocumentsTab(session)
        self.log = LogTab(session)
        self.sign_first = SignFirst()
        self.details = DetailsForm(session, do, tasks)
        comments = LaterTab("Comments", lambda: self.bar.setCurrentIndex(0))
        self._behind: tuple[QWidget, ...] = (
            self.journey,
            self.interviews,
            self.diary,
            comments,
            self.contacts,
            self.documents,
            self.log,
        )
        for name in TABS:
            self.bar.addTab(name)
        for part in (*self._behind, self.sign_first, self.details):
            self.addWidget(part)

    def turn_to(self, name: str) -> None:
        """The tab of this name, as ``TABS`` has it, or else the first."""
        self.bar.setCurrentIndex(TABS.index(name) if name in TABS else 0)

    def turn_on(self) -> None:
        """The next tab, and after the last the first."""
        self.bar.setCurrentIndex((self.bar.currentIndex() + 1) % len(TABS))

    def show_tab(self) -> None:
        """What stands behind the tab that is chosen, as it is now."""
        part = self._behind[self.bar.currentIndex()]
        if part is self.journey and self._is_unsigned:
            part = self.sign_first
        self.setCurrentWidget(part)
        self.show_now()
        if part is self.journey:
            self.journey.take_up()

    def show_details(self, found: PersonRow) -> None:
        """The form of the person's details, with the cursor in it."""
        self.details.show_person(found)
        self.setCurrentWidget(self.details)
        self.details.age.setFocus(Qt.FocusReason.OtherFocusReason)

    def shows(self, part: QWidget) -> bool:
        """Whether this part is the one on the screen."""
        return self.currentWidget() is part

    def show_now(self) -> None:
        """Read again what the shown part tells of the person."""
        found = self.found
        if found is None:
            return
        if self.bar.currentIndex() == 0 and (self.shows(self.journey) or self.shows(self.sign_first)):
            self.setCurrentWidget(self.sign_first if self._is_unsigned else self.journey)
            self.journey.refresh()
            return
        reading: dict[QWidget | None, Callable[[], None]] = {
            self.interviews: lambda: self.interviews.show_person(found.person.id),
            self.diary: lambda: self.diary.show_person(found),
            self.contacts: lambda: self.contacts.show_person(found.person.id),
            self.documents: lambda: self.documents.show_person(found),
            self.log: lambda: self.log.show_person(found.person.id),
            self.details: lambda: self.details.show_person(found),
        }
        read = reading.get(self.currentWidget())
        if read is not None:
            read()

    def first_focus(self) -> QWidget | None:
        """Where the keys go first in the shown part; None where it has no such place."""
        if self.shows(self.sign_first):
            return self.sign_first.first
        if self.shows(self.journey):
            return self.journey.desk.typing_first() if self.journey.desk.is_open else self.journey.way
        for part in (self.interviews, self.diary, self.contacts):
            if self.shows(part):
                return part.first_focus()
        return None

    def half_done(self) -> tuple[HalfDone, ...]:
        """What is begun in any part, shown or not (L2)."""
        return (
            *self.journey.desk.half_done(),
            *self.diary.half_done(),
            *self.contacts.half_done(),
            *self.interviews.desk.half_done(),
        )

    @property
    def _is_unsigned(self) -> bool:
        """Nothing may be rated, and nothing was: the page then says what comes first."""
        found = self.found
        if found is None or found.agreement is AgreementState.SIGNED:
            return False
        return all(not visit.answered for visit in found.visits)
