"""What a part of the torture came to, and where that is kept for the table of promises (packaging/dev_promises.py)."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from pathlib import Path

TORTURED = Path(__file__).parents[2] / "build" / "torture.json"
"""By part, what it came to the last time."""


@dataclass(frozen=True)
class Outcome:
    """A line of the table."""

    part: str
    figure: str
    target: str
    held: bool
    violations: tuple[str, ...] = ()


def keep(part: str, outcome: Outcome, scale: float, path: Path = TORTURED) -> None:
    """Write down what a part came to, in the place of what it came to before."""
    path.parent.mkdir(parents=True, exist_ok=True)
    kept = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    kept[part] = {
        "figure": outcome.figure,
        "target": outcome.target,
        "held": outcome.held,
        "day": time.strftime("%Y-%m-%d"),
        "scale": scale,
    }
    path.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
