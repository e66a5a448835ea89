"""The end of an interview in the place of its questions: before it is finished, and once it is complete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ojm_desktop.domain.clock import local_time
from ojm_desktop.domain.visit import VisitState
from ojm_desktop.service.interview_overview import minutes_so_far, progress
from ojm_desktop.ui import theme
from ojm_desktop.ui.interview.finish import Finish, Finished
from ojm_desktop.ui.interview.top import Top

if TYPE_CHECKING:
    from ojm_desktop.ui.interview.half_typed import HalfTyped
    from ojm_desktop.ui.interview.sitting import Sitting


class Ending(QWidget):
    """``followed(path)`` to a question, ``apart_asked`` to what lies elsewhere, ``back_asked`` to where one was;
    ``finished`` and ``stop_asked(reason)`` are to be written; ``print_asked``, ``today_asked``, ``again_asked``,
    ``document_asked`` and ``check_asked`` of a complete one; ``hide_asked`` always.
    """

    followed = Signal(str)
    apart_asked = Signal()
    back_asked = Signal()
    finished = Signal()
    stop_asked = Signal(str)
    print_asked = Signal()
    today_asked = Signal()
    again_asked = Signal()
    document_asked = Signal()
    check_asked = Signal()
    hide_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.top = Top()
        self.before, self.done = Finish(), Finished()
        self._stack = QStackedWidget()
        for part in (self.before, self.done):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self._stack, 1)
        self.top.layouts.hide()  # nothing is asked here
        self.top.language.hide()
        self.top.bar.setVisible(theme.current().scale == 1)
        self.top.hide_now.clicked.connect(self.hide_asked)
        self.before.followed.connect(self.followed)
        self.before.apart_asked.connect(self.apart_asked)
        self.before.back_asked.connect(self.back_asked)
        self.before.finished.connect(self.finished)
        self.before.stop_asked.connect(self.stop_asked)
        self.done.print_asked.connect(self.print_asked)
        self.done.today_asked.connect(self.today_asked)
        self.done.again_asked.connect(self.again_asked)
        self.done.document_asked.connect(self.document_asked)
        self.done.check_asked.connect(self.check_asked)

    @property
    def is_over(self) -> bool:
        """Whether the complete interview is shown."""
        return self._stack.currentWidget() is self.done

    def show_visit(self, sitting: Sitting, half: HalfTyped) -> None:
        """How it stands now: complete, or what is still open; what is half typed is named."""
        interview = sitting.interview
        self.top.show_visit(sitting.code, sitting.fact)
        self.top.show_so_far(*progress(interview), minutes_so_far(interview))
        if sitting.visit.state in {VisitState.COMPLETE, VisitState.LOCKED}:
            self.done.show_interview(interview, f"{sitting.code}, {_lower(sitting.fact)}")
            self._stack.setCurrentWidget(self.done)
            return
        saved = sitting.session.saved_at
        at = local_time(saved.utc, saved.offset) if saved else ""
        self.before.saved.show_saved(sitting.session.saved_sequence, at)
        self.before.show_interview(interview, half.places)
        self._stack.setCurrentWidget(self.before)

    def first_focus(self) -> QWidget:
        """What stops the end, else what ends it; of a complete one the way on."""
        return self.done.first_focus() if self.is_over else self.before.first_focus()


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
