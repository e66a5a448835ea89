"""Promises K5 and K7 as far as bytes go: changing who has a way in."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from ojm_desktop.vault import keyfile, rotation
from ojm_desktop.vault.errors import (
    ForeignKeyFile,
    KeyFileAltered,
    SealedRowDamaged,
    SlotRefused,
    WrongOfficeKey,
    WrongPassphrase,
    WrongRecoveryKey,
)
from ojm_desktop.vault.kdf import Parameters
from ojm_desktop.vault.keyfile import Created, Opened
from tests.vault import ANALYST_SECRET, OTHER_STUDY, SECRET, STUDY

NEW = "seven herons on the weir"


def keys_of(opened: Opened) -> set[bytes]:
    return {key for held in opened.keys.values() for key in (held.study, held.identity) if key}


def test_that_k7_an_old_file_with_the_old_passphrase_opens_no_new_row(created: Created, cheapest: Parameters) -> None:
    begun = rotation.change_passphrase(created.file, created.opened, NEW, cheapest)
    done = rotation.end(begun.file, begun.opened)
    with pytest.raises(WrongPassphrase):
        keyfile.open_with_passphrase(done.file, STUDY, SECRET)
    now = keyfile.open_with_passphrase(done.file, STUDY, NEW)
    assert now == done.opened
    assert now.slot_id == created.opened.slot_id
    old = keyfile.open_with_passphrase(created.file, STUDY, SECRET)
    assert not keys_of(old) & keys_of(now)
    sealer, stale = now.sealer(), old.sealer()
    assert sealer is not None
    assert stale is not None
    row = sealer.seal("r1", b"new")
    with pytest.raises(SealedRowDamaged):
        stale.open("r1", row.generation, row.nonce, row.blob)
    with pytest.raises(SealedRowDamaged):
        stale.open("r1", 1, row.nonce, row.blob)


def test_that_an_interrupted_rotation_opens_with_both_generations(created: Created, cheapest: Parameters) -> None:
    begun = rotation.change_passphrase(created.file, created.opened, NEW, cheapest)
    opened = keyfile.open_with_passphrase(begun.file, STUDY, NEW)
    assert sorted(opened.keys) == [1, 2]
    assert opened.generation == 2
    assert opened.keys[1] == created.keys
    before, after = created.opened.sealer(), opened.sealer()
    assert before is not None
    assert after is not None
    row = before.seal("r1", b"from before")
    assert after.open("r1", row.generation, row.nonce, row.blob) == b"from before"
    assert after.seal("r1", b"now").generation == 2
    assert after.row_id_for("name", "p") == before.row_id_for("name", "p")
    with pytest.raises(SlotRefused, match="finished when the study is closed"):
        rotation.change_passphrase(begun.file, opened, NEW, cheapest)
    done = rotation.end(begun.file, opened)
    assert rotation.end(done.file, done.opened) == done


def test_that_k5_the_recovery_sheet_of_day_one_survives_three_changes_and_a_removal(
    created: Created, cheapest: Parameters
) -> None:
    file = rotation.add_passphrase_slot(created.file, created.opened, ANALYST_SECRET, cheapest, "analyst", "Analyst B")
    opened = created.opened
    for secret in (NEW, "three otters by the bridge", "a kettle under the stairs"):
        done = rotation.change_passphrase(file, opened, secret, cheapest)
        done = rotation.end(done.file, done.opened)
        file, opened = done.file, done.opened
    analyst = keyfile.open_with_passphrase(file, STUDY, ANALYST_SECRET)
    assert analyst.current.study == opened.current.study
    done = rotation.remove_slot(file, opened, analyst.slot_id)
    done = rotation.end(done.file, done.opened)
    with pytest.raises(WrongPassphrase):
        keyfile.open_with_passphrase(done.file, STUDY, ANALYST_SECRET)
    recovered = keyfile.open_with_recovery(done.file, STUDY, created.recovery)
    assert recovered.keys == done.opened.keys
    assert recovered.generation == 5


def test_that_k5_passphrase_recovery_and_office_each_open_alone(created: Created) -> None:
    office = X25519PrivateKey.generate()
    public = office.public_key().public_bytes_raw()
    file = rotation.add_office_slot(created.file, created.opened, public, "Office")
    ways = [
        keyfile.open_with_passphrase(file, STUDY, SECRET),
        keyfile.open_with_recovery(file, STUDY, created.recovery),
        keyfile.open_with_office(file, STUDY, office.private_bytes_raw()),
    ]
    assert [way.kind for way in ways] == ["passphrase", "recovery", "office"]
    assert all(way.keys == created.opened.keys for way in ways)
    done = rotation.change_passphrase(file, ways[2], NEW, Parameters(64 * 1024, 3), slot_id=ways[0].slot_id)
    assert keyfile.open_with_office(done.file, STUDY, office.private_bytes_raw()).keys == done.opened.keys
    for wrong in (X25519PrivateKey.generate().private_bytes_raw(), b"short"):
        with pytest.raises(WrongOfficeKey):
            keyfile.open_with_office(file, STUDY, wrong)
    for unusable in (bytes(32), b"short"):
        with pytest.raises(SlotRefused, match="office key"):
            rotation.add_office_slot(created.file, created.opened, unusable, "Office")


def test_that_who_forgot_the_passphrase_sets_another_from_the_recovery_sheet(
    created: Created, cheapest: Parameters
) -> None:
    recovered = keyfile.open_with_recovery(created.file, STUDY, created.recovery)
    with pytest.raises(SlotRefused, match="no passphrase to change"):
        rotation.change_passphrase(created.file, recovered, NEW, cheapest)
    done = rotation.change_passphrase(created.file, recovered, NEW, cheapest, slot_id=created.opened.slot_id)
    assert keyfile.open_with_passphrase(done.file, STUDY, NEW).keys == done.opened.keys


def test_that_a_new_recovery_sheet_ends_the_old_one(created: Created) -> None:
    begun, key = rotation.replace_recovery(created.file, created.opened)
    assert keyfile.open_with_recovery(begun.file, STUDY, key).keys == begun.opened.keys
    with pytest.raises(WrongRecoveryKey):
        keyfile.open_with_recovery(begun.file, STUDY, created.recovery)


def test_that_an_analyst_changes_no_keys(with_analyst: bytes, cheapest: Parameters) -> None:
    analyst = keyfile.open_with_passphrase(with_analyst, STUDY, ANALYST_SECRET)
    with pytest.raises(SlotRefused, match="ask a researcher"):
        rotation.change_passphrase(with_analyst, analyst, NEW, cheapest)


def test_that_the_study_is_never_left_without_a_way_in(created: Created, with_analyst: bytes) -> None:
    for slot in keyfile.summaries(with_analyst)[:2]:
        with pytest.raises(SlotRefused):
            rotation.remove_slot(with_analyst, created.opened, slot.slot_id)
    recovered = keyfile.open_with_recovery(created.file, STUDY, created.recovery)
    with pytest.raises(SlotRefused, match="without a passphrase"):
        rotation.remove_slot(with_analyst, recovered, created.opened.slot_id)
    with pytest.raises(SlotRefused, match="no longer"):
        rotation.remove_slot(with_analyst, recovered, "0" * 32)


def test_that_no_more_slots_are_added_than_can_be_read_again(created: Created, cheapest: Parameters) -> None:
    office = X25519PrivateKey.generate().public_key().public_bytes_raw()
    file = created.file
    for number in range(14):
        file = rotation.add_office_slot(file, created.opened, office, f"Office {number}")
    with pytest.raises(SlotRefused, match="at most 16"):
        rotation.add_office_slot(file, created.opened, office, "One more")
    assert len(keyfile.summaries(file)) == 16


def test_that_an_altered_or_foreign_file_is_not_rotated(created: Created, cheapest: Parameters) -> None:
    other = keyfile.create(OTHER_STUDY, SECRET, cheapest, "Stranger")
    with pytest.raises(ForeignKeyFile):
        rotation.replace_recovery(other.file, created.opened)
    twin = keyfile.create(STUDY, SECRET, cheapest, "Stranger")
    with pytest.raises(KeyFileAltered):
        rotation.replace_recovery(twin.file, created.opened)
