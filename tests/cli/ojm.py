"""`ojm` as a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from tests import studies
from tests.cli import warm


class Ojm:
    """Runs `ojm` with an empty home, without a terminal."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def __call__(
        self,
        *words: str | Path,
        passphrase: str | None = studies.PASSPHRASE,
        recovery_key: str | None = None,
        new_passphrase: str | None = None,
    ) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "HOME": str(self.home), "PYTHONWARNINGS": "error"}
        environment.pop("OJM_PASSPHRASE", None)
        if passphrase is not None:
            environment["OJM_PASSPHRASE"] = passphrase
        if recovery_key is not None:
            environment["OJM_RECOVERY_KEY"] = recovery_key
        if new_passphrase is not None:
            environment["OJM_NEW_PASSPHRASE"] = new_passphrase
        return warm.run([str(word) for word in words], environment)

    def json(self, *words: str | Path, code: int = 0) -> dict[str, Any]:
        """What a command prints with --json; `code` is how it has to end."""
        done = self(*words, "--json")
        assert done.returncode == code, done.stderr
        found: dict[str, Any] = json.loads(done.stdout)
        assert found["ok"] is (code == 0)
        return found
