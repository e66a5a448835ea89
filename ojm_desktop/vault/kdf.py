"""Argon2id: how expensive one guess at a passphrase is, and who decides that (K2, K3)."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import dataclass

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

MIB = 1024
"""One MiB in KiB, the unit of Argon2."""

SALT_OCTETS = 16
MEMORY_BOUNDS = (64 * MIB, 1024 * MIB)
PASSES_BOUNDS = (3, 20)
LANES_BOUNDS = (1, 8)
ENOUGH_SECONDS = 0.5
LEAST_WORK = 6 * 19 * MIB * 2
"""KiB times passes: six times the least OWASP advises, which is 19 MiB and two passes (K2)."""


@dataclass(frozen=True)
class Parameters:
    """Cost of one guess: memory in KiB, passes over it, lanes. ValueError outside the bounds of every key file."""

    memory_kib: int
    passes: int
    lanes: int = 4

    def __post_init__(self) -> None:
        bounds = (
            ("memory", self.memory_kib, MEMORY_BOUNDS),
            ("passes", self.passes, PASSES_BOUNDS),
            ("lanes", self.lanes, LANES_BOUNDS),
        )
        for name, value, (least, most) in bounds:
            if not least <= value <= most:
                raise ValueError(f"{name} of {value} is outside {least} to {most}")

    @property
    def work(self) -> int:
        """KiB times passes, the measure of K2."""
        return self.memory_kib * self.passes


Timer = Callable[[Parameters], float]
"""Seconds that one derivation with these parameters takes on this laptop."""


def derive(passphrase: bytes, salt: bytes, parameters: Parameters) -> bytes:
    """32 bytes from a passphrase. Releases the GIL; raises MemoryError when the laptop cannot spare the memory."""
    return Argon2id(
        salt=salt,
        length=32,
        iterations=parameters.passes,
        lanes=parameters.lanes,
        memory_cost=parameters.memory_kib,
    ).derive(passphrase)


def stopwatch(monotonic: Callable[[], float]) -> Timer:
    """A timer that really derives; `monotonic` gives seconds, such as time.perf_counter."""

    def seconds(parameters: Parameters) -> float:
        started = monotonic()
        derive(b"calibration only", bytes(SALT_OCTETS), parameters)
        return monotonic() - started

    return seconds


def calibrate(ram_bytes: int, timer: Timer) -> Parameters:
    """The parameters for a study created on this laptop (K2).

    Memory 256 MiB, 128 below 4 GiB of RAM and 64 where even that cannot be had; the fewest passes whose median of three
    runs reaches half a second, at least three, at most twenty, and never less work than K2 demands.
    """
    memory = 256 * MIB if ram_bytes >= 4 * 1024**3 else 128 * MIB
    while True:
        try:
            return Parameters(memory, _fewest_passes(memory, timer))
        except MemoryError:
            if memory <= MEMORY_BOUNDS[0]:
                raise
            memory //= 2


def _fewest_passes(memory_kib: int, timer: Timer) -> int:
    """Time grows with the passes, so one measurement says where to look; then step until the edge is found."""
    fewest = max(PASSES_BOUNDS[0], -(-LEAST_WORK // memory_kib))
    most = PASSES_BOUNDS[1]
    median = _median(memory_kib, fewest, timer)
    if median >= ENOUGH_SECONDS:
        return fewest
    guess = int(fewest * ENOUGH_SECONDS / median) if median > 0 else most
    passes = min(max(guess, fewest + 1), most)
    if _median(memory_kib, passes, timer) >= ENOUGH_SECONDS:
        while passes - 1 > fewest and _median(memory_kib, passes - 1, timer) >= ENOUGH_SECONDS:
            passes -= 1
        return passes
    while passes < most:
        passes += 1
        if _median(memory_kib, passes, timer) >= ENOUGH_SECONDS:
            break
    return passes


def _median(memory_kib: int, passes: int, timer: Timer) -> float:
    parameters = Parameters(memory_kib, passes)
    return statistics.median(timer(parameters) for _ in range(3))
