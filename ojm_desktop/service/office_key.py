"""The office's key as files, and the study opened with it (K5)."""

from __future__ import annotations

import os
from pathlib import Path

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.service.studies import Unlocked, study_folder
from ojm_desktop.store.folder import make_own, writing
from ojm_desktop.vault import keyfile, office

LONGEST = 1024


def make(path: Path) -> tuple[Path, Path]:
    """Write a new pair: `path` for its owner alone, the public half beside it. Raises OjmError where one is there."""
    public = path.with_name(path.name + ".pub")
    if path.exists() or public.exists():
        raise OjmError(f"{path.name} is there already. Nothing was written; choose another name.")
    for target, words in zip((path, public), office.new(), strict=True):
        with writing(target, len(words)), os.fdopen(make_own(target), "w", encoding="ascii") as file:
            file.write(words)
    return path, public


def read_public(path: Path) -> bytes:
    """The public half out of its file. Raises SlotRefused, OjmError."""
    return office.public(_text(path))


def unlock(study: Path, path: Path) -> Unlocked:
    """Derive a study's keys with the private half. Raises WrongOfficeKey, SlotRefused, KeyFileDamaged and the like."""
    folder = study_folder(study)
    return Unlocked(folder, keyfile.open_with_office(folder.keys.read_bytes(), None, office.private(_text(path))))


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(LONGEST).decode("ascii", "replace")
    except OSError as error:
        raise OjmError(f"{path.name} could not be read: {error.strerror}. Nothing was changed.") from error
