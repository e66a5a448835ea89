"""Kill the window in two processes at once, each with studies of its own: while one waits for the disk, one types."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.torture.figures import Figures

ROOT = Path(__file__).parents[2]
LANES = 2


class LaneFailed(AssertionError):
    """A lane ended without figures."""


def kill_windows(kills: int, acknowledgements: int, seed: int = 1) -> Figures:
    """At least so many kills and acknowledgements; raises LaneFailed with what a lane said on its way out."""
    lanes = [_start(kills // LANES, acknowledgements // LANES, seed * LANES + lane) for lane in range(LANES)]
    figures = Figures()
    for lane in lanes:
        out, err = lane.communicate()
        if not out.strip():
            raise LaneFailed(err)
        figures.add(Figures(**json.loads(out)))
    return figures


def _start(kills: int, acknowledgements: int, seed: int) -> subprocess.Popen[str]:
    options = ("--kills", str(kills), "--acknowledgements", str(acknowledgements), "--seed", str(seed))
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "OPENBLAS_NUM_THREADS": "1"}
    return subprocess.Popen(
        [sys.executable, "-m", "tests.torture.kill_page", *options],
        cwd=ROOT,
        env=surroundings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
