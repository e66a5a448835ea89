"""Promise K1, and the meter."""

from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from ojm_desktop.vault import passphrase
from ojm_desktop.vault.errors import WeakPassphrase
from ojm_desktop.vault.words import wordlist

TOP = FREQUENCY_LISTS["passwords"][:3000]
LETTERS = [chr(number) for number in (*range(0x430, 0x450), *range(0x3041, 0x3091), *range(0x4E00, 0x4F00))]
"""Letters that no list of passwords holds, so that length alone decides."""


@st.composite
def drawn_letters(draw: st.DrawFn, least: int, most: int) -> str:
    """Letters as dice would draw them; hypothesis left alone begins with the alphabet, which is rightly refused."""
    dice = random.Random(draw(st.integers(0, 2**32)))
    return "".join(dice.sample(LETTERS, draw(st.integers(least, most))))


def taken(
    text: str, *, study_words: tuple[str, ...] = ("Bristol crossings 2031",), user_name: str = "r.tester"
) -> bool:
    try:
        passphrase.check(text, study_words=study_words, user_name=user_name)
    except WeakPassphrase:
        return False
    return True


@given(drawn_letters(15, 128))
def test_that_k1_fifteen_to_128_characters_of_any_script_are_taken(text: str) -> None:
    assert taken(text)


@given(drawn_letters(0, 14))
def test_that_k1_fewer_than_fifteen_characters_are_refused_with_their_number(text: str) -> None:
    with pytest.raises(WeakPassphrase, match=f"has {len(text)} characters? and needs 15"):
        passphrase.check(text, study_words=(), user_name="")


@given(st.lists(st.sampled_from(wordlist()), min_size=6, max_size=10, unique=True), st.sampled_from(" -."))
def test_that_k1_six_words_of_the_list_are_taken_whatever_else_the_words_are(words: list[str], between: str) -> None:
    assert taken(between.join(words), study_words=tuple(words), user_name=words[0])


@given(st.sampled_from(TOP), st.sampled_from(TOP), st.sampled_from(TOP), st.integers(0, 9999))
def test_that_k1_much_used_passwords_strung_together_are_refused(one: str, two: str, three: str, number: int) -> None:
    text = f"{one} {two}-{three}{number}".ljust(15, "!")
    assert not taken(text)
    assert not taken(text.upper())


@given(st.permutations(["Bristol", "Crossings", "2031", "tester", "BRISTOL"]), st.sampled_from(["", " ", "_", "!1"]))
def test_that_k1_the_studys_words_and_the_users_name_are_refused(words: list[str], between: str) -> None:
    text = between.join(words)
    assert not taken(text)
    assert taken(text, study_words=("Heron",), user_name="q.other")


@pytest.mark.parametrize(
    "text",
    [
        "aaaaaaaaaaaaaaaa",
        "abababababababab",
        "1234123412341234",
        "123456789012345",
        "qwertyuiopasdfgh",
        "абвгдежзийклмно",
        " " * 20,
    ],
)
def test_that_k1_a_piece_repeated_or_a_row_of_keys_is_refused(text: str) -> None:
    assert not taken(text)


@pytest.mark.parametrize("text", ["correct horse battery", "Correct-Horse-Battery 2026", "the quick brown fox jumps"])
def test_that_k1_a_phrase_that_everybody_knows_is_refused_and_never_called_strong(text: str) -> None:
    with pytest.raises(WeakPassphrase, match="everybody knows"):
        passphrase.check(text, study_words=(), user_name="")
    assert passphrase.strength(text).level <= 1
    assert taken(f"{text} kangaroo moonlight"), "with words of one's own beside it"


@pytest.mark.parametrize("text", ["xxxxxxxxxxxxxxxxxxxx", "цапцапцапцапцапцап", "12AB12ab12AB12ab"])
def test_that_k1_a_short_piece_repeated_is_called_that(text: str) -> None:
    with pytest.raises(WeakPassphrase, match="one short piece repeated"):
        passphrase.check(text, study_words=(), user_name="")


@pytest.mark.parametrize(
    "text",
    [
        "alltheselettersarelowercase",
        "ALL CAPITALS ARE FINE TOO",
        "84736251908374650192",
        "=)!+&;*<~/(#[%{^$",
        "pen lamp otter gravel",
    ],
)
def test_that_k1_no_digits_capitals_or_signs_are_demanded(text: str) -> None:
    assert taken(text)


@given(st.text(min_size=0, max_size=40, alphabet=st.characters(exclude_categories=["Cs"])))
def test_that_k1_the_same_passphrase_from_another_keyboard_gives_the_same_bytes(text: str) -> None:
    composed, parted = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert passphrase.octets(composed) == passphrase.octets(parted)
    assert passphrase.octets("ﬁve ① Å") == passphrase.octets("five 1 Å")


def test_that_a_character_that_unfolds_into_many_counts_once() -> None:
    assert not taken("\ufdfa")


def test_that_a_broken_character_gets_a_sentence() -> None:
    with pytest.raises(WeakPassphrase, match="broken character"):
        passphrase.check("long enough as it is \ud800", study_words=(), user_name="")
    assert passphrase.strength("long enough as it is \ud800").level <= 1


def test_that_made_up_passphrases_are_six_words_each_time_others() -> None:
    made = {passphrase.generate() for _ in range(50)}
    assert len(made) == 50
    assert all(set(text.split()) <= set(wordlist()) and len(text.split()) == 6 for text in made)
    with pytest.raises(ValueError, match="at least 6"):
        passphrase.generate(5)


@given(st.text(max_size=40) | st.sampled_from(TOP).map(lambda word: word * 3))
def test_that_the_meter_agrees_with_what_is_taken(text: str) -> None:
    assert (passphrase.strength(text, study_words=("Bristol",), user_name="tester").level >= 2) == taken(
        text, study_words=("Bristol",), user_name="tester"
    )


def test_that_the_meter_speaks_in_five_words() -> None:
    assert [passphrase.Strength(level).words for level in range(5)] == ["very weak", "weak", "fair", "good", "strong"]
    assert passphrase.strength("").words == "very weak"
    assert passphrase.strength("x" * 5000).words == "very weak"
    assert passphrase.strength(passphrase.generate()).words == "strong"
