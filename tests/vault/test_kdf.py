"""Promise K2: what one guess costs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ojm_desktop.vault import kdf
from ojm_desktop.vault.kdf import MIB, Parameters

GIB = 1024**3
OWASP = 19 * MIB * 2


class Laptop:
    """Takes so many seconds for a GiB and a pass; every third run is three times slower, as real ones are."""

    def __init__(self, seconds: float, spare_kib: int = 1024 * MIB) -> None:
        self.seconds, self.spare_kib, self.runs = seconds, spare_kib, 0

    def __call__(self, parameters: Parameters) -> float:
        if parameters.memory_kib > self.spare_kib:
            raise MemoryError
        self.runs += 1
        return self.true_time(parameters) * (3 if self.runs % 3 == 0 else 1)

    def true_time(self, parameters: Parameters) -> float:
        return self.seconds * parameters.work / (1024 * MIB)


@given(st.floats(0.001, 20), st.integers(GIB // 2, 64 * GIB), st.sampled_from([64, 100, 128, 200, 256, 1024]))
def test_that_k2_a_guess_costs_six_times_the_least_and_half_a_second_where_twenty_passes_reach_it(
    seconds: float, ram_bytes: int, spare_mib: int
) -> None:
    laptop = Laptop(seconds, spare_mib * MIB)
    chosen = kdf.calibrate(ram_bytes, laptop)
    assert chosen.work >= 6 * OWASP
    assert chosen.memory_kib >= 64 * MIB
    assert chosen.lanes == 4
    assert 3 <= chosen.passes <= 20
    assert laptop.true_time(chosen) >= 0.5 or chosen.passes == 20


@given(st.floats(0.01, 5))
def test_that_k2_no_fewer_passes_would_have_reached_half_a_second(seconds: float) -> None:
    laptop = Laptop(seconds)
    chosen = kdf.calibrate(8 * GIB, laptop)
    if chosen.passes > 3:
        assert laptop.true_time(Parameters(chosen.memory_kib, chosen.passes - 1)) < 0.5
    assert laptop.runs <= 3 * 6


@pytest.mark.parametrize(
    ("ram_bytes", "spare_mib", "memory_mib"), [(8 * GIB, 1024, 256), (4 * GIB - 1, 1024, 128), (8 * GIB, 64, 64)]
)
def test_that_k2_memory_follows_what_the_laptop_has(ram_bytes: int, spare_mib: int, memory_mib: int) -> None:
    assert kdf.calibrate(ram_bytes, Laptop(2.0, spare_mib * MIB)).memory_kib == memory_mib * MIB


def test_that_k2_a_laptop_without_64_mib_is_not_given_less() -> None:
    with pytest.raises(MemoryError):
        kdf.calibrate(8 * GIB, Laptop(2.0, 63 * MIB))


@pytest.mark.parametrize(
    ("memory_kib", "passes", "lanes"),
    [
        (8, 3, 4),
        (64 * MIB - 1, 3, 4),
        (2 * 1024**3, 3, 4),
        (64 * MIB, 0, 4),
        (64 * MIB, 21, 4),
        (64 * MIB, 3, 0),
        (64 * MIB, 3, 9),
    ],
)
def test_that_k3_parameters_out_of_bounds_cannot_even_be_made(memory_kib: int, passes: int, lanes: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        Parameters(memory_kib, passes, lanes)


def test_that_the_stopwatch_times_a_derivation_that_really_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[Parameters] = []
    monkeypatch.setattr(kdf, "derive", lambda *of: ran.append(of[2]))
    ticks = iter([10.0, 10.75])
    chosen = Parameters(64 * MIB, 3)
    assert kdf.stopwatch(lambda: next(ticks))(chosen) == 0.75
    assert ran == [chosen]


@pytest.mark.parametrize(
    "other",
    [
        (b"sEcret", b"s" * 16, 3, 4),
        (b"secret", b"t" * 16, 3, 4),
        (b"secret", b"s" * 16, 4, 4),
        (b"secret", b"s" * 16, 3, 2),
    ],
)
def test_that_every_parameter_reaches_argon2(other: tuple[bytes, bytes, int, int]) -> None:
    def seen(passphrase: bytes, salt: bytes, passes: int, lanes: int) -> bytes:
        return kdf.derive(passphrase, salt, Parameters(64 * MIB, passes, lanes))

    assert len(seen(*other)) == 32
    assert seen(*other) != seen(b"secret", b"s" * 16, 3, 4)
