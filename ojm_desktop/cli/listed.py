"""The window's list of studies, as commands see to it: where a study lies and when it was opened, nothing else (C4)."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from ojm_desktop.app.settings import Settings


def list_new(path: Path, now_utc: str) -> bool:
    """Put a study that was just made first in the list, as the window itself does.

    False where the settings cannot be written: the study is made all the same, and its recovery key must be shown.
    """
    try:
        Settings().remember(path.resolve(), now_utc)
    except OSError:
        return False
    return True


def note_opened(path: Path, now_utc: str) -> None:
    """Say when it was opened, of a study that is in the list.

    One that is not stays out of it: what a script goes through would push out what somebody works with. Where the
    settings cannot be written the list says less than it could, and no command fails for it.
    """
    folder, settings = path.resolve(), Settings()
    if any(known.folder == folder for known in settings.recent()):
        list_new(folder, now_utc)


def note_wrong_try(path: Path) -> None:
    """Count a wrong passphrase, for the log of the study when a window opens it next; no command fails for it."""
    with suppress(OSError):
        Settings().wrong_try(path)
