"""The map of the person who is shown, as paper: asked for, made beside the window, and the way to what was written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.service.edits.disclosures import altered_from
from ojm_desktop.ui import messages
from ojm_desktop.ui.journey.pen import bundled
from ojm_desktop.ui.page import Page
from ojm_desktop.ui.tasks import Cancelled, Progress
from ojm_desktop.ui.widgets.buttons import CheckBox
from ojm_desktop.ui.widgets.leave_line import LeaveLine
from ojm_desktop.ui.widgets.strip import Tone

if TYPE_CHECKING:
    from ojm_desktop.service.printing import PrintedFile


MARK: Final = "With the mark that it may be altered by reporting: not for the participant"


class MapPaper:
    """For a page whose strip says what came of it; ``whose`` is the person it shows."""

    def __init__(self, page: Page, line: LeaveLine, whose: Callable[[], str]) -> None:
        self._page = page
        self._line = line
        self._whose = whose
        self._written_to: Path | None = None
        self.mark = CheckBox(MARK)
        line.column.addWidget(self.mark)
        self.mark.hide()

    def ask(self) -> None:
        """Ask why it leaves the study; the mark is offered where there is one, and never ticked beforehand."""
        from ojm_desktop.service.leaving import offered

        self.mark.setChecked(False)
        self.mark.setVisible(altered_from(self._page.session.study, self._whose()) is not None)
        self._line.ask("The map", offered(self._page.session))

    def print(self, reason: str, paper: str) -> None:
        """Choose a folder and write it there, off the thread."""
        from ojm_desktop.service import printing

        page = self._page
        folder = messages.choose_folder(page, "Where to print the map", Path.home())
        if folder is None:
            return
        try:
            mark = self.mark.isChecked()
            job = printing.gather(page.session, [self._whose()], paper, reason, self._line.sealed_for, with_mark=mark)
        except OjmError as error:
            page.say_refused(str(error))
            return
        self._line.hide()
        written: list[PrintedFile] = []

        def work(progress: Progress) -> None:
            printing.render(job, folder, bundled(), progress, written)  # the figure on the screen has read the faces

        def done(_result: object) -> None:
            names = ", ".join(file.outside for file in printing.record(page.session, job, written))
            self.say_written(f"{names} was written to {folder.name}.", folder)

        def failed(error: BaseException) -> None:
            printing.record(page.session, job, written, is_whole=False)
            if isinstance(error, Cancelled):
                page.strip.say("Printing was cancelled. Nothing in the study was changed.", Tone.NEUTRAL)
            elif isinstance(error, OjmError):
                page.strip.say(str(error), Tone.ERROR)
            else:
                raise error

        assert page.tasks is not None  # the frame gives a page its tasks before it is shown
        page.tasks.start("Printing the map", work, done, failed)

    def say_written(self, sentence: str, folder: Path) -> None:
        """What was written, and the way to it: the folder's name alone may be that of many."""
        self._written_to = folder
        self._page.strip.say(sentence, Tone.NEUTRAL, icon="print", action="Open folder", is_news=True)
        self._page.strip.tell_more(str(folder))

    def open_folder(self) -> None:
        """Show what was written last, where the desktop can."""
        folder = self._written_to
        if folder is not None and not messages.open_folder(folder):
            sentence = f"This desktop shows no folders. What was written is in {folder}."
            self._page.strip.say(sentence, Tone.WARNING)
