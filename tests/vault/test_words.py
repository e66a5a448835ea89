"""Head words: printed, read aloud, typed back."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ojm_desktop.vault import words
from ojm_desktop.vault.errors import HeadWordsMistyped

HASHES = st.binary(min_size=32, max_size=32).map(bytes.hex)


@given(HASHES)
def test_that_words_stand_for_the_first_88_bits(digest: str) -> None:
    assert words.parse(" ".join(words.to_words(digest))) == digest[:22]
    assert words.matches(", ".join(words.to_words(digest)), digest)


@given(HASHES, st.integers(0, 87))
def test_that_any_bit_of_the_88_changes_the_words(digest: str, bit: int) -> None:
    other = f"{int(digest, 16) ^ 1 << 255 - bit:064x}"
    assert not words.matches(" ".join(words.to_words(digest)), other)


@given(HASHES, st.sampled_from([", ", " ", "\n", " · ", "-", ". "]))
def test_that_capitals_commas_numbers_and_four_letters_are_taken(digest: str, between: str) -> None:
    told = words.to_words(digest)
    assert words.matches(between.join(word[:4].upper() for word in told), digest)
    assert words.matches("\n".join(f"{number}. {word.title()}" for number, word in enumerate(told, 1)), digest)


def test_that_the_order_of_words_counts() -> None:
    digest = hashlib.sha256(b"head").hexdigest()
    assert not words.matches(" ".join(reversed(words.to_words(digest))), digest)


def test_that_an_unknown_word_is_named_with_the_nearest() -> None:
    told = list(words.to_words("0" * 64))
    told[4] = "abandom"
    with pytest.raises(HeadWordsMistyped, match=r"Word 5, “abandom”.*Did you mean abandon"):
        words.parse(" ".join(told))
    with pytest.raises(HeadWordsMistyped, match="Look at the paper again"):
        words.parse("xqxqxqxq")


@pytest.mark.parametrize(
    ("typed", "counted"), [("", "0 words were"), ("zoo", "1 word was"), ("zoo " * 9, "9 words were")]
)
def test_that_too_few_or_too_many_words_are_counted(typed: str, counted: str) -> None:
    with pytest.raises(HeadWordsMistyped, match=counted):
        words.parse(typed)


def test_that_the_list_is_the_one_known_by_four_letters() -> None:
    assert len(words.wordlist()) == len({word[:4] for word in words.wordlist()}) == 2048
    listed = hashlib.sha256("".join(f"{word}\n" for word in words.wordlist()).encode()).hexdigest()
    assert listed == "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda"


@pytest.mark.parametrize("digest", ["", "g" * 64, "A" * 64, "0" * 63])
def test_that_only_a_sha_256_has_words(digest: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        words.to_words(digest)
