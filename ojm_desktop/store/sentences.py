"""The engine's errors as sentences: what a trigger refused, a full or read-only disk, damage, another program."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from ojm_desktop.domain.errors import OjmError, Refused
from ojm_desktop.store.engine import (
    BUSY,
    CANTOPEN,
    CORRUPT,
    FULL,
    IOERR,
    LOCKED,
    NOTADB,
    READONLY,
    code_of,
    is_engine_error,
)
from ojm_desktop.store.errors import AlreadyOpen, DamagedDatabase, PlaceFailed, ReadOnlyPlace
from ojm_desktop.store.folder import disk_full
from ojm_desktop.store.rows import refusal

_READ_ONLY = (ReadOnlyPlace, "The study is open for reading only here. Nothing was changed.")
_DAMAGED = (
    DamagedDatabase,
    "A part of the study cannot be read: the file is damaged. Nothing was changed, and writing stops here. "
    "Restore the newest backup into a new folder; keep this folder as it is.",
)
BROKEN_TEXT: Final = (
    "This text holds a broken character, half of one, that cannot be kept. Nothing was changed; leave it out or type "
    "it again."
)
_TAKEN = (AlreadyOpen, "Another program is writing this study. Nothing was changed; close it there first.")
_DISK = (
    PlaceFailed,
    "The disk gave an error, so the last change was not saved. Everything saved before it is safe. "
    "Make a backup to another disk, then check this one.",
)
SENTENCES: Final[dict[int, tuple[type[OjmError], str]]] = {
    READONLY: _READ_ONLY,
    CANTOPEN: _READ_ONLY,
    CORRUPT: _DAMAGED,
    NOTADB: _DAMAGED,
    BUSY: _TAKEN,
    LOCKED: _TAKEN,
    IOERR: _DISK,
}
"""What the engine's result codes mean to a person once a study is open; a full disk needs its numbers, below."""


@contextmanager
def spoken(size: Callable[[], int] = lambda: 0) -> Iterator[None]:
    """Raise the sentence for an error of the engine inside; a mistake of ours goes up as it is.

    `size` gives the bytes that are known to be needed, for the sentence about a full disk.
    """
    try:
        yield
    except Exception as error:
        sentence = sentence_of(error, size)
        if sentence is None:
            raise
        raise sentence from error


def sentence_of(error: Exception, size: Callable[[], int]) -> OjmError | None:
    """The OjmError for an error of the engine, or None."""
    if isinstance(error, UnicodeEncodeError):
        return Refused(BROKEN_TEXT)
    if not is_engine_error(error):
        return None
    if str(error).startswith("Could not decode to UTF-8"):
        # The engine's own words quote the text; nothing of it goes into a message.
        return DamagedDatabase(_DAMAGED[1])
    code = code_of(error)
    if code == FULL:
        return disk_full("the study", size())
    kind, sentence = SENTENCES.get(code, (None, ""))
    return refusal(str(error)) if kind is None else kind(sentence)
