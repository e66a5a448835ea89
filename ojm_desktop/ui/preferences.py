"""What the window asks of this laptop's settings; `app` keeps them in a file, a test in memory."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True)
class Recent:
    """A study opened on this laptop: its folder and when, RFC 3339. Nothing else is remembered (C4)."""

    folder: Path
    opened_utc: str


class Preferences(Protocol):
    """Look, text size, minutes before locking, the studies last opened, and wrong tries to open one since."""

    @property
    def look(self) -> str: ...

    @property
    def size(self) -> int: ...

    @property
    def idle_minutes(self) -> int: ...

    def set(self, key: str, value: object) -> None: ...

    def recent(self) -> tuple[Recent, ...]: ...

    def remember(self, folder: Path, opened_utc: str) -> None: ...

    def forget(self, folder: Path) -> None: ...

    def wrong_try(self, folder: Path) -> None: ...

    def take_wrong_tries(self, folder: Path) -> int: ...
