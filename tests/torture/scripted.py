"""A researcher's day, scripted, to be watched by strace: the command line, then the real window, then paper.

``python -m tests.torture.scripted STUDY OUT CANARIES`` with a JSON file of words, one for each place where a person
types. The window starts as people start it, hardened, and is unlocked by typing; it has no screen.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ojm_desktop.app import journal, process
from ojm_desktop.app.application import Program, make_application
from ojm_desktop.app.settings import Settings, log_folder
from ojm_desktop.domain.hot_spot import Polarity
from ojm_desktop.domain.rating import Missing, RatingKey
from ojm_desktop.service import agreements
from ojm_desktop.service.edits import MarkHotSpot, SetBasis, SetMissing, SetRating
from ojm_desktop.service.session import Session
from ojm_desktop.typeset import Typeset
from ojm_desktop.ui.frame import Frame
from ojm_desktop.ui.participant import ParticipantPage
from ojm_desktop.ui.participants import ParticipantsPage
from tests.studies import ALL_USES, BASIS, signature

DAY = date(2026, 3, 31)
PATIENCE = 120.0
Words = dict[str, str]


def main(study: Path, out: Path, words: Words) -> None:
    """The whole day."""
    command(words, "new", study)
    app = make_application()
    process.harden()
    journal.start(log_folder())
    unlock(app, study, words, first_day)
    unlock(app, study, words, second_day)
    command(words, "rate", study, "C1-01", "health", "8", "--missing", "D", "--reason", words["reason_typed"])
    command(words, "print", study, "--all", "--to", out / "maps", "--reason", words["why_printed"])
    command(words, "participants", study, "--json")
    command(words, "verify", study)
    command(words, "backup", study)


def command(words: Words, *parts: str | Path) -> None:
    """One command of the command line, in a process of its own."""
    surroundings = {**os.environ, "OJM_PASSPHRASE": words["passphrase"]}
    line = [sys.executable, "-m", "ojm_desktop", *(str(part) for part in parts)]
    done = subprocess.run(line, env=surroundings, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{parts[0]} ended with {done.returncode}: {done.stderr}")


def unlock(app: QApplication, study: Path, words: Words, day: Callable[[Frame, Words], None]) -> None:
    """Start the program on a study, type the passphrase, live the day, lock; the process is not replaced here."""
    program = Program(app, Settings())
    program.window.locked.disconnect()
    program.show(study)
    activate(program.window)
    field = program.page.first_focus()
    assert field is not None
    QTest.keyClicks(field, words["passphrase"])
    QTest.keyClick(field, Qt.Key.Key_Return)
    wait_until(lambda: program.window.frame is not None)
    frame = program.window.frame
    assert frame is not None
    day(frame, words)
    program.window.lock()
    if program.first is not None:
        program.first.close()
    program.window.close()


def activate(window: QWidget) -> None:
    """Without a screen nobody else gives the window the keyboard."""
    if not window.isActiveWindow():
        window.activateWindow()
        wait_until(window.isActiveWindow)


def first_day(frame: Frame, words: Words) -> None:
    """Somebody is added by name, signs, is asked; a hot spot is told of, and half a sentence is typed when it locks."""
    session = frame.session
    session.do(SetBasis(basis=BASIS))
    frame.navigate("participants")
    add_person(frame, words)
    (person,) = session.study.store.people.all()
    agree(session, person.id)
    frame.navigate("participant", person.id)
    page = frame.page
    assert isinstance(page, ParticipantPage)
    for wave, value in (("4", -3), ("8", 1), ("12", 4)):
        assert page.do(SetRating(key=RatingKey(person.id, "housing", wave), value=value, held_on=DAY))
    key = RatingKey(person.id, "family", "8")
    assert page.do(SetMissing(key=key, missing=Missing.MISSED, reason=words["reason"]))
    page.journey.choose_pathway("housing")
    mark = MarkHotSpot(
        participant=person.id, pathway="housing", first_day=DAY, last_day=DAY, polarity=Polarity.NEGATIVE
    )
    assert page.do(mark)
    (spot,) = session.study.store.hot_spots.of(person.id)
    page.journey.figure.choose("housing", f"hot_spot:{spot.id}")
    texts = page.journey.desk.editor.texts
    for field in ("title", "could_have_helped", "observation"):
        type_into(texts[field], words[field])
    texts["title"].setFocus()
    look_for(frame, words["searched"])
    frame.navigate("today")
    frame.navigate("participant", person.id)
    page.journey.figure.choose("housing", f"hot_spot:{spot.id}")
    type_into(texts["observation"], " and " + words["half_typed"])
    texts["observation"].selectAll()
    texts["observation"].copy()


def second_day(frame: Frame, words: Words) -> None:
    """The half sentence is there again and is finished."""
    (person,) = frame.session.study.store.people.all()
    frame.navigate("participant", person.id)
    page = frame.page
    assert isinstance(page, ParticipantPage)
    editor = page.journey.desk.editor
    if words["half_typed"] not in editor.texts["observation"].toPlainText():
        raise AssertionError("what was half typed is not there again")
    page.journey.desk.close_all()
    frame.act("undo")
    frame.act("redo")
    wait(0.2)


def add_person(frame: Frame, words: Words) -> None:
    """The form of the Participants page, by its fields."""
    page = frame.page
    assert isinstance(page, ParticipantsPage)
    frame.act("add_participant")
    form = page.form
    for field, text in (
        (form.order_start, "2 March 2026"),
        (form.age, "34"),
        (form.name, words["name"]),
        (form.contact, words["contact"]),
    ):
        type_into(field.editor, text)
    form.add.click()
    wait_until(lambda: bool(frame.session.study.store.people.all()))


def agree(session: Session, participant: str) -> None:
    """An agreement is made, shown and signed."""
    prepared = agreements.prepare(session, participant, ALL_USES, read_aloud=True, typeset=Typeset())
    agreements.sign(session, agreements.show(session, prepared), signature(1), signature(2))


def look_for(frame: Frame, words: str) -> None:
    """Something is typed into the finder, and it is left."""
    activate(frame.window())
    frame.act("find")
    wait(0.1)
    field = QApplication.focusWidget()
    if field is None:
        raise AssertionError("the finder does not take what is typed")
    QTest.keyClicks(field, words)
    wait(0.1)
    QTest.keyClick(field, Qt.Key.Key_Escape)


def type_into(field: QWidget, words: str) -> None:
    """Go to a field and type."""
    activate(field.window())
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    QTest.keyClicks(field, words)
    wait(0.02)


def wait(seconds: float) -> None:
    """Let the window live."""
    QTest.qWait(round(seconds * 1000))


def wait_until(came: Callable[[], bool]) -> None:
    """Let the window live until something came."""
    deadline = time.monotonic() + PATIENCE
    while not came():
        if time.monotonic() > deadline:
            raise SystemExit("what was waited for did not come")
        wait(0.02)


def stop(kind: type[BaseException], error: BaseException, trace: object) -> None:
    """An error in a slot ends the script."""
    sys.__excepthook__(kind, error, trace)  # type: ignore[arg-type]
    os._exit(1)


if __name__ == "__main__":
    sys.excepthook = stop
    main(Path(sys.argv[1]), Path(sys.argv[2]), json.loads(Path(sys.argv[3]).read_text("utf-8")))
