"""``python3 packaging/dev.py torture``: the long form of what the tests try shortly, part by part, and what held."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random

from tests.forms.differential.compare import run_many
from tests.forms.differential.folder import meet
from tests.forms.differential.generator import EVERYTHING
from tests.torture import faults, fuzz, kill_keys, kill_store, places, power, trace
from tests.torture.figures import Figures
from tests.torture.lanes import kill_windows
from tests.torture.outcome import Outcome, keep
from tests.torture.strace import can_trace


def window(scale: float) -> Outcome:
    """The real window killed at random moments (R1, R6, A5)."""
    kills, acknowledgements = round(1000 * scale), round(10000 * scale)
    return _of_kills("window killed", kill_windows(kills, acknowledgements, seed=11), kills, acknowledgements)


def store(scale: float) -> Outcome:
    """A session without a window, killed within tens of milliseconds (R1, R6, A5)."""
    kills = round(2000 * scale)
    return _of_kills("session killed", kill_store.kill_sessions(kills, seed=12), kills, kills)


def keys(scale: float) -> Outcome:
    """A change of passphrase killed at every call that writes (K6)."""
    return _of_keys("keys by call", kill_keys.at_every_call(scale), 1)


def rekey(scale: float) -> Outcome:
    """A change of passphrase killed at any moment of the rekey (K8)."""
    kills = round(300 * scale)
    return _of_keys("rekey killed", kill_keys.at_any_moment(kills, seed=14), kills)


def _of_keys(part: str, figures: Figures, kills: int) -> Outcome:
    figure = f"{figures.kills} kills, {len(figures.violations)} violations"
    held = not figures.violations and figures.kills >= kills
    return Outcome(part, figure, f"{kills} or more, 0", held, tuple(figures.violations))


def day(scale: float) -> Outcome:
    """Days under strace, each with words of its own (C1)."""
    days, violations, octets = max(1, round(3 * scale)), [], 0
    for number in range(days):
        with tempfile.TemporaryDirectory(prefix="ojm-day-") as folder:
            lived = trace.live_a_day(Path(folder) / "day", Random(100 + number))
            octets += lived.trace.octets
            violations += [*lived.trace.hits, *lived.strangers, *lived.shared_memory, *lived.trace.networks]
            paper = lived.on_paper()
            violations += [f"{field} is not on paper" for field in trace.ON_PAPER if lived.words[field] not in paper]
    figure = f"{days} days, {octets / 1e6:.0f} MB written, {len(violations)} words or paths"
    return Outcome("a day watched", figure, "0 words, 0 paths", not violations, tuple(violations))


def full(scale: float) -> Outcome:
    """A disk that fills up while people answer (R7)."""
    return _of_place("disk full", places.fill_up, "as many kept as acknowledged")


def protected(scale: float) -> Outcome:
    """A disk that cannot be written (R8)."""
    return _of_place("read-only", places.write_protect, "refused, readable, unchanged")


def calls(scale: float) -> Outcome:
    """Each call that writes fails, or is where the program dies (R2)."""
    return _of_faults("a call fails", partial(faults.every_call, share=min(1.0, scale)))


def mending(scale: float) -> Outcome:
    """The same while the next opening mends what a kill left (R3)."""
    return _of_faults("mending fails", partial(faults.while_mending, share=0.2 * min(1.0, scale)))


def power_cut(scale: float) -> Outcome:
    """The power goes: what was not synced is there in part, in any order, torn (R4, A5)."""
    states = round(1500 * scale)
    with tempfile.TemporaryDirectory(prefix="ojm-power-") as folder:
        cuts = power.cut(Path(folder), states, answers=90, seed=15, whole_every=5)
    figure = (
        f"{cuts.states} disks, {cuts.acknowledged} acknowledged, {cuts.mended} heads mended (by {cuts.furthest} at "
        f"most), {len(cuts.violations)} violations"
    )
    return Outcome("power cut", figure, f"{states}, 0", not cuts.violations, tuple(cuts.violations))


def files(scale: float) -> Outcome:
    """Mutated files of a study, some of them behind the encryption (R12)."""
    cases = round(2000 * scale)
    with tempfile.TemporaryDirectory(prefix="ojm-fuzz-") as folder:
        fuzzed = fuzz.run(cases, Path(folder), seed=13)
    ends = ", ".join(f"{number} {end}" for end, number in sorted(fuzzed.ends.items()))
    figure = f"{ends}, {len(fuzzed.violations)} violations"
    return Outcome("files mutated", figure, f"{cases}, 0", not fuzzed.violations, tuple(fuzzed.violations))


def forms(scale: float) -> Outcome:
    """Questionnaires made by chance, answered by chance, run beside the oracle."""
    number = round(500 * scale)
    differences, used, compared = run_many(range(number), steps=6)
    wanted = min(20, number // 10)
    rare = tuple(f"{name} is used {used[name]} times" for name in EVERYTHING if used[name] < wanted)
    least = min(used[name] for name in EVERYTHING)
    figure = (
        f"{number} forms, {compared['value']} values, each thing {least} times or more, "
        f"{compared['set aside']} set aside, {len(differences)} differences"
    )
    return Outcome("forms", figure, f"{wanted}, 0", not differences and not rare, (*differences, *rare))


def of_folder(folder: Path) -> Outcome:
    """XForms of other people beside the oracle; every difference is told, and none is a failure by itself."""
    met = meet(folder)
    figure = f"{met.forms} forms, {met.compared['value']} values, {len(met.told)} forms with differences"
    lines = tuple(f"{name}: {line}" for name, told in met.told.items() for line in told)
    return Outcome("forms of others", figure, "reasons in ARCHITECTURE.md", True, lines)


def _of_kills(part: str, figures: Figures, kills: int, acknowledgements: int) -> Outcome:
    figure = (
        f"{figures.kills} kills, {figures.acknowledgements} acknowledged, {figures.mended} heads mended, "
        f"{len(figures.violations)} violations"
    )
    held = not figures.violations and figures.kills >= kills and figures.acknowledgements >= acknowledgements
    return Outcome(part, figure, f"{kills}, {acknowledgements}, 0", held, tuple(figures.violations))


def _of_faults(part: str, work: Callable[[Path], faults.Cases]) -> Outcome:
    with tempfile.TemporaryDirectory(prefix="ojm-faults-") as folder:
        cases = work(Path(folder))
    figure = f"{cases.tried} cases, {len(cases.violations)} violations"
    return Outcome(part, figure, "0 violations", not cases.violations, tuple(cases.violations))


def _of_place(part: str, work: Callable[[Path], places.Held], target: str) -> Outcome:
    with tempfile.TemporaryDirectory(prefix="ojm-place-") as folder:
        held = work(Path(folder) / "disk")
    figure = f"{held.acknowledged} acknowledged, {len(held.violations)} violations"
    return Outcome(part, figure, target, not held.violations, held.violations)


PARTS: dict[str, Callable[[float], Outcome]] = {
    "window": window,
    "store": store,
    "keys": keys,
    "rekey": rekey,
    "day": day,
    "full": full,
    "protected": protected,
    "calls": calls,
    "mending": mending,
    "power": power_cut,
    "files": files,
    "forms": forms,
}


NEEDS: dict[str, str] = {
    "day": "root and strace",
    "full": "root",
    "protected": "root",
    "calls": "root and strace",
    "mending": "root and strace",
    "power": "root and strace",
}
"""What a part needs of the machine, where that is not there on every one."""


def is_there(needed: str) -> bool:
    """Whether this machine has what a part needs."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return is_root and ("strace" not in needed or can_trace())


def main() -> int:
    """Run the parts and print the table; 1 when one did not hold."""
    parser = argparse.ArgumentParser(prog="torture", description=__doc__)
    parser.add_argument("parts", nargs="*", help=f"of {', '.join(PARTS)}; all when left out")
    parser.add_argument("--scale", type=float, default=1.0, help="times the usual numbers of kills and days")
    parser.add_argument("--folder", type=Path, help="with the part forms: XForms that lie there, beside the oracle")
    asked = parser.parse_args()
    if asked.folder is not None and asked.parts != ["forms"]:
        parser.error("--folder goes with the part forms alone")
    if unknown := set(asked.parts) - set(PARTS):
        parser.error(f"there is no part {', '.join(sorted(unknown))}")
    outcomes = []
    for name in asked.parts or PARTS:
        if name in NEEDS and not is_there(NEEDS[name]):
            print(f"{'not run':<9} {name:<15} here: needs {NEEDS[name]}", flush=True)
            continue
        begun = time.monotonic()
        outcome = of_folder(asked.folder) if asked.folder is not None else PARTS[name](asked.scale)
        outcomes.append(outcome)
        if asked.folder is None:
            keep(name, outcome, asked.scale)
        verdict = "held" if outcome.held else "NOT HELD"
        print(f"{verdict:<9} {outcome.part:<15} {outcome.figure}  (target {outcome.target}; ", end="")
        print(f"{time.monotonic() - begun:.0f} s)", flush=True)
        for violation in outcome.violations[: None if asked.folder is not None else 20]:
            print(f"{'':10}{violation}")
    return 0 if all(outcome.held for outcome in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
