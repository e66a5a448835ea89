"""The program's own log: what happened to the program, never what is in a study (C5).

Messages are fixed sentences: a record's arguments are never written, nor an exception's message or any value; of an
exception only its type and the lines it went through. Warnings and worse go to one file, begun anew above 200 kB.
"""

from __future__ import annotations

import logging
from pathlib import Path
from types import TracebackType

LARGEST = 200_000
"""Bytes above which the file is begun anew at the next start."""


class BareFormatter(logging.Formatter):
    """Time, level, logger, and the message as the programmer wrote it; types and lines of an exception."""

    def format(self, record: logging.LogRecord) -> str:
        line = f"{self.formatTime(record)} {record.levelname} {record.name}: {record.msg if not record.args else '...'}"
        if record.exc_info and record.exc_info[1] is not None:
            line += "\n" + describe(record.exc_info[1])
        return line


def describe(error: BaseException) -> str:
    """An exception and what caused it: types, files and line numbers, without messages, source or values."""
    parts: list[str] = []
    seen: BaseException | None = error
    while seen is not None and len(parts) < 8:
        parts.append("\n".join([type(seen).__qualname__, *_lines(seen.__traceback__)]))
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return "\ncaused by ".join(parts)


def start(folder: Path) -> logging.Handler:
    """Send warnings and worse to ``folder/ojm.log``; the file appears with the first line."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "ojm.log"
    if path.exists() and path.stat().st_size > LARGEST:
        path.unlink()
    handler = logging.FileHandler(path, encoding="utf-8", delay=True)
    handler.setLevel(logging.WARNING)
    handler.setFormatter(BareFormatter())
    logging.getLogger().addHandler(handler)
    return handler


def _lines(trace: TracebackType | None) -> list[str]:
    import traceback  # brings much with it, and most runs never need it

    frames = traceback.extract_tb(trace)
    return [f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}" for frame in frames]
