"""Puts onto the page how an interview stands. It reads, and writes nothing; what is typed in a card stays there."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from ojm_desktop.domain.clock import local_time
from ojm_desktop.domain.visit import Layout
from ojm_desktop.ui.interview import standing
from ojm_desktop.ui.interview.half_typed import HalfTyped
from ojm_desktop.ui.interview.room import Room
from ojm_desktop.ui.interview.sitting import Sitting


def show(sitting: Sitting, room: Room, half: HalfTyped) -> None:
    """Everything that depends on the answers and on the question one is at."""
    visit, running = sitting.visit, sitting.interview.running
    room.top.show_visit(sitting.code, sitting.fact)
    room.top.show_progress(*sitting.progress())
    room.top.layouts.set_value(visit.layout.value)
    room.top.language.show_languages(sitting.languages(), running.language)
    room.foot.show_layout(visit.layout)
    room.sections.show_lines(sitting.lines())
    told = standing.told(
        visit, clock_set_back=sitting.interview.clock_set_back is not None, is_agreed=sitting.is_agreed
    )
    if told is None:
        room.told.clear()
    else:
        room.told.say(told.sentence, told.tone, action=told.action, icon=told.icon)
    if room.cards.show_screen(sitting, sitting.screen, half):
        room.order()
    room.cards.set_current(sitting.here if visit.layout is Layout.PATHWAY else "")
    room.set_journey(sitting.has_journey)
    if sitting.has_journey:
        room.side.show_journey(sitting.interview, sitting.pathway)
    show_foot(sitting, room)


def show_foot(sitting: Sitting, room: Room) -> None:
    """What can be done now, and since when everything is saved: told only after it was made durable."""
    foot, session = room.foot, sitting.session
    can_answer = sitting.can_answer and bool(sitting.here)
    foot.no_answer.setVisible(sitting.takes_answer or not sitting.here)
    for button in (foot.no_answer, foot.layouts):
        button.setEnabled(can_answer)
    foot.pause.setEnabled(sitting.visit.is_open)
    room.top.layouts.setEnabled(can_answer)
    room.top.language.setEnabled(can_answer)
    foot.note.setEnabled(bool(sitting.here) and sitting.is_agreed and not sitting.visit.is_locked)
    foot.disclosure.setEnabled(bool(sitting.here) and session.study.has_sealed_side)
    is_first = not sitting.way.before(sitting.here, sitting.visit.layout)
    foot.back.set_words("Leave" if is_first else "Back")
    saved = session.saved_at
    foot.saved.show_saved(session.saved_sequence, local_time(saved.utc, saved.offset) if saved else "")
    show_typing(sitting, room)


def show_typing(sitting: Sitting, room: Room) -> None:
    """What a key in a field changes: words that nobody has given yet, and whether Enter goes on from there."""
    card = room.cards.cards.get(sitting.here)
    room.foot.show_typing(room.cards.is_typing())
    is_typed = card is not None and isinstance(card.first_focus(), QLineEdit | QPlainTextEdit)
    room.side.show_hot_spot_key(is_typed=is_typed)
    room.foot.show_next_key(takes_enter=card is not None and card.field.takes_enter)
