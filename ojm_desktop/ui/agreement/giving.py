"""What is given at the step Sign: the way, what stands in each box, a scanned paper; and the paper that is signed."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.signing import Way
from ojm_desktop.ui.agreement import filing
from ojm_desktop.ui.agreement.signing import KEYS, SigningPanel
from ojm_desktop.ui.widgets.strip import Tone

if TYPE_CHECKING:
    from ojm_desktop.domain.agreement import Signature
    from ojm_desktop.domain.signing import Signed
    from ojm_desktop.service.session import Session
    from ojm_desktop.ui.agreement.flow import Flow
    from ojm_desktop.ui.agreement.from_paper import FromPaper
    from ojm_desktop.ui.agreement.room import Room
    from ojm_desktop.ui.widgets.strip import Strip

AGAIN = "The paper says something else now, so it has to be signed again."


class Giving:
    """Between the boxes and what the agreement under way holds; ``draw`` draws the page again."""

    def __init__(
        self,
        session: Session,
        signing: SigningPanel,
        room: Room,
        strip: Strip,
        flow: Callable[[], Flow],
        draw: Callable[[], None],
    ) -> None:
        self._session, self._signing, self._room, self._strip = session, signing, room, strip
        self._flow, self._draw = flow, draw
        signing.way_chosen.connect(self.choose_way)
        for box in (signing.participant, signing.typed, signing.marked):
            box.changed.connect(self._participant_gave)
        signing.researcher.changed.connect(self._researcher_drew)
        signing.on_paper.set_practice(session.plan.is_practice)
        signing.on_paper.to_sign_asked.connect(self._save_to_sign)
        signing.on_paper.changed.connect(self._paper_given)
        signing.on_paper.wrong.connect(lambda sentence: strip.say(sentence, Tone.ERROR))

    def take_keys(self, page: QWidget) -> None:
        """Alt and a letter choose a way while the boxes are shown."""
        for keys, way in KEYS.items():
            shortcut = QShortcut(QKeySequence(keys), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(functools.partial(self._key, way))

    def show_paper(self) -> bool:
        """Make the paper for what was answered, or the record of a scanned one, and show it; whether that went."""
        flow, paper = self._flow(), self._room.paper
        try:
            shown = flow.paper()
        except OjmError as error:
            self._strip.say(str(error), Tone.ERROR)
            return False
        if shown is not None and paper.sheet.octets != shown.prepared.shown_pdf:
            paper.show_paper(shown.prepared.shown_pdf, shown.prepared.scan)
        return True

    def begin_paper(self) -> None:
        """No scan yet. Who read it here has signed it today; of one signed before only the paper knows the day."""
        progress = self._flow().progress
        self._signing.on_paper.begin(progress.text.version, None if progress.is_on_paper else self._session.today())

    def unsign(self, *, was_signed: bool) -> None:
        """The paper will say something else: what was drawn on the old one does not count for the new one."""
        if was_signed:
            self._signing.unsign()
            self._strip.say(AGAIN, Tone.WARNING)
        self._draw()

    def choose_way(self, way: Way) -> None:
        """Another way to sign; a scanned paper has a record of its own, which is another paper to sign."""
        flow = self._flow()
        if way is flow.progress.way:
            return
        if flow.progress.put_way(way, self._signing.given(way)):
            self._signing.researcher.show_signature(None)
            self.begin_paper()
            if way is not Way.PAPER:
                self.show_paper()
        self._draw()
        (self._signing.first() or self._signing).setFocus()

    def _key(self, way: Way) -> None:
        if self._signing.isVisible() and not self._flow().progress.is_on_paper:
            self.choose_way(way)

    def _paper_given(self, given: FromPaper | None) -> None:
        """The scan, its day or its words: the record of it is shown as soon as all are there."""
        flow = self._flow()
        self._strip.clear()
        self._signing.researcher.show_signature(None)
        flow.take_paper(given)
        if given is not None and not self.show_paper():
            flow.take_paper(None)
        elif given is not None and self._room.is_folded:
            self._room.set_large(True)
        self._draw()

    def _save_to_sign(self, reason: str) -> None:
        """The paper with the answers on it, as it is shown, for a printer and a pen."""
        flow = self._flow()
        try:
            sentence = filing.save_to_sign(self._signing, self._session, flow, reason)
        except OjmError as error:
            self._strip.say(str(error), Tone.ERROR)
            return
        if sentence:
            self._strip.say(sentence)

    def _participant_gave(self, signed: Signed | None) -> None:
        self._flow().progress.participant = signed
        self._draw()

    def _researcher_drew(self, signature: Signature | None) -> None:
        self._flow().progress.researcher = signature
        self._draw()
