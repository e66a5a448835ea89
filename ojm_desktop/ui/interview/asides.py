"""What can be opened over the foot of a question: no answer, a note, something to be kept apart, what was recovered."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ojm_desktop.domain.answer import CommentKind, NonAnswer
from ojm_desktop.ui.interview.disclosure import DisclosureWriting
from ojm_desktop.ui.interview.half_typed import Begun, HalfTyped
from ojm_desktop.ui.interview.no_answer import NoAnswer
from ojm_desktop.ui.interview.note import NoteWriting
from ojm_desktop.ui.interview.recovered import RecoveredList
from ojm_desktop.ui.interview.room import Room


class Asides(QObject):
    """Each is made once. ``no_answer(NonAnswer)``, ``noted(CommentKind, words)``, ``disclosed(Category, words)``.

    ``closed`` when one was left: the question has the keys again. What is typed is put into the half typed words of
    the question at every letter, so that leaving it, another question or a crash loses nothing.
    """

    no_answer = Signal(object)
    noted = Signal(object, str)
    disclosed = Signal(object, str)
    closed = Signal()

    def __init__(self, room: Room, parent: QObject) -> None:
        super().__init__(parent)
        self._room = room
        self._half: HalfTyped | None = None
        self._path = ""
        self.reasons, self.note = NoAnswer(), NoteWriting()
        self.disclosure, self.recovered = DisclosureWriting(), RecoveredList()
        for aside in (self.reasons, self.note, self.disclosure, self.recovered):
            aside.setParent(room)
            aside.hide()
            aside.closed.connect(self.close)
        self.reasons.chosen.connect(self.no_answer)
        self.note.written.connect(self.noted)
        self.disclosure.recorded.connect(self.disclosed)
        self.note.edited.connect(self._note_edited)
        self.disclosure.edited.connect(self._disclosure_edited)

    @property
    def path(self) -> str:
        """The question a note or something kept apart is about: another one may have been touched since."""
        return self._path

    @property
    def is_writing_apart(self) -> bool:
        """Words stand in the disclosure that is open, and are recorded nowhere."""
        return self._room.aside is self.disclosure and bool(self.disclosure.half_done())

    def ask_reason(self, kept: NonAnswer | None) -> None:
        """F6: the six reasons; what was chosen for this question is marked."""
        self.reasons.show_kept(kept)
        self._room.open_aside(self.reasons)

    def write_note(self, half: HalfTyped, path: str) -> None:
        """F7: a note on a question, as far as it was typed; once more: the next kind."""
        if self._room.aside is self.note and self._path == path:
            self.note.next_kind()
            return
        text = half.take(Begun.NOTE, path)
        self._half, self._path = None, path
        if text:
            self.note.take_up(text)
        else:
            self.note.begin()
        self._half = half
        self._room.open_aside(self.note)

    def write_disclosure(self, half: HalfTyped, path: str) -> None:
        """F8: something to be kept apart, as far as it was typed."""
        text = half.take(Begun.DISCLOSURE, path)
        self._half, self._path = None, path
        if text:
            self.disclosure.take_up(text)
        else:
            self.disclosure.begin()
        self._half = half
        self._room.open_aside(self.disclosure)

    def done(self, what: Begun) -> None:
        """It was written: nothing of it is half done any more."""
        if self._half is not None:
            self._half.put(what, self._path, "")
        self._half = None
        self._room.close_aside()

    def close(self) -> None:
        """Leave what is open; its words wait at their question."""
        self._half = None
        self._room.close_aside()
        self.closed.emit()

    def begun_note(self) -> tuple[CommentKind, str] | None:
        """Kind and words of a note that is open and not kept: leaving the question keeps it."""
        if self._room.aside is self.note and self.note.half_done():
            return self.note.chosen_kind, self.note.words.words
        return None

    def _note_edited(self) -> None:
        self._put(Begun.NOTE, self.note.half_done())

    def _disclosure_edited(self) -> None:
        self._put(Begun.DISCLOSURE, self.disclosure.half_done())

    def _put(self, what: Begun, text: str) -> None:
        if self._half is not None:
            self._half.put(what, self._path, text)
