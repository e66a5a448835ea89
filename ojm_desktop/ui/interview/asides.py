"""What can be opened over the foot of a question: no answer, a note, something to be kept apart, what was recovered."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ojm_desktop.domain.answer import CommentKind
from ojm_desktop.service.interview_overview import recovered
from ojm_desktop.ui.interview.actions_bar import KEPT_APART
from ojm_desktop.ui.interview.disclosure import DisclosureWriting
from ojm_desktop.ui.interview.half_typed import Begun, HalfTyped
from ojm_desktop.ui.interview.no_answer import NoAnswer
from ojm_desktop.ui.interview.note import NoteWriting
from ojm_desktop.ui.interview.recovered import RecoveredList

if TYPE_CHECKING:
    from ojm_desktop.domain.disclosure import Category
    from ojm_desktop.ui.interview.scribe import Scribe


class Asides(QObject):
    """Each is made once. ``no_answer(NonAnswer)``: why the question has none. Notes and disclosures are written here.

    ``closed`` when one was left: the question has the keys again; ``recorded`` when its words were, so that they are
    half done no more, also after a kill: sealed a second time they could not be taken back either. What is typed is put
    into the half typed words of the question at every letter, so that leaving it, another question or a crash loses
    nothing.
    """

    no_answer = Signal(object)
    closed = Signal()
    recorded = Signal()

    def __init__(self, scribe: Scribe, parent: QObject) -> None:
        super().__init__(parent)
        self._scribe = scribe
        self._room = scribe.room
        self._half: HalfTyped | None = None
        self._path = ""  # what a note or a disclosure is about: another question may have been touched since
        self.reasons, self.note = NoAnswer(), NoteWriting()
        self.disclosure, self.recovered = DisclosureWriting(), RecoveredList()
        for aside in (self.reasons, self.note, self.disclosure, self.recovered):
            aside.setParent(self._room)
            aside.hide()
            aside.closed.connect(self.close)
        self.reasons.chosen.connect(self.no_answer)
        self.note.written.connect(self._keep)
        self.disclosure.recorded.connect(self._disclose)
        self.note.edited.connect(self._note_edited)
        self.disclosure.edited.connect(self._disclosure_edited)

    @property
    def is_writing_apart(self) -> bool:
        """Words stand in the disclosure that is open, and are recorded nowhere."""
        return self._room.aside is self.disclosure and bool(self.disclosure.half_done())

    # --- opening

    def ask_reason(self) -> None:
        """F6: the six reasons; what was chosen for this question is marked."""
        kept = self._scribe.held.interview.answers.get(self._scribe.held.here)
        self.reasons.show_kept(kept.non_answer if kept is not None else None)
        self._room.open_aside(self.reasons)

    def write_note(self) -> None:
        """F7: a note on the question one is at, as far as it was typed; once more: the next kind."""
        if self._room.aside is self.note and self._path == self._scribe.held.here:
            self.note.next_kind()
            return
        self._open(self.note, Begun.NOTE)

    def write_disclosure(self) -> None:
        """F8: something to be kept apart, as far as it was typed."""
        self._open(self.disclosure, Begun.DISCLOSURE)

    def go_on_writing(self) -> None:
        """Open again what was begun beside the question one is at: it is recorded nowhere yet."""
        here = self._scribe.held.here
        if self._scribe.half.take(Begun.DISCLOSURE, here):
            self.write_disclosure()
        elif self._scribe.half.take(Begun.NOTE, here):
            self.write_note()

    def show_recovered(self) -> None:
        """What an interview that was cut off holds."""
        held = self._scribe.held
        self.recovered.show_found(recovered(held.interview), held.session.clock.now())
        self._room.open_aside(self.recovered)

    def close(self) -> None:
        """Leave what is open; its words wait at their question."""
        self._half = None
        self._room.close_aside()
        self.closed.emit()

    def _open(self, aside: NoteWriting | DisclosureWriting, what: Begun) -> None:
        self._half, self._path = None, self._scribe.held.here
        text = self._scribe.half.take(what, self._path)
        if text:
            aside.take_up(text)
        else:
            aside.begin()
        self._half = self._scribe.half
        self._room.open_aside(aside)

    # --- writing

    def keep_note(self) -> bool:
        """A note that is open and not kept is kept, because its question is left; False where that was refused."""
        if self._room.aside is self.note and self.note.half_done():
            return self._note(self.note.chosen_kind, self.note.words.words)
        return True

    def _keep(self, kind: CommentKind, words: str) -> None:
        if self._note(kind, words):
            self._room.foot.show_noted()

    def _note(self, kind: CommentKind, words: str) -> bool:
        is_kept = self._scribe.write(partial(self._scribe.held.interview.note, self._path, kind, words))
        if is_kept:
            self._done(Begun.NOTE)
        return is_kept

    def _disclose(self, category: Category, words: str) -> None:
        if self._scribe.write(partial(self._scribe.held.interview.disclose, self._path, category, words)):
            self._done(Begun.DISCLOSURE)
            self._room.foot.show_noted(KEPT_APART)

    def _done(self, what: Begun) -> None:
        """It was written: nothing of it is half done any more."""
        if self._half is not None:
            self._half.put(what, self._path, "")
        self._half = None
        self.recorded.emit()
        self._room.close_aside()
        self._scribe.take_focus()

    def _note_edited(self) -> None:
        self._put(Begun.NOTE, self.note.half_done())

    def _disclosure_edited(self) -> None:
        self._put(Begun.DISCLOSURE, self.disclosure.half_done())

    def _put(self, what: Begun, text: str) -> None:
        if self._half is not None:
            self._half.put(what, self._path, text)
