"""Settings of this laptop: how the program looks and locks, where studies were last opened and how often in vain.

Nothing that a study holds.

Declared as data; kept as JSON in the user's configuration folder, written beside the old file and put in its place.
A file that cannot be read, or a value that is none of the declared ones, counts as not set.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import platformdirs

from ojm_desktop.ui.preferences import Recent

DECLARED: Final[dict[str, tuple[str | int, tuple[str | int, ...]]]] = {
    "look": ("system", ("system", "light", "dark", "contrast")),
    "size": (100, (100, 150, 200)),
    "idle_minutes": (5, tuple(range(1, 31))),
}
"""Of each setting its value until it is set, and the values it may take."""
_RECENT_KEPT: Final = 8


class Settings:
    """The settings file, read once; every change is written at once. Implements ``ui.preferences.Preferences``."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or default_path()
        self._values = _read(self._path)

    @property
    def look(self) -> str:
        """The theme asked for: ``system``, ``light``, ``dark`` or ``contrast``."""
        return str(self._value("look"))

    @property
    def size(self) -> int:
        """Text size in per cent: 100, 150 or 200."""
        return int(self._value("size"))

    @property
    def idle_minutes(self) -> int:
        """Quiet minutes before the study is locked, 1 to 30."""
        return int(self._value("idle_minutes"))

    def set(self, key: str, value: object) -> None:
        """Set one and write the file. Raises ValueError for a value that is not declared."""
        if value not in DECLARED[key][1]:
            raise ValueError(f"{key} cannot be set so.")
        self._values[key] = value
        self._write()

    def recent(self) -> tuple[Recent, ...]:
        """Studies opened on this laptop, the last one first: folder and time, nothing else (C4)."""
        found = self._values.get("recent")
        pairs = found if isinstance(found, list) else []
        return tuple(
            Recent(Path(pair[0]), pair[1])
            for pair in pairs
            if isinstance(pair, list) and len(pair) == 2 and all(isinstance(part, str) for part in pair)
        )

    def remember(self, folder: Path, opened_utc: str) -> None:
        """Put a study first in the list."""
        others = [study for study in self.recent() if study.folder != folder]
        kept = [Recent(folder, opened_utc), *others][:_RECENT_KEPT]
        self._values["recent"] = [[str(study.folder), study.opened_utc] for study in kept]
        self._write()

    def forget(self, folder: Path) -> None:
        """Take a study off the list; the study itself stays where it is."""
        kept = [study for study in self.recent() if study.folder != folder]
        self._values["recent"] = [[str(study.folder), study.opened_utc] for study in kept]
        self._write()

    def wrong_try(self, folder: Path) -> None:
        """Count a wrong try to open a study: its log takes it in when it is opened next (A8)."""
        tries = self._wrong_tries()
        tries[str(folder.resolve())] = tries.get(str(folder.resolve()), 0) + 1
        self._values["wrong_tries"] = tries
        self._write()

    def take_wrong_tries(self, folder: Path) -> int:
        """How many there were, which are counted from none again."""
        tries = self._wrong_tries()
        count = tries.pop(str(folder.resolve()), 0)
        if count:
            self._values["wrong_tries"] = tries
            self._write()
        return count

    def _wrong_tries(self) -> dict[str, int]:
        found = self._values.get("wrong_tries")
        pairs = found.items() if isinstance(found, dict) else ()
        return {folder: count for folder, count in pairs if isinstance(count, int) and count > 0}

    def _value(self, key: str) -> Any:
        default, allowed = DECLARED[key]
        value = self._values.get(key, default)
        return value if value in allowed else default

    def _write(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        beside = self._path.with_suffix(".new")
        beside.write_text(json.dumps(self._values, ensure_ascii=False, indent=1, sort_keys=True), "utf-8")
        beside.replace(self._path)


def default_path() -> Path:
    """Where the settings file is for this user."""
    return platformdirs.user_config_path("ojm-desktop", appauthor=False) / "settings.json"


def log_folder() -> Path:
    """Where the program's own log is for this user."""
    return platformdirs.user_log_path("ojm-desktop", appauthor=False)


def practice_folder() -> Path:
    """Where the practice study of this user is kept."""
    return platformdirs.user_data_path("ojm-desktop", appauthor=False) / "practice.ojm"


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
