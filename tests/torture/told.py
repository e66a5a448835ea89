"""What a program that is about to be killed tells through a pipe: the edit it asks for next, and the mark it painted.

One JSON object a line, each written with one `write` of less than a page, so that a kill never cuts one in two.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Intent:
    """The edit that is asked for next: a rating's (pathway, wave) with its value, or a hot spot with its new words."""

    kind: str
    place: tuple[str, ...]
    value: int | str


@dataclass
class Told:
    """Everything one program told before it died: intents by their number in the log, the highest number painted."""

    intents: dict[int, Intent] = field(default_factory=dict)
    painted: int = 0
    acknowledged: int = 0
    """How many events the painted marks stand for: a mark acknowledges everything before it, too."""
    was_shown: bool = False
    settled: int | None = None
    """Where power can go: the newest event when the head was last brought to the disk. None where a program dies."""
    _rest: bytes = b""

    def hear(self, octets: bytes) -> None:
        """Take up what was read from the pipe, wherever the reading cut it."""
        lines, _, self._rest = (self._rest + octets).rpartition(b"\n")
        for line in lines.splitlines():
            said: dict[str, Any] = json.loads(line)
            if "settled" in said:
                self.settled = int(said["settled"])
                continue
            if "saved" in said:
                if self.was_shown:
                    self.acknowledged += max(0, int(said["saved"]) - self.painted)
                self.was_shown = True
                self.painted = max(self.painted, int(said["saved"]))
            else:
                self.intents[said["do"]] = Intent(said["kind"], tuple(said["place"]), said["value"])


class Teller:
    """The writing end."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def intends(self, sequence: int, intent: Intent) -> None:
        """Say what comes next, before asking for it."""
        self._say({"do": sequence, "kind": intent.kind, "place": intent.place, "value": intent.value})

    def saved(self, sequence: int) -> None:
        """The saved mark of this event was painted: the person has been told."""
        self._say({"saved": sequence})

    def settled(self, sequence: int) -> None:
        """All up to this event was settled, its head too."""
        self._say({"settled": sequence})

    def _say(self, said: dict[str, Any]) -> None:
        os.write(self._descriptor, json.dumps(said).encode() + b"\n")
