"""What a run of kills came to."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Figures:
    """Counts of one run or of several; the promise does not hold unless `violations` is empty."""

    kills: int = 0
    acknowledgements: int = 0
    events: int = 0
    mended: int = 0
    violations: list[str] = field(default_factory=list)

    def add(self, other: Figures) -> None:
        """Take another run's into account."""
        self.kills += other.kills
        self.acknowledgements += other.acknowledgements
        self.events += other.events
        self.mended += other.mended
        self.violations += other.violations
