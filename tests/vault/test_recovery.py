"""The recovery key: typed back from paper, with every slip found and named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ojm_desktop.vault import recovery
from ojm_desktop.vault.errors import RecoveryKeyMistyped
from ojm_desktop.vault.recovery import ALPHABET, RecoveryKey

KEYS = st.binary(min_size=20, max_size=20).map(RecoveryKey)


def wrong_groups(text: str) -> tuple[int, ...]:
    with pytest.raises(RecoveryKeyMistyped) as caught:
        recovery.parse(text)
    return caught.value.groups


@given(KEYS, st.sampled_from(["-", " ", "", " - ", "\n", "–"]))
def test_that_what_is_printed_is_read_back(key: RecoveryKey, between: str) -> None:
    assert recovery.parse(between.join(key.groups)) == key
    assert recovery.parse(f"  {between.join(key.groups).lower()}\n") == key
    assert [len(group) for group in key.groups] == [5] * 8


@given(KEYS, st.integers(0, 7), st.integers(0, 4), st.sampled_from(ALPHABET))
def test_that_one_wrong_character_names_its_group(key: RecoveryKey, group: int, at: int, other: str) -> None:
    groups = list(key.groups)
    typed = groups[group][:at] + other + groups[group][at + 1 :]
    if typed == groups[group]:
        return
    groups[group] = typed
    assert wrong_groups("-".join(groups)) == (group + 1,)


@given(KEYS, st.integers(0, 7), st.integers(0, 3))
def test_that_two_swapped_neighbours_name_their_group(key: RecoveryKey, group: int, at: int) -> None:
    groups = list(key.groups)
    typed = groups[group][:at] + groups[group][at + 1] + groups[group][at] + groups[group][at + 2 :]
    if typed == groups[group]:
        return
    groups[group] = typed
    assert wrong_groups("".join(groups)) == (group + 1,)


@given(KEYS, st.integers(0, 7), st.integers(0, 7))
def test_that_two_swapped_groups_are_both_named(key: RecoveryKey, one: int, two: int) -> None:
    groups = list(key.groups)
    if one == two:
        return
    groups[one], groups[two] = groups[two], groups[one]
    assert wrong_groups(" ".join(groups)) == tuple(sorted((one + 1, two + 1)))


def test_that_letters_taken_for_digits_are_read_as_those_digits() -> None:
    key = RecoveryKey(bytes.fromhex("0042108421084210842108421084210842108421"))
    text = str(key)
    assert "0" in text
    assert "1" in text
    for look_alike in ("l", "I"):
        assert recovery.parse(text.replace("0", "o").replace("1", look_alike)) == key


@pytest.mark.parametrize(
    ("typed", "sentence"), [("", "0 were typed"), ("ABCDE-FGHJK", "10 were typed"), ("A" * 41, "41 were typed")]
)
def test_that_a_key_of_the_wrong_length_says_how_much_was_typed(typed: str, sentence: str) -> None:
    with pytest.raises(RecoveryKeyMistyped, match=sentence):
        recovery.parse(typed)


def test_that_the_sentence_names_the_groups_in_words() -> None:
    groups = list(RecoveryKey(bytes(range(20))).groups)
    groups[2] = "UUUUU"
    with pytest.raises(RecoveryKeyMistyped, match=r"^Group 3 of the recovery key is mistyped"):
        recovery.parse("-".join(groups))
    groups[0], groups[6] = "AB", "ÄÖÜßé"
    with pytest.raises(RecoveryKeyMistyped, match=r"^Groups 1, 3 and 7 of"):
        recovery.parse("-".join(groups))


def test_that_keys_are_fresh_and_of_160_bits() -> None:
    assert len({recovery.new().secret for _ in range(20)}) == 20
    assert len(recovery.new().secret) == 20
    with pytest.raises(ValueError, match="20 bytes"):
        RecoveryKey(b"short")
