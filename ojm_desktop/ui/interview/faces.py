"""What an interview shows over the whole window, one at a time: choosing a PIN, questions, a blank page, the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from ojm_desktop.ui.interview.choose_pin import ChoosePin
from ojm_desktop.ui.interview.ending import Ending
from ojm_desktop.ui.interview.resting import Resting
from ojm_desktop.ui.interview.talk import Talk
from ojm_desktop.ui.widgets.strip import Strip

if TYPE_CHECKING:
    from ojm_desktop.service.session import Session


class Faces(QStackedWidget):
    """The four of them, each made once."""

    def __init__(self, session: Session, strip: Strip, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.talk = Talk(strip)
        self.choose_pin = ChoosePin()
        self.resting = Resting(session)
        self.ending = Ending()
        for face in (self.talk, self.choose_pin, self.resting, self.ending):
            self.addWidget(face)

    @property
    def shown(self) -> Talk | ChoosePin | Resting | Ending:
        """The one that is shown."""
        shown = self.currentWidget()
        assert isinstance(shown, Talk | ChoosePin | Resting | Ending)
        return shown

    @property
    def is_at_end(self) -> bool:
        """Whether what was held is shown, or what is still open."""
        return self.shown is self.ending

    @property
    def reason_begun(self) -> str:
        """What is typed as the reason why the interview ends here, on whichever face; given nowhere yet."""
        return self.resting.why.begun or self.ending.before.stopping.reasons.words.text()

    def draw_end(self) -> None:
        """Where the end is shown: as the interview stands now."""
        if self.is_at_end and self.talk.sitting is not None:
            self.ending.show_visit(self.talk.sitting, self.talk.scribe.half)

    def take_focus(self) -> None:
        """What is shown has the keys."""
        if self.shown is self.talk:
            self.talk.scribe.take_focus()
            return
        self.draw_end()
        self.shown.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
