"""What a page is: a widget that shows part of the study, made when first gone to, refreshed when that part changes.

A page reads from the session, writes through ``session.do`` alone, and asks to go elsewhere with ``navigate``. Pages
never import each other: they are named, and :mod:`ojm_desktop.ui.places` says which module holds which name.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.ui import theme
from ojm_desktop.ui.actions import Bound
from ojm_desktop.ui.widgets.strip import Strip, Tone

if TYPE_CHECKING:
    from ojm_desktop.domain.changes import Changes
    from ojm_desktop.service.edits import Edit
    from ojm_desktop.service.history import Step
    from ojm_desktop.service.session import Session
    from ojm_desktop.ui.half_done import HalfDone
    from ojm_desktop.ui.tasks import Tasks

Do = Callable[..., bool]
"""A page's :meth:`Page.do`, as its parts are given it: their only way to write."""


class Navigate(Protocol):
    """Go to a page by name; ``target`` says what to show there (a participant's id, a tab)."""

    def __call__(self, page: str, target: str = "") -> None: ...


class Page(QWidget):
    """The base of all pages. A page puts its parts, ``strip`` among them (what went wrong), into ``column``.

    ``whole_window`` pages hide menu bar, rail and status strip. ``title`` is what finder and help call the page.
    ``unreached`` is said where undo or redo is asked for and the page does not reach that far (`reaches`).
    ``holds_keys`` is true while the participant has the laptop: no action and no closing then. ``asked`` names an
    action of the frame (lock, backup) that a button of the page stands for; ``rebound`` says that the page's actions
    are others now; ``began`` that something half done is to be kept at once; ``left_for`` names the folder of
    another study that is to be opened in the place of this one. ``tasks`` is where long work is done; the
    frame sets it.
    """

    asked = Signal(str)
    rebound = Signal()
    began = Signal()
    given_back = Signal()
    left_for = Signal(object)

    title = ""
    help = ""
    unreached = ""
    whole_window = False
    holds_keys = False
    tasks: Tasks | None = None

    def __init__(self, session: Session, navigate: Navigate) -> None:
        super().__init__()
        self.session = session
        self.navigate = navigate
        look = theme.current()
        self.setAccessibleName(self.title)
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.strip = Strip()
        self.rebound.connect(self.strip.end_news)  # another tab, another thing that is chosen
        self.column = QVBoxLayout(self)
        edge = 0 if self.whole_window else look.space(5)
        self.column.setContentsMargins(edge, edge, edge, edge)
        self.column.setSpacing(look.space(4))

    def show_target(self, target: str) -> None:
        """Show what was asked for; called each time the page is gone to, before it is shown."""

    def standing(self, target: str) -> str:
        """What to show when the page is made anew; the target it was gone to, unless one went on from there."""
        return target

    def refresh(self, changes: Changes | None) -> None:
        """Redraw what the changes touch; None means everything (the page is shown again, or an edit was refused)."""

    def bound_actions(self) -> tuple[Bound, ...]:
        """What this page's actions do now; asked when the page is shown and after every change."""
        return ()

    def reaches(self, step: Step) -> bool:
        """Whether undo and redo may do this step while this page is shown: what it hides may have to stay."""
        return True

    def first_focus(self) -> QWidget | None:
        """What has the focus when the page is shown; None keeps it on the page itself."""
        return None

    def ask_back(self) -> None:
        """The laptop is needed back: whoever holds keys asks for it, and tells ``given_back`` when it is."""

    def half_done(self) -> tuple[HalfDone, ...]:
        """What is begun here and stored nowhere; asked every two seconds, and before the study closes (L2)."""
        return ()

    def turned(self, page: str) -> None:
        """Another page is gone to, by its name; this one is still whole."""

    def stop(self) -> None:
        """The study is being closed, or the page made anew: what is half done is kept, and nothing more is written."""

    def do(self, *edits: Edit) -> bool:
        """Apply edits in order, as one step; whether they took place. A refusal of one is said in the strip."""
        self.strip.clear()
        try:
            self.session.do(*edits)
        except OjmError as error:
            self.say_refused(str(error))
            return False
        return True

    def say_refused(self, sentence: str) -> None:
        """Show why an edit was refused and draw everything as it is."""
        self.strip.say(sentence, Tone.ERROR)
        self.refresh(None)
