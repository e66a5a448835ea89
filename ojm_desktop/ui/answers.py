"""Who answers which action now, and what the menus say of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from ojm_desktop.service.queries.sayable import sayable
from ojm_desktop.ui.actions import WRITES

if TYPE_CHECKING:
    from ojm_desktop.service.session import Session
    from ojm_desktop.ui.actions import Bound
    from ojm_desktop.ui.page import Page

Shown = dict[str, tuple[bool, str]]
"""By an action's name: whether it can be done, and its words where they are not its usual ones."""


class Answers:
    """The window answers some actions, the frame some, the page the rest; ``acts`` holds those that can be done."""

    def __init__(self, session: Session, window: tuple[Bound, ...], frame: Callable[[], tuple[Bound, ...]]) -> None:
        self._session = session
        self._window = window
        self._frame = frame
        self.acts: Mapping[str, Callable[[], object]] = {}

    def ask(self, page: Page | None) -> Shown:
        """Ask everybody again; a page handed to the participant leaves nothing to be done."""
        if page is not None and page.holds_keys:
            self.acts = {}
            return {}
        bound = [*self._window, *self._frame(), *(page.bound_actions() if page is not None else ())]
        if not self._session.study.has_sealed_side:
            bound = [found for found in bound if found.name not in WRITES]
        self.acts = {found.name: found.act for found in bound if found.enabled}
        shown = {found.name: (found.enabled, "") for found in bound}
        history = self._session.history
        for name, step in (("undo", history.next_undo), ("redo", history.next_redo)):
            if step is not None and shown[name][0] and (page is None or page.reaches(step)):
                shown[name] = (True, f"{name.capitalize()}: {sayable(self._session, step.sentence, step.reveals)}")
        return shown

    def ask_window(self) -> Shown:
        """In a damaged study only the window answers: lock, quit."""
        self.acts = {found.name: found.act for found in self._window}
        return dict.fromkeys(self.acts, (True, ""))
