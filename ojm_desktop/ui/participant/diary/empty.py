"""The Diary tab while there is nothing in it: why, and what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ojm_desktop.domain.clock import long_date
from ojm_desktop.domain.counting import noun, spelt
from ojm_desktop.service.queries.diary import Slot
from ojm_desktop.service.queries.people import AgreementState, PersonRow
from ojm_desktop.ui.widgets.buttons import Button
from ojm_desktop.ui.widgets.empty import EmptyPage, Step


class DiaryEmpty(QWidget):
    """``write_asked`` for the first week, ``booklet_asked`` to print one, ``sign_asked`` where nothing was signed."""

    write_asked = Signal()
    booklet_asked = Signal()
    sign_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first: Button | None = None
        self.week = 1
        """The first that is asked: weeks that were over before the agreement are not."""
        self._page: EmptyPage | None = None
        self._shown: object = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_person(self, found: PersonRow, slots: Sequence[Slot], today: date, *, keeps: bool) -> None:
        """Say why nothing is here; made anew only when something else is to be said."""
        shown = (found.person.id, found.cohort, found.agreement, found.person.order_start, today, tuple(slots), keeps)
        if shown == self._shown:
            return
        self._shown = shown
        if self._page is not None:
            self._column.removeWidget(self._page)
            self._page.hide()
            self._page.deleteLater()
        self._page = self._made(found, slots, today, keeps)
        self.first = self._page.first
        self._column.addWidget(self._page)

    def _made(self, found: PersonRow, slots: Sequence[Slot], today: date, keeps: bool) -> EmptyPage:
        if not slots:
            return EmptyPage(
                f"No diary is kept in {found.cohort.name}",
                "Its journeys are told looking back. How many weeks a cohort keeps a diary is set in Study, Waves.",
            )
        if found.agreement is AgreementState.NOT_SIGNED:
            why = "An entry can be kept once the person has said yes to a diary, with the agreement."
            step = Step("The agreement", "Read it together, then both sign.", "Have the agreement signed",
                        self.sign_asked.emit, next=True, icon="check")  # fmt: skip
            return EmptyPage("The diary begins with the agreement", why, (step,))
        if not keeps:
            return EmptyPage(
                f"{found.person.code} keeps no diary",
                "They did not say yes to one, or withdrew. Nobody is asked for an entry and none can be stored; they "
                "can say yes by signing again.",
            )
        first = next((slot for slot in slots if not slot.is_before), slots[-1])
        self.week = first.week
        has_begun = today >= first.first_day
        return EmptyPage(
            f"The first entry is due in week {first.week}",
            f"Week {first.week} ends on {long_date(first.due_day - date.resolution)}; its entry is due the day after.",
            (
                Step("A booklet to write in",
                     f"{spelt(len(slots)).capitalize()} {noun(len(slots), 'week')} on paper, for those who do not "
                     "write here.",
                     "Print a booklet…", self.booklet_asked.emit, icon="print"),
                Step("The first entry", "Something may have happened already." if has_begun
                     else f"The order begins on {long_date(first.first_day)}.",
                     f"Write week {first.week}" if has_begun else "",
                     self.write_asked.emit, next=has_begun, icon="plus"),
            ),
        )  # fmt: skip
