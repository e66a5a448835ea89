"""Every page as a picture, on the practice study: three themes, two sizes (``ojm screens OUT``), to be looked at."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QDeadlineTimer, QEvent, QEventLoop
from PySide6.QtWidgets import QApplication, QWidget

from ojm_desktop import __version__
from ojm_desktop.app.application import make_application, make_practice
from ojm_desktop.app.clock import MachineClock
from ojm_desktop.app.settings import Settings
from ojm_desktop.domain import template
from ojm_desktop.service import practice, studies
from ojm_desktop.service.session import Session
from ojm_desktop.store.folder import StudyFolder
from ojm_desktop.ui import theme
from ojm_desktop.ui.main_window import MainWindow
from ojm_desktop.ui.tasks import Progress
from ojm_desktop.ui.theme import Look
from ojm_desktop.ui.unlock.opener import Opener
from ojm_desktop.ui.unlock.page import UnlockPage
from ojm_desktop.ui.widgets.focus_ring import FocusRings
from ojm_desktop.vault.kdf import MEMORY_BOUNDS, PASSES_BOUNDS, Parameters

SIZES: Final = ((1366, 768), (1920, 1080))
LOOKS: Final = tuple(Look)
SETTLED: Final = 60
"""Milliseconds of event loop before a picture is taken: layouts and the focus ring come to rest."""


@dataclass(frozen=True)
class Shot:
    """One page to draw: the picture's name, the page, what it shows, and whether it is of the new, empty study."""

    name: str
    page: str
    target: str = ""
    empty: bool = False


def shots(session: Session) -> tuple[Shot, ...]:
    """All pages of an open study; people are the first of each cohort."""
    people = session.study.store.people.all()
    first = {person.cohort: person.id for person in reversed(people)}
    followed, recalled = first["1"], first["2"]
    return (
        Shot("today", "today"),
        Shot("participants", "participants"),
        Shot("participants-empty", "participants", empty=True),
        Shot("participant", "participant", followed),
        Shot("participant-recalled", "participant", recalled),
        Shot("participant-view", "participant_view", followed),
        Shot("agreement", "agreement", followed),
        Shot("cohort", "cohort"),
        Shot("reports", "reports"),
        Shot("study", "study"),
    )


def draw_all(out: Path, progress: Progress = lambda _share, _words: None) -> tuple[Path, ...]:
    """Draw everything into ``out`` and return the files; needs no display."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or make_application()
    assert isinstance(app, QApplication)
    FocusRings(app)
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="ojm-screens-") as scratch:
        return tuple(_draw(app, out, Path(scratch), progress))


def _draw(app: QApplication, out: Path, scratch: Path, progress: Progress) -> Iterator[Path]:
    clock = MachineClock()
    progress(0.0, "Making the practice study")
    make_practice(scratch / "practice.ojm", clock, lambda _share, _words: None)
    full = studies.open_(scratch / "practice.ojm", practice.PASSPHRASE, clock)
    cheap = Parameters(MEMORY_BOUNDS[0], PASSES_BOUNDS[0])
    plan = template.bristol("north-bridge")
    words = practice.PASSPHRASE
    empty = scratch / "north-bridge.ojm"
    new = studies.create(empty, plan, words, clock, parameters=cheap, is_free_choice=False).session
    settings = Settings(scratch / "settings.json")
    for name, opened_utc in (("north-bridge", "2026-04-02T10:00:00.000Z"), ("impact-2", clock.now().utc)):
        known = StudyFolder(scratch / "known" / f"{name}.ojm")
        known.path.mkdir(parents=True)
        known.keys.touch()  # enough to be offered: the unlock page looks no further before a passphrase is given
        settings.remember(known.path, opened_utc)
    try:
        done, total = 0, len(LOOKS) * len(SIZES)
        for look in LOOKS:
            theme.apply(app, theme.make(look))
            for width, height in SIZES:
                progress(done / total, f"Drawing {look.value}, {width} x {height}")
                done += 1
                ending = f"{look.value}-{width}x{height}.png"
                yield from _unlock(out, ending, (width, height), settings, clock)
                yield from _pages(out, ending, (width, height), settings, full, new)
    finally:
        full.close()
        new.close()
    progress(1.0, "All pages are drawn")


def _unlock(out: Path, ending: str, size: tuple[int, int], settings: Settings, clock: MachineClock) -> Iterator[Path]:
    window = MainWindow(settings)
    opener = Opener(clock, lambda _progress: Path(), window)
    page = UnlockPage(settings, opener, clock, __version__)
    window.show_page(page)
    yield _picture(window, size, out / f"unlock-{ending}")
    page.create_study()
    yield _picture(window, size, out / f"unlock-create-{ending}")
    _drop(window)


def _pages(
    out: Path, ending: str, size: tuple[int, int], settings: Settings, full: Session, new: Session
) -> Iterator[Path]:
    for session, folder, is_new in ((full, "", False), (new, "north-bridge", True)):
        window = MainWindow(settings)
        wanted = [shot for shot in shots(full) if shot.empty == is_new]
        window.show_study(session, folder, check=False)
        for shot in wanted:
            frame = window.frame
            assert frame is not None
            frame.navigate(shot.page, shot.target)
            yield _picture(window, size, out / f"{shot.name}-{ending}")
        window.leave_open()
        _drop(window)


def _picture(window: QWidget, size: tuple[int, int], path: Path) -> Path:
    window.resize(*size)
    window.show()
    _settle()
    window.grab().save(str(path))
    return path


def _drop(window: QWidget) -> None:
    """Delete a window now: the next theme is put on every widget there is."""
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _settle() -> None:
    """Let the event loop run for a moment."""
    deadline = QDeadlineTimer(SETTLED)
    while not deadline.hasExpired():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, SETTLED)
