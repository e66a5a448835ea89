"""Kill the window at random moments, again and again, and examine the study after each (R1, R6, A5).

``python -m tests.torture.kill_page --kills 100 --seed 1`` prints one JSON object. The program is forked from this warm
process, which has imported everything and made no QApplication; the keys are in memory, so nothing is derived.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from functools import partial
from importlib import import_module
from pathlib import Path
from random import Random

from ojm_desktop.ui.journey.pen import bundled
from ojm_desktop.ui.places import PAGES
from tests.torture import ground as grounds
from tests.torture import typist
from tests.torture.examine import examine
from tests.torture.figures import Figures
from tests.torture.killer import run_and_kill
from tests.torture.told import Told
from tests.unlocked import leave_unlocked

LONGEST = 0.8
"""Seconds within which the kill comes (R1)."""
EARLY = 0.25
"""Share of the kills that are timed from the fork, so that opening and mending are killed too."""
UNSEEN = 0.2
"""Share of the kills after which the program is started, and killed, again before anybody has looked."""
KILLS_A_STUDY = 25


def warm_up() -> None:
    """Import what a window needs, so that a start costs milliseconds."""
    import_module(PAGES["participant"].partition(":")[0])
    import_module("ojm_desktop.ui.frame")
    bundled().missing("Warm ŵ — \u2212")
    bundled().runs("Warm", bold=True)


def kill_window(folder: Path, kills: int, chance: Random) -> Figures:
    """One study, killed so many times."""
    figures = Figures()
    ground, told = grounds.make(folder / "killed.ojm"), Told()
    for number in range(kills):
        program = partial(typist.run, ground, folder / "settings.json", chance.getrandbits(32))
        delay, is_early = chance.uniform(0, LONGEST), chance.random() < EARLY
        run_and_kill(program, told, delay, from_the_start=is_early)
        figures.kills += 1
        if number + 1 < kills and chance.random() < UNSEEN:
            continue
        found = examine(ground, told)
        figures.acknowledgements += told.acknowledged
        figures.events += found.events
        figures.mended += found.mended
        told = Told()
        figures.violations += [f"kill {number + 1}: {what}" for what in found.violations]
    figures.violations += [f"at the end: {what}" for what in grounds.whole(ground)]
    return figures


def main() -> int:
    """Kill, and print what it came to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--acknowledgements", type=int, default=0, help="go on until there are as many, too")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    leave_unlocked()  # a quarter of each kill's time, and nothing that is kept or lost by it
    warm_up()
    figures, chance = Figures(), Random(asked.seed)
    while figures.kills < asked.kills or figures.acknowledgements < asked.acknowledgements:
        with tempfile.TemporaryDirectory(prefix="ojm-kills-") as folder:
            figures.add(kill_window(Path(folder), KILLS_A_STUDY, chance))
        if figures.violations:
            break
    sys.stdout.write(json.dumps(vars(figures)) + "\n")
    return 0 if not figures.violations else 1


if __name__ == "__main__":
    sys.exit(main())
