"""R4 shortly: the power goes at some moments of a session; the torture tries 1,500 disks. As root, with strace."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

from tests.torture import power
from tests.torture.disk import SECTOR, Disk


def test_that_r4_a_power_cut_loses_nothing_acknowledged_and_leaves_nothing_by_halves(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    cuts = power.cut(tmp_path, states=26, answers=12, seed=1, whole_every=26)
    told = f"{cuts.states} disks, {cuts.acknowledged} acknowledged, {len(cuts.violations)} lost or by halves"
    record_property("figure", f"{told}; {cuts.mended} heads mended, by {cuts.furthest} at most")
    assert cuts.violations == []
    assert cuts.states == 26
    assert cuts.acknowledged > 100
    assert cuts.mended > 0


def test_that_r4_a_disk_keeps_what_was_synced_and_any_part_of_the_rest() -> None:
    disk, chance = Disk({"old": b"a" * SECTOR}), Random(4)
    disk.write("old", SECTOR, b"b" * SECTOR)
    disk.sync("old")
    disk.write("old", SECTOR // 2, b"c" * SECTOR)
    disk.make("new")
    disk.sync("new")
    disk.sync_names()
    disk.remove("old")
    disk.move("new", "newer")
    assert disk.files() == {"newer": b""}
    half = SECTOR // 2
    kept = b"a" * half
    first, second = (kept + b"a" * half, kept + b"c" * half), (b"b" * SECTOR, b"c" * half + b"b" * half)
    left = [disk.after_a_cut(chance) for _ in range(400)]
    assert {one.get("old") for one in left} == {None, *(one + other for one in first for other in second)}
    assert {frozenset(one) for one in left} == {
        frozenset(names) for names in (["old", "new"], ["old", "newer"], ["new"], ["newer"])
    }
