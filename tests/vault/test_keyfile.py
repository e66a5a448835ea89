"""Promises K3, K4, K5 and K9: what opens a key file, and what a changed one does."""

from __future__ import annotations

import hashlib
import json
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ojm_desktop.domain.canonical import canonical
from ojm_desktop.vault import kdf, keyfile, recovery, rotation, slots, table
from ojm_desktop.vault.errors import (
    ForeignKeyFile,
    KeyFileAltered,
    KeyFileDamaged,
    KeyFileNewer,
    NotEnoughMemory,
    SlotRefused,
    WeakPassphrase,
    WrongPassphrase,
    WrongRecoveryKey,
)
from ojm_desktop.vault.kdf import Parameters
from tests.vault import ANALYST_SECRET, OTHER_STUDY, SECRET, STUDY

Edit = Callable[[dict[str, Any]], None]


def crafted(file: bytes, edit: Edit) -> bytes:
    """The file as somebody without a key but with the format would rewrite it: canonical, with a fitting check sum."""
    whole = json.loads(file)
    del whole["sha256"]
    edit(whole)
    return canonical({**whole, "sha256": hashlib.sha256(canonical(whole).encode()).hexdigest()}).encode()


def refused(file: bytes, study_id: str | None = STUDY) -> type[Exception] | None:
    """What the right passphrase gets from this file; None if it opens."""
    try:
        keyfile.open_with_passphrase(file, study_id, SECRET)
    except (KeyFileDamaged, KeyFileNewer, ForeignKeyFile, WrongPassphrase) as error:
        return type(error)
    return None


def test_that_a_passphrase_opens_what_was_created(created: keyfile.Created) -> None:
    opened = keyfile.open_with_passphrase(created.file, STUDY, SECRET)
    assert opened == created.opened
    assert opened.role == "researcher"
    assert opened.generation == 1
    assert {len(key) for key in (opened.current.study, opened.current.identity or b"", opened.current.link or b"")} == {
        32
    }
    assert keyfile.verify_table(created.file, opened.current.study)
    assert not keyfile.verify_table(created.file, opened.current.identity or b"")


def test_that_k5_the_printed_recovery_key_opens_the_same_keys(created: keyfile.Created) -> None:
    typed = recovery.parse(str(created.recovery).lower())
    assert keyfile.open_with_recovery(created.file, STUDY, typed).keys == created.opened.keys
    with pytest.raises(WrongRecoveryKey):
        keyfile.open_with_recovery(created.file, STUDY, recovery.new())


def test_that_an_analyst_gets_the_study_key_and_no_other(created: keyfile.Created, with_analyst: bytes) -> None:
    opened = keyfile.open_with_passphrase(with_analyst, STUDY, ANALYST_SECRET)
    assert opened.role == "analyst"
    assert opened.current.study == created.keys.study
    assert opened.current.identity is None
    assert opened.current.link is None
    assert opened.sealer() is None


def test_that_nothing_secret_is_in_the_file_or_in_a_printed_value(created: keyfile.Created) -> None:
    opened = created.opened
    hidden = (created.keys.study, created.keys.identity, created.keys.link, opened.table_key, created.recovery.secret)
    shown = created.file + repr(created).encode() + repr(opened).encode()
    for secret in hidden:
        assert secret is not None
        assert secret not in shown
        assert secret.hex().encode() not in shown
        assert repr(secret).encode() not in shown
    assert SECRET.encode() not in shown
    assert str(created.recovery).encode() not in shown


def test_that_two_studies_share_no_key(created: keyfile.Created, cheapest: Parameters) -> None:
    other = keyfile.create(OTHER_STUDY, SECRET, cheapest, "Researcher A")
    keys = {created.keys.study, created.keys.identity, created.keys.link}
    assert not keys & {other.keys.study, other.keys.identity, other.keys.link}


def test_that_k3_no_flipped_bit_is_accepted(created: keyfile.Created) -> None:
    dice = random.Random(3)
    for _ in range(200):
        flipped = bytearray(created.file)
        flipped[dice.randrange(len(flipped))] ^= 1 << dice.randrange(8)
        with pytest.raises(KeyFileDamaged):
            keyfile.open_with_passphrase(bytes(flipped), STUDY, SECRET)


def test_that_k3_no_byte_of_the_file_can_change_case_be_cut_or_be_added(created: keyfile.Created) -> None:
    for at in range(len(created.file)):
        swapped = created.file[:at] + created.file[at : at + 1].swapcase() + created.file[at + 1 :]
        for file in (created.file[:at], created.file[:at] + b" " + created.file[at:]):
            with pytest.raises(KeyFileDamaged):
                table.read(file)
        if swapped != created.file:
            with pytest.raises(KeyFileDamaged):
                table.read(swapped)


def leaves(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The paths of all numbers and texts in a parsed key file."""
    if isinstance(value, dict):
        return [leaf for key, item in value.items() for leaf in leaves(item, (*path, key))]
    if isinstance(value, list):
        return [leaf for number, item in enumerate(value) for leaf in leaves(item, (*path, number))]
    return [path]


def test_that_k3_no_single_field_can_be_rewritten_even_with_a_fitting_check_sum(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(kdf, "derive", cheap_derive)
    file = keyfile.create(STUDY, SECRET, Parameters(64 * 1024, 3), "Researcher A").file
    for path in leaves(json.loads(file)):
        if path == ("sha256",):
            continue

        def change(whole: dict[str, Any], path: tuple[str | int, ...] = path) -> None:
            place: Any = whole
            for step in path[:-1]:
                place = place[step]
            old = place[path[-1]]
            if isinstance(old, int):
                place[path[-1]] = old + 1
            else:
                place[path[-1]] = ("1" if old[0] != "1" else "2") + old[1:]

        assert refused(crafted(file, change)) is not None, path


def cheap_derive(passphrase: bytes, salt: bytes, parameters: Parameters) -> bytes:
    """Depends on all that Argon2id depends on, for tests that open a file hundreds of times."""
    cost = f"{parameters.memory_kib} {parameters.passes} {parameters.lanes}".encode()
    return hashlib.sha256(passphrase + b"\0" + salt + cost).digest()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("memory_kib", 8),
        ("memory_kib", 63 * 1024),
        ("memory_kib", 2 * 1024**3),
        ("memory_kib", -65536),
        ("memory_kib", True),
        ("memory_kib", "65536"),
        ("passes", 0),
        ("passes", 2),
        ("passes", 2**31),
        ("lanes", 0),
        ("lanes", 2**24),
    ],
)
def test_that_k3_argon2_parameters_are_bounded_before_they_are_used(
    created: keyfile.Created, monkeypatch: pytest.MonkeyPatch, name: str, value: object
) -> None:
    monkeypatch.setattr(kdf, "derive", never)
    file = crafted(created.file, lambda whole: whole["table"]["slots"][0]["lock"].update({name: value}))
    assert refused(file) is KeyFileDamaged


def never(*_: object) -> bytes:
    raise AssertionError("derived from parameters that should have been refused")


def test_that_k3_many_dear_slots_cannot_keep_a_laptop_busy(
    created: keyfile.Created, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kdf, "derive", never)

    def fill(whole: dict[str, Any]) -> None:
        first = whole["table"]["slots"][0]
        lock = {**first["lock"], "memory_kib": 1024 * 1024, "passes": 20}
        whole["table"]["slots"] = [{**first, "id": f"{number:032x}", "lock": lock} for number in range(16)]

    assert refused(crafted(created.file, fill)) is KeyFileDamaged
    started = time.monotonic()
    for bomb in (
        b"[" * 200_000,
        b'{"a":' * 50_000,
        b"9" * 250_000,
        b"x" * 50_000_000,
        b'{"sha256":NaN}',
        b"\xff\xfe1\x00",
    ):
        assert refused(bomb) is KeyFileDamaged
    assert time.monotonic() - started < 5


def test_that_k3_a_huge_file_is_refused_before_it_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json, "loads", never)
    with pytest.raises(KeyFileDamaged, match="far too large"):
        table.read(b"[" + b"1," * 131_072 + b"1]")


def test_that_k3_a_slot_copied_from_another_study_opens_nothing(created: keyfile.Created, cheapest: Parameters) -> None:
    guess = "known to whoever copies it"
    donor = keyfile.create(OTHER_STUDY, guess, cheapest, "Stranger")
    theirs = json.loads(donor.file)["table"]["slots"][0]
    file = crafted(created.file, lambda whole: whole["table"]["slots"].append(theirs))
    with pytest.raises(WrongPassphrase):
        keyfile.open_with_passphrase(file, STUDY, guess)
    assert refused(file) is KeyFileAltered


def test_that_k3_a_slot_copied_from_an_older_file_of_this_study_opens_nothing(
    created: keyfile.Created, cheapest: Parameters
) -> None:
    new = "seven herons on the weir"
    now = rotation.change_passphrase(created.file, created.opened, new, cheapest)
    now = rotation.end(now.file, now.opened)
    old_slot = json.loads(created.file)["table"]["slots"][0]
    for generation in (1, 2):
        sealed = [{**key, "generation": generation} for key in old_slot["sealed"]]
        slot = {**old_slot, "sealed": sealed}

        def copy(whole: dict[str, Any], slot: dict[str, Any] = slot) -> None:
            whole["table"]["slots"][0] = slot

        assert refused(crafted(now.file, copy)) in {KeyFileDamaged, KeyFileAltered}


def test_that_k3_slots_cannot_be_taken_out_doubled_or_put_in_another_order(created: keyfile.Created) -> None:
    def take_out(whole: dict[str, Any]) -> None:
        del whole["table"]["slots"][1]

    def turn_round(whole: dict[str, Any]) -> None:
        whole["table"]["slots"].reverse()

    def double(whole: dict[str, Any]) -> None:
        whole["table"]["slots"].append({**whole["table"]["slots"][1], "id": "0" * 32})

    for edit in (take_out, turn_round, double):
        assert refused(crafted(created.file, edit)) is KeyFileAltered


def test_that_k3_keys_of_a_strangers_choosing_are_refused(created: keyfile.Created) -> None:
    """Public keys lie in clear: without the table key a stranger could seal a study of their own to them."""
    found = table.read(created.file)
    theirs = {1: keyfile.DataKeys(b"s" * 32, b"i" * 32, b"l" * 32)}
    made = tuple(keyfile.holding(slot, STUDY, theirs, b"t" * 32) for slot in found.slots)
    file = table.write(table.KeyTable(STUDY, (1,), made), theirs)
    assert keyfile.verify_table(file, theirs[1].study)
    assert refused(file) is KeyFileAltered


def test_that_k3_an_analyst_cannot_be_made_a_researcher(with_analyst: bytes, created: keyfile.Created) -> None:
    def promote(whole: dict[str, Any]) -> None:
        first, analyst = whole["table"]["slots"][0], whole["table"]["slots"][-1]
        assert analyst["role"] == "analyst"
        analyst["role"] = "researcher"
        analyst["sealed"] = [analyst["sealed"][0], *first["sealed"][1:]]

    with pytest.raises((WrongPassphrase, KeyFileAltered)):
        keyfile.open_with_passphrase(crafted(with_analyst, promote), STUDY, ANALYST_SECRET)


def test_that_k4_fifty_wrong_tries_leave_the_file_as_it_was_and_each_costs_the_same_work(
    created: keyfile.Created, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Parameters] = []
    real = kdf.derive

    def counted(passphrase: bytes, salt: bytes, parameters: Parameters) -> bytes:
        asked.append(parameters)
        return real(passphrase, salt, parameters)

    monkeypatch.setattr(kdf, "derive", counted)
    file = bytearray(created.file)
    before = hashlib.sha256(file).hexdigest()
    for number in range(50):
        with pytest.raises(WrongPassphrase, match="Caps Lock"):
            keyfile.open_with_passphrase(bytes(file), STUDY, f"{SECRET} {number}" if number % 2 else str(number))
    assert hashlib.sha256(file).hexdigest() == before
    assert asked == [Parameters(64 * 1024, 3)] * 50


def test_that_k4_a_wrong_passphrase_and_a_damaged_file_are_told_apart(created: keyfile.Created) -> None:
    with pytest.raises(WrongPassphrase):
        keyfile.open_with_passphrase(created.file, STUDY, "not this one at all")
    kept = json.loads(created.file)["table"]["slots"][0]["kept"].encode()
    damaged = created.file.replace(kept, kept[::-1])
    with pytest.raises(KeyFileDamaged, match="damaged"):
        keyfile.open_with_passphrase(damaged, STUDY, SECRET)
    for empty in (b"", b"{}", b"null", b"[]", bytes(2048)):
        with pytest.raises(KeyFileDamaged):
            keyfile.open_with_passphrase(empty, STUDY, SECRET)


def test_that_r10_the_key_file_of_another_study_is_foreign(created: keyfile.Created) -> None:
    assert keyfile.study_of(created.file) == STUDY
    assert refused(created.file, OTHER_STUDY) is ForeignKeyFile
    assert refused(created.file, None) is None
    with pytest.raises(ForeignKeyFile):
        keyfile.open_with_recovery(created.file, OTHER_STUDY, created.recovery)


def test_that_k9_a_file_of_a_later_format_is_called_newer_and_not_damaged(created: keyfile.Created) -> None:
    def later(whole: dict[str, Any]) -> None:
        whole["table"]["format"] = slots.FORMAT + 1
        whole["something"] = "new"

    assert refused(crafted(created.file, later)) is KeyFileNewer


def test_that_k9_the_key_file_of_every_released_format_still_opens() -> None:
    """Format 1: a made-up study that guards nothing. Each later format adds its own file."""
    file = (Path(__file__).parent / "fixtures" / "keys-format-1.json").read_bytes()
    recovered = recovery.parse("X15SY-XN7AF-PCQ0P-44KEB-P5KA5-JG3KD-59HA1-5TMGS")
    ways = (
        keyfile.open_with_passphrase(file, STUDY, SECRET),
        keyfile.open_with_recovery(file, STUDY, recovered),
    )
    for opened in ways:
        together = opened.current.study + (opened.current.identity or b"") + (opened.current.link or b"")
        seen = hashlib.sha256(together).hexdigest()
        assert seen == "90b249fd8c559c6cf7e88cca6b36c78959a5de181f24c7b509d3a3e76b3a19c3"


def test_that_too_little_memory_gets_a_sentence(created: keyfile.Created, monkeypatch: pytest.MonkeyPatch) -> None:
    def starved(*_: object) -> bytes:
        raise MemoryError

    monkeypatch.setattr(kdf, "derive", starved)
    with pytest.raises(NotEnoughMemory, match="needs 64 MB"):
        keyfile.open_with_passphrase(created.file, STUDY, SECRET)


def test_that_no_slot_is_made_for_a_short_passphrase_or_a_label_nobody_can_read(cheapest: Parameters) -> None:
    with pytest.raises(WeakPassphrase, match="needs 15"):
        keyfile.create(STUDY, "short", cheapest, "Researcher A")
    for label in ("", "   ", "x" * 81, "line\nbreak"):
        with pytest.raises(SlotRefused, match="label"):
            keyfile.create(STUDY, SECRET, cheapest, label)


def test_that_the_list_of_people_and_keys_needs_no_secret(with_analyst: bytes) -> None:
    listed = [(slot.kind, slot.role, slot.label) for slot in keyfile.summaries(with_analyst)]
    assert listed == [
        ("passphrase", "researcher", "Researcher A"),
        ("recovery", "researcher", "Recovery sheet"),
        ("passphrase", "analyst", "Analyst B"),
    ]
